"""The letters room in other colours and larger text, in windows of its own: a theme dresses every window there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from charitydesk.ui.letters.editor import BESIDE, PAGES
from charitydesk.ui.theme import Appearance
from tests.ui.letters_desk import MOMENT, LettersDesk, LettersWindow
from tests.ui.walker import assert_page_is_accessible, clipped, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from charitydesk.ui.theme import Theme
    from tests.folders import DataFolders


@pytest.fixture
def opened(folders: DataFolders, theme: Theme, tmp_path: Path) -> Iterator[Callable[[], LettersDesk]]:
    """Return a function that opens the room in a window, once the theme is chosen."""
    windows: list[LettersWindow] = []

    def open_room() -> LettersDesk:
        windows.append(LettersWindow(folders.example(tmp_path / "data", MOMENT), theme))
        return windows[-1].desk(tmp_path)

    yield open_room
    for window in windows:
        window.close()


# The paper is light within the dark theme too; that every pair of colours can be read is proved in test_colours.
@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.CONTRAST])
def test_that_every_state_of_the_room_can_be_reached_named_and_read(opened, theme: Theme, qtbot, appearance):
    theme.use(appearance)
    desk = opened()
    desk.page.list.table.choose_row(0)
    settle()
    assert_page_is_accessible(desk.window)
    desk.ready()
    for place in range(5):
        desk.editor.show_tab(place)
        settle()
        assert_page_is_accessible(desk.window)
    desk.editor.sheet.edit("opening")
    settle()
    assert_page_is_accessible(desk.window)
    desk.editor.show_way(PAGES)
    qtbot.waitUntil(lambda: len(desk.editor.preview.pictures) > 0)
    assert_page_is_accessible(desk.window)
    desk.page.begin()
    settle()
    assert_page_is_accessible(desk.window)


def test_that_nothing_is_clipped_at_twice_the_size(opened, theme: Theme):
    theme.use(scale=2.0)
    desk = opened()
    desk.draft()
    settle()
    assert clipped(desk.window) == []
    for place in range(5):
        desk.editor.show_tab(place)
        settle()
        assert desk.editor.ways[BESIDE].isChecked()
        assert clipped(desk.window) == []
