"""The letters in a list: drafts, sent, awaiting a reply; the one chosen shows how it stands beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from charitydesk.domain.wording import date_words
from charitydesk.presentation.letter_list import (
    Filter,
    about,
    counts,
    dates,
    is_overdue,
    next_step,
    passes,
    sentence,
    standing,
    title,
)
from charitydesk.services.letters import LetterLine
from charitydesk.ui.cards import ButtonRow, Card, KeyFacts
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.fields import TextField
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.master_detail import MasterDetail
from charitydesk.ui.parts import button, column, label
from charitydesk.ui.scale import fix_width
from charitydesk.ui.status import StatusBadge
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from charitydesk.presentation.badges import Badge


class LettersList(QWidget):
    """`opened` and `chaser_wanted` tell a letter's line.

    Args:
        today: Returns today's civil date.
        on_new: Begins a letter.
    """

    opened = Signal(object)
    chaser_wanted = Signal(object)

    def __init__(self, today: Callable[[], date], on_new: Callable[[], object]) -> None:
        super().__init__()
        self._today = today
        self._letters: tuple[LetterLine, ...] = ()
        self._filter = Filter.ALL
        self.text = TextField(placeholder="Find a letter")
        fix_width(self.text, 220)
        self.text.setAccessibleName("Find a letter")
        self._group = QButtonGroup(self)
        self.filters: dict[Filter, QToolButton] = {}
        bar = QWidget()
        flow = FlowLayout(bar, gap=8, line_gap=8)
        flow.addWidget(self.text)
        for place, chosen in enumerate(Filter):
            made = self.filters[chosen] = QToolButton()
            made.setCheckable(True)
            made.setProperty("kind", "choice")
            made.setChecked(chosen is Filter.ALL)
            self._group.addButton(made, place)
            flow.addWidget(made)
        self._group.idClicked.connect(self._choose_filter)
        self.model = RowsModel[LetterLine](_columns(today), partial(_sentence, today))
        words = "A letter begins with a notice. Record one, and CharityDesk drafts the letter from what you answered."
        empty = EmptyState("letters", "No letters here", words, "&Draft a letter", on_new)
        self.table = RowsTable(self.model, "Letters", empty)
        self.split = MasterDetail(self.table)
        self.table.chosen.connect(self._show)
        self.table.activated.connect(self.opened)
        self.text.textChanged.connect(self.table.set_text)
        layout = column(self, gap=16)
        layout.addWidget(bar)
        layout.addWidget(self.split, 1)

    def show_letters(self, letters: Sequence[LetterLine]) -> None:
        """Show these letters; the chosen one stays chosen."""
        self._letters = tuple(letters)
        found = counts(letters, self._today())
        for chosen, made in self.filters.items():
            made.setText(f"{chosen.label} {found[chosen]}")
            made.setAccessibleName(f"{chosen.label}, {found[chosen]}")
            made.setVisible(chosen is not Filter.OVERDUE or bool(found[chosen]) or self._filter is chosen)
        self._fill()

    @property
    def total(self) -> int:
        """How many letters there are, whatever the filter shows."""
        return len(self._letters)

    def _choose_filter(self, place: int) -> None:
        self._filter = list(Filter)[place]
        self._fill()

    def _fill(self) -> None:
        kept = self.table.current()
        today = self._today()
        shown = [letter for letter in self._letters if passes(letter, self._filter, today)]
        if shown != self.model.rows():
            self.model.set_rows(shown)
            again = next((letter for letter in shown if kept is not None and letter.id == kept.id), None)
            if again is not None:
                self.table.choose(again)
            elif self.split.is_open and self.isVisible():
                self.split.close_record()

    def _show(self, letter: LetterLine) -> None:
        today = self._today()
        card = Card(letter.title)
        facts: list[tuple[str, str | QWidget]] = [("Status", StatusBadge(standing(letter, today)))]
        if letter.recipient:
            facts.append(("To", letter.recipient))
        if letter.sent_on:
            facts.append(("Sent", date_words(letter.sent_on)))
        if letter.reply_due:
            facts.append(("Answer due" if letter.sent_on else "Answer asked by", date_words(letter.reply_due)))
        if letter.is_example:
            facts.append(("Example", "Belongs to the example charity"))
        buttons = [button("&Open", partial(self.opened.emit, letter), kind="primary", icon="open")]
        if is_overdue(letter, today):
            buttons.append(button("Draft a &chaser", partial(self.chaser_wanted.emit, letter), icon="letters"))
        card.add(KeyFacts(facts), label(next_step(letter, today)), ButtonRow(*buttons))
        self.split.show_record(card)


def _sentence(today: Callable[[], date], letter: LetterLine) -> str:
    return sentence(letter, today())


def _columns(today: Callable[[], date]) -> list[Column[LetterLine]]:
    return [
        Column("Letter", title, second_line=about),
        Column(
            "Status",
            partial(_word, today),
            badge=partial(_standing, today),
            width=192,
            keep=True,
        ),
        Column("Sent", dates, sort_key=_sent, width=140),
        Column("Answer due", _due, sort_key=_due_key, width=160),
    ]


def _word(today: Callable[[], date], letter: LetterLine) -> str:
    return standing(letter, today()).word


def _standing(today: Callable[[], date], letter: LetterLine) -> Badge:
    return standing(letter, today())


def _sent(letter: LetterLine) -> str:
    return letter.sent_on.isoformat() if letter.sent_on else ""


def _due(letter: LetterLine) -> str:
    return date_words(letter.reply_due) if letter.reply_due else ""


def _due_key(letter: LetterLine) -> str:
    return letter.reply_due.isoformat() if letter.reply_due else "9999"
