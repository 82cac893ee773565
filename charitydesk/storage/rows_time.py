"""Rows of people, rates, overheads, staff time and the other costs of bidding.

A time entry is a plain row without moments of its own, for there may be a million: the history tells when it was made.
Its index by bid holds everything a report adds up, so that no report reads the table itself.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from charitydesk.domain.activities import Activity
from charitydesk.domain.bills import CostKind, VatTreatment
from charitydesk.domain.people import PersonKind
from charitydesk.domain.rates import PensionBasis, RateBasis
from charitydesk.domain.timelog import EntrySource
from charitydesk.storage.base import NO_HISTORY, OWN_IDS, Base
from charitydesk.storage.types import Id, Json, Moment, Money, UtcDateTime, by_value


class RoleRow(Base):
    """A role that people have."""

    __tablename__ = "role"

    id: Mapped[Id]
    title: Mapped[str]
    front_line: Mapped[bool]
    is_example: Mapped[bool]


class PersonRow(Base):
    """Somebody whose time is logged."""

    __tablename__ = "person"
    __table_args__ = (Index(None, "name"), OWN_IDS)

    id: Mapped[Id]
    name: Mapped[str]
    role_id: Mapped[int | None] = mapped_column(ForeignKey("role.id"), index=True)
    kind: Mapped[PersonKind] = mapped_column(by_value(PersonKind, "kind"))
    weekly_minutes: Mapped[int]
    started_on: Mapped[date | None]
    left_on: Mapped[date | None]
    note: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class RateRow(Base):
    """What somebody costs from a day on."""

    __tablename__ = "rate"
    __table_args__ = (Index(None, "person_id", "effective_from", unique=True), OWN_IDS)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    effective_from: Mapped[date]
    basis: Mapped[RateBasis] = mapped_column(by_value(RateBasis, "basis"))
    salary: Mapped[Money]
    hourly: Mapped[Money]
    productive_minutes: Mapped[int]
    pension: Mapped[PensionBasis] = mapped_column(by_value(PensionBasis, "pension"))
    pension_hundredths: Mapped[int]
    pension_amount: Mapped[Money]
    other_on_costs: Mapped[Money]
    nic_amount: Mapped[Money | None]
    note: Mapped[str]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class PayrollYearRow(Base):
    """Employer payroll figures of a tax year that the charity typed in; shares in hundredths of a per cent."""

    __tablename__ = "payroll_year"

    id: Mapped[Id]
    tax_year: Mapped[int] = mapped_column(index=True, unique=True)
    employer_nic: Mapped[int]
    secondary_threshold: Mapped[Money]
    qualifying_lower: Mapped[Money]
    qualifying_upper: Mapped[Money]
    source: Mapped[str]


class OverheadYearRow(Base):
    """Overheads of an accounting year, with the drivers' shares and the areas' parts."""

    __tablename__ = "overhead_year"

    id: Mapped[Id]
    ends_on: Mapped[date] = mapped_column(index=True, unique=True)
    indirect: Mapped[Money]
    direct: Mapped[Money]
    headcount_weight: Mapped[int]
    space_weight: Mapped[int]
    spend_weight: Mapped[int]
    areas: Mapped[Json]
    note: Mapped[str]
    is_example: Mapped[bool]


class TimeEntryRow(Base):
    """Time that somebody spent on a day; minutes are whole and positive."""

    __tablename__ = "time_entry"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1500", name="minutes"),
        # Both hold all that the ledger adds up, so that it never looks an entry up: in the order of what entries hang
        # on and of months, and in that of people and days.
        Index(
            "ix_time_entry_ledger",
            *("bid_id", "notice_id", "contract_id", text("substr(day, 1, 7)"), "day", "person_id", "minutes"),
            "activity",
        ),
        Index(
            "ix_time_entry_people",
            *("person_id", "day", "minutes", "activity", "bid_id", "notice_id", "contract_id"),
        ),
        Index(None, "contract_id", sqlite_where=text("contract_id IS NOT NULL")),
        Index(None, "notice_id", sqlite_where=text("notice_id IS NOT NULL")),
        Index(None, "import_key", sqlite_where=text("import_key != ''")),
        OWN_IDS,
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    minutes: Mapped[int]
    activity: Mapped[Activity] = mapped_column(by_value(Activity, "activity"))
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    zone: Mapped[str]
    note: Mapped[str]
    source: Mapped[EntrySource] = mapped_column(by_value(EntrySource, "source"))
    import_key: Mapped[str]
    is_example: Mapped[bool]


class MonthLockRow(Base):
    """A month whose entries stand as they are."""

    __tablename__ = "month_lock"

    id: Mapped[Id]
    month: Mapped[date] = mapped_column(index=True, unique=True)
    locked_by: Mapped[str]
    recorded_at: Mapped[Moment]


class CorrectionRow(Base):
    """Minutes taken back from an entry of a locked month, dated in an open one."""

    __tablename__ = "correction"
    __table_args__ = (CheckConstraint("minutes < 0", name="minutes"), OWN_IDS)

    id: Mapped[Id]
    time_entry_id: Mapped[int] = mapped_column(ForeignKey("time_entry.id"), index=True)
    dated_on: Mapped[date]
    minutes: Mapped[int]
    reason: Mapped[str]
    made_by: Mapped[str]
    is_example: Mapped[bool]
    recorded_at: Mapped[Moment]


class BiddingCostRow(Base):
    """Something bought for a bid, a consultation or a challenge."""

    __tablename__ = "bidding_cost"

    id: Mapped[Id]
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    on_date: Mapped[date]
    kind: Mapped[CostKind] = mapped_column(by_value(CostKind, "kind"))
    activity: Mapped[Activity] = mapped_column(by_value(Activity, "activity"))
    supplier: Mapped[str]
    description: Mapped[str]
    net: Mapped[Money]
    vat: Mapped[Money]
    vat_treatment: Mapped[VatTreatment] = mapped_column(by_value(VatTreatment, "vat_treatment"))
    vat_recovered: Mapped[Money]
    funded: Mapped[Money]
    funded_by: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class FundingRow(Base):
    """Money somebody gave towards the cost of a bid, a consultation or a challenge."""

    __tablename__ = "funding"

    id: Mapped[Id]
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"), index=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    on_date: Mapped[date]
    amount: Mapped[Money]
    given_by: Mapped[str]
    note: Mapped[str]
    is_example: Mapped[bool]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class RunningTimerRow(Base):
    """A timer that runs; a crash leaves it standing, and it is no fact of the charity's until it stops."""

    __tablename__ = "running_timer"
    __table_args__ = OWN_IDS | NO_HISTORY

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, unique=True)
    started_at: Mapped[Moment]
    zone: Mapped[str]
    last_seen_at: Mapped[Moment]
    gaps: Mapped[Json]
    activity: Mapped[Activity] = mapped_column(by_value(Activity, "activity"))
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    note: Mapped[str]


class StatementRow(Base):
    """A statement as it was made: its figures never change again."""

    __tablename__ = "statement"

    id: Mapped[Id]
    title: Mapped[str]
    commissioner: Mapped[str]
    from_date: Mapped[date | None]
    to_date: Mapped[date | None]
    cost: Mapped[Money]
    unfunded: Mapped[Money]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)
    content_version: Mapped[int]
    content: Mapped[Json]
    is_example: Mapped[bool]
    recorded_at: Mapped[Moment]
