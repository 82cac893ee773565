"""One row that is here already: all that the file would change of the record, and whose words are to stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from charitydesk.presentation.forms import Choice
from charitydesk.presentation.import_preview import Fate
from charitydesk.services.imports import Treatment
from charitydesk.ui.fields import SelectField
from charitydesk.ui.parts import announce, clear, column, label, row
from charitydesk.ui.scale import fix_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.import_preview import Decisions, PreviewRow

_TOLD = 8


class ChoicePart(QFrame):
    """The strip beneath the rows.

    Args:
        decided: What is done with rows that are here already.
    """

    changed = Signal()

    def __init__(self, decided: Decisions) -> None:
        super().__init__()
        self._decided = decided
        self._row: PreviewRow | None = None
        self.setObjectName("card")
        inside = column(self, margin=12, gap=8)
        self.title = label("", "subheading")
        self.field = SelectField([])
        fix_width(self.field, 260)
        self.field.setAccessibleName("What to do with this row")
        self.field.changed.connect(self._decide)
        across = QWidget()
        across.setLayout(row(self.title, self.field, gap=16, stretch=False))
        inside.addWidget(across)
        self._changes = column(gap=2)
        inside.addLayout(self._changes)
        self.hide()

    def show_row(self, shown: PreviewRow | None, changes: Sequence[str]) -> None:
        """Show a row that is here already; any other hides the strip."""
        self._row = None
        asks = shown is not None and shown.fate in {Fate.HERE, Fate.REPEATED}
        self.setVisible(asks)
        if shown is None or not asks:
            return
        self.title.setText(next(iter(shown.words.values()), ""))
        clear(self._changes)
        told = list(changes[:_TOLD]) or [shown.note]
        if len(changes) > _TOLD:
            told.append(f"and {len(changes) - _TOLD} more")
        for words in told:
            self._changes.addWidget(label(words, "quiet"))
        self.field.set_choices([Choice(None, "As all those here already"), *self._decided.choices(shown)])
        self.field.set_value(self._decided.each.get(shown.key))
        self._row = shown

    def _decide(self) -> None:
        if self._row is None:
            return
        value = self.field.value()
        self._decided.decide(self._row, value if isinstance(value, Treatment) else None)
        announce(self, self._decided.badge(self._row).word)
        self.changed.emit()
