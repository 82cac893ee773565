"""What came of a bid: its form, what is known, and the clocks that the award started."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from charitydesk.domain.bids import BidStage
from charitydesk.presentation.bid_fields import OUTCOME_GROUP
from charitydesk.presentation.bid_words import clocks_of, outcome_facts
from charitydesk.services.outcomes import Outcome
from charitydesk.ui.cards import ButtonRow, Card, KeyFacts, Section
from charitydesk.ui.contracts.record_form import RecordForm
from charitydesk.ui.notices.clocks_part import ClockLineView
from charitydesk.ui.parts import button, label, rule
from charitydesk.ui.reveal import reveal

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from charitydesk.services.bids import BidView
    from charitydesk.ui.pages import PageContext


class OutcomePart(Section):
    """The outcome of a bid.

    Args:
        view: The bid.
        today: Civil date.
        context: What every page is given.
    """

    recorded = Signal(object)
    contract_wanted = Signal()
    done_wanted = Signal(object, bool)

    def __init__(self, view: BidView, today: date, context: PageContext) -> None:
        super().__init__("Outcome")
        self._view, self._context = view, context
        self.form: Card | None = None
        self.fields: RecordForm | None = None
        record = view.record
        facts = outcome_facts(record)
        if facts:
            self.add(KeyFacts(list(facts)))
        running = [clock for clock in view.clocks if not clock.superseded_reason]
        for place, clock in enumerate(clocks_of(running, today)):
            line = ClockLineView(clock)
            line.done_wanted.connect(self.done_wanted)
            if place:
                self.add(rule())
            self.add(line)
        if record.stage.is_open and not facts:
            self.add(label("Not known yet.", "quiet"))
        self.record = button(
            "Record the &outcome" if record.stage.is_open else "Change the &outcome", self.begin, icon="edit"
        )
        buttons: list[QWidget] = [self.record]
        if record.stage is BidStage.WON and record.contract_id is None:
            buttons.insert(0, button("Make it a &contract", kind="primary", icon="contracts"))
            buttons[0].clicked.connect(self._contract)  # type: ignore[attr-defined]
        self.buttons = ButtonRow(*buttons)
        self.add(self.buttons)
        self.buttons.setVisible(record.stage in _DECIDABLE)
        if record.stage not in _DECIDABLE and record.stage.is_open:
            self.add(label("It can be recorded once the bid is handed in.", "quiet"))

    @property
    def is_editing(self) -> bool:
        """Whether the form is open."""
        return self.form is not None

    def _contract(self, _checked: bool = False) -> None:
        self.contract_wanted.emit()

    def begin(self, won: bool | None = None) -> None:
        """Open the form; `won` fills in its first answer."""
        if self.form is not None:
            return
        record = self._view.record
        self.buttons.hide()
        known = record.outcome_on or self._context.clock.today()
        stored = Outcome(
            won=record.stage is BidStage.WON if won is None else won,
            knew_on=known,
            summary_on=record.summary_on,
            value=record.won_value,
            winner=record.winner,
            note=record.outcome_note,
        )
        self.form = Card()
        self.fields = RecordForm([OUTCOME_GROUP], stored, ("knew_on",), self._context.clock.today)
        self.form.add(
            self.fields,
            ButtonRow(
                button("&Record it", self._record, kind="primary", icon="check"),
                button("Cancel", self._cancel, kind="quiet", name="Do not record an outcome"),
            ),
        )
        self.add(self.form)
        self.fields.begin()
        reveal(self.form)

    def _record(self) -> None:
        if self.fields is not None and self.fields.show_problems():
            values: dict[str, Any] = self.fields.values()
            values["won"], values["by_post"] = bool(values["won"]), bool(values["by_post"])
            self._close()
            self.recorded.emit(values)

    def _cancel(self) -> None:
        self._close()
        self.buttons.show()
        self.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = self.fields = None


_DECIDABLE = frozenset({BidStage.SUBMITTED, BidStage.CLARIFICATION, BidStage.WON, BidStage.LOST})
