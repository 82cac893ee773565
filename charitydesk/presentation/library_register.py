"""The register as a list: rows, filters and the case that is asked about. Qt-free."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Nation, Regime, Relationship
from charitydesk.domain.gate import GateCase, Offer, citation_rank
from charitydesk.domain.provisions import Effect, Verification
from charitydesk.domain.wording import date_words
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.library_words import (
    EFFECTS,
    OFFERS,
    STANDING,
    headline_of,
    instrument_words,
    sureness_badge,
    topic_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.bodies import BodyKind
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.provisions import Provision, ReadRecord
    from charitydesk.presentation.badges import Badge
    from charitydesk.services.library import ProvisionView

_NUMBERS = re.compile(r"(\d+)")
_FIRST = {"the Compact|December 2010": 0, "Civil Society Covenant|17 July 2025": 1}
_OFFER_ORDER = {Offer.OFFER: 0, Offer.CHECK_FIRST: 1, Offer.NOT_OFFERED: 2}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the list.

    Args:
        provision: The register's entry, or a clause the charity typed in.
        read: The latest record of somebody having read it, or None.
        answer: The gate's answer for the case asked about, or None.
    """

    provision: Provision
    read: ReadRecord | None = None
    answer: GateAnswer | None = None

    @property
    def title(self) -> str:
        """The number or heading as printed."""
        return headline_of(self.provision.reference)

    @property
    def source(self) -> str:
        """The instrument with its edition."""
        return instrument_words(self.provision)

    @property
    def sure(self) -> Badge:
        """How surely it is known."""
        return sureness_badge(self.provision, self.read)

    @property
    def standing(self) -> Badge:
        """Whether it still stood when the register was compiled."""
        return STANDING[self.provision.standing]

    @property
    def offer(self) -> Badge | None:
        """The gate's answer as a status, or None when no case was asked about."""
        return None if self.answer is None else OFFERS[self.answer.offer]

    @property
    def offer_order(self) -> int:
        """Its place by the gate's answer: what may be cited comes first."""
        return 0 if self.answer is None else _OFFER_ORDER[self.answer.offer]

    @property
    def sentence(self) -> str:
        """The whole line as it is spoken."""
        case = f" {self.offer.word}." if self.offer is not None else ""
        reason = f" {self.answer.reason}" if self.answer is not None and self.answer.reason else ""
        says = self.provision.commitment
        return f"{self.title}, {self.source}. {self.sure.word}, {self.standing.word.lower()}.{case}{reason} {says}"

    @property
    def searched(self) -> str:
        """Everything that typing in the filter looks through."""
        entry = self.provision
        topics = " ".join((*entry.topics, *(topic_words(topic) for topic in entry.topics)))
        parts = (entry.id, *entry.also, self.title, self.source, entry.commitment, topics, EFFECTS[entry.effect])
        return " ".join((*parts, self.sure.word, self.standing.word, self.offer.word if self.offer else "")).casefold()


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What narrows the list; an empty value narrows nothing.

    Args:
        text: Words that must all occur somewhere in the entry.
        topic: A register topic.
        instrument: An instrument with its edition, as `instrument_words` gives it.
        nation: A nation whose bodies it must reach.
        sure: A `Verification`, or `read` for what somebody of the charity has read.
        cite: `may` for what may be cited; with a case asked about, also an `Offer`'s value.
    """

    text: str = ""
    topic: str = ""
    instrument: str = ""
    nation: Nation | None = None
    sure: str = ""
    cite: str = ""

    @property
    def narrowed_by(self) -> int:
        """How many choices beside the typed text are set."""
        return sum(bool(value) for value in (self.topic, self.instrument, self.nation, self.sure, self.cite))

    def keeps(self, row: RegisterRow) -> bool:
        """Return whether a line is shown."""
        entry = row.provision
        return (
            all(word in row.searched for word in self.text.casefold().split())
            and (not self.topic or self.topic in entry.topics)
            and (not self.instrument or self.instrument == row.source)
            and (self.nation is None or any(self.nation in reach.nations for reach in entry.reaches))
            and self._is_sure(row)
            and self._may_cite(row)
        )

    def _is_sure(self, row: RegisterRow) -> bool:
        if self.sure == READ:
            return row.read is not None
        return not self.sure or row.provision.verification.value == self.sure

    def _may_cite(self, row: RegisterRow) -> bool:
        if not self.cite:
            return True
        if row.answer is not None:
            return row.answer.may_be_cited if self.cite == MAY else row.answer.offer.value == self.cite
        known = row.read is not None or row.provision.verification is not Verification.RECALLED
        return known and not row.provision.not_citable


READ, MAY = "read", "may"


def rows_of(views: Iterable[ProvisionView]) -> list[RegisterRow]:
    """Return the lines for the register's entries, in the order a reader looks for them."""
    rows = [RegisterRow(view.provision, view.read, view.answer) for view in views]
    return in_order(rows)


