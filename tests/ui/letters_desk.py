"""The example charity's letters room on a copy of one prepared data folder: real services, made once, copied often."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.bootstrap import build_services
from charitydesk.paths import AppPaths
from charitydesk.ui.letters import room
from charitydesk.ui.main_window import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.domain.ids import LetterId, NoticeId
    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock
    from charitydesk.ui.letters.editor import LetterEditor
    from charitydesk.ui.letters.page import LettersPage
    from charitydesk.ui.main_window import MainWindow


@dataclass
class LettersDesk:
    """The room in a window, with its services."""

    services: Services
    window: MainWindow
    page: LettersPage
    notice: NoticeId
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


def open_copy(prepared: Path, folder: Path, clock: Clock) -> Services:
    """Open a copy of a prepared folder."""
    shutil.copytree(prepared, folder)
    return build_services(AppPaths(folder), clock)


def desk_of(services: Services) -> Desk:
    """A desk with the letters room alone."""
    return Desk([room(services)], (), services.history, services.desk.feed)
