"""The date by which a letter asks for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Nation
from charitydesk.domain.charity import Charity
from charitydesk.domain.letter_context import build_context
from charitydesk.domain.letter_kinds import holds

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.letter_kinds import LetterKind
    from charitydesk.domain.letters import LetterOptions
    from charitydesk.domain.notices import NoticeFacts
    from charitydesk.services.clocks import ClockService


def reply_date(kind: LetterKind, facts: NoticeFacts, options: LetterOptions, clocks: ClockService) -> date | None:
    """Return the civil date by which an answer is asked: the law's where it sets one, else a fair number of days.

    Args:
        kind: The kind of letter; it names its rules and its working days.
        facts: The notice's facts.
        options: The letter's options; its date is taken as the day it arrives.
        clocks: Works out deadlines and working days.
    """
    nation = facts.body.nation or Nation.ENGLAND
    flags = build_context(facts, Charity(), (), options).flags
    for conditions, rule in kind.reply_rules:
        if holds(conditions, flags):
            return clocks.work_out(rule, options.date, nation).deadline
    if not kind.reply_working_days:
        return None
    return clocks.calendar(nation).add_working_days(options.date, kind.reply_working_days)
