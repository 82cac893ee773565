"""Deadlines as an iCalendar file (RFC 5545): what a calendar has read before it brings up to date and never doubles."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charitydesk.domain.calendar_file import CalendarEntry

_MAKER = "-//CharityDesk//Deadlines//EN"


def calendar_bytes(entries: Iterable[CalendarEntry], name: str) -> bytes:
    """Return a calendar file; the same entries always give the same bytes.

    Args:
        entries: In the order in which they shall stand.
        name: What calendars call it.
    """
    from icalendar import Calendar  # noqa: PLC0415 - loaded when a calendar is written

    calendar: Any = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry))
    if any(isinstance(part.get("dtstart").dt, datetime) for part in calendar.walk("VEVENT")):
        # From the year UTC meets BST as they are now, to well past any contract.
        calendar.add_missing_timezones(first_date=date(2020, 1, 1), last_date=date(2060, 1, 1))
    return calendar.to_ical()


def _event(entry: CalendarEntry) -> Any:
    from icalendar import Alarm, Event  # noqa: PLC0415 - as above

    item, starts = entry.item, entry.item.local
    stamp = datetime.combine(entry.changed_on, time(), UTC)
    event: Any = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", item.title)
    event.add("dtstart", starts)
    if not isinstance(starts, datetime):
        event.add("dtend", starts + timedelta(days=1))  # the end is the first day no longer in it
    if item.details:
        event.add("description", item.details)
    if item.link:
        event.add("url", item.link)
    event.add("status", "CONFIRMED" if item.live else "CANCELLED")
    event.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    for trigger in item.triggers if item.live else ():
        alarm: Any = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", item.title)
        alarm.add("trigger", trigger)
        event.add_component(alarm)
    return event
