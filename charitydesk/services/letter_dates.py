"""The date by which a letter asks for an answer, and the clock that sending it starts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Nation
from charitydesk.domain.letter_context import context_flags
from charitydesk.domain.letter_kinds import holds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charitydesk.domain.deadline import Deadline
    from charitydesk.domain.letter_kinds import LetterKind
    from charitydesk.domain.letters import LetterOptions
    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.services.clocks import ClockService
    from charitydesk.services.letters import LetterView


def reply_date(kind: LetterKind, facts: NoticeFacts, options: LetterOptions, clocks: ClockService) -> date | None:
    """Return the civil date by which an answer is asked: the law's where it sets one, else a fair number of days.

    Args:
        kind: The kind of letter; it names its rules and its working days.
        facts: The notice's facts.
        options: The letter's options; its date is taken as the day it arrives.
        clocks: Works out deadlines and working days.
    """
    rule = reply_rule(kind, facts, options)
    nation = facts.body.nation or Nation.ENGLAND
    if rule is not None:
        return clocks.work_out(rule, options.date, nation).deadline
    if not kind.reply_working_days:
        return None
    return clocks.calendar(nation).add_working_days(options.date, kind.reply_working_days)


def reply_rule(kind: LetterKind, facts: NoticeFacts, options: LetterOptions) -> str | None:
    """Return the rule by which the law sets the day of the answer, or None where only the letter asks for one.

    Args:
        kind: The kind of letter.
        facts: The notice's facts.
        options: The letter's options.
    """
    flags = context_flags(facts, (), options)
    return next((rule for conditions, rule in kind.reply_rules if holds(conditions, flags)), None)


def reply_moved(
    kind: LetterKind, facts: NoticeFacts, before: LetterOptions, after: LetterOptions, clocks: ClockService
) -> LetterOptions:
    """Return a letter's changed options, the day of the answer moved with its date where it was worked out from it.

    Args:
        kind: The kind of letter.
        facts: The notice's facts.
        before: The options as they were.
        after: As changed.
        clocks: Works out deadlines and working days.
    """
    by_hand = after.reply_by != before.reply_by or before.reply_by != reply_date(kind, facts, before, clocks)
    if by_hand or after.date == before.date:
        return after
    return replace(after, reply_by=reply_date(kind, facts, after, clocks))


def reply_clock(
    view: LetterView, sent_on: date, reply_by: date, clocks: ClockService
) -> tuple[Deadline, Mapping[str, str], str]:
    """Return the clock that sending a letter starts, what its rule was told, and why it runs.

    Args:
        view: The letter.
        sent_on: Civil date on which it went.
        reply_by: Civil date by which it asks for an answer; the law's day is taken where that is later, as it is when a
            letter goes out some days after its date.
        clocks: Works out deadlines.
    """
    nation = view.case.facts.body.nation
    rule = reply_rule(view.kind, view.case.facts, view.draft.options)
    by_law = None if rule is None else clocks.work_out(rule, sent_on, nation)
    if by_law is not None and by_law.deadline >= reply_by:
        return by_law, {}, "The day by which the law asks for the answer, if your letter came the day it went."
    told = {"period": f"{max((reply_by - sent_on).days, 1)} days"}
    asked = clocks.work_out("LETTER_REPLY", sent_on, nation, told)
    return replace(asked, deadline=reply_by, last_safe_day=reply_by), told, "The date your letter asked for."
