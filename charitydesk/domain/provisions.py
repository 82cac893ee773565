"""The register's entries: what each promise or duty says, whom it reaches, when it stood and how surely we know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.bodies import BodyKind, Nation, NhsBody, Regime, Relationship
    from charitydesk.domain.ids import ProvisionId


class Effect(StrEnum):
    """What kind of authority a provision has."""

    CONTRACT_TERM = "contract-term"
    LOCAL_COMPACT = "local-compact"
    STATUTE = "statute"
    COURT_PROTOCOL = "court-protocol"
    COMMON_LAW = "common-law"
    STATUTORY_GUIDANCE = "statutory-guidance"
    GUIDANCE = "guidance"
    COVENANT = "covenant"
    AGREEMENT = "agreement"
    GOOD_PRACTICE = "good-practice"
    BILL = "bill"


class Verification(StrEnum):
    """How surely the words and the number are known."""

    VERIFIED = "verified"
    REPORTED = "reported"
    RECALLED = "recalled"


class Standing(StrEnum):
    """Whether a provision still stood on the day the register was compiled."""

    IN_FORCE = "in-force"
    CONTESTED = "contested"
    SUPERSEDED = "superseded"
    SAVED_FOR_OLDER_CASES = "saved-for-older-cases"
    NOT_YET = "not-yet"
    UNCONFIRMED = "unconfirmed"


class Binding(StrEnum):
    """How a provision may be held up to a body: as its own duty or promise, or only as a yardstick."""

    BINDS = "binds"
    BENCHMARK = "benchmark"


class DateBasis(StrEnum):
    """Which of a case's dates decides whether a provision applied."""

    EVENT = "event"
    PROCUREMENT_START = "procurement-start"


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a provision reaches in which nations, and how.

    Args:
        bodies: Kinds of body; empty for any public body.
        nations: Nations in which those bodies sit.
        binding: As their own duty or promise, or as a benchmark only.
        check: What must be found out before it is held up to these bodies, or empty.
        caution: The weak point for these bodies only, or empty.
        nhs: Which NHS body alone it reaches, or None; the check is made where the body's name does not tell.
    """

    bodies: frozenset[BodyKind]
    nations: frozenset[Nation]
    binding: Binding
    check: str = ""
    caution: str = ""
    nhs: NhsBody | None = None


@dataclass(frozen=True, slots=True)
class KindCheck:
    """A regime in which the register cannot tell whether a provision reaches the case.

    Args:
        regimes: The regimes in which it cannot be told.
        sentence: What must be found out, as a full sentence.
    """

    regimes: frozenset[Regime]
    sentence: str


@dataclass(frozen=True, slots=True)
class Provision:
    """One promise, duty or expectation that a letter might cite.

    Args:
        id: Stable register id.
        instrument: The instrument's name as printed in a letter.
        edition: Edition as printed, for example `December 2010`; empty where a statute needs none.
        reference: Number or heading exactly as cited: `undertaking 4.4`, `section 149(1)`.
        effect: What kind of authority it has.
        topics: Register topics, lower case with hyphens.
        commitment: What it says, in our own words.
        reaches: Whom it binds or measures; empty where it binds nobody a letter could be sent to (see `not_citable`).
        relationships: Relationships it reaches; empty for any.
        regimes: Procurement regimes it reaches; empty for any.
        date_basis: Which date of the case decides.
        applies_from: First civil date on which it stood, or None where unknown or immemorial.
        applies_to: Last civil date on which it stood, or None while it stands.
        standing: Its standing on the day of compilation.
        verification: The weaker of the two below.
        text_verification: How surely the words are known.
        reference_verification: How surely the number is known.
        not_citable: Why it can never be cited in a letter to the body (a trap, a duty of the charity's own, a rate
            table), or empty.
        check: What a person must check before it is sent though all else passes (unsettled status), or empty.
        wording: The words that introduce it in a letter, for example `agreed in December 2010`; never `in force` after
            an instrument was overtaken.
        caution: The weak point to tell the user, or empty.
        source: What was read, or what must be.
        note: The compilers' notes.
        also: Ids of the register rows merged into this one.
        cite_as: The citation's form, with `{instrument}`, `{edition}` and `{reference}`; empty for the usual one.
        cited_by_heading: It has headings and no numbers: no number may be printed, not even a reader's own.
        kind_checks: Regimes in which a fact the gate does not ask for decides.
        standing_caution: The weak point of its standing, told in letters from `standing_caution_from` on.
        standing_caution_from: Civil date from which its standing is in doubt, or None.
    """

    id: ProvisionId
    instrument: str
    edition: str
    reference: str
    effect: Effect
    topics: tuple[str, ...]
    commitment: str
    reaches: tuple[Reach, ...]
    relationships: frozenset[Relationship]
    regimes: frozenset[Regime]
    date_basis: DateBasis
    applies_from: date | None
    applies_to: date | None
    standing: Standing
    verification: Verification
    text_verification: Verification
    reference_verification: Verification
    not_citable: str
    check: str
    wording: str
    caution: str
    source: str
    note: str
    also: tuple[str, ...] = ()
    cite_as: str = ""
    cited_by_heading: bool = False
    kind_checks: tuple[KindCheck, ...] = ()
    standing_caution: str = ""
    standing_caution_from: date | None = None
    _own_citation: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_own_citation", self._cite(self.reference))

    def citation(self, reference: str = "") -> str:
        """Return the citation as printed in a letter.

        Args:
            reference: A checked number or heading in place of the register's own; empty for the register's.
        """
        return self._cite(reference) if reference else self._own_citation

    def _cite(self, reference: str) -> str:
        usual = "{instrument} ({edition}), {reference}" if self.edition else "{instrument}, {reference}"
        return (self.cite_as or usual).format(instrument=self.instrument, edition=self.edition, reference=reference)


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision to cite a provision against the gate's answer, with the reason they gave.

    Args:
        reason: Why, in their own words.
        by: Their name; empty when not given.
        on: Civil date.
    """

    provision: ProvisionId
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A person's word that they have read a provision: source, date and the exact number they saw.

    Args:
        source: What they read and where, as they typed it.
        read_on: Civil date.
        reference: The exact number or heading as printed in the source.
        read_by: Their name; empty when not given.
    """

    provision: ProvisionId
    source: str
    read_on: date
    reference: str
    read_by: str = ""


class LocalCompactStatus(StrEnum):
    """Whether a local compact is alive, as far as the charity could find out."""

    ACTIVE = "active"
    DORMANT = "dormant"
    NONE_FOUND = "none-found"
    UNKNOWN = "unknown"
