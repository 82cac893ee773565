"""The words of bids on screen: stages, deadlines, the pipeline's cards, lines and the facts of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.award_clocks import is_event
from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer
from charitydesk.domain.closing import closing_in_full, closing_words
from charitydesk.domain.go_no_go import Verdict
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words
from charitydesk.i18n import counted
from charitydesk.presentation.badges import DONE, Badge, Shape, Tone, deadline_badge
from charitydesk.presentation.contract_words import NOT_KNOWN, YES_NO, money_words
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.notice_case import ClockShown, ClockSort
from charitydesk.presentation.notice_words import capital
from charitydesk.services.bids import BidFilter
from charitydesk.services.bids import closing_of as read_stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.domain.bids import WinRate
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.services.bids import BidLine, BidRecord, BidView
    from charitydesk.services.notices import ClockRecord

STAGES = {
    BidStage.SPOTTED: Badge("Spotted", Shape.RING, Tone.UNSURE),
    BidStage.DECIDING: Badge("Deciding", Shape.QUESTION, Tone.CAUTION),
    BidStage.DRAFTING: Badge("Drafting", Shape.HALF, Tone.ACCENT),
    BidStage.SUBMITTED: Badge("Submitted", Shape.DOT, Tone.ACCENT),
    BidStage.CLARIFICATION: Badge("Clarification", Shape.CLOCK, Tone.CAUTION),
    BidStage.WON: Badge("Won", Shape.TICK, Tone.GOOD),
    BidStage.LOST: Badge("Lost", Shape.CROSS, Tone.BAD),
    BidStage.WITHDRAWN: Badge("Withdrawn", Shape.DASH, Tone.UNSURE),
    BidStage.NOT_BID: Badge("Not bid", Shape.DASH, Tone.UNSURE),
}
OPEN_STAGES = tuple(stage for stage in BidStage if stage.is_open)
CLOSED_STAGES = tuple(stage for stage in BidStage if not stage.is_open)
VERDICTS = {
    Verdict.GO: Badge("Go", Shape.TICK, Tone.GOOD),
    Verdict.NO_GO: Badge("No go", Shape.CROSS, Tone.BAD),
    Verdict.NOT_YET: Badge("Not scored yet", Shape.QUESTION, Tone.UNSURE),
}
_NO_DEADLINE = Badge("No deadline yet", Shape.QUESTION, Tone.UNSURE)
_HANDED_IN = Badge("Handed in", Shape.TICK, Tone.ACCENT)


def deadline_words(bid: BidLine | BidRecord) -> str:
    """Return a bid's deadline with its time and, where it differs, the offset it was given in."""
    closing = read_stored(bid.deadline)
    return closing_words(closing) if closing else bid.deadline or NOT_KNOWN


def deadline_in_full(bid: BidLine | BidRecord) -> str:
    """Return a bid's deadline with its time and the offset it was given in, always."""
    closing = read_stored(bid.deadline)
    return closing_in_full(closing) if closing else bid.deadline or NOT_KNOWN


def deadline_first(bid: BidLine) -> str:
    """Return the deadline in United Kingdom time, for a table."""
    return deadline_words(bid).partition(" (")[0]


def deadline_given(bid: BidLine) -> str:
    """Return how the deadline was given, where that is another offset; empty otherwise."""
    _, bracket, given = deadline_words(bid).partition(" (")
    return given.removesuffix(")") if bracket else ""


def time_left(line: BidLine, today: date) -> Badge | None:
    """Return how much time is left to hand a bid in; None once it is in or decided."""
    return urgency(line, today) if line.stage.before_deadline else None


def time_left_words(line: BidLine, today: date) -> str:
    """Return the same in words."""
    badge = time_left(line, today)
    if badge is not None:
        return badge.word
    return "Handed in" if line.stage.is_open else "Decided"


def decided_on(line: BidLine) -> str:
    """Return when a bid was decided; empty before that."""
    return date_words(line.outcome_on) if line.outcome_on and not line.stage.is_open else ""


def urgency(line: BidLine, today: date) -> Badge:
    """Return how pressing a bid is."""
    if not line.stage.is_open:
        return STAGES[line.stage]
    if not line.stage.before_deadline:
        return STAGES[line.stage] if line.stage is BidStage.CLARIFICATION else _HANDED_IN
    if line.deadline_on is None:
        return _NO_DEADLINE
    return deadline_badge((line.deadline_on - today).days)


def bid_from(line: BidLine) -> str:
    """Return the second line of a row."""
    return " · ".join(
        part for part in (line.commissioner or "Buyer unknown", "example" if line.is_example else "") if part
    )


