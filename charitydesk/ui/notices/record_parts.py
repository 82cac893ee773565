"""The quieter sections of a notice's result: its letters, the rules it is under, its facts and its history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charitydesk.domain.moments import UK
from charitydesk.domain.wording import date_words, moment_words
from charitydesk.presentation.notice_words import letter_badge
from charitydesk.ui.cards import KeyFacts, Section
from charitydesk.ui.notices.folds import Folds, paragraphs
from charitydesk.ui.parts import PROSE_WIDTH, button, column, label
from charitydesk.ui.scale import limit_width
from charitydesk.ui.today.lines import RecordLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from charitydesk.domain.regimes import RegimeAnswer
    from charitydesk.services.history import HistoryLine
    from charitydesk.services.letters import LetterLine

_HISTORY = 5


class LettersPart(Section):
    """Letters drafted from the notice.

    Args:
        letters: As stored.
        today: Civil date.
    """

    opened = Signal(object)
    draft_wanted = Signal()

    def __init__(self, letters: Sequence[LetterLine], today: date) -> None:
        super().__init__("Letters")
        self.body.setSpacing(4)
        for letter in letters:
            words = f"To {letter.recipient}" if letter.recipient else ""
            if letter.sent_on:
                words = f"{words}, sent {date_words(letter.sent_on)}"
            if letter.reply_due:
                words = f"{words}, reply asked by {date_words(letter.reply_due)}"
            line = RecordLine(letter.title, words, letter.id, (letter_badge(letter.status, letter.reply_due, today),))
            line.opened.connect(self.opened)
            self.add(line)
        if not letters:
            self.add(label("No letter yet. Draft one when you have read the findings.", "quiet"))
            self.add(button("Draft a letter", self.draft_wanted.emit, icon="letters"))


def rules_part(regime: RegimeAnswer) -> Section:
    """Return which procurement rules the agreement is under, why, and what is not known."""
    part = Section("The procurement rules it is under")
    for words, role in ((regime.reason, "body"), *((unknown, "quiet") for unknown in regime.unknowns)):
        said = label(words, role, selectable=True)
        limit_width(said, PROSE_WIDTH)
        part.add(said)
    return part


def facts_part(pages: Sequence[tuple[str, Sequence[tuple[str, str]]]], change: Callable[[], object]) -> Section:
    """Return what is known, folded page by page.

    Args:
        pages: Titles with their facts.
        change: Opens all answers.
    """
    part = Section("What you recorded", trailing=button("Change answers", change, kind="quiet", icon="edit"))
    for title, facts in pages:
        part.add(Folds([(f"{title} ({len(facts)})", partial(KeyFacts, list(facts)))], "what you recorded"))
    if not pages:
        part.add(label("Nothing yet.", "quiet"))
    return part


class HistoryPart(Section):
    """What was done to the record, latest first.

    Args:
        lines: The changes.
    """

    def __init__(self, lines: Sequence[HistoryLine]) -> None:
        super().__init__("History")
        for line in lines[:_HISTORY]:
            self.add(_line(line))
        older = lines[_HISTORY:]
        if older:
            self.add(Folds([(f"{len(older)} earlier", _Older(older))], "history of this notice"))


class _Older:
    def __init__(self, lines: Sequence[HistoryLine]) -> None:
        self._lines = lines

    def __call__(self) -> QWidget:
        return paragraphs([_words(line) for line in self._lines], "quiet")


def _line(line: HistoryLine) -> QWidget:
    holder = QWidget()
    inside = column(holder, gap=0)
    inside.addWidget(label(line.name))
    inside.addWidget(label(_when(line), "small"))
    return holder


def _when(line: HistoryLine) -> str:
    when = moment_words(line.made_at.astimezone(UK))
    state = {"undone": ", undone since", "dropped": ", undone since"}.get(line.state.value, "")
    return f"{when}{f', {line.actor}' if line.actor else ''}{state}"


def _words(line: HistoryLine) -> str:
    return f"{line.name} ({_when(line)})"
