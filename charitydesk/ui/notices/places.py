"""A notice's record shown afresh, with somebody's place in it kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.ui.kept_place import place_of, put_back

if TYPE_CHECKING:
    from charitydesk.ui.notices.result import Result, ResultView


def show_afresh(view: ResultView, result: Result) -> None:
    """Show a record as it is now, scrolled as it was and with the keyboard where it was.

    Args:
        view: The record.
        result: What it shows from now on.
    """
    place, name = place_of(view)
    if place or name:
        view.make_whole()
    view.take(result)
    put_back(view, place, name, view.draft)
