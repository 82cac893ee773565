"""Today and Notices on a data folder of their own: real services, the example prepared once and copied often."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from charitydesk.bootstrap import build_services
from charitydesk.paths import AppPaths
from charitydesk.ui import notices, today
from charitydesk.ui.main_window import Desk
from charitydesk.ui.notices.conversation import Conversation
from charitydesk.ui.notices.result import ResultView
from tests.ui.walker import finish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock
    from charitydesk.ui.main_window import MainWindow
    from charitydesk.ui.notices.page import NoticesPage


@dataclass
class NoticesDesk:
    """The rooms in a window, with their services."""

    services: Services
    window: MainWindow
    bot: QtBot

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
        self.bot.waitUntil(self._no_button_is_down)
        self.settle()

    def _no_button_is_down(self) -> bool:
        return not any(button.isDown() for button in self.window.findChildren(QAbstractButton))

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


def open_copy(prepared: Path, folder: Path, clock: Clock) -> Services:
    """Open a copy of a prepared folder."""
    shutil.copytree(prepared, folder)
    return build_services(AppPaths(folder), clock)


def show(
    services: Services, window_of: Callable[[Desk], MainWindow], bot: QtBot, *, from_today: bool = False
) -> NoticesDesk:
    """Show Notices in a window, or Today with Notices behind it."""
    rooms = (*((today.room(services),) if from_today else ()), notices.room(services))
    desk = NoticesDesk(services, window_of(Desk(rooms, (), services.history, services.desk.feed)), bot)
    desk.settle()
    return desk
