"""What a cell of somebody's spreadsheet means: United Kingdom dates, times, money, percentages, yes and no.

A reader takes a cell as a spreadsheet or a text file gives it and returns the value, or raises `NotReadError` with the
reason alone; whoever calls it knows the row and the column. Empty cells never reach a reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from charitydesk.domain.facts_form import LONGEST_TEXT, parse_uk_date
from charitydesk.domain.money import Pence, round_pence
from charitydesk.domain.periods import EARLIEST, LATEST, parse_period
from charitydesk.domain.plain_text import LINE_BREAKS, refused_mark
from charitydesk.errors import BadInputError

MOST_PENCE = 10**14
"""A million million pounds: no charity's contract, and well inside what a database keeps exactly."""

_LONGEST_EMPTY = 16
_SHEET_DAYS = range(20_000, 80_000)
_SHEET_ZERO = date(1899, 12, 30)
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$")
_TIME = re.compile(
    r"^(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?m\.?)?$",
    re.IGNORECASE,
)
_NAMED_TIMES = dict.fromkeys(("noon", "midday", "12 noon", "12noon", "12 midday"), time(12)) | dict.fromkeys(
    ("midnight", "12 midnight"), time(0)
)
_FOUR_FIGURES = re.compile(r"^([01]\d|2[0-3])([0-5]\d)(?:\s*(?:hrs|hours|h))?$", re.IGNORECASE)
_OFFSET = re.compile(r"\s*(Z|UTC|GMT|BST|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$", re.IGNORECASE)
_OFFSETS = {"z": "Z", "utc": "Z", "gmt": "+00:00", "bst": "+01:00"}
_ISO_MOMENT = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?$", re.IGNORECASE)
_AT = re.compile(r"\s*(?:,|@|\bat\b|\bby\b|\bT\b)\s*|\s+", re.IGNORECASE)
_MONEY = re.compile(
    r"^(?P<sign>-?)\s*(?P<figures>\d{1,3}(?:[, ]\d{3})+|\d+)(?P<part>\.\d+)?\s*(?P<times>k|m|mn|million|thousand)?$",
    re.IGNORECASE,
)
_MONEY_NOISE = re.compile(r"gbp|£|\b(?:per annum|p\.?a\.?|per year|a year|pounds?)(?!\w)", re.IGNORECASE)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000}
_YES = frozenset({"y", "yes", "true", "t", "1", "x", "✓", "✔", "ie", "done", "on"})
_NO = frozenset({"n", "no", "false", "f", "0", "✗", "✘", "na", "nage", "off"})
_DASHES = ("-", "\u2013", "\u2014")
EMPTY = frozenset({"", *_DASHES, "n/a", "#n/a", "tbc", "tba", "?", "none", "null", "nil", "unknown", "not known"})
"""What a cell says that says nothing, in small letters."""


class NotReadError(ValueError):
    """A cell cannot be read; the words are the reason alone, such as `not understood`."""


@dataclass(frozen=True, slots=True)
class GivenMoment:
    """A date, with a time of day and an offset where they were given, exactly as given.

    Args:
        day: Civil date.
        at: Time of day; None when only a date was given.
        offset: `Z`, `+01:00` and the like; empty when none was given.
    """

    day: date
    at: time | None = None
    offset: str = ""

    @property
    def text(self) -> str:
        """The moment in one line, for example `2026-03-07T13:00+00:00`."""
        return self.day.isoformat() if self.at is None else f"{self.day.isoformat()}T{self.at.isoformat()}{self.offset}"


def is_empty(cell: object) -> bool:
    """Return whether a cell says nothing: blank, a dash, `n/a`, `TBC`."""
    if isinstance(cell, str):
        return (len(cell) < _LONGEST_EMPTY and cell.strip().casefold() in EMPTY) or cell.isspace()
    return cell is None


def read_text(cell: object) -> str:
    """Return a cell as text, line breaks as one kind, without the mark that keeps a spreadsheet from calculating.

    Raises:
        NotReadError: Too long to be kept, or it holds a character no page can show.
    """
    text = _as_text(cell)
    if len(text) > LONGEST_TEXT:
        raise NotReadError(f"too long: {len(text):,} characters, at most {LONGEST_TEXT:,} can be kept")
    if text.isprintable():
        return _unmarked(text.strip())
    text = LINE_BREAKS.sub("\n", text).replace("\xa0", " ").replace("\ufeff", "")
    if mark := refused_mark(text):
        raise NotReadError(f"holds a control character or mark that cannot be printed ({mark})")
    return _unmarked(text.strip())


