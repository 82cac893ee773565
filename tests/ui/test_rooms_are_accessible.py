"""Every page and every part of the kit, in every appearance and at every size."""

from __future__ import annotations

import pytest
from gallery import ROOMS, gallery_desk
from walker import assert_page_is_accessible, clipped, settle

from charitydesk.ui.theme import Appearance

ROOM_IDS = [room.id for room in ROOMS if room.id != "settings"]
SIZES = ((1280, 800), (1366, 768), (683, 384), (640, 400))


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def test_every_stop_of_the_keyboard_is_named_and_reachable_and_every_text_readable(window_of, theme, appearance):
    theme.use(appearance)
    window = window_of(gallery_desk())
    for room in ROOM_IDS:
        window.go(room)
        settle()
        assert_page_is_accessible(window)


def test_nothing_is_clipped_at_the_sizes_people_have(window_of):
    window = window_of(gallery_desk())
    for room in ROOM_IDS:
        window.go(room)
        for size in SIZES:
            window.resize(*size)
            settle()
            assert clipped(window) == [], (room, size)


def test_nothing_is_clipped_when_text_is_twice_as_large(window_of, theme):
    window = window_of(gallery_desk())
    for room in ROOM_IDS:
        window.go(room)
    theme.use(scale=2.0)
    window.resize(1280, 800)
    for room in ROOM_IDS:
        window.go(room)
        settle()
        assert clipped(window) == [], room
