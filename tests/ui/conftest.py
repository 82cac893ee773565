"""Windows for tests: one application, one theme, windows that are closed and deleted after each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from charitydesk.documents.fonts import ui_font_files
from charitydesk.ui.asker import ScriptedAsker
from charitydesk.ui.main_window import Desk, MainWindow
from charitydesk.ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from charitydesk.services.clock import FixedClock


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    """The application's theme; use `theme`, which puts it back."""
    made = Theme(qapp, ui_font_files())
    made.use(Appearance.LIGHT, 1.0)
    return made


@pytest.fixture
def theme(one_theme: Theme) -> Iterator[Theme]:
    """The light theme at 100 %, put back afterwards."""
    yield one_theme
    if one_theme.appearance is not Appearance.LIGHT or one_theme.scale != 1.0:
        one_theme.use(Appearance.LIGHT, 1.0)


@pytest.fixture
def asker() -> ScriptedAsker:
    """Answers yes, and has no files to offer."""
    return ScriptedAsker()


@pytest.fixture
def window_of(qtbot: QtBot, theme: Theme, clock: FixedClock, asker: ScriptedAsker) -> Callable[[Desk], MainWindow]:
    """Return a function that shows a window with rooms."""

    def make(desk: Desk) -> MainWindow:
        window = MainWindow(theme, clock, asker)
        qtbot.addWidget(window)
        window.open_desk(desk)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make
