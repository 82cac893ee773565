"""Files kept with a record, and the record's history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charitydesk.domain.moments import UK
from charitydesk.domain.wording import moment_words
from charitydesk.ui.cards import ButtonRow, Section
from charitydesk.ui.notices.record_parts import HistoryPart
from charitydesk.ui.parts import button, column, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.services.attachments import AttachmentRecord

__all__ = ["FilesPart", "HistoryPart", "size_words"]


def size_words(size: int) -> str:
    """Return a file's size.

    Example:
        >>> size_words(900), size_words(12_400), size_words(3_400_000)
        ('1 KB', '12 KB', '3.4 MB')
    """
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000)):,} KB"


class FilesPart(Section):
    """Files kept with a record.

    Args:
        files: As kept.
    """

    add_wanted = Signal()
    open_wanted = Signal(object)
    removed = Signal(int)

    def __init__(self, files: Sequence[AttachmentRecord]) -> None:
        adder = button("Add a file", kind="quiet", icon="add")
        super().__init__("Files", "Copies in your data folder; their words are found by the search.", adder)
        adder.clicked.connect(self._add)
        for file in files:
            self.add(self._line(file))
        if not files:
            self.add(label("No file yet. The signed agreement belongs here.", "quiet"))

    def _add(self, _checked: bool = False) -> None:
        self.add_wanted.emit()

    def _line(self, file: AttachmentRecord) -> QWidget:
        holder = QWidget()
        inside = column(holder, gap=2)
        inside.addWidget(label(file.file_name, "subheading"))
        words = f"{size_words(file.size)}, kept {moment_words(file.added_at.astimezone(UK))}"
        inside.addWidget(label(f"{words}\n{file.note}" if file.note else words, "quiet"))
        inside.addWidget(
            ButtonRow(
                button(
                    "Open", partial(self.open_wanted.emit, file), kind="link", icon="open", description=file.file_name
                ),
                button(
                    "Take off",
                    partial(self.removed.emit, file.id),
                    kind="link",
                    icon="bin",
                    description=f"{file.file_name}; undo brings it back",
                ),
            )
        )
        return holder
