"""Letters for tests: drawn up and checked as the program does, without a database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from charitydesk.domain.charity import Charity
from charitydesk.domain.letter_checks import Check, check_letter
from charitydesk.domain.letter_context import EarlierLetter, build_context
from charitydesk.domain.letter_draft import draw_up
from charitydesk.domain.letters import Draft, LetterOptions, Tone
from charitydesk.services.content_files import load_letters
from tests.domain.cases import TODAY, answers_for, findings_of

if TYPE_CHECKING:
    from charitydesk.domain.findings import Finding
    from charitydesk.domain.notices import NoticeFacts

CHARITY = Charity(name="Harbour Young Carers", signatory="Mari Llewelyn", role="Chief Executive", email="a@b.example")
OPTIONS = LetterOptions(
    tone=Tone.CHALLENGE,
    date=TODAY,
    reply_by=date(2026, 12, 7),
    addressee="Ms R. Okafor",
    address=("Anytown Council", "Town Hall"),
    salutation="Dear Ms Okafor",
)
SHORT = "challenge-short-notice"
EARLIER = EarlierLetter("Challenge to short notice", date(2026, 11, 2), date(2026, 11, 16))


def drawn(
    facts: NoticeFacts, kind: str = SHORT, options: LetterOptions = OPTIONS, earlier: EarlierLetter | None = None
) -> Draft:
    content = load_letters()
    findings: tuple[Finding, ...] = tuple(findings_of(facts).values())
    context = build_context(facts, CHARITY, findings, options, content.fields, earlier=earlier)
    return draw_up(
        content.kinds[kind], content, context, findings=findings, answers=answers_for(facts), options=options
    )


def checked(facts: NoticeFacts, kind: str = SHORT, options: LetterOptions = OPTIONS) -> tuple[Check, ...]:
    content = load_letters()
    draft = drawn(facts, kind, options)
    findings = tuple(findings_of(facts).values())
    return check_letter(draft, content.kinds[kind], facts, CHARITY, findings, content=content, today=TODAY)
