"""The window program: reads its few arguments, looks for what Qt needs, and composes the parts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from charitydesk import __version__
from charitydesk.documents.fonts import fallback_font_files, ui_font_files
from charitydesk.paths import AppPaths
from charitydesk.services.clock import SystemClock
from charitydesk.ui.display_check import Outcome, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock
    from charitydesk.ui.application import Opened

USAGE = """usage: charitydesk [--data DIR] [--version] [--self-test]

  --data DIR   keep the charity's data in this folder
  --version    print the version
  --self-test  open every room off screen with made-up data, print a report, and end
"""
BAD_USAGE, NO_WINDOW = 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window until it is closed; return the exit code.

    Args:
        argv: Arguments without the program's name; those of the process when None.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    data: Path | None = None
    while arguments:
        word = arguments.pop(0)
        if word == "--version":
            return _say(f"CharityDesk {__version__}")
        if word in {"-h", "--help"}:
            return _say(USAGE)
        if word == "--self-test":
            from charitydesk.ui.self_test import self_test  # noqa: PLC0415 - not needed at an ordinary start

            return self_test(open_data, furnish)
        name, equals, value = word.partition("=")
        if name != "--data" or not (equals or arguments):
            return _complain(f"“{word}” is not understood.\n{USAGE}", BAD_USAGE)
        data = Path(value if equals else arguments.pop(0)).expanduser().absolute()
    reason = why_no_window()
    if reason:
        return _complain(reason, NO_WINDOW)
    return run(AppPaths(data) if data else AppPaths.default(), SystemClock())


def run(paths: AppPaths, clock: Clock) -> int:
    """Open the window on a data folder and return when it is closed."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the look for what Qt needs

    from charitydesk.ui.application import Application  # noqa: PLC0415 - the same

    app = QApplication(["charitydesk"])
    app.setApplicationName("CharityDesk")
    app.setApplicationDisplayName("CharityDesk")
    app.setDesktopFileName("charitydesk")
    application = Application(
        app,
        paths,
        clock,
        open_data=open_data,
        furnish=furnish,
        font_files=ui_font_files()[:3],
        more_fonts=fallback_font_files(),
    )
    application.start()
    code = app.exec()
    application.finish()
    return code


def open_data(paths: AppPaths, clock: Clock) -> object:
    """Open the data in a worker: here the database's libraries are first imported."""
    from charitydesk.bootstrap import build_services  # noqa: PLC0415 - the window is painted before

    return build_services(paths, clock)


def furnish(services: object) -> Opened:
    """Make rooms of the services, in the window's thread."""
    from charitydesk.ui.rooms import open_rooms  # noqa: PLC0415 - the window is painted before

    return open_rooms(cast("Services", services))


def why_no_window() -> str:
    """Return why no window can open here and what to do; an empty string when one can, with Qt told how."""
    found = look(os.environ)
    if found.outcome is Outcome.NO_DISPLAY:
        where = f" ({found.detail} does not answer)" if found.detail else ""
        return (
            f"CharityDesk cannot open a window because this session has no display{where}."
            " Start it from a desktop, or use charitydesk-cli."
        )
    if found.outcome is Outcome.MISSING_LIBRARY:
        todo = f"Install it with: sudo {found.command}" if found.command else "Ask whoever looks after this computer."
        return f"CharityDesk cannot open a window because a system library is missing: {found.detail}. {todo}"
    if found.platform:
        os.environ.setdefault("QT_QPA_PLATFORM", found.platform)
    return ""


def _say(words: str) -> int:
    sys.stdout.write(words.rstrip() + "\n")
    return 0


def _complain(words: str, code: int) -> int:
    sys.stderr.write(words.rstrip() + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
