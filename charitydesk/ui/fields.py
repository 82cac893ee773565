"""The fields of a form. Each has `value()`, `set_value()`, `problem()` and the signal `changed`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from charitydesk.domain.money import pounds
from charitydesk.domain.plain_text import mark_problem
from charitydesk.domain.wording import date_words, long_date_with_day
from charitydesk.presentation.dates import Lean, read_date, slip_words
from charitydesk.presentation.forms import NOT_KNOWN_YET
from charitydesk.presentation.money import read_money
from charitydesk.ui.parts import PROSE_WIDTH, label, restyle
from charitydesk.ui.scale import fix_width, limit_width, scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from charitydesk.presentation.forms import Choice

SHORT, MEDIUM, WIDE = 180, 340, 560
"""Widths of fields in pixels: the width hints at what is expected."""


class Field(Protocol):
    """What the form builder asks of a field beyond being a widget."""

    @property
    def changed(self) -> Any:
        """The signal emitted after every edit."""
        ...

    def problem(self) -> str:
        """Return what is wrong with what was typed, or an empty string."""
        ...

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard and the accessible name."""
        ...


class TextField(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, text: str = "", *, width: int = WIDE, placeholder: str = "") -> None:
        super().__init__(text)
        limit_width(self, width)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._edited)

    def _edited(self, _text: str) -> None:
        self.changed.emit()

    def value(self) -> str:
        """Return the text without spaces around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.setText(value)

    def problem(self) -> str:
        """Return what is wrong with the text, or an empty string."""
        return mark_problem(self.text())

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self


class LongTextField(QPlainTextEdit):
    """Several lines of text that grow with what is typed; Tab moves on.

    Args:
        text: The first text.
        lines: Lines to show before anything is typed.
        most: Lines after which it scrolls instead of growing.
    """

    changed = Signal()

    def __init__(self, text: str = "", *, lines: int = 3, most: int = 14) -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        limit_width(self, PROSE_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.setPlainText(text)
        self.textChanged.connect(self.changed)
        self._fit()

    def _fit(self, _size: object = None) -> None:
        visual = max(1, int(self.document().documentLayout().documentSize().height()))
        rows = min(max(self._lines, visual), self._most)
        margins = 2 * (self.document().documentMargin() + scaled(9))
        height = round(rows * self.fontMetrics().lineSpacing() + margins)
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height again: lines break elsewhere at another width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height again when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def value(self) -> str:
        """Return the text without space around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.setPlainText(value)

    def problem(self) -> str:
        """Return what is wrong with the text, or an empty string."""
        return mark_problem(self.toPlainText())

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self