def in_order(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """Return lines sorted: by the gate's answer where there is one, then by instrument and number."""
    return sorted(rows, key=_place)


def _place(row: RegisterRow) -> tuple[int, int, int, str, list[tuple[int, int, str]]]:
    entry = row.provision
    first = _FIRST.get(f"{entry.instrument}|{entry.edition}", 9)
    rank = citation_rank(entry.effect)
    name = row.source.casefold().removeprefix("the ")
    numbers = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in _NUMBERS.split(entry.reference)]
    return (row.offer_order, rank, first, name, numbers) if row.answer is not None else (0, first, rank, name, numbers)


def counts_words(rows: Sequence[RegisterRow]) -> str:
    """Return how many lines the gate offers, wants checked and does not offer."""
    counted = Counter(row.answer.offer for row in rows if row.answer is not None)
    offered, check, refused = (counted[offer] for offer in Offer)
    return f"{offered} may be cited, {check} to check first, {refused} not for this case"


def topic_choices(rows: Iterable[RegisterRow]) -> list[Choice]:
    """Return the topics that occur, with how many entries each has."""
    counted = Counter(topic for row in rows for topic in row.provision.topics)
    named = sorted((topic_words(topic), topic, count) for topic, count in counted.items())
    return [Choice("", "Any topic"), *(Choice(topic, f"{words} ({count})") for words, topic, count in named)]


def instrument_choices(rows: Iterable[RegisterRow]) -> list[Choice]:
    """Return the instruments that occur, in the list's own order."""
    named = dict.fromkeys(row.source for row in rows)
    return [Choice("", "Any instrument"), *(Choice(name, name) for name in named)]


NATION_CHOICES = [Choice(None, "Any nation"), *(Choice(nation, nation.label) for nation in Nation)]
SURE_CHOICES = [
    Choice("", "However sure"),
    Choice(Verification.VERIFIED.value, "Verified"),
    Choice(Verification.REPORTED.value, "Reported"),
    Choice(Verification.RECALLED.value, "Recalled"),
    Choice(READ, "Read by us"),
]
CITE_CHOICES = [Choice("", "Citable or not"), Choice(MAY, "May be cited")]
CASE_CITE_CHOICES = [
    Choice("", "Any answer"),
    Choice(MAY, "May be cited, if checked"),
    *(Choice(offer.value, badge.word) for offer, badge in OFFERS.items()),
]

