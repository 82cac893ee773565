"""Locking months: what is logged stands, and what is wrong is taken back by dated corrections."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from charitydesk.domain.wording import month_words
from charitydesk.errors import UserFacingError
from charitydesk.presentation.time_people import lock_words, months_to_lock
from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.parts import button, clear, column, label, row, rule
from charitydesk.ui.time.panel import RecordPanel

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

_WORDS = (
    "Lock a month once its time is complete. Its entries then stand; time is taken back by a correction with a reason"
    " and a date in an open month, made from the entry itself."
)


class LocksPanel(RecordPanel):
    """The months before this one."""

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state, "Locked months", _WORDS)
        self._list = column(gap=8)
        self.body.addLayout(self._list)
        self.body.addWidget(ButtonRow(button("Close", self.closed.emit)))
        self.buttons: dict[date, QPushButton] = {}
        self._last: date | None = None

    def refresh(self) -> None:
        """List the months."""
        clear(self._list)
        self.buttons = {}
        locked = {lock.month: lock.locked_by for lock in self.services.time.locks()}
        months = months_to_lock(self.context.clock.today())
        for month in [*months, *sorted(set(locked) - set(months), reverse=True)]:
            by = locked.get(month)
            holder = QWidget()
            across = row(gap=8, stretch=False)
            across.addWidget(label(lock_words(month, by)), 1)
            verb, call = ("Lock", self.lock) if by is None else ("Unlock", self.unlock)
            made = button(verb, partial(call, month), name=f"{verb} {month_words(month)}")
            across.addWidget(made)
            column(holder).addLayout(across)
            self.buttons[month] = made
            self._list.addWidget(holder)
            self._list.addWidget(rule())
        last, self._last = self._last, None
        if last is not None and last in self.buttons:
            self.buttons[last].setFocus()

    def first_field(self) -> QWidget | None:
        """Return the latest month's button."""
        return next(iter(self.buttons.values()), None)

    def lock(self, month: date) -> None:
        """Lock a month."""
        self._last = month
        try:
            self.services.time.lock(month)
        except UserFacingError as error:
            self.context.shell.show_error(error)
            return
        self.context.shell.notify(f"{month_words(month)} is locked.", undo=True)

    def unlock(self, month: date) -> None:
        """Open a month again."""
        self._last = month
        try:
            self.services.time.unlock(month)
        except UserFacingError as error:
            self.context.shell.show_error(error)
            return
        self.context.shell.notify(f"{month_words(month)} is open again.", undo=True)
