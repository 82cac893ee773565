"""One row of a file: all that is understood of it, what becomes of it and why, and whose words are to stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charitydesk.presentation.badges import Tone
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.import_rows import Fate
from charitydesk.services.imports import Treatment
from charitydesk.ui.cards import KeyFacts, Note
from charitydesk.ui.fields import SelectField
from charitydesk.ui.parts import announce, column, label, row
from charitydesk.ui.scale import fix_width
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from charitydesk.presentation.import_preview import Decisions
    from charitydesk.presentation.import_rows import PreviewRow, PreviewRows

_TOLD, _LONG_TITLE = 8, 60


class RowPart(QWidget):
    """What stands beside the rows.

    Args:
        shown: The row.
        rows: Know all that is understood of it.
        decided: What is done with rows that are here already.
    """

    changed = Signal()

    def __init__(self, shown: PreviewRow, rows: PreviewRows, decided: Decisions) -> None:
        super().__init__()
        self.row, self._decided = shown, decided
        inside = column(self, gap=12)
        place = f"Row {shown.number} of the file" if shown.number else ""
        title = next(iter(shown.words.values()), "") or place
        inside.addWidget(label(title, "heading" if len(title) <= _LONG_TITLE else "subheading"))
        badge = decided.badge(shown)
        about = row(gap=12)
        self.badge = StatusBadge(badge)
        about.insertWidget(0, self.badge)
        if place and place != title:
            about.insertWidget(1, label(place, "quiet", wrap=False))
        inside.addLayout(about)
        changes = rows.changes(shown)
        if shown.fate is Fate.PROBLEM and shown.note:
            inside.addWidget(Note(shown.note, Tone.BAD))
        elif changes or shown.fate in {Fate.HERE, Fate.REPEATED}:
            told = [*changes[:_TOLD], *([f"and {len(changes) - _TOLD} more"] if len(changes) > _TOLD else [])]
            inside.addWidget(Note("\n".join(told) or f"{shown.note}.", Tone.ACCENT))
        self.field: SelectField | None = None
        if shown.fate in {Fate.HERE, Fate.REPEATED}:
            self.field = SelectField([Choice(None, "As all those here already"), *decided.choices(shown)])
            fix_width(self.field, 260)
            self.field.setAccessibleName("What to do with this row")
            self.field.set_value(decided.each.get(shown.key))
            self.field.changed.connect(self._decide)
            inside.addWidget(self.field)
        if facts := rows.reading(shown):
            inside.addWidget(label("How it is read", "overline"))
            inside.addWidget(KeyFacts(list(facts)))

    def follow(self) -> None:
        """Show what becomes of the row now."""
        self.badge.set_badge(self._decided.badge(self.row))

    def _decide(self) -> None:
        if self.field is None:
            return
        value = self.field.value()
        self._decided.decide(self.row, value if isinstance(value, Treatment) else None)
        announce(self, self._decided.badge(self.row).word)
        self.changed.emit()