def worth(line: BidLine) -> str:
    """Return what a bid is worth: what was won where that is known."""
    return money_words(line.won_value if line.stage is BidStage.WON and line.won_value is not None else line.value)


def bid_sentence(line: BidLine, today: date) -> str:
    """Return a whole bid as it is spoken."""
    return (
        f"{line.title}, for {line.commissioner or 'a buyer not named yet'}, {STAGES[line.stage].word}, deadline: "
        f"{deadline_words(line)}, {urgency(line, today).word}, worth: {worth(line)}"
    )


def stage_choices(stage: BidStage) -> tuple[Choice, ...]:
    """Return where a bid may move from a stage, that stage first."""
    reachable = tuple(other for other in BidStage if stage.may_become(other))
    return tuple(Choice(one, STAGES[one].word) for one in BidStage if one is stage or one in reachable)


def neighbour(stage: BidStage, step: int) -> BidStage | None:
    """Return the stage before or after one in the pipeline; after clarification comes no single one.

    Args:
        stage: Where it is.
        step: -1 or 1.
    """
    if stage not in OPEN_STAGES:
        return None
    place = OPEN_STAGES.index(stage) + step
    while 0 <= place < len(OPEN_STAGES):
        if stage.may_become(OPEN_STAGES[place]):
            return OPEN_STAGES[place]
        place += step
    return None


ALL_BIDS = "All bids"
LIVE_AND_DECIDED = "Live and decided"
"""What is shown first: public notices that closed with nobody having taken them up are noise until asked for."""


def show_choices(today: date) -> tuple[tuple[Choice, BidFilter], ...]:
    """Return the choices that narrow the bids, each with the filter it means.

    Args:
        today: Civil date.
    """
    made = (
        (LIVE_AND_DECIDED, BidFilter(closed_on=today)),
        (ALL_BIDS, BidFilter()),
        ("Open bids", BidFilter(stages=OPEN_STAGES)),
        ("To be handed in", BidFilter(stages=tuple(stage for stage in BidStage if stage.before_deadline))),
        ("Won", BidFilter(stages=(BidStage.WON,))),
        ("Lost", BidFilter(stages=(BidStage.LOST,))),
        ("Withdrawn or not bid", BidFilter(stages=(BidStage.WITHDRAWN, BidStage.NOT_BID))),
    )
    return tuple((Choice(title, title), filters) for title, filters in made)


def aside_action(count: int) -> str:
    """Return what brings closed notices back into sight, with its mnemonic."""
    return f"Sho&w {counted(count, 'closed notice')}"


def count_line(shown: int, total: int, aside: int) -> str:
    """Return how many bids are shown, and how many are not because they are closed notices.

    Args:
        shown: How many.
        total: How many there are.
        aside: How many closed notices the filter leaves aside.
    """
    told = counted(shown, "bid") if total else ""
    if aside:
        return f"{told} shown, {counted(aside, 'closed notice')} left aside"
    return f"{told} shown" if shown != total else told


def win_words(rate: WinRate) -> tuple[tuple[str, str, str], ...]:
    """Return both win rates side by side: figure, words, detail."""
    by_count = NO_RATE if rate.by_count is None else f"{rate.by_count}%"
    by_money = NO_RATE if rate.by_money is None else f"{rate.by_money}%"
    unknown = f"; {rate.value_unknown} of unknown value left out" if rate.value_unknown else ""
    return (
        (by_count, "of bids won", f"{rate.won} of {rate.decided} decided"),
        (by_money, "of the money won", f"{pounds(rate.won_value)} of {pounds(rate.decided_value)}{unknown}"),
    )


NO_RATE = "\N{EN DASH}"


def about_words(record: BidRecord) -> str:
    """Return the quiet line under a record's title."""
    kind = capital(record.relationship.label) if record.relationship else ""
    return " · ".join(part for part in (record.commissioner, kind, record.reference) if part)


def key_facts(view: BidView) -> list[tuple[str, str]]:
    """Return what a record holds, known facts alone; what matters most is always there."""
    record = view.record
    suits = [
        f"{who}: {YES_NO[answer].lower()}"
        for who, answer in (
            ("charities and social enterprises", record.vcse_suitable),
            ("small firms", record.sme_suitable),
        )
        if answer is not Answer.UNKNOWN
    ]
    start, end = record.contract_starts_on, record.contract_ends_on
    term = f"{date_words(start) if start else NOT_KNOWN} to {date_words(end) if end else NOT_KNOWN}"
    source = " · ".join(p for p in (record.ocid, _published(record)) if p)
    some = [
        ("The contract would run", term if start or end else ""),
        ("Without VAT", pounds(record.value_ex_vat) if record.value_ex_vat is not None else ""),
        ("Said to suit", capital("; ".join(suits))),
        ("Handed in", date_words(record.submitted_on) if record.submitted_on else ""),
        ("Looked after by", record.owner),
        ("Link", record.link),
        ("Public notice", source),
        ("What is wanted", record.description),
        ("Note", record.note),
    ]
    return [("Value", money_words(record.value)), *((name, words) for name, words in some if words)]


