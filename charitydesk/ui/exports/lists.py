"""A room's *Export* menu: its lists, whole or as shown, and the ways to the calendar file and to everything at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.presentation.export_words import (
    ALL_DATES,
    ALL_THERE_IS,
    CALENDAR_KINDS,
    CALENDAR_NAME,
    LIST_KINDS,
    calendar_written,
    list_written,
)
from charitydesk.ui.pages import HeaderAction, MenuLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.services.bundle import Services
    from charitydesk.services.exports import CalendarWritten
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress


class Exporting:
    """Asks for a file, writes it off the window's thread, and says where it is.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
        offers: Returns the lists that can go out now; asked each time the menu opens.
    """

    def __init__(
        self, services: Services, context: PageContext, offers: Callable[[], Sequence[ListOffer]] = tuple
    ) -> None:
        self._services, self._context, self._offers = services, context, offers
        self.titles = services.exports.titles()

    def action(self) -> HeaderAction:
        """Return the header's button; Ctrl+E opens its menu."""
        return HeaderAction("E&xport", self.nothing, "upload", menu=self.lines)

    def nothing(self) -> None:
        """Do nothing: the button opens its menu."""

    def lines(self) -> Sequence[MenuLine]:
        """Return the menu's lines."""
        return (
            *(MenuLine(offer.words, partial(self.choose, offer)) for offer in self._offers()),
            MenuLine(ALL_DATES, self.choose_calendar, starts=True),
            MenuLine(ALL_THERE_IS, self._everything),
        )

    def choose(self, offer: ListOffer) -> None:
        """Ask where a list goes."""
        name = f"{offer.title} {self._context.clock.today().isoformat()}.xlsx"
        words = offer.words.rstrip("\N{HORIZONTAL ELLIPSIS}")
        self._context.asker.choose_save_path(f"Export: {words}", name, LIST_KINDS, partial(self._write, offer))

    def _write(self, offer: ListOffer, target: Path) -> None:
        work = partial(_write_list, self._services, offer, target)
        self._context.tasks.run(work, partial(self._written, offer.title, target), title="Writing the list")

    def _written(self, title: str, target: Path, count: int) -> None:
        self._context.shell.notify(list_written(title, count, target), folder=target.parent)

    def choose_calendar(self) -> None:
        """Ask where the dates go."""
        title = "Export all dates for a calendar"
        self._context.asker.choose_save_path(title, CALENDAR_NAME, CALENDAR_KINDS, self._write_calendar)

    def _write_calendar(self, target: Path) -> None:
        work = partial(_write_calendar, self._services, target)
        self._context.tasks.run(work, self._calendar_written, title="Writing the calendar file")

    def _calendar_written(self, done: CalendarWritten) -> None:
        self._context.shell.notify(calendar_written(done), folder=done.target.parent)

    def _everything(self) -> None:
        self._context.shell.go("settings", "export")


def _write_list(services: Services, offer: ListOffer, target: Path, progress: Progress) -> int:
    ids = offer.ids() if callable(offer.ids) else offer.ids
    progress.check()
    return services.exports.export_list(offer.kind, target, ids)


def _write_calendar(services: Services, target: Path, _progress: Progress) -> CalendarWritten:
    return services.exports.export_calendar(target)
