"""Making two records of one body one: which other it is, and what happens to what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charitydesk.presentation.contract_commissioner import MERGE_WORDS
from charitydesk.presentation.forms import Choice
from charitydesk.ui.cards import ButtonRow, Section
from charitydesk.ui.fields import SelectField
from charitydesk.ui.parts import button, column, label, row
from charitydesk.ui.scale import fix_width

if TYPE_CHECKING:
    from collections.abc import Sequence


class MergePart(Section):
    """Asks which other record is the same body.

    Args:
        others: The other commissioners, by id.
    """

    merge_wanted = Signal(int)

    def __init__(self, others: Sequence[Choice]) -> None:
        super().__init__("Is it recorded twice?", MERGE_WORDS)
        self.other = SelectField([Choice(None, "Choose a commissioner"), *others])
        fix_width(self.other, 320)
        self.other.setAccessibleName("The other record of this body")
        self.other.changed.connect(self._fit)
        name = label("It is also here as", "quiet", wrap=False)
        self.merge = button("&Merge it into this one", self._merge, icon="check")
        holder = QWidget()
        inside = column(holder, gap=12)
        inside.addLayout(row(name, self.other, gap=12))
        inside.addWidget(ButtonRow(self.merge))
        self.add(holder)
        self._fit()

    def _fit(self) -> None:
        self.merge.setEnabled(self.other.value() is not None)

    def _merge(self) -> None:
        chosen = self.other.value()
        if chosen is not None:
            self.merge_wanted.emit(int(str(chosen)))
