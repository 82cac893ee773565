"""The form of a record or of something under it: every field kept a moment after it was typed."""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from charitydesk.presentation import contract_form as typed
from charitydesk.presentation.contract_form import Kind
from charitydesk.presentation.dates import Lean
from charitydesk.presentation.forms import FieldProblem
from charitydesk.ui.cards import Section
from charitydesk.ui.choices import AnswerField
from charitydesk.ui.contracts.read_field import ReadField
from charitydesk.ui.dress import dress_list
from charitydesk.ui.fields import MEDIUM, DateField, LongTextField, MoneyField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.errors import UserFacingError
    from charitydesk.presentation.contract_form import FieldGroup, FieldSpec
    from charitydesk.ui.tasks import Progress, TaskRunner

SAVE_AFTER_MS = 500
"""Typing is kept this long after the last key."""


class _Box:
    """What the worker and the window share: the record's id and the values still to be kept."""

    def __init__(self, keep: Callable[[int, Mapping[str, Any]], int], record_id: int) -> None:
        self._keep = keep
        self._lock = Lock()
        self._values: Mapping[str, Any] | None = None
        self.record_id = record_id

    def put(self, values: Mapping[str, Any]) -> None:
        with self._lock:
            self._values = values

    def run(self, _progress: Progress) -> int:
        """Keep the latest values, unless an earlier job has kept them already."""
        with self._lock:
            values, self._values = self._values, None
        if values is not None:
            self.record_id = self._keep(self.record_id, values)
        return self.record_id


class Keeper(QObject):
    """Keeps a form's values off the window's thread, in order, the latest last.

    Args:
        tasks: Runs the saving; jobs run one after another.
        keep: Keeps values under an id (0 for a new record) and returns the id.
        record_id: The record; 0 for a new one.
    """

    kept = Signal(int)
    failed = Signal(object)

    def __init__(self, tasks: TaskRunner, keep: Callable[[int, Mapping[str, Any]], int], record_id: int) -> None:
        super().__init__()
        self._tasks = tasks
        self._box = _Box(keep, record_id)
        self._under_way = 0

    @property
    def record_id(self) -> int:
        """The record's id; 0 until it was first kept."""
        return self._box.record_id

    @property
    def is_idle(self) -> bool:
        """Whether everything typed has been kept."""
        return self._under_way == 0

    def put(self, values: Mapping[str, Any]) -> None:
        """Keep values; many in a row cost no more than the last."""
        self._box.put(values)
        self._under_way += 1
        self._tasks.run(self._box.run, self._done, self._failed, title="Saving")

    def _done(self, record_id: int) -> None:
        self._under_way -= 1
        if self._under_way == 0:
            self.kept.emit(record_id)

    def _failed(self, error: UserFacingError) -> None:
        self._under_way -= 1
        self.failed.emit(error)


def make_field(spec: FieldSpec, today: Callable[[], date]) -> QWidget:  # noqa: C901 - one line a kind
    """Return the widget a field is typed into."""
    match spec.kind:
        case Kind.LONG:
            made: QWidget = LongTextField(lines=2)
        case Kind.DATE:
            made = DateField(today, lean=Lean.FUTURE if spec.ahead else Lean.PAST)
        case Kind.MONEY:
            made = MoneyField()
        case Kind.CHOICE:
            made = SelectField(spec.choices, may_be_unknown=spec.unknown)
        case Kind.ANSWER:
            made = AnswerField(partly=False)
        case Kind.CHANGE:
            made = ReadField(typed.read_change, typed.change_words, placeholder="-£1,000")
        case Kind.COUNT:
            made = ReadField(partial(typed.read_count, most=spec.most), typed.count_words, width=88)
        case Kind.MARKS:
            made = ReadField(typed.read_marks, typed.marks_words, width=88)
        case Kind.PERIOD:
            made = ReadField(typed.read_length, typed.count_words, placeholder="3 months")
        case Kind.LEADS:
            made = ReadField(typed.read_leads, typed.leads_words, width=MEDIUM, placeholder="4 weeks, 3 working days")
        case Kind.CLOSING:
            made = ReadField(
                typed.read_deadline, typed.deadline_typed, width=MEDIUM - 40, placeholder="27/11/2026 12 noon"
            )
        case Kind.TEXT:
            made = TextField()
    return made


