"""What a figure of the ledger is made of: which entries and bills belong to it, and what may be told of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from charitydesk.domain.activities import Activity, bid_purpose
from charitydesk.domain.timelog import NO_SUBJECT, Subject
from charitydesk.domain.wording import date_words
from charitydesk.i18n import counted
from charitydesk.presentation.time_words import entry_detail, entry_length, entry_title
from charitydesk.services.time_log import subject_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.costs import SubjectInfo
    from charitydesk.domain.ids import PersonId
    from charitydesk.presentation.cost_ledger import Opened
    from charitydesk.services.bills import BiddingCostRecord, BillService
    from charitydesk.services.people import PeopleService
    from charitydesk.services.time_log import TimeEntryLine, TimeLogService

    class HasEntries(Protocol):
        """Whatever carries people, their time and bills."""

        @property
        def people(self) -> PeopleService:
            """Knows people."""
            ...

        @property
        def time(self) -> TimeLogService:
            """Knows their time."""
            ...

        @property
        def bills(self) -> BillService:
            """Knows bills."""
            ...


MOST_SHOWN = 200
"""Entries listed under a figure, the latest first."""

HIDDEN_LENGTH = "In the finance view"
_PAGE, _MOST_PAGES = 500, 40


@dataclass(frozen=True, slots=True)
class Found:
    """What a figure is made of, as kept.

    Args:
        entries: The latest first, at most `MOST_SHOWN`.
        more: Whether there are more.
        bills: Other costs.
        roles: Each person's role, empty where none is named.
    """

    entries: tuple[TimeEntryLine, ...]
    more: bool
    bills: tuple[BiddingCostRecord, ...]
    roles: dict[PersonId, str]


def find_entries(services: HasEntries, opened: Opened) -> Found:
    """Return the entries and bills of a figure.

    Args:
        services: The services of the open data folder.
        opened: The figure.
    """
    infos = {info.subject: info for info in services.time.subjects()}
    held, people = services.people.roles(), services.people.people()
    titles = {role.id: role.title for role in held}
    roles = {one.id: titles.get(one.role_id, "") if one.role_id else "" for one in people}
    front = {role.id for role in held if role.front_line}
    only = {one.id for one in people if one.role_id in front} if opened.front_line else None
    asked, activities = opened.asked, activities_of(opened)
    found: list[TimeEntryLine] = []
    more = False
    for subject in subjects_of(opened) or (None,):
        for page in range(_MOST_PAGES):
            lines = services.time.list(
                subject=subject,
                first=asked.first,
                last=asked.last,
                activities=activities,
                offset=page * _PAGE,
                limit=_PAGE,
            )
            found += [
                line
                for line in lines
                if belongs(subject_of(line), line.activity, opened, infos) and (only is None or line.person_id in only)
            ]
            if len(lines) < _PAGE:
                break
            if len(found) > MOST_SHOWN:
                more = True
                break
    found.sort(key=lambda line: (line.day, line.id), reverse=True)
    more = more or len(found) > MOST_SHOWN
    bills = () if opened.front_line else bills_of(services.bills.costs(), opened, infos)
    return Found(tuple(found[:MOST_SHOWN]), more, bills, roles)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry under a figure.

    Args:
        line: The entry.
        who: A role; the person's name in the finance view.
        length: How long; withheld outside the finance view where one person alone stands behind the figure or the role.
    """

    line: TimeEntryLine
    who: str
    length: str

    @property
    def title(self) -> str:
        """What it hangs on."""
        return entry_title(self.line)

    @property
    def detail(self) -> str:
        """What was done, and the note."""
        return entry_detail(self.line)

    @property
    def sentence(self) -> str:
        """The whole as it is spoken."""
        length = "" if self.length == HIDDEN_LENGTH else f", {self.length}"
        return f"{date_words(self.line.day)}, {self.title}, {self.detail}, {self.who}{length}"


def activities_of(opened: Opened) -> frozenset[Activity]:
    """Return the activities that may belong to a figure, for asking the store."""
    wanted = frozenset(
        activity
        for activity in Activity
        if {bid_purpose(activity, rebid=False), bid_purpose(activity, rebid=True)} & opened.asked.purposes
    )
    return wanted & opened.activities if opened.activities else wanted


def subjects_of(opened: Opened) -> tuple[Subject, ...] | None:
    """Return the subjects a figure is about, or None for any."""
    if opened.asked.subject is not None:
        return (opened.asked.subject,)
    if opened.subjects is None:
        return None
    return tuple(info.subject for info in opened.subjects) or (NO_SUBJECT,)


def belongs(subject: Subject, activity: Activity, opened: Opened, infos: Mapping[Subject, SubjectInfo]) -> bool:
    """Return whether time or a bill on a subject belongs to a figure; the dates are for the caller."""
    info, asked = infos.get(subject), opened.asked
    purpose = bid_purpose(activity, rebid=info.rebid if info is not None else False)
    if purpose not in asked.purposes or (opened.activities and activity not in opened.activities):
        return False
    if asked.commissioner and (info is None or info.commissioner.casefold() != asked.commissioner.casefold()):
        return False
    only = subjects_of(opened)
    return only is None or subject in only


def bills_of(
    bills: Sequence[BiddingCostRecord], opened: Opened, infos: Mapping[Subject, SubjectInfo]
) -> tuple[BiddingCostRecord, ...]:
    """Return the bills that belong to a figure."""
    first, last = opened.asked.first, opened.asked.last
    return tuple(
        bill
        for bill in bills
        if (first is None or bill.on_date >= first)
        and (last is None or bill.on_date <= last)
        and belongs(subject_of(bill), bill.activity, opened, infos)
    )


def entry_rows(
    lines: Sequence[TimeEntryLine], roles: Mapping[PersonId, str], opened: Opened, *, finance: bool
) -> list[EntryRow]:
    """Return entries as they may be told.

    Args:
        lines: The entries.
        roles: Each person's role.
        opened: The figure they belong to.
        finance: Whether the finance view is open.
    """
    whole = opened.banded or (opened.figure.one_person and not opened.front_line)
    held = Counter(roles.values())
    return [
        EntryRow(
            line,
            line.person if finance else roles.get(line.person_id, "") or "No role named",
            HIDDEN_LENGTH
            if not finance and (whole or held[roles.get(line.person_id, "")] == 1)
            else entry_length(line),
        )
        for line in lines
    ]


def shown_words(shown: int, *, more: bool) -> str:
    """Return how many entries are listed."""
    return (
        f"The latest {counted(shown, 'entry', 'entries')}; there are more."
        if more
        else counted(shown, "entry", "entries")
    )
