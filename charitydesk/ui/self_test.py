"""The installed program tries itself: window, icons, fonts and every room, off screen, with data of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from charitydesk.paths import AppPaths
from charitydesk.services.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.services.clock import Clock
    from charitydesk.ui.application import Opened


def self_test(open_data: Callable[[AppPaths, Clock], object], furnish: Callable[[object], Opened]) -> int:
    """Open every room off screen; print a report and return 0, or 1 when something failed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the platform is chosen

    from charitydesk import resources  # noqa: PLC0415 - the same
    from charitydesk.ui import icons  # noqa: PLC0415 - the same
    from charitydesk.ui.application import Application  # noqa: PLC0415 - the same

    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(["charitydesk"])
    report: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        paths, clock = AppPaths(Path(folder)), SystemClock()
        application = Application(app, paths, clock, open_data=open_data, furnish=furnish)
        names = [file.name.removesuffix(".svg") for file in resources.root().joinpath("icons").iterdir()]
        blank = [name for name in names if icons.pixmap(name, "#000000", 24).isNull()]
        report.append(f"icons: {len(names)} drawn" if not blank else f"icons: FAILED {', '.join(blank)}")
        opened = furnish(open_data(paths, clock))
        application.window.open_desk(opened.desk)
        for room in opened.desk.rooms:
            application.window.go(room.id)
            shown = application.window.current_page()
            report.append(f"room {room.title}: {'opened' if shown is not None else 'FAILED'}")
        application.finish()
        if opened.close is not None:
            opened.close()
    sys.stdout.write("\n".join(report) + "\n")
    return 1 if any("FAILED" in line for line in report) else 0
