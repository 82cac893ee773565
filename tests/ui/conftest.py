"""Windows for tests: one application, one theme, windows that are closed and deleted after each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from charitydesk.documents.fonts import ui_font_files
from charitydesk.services.clock import FixedClock
from charitydesk.ui.asker import ScriptedAsker
from charitydesk.ui.main_window import Desk, MainWindow
from charitydesk.ui.theme import Appearance, Theme
from tests.ui.time_desk import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.folders import DataFolders


def delete_closed_windows() -> None:
    """Delete now what would wait for the next event loop, and be dressed again with every theme on the way."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _closed_windows_are_gone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave no window of one test to the next."""
    yield
    if "qapp" in request.fixturenames:
        delete_closed_windows()


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
    delete_closed_windows()
    if one_theme.appearance is not Appearance.LIGHT or one_theme.scale != 1.0:
        one_theme.use(Appearance.LIGHT, 1.0)


@pytest.fixture(scope="session")
def example_at(folders: DataFolders) -> Callable[[datetime], Path]:
    """Return a function that gives the folder of the example charity as loaded at a moment: to copy, not to open."""
    return folders.example_at


@pytest.fixture(scope="session")
def time_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a charity with an autumn of time and costs: to copy, not to open."""
    return prepare(tmp_path_factory.mktemp("time") / "data")


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
