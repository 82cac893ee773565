"""Opening a folder in the system's own window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def open_folder(folder: Path) -> None:
    """Open a folder, or the nearest one above it that exists."""
    there = next(found for found in (folder, *folder.parents) if found.is_dir())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
