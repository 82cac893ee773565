"""Local compacts as a charity records them: which council signed what, and whether it is still alive.

Nothing here is shipped: a clause exists only because somebody typed it from a copy. A clause passes the gate when the
body is shown to have signed and the compact to be active; where that is not known the letter asks the council and
asserts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, BodyKind, Nation
from charitydesk.domain.gate_sentences import day, subject
from charitydesk.domain.ids import LocalClauseId, LocalCompactId, ProvisionId
from charitydesk.domain.provisions import (
    Binding,
    DateBasis,
    Effect,
    LocalCompactStatus,
    Provision,
    Reach,
    Standing,
    Verification,
)
from charitydesk.domain.states import ClauseSide, CodesReach
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from datetime import date

UNNUMBERED = "unnumbered"
_NEW_COMPACT = LocalCompactId(0)
_NEW_CLAUSE = LocalClauseId(0)


@dataclass(frozen=True, slots=True)
class Signatory:
    """A body named in a local compact.

    Args:
        name: Its name.
        signed: Whether it signed.
        signed_on: Civil date, or None where not known.
    """

    name: str
    signed: Answer = Answer.UNKNOWN
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class LocalCompact:
    """A local compact as the charity recorded it.

    Args:
        name: Its name as printed.
        body: The public body the charity deals with, as recorded.
        body_kind: What kind of body that is.
        nation: Where it sits.
        area: The area it covers.
        edition: Its edition as printed.
        adopted_on: Civil date, or None where not known.
        copy_source: Where the charity's copy came from.
        copy_checked_on: Civil date on which the copy was checked.
        status: Whether it is alive.
        confirmed_by: Who said so; empty when nobody.
        signatories: The bodies named, with whether and when each signed.
        codes_reach: Whether its codes bind all its partners.
        review_on: Civil date of its next review.
        ended_on: Last civil date on which it stood, or None while it stands.
        dispute_steps: Its own steps for a dispute.
        dispute_contact: Whom to turn to.
        replaced: What it replaced.
    """

    name: str
    body: str
    body_kind: BodyKind
    nation: Nation
    id: LocalCompactId = _NEW_COMPACT
    area: str = ""
    edition: str = ""
    adopted_on: date | None = None
    copy_source: str = ""
    copy_checked_on: date | None = None
    status: LocalCompactStatus = LocalCompactStatus.UNKNOWN
    confirmed_by: str = ""
    signatories: tuple[Signatory, ...] = ()
    codes_reach: CodesReach = CodesReach.UNKNOWN
    review_on: date | None = None
    ended_on: date | None = None
    dispute_steps: str = ""
    dispute_contact: str = ""
    replaced: str = ""

    @property
    def signatory(self) -> Signatory:
        """The entry for the body the charity deals with; one of unknown signature where none was recorded."""
        wanted = _plain(self.body)
        return next((one for one in self.signatories if _plain(one.name) == wanted), Signatory(self.body))


@dataclass(frozen=True, slots=True)
class LocalClause:
    """A clause of a local compact, in the words the user typed.

    Args:
        number: Its number exactly as printed, or `unnumbered`, when `page` and `heading` find it.
        text: The user's own typed words.
        page: The page, as printed.
        heading: The heading it stands under.
        side: Which side it binds.
        topics: Register topics.
        national_match: Register id of the national undertaking it matches, or empty: for comparing, never for citing.
        confidence: How surely the words are known.
        in_code: It stands in a code beside the compact, which may bind some partners only.
        notice_months: The notice it promises, in months, or None.
        notice_weeks: The same in weeks.
        notice_days: The same in days.

    Raises:
        BadInputError: It has no words, or no number and no page or heading.
    """

    number: str
    text: str
    id: LocalClauseId = _NEW_CLAUSE
    page: str = ""
    heading: str = ""
    side: ClauseSide = ClauseSide.BODY
    topics: tuple[str, ...] = ()
    national_match: str = ""
    confidence: Verification = Verification.VERIFIED
    in_code: bool = False
    notice_months: int | None = None
    notice_weeks: int | None = None
    notice_days: int | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise BadInputError("The clause has no words.", "Type the clause exactly as it is printed.")
        unnumbered = _plain(self.number) in {"", UNNUMBERED}
        if unnumbered and not (self.page.strip() or self.heading.strip()):
            raise BadInputError("The clause has no number.", "Give its page or the heading it stands under.")
        for length in (self.notice_months, self.notice_weeks, self.notice_days):
            if length is not None and length < 1:
                raise BadInputError(f"A notice of {length} is no notice.", "Leave it empty if none is promised.")

    @property
    def reference(self) -> str:
        """The clause's number as cited, or its page and heading."""
        number = " ".join(self.number.split())
        if number and number.casefold() != UNNUMBERED:
            return f"clause {number}" if number[0].isdigit() else number
        where = [f"page {self.page.strip()}"] if self.page.strip() else []
        if self.heading.strip():
            where.append(f'heading "{self.heading.strip()}"')
        return ", ".join(where)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def local_provision_id(clause: LocalClauseId) -> ProvisionId:
    """Return the register id of a local clause."""
    return ProvisionId(f"local:{clause}")


