"""The timer: start it, see in words that it runs, answer what it asks, stop it into entries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from charitydesk.domain.ids import PersonId
from charitydesk.domain.people import hours_words
from charitydesk.domain.timelog import monday_of
from charitydesk.errors import UserFacingError
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.time_words import RUNNING, STOPPED, people_of_week, timer_state, title_of
from charitydesk.ui.cards import ButtonRow, Card, Note, Section
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.fields import TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.pages import HeaderAction
from charitydesk.ui.parts import announce, button, clear, column, label, measure, row
from charitydesk.ui.status import StatusBadge
from charitydesk.ui.time.pickers import ActivityField, PersonField, SubjectField
from charitydesk.ui.time.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from charitydesk.services.bundle import Services
    from charitydesk.services.timers import TimerView as Run
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

TICK_MS, SAVE_AFTER_MS = 15_000, 500
WIDTH = 720


@dataclass(frozen=True, slots=True)
class _Read:
    runs: tuple[Run, ...]
    people: int


class TimerView(View):
    """Somebody's timer.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state)
        self.run: Run | None = None
        self._made = self._filling = False
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._ticked)
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_AFTER_MS)
        self._save.timeout.connect(self.flush)
        state.person_changed.connect(self.refresh)

    def _make(self) -> None:
        self._made = True
        clear(self.body)
        self.person = PersonField()
        self.person.changed.connect(self._other_person)
        whose = label("Wh&ose timer", "label", wrap=False)
        whose.setBuddy(self.person)
        self.body.addLayout(row(whose, self.person, gap=12))
        card = Card()
        self._badge_place = row(gap=0)
        self.figure = label("", "figure", wrap=False)
        self.words = label("")
        card.body.addLayout(self._badge_place)
        card.add(self.figure, self.words)
        self.questions = column(gap=8)
        card.body.addLayout(self.questions)
        self.subject, self.activity, self.note = SubjectField(), ActivityField(), TextField()
        self.form = FormBuilder(card.body, used_mnemonics="hfevwditcgpnso")
        self.form.row("What for", self.subject, key="subject")
        self.form.row("What you are doing", self.activity)
        self.form.row("Note", self.note, optional=True)
        self.subject.changed.connect(self._subject_changed)
        self.activity.changed.connect(self._typed)
        self.note.changed.connect(self._typed)
        self.start = button("&Start the timer", self.begin, kind="primary", icon="clock")
        self.stop = button("&Stop and log the time", self.finish, kind="primary", icon="check")
        self.discard = button("Discard it…", self.ask_discard, icon="bin")
        card.add(ButtonRow(self.start, self.stop, self.discard))
        self.body.addWidget(measure(card, WIDTH))
        self.others = column(gap=8)
        self.body.addLayout(self.others)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Read the timers again."""
        self.ask(self._read_runs, self._show, "Reading the timers")

    def _read_runs(self) -> _Read:
        return _Read(self.services.timers.running(), len(self.services.people.people()))

    def _show(self, read: _Read) -> None:
        if not read.people:
            self._made = False
            clear(self.body)
            title, words = "There is nobody to time yet", "Add yourself first; then a timer can run for you."
            self.body.addWidget(EmptyState("clock", title, words, "&Add a person", self._people))
            return
        if not self._made:
            self._make()
        basics = self.state.basics
        chosen = self.state.person_id
        self.person.offer(people_of_week(basics.people, monday_of(self.context.clock.today()), chosen), chosen)
        self.subject.offer(basics.subjects)
        own = next((run for run in read.runs if run.record.person_id == self.state.person_id), None)
        was_running = self.run is not None
        if own is not None and (self.run is None or self.run.record.id != own.record.id):
            self._fill(own)
        self.run = own
        self._show_state(read.runs)
        if was_running != (own is not None):
            self.header_changed.emit()

    def _people(self) -> None:
        self.context.shell.go("time", "people:new")

    def _fill(self, run: Run) -> None:
        self._filling = True
        self.subject.set_value(run.subject)
        self.activity.set_value(run.record.activity)
        self.note.set_value(run.record.note)
        self._filling = False

    def _show_state(self, runs: Sequence[Run]) -> None:
        run, infos = self.run, self.state.basics.subjects
        clear(self._badge_place)
        self._badge_place.addWidget(StatusBadge(RUNNING if run else STOPPED))
        self._badge_place.addStretch(1)
        self.figure.setText(hours_words(run.minutes) if run and run.minutes else "0 min")
        title = title_of(run.subject, infos).strip() if run else ""
        self.words.setText(timer_state(run, title))
        self.start.setVisible(run is None)
        self.stop.setVisible(run is not None)
        self.discard.setVisible(run is not None)
        clear(self.questions)
        if run is not None:
            for place, question in run.questions:
                yes, no = "Yes, count it", "No, leave it out"
                answers = ButtonRow(
                    button(yes, partial(self.answer, place, True), name=f"{yes}. {question}"),
                    button(no, partial(self.answer, place, False), name=f"{no}. {question}"),
                )
                self.questions.addWidget(Note(question, Tone.CAUTION, "One question before it stops", answers))
            for said in run.notes:
                self.questions.addWidget(Note(said))
        if runs:
            self._tick.start()
        else:
            self._tick.stop()
        self._show_others([one for one in runs if one is not run])

    def _show_others(self, runs: Sequence[Run]) -> None:
        clear(self.others)
        if not runs:
            return
        part = Section("Also running")
        for one in runs:
            person = self.state.basics.person(one.record.person_id)
            name = person.name if person else "Somebody"
            title = title_of(one.subject, self.state.basics.subjects)
            part.add(label(f"{name}: {hours_words(one.minutes)}, {title}, {one.record.activity.label}."))
        self.others.addWidget(part)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons."""
        if not self._made:
            return []
        if self.run is None:
            return [HeaderAction("Start the timer", self.begin, "clock", primary=True)]
        return [HeaderAction("Stop the timer", self.finish, "check", primary=True)]

    def first_field(self) -> QWidget | None:
        """Return the button that starts or stops."""
        if not self._made:
            return None
        return self.stop if self.run else self.start

    def begin(self) -> None:
        """Start the timer."""
        if not self.form.show_problems(self.form.problems()):
            return
        what, done, note = self.subject.subject(), self.activity.activity(), self.note.value()
        if self.attempt(partial(self.services.timers.start, self.state.person_id, what, done, note)):
            announce(self.words, "The timer is running.")
            self.refresh()

    def finish(self) -> None:
        """Stop the timer and keep its time; what is in doubt must be answered first."""
        self.flush()
        try:
            entries = self.services.timers.stop(self.state.person_id)
        except UserFacingError as error:
            self.context.shell.show_error(error)
            self.refresh()
            return
        minutes = sum(entry.minutes for entry in entries)
        title = title_of(self.subject.subject(), self.state.basics.subjects)
        self.context.shell.notify(f"Logged {hours_words(minutes)}, {title}.", undo=True)
        self.note.set_value("")
        self.refresh()

    def answer(self, place: int, counts: bool) -> None:
        """Say whether a stretch in doubt was work."""
        if self.attempt(partial(self.services.timers.answer, self.state.person_id, place, counts=counts)):
            self.refresh()
            self.stop.setFocus()

    def ask_discard(self) -> None:
        """Ask before the timer's time is thrown away."""
        if self.run is not None:
            self.context.asker.confirm(
                "Discard this timer?",
                f"{hours_words(self.run.minutes)} will not be logged. Undo brings the timer back.",
                "Discard it",
                self.throw_away,
            )

    def throw_away(self) -> None:
        """Stop the timer and keep nothing of it."""
        if self.attempt(partial(self.services.timers.discard, self.state.person_id)):
            self.context.shell.notify("The timer was discarded.", undo=True)
            self.refresh()

    def flush(self) -> None:
        """Keep what the running timer is for."""
        if not self._save.isActive():
            return
        self._save.stop()
        if self.run is None or self.form.problems():
            return
        what, done, note = self.subject.subject(), self.activity.activity(), self.note.value()
        if self.attempt(partial(self.services.timers.describe, self.state.person_id, what, done, note)):
            self.refresh()

    def _subject_changed(self) -> None:
        if not self._filling:
            self.activity.follow(self.subject.subject())
            self._typed()

    def _typed(self) -> None:
        if not self._filling and self.run is not None:
            self._save.start()

    def _other_person(self) -> None:
        self.flush()
        value = self.person.value()
        if isinstance(value, int):
            self.state.set_person(PersonId(value))

    def _ticked(self) -> None:
        if self.isVisible():
            self.refresh()
