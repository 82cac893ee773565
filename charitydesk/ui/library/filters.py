"""What narrows the register: typing, and a few choices folded away until wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from charitydesk.domain.bodies import Nation
from charitydesk.i18n import counted
from charitydesk.presentation.library_register import (
    CASE_CITE_CHOICES,
    CITE_CHOICES,
    NATION_CHOICES,
    SURE_CHOICES,
    RegisterFilter,
    instrument_choices,
    topic_choices,
)
from charitydesk.ui import icons
from charitydesk.ui.fields import SelectField, TextField
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import announce, button, label
from charitydesk.ui.scale import fix_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.forms import Choice
    from charitydesk.presentation.library_register import RegisterRow

_WIDTH, _INSTRUMENT_WIDTH, _TEXT_WIDTH = 172, 262, 260


class FilterBar(QWidget):
    """The filter above the register; `changed` is emitted after every edit.

    The typed filter and what belongs to it are in `head`, which stands beside the tabs; the choices are the bar itself.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = TextField(placeholder="Filter the register")
        fix_width(self.text, _TEXT_WIDTH)
        self.text.setAccessibleName("Filter the register")
        self.text.textChanged.connect(self._edited)
        self.more = button("&More filters", self._flip, kind="quiet", icon="chevron-down")
        self.more.setCheckable(True)
        self.clear = button("Show a&ll", self.reset, kind="quiet", icon="close")
        self.count = label("", "quiet", wrap=False)
        self.count.setContentsMargins(0, 8, 0, 8)
        self.head = flow(self.text, self.more, self.clear, self.count)
        self._line = _lines(self)
        self.topic = self._choice("Topic", [])
        self.instrument = self._choice("Instrument", [], _INSTRUMENT_WIDTH)
        self.nation = self._choice("Nation", NATION_CHOICES)
        self.sure = self._choice("How sure", SURE_CHOICES)
        self.cite = self._choice("May it be cited", CITE_CHOICES)
        self.hide()
        self._filling = False
        self._filled: tuple[int, bool] = (-1, False)
        self._show_state(0)

    def _choice(self, name: str, choices: Sequence[Choice], width: int = _WIDTH) -> SelectField:
        made = SelectField(choices)
        made.setAccessibleName(name)
        fix_width(made, width)
        made.changed.connect(self._edited)
        self._line.addWidget(made)
        return made

    def offer_choices(self, rows: Sequence[RegisterRow], *, of_case: bool) -> None:
        """List the topics and instruments that occur, and the gate's answers when a case was asked about."""
        if self._filled == (len(rows), of_case):
            return
        self.topic.set_choices(topic_choices(rows))
        self.instrument.set_choices(instrument_choices(rows))
        self.cite.set_choices(CASE_CITE_CHOICES if of_case else CITE_CHOICES)
        self._filled = (len(rows), of_case)

    def value(self) -> RegisterFilter:
        """Return what is typed and chosen."""
        nation = self.nation.value()
        return RegisterFilter(
            text=self.text.value(),
            topic=str(self.topic.value() or ""),
            instrument=str(self.instrument.value() or ""),
            nation=nation if isinstance(nation, Nation) else None,
            sure=str(self.sure.value() or ""),
            cite=str(self.cite.value() or ""),
        )

    def reset(self) -> None:
        """Narrow nothing any more."""
        self._filling = True
        self.text.clear()
        for choice in (self.topic, self.instrument, self.nation, self.sure, self.cite):
            choice.setCurrentIndex(0)
        self._filling = False
        self.changed.emit()
        self.text.setFocus()

    def set_open(self, shown: bool) -> None:
        """Show the choices or fold them away."""
        self.more.setChecked(shown)
        self._flip()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many entries are shown."""
        words = counted(total, "entry", "entries")
        self.count.setText(words if shown == total else f"{shown} of {words}")
        self._show_state(self.value().narrowed_by)
        self.clear.setVisible(shown != total)

    def _edited(self, _text: str = "") -> None:
        if not self._filling:
            self.changed.emit()
            announce(self.text, self.count.text())

    def _flip(self) -> None:
        self.setVisible(self.more.isChecked())
        self._show_state(self.value().narrowed_by)

    def _show_state(self, narrowed: int) -> None:
        shown = self.more.isChecked()
        words = "Fewer filters" if shown else "More filters"
        self.more.setText(f"&{words} ({narrowed})" if narrowed else f"&{words}")
        self.more.setAccessibleName(f"{words}, {narrowed} set" if narrowed else words)
        icons.put(self.more, "chevron-up" if shown else "chevron-down", "accent", gap=4)


def flow(*widgets: QWidget) -> QWidget:
    """Return widgets in a line that breaks when there is no room."""
    holder = QWidget()
    layout = _lines(holder)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def _lines(holder: QWidget) -> FlowLayout:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return FlowLayout(holder, gap=10, line_gap=8)