def local_provision(compact: LocalCompact, clause: LocalClause) -> Provision:
    """Return a local clause as a provision the gate can judge for the compact's own body.

    Args:
        compact: The compact, with who signed it and whether it is alive.
        clause: The clause, in the user's words.
    """
    signatory = compact.signatory
    known = clause.confidence
    dates = [when for when in (compact.adopted_on, signatory.signed_on) if when is not None]
    edition = compact.edition.strip()
    return Provision(
        id=local_provision_id(clause.id),
        instrument=" ".join(compact.name.split()) or f"the local compact of {compact.area or compact.body}",
        edition=edition,
        reference=clause.reference,
        effect=Effect.LOCAL_COMPACT,
        topics=clause.topics,
        commitment=clause.text,
        reaches=(Reach(frozenset({compact.body_kind}), frozenset({compact.nation}), Binding.BINDS),),
        relationships=frozenset(),
        regimes=frozenset(),
        date_basis=DateBasis.EVENT,
        applies_from=max(dates, default=None),
        applies_to=compact.ended_on,
        standing=Standing.IN_FORCE if compact.status is LocalCompactStatus.ACTIVE else Standing.UNCONFIRMED,
        verification=known,
        text_verification=known,
        reference_verification=known,
        not_citable=_never(compact, clause, signatory),
        check=_to_ask(compact, clause, signatory),
        wording=f"signed by {compact.body}",
        caution=_weak_point(compact),
        source=compact.copy_source,
        note="",
    )


def _never(compact: LocalCompact, clause: LocalClause, signatory: Signatory) -> str:
    """Say why a clause can never be held up to the body, or return nothing."""
    name = subject(compact.name) if compact.name.strip() else "The compact"
    if clause.side is ClauseSide.CHARITY:
        return "This clause binds the charity's own side, so it holds the public body to nothing."
    if compact.status is LocalCompactStatus.NONE_FOUND:
        return f"No local compact was found for {compact.area or compact.body}: there is no clause to cite."
    if compact.status is LocalCompactStatus.DORMANT:
        return f"{name} is recorded as dormant: ask {compact.body} whether it still stands by it, and assert nothing."
    if signatory.signed is Answer.NO:
        return f"{compact.body} did not sign {compact.name}."
    return ""


def _to_ask(compact: LocalCompact, clause: LocalClause, signatory: Signatory) -> str:
    """Say what must be asked before a clause is asserted, or return nothing."""
    asked: list[str] = []
    if compact.status is not LocalCompactStatus.ACTIVE:
        asked.append(f"Ask {compact.body} whether {compact.name} still stands; do not assert that it does.")
    elif not compact.confirmed_by.strip():
        asked.append(f"Record who confirmed that {compact.name} is still active.")
    if signatory.signed is not Answer.YES:
        asked.append(f"Ask {compact.body} whether it signed {compact.name}; do not assert that it did.")
    elif compact.adopted_on is None and signatory.signed_on is None:
        asked.append(f"Find out when {compact.body} signed {compact.name}.")
    if clause.in_code and compact.codes_reach is not CodesReach.ALL:
        asked.append(f"Find out whether the code binds {compact.body}; codes may bind some partners only.")
    return " ".join(asked)


def _weak_point(compact: LocalCompact) -> str:
    """Tell how well founded the record is."""
    told: list[str] = ["A local compact is a promise and not a contract."]
    if compact.confirmed_by.strip():
        told.append(f"That it is active was confirmed by {' '.join(compact.confirmed_by.split())}.")
    if compact.copy_checked_on is not None:
        told.append(f"The copy was checked on {day(compact.copy_checked_on)}.")
    return " ".join(told)
