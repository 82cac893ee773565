"""The running window: shows itself first, then opens the data, asks the first questions, and closes in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from charitydesk.ui.crash import CrashHandler
from charitydesk.ui.main_window import Desk, MainWindow
from charitydesk.ui.theme import Theme
from charitydesk.ui.window_state import WindowState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from charitydesk.errors import UserFacingError
    from charitydesk.paths import AppPaths
    from charitydesk.presentation.shell import FirstRun
    from charitydesk.services.backups import Backup
    from charitydesk.services.clock import Clock
    from charitydesk.ui.asker import Asker
    from charitydesk.ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class Opened:
    """What the composition root hands over once the data is open.

    Args:
        desk: Rooms, search, history and news.
        first_run: The four questions, or None when they never apply.
        close: Closes the data; called once, after all work has ended.
    """

    desk: Desk
    first_run: FirstRun | None = None
    close: Callable[[], object] | None = None


class Application(QObject):
    """Everything that lives as long as the window.

    Args:
        app: The QApplication.
        paths: The data folder.
        clock: Knows today.
        open_data: Opens or migrates the data; called in a worker, and may import as much as it likes.
        furnish: Makes rooms of what was opened; called in the window's thread.
        asker: Asks questions; the system's dialogs when None.
        font_files: Fonts the window prefers.
        more_fonts: Fonts for other scripts, loaded once the window stands.
    """

    def __init__(
        self,
        app: QApplication,
        paths: AppPaths,
        clock: Clock,
        *,
        open_data: Callable[[AppPaths, Clock], object],
        furnish: Callable[[object], Opened],
        asker: Asker | None = None,
        font_files: Sequence[Path] = (),
        more_fonts: Sequence[Path] = (),
    ) -> None:
        super().__init__()
        self._paths, self._clock = paths, clock
        self._open_data, self._furnish = open_data, furnish
        self._opened: Opened | None = None
        self._copy: Backup | None = None
        self._more_fonts = more_fonts
        self.theme = Theme(app, font_files)
        self._state = WindowState(paths.window_state)
        self._state.dress(self.theme)
        self.window = MainWindow(self.theme, clock, asker)
        self._state.place(self.window)
        self.window.stage.set_alone(not paths.database.exists())
        self.crash = CrashHandler(paths.logs, self)
        self.crash.happened.connect(self.window.show_error)

    def start(self) -> None:
        """Show the window; the data is opened once it has been painted."""
        self.crash.install()
        self.window.painted.connect(self.open)
        self.window.show()

    def open(self) -> None:
        """Open the data off the window's thread; opening takes the folder's lock."""
        self.window.tasks.run(self._work, self._arrived, self._trouble, title="Opening your desk")

    def _work(self, _progress: Progress) -> object:
        return self._open_data(self._paths, self._clock)

    def _arrived(self, services: object) -> None:
        self._opened = self._furnish(services)
        self.theme.add_fallbacks(self._more_fonts)
        if self._opened.first_run is not None and self._opened.first_run.needed():
            from charitydesk.ui.first_run import FirstRunPage  # noqa: PLC0415 - once in a lifetime

            page = FirstRunPage(self.window.context, self._opened.first_run)
            page.finished.connect(self._enter)
            self.window.show_alone(page)
            page.begin()
        else:
            self._enter()

    def _enter(self) -> None:
        if self._opened is not None:
            self.window.open_desk(self._opened.desk)

    def _trouble(self, error: UserFacingError) -> None:
        from charitydesk.services.backups import copy_words, good_copies  # noqa: PLC0415 - the same
        from charitydesk.ui.trouble import TroublePage  # noqa: PLC0415 - seldom, one hopes

        copies = good_copies(error)
        self._copy = copies[0] if copies else None
        page = TroublePage(self.window.context, error, self._paths.data, copy_words(copies[0]) if copies else "")
        page.again.connect(self.open)
        page.put_back.connect(self._put_back)
        self.window.show_alone(page)
        (page.restore or page.try_again).setFocus()

    def _put_back(self) -> None:
        """Put the newest good copy in the place of the damaged database, off the window's thread, and open it."""
        self.window.tasks.run(self._restore, self._restored, self._trouble, title="Putting the copy back")

    def _restore(self, _progress: Progress) -> object:
        from charitydesk.services.backups import put_back  # noqa: PLC0415 - the same

        return None if self._copy is None else put_back(self._paths, self._clock, self._copy)

    def _restored(self, _kept: object) -> None:
        self.open()

    def finish(self) -> None:
        """Wait for work, close the data, and remember the window."""
        self.window.changes.close()
        self.window.tasks.close()
        if self._opened is not None and self._opened.close is not None:
            self._opened.close()
        self._state.save(self.window, self.theme)
        self.crash.remove()
