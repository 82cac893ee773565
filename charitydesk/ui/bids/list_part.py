"""What stands beside the record: the filter, the pipeline or the table, and the win rate."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from charitydesk.presentation import bid_words as words
from charitydesk.services.bids import BidSort
from charitydesk.ui.bids.pipeline import Pipeline
from charitydesk.ui.bids.win_rate import WinRateStrip
from charitydesk.ui.contracts.register_list import RegisterList
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.scale import scaled
from charitydesk.ui.tables import RIGHT, Column, Fetch, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from charitydesk.presentation.badges import Badge
    from charitydesk.services.bids import BidFilter, BidLine
    from charitydesk.services.bundle import Services
    from charitydesk.ui.bids.jobs import BidsShown

PIPELINE, TABLE = 0, 1


class _Columns:
    """What the columns say, as of today."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def left(self, line: BidLine) -> Badge | None:
        return words.time_left(line, self._today())

    def left_words(self, line: BidLine) -> str:
        return words.time_left_words(line, self._today())

    def sentence(self, line: BidLine) -> str:
        return words.bid_sentence(line, self._today())

    def model(self) -> RowsModel[BidLine]:
        return RowsModel(
            [
                Column("Bid", _title, second_line=words.bid_from, sort_name=BidSort.TITLE),
                Column(
                    "Time left",
                    self.left_words,
                    badge=self.left,
                    second_line=words.decided_on,
                    width=160,
                    keep=True,
                ),
                Column(
                    "Deadline",
                    words.deadline_first,
                    second_line=words.deadline_given,
                    width=226,
                    sort_name=BidSort.DEADLINE_ON,
                ),
                Column("Value", words.worth, align=RIGHT, width=130, sort_name=BidSort.VALUE),
                Column("Stage", _stage, badge=_stage_badge, width=150, sort_name=BidSort.STAGE),
            ],
            self.sentence,
        )


def _title(line: BidLine) -> str:
    return line.title


def _stage(line: BidLine) -> str:
    return words.STAGES[line.stage].word


def _stage_badge(line: BidLine) -> Badge:
    return words.STAGES[line.stage]


class BidList(RegisterList):
    """The bids, as a pipeline or as a table.

    Args:
        services: Those of the open data folder.
        today: Returns today's civil date.
        add: Begins a new one.
    """

    filtered = Signal()

    def __init__(self, services: Services, today: Callable[[], date], add: Callable[[], object]) -> None:
        nothing = EmptyState(
            "bids",
            "No bids yet",
            "Record a tender or fund you have seen. CharityDesk counts down to its deadline, warns of traps in it and "
            "helps the trustees decide. Public notices can be imported.",
            "&New bid",
            add,
        )
        tabs = ("How the bids are shown", "&Pipeline", "&Table")
        model, named = _Columns(today).model(), [choice for choice, _ in words.show_choices(today())]
        super().__init__("bids", "Bids", model, named, tabs, nothing, services)
        self._today = today
        self.rate = WinRateStrip()
        self.pipeline = Pipeline(today)
        self.stack.addWidget(self.pipeline)
        self.stack.setCurrentWidget(self.pipeline)
        self.inside.insertWidget(1, self.rate)
        self._loaded = False
        self.bar.changed.connect(self._filter)
        self.aside_wanted.connect(self._show_all)
        self.tabs.currentChanged.connect(self._turn)

    def criteria(self) -> BidFilter:
        """Return the filter in force."""
        ready = {choice.label: filters for choice, filters in words.show_choices(self._today())}
        return ready[self.bar.chosen()]

    def _fetch(self, asked: Fetch) -> Sequence[BidLine]:
        return self._read(self.criteria(), asked)

    def reader(self) -> Callable[[Fetch], Sequence[BidLine]]:
        """Return what reads rows as the filter now is."""
        return partial(self._read, self.criteria())

    def _read(self, filters: BidFilter, asked: Fetch) -> Sequence[BidLine]:
        bids = self.services.bids
        if not asked.sort and filters.closed_on:
            return bids.pressing(text=asked.text, filters=filters, offset=asked.offset, limit=asked.limit)
        ahead = bool(filters.stages) and all(stage.is_open for stage in filters.stages)
        return bids.list(
            text=asked.text,
            filters=filters,
            sort=BidSort(asked.sort) if asked.sort else BidSort.DEADLINE_ON,
            # Unasked, what lies ahead comes before what is long over.
            descending=asked.descending if asked.sort else not ahead,
            offset=asked.offset,
            limit=asked.limit,
        )

    def show_bids(self, shown: BidsShown) -> None:
        """Show what was loaded."""
        self.total, self.shown = shown.total, shown.shown
        self.show_aside(words.aside_action(shown.aside) if shown.aside else "")
        self.rate.show_rate(shown.rate)
        self.pipeline.set_bids(shown.lines)
        self.reload_table()
        self.head.setVisible(shown.total > 0)
        self._turn()

    def reload_table(self) -> None:
        """Load the table again, as far down as it was."""
        if self._loaded:
            super().reload_table()
        else:
            self._loaded = True
            self.table.blockSignals(True)
            self.table.model.set_source(self._fetch, Fetch())
            self.table.blockSignals(False)

    def _filter(self) -> None:
        self.filtered.emit()

    def _show_all(self) -> None:
        self.bar.show_field.set_value(words.ALL_BIDS)
        self.bar.show_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, _place: int = 0) -> None:
        shown: QWidget = self.table if self.tabs.currentIndex() == TABLE else self.pipeline
        if not self.total:
            shown = self.nothing
        elif not self.shown:
            shown = self.none_found
        self.stack.setCurrentWidget(shown)
        roomy = self.height() >= scaled(300)
        self.rate.setVisible(self.rate.has_rate and bool(self.total) and roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the win rate in a line where there is little room."""
        super().resizeEvent(event)
        self.rate.set_small(self.width() < scaled(640) or self.height() < scaled(460))
        self._turn()

    def begin(self) -> None:
        """Give the keyboard to what is shown."""
        if self.stack.currentWidget() is self.pipeline:
            self.pipeline.begin()
        else:
            self.table.setFocus()

    def choose(self, record_id: int | None) -> None:
        """Choose a bid in both ways of showing it."""
        self.pipeline.choose(record_id)
        super().choose(record_id)
