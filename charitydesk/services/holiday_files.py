"""Reading bank holidays: the packaged list, a newer one the user was given, and the copy kept of it.

Two shapes of the official list are known: the one offered for download (a mapping of the three divisions, each with
`events`, dates as 2026-12-25) and the one in the publisher's own sources (`divisions` by year, dates as 25/12/2026).
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, cast

from charitydesk import resources
from charitydesk.domain.calendars import HolidayBook
from charitydesk.domain.holiday_rules import Division, Holiday
from charitydesk.errors import BadInputError
from charitydesk.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

HOLIDAY_FILE = "register/holidays.json"
_LARGEST = 2_000_000
"""Bytes: the official list is some 50 kB."""
_FEWEST = 6
"""A year with fewer holidays than this was cut short."""
_LONGEST_NAME = 120
_KEY = re.compile(r"bank_holidays\.(\w+)")
_NAMES = {
    "new_year": "New Year's Day",
    "2nd_january": "2nd January",
    "early_may": "Early May bank holiday",
    "early_may_ve": "Early May bank holiday (VE Day)",
    "spring": "Spring bank holiday",
    "summer": "Summer bank holiday",
    "late_august": "Summer bank holiday",
    "st_andrew": "St Andrew's Day",
    "st_patrick": "St Patrick's Day",
    "battle_boyne": "Battle of the Boyne (Orangemen's Day)",
    "christmas": "Christmas Day",
    "queen_platinum": "Platinum Jubilee bank holiday",
    "queens_bank_holiday": "State funeral of Queen Elizabeth II",
    "kings_coronation": "Coronation of King Charles III",
    "world_cup": "World Cup bank holiday",
}


class HolidayFileError(BadInputError):
    """A file given as a list of bank holidays cannot be used as one."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(
            f"{name} cannot be used as bank holidays: {problem}.",
            "Use the file of bank holidays that GOV.UK offers (JSON), unchanged.",
        )


@cache
def packaged_book() -> HolidayBook:
    """Return the bank holidays that came with the program."""
    return _read_own("the packaged list", json.loads(resources.read_text(HOLIDAY_FILE)))


def load_book(kept: Path | None = None) -> HolidayBook:
    """Return the bank holidays in use: the packaged ones, and over them the newer list the user gave.

    Args:
        kept: Where `keep_newer_list` put the user's list; None or a missing file for none.

    Raises:
        BadInputError: The kept list is damaged, or older than the packaged one.
    """
    if kept is None or not kept.is_file():
        return packaged_book()
    return packaged_book().replaced_by(_read_own(kept.name, _parse(kept)))


def read_official_list(source: Path, obtained_on: date) -> HolidayBook:
    """Return the bank holidays of an official file.

    Args:
        source: The file as downloaded.
        obtained_on: Civil date taken as date of issue when the file names none.

    Raises:
        BadInputError: The file cannot be read or is no whole list of the three divisions.
    """
    name = source.name
    document = _mapping(name, _parse(source), "it is not laid out as the official list")
    holidays: dict[Division, tuple[Holiday, ...]] = {}
    nested = document.get("divisions")
    divisions = _mapping(name, nested, "it is not laid out as the official list") if nested else document
    for division in Division:
        found = divisions.get(division.value) or divisions.get(f"common.nations.{division.value}_slug")
        if not isinstance(found, dict):
            raise HolidayFileError(name, f"{division.label} is missing")
        events = _events(cast("dict[object, object]", found))
        holidays[division] = tuple(_read_event(name, event) for event in events)
    issued = _read_day(document.get("last_updated")) or obtained_on
    return _checked(name, issued, f"Bank holidays published by GOV.UK, list given by the user: {name}", holidays)


def keep_newer_list(source: Path, target: Path, obtained_on: date) -> HolidayBook:
    """Check an official file and keep its dates for good; nothing is written unless it can be used.

    Args:
        source: The file as downloaded.
        target: Where the program keeps it, in the user's data folder.
        obtained_on: Civil date.

    Returns:
        The bank holidays now in use.

    Raises:
        BadInputError: As for `read_official_list`, or the list ends before the packaged one.
        UserFacingError: The copy cannot be written.
    """
    newer = read_official_list(source, obtained_on)
    in_use = packaged_book().replaced_by(newer)
    write_atomically(target, _own_json(newer).encode())
    return in_use


def _parse(source: Path) -> object:
    try:
        if source.stat().st_size > _LARGEST:
            raise HolidayFileError(source.name, "it is far larger than such a list")
        return json.loads(source.read_bytes().decode("utf-8-sig"))
    except OSError as problem:
        raise HolidayFileError(source.name, "it cannot be opened") from problem
    except (ValueError, RecursionError) as problem:
        raise HolidayFileError(source.name, "it is not JSON") from problem


