"""The go / no-go score: each factor with its weight and score, what it cost, and the decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from charitydesk.domain.go_no_go import BEST_SCORE, Factor
from charitydesk.presentation import bid_words as words
from charitydesk.presentation.forms import Choice
from charitydesk.ui.cards import ButtonRow, Card, Section
from charitydesk.ui.contracts.read_field import ReadField
from charitydesk.ui.fields import SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.notices.folds import flowing
from charitydesk.ui.parts import PROSE_WIDTH, button, column, label, row
from charitydesk.ui.reveal import reveal
from charitydesk.ui.scale import fix_width, limit_width
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from charitydesk.services.bids import BidFactorRecord, BidView

from charitydesk.presentation.contract_form import count_words, read_count

_MARKS = tuple(Choice(mark, str(mark)) for mark in range(BEST_SCORE + 1))
_NO_MARK = Choice(None, "\N{EN DASH}")


class ScorePart(Section):
    """The score of a bid.

    Args:
        view: The bid.
    """

    scored = Signal(str, object, int)
    decided = Signal(bool, str, str)
    threshold_wanted = Signal(int)
    own_wanted = Signal(object, int)

    def __init__(self, view: BidView) -> None:
        super().__init__(
            "Go or no-go",
            f"0 speaks against it, {BEST_SCORE} for it.",
        )
        self._view = view
        line = row(gap=12, stretch=False)
        line.addWidget(StatusBadge(words.VERDICTS[view.go.verdict]), 0, Qt.AlignmentFlag.AlignTop)
        said = label(view.go.sentence, selectable=True)
        limit_width(said, PROSE_WIDTH)
        line.addWidget(said, 1)
        self.body.addLayout(line)
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        for at, head in enumerate(("What is judged", "Weight", "Score", "Cost")):
            grid.addWidget(label(head, "small", wrap=False), 0, at)
        self.fields: list[tuple[BidFactorRecord, ReadField, SelectField]] = []
        for place, factor in enumerate(view.factors, start=1):
            self._factor(grid, place, factor)
        self.add(table)
        self.add(self._trustees())
        if decision := words.decision_words(view.record):
            self.add(label(decision, selectable=True))
        self.form: Card | None = None
        if view.record.stage.before_deadline:
            self.decide = button("Record the &decision", self._begin, icon="check")
            self.add(self.decide)

    def _factor(self, grid: QGridLayout, place: int, factor: BidFactorRecord) -> None:
        told = QWidget()
        inside = column(told, gap=0)
        inside.addWidget(label(factor.name, "subheading"))
        if factor.hint:
            inside.addWidget(label(factor.hint, "small"))
        weight = ReadField(partial(read_count, most=100), count_words, width=56)
        weight.set_value(factor.weight)
        weight.line.setAccessibleName(f"{factor.name}: weight")
        mark = SelectField([_NO_MARK, *_MARKS])
        mark.setMinimumContentsLength(5)
        fix_width(mark, 118)
        mark.set_value(factor.score)
        mark.setAccessibleName(f"{factor.name}: score")
        lost = self._view.go.share_lost(Factor(factor.name, factor.weight, factor.score))
        cost = label(f"\N{MINUS SIGN}{lost}%" if lost else "", "body", wrap=False)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(told, place, 0, top)
        grid.addWidget(weight, place, 1, top)
        grid.addWidget(mark, place, 2, top)
        grid.addWidget(cost, place, 3, Qt.AlignmentFlag.AlignRight | top)
        self.fields.append((factor, weight, mark))
        mark.changed.connect(partial(self._changed, place - 1))
        weight.line.editingFinished.connect(partial(self._changed, place - 1))

    def _trustees(self) -> QWidget:
        """Return the trustees' threshold, and the way to make these weights theirs."""
        self.threshold = ReadField(partial(read_count, most=100), count_words, width=56)
        self.threshold.set_value(self._view.go.threshold)
        self.threshold.line.setAccessibleName("Per cent of the points the trustees ask for")
        self.threshold.line.editingFinished.connect(self._threshold_changed)
        asked = QWidget()
        words = label("The trustees ask for", "quiet", wrap=False)
        asked.setLayout(row(words, self.threshold, label("% of the points", "quiet", wrap=False), stretch=False))
        own = button(
            "Use these weights for new bids",
            self._make_own,
            kind="quiet",
            description="New scores start from these factors and weights; scores already made stay as they are",
        )
        return flowing(asked, own)

    def _threshold_changed(self) -> None:
        wanted = self.threshold.value()
        if wanted is not None and wanted != self._view.go.threshold:
            self.threshold_wanted.emit(wanted)

    def _make_own(self) -> None:
        wanted = self.threshold.value()
        self.own_wanted.emit(self._view.factors, self._view.go.threshold if wanted is None else wanted)

    def _changed(self, place: int) -> None:
        factor, weight, mark = self.fields[place]
        counts = weight.value()
        if counts is not None and (counts, mark.value()) != (factor.weight, factor.score):
            self.scored.emit(factor.name, mark.value(), counts)

    @property
    def is_editing(self) -> bool:
        """Whether the decision's form is open."""
        return self.form is not None

    def _begin(self) -> None:
        self.decide.hide()
        self.form = Card()
        builder = FormBuilder(self.form.body)
        self.by = TextField(self._view.record.go_decided_by)
        self.reason = TextField(self._view.record.go_reason)
        builder.row("Who decided?", self.by, help="For example the trustees' meeting of 12 November.")
        builder.row("Why?", self.reason, help="Above all where it goes against the score.", optional=True)
        self.form.add(
            ButtonRow(
                button("We &bid", partial(self._decided, True), kind="primary", icon="check"),
                button("We do &not bid", partial(self._decided, False), icon="cross"),
                button("Cancel", self._cancel, kind="quiet", name="Do not record a decision"),
            )
        )
        self.add(self.form)
        self.by.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self.form)

    def _decided(self, go: bool) -> None:
        by, reason = self.by.value(), self.reason.value()
        self._close()
        self.decided.emit(go, by, reason)

    def _cancel(self) -> None:
        self._close()
        self.decide.show()
        self.decide.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
