"""How long nobody has touched the computer: only the system knows, and each tells it in its own way.

Windows and macOS tell it to anybody. On Linux GNOME tells it over the session bus, under Wayland as well as X11; an X11
desktop tells it through its screen-saver extension. Other Wayland desktops do not tell an ordinary program: there the
answer is that nobody knows, and no stretch is doubted for idleness.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from typing import Any

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

_MONITOR = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor")
_PATIENCE_MS = 300


def seconds_untouched() -> float | None:
    """Return the seconds since anybody touched the keyboard or the mouse, or None where the system does not say."""
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _mac()
        on_bus = _gnome(QDBusConnection.sessionBus())
        return on_bus if on_bus is not None else _x11()
    except (OSError, AttributeError):
        return None


def _windows() -> float:
    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint))

    found = LastInput(ctypes.sizeof(LastInput), 0)
    libraries: Any = getattr(ctypes, "windll")  # noqa: B009 - there on Windows alone, and unknown elsewhere
    libraries.user32.GetLastInputInfo(ctypes.byref(found))
    # Ticks are 32 bits wide and begin again after seven weeks.
    ticks = int(libraries.kernel32.GetTickCount()) - found.tick
    return (ticks & 0xFFFFFFFF) / 1000


def _mac() -> float:
    library = ctypes.CDLL(ctypes.util.find_library("ApplicationServices"))
    ask = library.CGEventSourceSecondsSinceLastEventType
    ask.restype = ctypes.c_double
    ask.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    any_event = 0xFFFFFFFF
    return float(ask(0, any_event))


def _gnome(bus: QDBusConnection) -> float | None:
    """Return what GNOME's window manager says on a bus, or None where nobody answers."""
    service, path, interface = _MONITOR
    if not bus.isConnected() or not bus.interface().isServiceRegistered(service).value():
        return None
    # Not by an interface object: that would first ask what can be asked, and wait for it without an end.
    question = QDBusMessage.createMethodCall(service, path, interface, "GetIdletime")
    answer = bus.call(question, QDBus.CallMode.Block, _PATIENCE_MS)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        return None
    return float(answer.arguments()[0]) / 1000


class _ScreenSaverInfo(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def _x11() -> float | None:
    """Return what an X11 display says; under Wayland it sees only part of what is touched, so it is not asked."""
    if os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
        return None
    x11, saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    saver.XScreenSaverQueryExtension.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    saver.XScreenSaverQueryInfo.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    try:
        first, second, info = ctypes.c_int(), ctypes.c_int(), _ScreenSaverInfo()
        if not saver.XScreenSaverQueryExtension(display, ctypes.byref(first), ctypes.byref(second)):
            return None
        asked = saver.XScreenSaverQueryInfo(display, x11.XDefaultRootWindow(display), ctypes.byref(info))
        return info.idle / 1000 if asked else None
    finally:
        x11.XCloseDisplay(display)