MONEY: dict[str, tuple[Relationship | None, Regime, str]] = {
    "": (None, Regime.UNKNOWN, "Not known yet"),
    "contract": (Relationship.CONTRACT, Regime.UNKNOWN, "Contract, rules not known yet"),
    "pa2023": (Relationship.CONTRACT, Regime.PA2023_FULL, "Contract, Procurement Act 2023"),
    "light-touch": (Relationship.CONTRACT, Regime.PA2023_LIGHT_TOUCH, "Contract, light touch"),
    "below-threshold": (
        Relationship.CONTRACT,
        Regime.PA2023_BELOW_THRESHOLD,
        "Contract, below threshold",
    ),
    "pcr2015": (Relationship.CONTRACT, Regime.PCR2015, "Contract, older rules of 2015"),
    "psr-england": (Relationship.CONTRACT, Regime.PSR_ENGLAND, "Health service contract, England"),
    "psr-wales": (Relationship.CONTRACT, Regime.PSR_WALES, "Health service contract, Wales"),
    "pcsr2015": (Relationship.CONTRACT, Regime.PCSR2015, "Contract, Scottish regulations of 2015"),
    "prsa2014": (Relationship.CONTRACT, Regime.PRSA2014, "Contract, Scottish Act of 2014"),
    "grant": (Relationship.GRANT, Regime.NONE, "Grant"),
    "subcontract": (Relationship.SUBCONTRACT, Regime.UNKNOWN, "Subcontract"),
    "spot-purchase": (Relationship.SPOT_PURCHASE, Regime.UNKNOWN, "Spot purchase"),
}
"""What the money is: the relationship and, where people know it, the procurement rules."""


def money_key(relationship: Relationship | None, regime: Regime) -> str:
    """Return the line of `MONEY` that fits a relationship and regime best."""
    exact = next((key for key, (kind, rules, _) in MONEY.items() if (kind, rules) == (relationship, regime)), None)
    loose = next((key for key, (kind, _, _) in MONEY.items() if kind is relationship), "")
    return loose if exact is None else exact


@dataclass(frozen=True, slots=True)
class Question:
    """The case the register is asked about.

    Args:
        case: What the gate is told.
        notice_id: The notice the facts come from, or 0.
        notice_name: That notice in words.
        extra: Lines for what only that notice has: its own agreement's term and its local compact's clauses.
    """

    case: GateCase
    notice_id: int = 0
    notice_name: str = ""
    extra: tuple[RegisterRow, ...] = ()

    @property
    def words(self) -> str:
        """The case in one line."""
        case = self.case
        body = case.body.label if case.body is not None else "a body of unknown kind"
        where = f" in {case.nation.label}" if case.nation is not None else ", nation not known"
        money = MONEY[money_key(case.relationship, case.regime)][2]
        parts = [
            self.notice_name,
            f"{body[:1].upper()}{body[1:]}{where}",
            money,
            f"decided {date_words(case.event_date)}",
        ]
        return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def asked(
    *,
    nation: Nation | None,
    body: BodyKind | None,
    money: str,
    event_date: date,
    written_on: date,
    procurement_start: date | None = None,
) -> Question:
    """Return the question that a few answers make; an answer of None is a fact not known yet.

    Args:
        nation: Where the body sits.
        body: What kind of body it is.
        money: A key of `MONEY`.
        event_date: Civil date of the decision.
        written_on: Civil date of the letter.
        procurement_start: Civil date on which the procurement began.
    """
    relationship, regime, _ = MONEY[money]
    return Question(GateCase(nation, body, relationship, event_date, written_on, regime, procurement_start))


def asked_of_notice(
    case: GateCase, answers: Mapping[str, GateAnswer], known: Iterable[str], notice_id: int, name: str
) -> Question:
    """Return the question that a recorded notice makes.

    Args:
        case: What the gate was told for the notice.
        answers: The gate's answers worked out for it.
        known: Ids of the register's own entries, merged ones among them.
        notice_id: The notice.
        name: The notice in words.
    """
    register = frozenset(known)
    own = {key: answer for key, answer in answers.items() if key not in register}
    extra = tuple(
        RegisterRow(answer.provision, None, answer)
        for answer in own.values()
        if answer.provision.effect in {Effect.CONTRACT_TERM, Effect.LOCAL_COMPACT}
    )
    return Question(case, notice_id, name, extra)
