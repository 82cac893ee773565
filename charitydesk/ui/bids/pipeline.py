"""The pipeline: a column for each stage where there is room, one list under headings where there is not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from charitydesk.domain.bids import BidStage
from charitydesk.presentation import bid_words as words
from charitydesk.ui.bids.cards_view import CardsList, Heading
from charitydesk.ui.parts import column, label
from charitydesk.ui.scale import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from charitydesk.services.bids import BidLine

_DECIDED = "Decided lately"
_COLUMN = 150
"""A column narrower than this many pixels is no longer readable: the list takes over."""


class Pipeline(QWidget):
    """Bids under their stages.

    Args:
        today: Returns today's civil date.
    """

    opened = Signal(object)
    picked = Signal(object)
    move_wanted = Signal(object, int)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        column(self).addWidget(self.stack)
        self.board = board = QWidget()
        # The columns take what width there is: too little of it, and the list stands in for them.
        board.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        across = QHBoxLayout(board)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        self.columns: dict[str, CardsList] = {}
        self._labels: dict[str, QLabel] = {}
        for name in (*(words.STAGES[stage].word for stage in words.OPEN_STAGES), _DECIDED):
            cards = CardsList(f"{name} bids", today)
            head = label(name, "overline", wrap=False)
            one = column(gap=8)
            one.addWidget(head)
            one.addWidget(cards, 1)
            across.addLayout(one, 1)
            self.columns[name] = cards
            self._labels[name] = head
        self.grouped = CardsList("Bids by stage", today)
        self.stack.addWidget(board)
        self.stack.addWidget(self.grouped)
        for at, cards in enumerate((*self.columns.values(), self.grouped)):
            cards.opened.connect(self.opened)
            cards.picked.connect(self.picked)
            cards.move_wanted.connect(self.move_wanted)
            if cards is not self.grouped:
                cards.beyond_wanted.connect(partial(self._beyond, at))
        self._lines: Sequence[BidLine] = ()
        self._wanted: int | None = None

    def set_bids(self, lines: Sequence[BidLine]) -> None:
        """Show these; what was chosen stays chosen."""
        chosen = self.current()
        here = next((cards for cards in self.lists() if cards.hasFocus()), None)
        self._lines = tuple(lines)
        groups: dict[str, list[BidLine]] = {name: [] for name in self.columns}
        for line in lines:
            groups[words.STAGES[line.stage].word if line.stage.is_open else _DECIDED].append(line)
        entries: list[BidLine | Heading] = []
        for name, found in groups.items():
            self.columns[name].cards.set_entries(found)
            told = name if name == _DECIDED else f"{name} · {len(found)}"
            self._labels[name].setText(told)
            self.columns[name].setAccessibleDescription(f"{len(found)} bids")
            if found:
                entries += [Heading(told), *found]
        self.grouped.cards.set_entries(entries)
        wanted = self._wanted if self._wanted is not None else int(chosen.id) if chosen is not None else None
        self._wanted = None
        self.choose(wanted)
        if here is not None:
            self.begin()

    def lists(self) -> tuple[CardsList, ...]:
        """Return the lists shown now."""
        return (self.grouped,) if self.stack.currentWidget() is self.grouped else tuple(self.columns.values())

    def current(self) -> BidLine | None:
        """Return the chosen bid, or None."""
        return next((entry for cards in self.lists() if (entry := cards.current()) is not None), None)

    def choose(self, bid_id: int | None) -> None:
        """Choose a bid's card wherever it is."""
        for cards in (*self.columns.values(), self.grouped):
            cards.choose(bid_id)

    def begin(self) -> None:
        """Give the keyboard to the chosen card, or to the first."""
        shown = self.lists()
        found = next((cards for cards in shown if cards.current() is not None), None)
        found = found or next((cards for cards in shown if cards.cards.entries), shown[0])
        found.begin()

    def _beyond(self, place: int, step: int) -> None:
        shown = tuple(self.columns.values())
        at = place + step
        while 0 <= at < len(shown):
            if shown[at].cards.entries:
                self.columns[tuple(self.columns)[place]].choose(None)
                shown[at].begin()
                return
            at += step

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between columns and one list."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Show columns where each has room."""
        wide = self.width() >= len(self.columns) * scaled(_COLUMN) and self.height() >= scaled(200)
        wanted = self.board if wide else self.grouped
        if self.stack.currentWidget() is not wanted:
            held = any(cards.hasFocus() for cards in self.lists())
            chosen = self.current()
            self.stack.setCurrentWidget(wanted)
            self.choose(int(chosen.id) if chosen is not None else None)
            if held:
                self.begin()


def order(line: BidLine) -> tuple[int, bool, str, int]:
    """Return a bid's place under its stage: soonest deadline first, decided ones newest first."""
    stage = list(BidStage).index(line.stage)
    if line.stage.is_open:
        return (stage, line.deadline_on is None, line.deadline, int(line.id))
    return (len(BidStage), False, "", -int(line.outcome_on.toordinal() if line.outcome_on else 0))
