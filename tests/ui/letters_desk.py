"""The example charity's letters room: one window for many tests, brought back to where it began after each."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument

from charitydesk.bootstrap import build_services
from charitydesk.paths import AppPaths
from charitydesk.presentation.letter_list import Filter
from charitydesk.services.clock import FixedClock
from charitydesk.ui.asker import ScriptedAsker
from charitydesk.ui.letters import room
from charitydesk.ui.main_window import Desk, MainWindow
from tests.ui.walker import finish

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.domain.ids import LetterId, NoticeId
    from charitydesk.services.bundle import Services
    from charitydesk.ui.letters.editor import LetterEditor
    from charitydesk.ui.letters.page import LettersPage
    from charitydesk.ui.theme import Theme

MOMENT = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
"""When it is in every test: a Friday at half past five."""


@dataclass
class LettersDesk:
    """The room in a window, with its services, and a folder for one test's own files."""

    services: Services
    window: MainWindow
    page: LettersPage
    notice: NoticeId
    asker: ScriptedAsker
    folder: Path

    @property
    def editor(self) -> LetterEditor:
        return self.page.editor

    def draft(self, kind: str = "challenge-short-notice") -> LetterId:
        """Draft a letter and open it."""
        letter = self.services.letters.start(self.notice, kind).record.id
        self.window.go("letters", letter)
        return letter

    def ready(self, kind: str = "challenge-short-notice") -> LetterId:
        """Draft a letter with every source ticked as checked."""
        view = self.services.letters.start(self.notice, kind)
        ticked = frozenset(citation.answer.provision.id for citation in view.draft.citations)
        self.services.letters.save(view.record.id, replace(view.draft.options, checked=ticked))
        self.window.go("letters", view.record.id)
        return view.record.id

    def text_of(self, letter: LetterId, key: str) -> str:
        """A block's words as they would print."""
        view = self.services.letters.open(letter)
        return next(block.text for block in view.draft.blocks if block.key == key)


class LettersWindow:
    """A window with the letters room alone, and the data folder as it was when it was opened.

    Args:
        data: A data folder with the example charity; it is opened.
        theme: The application's theme.
    """

    def __init__(self, data: Path, theme: Theme) -> None:
        paths = AppPaths(data)
        self._began = paths.database.read_bytes()
        self._sent = paths.sent
        clock = FixedClock(MOMENT)
        self._services = build_services(paths, clock)
        self._asker = ScriptedAsker()
        self._window = MainWindow(theme, clock, self._asker)
        services = self._services
        self._window.open_desk(Desk([room(services)], (), services.history, services.desk.feed))
        self._page: LettersPage = self._window.page("letters")
        self._notice = next(line.id for line in services.notices.list() if line.service.startswith("Young"))
        self._window.show()
        finish(self._window.tasks)

    def desk(self, folder: Path) -> LettersDesk:
        """Return the room for one test, with the keyboard in it.

        Args:
            folder: Where the test saves files of its own.
        """
        self._window.activateWindow()
        finish(self._window.tasks)
        assert self._window.isActiveWindow()
        return LettersDesk(self._services, self._window, self._page, self._notice, self._asker, folder)

    def bring_back(self) -> None:
        """Close the letter, put every record back, and show the whole list as at first."""
        self._page.editor.finish_typing()
        finish(self._window.tasks)
        database = self._services.desk.database
        database.close()
        database.path.write_bytes(self._began)
        shutil.rmtree(self._sent, ignore_errors=True)
        self._page.editor.close_letter()
        self._page.list.filters[Filter.ALL].click()
        self._window.name_undo()
        self._window.bar.hide_notice()
        self._window.resize(1280, 800)
        self._asker.paths.clear()
        self._asker.asked.clear()
        finish(self._window.tasks)

    def close(self) -> None:
        """Close the window and the data folder."""
        self._window.close()
        self._window.deleteLater()
        self._services.close()


def words_printed(pdf: Path) -> str:
    """Return what a PDF file says, each gap as one space."""
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