class RecordForm(QWidget):
    """The fields of a record.

    Args:
        groups: What is asked; a group without a title has no heading of its own.
        record: Where the fields begin.
        needs: Fields without which nothing is kept.
        today: Returns today's civil date.
        suggestions: What may be offered while a text is typed, by field.
    """

    edited = Signal()

    def __init__(
        self,
        groups: Sequence[FieldGroup],
        record: object,
        needs: Sequence[str],
        today: Callable[[], date],
        suggestions: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__()
        self._needs = tuple(needs)
        self._specs = [spec for group in groups for spec in group.fields]
        self.fields: dict[str, Any] = {}
        self.forms: list[FormBuilder] = []
        self._filling = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._keeper: Keeper | None = None
        layout = column(self, gap=32)
        used = ""
        for group in groups:
            self._add_group(layout, group, today, used)
        for name, offered in (suggestions or {}).items():
            completer = QCompleter(list(offered), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.fields[name].setCompleter(completer)
            dress_list(completer)
            completer.activated.connect(self._typed)
        self.set_record(record)

    def _add_group(self, layout: QVBoxLayout, group: FieldGroup, today: Callable[[], date], used: str) -> None:
        inside = layout
        if group.title:
            section = Section(group.title, group.words)
            inside = section.body
            layout.addWidget(section)
        else:
            inside = column()
            layout.addLayout(inside)
        inside.setSpacing(16)
        form = FormBuilder(inside, used)
        for spec in group.fields:
            field: Any = make_field(spec, today)
            form.row(spec.title, field, key=spec.name, help=spec.help, optional=spec.optional)
            field.changed.connect(self._typed)
            self.fields[spec.name] = field
        self.forms.append(form)

    def keep_with(self, keeper: Keeper) -> None:
        """Keep what is typed from now on."""
        keeper.setParent(self)
        self._keeper = keeper

    def set_record(self, record: object) -> None:
        """Show a record's values."""
        self._filling = True
        for spec in self._specs:
            if record is not None:
                self.fields[spec.name].set_value(getattr(record, spec.name))
        self._filling = False
        self._timer.stop()

    @property
    def is_dirty(self) -> bool:
        """Whether something typed was not handed on yet."""
        return self._timer.isActive()

    def values(self) -> dict[str, Any]:
        """Return what was typed; a field that cannot be read, or whose value the record cannot hold, is left out."""
        found: dict[str, Any] = {}
        for spec in self._specs:
            field = self.fields[spec.name]
            if not field.problem():
                found[spec.name] = field.answer() if isinstance(field, AnswerField) else field.value()
        return found

    def is_whole(self) -> bool:
        """Return True when every field it needs is filled."""
        values = self.values()
        return all(values.get(name) not in {None, ""} for name in self._needs)

    def begin(self) -> None:
        """Give the keyboard to the first field."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self) -> bool:
        """Write every problem beside its field; return True when there is none."""
        right = True
        values = self.values()
        for form in self.forms:
            missing = [
                FieldProblem(name, "This is needed.")
                for name in form.rows
                if name in self._needs and values.get(name, 0) in {None, ""}
            ]
            if right:
                right = form.show_problems([*form.problems(), *missing])
        return right

    def flush(self) -> None:
        """Hand on what was typed last."""
        self._timer.stop()
        if self._filling or self._keeper is None or not self._touched:
            return
        self._touched = False
        if self.is_whole():
            self._keeper.put(self.values())

    _touched = False
    was_typed = False
    """Whether anything was typed since it opened."""

    def _typed(self, _text: str = "") -> None:
        if not self._filling:
            self._touched = self.was_typed = True
            self._timer.start()
            self.edited.emit()
