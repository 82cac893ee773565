"""Checks beyond a letter's own words: sources it left out, nobody's pay in it, and nothing hidden in its file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from charitydesk.domain.costs import half_up
from charitydesk.domain.letter_cites import left_out_checks
from charitydesk.domain.letter_file import file_checks
from charitydesk.domain.letter_pay import KnownPay, pay_checks, tells_money
from charitydesk.domain.money import Pence
from charitydesk.services.content_files import load_letters
from charitydesk.services.people import book_of

if TYPE_CHECKING:
    from charitydesk.domain.ids import PersonId
    from charitydesk.domain.letter_checks import Check
    from charitydesk.domain.letter_file import Hidden
    from charitydesk.domain.letters import Draft
    from charitydesk.services.desk import Desk
    from charitydesk.storage.unit_of_work import UnitOfWork

_MONTHS = 12
_MINUTES = 60


def safety_checks(desk: Desk, draft: Draft) -> tuple[Check, ...]:
    """Return which sources a letter left out, what it tells of anybody's pay, and what its file tells besides.

    Args:
        desk: The data folder.
        draft: The letter as drawn up, edits laid over.
    """
    words = load_letters().checks
    people = desk.database.remembered("pay", pay_on_record) if tells_money(draft) else ()
    found = (*(pay_checks(draft, people, words) if people else ()), *left_out_checks(draft, words))
    return (*found, *file_checks(letterhead_hides(desk), words))


def letterhead_hides(desk: Desk) -> frozenset[Hidden]:
    """Return what the file of the charity's own letterhead holds that its reader does not see.

    Args:
        desk: The data folder.
    """
    letterhead = desk.database.remembered("letterhead", lambda work: work.charity.load().letterhead_file)
    if not letterhead:
        return frozenset()
    from charitydesk.documents.hidden import hidden_in  # noqa: PLC0415 - only for a letterhead of one's own

    return hidden_in(desk.paths.data / letterhead)


def pay_on_record(work: UnitOfWork) -> tuple[KnownPay, ...]:
    """Return everybody's pay as a letter might print it, former rates among it.

    Args:
        work: A unit of work.
    """
    names = {person.id: person.name for person in work.people.all()}
    amounts: defaultdict[PersonId, set[Pence]] = defaultdict(set)
    for rate in work.rates.all():
        yearly, hourly = rate.salary, rate.hourly
        amounts[rate.person_id] |= {yearly, Pence(round(yearly / _MONTHS)), hourly}
    for step in book_of(work).steps if names else ():
        amounts[step.person] |= {half_up(step.direct * _MINUTES), half_up(step.full * _MINUTES)}
    return tuple(
        KnownPay(name, frozenset(pence for pence in amounts[person] if pence > 0)) for person, name in names.items()
    )