def _published(record: BidRecord) -> str:
    if not record.source_published:
        return ""
    published = read_stored(record.source_published)
    return f"newest release {closing_words(published)}" if published else f"newest release {record.source_published}"


def outcome_facts(record: BidRecord) -> list[tuple[str, str]]:
    """Return what is known of the outcome."""
    some = [
        ("Known on", date_words(record.outcome_on) if record.outcome_on else ""),
        ("Won by", record.winner),
        ("Worth", pounds(record.won_value) if record.won_value is not None else ""),
        ("Assessment summary came", date_words(record.summary_on) if record.summary_on else ""),
        ("Why", record.outcome_note),
        ("Feedback", record.feedback),
        ("Lessons", record.lessons),
    ]
    return [(name, words) for name, words in some if words]


def cost_lines(report: Report) -> list[str]:
    """Return what each kind of work took, a line each; none where there is one kind alone."""
    rows = [row for row in report.rows if row.figure.minutes or row.figure.cost_pence]
    if len(rows) < 2:
        return []
    return [f"{capital(row.label)}: {row.figure.hours}, {row.figure.money(row.figure.cost_pence)}" for row in rows]


def cost_words(report: Report) -> str:
    """Return what a bid or contract took so far, in a sentence."""
    total = report.total
    if not total.minutes and not total.cost_pence:
        return "No time or cost is logged for it yet."
    if total.covered:
        return f"{capital(total.hours)} of staff time. What it cost shows in Time & costs, in the finance view."
    unfunded = f"; {pounds(total.unfunded_pence)} of it nobody paid for" if total.unfunded_pence else ""
    return f"{capital(total.hours)} of staff time, {pounds(total.cost_pence)} in all{unfunded}."


def decision_words(record: BidRecord) -> str:
    """Return what was decided about bidding, by whom and when; empty before that."""
    if record.go_decided_on is None:
        return ""
    what = "not to bid" if record.stage is BidStage.NOT_BID else "to bid"
    by = f" by {record.go_decided_by}" if record.go_decided_by else ""
    why = f": {record.go_reason}" if record.go_reason else ""
    return f"Decided {what} on {date_words(record.go_decided_on)}{by}{why}{'' if why.endswith('.') else '.'}"


_PASSED = Badge("Passed", Shape.DASH, Tone.UNSURE)


def clocks_of(clocks: Sequence[ClockRecord], today: date) -> tuple[ClockShown, ...]:
    """Return the clocks of an award in order of their day."""
    ordered = sorted(clocks, key=lambda clock: (clock.last_safe_day, clock.title))
    return tuple(_clock(clock, number, today) for number, clock in enumerate(ordered, start=1))


def _clock(clock: ClockRecord, number: int, today: date) -> ClockShown:
    early = clock.act_by if clock.act_by is not None and clock.act_by < clock.last_safe_day else None
    # Once the earlier day is gone, the one that counts is the last on which it is surely in time.
    day = early if early is not None and early >= today else clock.last_safe_day
    left = (day - today).days
    ours = clock.whose == "us"
    event = is_event(clock.rule)
    days = tuple(
        (what, on)
        for what, on in (("Act by", early), ("Last safe day", clock.last_safe_day), ("Last day", clock.deadline))
        if on is not None and (what != "Last day" or on != clock.last_safe_day)
    )
    how = (
        str(clock.worked_out.get("how", "")).removeprefix(f"{clock.rule}: "),
        str(clock.worked_out.get("if_missed") or ""),
    )
    return ClockShown(
        number=number,
        title=clock.title,
        sort=ClockSort.EVENT if event else ClockSort.ACT if ours else ClockSort.THEIRS,
        day=day,
        badge=_PASSED if event and left < 0 else DONE if clock.done_on else deadline_badge(left),
        days=days if len(days) > 1 else (),
        left=f"Done on {date_words(clock.done_on)}." if clock.done_on else "",
        why=clock.note,
        how=tuple(capital(words) for words in how if words),
        id=clock.id,
        done_on=clock.done_on,
    )
