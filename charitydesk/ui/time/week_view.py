"""The week: whose, which, the one-line entry, the grid, what overlaps, and the entries of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from charitydesk.domain.ids import PersonId
from charitydesk.domain.timelog import EntryProblem, Subject, monday_of
from charitydesk.domain.wording import date_words
from charitydesk.errors import UserFacingError
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.export_words import week_offer
from charitydesk.presentation.time_words import (
    locked_words,
    people_of_week,
    read_length,
    title_of,
    week_summary,
    week_title,
)
from charitydesk.services.time_log import EntryProblemError, WeekGrid
from charitydesk.ui.cards import ButtonRow, Note
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.pages import HeaderAction
from charitydesk.ui.parts import announce, button, clear, column, label, row
from charitydesk.ui.reveal import reveal
from charitydesk.ui.time.add_row import AddRow
from charitydesk.ui.time.day_entries import DayEntries
from charitydesk.ui.time.pickers import PersonField
from charitydesk.ui.time.quick_line import QuickLine
from charitydesk.ui.time.view import Heading, View, flowing
from charitydesk.ui.time.week_grid import FIRST_DAY, WeekModel, WeekRow, WeekTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.activities import Activity
    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.services.bundle import Services
    from charitydesk.services.time_log import TimeEntryLine
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

Key = tuple["Subject", "Activity"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A week as read.

    Args:
        person: Whose.
        grid: Its figures.
        entries: Its entries.
        before: The rows of the week before.
    """

    person: PersonId
    grid: WeekGrid
    entries: tuple[TimeEntryLine, ...]
    before: tuple[Key, ...]


