"""What each column of a file is taken for, and how to say otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from charitydesk.presentation.import_preview import column_choices, remapped, samples
from charitydesk.ui.fields import SelectField
from charitydesk.ui.parts import column, label
from charitydesk.ui.scale import fix_width

if TYPE_CHECKING:
    from charitydesk.services.imports import Preview


class ColumnsPart(QScrollArea):
    """The columns of a table.

    Args:
        preview: As the importer read it.
    """

    mapped = Signal(object)

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preview = preview
        self.fields: dict[int, SelectField] = {}
        holder = QWidget()
        inside = column(holder, gap=16)
        inside.setContentsMargins(0, 4, 12, 16)
        words = "Each heading of the file with the first things under it, and what they are taken for."
        inside.addWidget(label(words, "quiet"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        choices = column_choices(preview.kind)
        for at, heading in enumerate(preview.headings.words):
            if not heading.strip():
                continue
            told = QWidget()
            texts = column(told, gap=0)
            texts.addWidget(label(heading, "subheading"))
            texts.addWidget(label(samples(preview, at), "small"))
            field = SelectField(choices)
            fix_width(field, 250)
            field.set_value(preview.mapping.get(at))
            field.setAccessibleName(f"{heading} is taken for")
            field.changed.connect(partial(self._changed, at))
            row = grid.rowCount()
            grid.addWidget(told, row, 0)
            grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignTop)
            self.fields[at] = field
        inside.addLayout(grid)
        inside.addStretch(1)
        self.setWidget(holder)

    def sizeHint(self) -> QSize:
        """Return the least height: many columns must not lengthen the page."""
        return QSize(super().sizeHint().width(), 200)

    def _changed(self, at: int) -> None:
        name = self.fields[at].value()
        self.mapped.emit((at, remapped(self._preview.mapping, at, None if name is None else str(name))))