class _Typed(QWidget):
    """A line of text that stands for a value, with what was understood written beside it."""

    changed = Signal()

    def __init__(self, *, width: int, placeholder: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        fix_width(self.line, width)
        self.understood = label("", "quiet", wrap=False)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(12)
        self._across.addWidget(self.line)
        self._across.addWidget(self.understood, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.editingFinished.connect(self._finished)

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self.line

    def _typed(self, _text: str) -> None:
        self.understood.setText(self._meaning())
        self.changed.emit()

    def _meaning(self) -> str:
        return ""

    def _finished(self) -> None:
        pass


class DateField(_Typed):
    """A date typed as people type it; the weekday that was understood stands beside it.

    Args:
        today: Returns today's civil date.
        lean: Which way an unfinished date is taken.
        may_be_unknown: Offer *Not known yet* beside the field.
    """

    def __init__(self, today: Callable[[], date], *, lean: Lean = Lean.PAST, may_be_unknown: bool = False) -> None:
        super().__init__(width=SHORT, placeholder="27/11/2026")
        self._today, self._lean = today, lean
        self.unknown: QCheckBox | None = None
        if may_be_unknown:
            self.unknown = QCheckBox(NOT_KNOWN_YET)
            self.unknown.toggled.connect(self._set_unknown)
            self._across.insertWidget(1, self.unknown)

    def value(self) -> date | None:
        """Return the date, or None when it is not known, not typed or not understood."""
        return None if self.is_unknown() else read_date(self.line.text(), self._today(), self._lean).value

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self.line.setText(date_words(value) if value else "")

    def is_unknown(self) -> bool:
        """Return True when *Not known yet* is ticked."""
        return self.unknown is not None and self.unknown.isChecked()

    def problem(self) -> str:
        """Return what is wrong with what was typed, or an empty string."""
        return "" if self.is_unknown() else read_date(self.line.text(), self._today(), self._lean).problem

    def _set_unknown(self, unknown: bool) -> None:
        self.line.setEnabled(not unknown)
        self._typed("")

    def _meaning(self) -> str:
        if (value := self.value()) is None:
            return ""
        said = "" if self.line.text() == date_words(value) else long_date_with_day(value)
        return " · ".join(part for part in (said, slip_words(value, self._today(), self._lean)) if part)

    def _finished(self) -> None:
        if (value := self.value()) is not None:
            self.line.setText(date_words(value))


class MoneyField(_Typed):
    """An amount of money, kept in whole pence."""

    def __init__(self) -> None:
        super().__init__(width=SHORT, placeholder="£12,430")

    def value(self) -> int | None:
        """Return pence, or None."""
        return read_money(self.line.text()).pence

    def set_value(self, value: int | None) -> None:
        """Show an amount in pence."""
        self.line.setText("" if value is None else pounds(value))

    def problem(self) -> str:
        """Return what is wrong with what was typed, or an empty string."""
        return read_money(self.line.text()).problem

    def _finished(self) -> None:
        if (value := self.value()) is not None:
            self.line.setText(pounds(value))


class NumberUnitField(QWidget):
    """A number and what it counts, for example `3 months`; an empty number is not known yet.

    Args:
        units: The choices of unit.
        most: The largest number.
    """

    changed = Signal()

    def __init__(self, units: Sequence[Choice], *, most: int = 9_999) -> None:
        super().__init__()
        self._most = most
        self._units = [unit.value for unit in units]
        self.number = QLineEdit()
        fix_width(self.number, 88)
        self.unit = QComboBox()
        for unit in units:
            self.unit.addItem(unit.label)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.number)
        across.addWidget(self.unit)
        across.addStretch(1)
        self.setFocusProxy(self.number)
        self.number.textChanged.connect(self._edited)
        self.unit.currentIndexChanged.connect(self._edited)

    def _edited(self, _value: object) -> None:
        self.changed.emit()

    def value(self) -> tuple[int, object] | None:
        """Return the number and the unit's value, or None when no number was typed."""
        text = self.number.text().strip()
        return None if self.problem() or not text else (int(text), self._units[self.unit.currentIndex()])

    def set_value(self, value: tuple[int, object] | None) -> None:
        """Show a number and unit."""
        self.number.setText("" if value is None else str(value[0]))
        if value is not None:
            self.unit.setCurrentIndex(self._units.index(value[1]))

    def problem(self) -> str:
        """Return what is wrong with what was typed, or an empty string."""
        text = self.number.text().strip()
        if not text or (text.isascii() and text.isdigit() and 1 <= int(text) <= self._most):
            return ""
        return f"“{text}” is not a whole number from 1 to {self._most:,}."

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self.number


class CountField(QSpinBox):
    """A whole number within bounds."""

    changed = Signal()

    def __init__(self, lowest: int = 0, highest: int = 999, suffix: str = "") -> None:
        super().__init__()
        self.setRange(lowest, highest)
        self.setSuffix(suffix)
        fix_width(self, SHORT)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.valueChanged.connect(self._edited)

    def _edited(self, _value: int) -> None:
        self.changed.emit()

    def set_value(self, value: int) -> None:
        """Show a number."""
        self.setValue(value)

    def problem(self) -> str:
        """Return an empty string: the bounds are kept while typing."""
        return ""

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self


class SelectField(QComboBox):
    """One of a long list; the first line may say that it is not known yet.

    Args:
        choices: The list.
        may_be_unknown: Begin with *Not known yet*, whose value is None.
    """

    changed = Signal()

    def __init__(self, choices: Sequence[Choice], *, may_be_unknown: bool = False) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        limit_width(self, MEDIUM + 60)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # Values stay in Python: Qt would hand an enumeration back as its bare text.
        self._values: list[object] = []
        self._unknown = may_be_unknown
        self._fill(choices)
        self.currentIndexChanged.connect(self._edited)

    def _fill(self, choices: Sequence[Choice]) -> None:
        self._values = [None] * self._unknown + [choice.value for choice in choices]
        self.addItems([NOT_KNOWN_YET] * self._unknown + [choice.label for choice in choices])

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer another list; what is chosen stays chosen where the new list has it, and nobody is told."""
        chosen = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        self._fill(choices)
        self.set_value(chosen)
        self.blockSignals(blocked)

    def _edited(self, _index: int) -> None:
        self.changed.emit()

    def value(self) -> object:
        """Return the chosen value."""
        place = self.currentIndex()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose the line with this value."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def problem(self) -> str:
        """Return an empty string: one line is always chosen."""
        return ""

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel over a list must not change an answer."""
        event.ignore()


def mark(field: QWidget, *, wrong: bool) -> None:
    """Draw a field as wrong or right."""
    field.setProperty("problem", "true" if wrong else "false")
    restyle(field)
