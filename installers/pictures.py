"""Makes pictures of every room as it really looks: `python installers/pictures.py [--to DIR] [--only light]`.

The example charity is loaded into a folder that is thrown away. Each appearance and size runs in a process of its own,
since Qt reads the screen's scale once. `--gallery` shows the parts the rooms are made of instead.
"""

# ruff: noqa: E402 - the checkout need not be installed
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from charitydesk.bootstrap import build_services
from charitydesk.documents.fonts import fallback_font_files, ui_font_files
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.ui.first_run import FirstRunPage
from charitydesk.ui.main_window import MainWindow
from charitydesk.ui.piecewise import Piecewise
from charitydesk.ui.rooms import open_rooms
from charitydesk.ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services

MOMENT = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
"""The Friday afternoon on which every picture is taken."""


@dataclass(frozen=True)
class Look:
    """One way of looking at the program.

    Args:
        name: The folder of its pictures.
        appearance: `light`, `dark` or `contrast`.
        width, height: Of the window, in pixels of its own.
        screen: Screen pixels to one of those.
        text: Text size, 1.0 to 2.0.
    """

    name: str
    appearance: str
    width: int
    height: int
    screen: float = 1.0
    text: float = 1.0


LOOKS = (
    Look("light-1280", "light", 1280, 800),
    Look("light-1366", "light", 1366, 768),
    Look("dark-1280", "dark", 1280, 800),
    Look("contrast-1280", "contrast", 1280, 800),
    Look("light-200", "light", 640, 400, screen=2.0),
    Look("dark-200", "dark", 683, 384, screen=2.0),
    Look("light-text-200", "light", 1280, 800, text=2.0),
)


def main() -> int:
    """Make the pictures; return 0 when all were made."""
    parser = argparse.ArgumentParser(description="Make pictures of every room.")
    parser.add_argument("--to", type=Path, default=ROOT / "pictures", help="the folder they go to")
    parser.add_argument("--only", default="", help="only looks whose name holds this, for example dark")
    parser.add_argument("--gallery", action="store_true", help="the parts of the kit instead of the rooms")
    parser.add_argument("--screenshot", action="store_true", help="also renew the README's screenshot")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        look = next(look for look in LOOKS if look.name == chosen.one)
        take(look, chosen.to / look.name, gallery=chosen.gallery)
        return 0
    failed = 0
    for look in LOOKS:
        if chosen.only in look.name:
            command = [sys.executable, __file__, "--one", look.name, "--to", str(chosen.to)]
            environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(look.screen)}
            run = subprocess.run([*command, *["--gallery"] * chosen.gallery], check=False, env=environment)
            failed += run.returncode != 0
    if chosen.screenshot and not failed:
        keep_screenshot(chosen.to)
    print(f"pictures are in {chosen.to}" if not failed else f"{failed} looks failed")
    return 1 if failed else 0


def take(look: Look, folder: Path, *, gallery: bool) -> None:
    """Take the pictures of one look into a folder."""
    app = QApplication(["pictures"])
    theme = Theme(app, ui_font_files())
    theme.add_fallbacks(fallback_font_files())
    theme.use(Appearance(look.appearance), look.text)
    clock = FixedClock(MOMENT)
    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(theme, clock)
    window.resize(look.width, look.height)
    if gallery:
        sys.path.insert(0, str(ROOT / "tests" / "ui"))
        from gallery import gallery_desk  # noqa: PLC0415 - kept with the tests

        window.open_desk(gallery_desk())
        shoot_rooms(window, folder)
        return
    with tempfile.TemporaryDirectory() as data:
        services = build_services(AppPaths(Path(data)), clock)
        opened = open_rooms(services)
        if opened.first_run is not None:
            first = FirstRunPage(window.context, opened.first_run)
            window.show_alone(first)
            first.begin()
            shoot(window, folder / "0-first-start.png")
        services.example.load()
        window.open_desk(opened.desk)
        shoot_rooms(window, folder)
        shoot_records(window, services, folder)
        window.tasks.close()
        services.close()


def shoot_rooms(window: MainWindow, folder: Path) -> None:
    """Take every room from its beginning and its end, the search box and the help."""
    for number, room in enumerate(list(window.stage.sidebar.buttons), start=1):
        window.go(room)
        shoot(window, folder / f"{number}-{room}.png")
        page = window.current_page()
        if page is not None and page.scroll_to_end():
            shoot(window, folder / f"{number}-{room}-end.png")
            page.scroll_to_top()
    window.activateWindow()
    window.search.begin()
    window.search.setText("no")
    shoot(window, folder / "search.png")
    window.search.finish()
    window.toggle_help()
    shoot(window, folder / "help.png")
    window.toggle_help()


def shoot_records(window: MainWindow, services: Services, folder: Path) -> None:
    """Take one record of each room that has them, beginning and end."""
    notice = next(line.id for line in services.notices.list() if line.notice_kind != "proposal")
    letter = services.letters.start(notice, "challenge-short-notice").record.id
    keys = {
        "contracts": "1",
        "bids": "1",
        "notices": str(notice),
        "letters": str(letter),
        "library": "compact2010-4-4",
        "settings": "appearance",
    }
    for room, key in keys.items():
        if room not in window.stage.sidebar.buttons:
            continue
        window.go(room, key)
        shoot(window, folder / f"record-{room}.png")
        page = window.current_page()
        if page is not None and page.scroll_to_end():
            shoot(window, folder / f"record-{room}-end.png")
    for part in ("export", "calendar"):
        window.go("settings", part)
        shoot(window, folder / f"settings-{part}.png")


def keep_screenshot(pictures: Path) -> None:
    """Put the picture of a notice where the README shows it."""
    target = ROOT / "resources" / "screenshots" / "notice.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((pictures / "light-1280" / "record-notices.png").read_bytes())


def shoot(window: MainWindow, target: Path) -> None:
    """Take one picture once everything has settled."""
    window.show()
    for _ in range(6):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    while not window.tasks.is_idle() or not all(part.is_whole for part in window.findChildren(Piecewise)):
        QApplication.processEvents()
    QApplication.processEvents()
    if not window.grab().save(str(target)):
        raise OSError(f"{target} could not be written")


if __name__ == "__main__":
    sys.exit(main())