def _unmarked(text: str) -> str:
    """Take off the apostrophe our own tables put before what a spreadsheet would run as a formula."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t" else text


def _as_text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ")
    return str(cell)


def read_date(cell: object) -> date:
    """Return a civil date: day before month, two-figure years from 1970 to 2069, or a spreadsheet's day number.

    Raises:
        NotReadError: It is no date from 1900 to 2199.
    """
    if isinstance(cell, datetime):
        return _in_range(cell.date())
    if isinstance(cell, date):
        return _in_range(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _sheet_date(float(cell))
    text = " ".join(str(cell).split())
    if len(text) > 60:
        raise NotReadError("not understood")
    found = _date_of(text)
    if found is None and (split := _ISO_MOMENT.match(_OFFSET.sub("", text))):
        found = _date_of(split[1])
    if found is None and text.isascii() and text.isdigit() and len(text) == 5:
        return _sheet_date(float(text))
    if found is None and (midnight := re.match(r"^(\S+) 00:00(?::00)?$", text)):
        found = _date_of(midnight[1])
    if found is None:
        raise NotReadError("not understood")
    return found


def _date_of(text: str) -> date | None:
    if found := parse_uk_date(text):
        # Registers tell of the past: 85 is 1985 there.
        is_past = found.year >= 2070 and str(found.year) not in text
        return found.replace(year=found.year - 100) if is_past else found
    if year_first := _YEAR_FIRST.match(text):
        return parse_uk_date("-".join(year_first.groups()))
    return None


def _in_range(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise NotReadError(f"outside the years {EARLIEST.year} to {LATEST.year}")
    return day


def _sheet_date(number: float) -> date:
    if not number.is_integer() or int(number) not in _SHEET_DAYS:
        raise NotReadError("not understood")
    return _SHEET_ZERO + timedelta(days=int(number))


def read_time(cell: object) -> time:
    """Return a time of day: `17:30`, `5.30pm`, `1730`, `noon`, or a part of a day as spreadsheets keep it.

    Raises:
        NotReadError: It is no time of day.
    """
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, float) and 0 <= cell < 1:
        seconds = round(cell * 86_400)
        return time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
    text = " ".join(str(cell).split()).casefold()
    if text in _NAMED_TIMES:
        return _NAMED_TIMES[text]
    if found := _FOUR_FIGURES.match(text):
        return time(int(found[1]), int(found[2]))
    if (found := _TIME.match(text)) and (told := _clock_time(found)):
        return told
    raise NotReadError("not understood")


def _clock_time(found: re.Match[str]) -> time | None:
    """Return a time told in hours, minutes and half of the day; a bare number is none."""
    hour, half = int(found["hour"]), (found["half"] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    if not half and found["minute"] is None:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return None


def read_moment(cell: object) -> GivenMoment:
    """Return a date with the time of day and the offset that were given with it, if any.

    Raises:
        NotReadError: It is neither a date nor a date with a time.

    Example:
        >>> read_moment("Fri 27 Nov 2026 at 12 noon").text, read_moment("2026-07-01T17:00:00+01:00").text
        ('2026-11-27T12:00:00', '2026-07-01T17:00:00+01:00')
    """
    if isinstance(cell, datetime):
        given = GivenMoment(_in_range(cell.date()), cell.time().replace(microsecond=0), _offset_of(cell))
        return GivenMoment(given.day) if given.at == time(0) and not given.offset else given
    if not isinstance(cell, str):
        return GivenMoment(read_date(cell))
    text = " ".join(cell.split())
    if len(text) > 80:
        raise NotReadError("not understood")
    try:
        return GivenMoment(read_date(text)) if not _ISO_MOMENT.match(_OFFSET.sub("", text)) else _iso(text)
    except NotReadError:
        return _split_moment(text)


def _offset_of(moment: datetime) -> str:
    return moment.isoformat()[-6:] if moment.tzinfo is not None else ""


def _iso(text: str) -> GivenMoment:
    offset = _OFFSET.search(text)
    found = _ISO_MOMENT.match(_OFFSET.sub("", text))
    if found is None:
        raise NotReadError("not understood")
    return GivenMoment(read_date(found[1]), read_time(found[2]), _plain_offset(offset))


def _plain_offset(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    word = found[1]
    return _OFFSETS.get(word.casefold(), word if ":" in word else f"{word[:3]}:{word[3:]}")


def _split_moment(text: str) -> GivenMoment:
    """Try every place where a date may end and a time begin, or the other way round."""
    offset = _OFFSET.search(text)
    if offset is not None and not offset[1][0].isalpha() and ":" not in text[: offset.start()]:
        offset = None  # the `-2026` of a date with dashes
    plain = text if offset is None else text[: offset.start()]
    for gap in _AT.finditer(plain):
        for day, at in ((plain[: gap.start()], plain[gap.end() :]), (plain[gap.end() :], plain[: gap.start()])):
            try:
                return GivenMoment(read_date(day), read_time(at), _plain_offset(offset))
            except NotReadError:
                continue
    raise NotReadError("not understood")


def read_money(cell: object) -> Pence:
    """Return pence for an amount in pounds: `£12,430.50`, `12k`, `1.2m`, `(500)`, `GBP 1200 p.a.`.

    Raises:
        NotReadError: It is no amount, is in another currency, or is absurdly large.
    """
    if isinstance(cell, bool | date | time):
        raise NotReadError("not understood")
    if isinstance(cell, int | float | Decimal):
        return _pence(Decimal(str(cell)))
    text = " ".join(str(cell).replace("\xa0", " ").replace("−", "-").split())  # noqa: RUF001 - the real minus sign
    if any(sign in text for sign in "$€¥"):
        raise NotReadError("not in pounds")
    bracketed = text.startswith("(") and text.endswith(")")
    if "vat" in text.casefold():
        raise NotReadError("says something of VAT, give the amount alone")
    bare = _MONEY_NOISE.sub("", text.strip("()") if bracketed else text)
    found = _MONEY.match(bare.strip()) if len(text) <= 60 else None
    if found is None:
        raise NotReadError("not understood")
    amount = Decimal(found["figures"].replace(",", "").replace(" ", "") + (found["part"] or ""))
    amount *= _TIMES.get((found["times"] or "").casefold(), 1)
    return _pence(-amount if bracketed or found["sign"] else amount)


def _pence(amount: Decimal) -> Pence:
    if not amount.is_finite() or abs(amount) * 100 > MOST_PENCE:
        raise NotReadError("too large to be an amount of money")
    return round_pence(amount * 100)


def read_percentage(cell: object) -> Decimal:
    """Return per cent: `3%` and `3` are three; a spreadsheet's number below one is a share, so 0.03 is three.

    Raises:
        NotReadError: It is no percentage from -1000 to 1000.
    """
    if isinstance(cell, bool | date | time):
        raise NotReadError("not understood")
    try:
        if isinstance(cell, int | float):
            number = Decimal(str(cell))
            share = isinstance(cell, float) and abs(cell) < 1
            return _percent(number * 100 if share else number)
        text = re.sub(r"\s*(?:%|per ?cent|percent|pc)\s*$", "", str(cell).strip(), flags=re.IGNORECASE)
        if len(text) > 20 or not text.isascii():
            raise NotReadError("not understood")
        return _percent(Decimal(text))
    except InvalidOperation:
        raise NotReadError("not understood") from None


def _percent(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number) > 1000:
        raise NotReadError("not a percentage")
    return number.normalize() + Decimal(0)


def read_yes_no(cell: object) -> bool:
    """Return yes or no.

    Raises:
        NotReadError: It is neither.
    """
    if isinstance(cell, bool):
        return cell
    word = _as_text(cell).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise NotReadError("neither yes nor no")


def read_whole(cell: object) -> int:
    """Return a whole number from 0 to 999,999,999.

    Raises:
        NotReadError: It is none.
    """
    text = _as_text(cell).replace(",", "").strip()
    if isinstance(cell, bool) or not text.isascii() or not text.isdigit() or len(text) > 9:
        raise NotReadError("not a whole number")
    return int(text)


def read_period(cell: object) -> str:
    """Return a period in its own words, for example `3 months`.

    Raises:
        NotReadError: It is none.
    """
    try:
        return parse_period(" ".join(_as_text(cell).split())).words
    except BadInputError:
        raise NotReadError("not a period such as `3 months`") from None


def read_days(cell: object) -> int:
    """Return a number of days: `30`, `30 days`, `net 30`.

    Raises:
        NotReadError: It is none.
    """
    text = re.sub(r"^(?:net|within)\s+|\s*(?:calendar\s+)?days?$", "", _as_text(cell).strip().casefold())
    return read_whole(text)