class WeekView(View):
    """A person's week.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state)
        self.monday = monday_of(context.clock.today())
        self._day = context.clock.today()
        self._extra: dict[tuple[PersonId, date], list[Key]] = {}
        self._before: tuple[Key, ...] = ()
        self._made = False
        state.person_changed.connect(self.refresh)

    def _make(self) -> None:
        """Build the part once there is somebody whose time can be shown."""
        self._made = True
        clear(self.body)
        self.person = PersonField()
        self.person.changed.connect(self._other_person)
        self.title = label("", "heading")
        self.summary = label("", "quiet")
        earlier = button("", self.earlier, kind="quiet", icon="chevron-left", name="The week before (Alt+Page Up)")
        later = button("", self.later, kind="quiet", icon="chevron-right", name="The week after (Alt+Page Down)")
        self.now = button("T&his week", self.this_week, kind="quiet")
        holder = QWidget()
        line = flowing(holder, gap=10)
        for widget in (earlier, later, self.now, self.person):
            line.addWidget(widget)
        texts = column(gap=0)
        texts.addWidget(self.title)
        texts.addWidget(self.summary)
        head = row(gap=16, stretch=False)
        head.addLayout(texts, 1)
        head.addWidget(holder)
        self.head = Heading(head)
        self.body.addWidget(self.head)
        self.quick = QuickLine(self.context.clock)
        self.quick.entered.connect(self._log_line)
        self.body.addWidget(self.quick)
        self._make_grid()
        for keys, call in (("Alt+PgUp", self.earlier), ("Alt+PgDown", self.later)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)
        self.body.addStretch(1)

    def _make_grid(self) -> None:
        self.model = WeekModel()
        self.model.typed.connect(self._typed)
        self.table = WeekTable(self.model)
        self.model.setParent(self.table)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.problem = label("", "error")
        self.problem.hide()
        self.nothing = label("No row yet. Add one for each bid, contract or notice you worked on.", "quiet")
        self.add_row = AddRow()
        self.add_row.chosen.connect(self._add)
        self.copy = button("&Rows of the week before", self._copy_rows, icon="copy")
        self.copy.setAccessibleDescription("Adds the rows you used the week before, without their time")
        grid = column(gap=8)
        grid.addWidget(self.add_row)
        grid.addWidget(self.table)
        grid.addWidget(self.nothing)
        grid.addWidget(self.problem)
        grid.addWidget(ButtonRow(self.copy))
        self.body.addLayout(grid)
        self._notes = column(gap=8)
        self.body.addLayout(self._notes)
        self.entries = DayEntries(self.services, self.context)
        self.body.addWidget(self.entries)

    def refresh(self) -> None:
        """Read the week again."""
        if self._made:
            self._offer_people()
        self.ask(partial(self._read_week, self.state.person_id, self.monday), self._show, "Reading the week")

    def _read_week(self, person: PersonId, monday: date) -> Shown | None:
        from charitydesk.presentation.time_words import default_person  # noqa: PLC0415 - shared with the state

        time = self.services.time
        people = self.services.people.people()
        known = {one.id for one in people}
        chosen = person if person in known else default_person(people, self.services.profile.load().user_name)
        if not chosen:
            return None
        who = PersonId(chosen)
        earlier = time.week(who, monday - timedelta(days=7))
        entries = time.list(person_id=who, first=monday, last=monday + timedelta(days=6))
        return Shown(who, time.week(who, monday), entries, tuple((one.subject, one.activity) for one in earlier.rows))

    def _show(self, shown: Shown | None) -> None:
        if shown is None:
            self._show_nobody()
            return
        if not self._made:
            self._make()
            self.header_changed.emit()
        basics, today = self.state.basics, self.context.clock.today()
        grid = shown.grid
        self._before = shown.before
        self._offer_people()
        self.quick.offer(basics.subjects)
        self.add_row.offer(basics.subjects)
        self.title.setText(week_title(grid.monday, today))
        self.summary.setText(week_summary(grid))
        self.now.setEnabled(grid.monday != monday_of(today))
        self._fill(shown)
        clear(self._notes)
        if words := locked_words(grid):
            self._notes.addWidget(Note(words, Tone.UNSURE, "Locked"))
        if grid.notes:
            said = "\n".join(grid.notes)
            self._notes.addWidget(Note(said, Tone.CAUTION, "Look at this; nothing was changed"))
        self.entries.show_entries(shown.entries, basics.subjects, grid)
        self._show_day()

    def _offer_people(self) -> None:
        chosen = self.state.person_id
        self.person.offer(people_of_week(self.state.basics.people, self.monday, chosen), chosen)

    def _fill(self, shown: Shown) -> None:
        grid = shown.grid
        kept = {(one.subject, one.activity): one.minutes for one in grid.rows}
        added = self._extra.get((shown.person, grid.monday), [])
        keys = [*(key for key in added if key not in kept), *kept]
        order = [row.key for row in self.model.rows if row.key in keys] if self._same_week(grid) else []
        keys = [*order, *(key for key in keys if key not in order)]
        infos = self.state.basics.subjects
        rows = [WeekRow(*key, title_of(key[0], infos), kept.get(key, (0,) * 7)) for key in keys]
        at = self.table.currentIndex()
        self.model.show_week(grid, rows, self.context.clock.today())
        self.table.fit()
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.copy.setVisible(any(key not in keys for key in self._before))
        if at.isValid() and not self.table.currentIndex().isValid() and rows:
            self.table.setCurrentIndex(self.model.index(min(at.row(), len(rows) - 1), at.column()))

    def _same_week(self, grid: WeekGrid) -> bool:
        return self.model.grid is not None and self.model.grid.monday == grid.monday

    def _show_nobody(self) -> None:
        self._made = False
        self.header_changed.emit()
        clear(self.body)
        words = "Add the people whose time goes into bids. What a named person is paid shows in the finance view alone."
        self.body.addWidget(EmptyState("time", "Nobody's time is logged yet", words, "&Add a person", self._go_people))

    def _go_people(self) -> None:
        self.context.shell.go("time", "people:new")

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons."""
        if not self._made:
            return []
        return [
            HeaderAction("Import &time…", self.bring_in, "download"),
            HeaderAction("&New row", self.begin_row, "add", primary=True),
        ]

    def list_offers(self, titles: Mapping[str, str]) -> Sequence[ListOffer]:
        """Return the entries of the week shown."""
        person = self.state.basics.person(self.state.person_id)
        if not self._made or person is None:
            return ()
        ids = partial(self._entries_of, person.id, self.monday)
        return (week_offer(titles, person.name, self.monday, ids),)

    def _entries_of(self, person: PersonId, monday: date) -> Sequence[int]:
        found = self.services.time.list(person_id=person, first=monday, last=monday + timedelta(days=6))
        return [int(entry.id) for entry in found]

    def bring_in(self) -> None:
        """Lead to the import, for whoever's week is shown: Toggl, Clockify, Kimai, Timewarrior, or any table."""
        person = self.state.basics.person(self.state.person_id)
        self.context.shell.go("imports", f"time:{person.name if person else ''}")

    def filter_widget(self) -> QWidget | None:
        """Return the line that is typed into most."""
        return self.quick.line if self._made else None

    def first_field(self) -> QWidget | None:
        """Return the one-line entry."""
        return self.quick.line if self._made else None

    def begin_row(self) -> None:
        """Choose what a new row is for."""
        if self._made:
            self.add_row.begin()
            reveal(self.add_row)

    def _add(self, subject: Subject, activity: Activity) -> None:
        self._extend([(subject, activity)])
        place = next((at for at, one in enumerate(self.model.rows) if one.key == (subject, activity)), 0)
        column_ = self._day.weekday() + FIRST_DAY if self._day >= self.monday else FIRST_DAY
        self.table.setCurrentIndex(self.model.index(place, column_))
        self.table.setFocus()

    def _copy_rows(self) -> None:
        self._extend(self._before)
        self.table.setCurrentIndex(self.model.index(0, FIRST_DAY))
        self.table.setFocus()

    def _extend(self, keys: Sequence[Key]) -> None:
        held = self._extra.setdefault((self.state.person_id, self.monday), [])
        held += [key for key in keys if key not in held]
        if self.model.grid is not None:
            self._fill(Shown(self.state.person_id, self.model.grid, (), self._before))

    def _typed(self, place: int, column_: int, text: str) -> None:
        """Keep a length typed into a cell, or say at the cell why it cannot be kept."""
        line, day = self.model.rows[place], self.model.day(column_)
        if day is None:
            return
        answer, problem = read_length(text), ""
        if answer.problem:
            problem = answer.problem
        else:
            try:
                self.services.time.set_cell(self.state.person_id, day, line.subject, line.activity, answer.minutes)
            except UserFacingError as error:
                problem = str(error)
        held = self._extra.setdefault((self.state.person_id, self.monday), [])
        if line.key not in held:
            held.append(line.key)
        self.table.cells.problems = {(line.key, column_): problem} if problem else {}
        self.problem.setText(f"{line.title}, {date_words(day)}: {problem}" if problem else "")
        self.problem.setVisible(bool(problem))
        self.table.viewport().update()
        if problem:
            announce(self.table, self.problem.text(), urgent=True)

    def _log_line(self, text: str) -> None:
        try:
            logged = self.services.time.log_line(self.state.person_id, text)
        except EntryProblemError as error:
            self.quick.show_problem(error.problem)
            return
        except UserFacingError as error:
            self.quick.show_problem(EntryProblem(str(error)))
            return
        self.quick.clear()
        self.context.shell.notify(f"Logged {logged.words}", undo=True)
        self._day = logged.record.day
        self._go(monday_of(logged.record.day))

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        day = self.model.day(now.column())
        if day is not None and day != self._day:
            self._day = day
            self._show_day()

    def _show_day(self) -> None:
        inside = self.monday <= self._day <= self.monday + timedelta(days=6)
        self.entries.show_day(self._day if inside else self.monday)

    def _other_person(self) -> None:
        value = self.person.value()
        if isinstance(value, int):
            self.state.set_person(PersonId(value))

    def earlier(self) -> None:
        """Show the week before."""
        self._go(self.monday - timedelta(days=7))

    def later(self) -> None:
        """Show the week after."""
        self._go(self.monday + timedelta(days=7))

    def this_week(self) -> None:
        """Show the week of today."""
        self._day = self.context.clock.today()
        self._go(monday_of(self._day))

    def open_record(self, key: str) -> None:
        """Show the week of a day, given as `2026-11-27`."""
        self.show_day(date.fromisoformat(key))

    def show_day(self, day: date) -> None:
        """Show the week of a day, and its entries."""
        self._day = day
        self._go(monday_of(day))

    def _go(self, monday: date) -> None:
        if monday != self.monday and self._made:
            self.table.cells.problems = {}
            self.problem.hide()
        self.monday = monday
        self.refresh()
