"""What the stores of people, rates, time and costs hand out and take in; as in `records.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from charitydesk.domain.activities import Activity
from charitydesk.domain.bills import CostKind, VatTreatment
from charitydesk.domain.ids import BiddingCostId, PersonId, RateId, RoleId, StatementId, TimeEntryId
from charitydesk.domain.money import Pence
from charitydesk.domain.people import PersonKind
from charitydesk.domain.rates import PensionBasis, RateBasis
from charitydesk.domain.timelog import EntrySource
from charitydesk.storage.records import UNSET

if TYPE_CHECKING:
    from datetime import date, datetime

    from charitydesk.domain.ids import BidId, ContractId, LetterId, NoticeId

NEW_ROLE = RoleId(0)
NEW_PERSON = PersonId(0)
NEW_RATE = RateId(0)
NEW_ENTRY = TimeEntryId(0)
NEW_COST = BiddingCostId(0)
NEW_STATEMENT = StatementId(0)
NOTHING = Pence(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRecord:
    """A role; `front_line` means it works with the people the charity serves."""

    title: str
    front_line: bool = False
    is_example: bool = False
    id: RoleId = NEW_ROLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Somebody whose time is logged; `weekly_minutes` are the contracted ones."""

    name: str
    role_id: RoleId | None = None
    kind: PersonKind = PersonKind.EMPLOYEE
    weekly_minutes: int = 0
    started_on: date | None = None
    left_on: date | None = None
    note: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: PersonId = NEW_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRecord:
    """What somebody costs from a day on; fields as in `domain.rates.Rate`."""

    person_id: PersonId
    effective_from: date
    basis: RateBasis
    salary: Pence = NOTHING
    hourly: Pence = NOTHING
    productive_minutes: int = 0
    pension: PensionBasis = PensionBasis.NONE
    pension_hundredths: int = 0
    pension_amount: Pence = NOTHING
    other_on_costs: Pence = NOTHING
    nic_amount: Pence | None = None
    note: str = ""
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: RateId = NEW_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class PayrollYearRecord:
    """Payroll figures typed in; `employer_nic` in hundredths of a per cent."""

    tax_year: int
    employer_nic: int
    secondary_threshold: Pence
    qualifying_lower: Pence = NOTHING
    qualifying_upper: Pence = NOTHING
    source: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OverheadYearRecord:
    """Overheads of an accounting year; weights in hundredths of a per cent."""

    ends_on: date
    indirect: Pence
    direct: Pence
    headcount_weight: int = 0
    space_weight: int = 0
    spend_weight: int = 0
    areas: dict[str, Any] = field(default_factory=dict[str, Any])
    note: str = ""
    is_example: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntryRecord:
    """Time that somebody spent.

    Args:
        day: Civil date in `zone` on which it began.
        minutes: Whole minutes, 1 to 1500 (a day of 25 hours, when the clocks go back).
        started_at: The moment it began, where that is known.
        zone: Name of the time zone, for example `Europe/London`.
        import_key: What told this entry apart in the file it came from, or empty.
    """

    person_id: PersonId
    day: date
    minutes: int
    activity: Activity = Activity.OTHER
    bid_id: BidId | None = None
    contract_id: ContractId | None = None
    notice_id: NoticeId | None = None
    started_at: datetime | None = None
    zone: str = "Europe/London"
    note: str = ""
    source: EntrySource = EntrySource.TYPED
    import_key: str = ""
    is_example: bool = False
    id: TimeEntryId = NEW_ENTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntryLine:
    """An entry as a list shows it, with what it hangs on; `taken_back` are minutes corrected away, zero or less."""

    id: TimeEntryId
    person_id: PersonId
    person: str
    day: date
    minutes: int
    taken_back: int
    activity: Activity
    bid_id: BidId | None
    contract_id: ContractId | None
    notice_id: NoticeId | None
    subject: str
    commissioner: str
    started_at: datetime | None
    zone: str
    note: str
    source: EntrySource
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLockRecord:
    """A locked month, by its first day."""

    month: date
    locked_by: str = ""
    recorded_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRecord:
    """Minutes taken back from an entry: a negative number, dated in an open month."""

    time_entry_id: TimeEntryId
    dated_on: date
    minutes: int
    reason: str
    made_by: str = ""
    is_example: bool = False
    recorded_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BiddingCostRecord:
    """Something bought; `vat_recovered` counts where the treatment is *partly recovered*."""

    on_date: date
    kind: CostKind
    net: Pence
    bid_id: BidId | None = None
    contract_id: ContractId | None = None
    notice_id: NoticeId | None = None
    activity: Activity = Activity.WRITING
    supplier: str = ""
    description: str = ""
    vat: Pence = NOTHING
    vat_treatment: VatTreatment = VatTreatment.NO_VAT
    vat_recovered: Pence = NOTHING
    funded: Pence = NOTHING
    funded_by: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: BiddingCostId = NEW_COST


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingRecord:
    """Money given towards a cost."""

    on_date: date
    amount: Pence
    given_by: str = ""
    bid_id: BidId | None = None
    contract_id: ContractId | None = None
    notice_id: NoticeId | None = None
    note: str = ""
    is_example: bool = False
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTimerRecord:
    """A running timer; `gaps` is `domain.timer.gaps_mapping`'s."""

    person_id: PersonId
    started_at: datetime
    last_seen_at: datetime
    zone: str = "Europe/London"
    gaps: dict[str, Any] = field(default_factory=dict[str, Any])
    activity: Activity = Activity.OTHER
    bid_id: BidId | None = None
    contract_id: ContractId | None = None
    notice_id: NoticeId | None = None
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord:
    """A frozen statement; `content` is `domain.statement.statement_mapping`'s."""

    title: str
    commissioner: str = ""
    from_date: date | None = None
    to_date: date | None = None
    cost: Pence = NOTHING
    unfunded: Pence = NOTHING
    letter_id: LetterId | None = None
    content_version: int = 1
    content: dict[str, Any] = field(default_factory=dict[str, Any])
    is_example: bool = False
    recorded_at: datetime = UNSET
    id: StatementId = NEW_STATEMENT
