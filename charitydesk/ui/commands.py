"""The rooms and commands that the search box finds beside the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from charitydesk.presentation.search import Hit
from charitydesk.ui.menus import FOUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from charitydesk.presentation.search import SearchProvider
    from charitydesk.ui.pages import Room


def commands(window: QWidget, rooms: Sequence[Room]) -> SearchProvider:
    """Return what finds the rooms, and every command of a window that has a key, or is marked, and can be used now.

    Args:
        window: The window whose commands they are.
        rooms: The rooms that exist.
    """
    titles = {room.title for room in rooms}

    def find(_text: str) -> Sequence[Hit]:
        actions = [
            Hit("Command", text, action.shortcut().toString(), key=action, icon="next")
            for action in window.findChildren(QAction)
            if action.isEnabled()
            and action.isVisible()
            and (action.shortcut().toString() or action.property(FOUND))
            and (text := _without_mnemonic(action.text())) not in titles
        ]
        return [Hit("Room", room.title, "", room.id, None, room.icon, room.keywords) for room in rooms] + actions

    return find


def _without_mnemonic(text: str) -> str:
    return "&".join(part.replace("&", "") for part in text.split("&&"))
