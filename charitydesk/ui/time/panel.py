"""What every record beside the list of people is built on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charitydesk.errors import UserFacingError
from charitydesk.presentation.forms import FieldProblem
from charitydesk.presentation.time_people import number_words, read_number
from charitydesk.ui.fields import TextField
from charitydesk.ui.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.services.bundle import Services
    from charitydesk.ui.forms import FormBuilder
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

USED = "fovthrlwigcpa"
"""Mnemonics that the room and the list have taken."""


class NumberField(TextField):
    """A number with at most two places, such as hours or per cent.

    Args:
        what: What it is, for the sentence that says it cannot be read.
    """

    def __init__(self, what: str) -> None:
        super().__init__(width=120)
        self._what = what

    def hundredths(self) -> int | None:
        """Return the number in hundredths, or None."""
        return read_number(self.text(), self._what).hundredths

    def show_hundredths(self, value: int | None) -> None:
        """Show a number."""
        self.set_value("" if value is None else number_words(value))

    def problem(self) -> str:
        """Return what is wrong with what was typed."""
        return read_number(self.text(), self._what).problem


class RecordPanel(QWidget):
    """A record. `closed` tells that it is done with, `kept` gives a person's number to show.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
        title: The heading.
        words: A sentence under it.
    """

    closed = Signal()
    kept = Signal(int)

    def __init__(self, services: Services, context: PageContext, state: RoomState, title: str, words: str = "") -> None:
        super().__init__()
        self.services, self.context, self.state = services, context, state
        self.dirty = False
        self.body: QVBoxLayout = column(self, gap=16)
        head = column(gap=4)
        self.title = label(title, "heading")
        head.addWidget(self.title)
        if words:
            head.addWidget(label(words, "quiet"))
        self.body.addLayout(head)

    def refresh(self) -> None:
        """Show what is kept now."""

    def is_dirty(self) -> bool:
        """Return whether something is typed that is not kept yet."""
        return self.dirty

    def touched(self) -> None:
        """Note that something was typed."""
        self.dirty = True

    def first_field(self) -> QWidget | None:
        """Return what takes the keyboard."""
        return None

    def attempt(self, form: FormBuilder, key: str, call: Callable[[], object]) -> bool:
        """Do something that may be refused; a refusal stands at a field, and nothing was changed."""
        try:
            call()
        except UserFacingError as error:
            form.show_problems([FieldProblem(key, str(error))])
            return False
        self.dirty = False
        return True
