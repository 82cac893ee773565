"""The words of contracts on screen: statuses, the day to say no, values, lines and the facts of a record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, Relationship
from charitydesk.domain.contract_risk import RiskLevel
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words
from charitydesk.i18n import and_list, counted
from charitydesk.presentation.badges import Badge, Shape, Tone, deadline_badge
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.notice_words import capital
from charitydesk.services.contracts import ContractFilter

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.contract_risk import ContractRisks
    from charitydesk.services.contracts import ContractLine, ContractRecord, ContractView
    from charitydesk.services.notices import NoticeLine

NOT_KNOWN = "Not known yet"
WINDOW_HELP = "How long you can still say no before it renews by itself; a fixed end needs no notice from you."
STATUSES = {
    ContractStatus.AGREED: Badge("Not started", Shape.RING, Tone.UNSURE),
    ContractStatus.RUNNING: Badge("Running", Shape.TICK, Tone.GOOD),
    ContractStatus.ENDING: Badge("Notice given", Shape.ALERT, Tone.BAD),
    ContractStatus.ENDED: Badge("Ended", Shape.DASH, Tone.UNSURE),
}
_FIXED_END = Badge("Fixed end", Shape.DASH, Tone.UNSURE)
_UNKNOWN_WINDOW = Badge("Not known yet", Shape.QUESTION, Tone.CAUTION)
_PASSED = Badge("Renews", Shape.CLOCK, Tone.UNSURE)
_ENDED = Badge("Over", Shape.DASH, Tone.UNSURE)
YES_NO = {Answer.YES: "Yes", Answer.PARTLY: "Partly", Answer.NO: "No", Answer.UNKNOWN: NOT_KNOWN}
NEAR_DAYS = 90
RISK_LEVELS = {
    RiskLevel.HIGH: Badge("High", Shape.ALERT, Tone.BAD),
    RiskLevel.MEDIUM: Badge("Medium", Shape.HALF, Tone.CAUTION),
    RiskLevel.LOW: Badge("Low", Shape.RING, Tone.UNSURE),
}
RISK_NOTE = (
    "Found in the terms and dates recorded here, and weighed by fixed figures for impact and likelihood. No provision "
    "is claimed: these are policy points, and what the trustees decide about them is theirs to record."
)


def window_badge(line: ContractLine, today: date) -> Badge:
    """Return how pressing the day to say no is, for the list."""
    if line.status is ContractStatus.ENDED:
        return _ENDED
    if line.auto_renew is Answer.NO:
        return _FIXED_END
    if line.say_no_by is None:
        return _UNKNOWN_WINDOW
    left = (line.say_no_by - today).days
    return _PASSED if left < 0 else deadline_badge(left)


def window_text(line: ContractLine) -> str:
    """Return the day to say no in a list's words."""
    if line.auto_renew is Answer.NO:
        return "Does not renew"
    return date_words(line.say_no_by) if line.say_no_by else NOT_KNOWN


def service_words(line: ContractLine) -> str:
    """Return the second line of a row."""
    kind = capital(line.relationship.label) if line.relationship else ""
    parts = (line.commissioner, kind if line.relationship is not Relationship.CONTRACT else "")
    return " · ".join(part for part in (*parts, "example" if line.is_example else "") if part) or "Commissioner unknown"


def money_words(pence: int | None) -> str:
    """Return an amount, or that it is not known."""
    return NOT_KNOWN if pence is None else pounds(pence)


def day_words(day: date | None) -> str:
    """Return a date, or that it is not known."""
    return date_words(day) if day else NOT_KNOWN


def contract_sentence(line: ContractLine) -> str:
    """Return a whole row as it is spoken."""
    worth = f"{pounds(line.annual_value)} a year" if line.annual_value is not None else "value not known"
    return (
        f"{line.title}, from {line.commissioner or 'a commissioner not named yet'}, {worth}, ends: "
        f"{day_words(line.ends_on)}, say no by: {window_text(line)}, {STATUSES[line.status].word}"
    )


