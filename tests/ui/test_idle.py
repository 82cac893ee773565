from __future__ import annotations

from PySide6.QtDBus import QDBusConnection

from charitydesk.ui.time import idle


def test_that_a_bus_on_which_nobody_answers_says_nothing_of_idleness():
    assert idle._gnome(QDBusConnection("no such bus")) is None


def test_that_an_x11_display_is_not_asked_where_it_sees_only_part_of_what_is_touched(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert idle._x11() is None
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.delenv("DISPLAY")
    assert idle._x11() is None
