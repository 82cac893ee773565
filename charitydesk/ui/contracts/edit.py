"""The form of a whole record beside the list, saved as it is typed, with what follows from it said above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from charitydesk.ui.cards import ButtonRow, Note
from charitydesk.ui.contracts.record_form import Keeper, RecordForm
from charitydesk.ui.parts import button, clear, column, label, measure, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from charitydesk.presentation.badges import Tone
    from charitydesk.presentation.contract_form import FieldGroup
    from charitydesk.ui.pages import PageContext


class RecordEdit(QWidget):
    """A record's form.

    Args:
        title: What is edited.
        groups: What is asked.
        record: Where the fields begin.
        needs: Fields without which it is not kept.
        context: What every page is given.
        keep: Keeps values under an id and returns the id.
        suggestions: What may be offered while a text is typed, by field.
    """

    finished = Signal()
    kept = Signal(int)

    def __init__(  # noqa: PLR0917 - a form is made of these
        self,
        title: str,
        groups: Sequence[FieldGroup],
        record: Any,
        needs: Sequence[str],
        context: PageContext,
        keep: Callable[[int, Mapping[str, Any]], int],
        suggestions: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__()
        layout = column(self, gap=24)
        head = column(gap=6)
        line = row(gap=12, stretch=False)
        line.addWidget(label(title, "title"), 1)
        self.shut = button("", self._finish, kind="quiet", icon="close", name="Close the form")
        line.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        head.addWidget(label("Everything is saved as you go. Leave open what you do not know yet.", "quiet"))
        layout.addLayout(head)
        self._says = column(gap=8)
        layout.addLayout(self._says)
        self.form = RecordForm(groups, record, needs, context.clock.today, suggestions)
        layout.addWidget(measure(self.form, 640))
        self.finish = button("&Done", self._finish, kind="primary", icon="check", name="Done with this form")
        layout.addWidget(ButtonRow(self.finish))
        self.keeper = Keeper(context.tasks, keep, int(record.id))
        self.keeper.failed.connect(context.shell.show_error)
        self.keeper.kept.connect(self.kept)
        self.form.keep_with(self.keeper)

    @property
    def record_id(self) -> int:
        """The record's id; 0 until it was first kept."""
        return self.keeper.record_id

    @property
    def is_settled(self) -> bool:
        """Whether everything typed has been kept."""
        return self.keeper.is_idle and not self.form.is_dirty

    def say(self, said: Sequence[tuple[str, str, Tone]]) -> None:
        """Write what follows from what was typed, each a title, a sentence and a tone."""
        clear(self._says)
        for title, words, tone in said:
            self._says.addWidget(Note(words, tone, title))

    def flush(self) -> None:
        """Keep what was typed last."""
        self.form.flush()

    def _finish(self) -> None:
        self.form.flush()
        untouched = not self.keeper.record_id and not self.form.was_typed
        if untouched or self.form.show_problems():
            self.finished.emit()
