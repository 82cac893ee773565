"""What stores hand out and take in: frozen records whose fields are the columns of one row.

A record's `id` is 0 until it is stored, and its moments are `UNSET`; `add` returns the stored record with both. Change
one with `dataclasses.replace` and hand it to `update`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.ids import (
    BidId,
    ClockId,
    ContractId,
    LetterId,
    LocalClauseId,
    LocalCompactId,
    NoticeId,
    ProvisionId,
    RuleId,
)
from charitydesk.domain.notices import NoticeKind, NoticeStatus
from charitydesk.domain.provisions import LocalCompactStatus, Verification
from charitydesk.domain.states import Appearance, ClauseSide, CodesReach, LetterStatus

UNSET = datetime(1970, 1, 1, tzinfo=UTC)
NEW_NOTICE = NoticeId(0)
NEW_CLOCK = ClockId(0)
NEW_LETTER = LetterId(0)
NEW_COMPACT = LocalCompactId(0)
NEW_CLAUSE = LocalClauseId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CharityRecord:
    """The charity and how its letters and window look.

    Args:
        address: Lines of the postal address, one a line.
        year_end_month: 1 to 12.
        text_size: Per cent of the system's own size.
        letterhead_file: Path of the letterhead below the data folder, or empty.
        holidays_file: Path of a newer bank-holiday file below the data folder, or empty for the one that came with the
            program.
        holidays_issued: When that file was issued.
        go_threshold: Per cent of the points a bid must reach for the trustees to say go; None for the usual.
    """

    name: str = ""
    legal_form: str = ""
    registration_number: str = ""
    nation: Nation | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    user_name: str = ""
    user_role: str = ""
    regulator: str = ""
    year_end_month: int = 3
    year_end_day: int = 31
    appearance: Appearance = Appearance.SYSTEM
    text_size: int = 100
    letterhead_file: str = ""
    letter_closing: str = "Yours sincerely"
    letter_signatory: str = ""
    letter_signatory_role: str = ""
    onboarding_done: bool = False
    holidays_file: str = ""
    holidays_issued: date | None = None
    example_loaded: bool = False
    go_threshold: int | None = None
    id: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord:
    """A notice; `facts` is what `domain.facts_form.facts_mapping` made."""

    service: str
    commissioner: str
    contract_id: ContractId | None = None
    nation: Nation | None = None
    body_kind: BodyKind | None = None
    relationship: Relationship | None = None
    notice_kind: NoticeKind | None = None
    dated_on: date | None = None
    received_on: date | None = None
    decided_on: date | None = None
    effective_on: date | None = None
    status: NoticeStatus = NoticeStatus.OPEN
    is_example: bool = False
    facts_version: int = 1
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: NoticeId = NEW_NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice as a list shows it."""

    id: NoticeId
    service: str
    commissioner: str
    nation: Nation | None
    body_kind: BodyKind | None
    relationship: Relationship | None
    notice_kind: NoticeKind | None
    received_on: date | None
    effective_on: date | None
    status: NoticeStatus
    is_example: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRecord:
    """A clock with the deadline as it was worked out.

    Args:
        options: What the rule was told besides its start, as given.
        worked_out: The whole `domain.deadline.Deadline` as plain values, so that what was shown stays readable.
        whose: `us` or `them`.
        superseded_by: The clock that took its place, if any.
    """

    rule: RuleId
    started_on: date
    deadline: date
    last_safe_day: date
    notice_id: NoticeId | None = None
    letter_id: LetterId | None = None
    bid_id: BidId | None = None
    title: str = ""
    whose: str = "us"
    options: dict[str, Any] = field(default_factory=dict[str, Any])
    worked_out: dict[str, Any] = field(default_factory=dict[str, Any])
    act_by: date | None = None
    done_on: date | None = None
    superseded_by: ClockId | None = None
    superseded_reason: str = ""
    note: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: ClockId = NEW_CLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """A clock as Today and lists show it, with what it hangs on."""

    id: ClockId
    rule: RuleId
    title: str
    whose: str
    started_on: date
    deadline: date
    last_safe_day: date
    act_by: date | None
    done_on: date | None
    superseded_reason: str
    notice_id: NoticeId | None
    letter_id: LetterId | None
    bid_id: BidId | None
    service: str | None
    commissioner: str | None
    letter_title: str | None
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRecord:
    """A letter; `draft` is the letter model with the user's edits as plain values, `words` its text for search."""

    kind: str
    title: str
    notice_id: NoticeId | None = None
    contract_id: ContractId | None = None
    bid_id: BidId | None = None
    tone: str = ""
    status: LetterStatus = LetterStatus.DRAFT
    recipient: str = ""
    reply_due: date | None = None
    sent_on: date | None = None
    answered_on: date | None = None
    is_example: bool = False
    draft_version: int = 1
    draft: dict[str, Any] = field(default_factory=dict[str, Any])
    words: str = ""
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: LetterId = NEW_LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter as a list shows it."""

    id: LetterId
    notice_id: NoticeId | None
    service: str | None
    commissioner: str | None
    kind: str
    tone: str
    title: str
    status: LetterStatus
    recipient: str
    reply_due: date | None
    sent_on: date | None
    is_example: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFileRecord:
    """A file written from a letter.

    Args:
        relative_path: Below the data folder for frozen copies; else the whole path the user chose.
        size: Bytes.
        frozen: Whether it is the kept copy of what was sent.
    """

    letter_id: LetterId
    format: str
    file_name: str
    relative_path: str
    sha256: str
    size: int
    written_at: datetime
    frozen: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEventRecord:
    """A line of a letter's correspondence log."""

    letter_id: LetterId
    on_date: date
    kind: str
    note: str = ""
    recorded_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecordRecord:
    """A person's word that they have read a provision, as stored."""

    provision: ProvisionId
    source: str
    read_on: date
    reference: str
    read_by: str = ""
    recorded_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideRecord:
    """A reasoned decision to use a provision that the gate did not offer, for one notice or one letter."""

    provision: ProvisionId
    reason: str
    made_on: date
    made_by: str = ""
    notice_id: NoticeId | None = None
    letter_id: LetterId | None = None
    recorded_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCompactRecord:
    """A local compact.

    Args:
        name: As printed.
        copy_source: Where the charity's copy came from, and `copy_checked_on` when it was checked.
        codes_reach: Whether its codes bind all partners.
        replaced: What it replaced.
        notice_period: The notice of ending or change it promises, as printed; empty when none.
    """

    name: str
    area: str = ""
    edition: str = ""
    adopted_on: date | None = None
    copy_source: str = ""
    copy_checked_on: date | None = None
    status: LocalCompactStatus = LocalCompactStatus.UNKNOWN
    status_confirmed_by: str = ""
    codes_reach: CodesReach = CodesReach.UNKNOWN
    codes_note: str = ""
    review_on: date | None = None
    dispute_steps: str = ""
    dispute_contact: str = ""
    replaced: str = ""
    notice_period: str = ""
    note: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: LocalCompactId = NEW_COMPACT


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSignatoryRecord:
    """A body and whether it signed a local compact."""

    local_compact_id: LocalCompactId
    body: str
    signed: Answer = Answer.UNKNOWN
    signed_on: date | None = None
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalClauseRecord:
    """A clause of a local compact.

    Args:
        reference: The number exactly as printed, or `unnumbered`; then `page` and `heading` find it.
        text: The words as the user typed them.
        national_match: Register id of the matching national undertaking, or empty.
    """

    local_compact_id: LocalCompactId
    reference: str
    text: str
    position: int = 0
    page: str = ""
    heading: str = ""
    side: ClauseSide = ClauseSide.BODY
    topics: tuple[str, ...] = ()
    national_match: str = ""
    verification: Verification = Verification.VERIFIED
    note: str = ""
    id: LocalClauseId = NEW_CLAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRecord:
    """A file copied into the data folder for one record; `owner_table` is the record's table name."""

    owner_table: str
    owner_id: int
    file_name: str
    relative_path: str
    sha256: str
    size: int
    note: str = ""
    added_at: datetime = UNSET
    id: int = 0
