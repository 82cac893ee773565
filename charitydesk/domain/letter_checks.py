"""What must be put right before a letter is ready, and what the user should look at again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import BodyKind
from charitydesk.domain.facts_form import fields_of, shown, value_at
from charitydesk.domain.letter_lint import lint
from charitydesk.domain.letter_makers import must_check
from charitydesk.domain.letters import Role
from charitydesk.domain.wording import long_date
from charitydesk.i18n import and_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charitydesk.domain.charity import Charity
    from charitydesk.domain.findings import Finding
    from charitydesk.domain.letter_kinds import LetterContent, LetterKind
    from charitydesk.domain.letters import Draft, DraftBlock
    from charitydesk.domain.notices import NoticeFacts


class Severity(StrEnum):
    """How much a check weighs."""

    STOP = "stop"
    LOOK = "look"

    @property
    def label(self) -> str:
        """The weight in plain words."""
        return "must be put right" if self is Severity.STOP else "look again"


@dataclass(frozen=True, slots=True)
class Check:
    """Something a check found.

    Args:
        id: Which check it was.
        severity: Whether it keeps the letter from being ready.
        sentence: What is wrong and what to do, in plain words.
        block: Key of the block it is about, or empty.
        provision: Register id it is about, or empty.
    """

    id: str
    severity: Severity
    sentence: str
    block: str = ""
    provision: str = ""


def check_letter(
    draft: Draft,
    kind: LetterKind,
    facts: NoticeFacts,
    charity: Charity,
    findings: Sequence[Finding],
    *,
    content: LetterContent,
    today: date,
    also: Sequence[Check] = (),
    caution: str = "",
    unfit: str = "",
) -> tuple[Check, ...]:
    """Return what stands between a letter and *ready*, gravest first.

    Args:
        draft: The letter as drawn up, edits laid over.
        kind: Its kind.
        facts: The notice's facts as they stand now.
        charity: Who writes.
        findings: The notice's findings.
        content: The checks' sentences, and claims that a letter must not make.
        today: Civil date.
        also: What checks beyond the letter's own words found.
        caution: What to think of before its figures go out, or empty.
        unfit: Why a letter of this kind makes no sense as things stand, or empty.
    """
    words = content.checks
    found = (
        *((Check("does-not-fit", Severity.STOP, unfit),) if unfit else ()),
        *_blanks(draft, charity, words),
        *_addressee(draft, facts, words),
        *_who_it_is(facts, words),
        *_dated(draft, today, words),
        *_order_of_events(facts, words),
        *_asks(draft, kind, words),
        *_citations(draft, words),
        *_edits(draft, words),
        *_figures(draft, facts, words),
        *_own_words(draft, facts, content),
        *_weak_points(kind, findings, words),
        *also,
        *((Check("one-person", Severity.LOOK, caution),) if caution else ()),
    )
    return tuple(sorted(found, key=lambda check: check.severity is not Severity.STOP))


def ready(checks: Sequence[Check]) -> bool:
    """Return whether nothing keeps the letter from being ready."""
    return not any(check.severity is Severity.STOP for check in checks)


def _blanks(draft: Draft, charity: Charity, words: Mapping[str, str]) -> Iterator[Check]:
    for blank in draft.blanks:
        yield Check("blank", Severity.STOP, words["blank"].format(label=blank.label))
    for block in draft.blocks:
        if block.edited is not None and "[fill in" in block.edited:
            yield Check("blank", Severity.STOP, words["blank-in-edit"], block.key)
    if not charity.name:
        yield Check("blank", Severity.STOP, words["no-charity"])
    if not charity.signatory:
        yield Check("blank", Severity.STOP, words["no-signatory"])


def _addressee(draft: Draft, facts: NoticeFacts, words: Mapping[str, str]) -> Iterator[Check]:
    addressee = " ".join((draft.options.addressee, *draft.options.address))
    if not addressee.strip():
        yield Check("addressee", Severity.STOP, words["no-addressee"])
        return
    name = facts.body.name
    if name and not draft.marking and name.casefold() not in addressee.casefold():
        yield Check("addressee", Severity.LOOK, words["other-addressee"].format(body=name))


def _who_it_is(facts: NoticeFacts, words: Mapping[str, str]) -> Iterator[Check]:
    """Ask for what decides which promises reach the body; without it the letter cites none that turns on it."""
    if facts.body.kind is None or facts.body.nation is None:
        yield Check("who-it-is", Severity.STOP, words["who-it-is"])


def _dated(draft: Draft, today: date, words: Mapping[str, str]) -> Iterator[Check]:
    if draft.options.date != today:
        sentence = words["letter-date"].format(dated=long_date(draft.options.date), today=long_date(today))
        yield Check("letter-date", Severity.LOOK, sentence)


_IN_ORDER = (
    ("order-agreement", "agreement.started_on", "agreement.ends_on"),
    ("order-decision", "notice.decided_on", "notice.received_on"),
    ("order-notice", "notice.dated_on", "notice.received_on"),
    ("order-consultation", "process.consulted_from", "process.consulted_to"),
)


def _order_of_events(facts: NoticeFacts, words: Mapping[str, str]) -> Iterator[Check]:
    """Point out dates that stand in an order in which things do not happen."""
    for name, earlier, later in _IN_ORDER:
        one, two = value_at(facts, earlier), value_at(facts, later)
        if isinstance(one, date) and isinstance(two, date) and two < one:
            sentence = words[name].format(first=long_date(one), second=long_date(two))
            yield Check("order-of-events", Severity.LOOK, sentence)


def _asks(draft: Draft, kind: LetterKind, words: Mapping[str, str]) -> Iterator[Check]:
    if draft.marking:
        return
    asking = [block for block in draft.blocks if block.key.startswith("ask") and block.text.strip()]
    if not any(block.role in {Role.POINT, Role.BULLET} for block in asking):
        yield Check("no-ask", Severity.STOP, words["no-ask"])
    if kind.reply_working_days or kind.reply_rules:
        if draft.options.reply_by is None:
            yield Check("no-reply-date", Severity.STOP, words["no-reply-date"])
        elif draft.options.reply_by <= draft.options.date:
            yield Check("no-reply-date", Severity.STOP, words["reply-date-past"])


def _citations(draft: Draft, words: Mapping[str, str]) -> Iterator[Check]:
    for citation in draft.citations:
        answer = citation.answer
        if citation.overridden:
            told = words["overridden"].format(
                citation=answer.citation, reason=answer.reason, recorded=citation.overridden
            )
            yield Check("overridden", Severity.LOOK, told, provision=answer.provision.id)
        elif must_check(citation):
            told = words["check-citation"].format(
                citation=answer.citation, reason=answer.reason or words["only-reported"]
            )
            yield Check("check-citation", Severity.STOP, told, provision=answer.provision.id)


def _edits(draft: Draft, words: Mapping[str, str]) -> Iterator[Check]:
    citations = {citation.answer.provision.id: citation.answer.citation for citation in draft.citations}
    for block in draft.blocks:
        if block.conflict is not None and block.edited:
            yield Check("conflict", Severity.STOP, words["conflict"], block.key)
        if block.edited:
            gone = [citations[id_] for id_ in block.cites if id_ in citations and citations[id_] not in block.edited]
            if gone:
                told = words["edited-citation"].format(citations=and_list(gone))
                yield Check("edited-citation", Severity.STOP, told, block.key)


_DATE = re.compile(
    r"\b(\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})\b"
)
_SUM = re.compile(r"£\d[\d,]*(?:\.\d{2})?")


def _figures(draft: Draft, facts: NoticeFacts, words: Mapping[str, str]) -> Iterator[Check]:
    days = [long_date(draft.options.date)] + ([long_date(draft.options.reply_by)] if draft.options.reply_by else [])
    generated = "\n".join((*(block.generated for block in draft.blocks), _grids(draft.blocks), *days))
    known = _known(facts)
    for block in draft.blocks:
        for pattern, what in ((_DATE, "date"), (_SUM, "sum")):
            for figure in dict.fromkeys(pattern.findall(block.edited or "")):
                if figure not in known and figure not in generated:
                    yield Check(what, Severity.LOOK, words["not-in-record"].format(figure=figure), block.key)


def _grids(blocks: Sequence[DraftBlock]) -> str:
    return "\n".join(cell for block in blocks if block.grid for row in block.grid.rows for cell in row)


def _known(facts: NoticeFacts) -> frozenset[str]:
    values = [(item, value_at(facts, path)) for path, item in fields_of(type(facts)).items()]
    return frozenset(long_date(value) if isinstance(value, date) else shown(item, value) for item, value in values)


def _own_words(draft: Draft, facts: NoticeFacts, content: LetterContent) -> Iterator[Check]:
    unbound = facts.body.kind not in {BodyKind.CENTRAL_GOVERNMENT, BodyKind.ARMS_LENGTH_BODY}
    citations = tuple(citation.answer.citation for citation in draft.citations)
    for block in draft.blocks:
        for problem in lint(block.edited or "", citations, content, unbound=unbound):
            yield Check("wording", Severity.STOP if problem.grave else Severity.LOOK, problem.sentence, block.key)


def _weak_points(kind: LetterKind, findings: Sequence[Finding], words: Mapping[str, str]) -> Iterator[Check]:
    for finding in findings:
        if finding.weakness and finding.id in kind.findings and finding.fell_short:
            yield Check(
                "weak-point", Severity.LOOK, words["weak-point"].format(title=finding.title, weakness=finding.weakness)
            )
    led = [f for f in findings if f.id in kind.findings]
    if led and not any(f.fell_short or f.request for f in led):
        yield Check("weak-case", Severity.STOP, words["weak-case"])