def _mapping(name: str, value: object, problem: str) -> dict[object, object]:
    if not isinstance(value, dict):
        raise HolidayFileError(name, problem)
    return cast("dict[object, object]", value)


def _events(division: dict[object, object]) -> list[object]:
    """Return a division's events, in either shape of the official list."""
    years = [value for key, value in division.items() if str(key).isdigit() or key == "events"]
    return [event for year in years if isinstance(year, list) for event in cast("list[object]", year)]


def _read_event(name: str, event: object) -> Holiday:
    entry = _mapping(name, event, "an entry is not a holiday")
    title, notes = entry.get("title"), entry.get("notes") or ""
    day = _read_day(entry.get("date"))
    if day is None:
        raise HolidayFileError(name, f"“{str(entry.get('date'))[:40]}” is not a date")
    if not isinstance(title, str) or not title.strip() or len(title) > _LONGEST_NAME or not title.isprintable():
        raise HolidayFileError(name, f"the holiday on {day.isoformat()} has no name")
    return Holiday(day, _plain_name(title.strip()), substitute="substitute" in str(notes).lower())


def _plain_name(title: str) -> str:
    found = _KEY.fullmatch(title)
    if found is None:
        return title.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _NAMES.get(found[1]) or found[1].replace("_", " ").title()


def _read_day(value: object) -> date | None:
    # strptime alone would take 2026-1-1 and years such as 0001, which the official list never holds.
    if not isinstance(value, str) or len(value) != 10:
        return None
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, shape).date()  # noqa: DTZ007 - a civil date
        except ValueError:
            continue
    return None


def _checked(name: str, issued: date, source: str, holidays: dict[Division, tuple[Holiday, ...]]) -> HolidayBook:
    """Return the book, refusing one that was cut short or in which the divisions cover different years."""
    covered: dict[Division, list[int]] = {}
    for division, entries in holidays.items():
        days = [holiday.day for holiday in entries]
        if len(set(days)) != len(days):
            raise HolidayFileError(name, f"{division.label} names a day twice")
        by_year = {day.year: [d for d in days if d.year == day.year] for day in days}
        for year, in_year in sorted(by_year.items()):
            if len(in_year) < _FEWEST or max(in_year) < date(year, 12, 26):
                raise HolidayFileError(name, f"{year} is not complete for {division.label}")
        covered[division] = sorted(by_year)
    years = covered[Division.ENGLAND_AND_WALES]
    if not years or years != list(range(years[0], years[-1] + 1)):
        raise HolidayFileError(name, "it has a gap between years" if years else "it holds no holidays")
    if any(other != years for other in covered.values()):
        raise HolidayFileError(name, "the three divisions do not cover the same years")
    ordered = {division: tuple(sorted(entries, key=lambda h: h.day)) for division, entries in holidays.items()}
    return HolidayBook(issued, source, years[0], years[-1], ordered)


def _own_json(book: HolidayBook) -> str:
    divisions = {
        division.value: [
            {"date": h.day.isoformat(), "name": h.name} | ({"substitute": True} if h.substitute else {})
            for h in entries
        ]
        for division, entries in book.holidays.items()
    }
    whole = {
        "format": 1,
        "issued": book.issued.isoformat(),
        "source": book.source,
        "first_year": book.first_year,
        "last_year": book.last_year,
        "divisions": divisions,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _read_own(name: str, value: object) -> HolidayBook:
    """Return the book of a file in the program's own format."""
    document = _mapping(name, value, "it is damaged")
    divisions = _mapping(name, document.get("divisions"), "it is damaged")
    issued, source = _read_day(document.get("issued")), document.get("source")
    if document.get("format") != 1 or issued is None or not isinstance(source, str):
        raise HolidayFileError(name, "it is damaged or of a newer version")
    holidays: dict[Division, tuple[Holiday, ...]] = {}
    for division in Division:
        entries = divisions.get(division.value)
        if not isinstance(entries, list):
            raise HolidayFileError(name, f"{division.label} is missing")
        holidays[division] = tuple(_read_own_entry(name, entry) for entry in cast("list[object]", entries))
    book = _checked(name, issued, source, holidays)
    if (document.get("first_year"), document.get("last_year")) != (book.first_year, book.last_year):
        raise HolidayFileError(name, "its years are not the ones it states")
    return book


def _read_own_entry(name: str, value: object) -> Holiday:
    entry = _mapping(name, value, "an entry is not a holiday")
    event = {
        "date": entry.get("date"),
        "title": entry.get("name"),
        "notes": "substitute" * bool(entry.get("substitute")),
    }
    return _read_event(name, event)