def show_choices(today: date) -> tuple[tuple[Choice, ContractFilter], ...]:
    """Return the choices that narrow the list, each with the filter it means."""
    held = tuple(status for status in ContractStatus if status.held)
    near = today + timedelta(days=NEAR_DAYS)
    made = (
        ("Held now", ContractFilter(statuses=held)),
        ("All, ended ones too", ContractFilter()),
        (f"Say no in {NEAR_DAYS} days", ContractFilter(statuses=held, say_no_from=today, say_no_to=near)),
        (f"Ending in {NEAR_DAYS} days", ContractFilter(statuses=held, ends_from=today, ends_to=near)),
        ("Notice given", ContractFilter(statuses=(ContractStatus.ENDING,))),
        ("Grants", ContractFilter(relationships=(Relationship.GRANT,))),
        ("Ended", ContractFilter(statuses=(ContractStatus.ENDED,))),
    )
    return tuple((Choice(title, title), filters) for title, filters in made)


def about_words(record: ContractRecord) -> str:
    """Return the quiet line under a record's title."""
    parts = (record.commissioner, capital(record.relationship.label) if record.relationship else "", record.reference)
    return " · ".join(part for part in parts if part)


def key_facts(view: ContractView) -> list[tuple[str, str]]:
    """Return what a record holds, known facts alone; what matters most is always there."""
    record = view.record
    body = view.commissioner
    always = [
        ("Runs", f"{day_words(record.starts_on)} to {day_words(record.ends_on)}"),
        ("Value a year", money_words(record.annual_value)),
        ("Notice from them", record.notice_from_body or NOT_KNOWN),
        ("Notice from you", record.notice_from_charity or NOT_KNOWN),
        ("Renews by itself", _renews(record)),
    ]
    whole = pounds(record.value) + " with VAT" if record.value is not None else ""
    kind = ", ".join(part for part in (body.kind.label if body and body.kind else "", _nation(view)) if part)
    some = [
        ("Whole value", whole),
        ("Without VAT", pounds(record.value_ex_vat) if record.value_ex_vat is not None else ""),
        ("Notice clause", record.notice_clause),
        ("Paid within", counted(record.payment_days, "day") if record.payment_days is not None else ""),
        ("Uplift", _uplift(record)),
        ("TUPE", _tupe(record)),
        ("Pensions", record.pension_terms),
        ("Commissioner", kind and capital(kind)),
        ("People there", "\n".join(_contact(one.name, one.role, one.email, one.phone) for one in view.contacts)),
        ("Looked after by", record.owner),
        ("Link", record.link),
        ("Note", record.note),
    ]
    return always + [(name, words) for name, words in some if words]


def _nation(view: ContractView) -> str:
    return view.commissioner.nation.label if view.commissioner and view.commissioner.nation else ""


def _renews(record: ContractRecord) -> str:
    words = YES_NO[record.auto_renew]
    if record.auto_renew is Answer.YES and record.renewal_length:
        return f"Yes, for {record.renewal_length}"
    return words


def _uplift(record: ContractRecord) -> str:
    on = f"next on {date_words(record.uplift_on)}" if record.uplift_on else ""
    return ", ".join(part for part in (record.uplift, on) if part)


def _tupe(record: ContractRecord) -> str:
    if record.tupe is Answer.UNKNOWN:
        return record.tupe_terms
    return ". ".join(part for part in (YES_NO[record.tupe], record.tupe_terms) if part)


def _contact(name: str, role: str, email: str, phone: str) -> str:
    return ", ".join(part for part in (name, role, email, phone) if part)


def risk_summary(risks: ContractRisks) -> str:
    """Return what was found, in a line under the heading."""
    if not risks.found:
        return "Nothing in the terms and dates recorded stands out."
    counts = {level: sum(risk.level is level for risk in risks.found) for level in RiskLevel}
    told = [f"{count} {level.value}" for level, count in counts.items() if count]
    return f"{counted(len(risks.found), 'point')} in its terms and dates: {and_list(told)}."


def notice_title(notice: NoticeLine) -> str:
    """Return what a notice about a contract is called beside others about it."""
    kind = capital(notice.notice_kind.label) if notice.notice_kind else "not known yet of what"
    return f"{kind}, {date_words(notice.received_on)}" if notice.received_on else kind


def count_line(count: int, filtered: bool) -> str:
    """Return how many the list holds."""
    words = counted(count, "contract or grant", "contracts and grants")
    return f"{words} shown" if filtered else words
