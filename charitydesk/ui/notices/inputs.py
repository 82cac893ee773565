"""The right input for each question: what the kit's fields show as the fact's own value, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from charitydesk.domain.bodies import Answer
from charitydesk.domain.facts_form import read_value
from charitydesk.domain.periods import Period, Unit, parse_period
from charitydesk.errors import BadInputError
from charitydesk.presentation.dates import Lean
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.notice_words import AHEAD, InputKind, choices_of, input_kind
from charitydesk.ui.choices import AnswerField, ChoiceField
from charitydesk.ui.fields import (
    DateField,
    LongTextField,
    MoneyField,
    NumberUnitField,
    SelectField,
    TextField,
)
from charitydesk.ui.scale import fix_width

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from charitydesk.domain.facts_form import FactField
    from charitydesk.domain.notice_questions import Question

_UNITS = [
    Choice(unit.value, unit.value.replace("-", " "))
    for unit in (Unit.MONTHS, Unit.WEEKS, Unit.DAYS, Unit.WORKING_DAYS, Unit.YEARS)
]
_NARROW_TEXT = frozenset({"terms.notice_clause", "terms.variation_clause", "terms.dispute_clause"})


class WholeNumberField(QLineEdit):
    """A whole number, or nothing while it is not known: nought is an answer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        fix_width(self, 140)
        self.textEdited.connect(self._edited)

    def _edited(self, _text: str) -> None:
        self.changed.emit()

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self


class QuestionInput(QObject):
    """A field of the kit that holds the answer to one question.

    Args:
        question: The question.
        item: What its answer may be.
        today: Returns today's civil date.
        compact: Fold long choices into a list that opens, for the form of all answers.
    """

    changed = Signal()

    def __init__(
        self, question: Question, item: FactField, today: Callable[[], date], *, compact: bool = False
    ) -> None:
        super().__init__()
        self._item = item
        self.kind = _kind(question, item, compact=compact)
        self.field = _field(question, item, self.kind, today)
        cast("Any", self.field).changed.connect(self.changed)

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return cast("Any", self.field).focus_widget()

    def set_value(self, value: object) -> None:
        """Show an answer; the fact's default stands for *not known yet*."""
        field = cast("Any", self.field)
        known = value != self._item.default
        match self.kind:
            case InputKind.ANSWER:
                field.set_value(value)
            case InputKind.CHOICE | InputKind.SELECT:
                field.set_value(value if known else None)
            case InputKind.PERIOD:
                period = cast("Period | None", value)
                field.set_value((period.amount, period.unit.value) if period else None)
            case InputKind.COUNT:
                field.setText(f"{value:,}" if isinstance(value, int) else "")
            case InputKind.DATE | InputKind.MONEY:
                field.set_value(value)
            case _:
                field.set_value(str(value or ""))

    def clear(self) -> None:
        """Show that it is not known yet."""
        self.set_value(self._item.default)

    def problem(self) -> str:
        """Return what is wrong with what was typed, or an empty string."""
        own = cast("str", cast("Any", self.field).problem()) if hasattr(self.field, "problem") else ""
        if own:
            return own
        try:
            self._read()
        except BadInputError as error:
            return str(error)
        return ""

    def value(self) -> object:
        """Return the answer as the fact keeps it; the default while it is not known or not understood."""
        try:
            return self._read()
        except BadInputError:
            return self._item.default

    def _read(self) -> object:
        field = cast("Any", self.field)
        match self.kind:
            case InputKind.ANSWER:
                return field.answer()
            case InputKind.CHOICE | InputKind.SELECT:
                return self._chosen(field.value())
            case InputKind.PERIOD:
                typed = cast("tuple[int, object] | None", field.value())
                return parse_period(f"{typed[0]} {typed[1]}") if typed else None
            case InputKind.COUNT:
                return read_value(self._item, field.text())
            case InputKind.DATE | InputKind.MONEY:
                return field.value()
            case _:
                return read_value(self._item, field.value())

    def _chosen(self, value: object) -> object:
        enumeration = self._item.enumeration
        return self._item.default if value is None or enumeration is None else enumeration(value)


def _kind(question: Question, item: FactField, *, compact: bool) -> InputKind:
    kind = input_kind(question, item)
    return InputKind.SELECT if compact and kind is InputKind.CHOICE else kind


def _field(question: Question, item: FactField, kind: InputKind, today: Callable[[], date]) -> QWidget:  # noqa: PLR0911 - one a kind
    match kind:
        case InputKind.ANSWER:
            return AnswerField(partly=Answer.PARTLY in (item.enumeration or ()))
        case InputKind.CHOICE:
            return ChoiceField(choices_of(question, item), may_be_unknown=True)
        case InputKind.SELECT:
            return SelectField(choices_of(question, item), may_be_unknown=True)
        case InputKind.DATE:
            return DateField(today, lean=Lean.FUTURE if question.path in AHEAD else Lean.PAST)
        case InputKind.PERIOD:
            return NumberUnitField(_UNITS)
        case InputKind.MONEY:
            return MoneyField()
        case InputKind.COUNT:
            return WholeNumberField()
        case InputKind.LONG_TEXT:
            return LongTextField()
        case InputKind.TEXT:
            return TextField(width=180 if question.path in _NARROW_TEXT else 560)
