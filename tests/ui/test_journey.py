"""The whole journey by keyboard alone: first start, the example notice, a challenge, and both files of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from charitydesk import gui_main
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.ui.application import Application
from charitydesk.ui.asker import ScriptedAsker
from charitydesk.ui.first_run import FirstRunPage
from charitydesk.ui.theme import Appearance
from tests.ui.letters_desk import words_printed
from tests.ui.walker import spoken_name

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from charitydesk.ui.main_window import MainWindow

NONE, ALT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Keyboard:
    """Somebody without a mouse."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        self._window, self._bot = window, bot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self._focus(), key, modifier)
        self._bot.waitUntil(self._quiet)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
            self._bot.waitUntil(self._quiet)

    def write(self, words: str) -> None:
        QTest.keyClicks(self._focus(), words)

    def tab_to(self, words: str, most: int = 60) -> None:
        """Press Tab until what has the keyboard speaks these words."""
        for _ in range(most):
            if words in spoken_name(self._focus()):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reached “{words}”")

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _quiet(self) -> bool:
        down = any(button.isDown() for button in self._window.findChildren(QAbstractButton))
        return not down and self._window.tasks.is_idle()


@pytest.fixture
def asker(tmp_path: Path) -> ScriptedAsker:
    return ScriptedAsker(paths=[tmp_path / "challenge.docx", tmp_path / "challenge.pdf"])


def test_that_the_example_notice_becomes_a_saved_challenge_in_both_formats_by_keyboard_alone(
    qapp, qtbot, tmp_path, asker
):
    application = Application(
        qapp,
        AppPaths(tmp_path / "data"),
        FixedClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        open_data=gui_main.open_data,
        furnish=gui_main.furnish,
        asker=asker,
    )
    window = application.window
    qtbot.addWidget(window)
    application.theme.use(Appearance.LIGHT, 1.0)
    window.show()
    window.activateWindow()
    application.open()
    qtbot.waitUntil(lambda: isinstance(window.current_page(), FirstRunPage))
    keys = Keyboard(window, qtbot)

    keys.write("Harbour Young Carers")
    keys.press(Qt.Key.Key_C, ALT)  # Continue
    keys.press(Qt.Key.Key_S, ALT)  # Skip the nation
    keys.write("Mari Llewelyn")
    keys.press(Qt.Key.Key_Return)  # Enter goes on too
    keys.press(Qt.Key.Key_O, ALT)  # Open CharityDesk, with the example
    assert window.current_page().title == "Today"

    keys.tab_to("Claim for judicial review must be filed")
    keys.press(Qt.Key.Key_Return)
    assert window.current_page().title == "Notices"

    keys.press(Qt.Key.Key_L, ALT)  # Draft letter
    assert window.current_page().title == "Which letter?"
    keys.press(Qt.Key.Key_Down)  # from the request for reasons to the challenge to short notice
    keys.press(Qt.Key.Key_Return)
    assert window.current_page().title == "Challenge to short notice"

    keys.press(Qt.Key.Key_W, ALT)
    keys.press(Qt.Key.Key_P, ALT)
    word, pdf = tmp_path / "challenge.docx", tmp_path / "challenge.pdf"
    written = Document(str(word))
    in_word = " ".join(
        [paragraph.text for paragraph in written.paragraphs]
        + [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    )
    in_pdf = words_printed(pdf)
    for words in ("Anytown Council", "47 days short", "clause 14.2", "Mari Llewelyn"):
        assert words in in_word
        assert words in in_pdf
    assert len(asker.asked) == 2
    application.finish()
