"""The entries of a day: when, what for, how long; Enter opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from charitydesk.domain.people import hours_words
from charitydesk.domain.wording import date_words, long_date_with_day
from charitydesk.errors import UserFacingError
from charitydesk.presentation.time_words import (
    entry_detail,
    entry_length,
    entry_sentence,
    entry_title,
    entry_when,
)
from charitydesk.services.time_log import TimeEntryLine
from charitydesk.ui.parts import column, fill, label
from charitydesk.ui.reveal import reveal
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel
from charitydesk.ui.time.entry_form import CorrectionForm, EntryForm
from charitydesk.ui.time.view import fit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.domain.timelog import WeekGrid
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext


class DayEntries(QWidget):
    """A day's entries beneath the grid.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__()
        self._services, self._context = services, context
        self._entries: Sequence[TimeEntryLine] = ()
        self._subjects: Sequence[SubjectInfo] = ()
        self._grid: WeekGrid | None = None
        self.day: date | None = None
        self.heading = label("", "subheading")
        self.hint = label("", "quiet")
        self.table = RowsTable[TimeEntryLine](_model(), "Entries of the day")
        self.table.activated.connect(self.open_entry)
        layout = column(self, gap=6)
        layout.addWidget(self.heading)
        layout.addWidget(self.hint)
        layout.addWidget(self.table)
        self._place = column(gap=0)
        layout.addLayout(self._place)
        self.form: EntryForm | CorrectionForm | None = None

    def show_entries(self, entries: Sequence[TimeEntryLine], subjects: Sequence[SubjectInfo], grid: WeekGrid) -> None:
        """Take a week's entries."""
        self._entries, self._subjects, self._grid = entries, subjects, grid

    def show_day(self, day: date) -> None:
        """Show one day's entries."""
        if day != self.day:
            self.close_form()
        self.day = day
        own = [one for one in reversed(self._entries) if one.day == day]
        self.heading.setText(long_date_with_day(day))
        total = sum(one.minutes + one.taken_back for one in own)
        hint = f"{hours_words(total)} in all. Press Enter on an entry to change it." if own else "Nothing logged."
        self.hint.setText(hint)
        self.table.view.setAccessibleName(f"Entries of {date_words(day)}")
        if own != self.table.model.rows():
            self.table.model.set_rows(own)
        self.table.setVisible(bool(own))
        fit_rows(self.table, 8)

    def open_entry(self, line: TimeEntryLine) -> None:
        """Open an entry beneath the list: to change it, or to correct it where its month is locked."""
        try:
            entry = self._services.time.entry(line.id)
        except UserFacingError as error:
            self._context.shell.show_error(error)
            return
        locked = self._grid is not None and self._grid.locked[line.day.weekday()]
        if locked:
            made = CorrectionForm(self._services, self._context, entry, self._services.time.corrections(line.id))
        else:
            made = EntryForm(self._services, self._context, entry, self._subjects)
        made.closed.connect(self.close_form)
        self.form = made
        fill(self._place, [made])
        reveal(made)
        made.length.setFocus()
        made.length.selectAll()

    def close_form(self) -> None:
        """Put the form away and go back to the list."""
        if self.form is not None:
            self.form = None
            fill(self._place, [])
            if self.table.isVisible():
                self.table.setFocus()


def _model() -> RowsModel[TimeEntryLine]:
    return RowsModel(
        [
            Column("What for", entry_title, second_line=entry_detail),
            Column("When", entry_when, width=190),
            Column("How it came", _source, width=150),
            Column("How long", entry_length, align=RIGHT, width=150, keep=True),
        ],
        entry_sentence,
    )


def _source(line: TimeEntryLine) -> str:
    return {"grid": "Typed in the week", "typed": "Typed as a line", "timer": "Timer", "imported": "Imported"}[
        line.source.value
    ]
