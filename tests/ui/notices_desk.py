"""Today and Notices in a window: real services, one window lent to many tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from charitydesk.ui import notices, today
from charitydesk.ui.notices.conversation import Conversation
from charitydesk.ui.notices.result import ResultView
from tests.ui.shared_window import SharedWindow
from tests.ui.walker import finish

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.main_window import MainWindow
    from charitydesk.ui.notices.page import NoticesPage
    from charitydesk.ui.pages import Room


@dataclass
class NoticesDesk:
    """The rooms in a window, with their services."""

    services: Services
    window: MainWindow

    @property
    def page(self) -> NoticesPage:
        return self.window.page("notices")

    @property
    def conversation(self) -> Conversation:
        assert isinstance(self.page.front, Conversation)
        return self.page.front

    @property
    def record(self) -> ResultView:
        found = self.page.split.record()
        assert isinstance(found, ResultView)
        return found

    @property
    def path(self) -> str:
        """The question asked now."""
        return self.conversation.form.step.question.path

    def settle(self) -> None:
        """Wait until no work is under way and every change has been heard."""
        finish(self.window.tasks)

    def go(self, room: str, key: object = None) -> None:
        self.window.go(room, key)
        self.settle()

    def begin(self) -> None:
        """Begin the conversation on a new notice."""
        self.go("notices", "new")

    def answer(self, value: object) -> None:
        """Answer the question asked now and go on."""
        question = self.conversation.question
        assert question is not None
        question.input.set_value(value)
        self.conversation.go_on()
        self.settle()

    def alt(self, letter: str) -> None:
        """Press Alt with a letter and wait until the button it belongs to has come up again."""
        press(getattr(Qt.Key, f"Key_{letter.upper()}"), Qt.KeyboardModifier.AltModifier)
        pressed = [button for button in self.window.findChildren(QAbstractButton) if button.isDown()]
        assert len(pressed) == 1, f"Alt+{letter} presses {len(pressed)} buttons"
        while shiboken6.isValid(pressed[0]) and pressed[0].isDown():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.settle()

    def young_carers(self) -> int:
        return next(line.id for line in self.services.notices.list() if line.service.startswith("Young"))


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is, as a person does."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    QTest.keyClick(target, key, modifier)


def write(words: str) -> None:
    """Type words wherever the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    QTest.keyClicks(target, words)


def notices_alone(services: Services) -> tuple[Room, ...]:
    """Return the room Notices."""
    return (notices.room(services),)


def today_and_notices(services: Services) -> tuple[Room, ...]:
    """Return both rooms; Today opens first."""
    return today.room(services), notices.room(services)


class NoticesWindow(SharedWindow):
    """Today and Notices in the window that many tests share."""

    def desk(self) -> NoticesDesk:
        """Return the rooms for one test."""
        self.lend()
        return NoticesDesk(self.services, self.window)

    def put_back(self) -> None:
        """Leave the conversation and the choice of a letter, and show all notices, with the record that is open.

        A record that was only looked at stays open: opening one takes longer than looking at it.
        """
        finish(self.window.tasks)
        page: NoticesPage = self.window.page("notices")
        page._leave_front()
        page.filter.clear()
        if self.was_changed:
            page.split.close_record()
        super().put_back()
