"""Looks for what Qt needs before Qt is asked: a missing piece would end the program without a word."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
import sys
from pathlib import Path

_DEBIAN_PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
}
_SCREENLESS = {"offscreen", "minimal", "vnc", "linuxfb"}


def why_no_window() -> str:
    """Return why no window can open here, with what to do, in one line; an empty string when one can."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform not in _SCREENLESS and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return (
            "CharityDesk cannot open a window because this session has no display."
            " Start it from a desktop, or use charitydesk-cli."
        )
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        return _missing(str(error))
    if platform in _SCREENLESS or (platform != "xcb" and os.environ.get("WAYLAND_DISPLAY")):
        return ""
    return _xcb_problem()


def _xcb_problem() -> str:
    found = importlib.util.find_spec("PySide6")
    folders = list(found.submodule_search_locations or ()) if found else []
    plugin = next((p for f in folders if (p := Path(f) / "Qt/plugins/platforms/libqxcb.so").is_file()), None)
    if plugin is None:
        return ""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return _missing(str(error))
    return ""


def _missing(message: str) -> str:
    named = re.search(r"lib[\w.+-]+\.so[.\d]*", message)
    library = named[0] if named else "a system library"
    package = _DEBIAN_PACKAGES.get(library)
    todo = f"Install it with: sudo apt-get install {package}" if package else "Ask whoever looks after this computer."
    return f"CharityDesk cannot open a window because {library} is missing. {todo}"
