"""The words of exports: what a list's menu offers, and what is said once something was written. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.moments import in_uk
from charitydesk.domain.wording import date_words, moment_words
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from charitydesk.services.exports import CalendarKept, CalendarWritten
    from charitydesk.services.whole_data import Exported

    Rows = Sequence[int] | Callable[[], Sequence[int]]

ALL_DATES = "All &dates, for a calendar\N{HORIZONTAL ELLIPSIS}"
ALL_THERE_IS = "&Everything, to one folder\N{HORIZONTAL ELLIPSIS}"
NO_LIST = "There is no list to export on this page. Settings exports each list, and everything at once."
LIST_KINDS = "Excel workbook (*.xlsx);;CSV, for any spreadsheet (*.csv)"
CALENDAR_KINDS = "Calendar file (*.ics)"
CALENDAR_NAME = "CharityDesk dates.ics"
WHOLE_WORDS = (
    "Every table as CSV with money in pounds, the same once more as one JSON file, every file you attached, every"
    " letter as it was sent, and a page that says what is what. CharityDesk can read it all back."
)
WHOLE_BEWARE = "It holds what people are paid, too: keep the folder as you keep the payroll."
LIST_WORDS = (
    "The whole list as an Excel workbook or as CSV, money in pounds. Contracts, bids, obligations, commissioners and"
    " time can be imported from it again. Each room exports its own list too, all of it or what its filter shows."
)
CALENDAR_WORDS = (
    "Closing times, days to say no, what falls due, and clocks, with their reminders. Outlook, Google Calendar and"
    " Apple Calendar open the file; opening a newer one brings the entries up to date instead of doubling them."
)
FOLLOWS_WORDS = (
    "CharityDesk can write the file anew by itself whenever a date changes. Put it where your calendar or your"
    " colleagues look, such as a shared folder."
)


@dataclass(frozen=True, slots=True)
class ListOffer:
    """A list as it can go out.

    Args:
        kind: The list's name.
        title: What it is called.
        words: The menu's line.
        ids: The rows wanted, or what returns them in a worker; None for the whole list.
    """

    kind: str
    title: str
    words: str
    ids: Rows | None = None


def whole_list(titles: Mapping[str, str], kind: str, count: int | None = None) -> ListOffer:
    """Return the offer of every row of a list.

    Args:
        titles: What each list is called.
        kind: Which one.
        count: How many rows there are, where that is known.
    """
    title = titles[kind]
    number = "" if count is None else f" ({count:,})"
    return ListOffer(kind, title, f"All {_small(title)}{number}\N{HORIZONTAL ELLIPSIS}")


def list_offers(titles: Mapping[str, str], kind: str, total: int, shown: int, ids: Rows) -> tuple[ListOffer, ...]:
    """Return the offers of a list with a filter: what it shows, where that is less than all, and all.

    Args:
        titles: What each list is called.
        kind: Which one.
        total: How many rows there are.
        shown: How many the filter shows.
        ids: The rows shown, in the order shown, or what returns them in a worker.
    """
    every = whole_list(titles, kind, total)
    if not 0 < shown < total:
        return (every,)
    words = f"Only the {_small(every.title)} shown ({shown:,})\N{HORIZONTAL ELLIPSIS}"
    return every, ListOffer(kind, every.title, words, ids)


def week_offer(titles: Mapping[str, str], person: str, monday: date, ids: Callable[[], Sequence[int]]) -> ListOffer:
    """Return the offer of somebody's time in one week.

    Args:
        titles: What each list is called.
        person: Whose time.
        monday: The week's first day.
        ids: Returns the entries, in a worker.
    """
    words = f"Only the week of {date_words(monday)}, {person}\N{HORIZONTAL ELLIPSIS}".replace("&", "&&")
    return ListOffer("time", titles["time"], words, ids)


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def list_written(title: str, count: int, target: Path) -> str:
    """Return what is said once a list was written."""
    return f"{title}: {counted(count, 'row')} written to {target.name} in {target.parent}."


def calendar_written(done: CalendarWritten) -> str:
    """Return what is said once a calendar file was written."""
    where = f"{done.target.name} in {done.target.parent}"
    if not done.written:
        return f"{where} was up to date already, with {counted(done.entries, 'date')}."
    return f"{counted(done.entries, 'date')} written to {where}. Open the file in your calendar."


def whole_written(done: Exported) -> str:
    """Return what is said once everything was written."""
    said = f"{counted(done.records, 'record')} and {counted(done.files, 'file')} are in {done.folder}."
    if not done.written:
        said += " All of it was there already, just so."
    return f"{said} Open index.html there to see what is what."


def whole_missing(done: Exported) -> str:
    """Return which files are not as they were recorded, or an empty string."""
    if not done.missing:
        return ""
    names = "\n".join(done.missing)
    return f"These files are recorded, but are gone or were changed outside CharityDesk:\n{names}"


def kept_facts(kept: CalendarKept) -> list[tuple[str, str]]:
    """Return what is known of the calendar file that follows every change."""
    written = moment_words(in_uk(kept.written_at)) if kept.written_at is not None else "Not yet"
    return [("File", str(kept.target)), ("Last written", written)]


def kept_trouble(kept: CalendarKept) -> str:
    """Return why the calendar file is not up to date, or an empty string."""
    if kept.target is None:
        return ""
    if kept.trouble:
        return f"{kept.trouble} What changed since is not in it. It is tried again after the next change."
    if not kept.is_there:
        return f"{kept.target.name} is no longer in {kept.target.parent}. It is written again after the next change."
    return ""


def kept_summary(kept: CalendarKept) -> str:
    """Return how the calendar file stands, in a few words."""
    if kept.target is None:
        return "Not kept up to date"
    return f"{kept.target.name} \N{MIDDLE DOT} could not be written" if kept.trouble else kept.target.name
