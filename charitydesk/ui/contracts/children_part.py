"""What belongs to a record, a line each; one at a time opens as a form in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from charitydesk.presentation.contract_form import FieldGroup
from charitydesk.ui.cards import ButtonRow, Card, Section
from charitydesk.ui.contracts.record_form import Keeper, RecordForm
from charitydesk.ui.parts import button, column, label, row
from charitydesk.ui.reveal import reveal
from charitydesk.ui.today.lines import RecordLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from charitydesk.presentation.contract_children import ChildKind
    from charitydesk.ui.pages import PageContext


class ChildForm(Card):
    """One of them, open.

    Args:
        kind: What it is.
        record: As kept, or a blank one.
        context: What every page is given.
        keep: Keeps it; given its name, its id and the values.
    """

    done = Signal()
    removed = Signal(int)

    def __init__(
        self, kind: ChildKind, record: Any, context: PageContext, keep: Callable[[str, int, Any], int]
    ) -> None:
        super().__init__()
        self.setProperty("open", "true")
        self.form = RecordForm([FieldGroup("", kind.fields)], record, kind.needs, context.clock.today)
        self.keeper = Keeper(context.tasks, partial(keep, kind.name), record.id if record is not None else 0)
        self.keeper.failed.connect(context.shell.show_error)
        self.form.keep_with(self.keeper)
        self.finish = button("&Done", self._finish, icon="check", name=f"Done with this {kind.one}")
        buttons = [self.finish]
        if self.keeper.record_id:
            buttons.append(button(f"Take this {kind.one} out", self._remove, kind="quiet", icon="bin"))
        else:
            buttons.append(button("Cancel", self._cancel, kind="quiet", name=f"Do not add this {kind.one}"))
        self.add(self.form, ButtonRow(*buttons))

    def settle(self) -> bool:
        """Keep what was typed; False where something cannot be kept, which is then said beside its field."""
        self.form.flush()
        untouched = not self.keeper.record_id and not self.form.was_typed
        return untouched or self.form.show_problems()

    def _finish(self) -> None:
        if self.settle():
            self.done.emit()

    def _cancel(self) -> None:
        if self.keeper.record_id:
            self.removed.emit(self.keeper.record_id)
        else:
            self.done.emit()

    def _remove(self) -> None:
        self.removed.emit(self.keeper.record_id)


class ChildrenPart(Section):
    """A section of lines with a form among them.

    Args:
        kind: What they are.
        records: As kept.
        context: What every page is given.
        keep: Keeps one; given its name, its id and the values.
        action: Makes a button for a line's record, or returns None.
    """

    settled = Signal()
    removed = Signal(str, int)

    def __init__(
        self,
        kind: ChildKind,
        records: Sequence[Any],
        context: PageContext,
        keep: Callable[[str, int, Any], int],
        action: Callable[[Any], QWidget | None] | None = None,
    ) -> None:
        self.adder = button(f"Add {_an(kind.one)}", None, kind="quiet", icon="add")
        super().__init__(kind.title, kind.words, self.adder)
        self.adder.clicked.connect(self.begin_new)
        self._kind, self._context, self._keep = kind, context, keep
        self.records = tuple(records)
        self.form: ChildForm | None = None
        self.body.setSpacing(4)
        self._lines = column(gap=4)
        self.body.addLayout(self._lines)
        self.lines: list[RecordLine] = []
        self._boxes: list[QWidget] = []
        today = context.clock.today()
        for place, record in enumerate(records):
            told = kind.line(record, today)
            line = RecordLine(told.title, told.words, place, told.badges, when=told.when, when_words=told.when_words)
            line.opened.connect(self.open)
            extra = action(record) if action is not None else None
            self._lines.addWidget(self._with(line, extra))
            self.lines.append(line)
        if not records:
            self.empty = label(kind.empty, "quiet")
            self._lines.addWidget(self.empty)

    def _with(self, line: RecordLine, extra: QWidget | None) -> QWidget:
        if extra is None:
            self._boxes.append(line)
            return line
        holder = QWidget()
        across = row(gap=4, stretch=False)
        across.addWidget(extra, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(line, 1)
        holder.setLayout(across)
        self._boxes.append(holder)
        return holder

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        return self.form is not None

    def flush(self) -> None:
        """Keep what was typed last."""
        if self.form is not None:
            self.form.form.flush()

    def begin_new(self, _checked: bool = False) -> None:
        """Open a blank form at the end."""
        if self.form is None or self._settle():
            self._open(self._kind.blank, None)

    def open(self, place: object) -> None:
        """Open one of them in its place."""
        if isinstance(place, int) and (self.form is None or self._settle()):
            self._open(self.records[place], place)

    def _open(self, record: Any, place: int | None) -> None:
        form = ChildForm(self._kind, record, self._context, self._keep)
        form.done.connect(self._done)
        form.removed.connect(self._removed)
        self.form = form
        if place is None:
            self._lines.addWidget(form)
        else:
            self._boxes[place].hide()
            self._lines.insertWidget(self._lines.indexOf(self._boxes[place]), form)
        form.form.begin()
        reveal(form)

    def _settle(self) -> bool:
        """Close an open form before another opens; False where it holds something that cannot be kept."""
        if self.form is None:
            return True
        if not self.form.settle():
            return False
        self._close()
        return True

    def _close(self) -> None:
        if self.form is not None:
            gone, self.form = self.form, None
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
            for box in self._boxes:
                box.show()

    def _done(self) -> None:
        self._close()
        self.adder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settled.emit()

    def _removed(self, child_id: int) -> None:
        self._close()
        self.removed.emit(self._kind.name, child_id)


def _an(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def done_box(title: str, done: bool, call: Callable[[bool], object]) -> QWidget:
    """Return a box to tick when something is done.

    Args:
        title: What is done.
        done: Whether it is.
        call: Told of the new state.
    """
    box = QCheckBox()
    box.setChecked(done)
    box.setAccessibleName(f"Done: {title}")
    box.setToolTip("Done")
    box.setContentsMargins(0, 0, 0, 0)
    box.toggled.connect(call)
    holder = QWidget()
    inside = column(holder, gap=0)
    inside.setContentsMargins(0, 12, 0, 0)
    inside.addWidget(box)
    return holder
