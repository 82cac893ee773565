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
from charitydesk.domain.letter_kinds import holds
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
    from charitydesk.domain.letter_kinds import FieldWords, LetterKind
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
        addressee: To whom it went.
        rule: The deadline rule by which the law set that date; empty where the letter alone asked for it.
    """

    title: str
    sent_on: date
    reply_due: date | None
    addressee: str = ""
    rule: str = ""

    def overdue_days(self, on: date) -> int:
        """Return by how many days its answer is late on a civil date; 0 while it is not."""
        return 0 if self.reply_due is None else max((on - self.reply_due).days, 0)


@dataclass(frozen=True, slots=True)
class LetterContext:
    """Everything a letter's words may draw on."""

    fields: Mapping[str, Field]
    flags: frozenset[str]
    words: FieldWords
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    costs: LetterCosts | None = None


def build_context(
    facts: NoticeFacts,
    charity: Charity,
    findings: Sequence[Finding],
    options: LetterOptions,
    words: FieldWords,
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
        words: How fields and their sources are called.
        earlier: The letter this one follows up.
        labels: The question asked for each fact, by path: what a blank is called.
        costs: Figures of the bid or contract it starts from, or None.
    """
    labels = labels or {}
    fields = {
        **_facts_fields(facts, labels, words),
        **_charity_fields(charity, words),
        **_option_fields(options, words),
        **_earlier_fields(earlier, options.date, words),
        **{
            name: _recorded(item.path, item.label, item.text, words)
            for name, item in cost_fields(costs, words.labels).items()
        },
    }
    return LetterContext(
        fields, context_flags(facts, findings, options, earlier=earlier, costs=costs), words, labels, costs
    )


def context_flags(
    facts: NoticeFacts,
    findings: Sequence[Finding],
    options: LetterOptions,
    *,
    earlier: EarlierLetter | None = None,
    costs: LetterCosts | None = None,
) -> frozenset[str]:
    """Return the flags that choose between wordings; arguments as for `build_context`."""
    return _flags(facts, findings, options, earlier) | cost_flags(costs)


def why_unfit(kind: LetterKind, flags: frozenset[str], earlier: EarlierLetter | None) -> str:
    """Return in one sentence why a kind of letter makes no sense as things stand, or nothing.

    Args:
        kind: The kind of letter.
        flags: As `context_flags` gives them.
        earlier: The letter this one would follow up, whose dates the sentence may name.
    """
    unmet = next((sentence for conditions, sentence in kind.needs if not holds(conditions, flags)), "")
    return unmet.format_map({name: text or "" for name, text in _earlier_texts(earlier).items()})


_TOLD_WHERE_ANY = frozenset({"users", "volunteers", "staff", "reduction", "unrecovered", "bidding_cost"})
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


def _recorded(path: str, label: str, text: str | None, words: FieldWords) -> Field:
    return Field(text or None, Source(SourceKind.RECORD, path, words.source("record", label)), label)


def _facts_fields(facts: NoticeFacts, labels: Mapping[str, str], words: FieldWords) -> dict[str, Field]:
    def make(path: str, label: str, text: str | None) -> Field:
        return _recorded(path, labels.get(path, label), text, words)

    known = fields_of(type(facts))
    fields = {
        name: make(path, label, _printed(name, known[path], value_at(facts, path), words))
        for name, (path, label) in words.facts.items()
    }
    agreement, kind = facts.agreement, facts.notice.kind
    relationship = agreement.relationship.label if agreement.relationship else words.agreement
    what = words.what[kind].format(relationship=relationship) if kind else None
    called = words.labels["relationship"]
    fields["relationship"] = make("agreement.relationship", called, relationship)
    fields["a_relationship"] = make("agreement.relationship", called, with_article(relationship))
    fields["the_service"] = make("agreement.service", fields["service"].label, named_service(agreement.service))
    for name, counting in words.counts.items():
        path, label = words.facts[name]
        fields[f"{name}_verb"] = make(path, label, counting.does if value_at(facts, path) == 1 else counting.do)
    fields["what"] = make("notice.kind", words.labels["what"], what)
    return fields


def _printed(name: str, item: FactField, value: object, words: FieldWords) -> str | None:
    if value == item.default or (name in _TOLD_WHERE_ANY and value == 0):
        return None
    if isinstance(value, (date, Period)):
        return long_date(value) if isinstance(value, date) else notice_words(value)
    if (counting := words.counts.get(name)) is not None and isinstance(value, int):
        return counted(value, counting.one, counting.many)
    if name == "dispute_clause":
        return clause_named(str(value))
    if name in _SENTENCES:
        return full_stopped(str(value))
    return shown(item, value).rstrip(" .") if name == "users_who" else shown(item, value)


def _charity_fields(charity: Charity, words: FieldWords) -> dict[str, Field]:
    def own(field: str, name: str, text: str) -> Field:
        label = words.labels[field]
        return Field(text or None, Source(SourceKind.RECORD, f"charity.{name}", words.source("settings", label)), label)

    return {
        "charity": own("charity", "name", charity.name),
        "signatory": own("signatory", "signatory", charity.signatory),
        "charity_email": own("charity_email", "email", charity.email),
    }


def _option_fields(options: LetterOptions, words: FieldWords) -> dict[str, Field]:
    reply = long_date_with_day(options.reply_by) if options.reply_by else None
    source = Source(SourceKind.CLOCK, "letter.reply_by", words.source("reply"))
    return {"reply_by": Field(reply, source, words.labels["reply_by"])}


def _earlier_fields(earlier: EarlierLetter | None, on: date, words: FieldWords) -> dict[str, Field]:
    source = Source(SourceKind.RECORD, "letter.earlier", words.source("earlier"))
    late = earlier.overdue_days(on) if earlier else 0
    told = {**_earlier_texts(earlier), "earlier_late": counted(late, "day") if late else None}
    return {name: Field(text, source, words.labels[name]) for name, text in told.items()}


def _earlier_texts(earlier: EarlierLetter | None) -> dict[str, str | None]:
    return {
        "earlier_title": earlier.title if earlier else None,
        "earlier_sent": long_date(earlier.sent_on) if earlier else None,
        "earlier_due": long_date(earlier.reply_due) if earlier and earlier.reply_due else None,
    }


def _flags(
    facts: NoticeFacts, findings: Sequence[Finding], options: LetterOptions, earlier: EarlierLetter | None
) -> frozenset[str]:
    flags = {f"tone={options.tone}", *_fact_flags(facts), *_finding_flags(findings)}
    if earlier is not None:
        flags |= {"earlier-letter", f"earlier-rule={earlier.rule}"}
        if earlier.overdue_days(options.date):
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
