"""What a letter can say: named fields with their sources, and flags that choose between wordings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import BodyKind, Nation, Relationship
from charitydesk.domain.facts_form import FactField, fields_of, shown, value_at
from charitydesk.domain.findings import named_service
from charitydesk.domain.letter_costs import cost_fields, cost_flags
from charitydesk.domain.letters import Blank, Source, SourceKind
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.own_terms import clause_named
from charitydesk.domain.periods import Period, notice_words
from charitydesk.domain.wording import long_date, long_date_with_day, with_article
from charitydesk.i18n import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.charity import Charity
    from charitydesk.domain.findings import Finding
    from charitydesk.domain.letter_costs import LetterCosts
    from charitydesk.domain.letters import LetterOptions
    from charitydesk.domain.notices import NoticeFacts


@dataclass(frozen=True, slots=True)
class Field:
    """A named value of a letter.

    Args:
        text: As printed, or None while it is not known.
        source: Where it came from.
        label: What to fill in when it is not known.
    """

    text: str | None
    source: Source
    label: str


@dataclass(frozen=True, slots=True)
class EarlierLetter:
    """A letter already sent, for chasers and escalations.

    Args:
        title: What it was.
        sent_on: Civil date.
        reply_due: Civil date by which an answer was asked, or None.
    """

    title: str
    sent_on: date
    reply_due: date | None
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class LetterContext:
    """Everything a letter's words may draw on."""

    fields: Mapping[str, Field]
    flags: frozenset[str]
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    costs: LetterCosts | None = None


_WHAT = {
    NoticeKind.END_EARLY: "to end our {relationship} before its end date",
    NoticeKind.NOT_RENEWED: "not to renew our {relationship} when it runs out",
    NoticeKind.REDUCE: "to reduce what you pay under our {relationship}",
    NoticeKind.CHANGE_TERMS: "to change the terms of our {relationship}",
    NoticeKind.SUSPEND: "to suspend our {relationship}",
    NoticeKind.RETENDER: "to put the service out to tender again",
    NoticeKind.PROPOSAL: "to cut or end our {relationship}",
}


def build_context(
    facts: NoticeFacts,
    charity: Charity,
    findings: Sequence[Finding],
    options: LetterOptions,
    *,
    earlier: EarlierLetter | None = None,
    labels: Mapping[str, str] | None = None,
    costs: LetterCosts | None = None,
) -> LetterContext:
    """Return what a letter about a notice can say.

    Args:
        facts: The notice's facts.
        charity: Who writes.
        findings: Findings worked out for the notice.
        options: The letter's own options.
        earlier: The letter this one follows up.
        labels: The question asked for each fact, by path: what a blank is called.
        costs: Figures of the bid or contract it starts from, or None.
    """
    labels = labels or {}
    fields = {
        **_facts_fields(facts, labels),
        **_charity_fields(charity),
        **_option_fields(options),
        **_earlier_fields(earlier),
        **{
            name: Field(item.text, Source(SourceKind.RECORD, item.path, f"Your record: {item.label}"), item.label)
            for name, item in cost_fields(costs).items()
        },
    }
    flags = _flags(facts, findings, options, earlier) | cost_flags(costs)
    return LetterContext(fields, flags, labels, costs)


_FACTS = {
    "body": ("body.name", "the body's name"),
    "service": ("agreement.service", "the service's name"),
    "reference": ("agreement.reference", "the reference"),
    "how": ("notice.how", "how we were told"),
    "reasons_text": ("notice.reasons_text", "the reasons given"),
    "own_notice": ("terms.notice", "the notice term"),
    "clause": ("terms.notice_clause", "the clause on notice"),
    "dispute_clause": ("terms.dispute_clause", "the clause on disputes"),
    "compact": ("body.local_compact_name", "the local compact's name"),
    "users_who": ("consequences.users_who", "who uses the service"),
    "effect": ("consequences.effect", "what happens to the people who use it"),
    "dated": ("notice.dated_on", "the date on the notice"),
    "received": ("notice.received_on", "the day it reached you"),
    "decided": ("notice.decided_on", "the day of the decision"),
    "effective": ("notice.effective_on", "the day it takes effect"),
    "started": ("agreement.started_on", "the day the agreement began"),
    "ends": ("agreement.ends_on", "the agreement's end date"),
    "consulted_from": ("process.consulted_from", "when consultation began"),
    "consulted_to": ("process.consulted_to", "when consultation closes"),
    "value": ("agreement.value", "the whole value"),
    "annual_value": ("agreement.annual_value", "the value of a year"),
    "reduction": ("notice.reduction", "the cut a year"),
    "unrecovered": ("consequences.unrecovered_cost", "costs not recovered"),
    "bidding_cost": ("consequences.bidding_cost", "what bidding cost"),
    "users": ("consequences.users", "how many people use it"),
    "volunteers": ("consequences.volunteers", "how many volunteers take part"),
    "staff": ("consequences.staff_at_risk", "how many posts are at risk"),
}
_VERBS = {"users": ("uses", "use"), "volunteers": ("gives", "give"), "staff": ("is", "are")}
_NOUNS = {"users": ("person", "people"), "volunteers": ("volunteer", "volunteers"), "staff": ("post", "posts")}


_TOLD_WHERE_ANY = frozenset({*_NOUNS, "reduction", "unrecovered", "bidding_cost"})
"""Figures that a letter leaves out when they are nothing."""
_SENTENCES = frozenset({"reasons_text", "effect"})
"""Facts that a person writes as whole sentences."""


