"""What the window remembers between starts: size, appearance, text size. Facts about the charity never live here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from charitydesk.ui.theme import Appearance

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

    from charitydesk.ui.theme import Theme


class WindowState:
    """The file.

    Args:
        file: An INI file; it may be deleted at any time.
    """

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def dress(self, theme: Theme) -> None:
        """Use the appearance and text size of last time."""
        appearance, scale = Appearance.SYSTEM, 1.0
        with suppress(ValueError):
            appearance = Appearance(str(self._settings.value("look/appearance", Appearance.SYSTEM.value)))
        with suppress(ValueError):
            scale = float(str(self._settings.value("look/scale", "1.0")))
        theme.use(appearance, scale)

    def place(self, window: QMainWindow) -> None:
        """Give the window the size and place of last time."""
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)

    def save(self, window: QMainWindow, theme: Theme) -> None:
        """Remember the window as it is."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.setValue("look/appearance", theme.appearance.value)
        self._settings.setValue("look/scale", str(theme.scale))
        self._settings.sync()
