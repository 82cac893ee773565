"""Look before leaping: is there a screen, and has this Linux the libraries Qt draws windows with?

Qt ends the whole process when it cannot open a window, and Python cannot catch that. So whoever starts the window
asks here first; the installer does the same with ``python -m charitydesk.ui.display_check``.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a bare Debian 12 was missing, found by adding one package at a time.
_PACKAGES = {
    "apt-get": (
        "apt-get install -y --no-install-recommends libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "
        "libglib2.0-0 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-randr0"
    ),
    "dnf": (
        "dnf install -y libglvnd-glx libglvnd-egl libxkbcommon libxkbcommon-x11 dbus-libs fontconfig glib2 "
        "xcb-util-cursor xcb-util-wm xcb-util-keysyms libxcb dejavu-sans-fonts"
    ),
    "pacman": (
        "pacman -S --needed --noconfirm libglvnd libxkbcommon libxkbcommon-x11 dbus fontconfig glib2 xcb-util-cursor "
        "xcb-util-wm xcb-util-keysyms ttf-dejavu"
    ),
}
_NEEDED_MODULES = ("PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg")


class Outcome(StrEnum):
    """What was found."""

    READY = "ready"
    NO_DISPLAY = "no display"
    MISSING_LIBRARY = "missing library"


@dataclass(frozen=True, slots=True)
class Look:
    """The answer.

    Args:
        outcome: Whether a window can be opened.
        platform: What to set QT_QPA_PLATFORM to; empty to leave the choice to Qt.
        detail: The loader's own words about a missing library, or which display did not answer.
        command: The one command that installs what is missing, without ``sudo``; empty when not known.
    """

    outcome: Outcome
    platform: str = ""
    detail: str = ""
    command: str = ""


def look(environment: Mapping[str, str]) -> Look:
    """Say whether Qt could open a window in this environment.

    Args:
        environment: The process's environment variables.
    """
    chosen = environment.get("QT_QPA_PLATFORM", "")
    drawn_on_a_screen = sys.platform.startswith("linux") and chosen not in {"offscreen", "minimal", "vnc"}
    if drawn_on_a_screen and not (_wayland_answers(environment) or _x11_answers(environment)):
        names = [f"{name}={environment[name]}" for name in ("DISPLAY", "WAYLAND_DISPLAY") if environment.get(name)]
        return Look(Outcome.NO_DISPLAY, detail=" ".join(names))
    for module in _NEEDED_MODULES:
        try:
            importlib.import_module(module)
        except ImportError as error:
            return _missing(str(error))
    return _choose_plugin(environment) if drawn_on_a_screen else Look(Outcome.READY, chosen)


def _choose_plugin(environment: Mapping[str, str]) -> Look:
    problems: list[str] = []
    usable: list[str] = []
    for name, answers in (("wayland", _wayland_answers), ("xcb", _x11_answers)):
        if not answers(environment):
            continue
        if problem := _plugin_problem(name):
            problems.append(problem)
        else:
            usable.append(name)
    return Look(Outcome.READY, ";".join(usable)) if usable else _missing(problems[-1])


def _missing(detail: str) -> Look:
    import shutil  # noqa: PLC0415 - the window is waiting

    command = next((line for manager, line in _PACKAGES.items() if shutil.which(manager)), "")
    return Look(Outcome.MISSING_LIBRARY, detail=detail, command=command if sys.platform.startswith("linux") else "")


def _plugin_problem(name: str) -> str:
    """Return the loader's words if Qt's plugin for this kind of screen cannot be loaded, else nothing."""
    found = importlib.util.find_spec("PySide6")
    folders = [Path(folder) for folder in (found.submodule_search_locations or [])] if found else []
    for folder in folders:
        plugin = folder / "Qt" / "plugins" / "platforms" / f"libq{name}.so"
        if plugin.is_file():
            import ctypes  # noqa: PLC0415 - only where there is such a plugin

            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                return str(error)
            return ""
    return f"Qt's {name} plugin is not installed"


def _x11_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("DISPLAY", "")
    if not name:
        return False
    import ctypes  # noqa: PLC0415 - only where X11 may be

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # cannot be asked; the plugin's own check names the missing library
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.restype = None
    connection = xcb.xcb_connect(name.encode(), None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    import socket  # noqa: PLC0415 - only where Wayland may be

    path = Path(environment.get("XDG_RUNTIME_DIR", "/run/user/0")) / name
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        connection.connect(str(path))
        return True
    return False


def main() -> int:
    """Print the answer as one line of JSON, for the installer."""
    import json  # noqa: PLC0415 - not for the window

    sys.stdout.write(json.dumps(asdict(look(os.environ))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
