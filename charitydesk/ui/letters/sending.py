"""From finished to sent to answered: saving, freezing, the kept copies and the correspondence log."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charitydesk.domain.states import LetterStatus
from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.letter_list import is_overdue, standing
from charitydesk.presentation.letter_record import (
    event_words,
    file_words,
    hash_words,
    is_frozen,
    reply_words,
    what_sending_does,
    why_not_yet,
)
from charitydesk.ui.cards import ButtonRow, Note
from charitydesk.ui.fields import DateField, LongTextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.letters.panels import MNEMONICS, Panel, block, keyed
from charitydesk.ui.parts import button, column, label, rule
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from charitydesk.services.letters import LetterFileRecord, LetterView

UNCHANGED = Badge("Unchanged since sent", Shape.TICK, Tone.GOOD)
CHANGED = Badge("Missing or changed", Shape.ALERT, Tone.BAD)


class SendingPanel(Panel):
    """`sent_on` tells a date; `answered` a date and a note; `copy_wanted` a file record.

    Args:
        today: Returns today's civil date.
    """

    ready_wanted = Signal()
    sent_on = Signal(object)
    answered = Signal(object, str)
    copy_wanted = Signal(object)
    chaser_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.form: FormBuilder | None = None
        self._day = DateField(today)
        self._note = LongTextField(lines=2, most=8)

    def show_view(self, view: LetterView, kept: Sequence[tuple[LetterFileRecord, bool]]) -> None:
        """Show how far a letter has got.

        Args:
            view: The letter.
            kept: The frozen copies, each with whether it is as it was when it was sent.
        """
        record = view.record
        today = self._today()  # a window is left open overnight, and what is late changes with the day
        content = (today, record.status, record.reply_due, why_not_yet(view), view.files, view.events, tuple(kept))
        if not self.draw(content):
            return
        frozen = is_frozen(view)
        widgets = self._sent(view, kept) if frozen else self._draft(view)
        self.draw(content, [*widgets, *self._log(view)])

    def _draft(self, view: LetterView) -> list[QWidget]:
        why = why_not_yet(view)
        widgets: list[QWidget] = [label("When it is finished", "subheading")]
        if why:
            widgets.append(Note(why, Tone.CAUTION))
        widgets.append(label(what_sending_does(view), "quiet"))
        ready = button("Mark &ready", self.ready_wanted.emit, icon="check", description=why)
        ready.setEnabled(not why and view.record.status is LetterStatus.DRAFT)
        self._day = DateField(self._today)
        self._day.set_value(self._today())
        form = self._form([("The day it went", self._day, "day")])
        send = button("Mark as &sent", self._send, kind="primary", icon="next", description=why)
        send.setEnabled(not why)
        self._day.line.setEnabled(not why)
        widgets += [keyed(ready, "ready"), form, keyed(send, "send"), rule()]
        out = button("Delete this draft", self.delete_wanted.emit, kind="link")
        return [*widgets, keyed(out, "delete")]

    def _form(self, rows: Sequence[tuple[str, QWidget, str]]) -> QWidget:
        holder = QWidget()
        inside = column(holder, gap=10)
        self.form = FormBuilder(inside, MNEMONICS)
        for title, field, key in rows:
            self.form.row(title, field, key=key)
        return holder

    def _sent(self, view: LetterView, kept: Sequence[tuple[LetterFileRecord, bool]]) -> list[QWidget]:
        today, record = self._today(), view.record
        widgets: list[QWidget] = [
            StatusBadge(standing(record, today)),
            label(f"Sent on {date_words(record.sent_on)}." if record.sent_on else "Sent."),
            label(reply_words(view, today)),
        ]
        if is_overdue(record, today):
            chaser = button("Draft a &chaser", self.chaser_wanted.emit, kind="primary", icon="letters")
            widgets.append(keyed(chaser, "chaser"))
        if record.status is LetterStatus.SENT:
            self._day, self._note = DateField(self._today), LongTextField(lines=2, most=8)
            self._day.set_value(today)
            form = self._form([("The day an answer came", self._day, "day"), ("What it said", self._note, "note")])
            log = button("Log the &answer", self._log_answer, icon="check")
            widgets += [rule(), label("An answer", "subheading"), form, keyed(log, "answer")]
        widgets += [rule(), label("Kept copies", "subheading")]
        widgets.append(label("Both files as they went. Their hashes prove that nothing was changed since.", "quiet"))
        for file, same in kept:
            out = button("Copy it out", partial(self.copy_wanted.emit, file), name=f"Copy out {file.file_name}")
            out.setEnabled(same)
            widgets.append(
                block(
                    label(file.file_name, selectable=True),
                    label(file_words(file), "quiet"),
                    StatusBadge(UNCHANGED if same else CHANGED),
                    label(hash_words(file), "small", selectable=True),
                    ButtonRow(keyed(out, f"copy:{file.id}")),
                )
            )
        return widgets

    def _log(self, view: LetterView) -> list[QWidget]:
        saved = [file for file in view.files if not file.frozen]
        lines = [(event.on_date, event_words(event)) for event in view.events]
        lines += [(file.written_at.date(), f"Saved as {file.file_name}") for file in saved]
        if not lines:
            return []
        parts = [block(label(date_words(day), "quiet"), label(words), gap=0) for day, words in sorted(lines)]
        return [rule(), label("Log", "subheading"), *parts]

    def focus_send(self) -> None:
        """Move the keyboard to where the letter is marked as sent, or to what it needs first."""
        if not (self.focus_on("send") or self.focus_on("answer")):
            self.focus_on("delete")

    def _send(self) -> None:
        day = self._checked_day()
        if day is not None:
            self.sent_on.emit(day)

    def _log_answer(self) -> None:
        day = self._checked_day()
        if day is not None:
            self.answered.emit(day, self._note.value())

    def _checked_day(self) -> date | None:
        if self.form is not None and self.form.show_problems(self.form.problems()):
            return self._day.value() or self._today()
        return None