def full_stopped(text: str) -> str:
    """Return text that ends as a sentence does.

    Example:
        >>> full_stopped("the budget position "), full_stopped("We must save."), full_stopped("")
        ('the budget position.', 'We must save.', '')
    """
    trimmed = text.rstrip()
    return f"{trimmed}." if trimmed[-1:].isalnum() or trimmed[-1:] in {")", "%", "£"} else trimmed


def _facts_fields(facts: NoticeFacts, labels: Mapping[str, str]) -> dict[str, Field]:
    def make(path: str, label: str, text: str | None) -> Field:
        shown = labels.get(path, label)
        return Field(text or None, Source(SourceKind.RECORD, path, f"Your record: {shown}"), shown)

    known = fields_of(type(facts))
    fields = {
        name: make(path, label, _printed(name, known[path], value_at(facts, path)))
        for name, (path, label) in _FACTS.items()
    }
    agreement, kind = facts.agreement, facts.notice.kind
    relationship = agreement.relationship.label if agreement.relationship else "agreement"
    what = _WHAT[kind].format(relationship=relationship) if kind else None
    fields["relationship"] = make("agreement.relationship", "contract or grant", relationship)
    fields["a_relationship"] = make("agreement.relationship", "contract or grant", with_article(relationship))
    fields["the_service"] = make("agreement.service", "the service's name", named_service(agreement.service))
    for name, (one, many) in _VERBS.items():
        number = value_at(facts, _FACTS[name][0])
        fields[f"{name}_verb"] = make(_FACTS[name][0], _FACTS[name][1], one if number == 1 else many)
    fields["what"] = make("notice.kind", "what they mean to do", what)
    return fields


def _printed(name: str, item: FactField, value: object) -> str | None:
    if value == item.default or (name in _TOLD_WHERE_ANY and value == 0):
        return None
    if isinstance(value, (date, Period)):
        return long_date(value) if isinstance(value, date) else notice_words(value)
    if name in _NOUNS and isinstance(value, int):
        return counted(value, *_NOUNS[name])
    if name == "dispute_clause":
        return clause_named(str(value))
    if name in _SENTENCES:
        return full_stopped(str(value))
    return shown(item, value).rstrip(" .") if name == "users_who" else shown(item, value)


def _charity_fields(charity: Charity) -> dict[str, Field]:
    def own(name: str, text: str, label: str) -> Field:
        return Field(text or None, Source(SourceKind.RECORD, f"charity.{name}", f"Settings: {label}"), label)

    return {
        "charity": own("name", charity.name, "your charity's name"),
        "signatory": own("signatory", charity.signatory, "who signs"),
        "charity_email": own("email", charity.email, "your charity's e-mail address"),
    }


def _option_fields(options: LetterOptions) -> dict[str, Field]:
    reply = long_date_with_day(options.reply_by) if options.reply_by else None
    source = Source(SourceKind.CLOCK, "letter.reply_by", "The reply date you chose")
    return {"reply_by": Field(reply, source, "the date by which you want an answer")}


def _earlier_fields(earlier: EarlierLetter | None) -> dict[str, Field]:
    source = Source(SourceKind.RECORD, "letter.earlier", "The letter you sent")
    due = long_date(earlier.reply_due) if earlier and earlier.reply_due else None
    return {
        "earlier_title": Field(earlier.title if earlier else None, source, "which letter you are chasing"),
        "earlier_sent": Field(long_date(earlier.sent_on) if earlier else None, source, "when you sent it"),
        "earlier_due": Field(due, source, "when an answer was due"),
    }


def _flags(
    facts: NoticeFacts, findings: Sequence[Finding], options: LetterOptions, earlier: EarlierLetter | None
) -> frozenset[str]:
    flags = {f"tone={options.tone}", *_fact_flags(facts), *_finding_flags(findings)}
    if earlier is not None:
        flags.add("earlier-letter")
        if earlier.reply_due is not None and options.date > earlier.reply_due:
            flags.add("reply-overdue")
    if options.reply_by is not None:
        flags.add("reply-asked")
    if facts.notice.effective_on is not None and facts.notice.effective_on < options.date:
        flags.add("in-effect")
    return frozenset(flags)


def _fact_flags(facts: NoticeFacts) -> set[str]:
    flags: set[str] = set()
    for path, item in fields_of(type(facts)).items():
        value = value_at(facts, path)
        if isinstance(value, Enum):
            flags.add(f"{path}={value.value}")
        if value != item.default:
            flags.add(f"known:{path}")
    body, relationship = facts.body, facts.agreement.relationship
    flags.add("proposal" if facts.notice.kind is NoticeKind.PROPOSAL else "decided")
    if body.nation is Nation.SCOTLAND and body.kind not in _UK_WIDE:
        flags.add("scottish-information-law")
    if relationship is not None and relationship is not Relationship.GRANT:
        flags.add("contractual")
    if body.kind is not BodyKind.PRIME_CONTRACTOR:
        flags.add("public-body")
    return flags


_UK_WIDE = {BodyKind.CENTRAL_GOVERNMENT, BodyKind.ARMS_LENGTH_BODY}
_SHORT_NOTICE = {"short:own-term-notice", "short:local-compact-notice", "short:three-months"}


def _finding_flags(findings: Sequence[Finding]) -> set[str]:
    flags: set[str] = set()
    for finding in findings:
        flags |= {f"finding:{finding.id}={finding.verdict}", f"finding:{finding.id}:{finding.variant}"}
        if finding.fell_short:
            flags |= {f"short:{finding.id}", "any-short"}
        if finding.request:
            flags.add("has-requests")
    if flags & _SHORT_NOTICE:
        flags.add("short-notice")
    return flags


def blank_text(blank: Blank) -> str:
    """Return a blank as it shows in the letter."""
    return f"[fill in: {blank.label}]"
