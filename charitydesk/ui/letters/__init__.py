"""The letters room: drafts on the sheet they will be printed on, what was sent, and the answers it waits for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.ui.letters.page import LettersPage
from charitydesk.ui.pages import Room

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services


def room(services: Services) -> Room:
    """Return the room's entry in the sidebar.

    Its records open by the letter's id.
    """
    keywords = "draft sent reply overdue answer challenge freedom of information chaser word pdf"
    return Room("letters", "Letters", "letters", partial(LettersPage, services), order=6, keywords=keywords)
