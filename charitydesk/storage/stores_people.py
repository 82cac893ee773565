"""Stores of people, roles, rates, payroll figures and overheads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.storage.records_time import (
    OverheadYearRecord,
    PayrollYearRecord,
    PersonRecord,
    RateRecord,
    RoleRecord,
)
from charitydesk.storage.rows_time import OverheadYearRow, PayrollYearRow, PersonRow, RateRow, RoleRow
from charitydesk.storage.store import Store

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from charitydesk.domain.ids import PersonId


class RoleStore(Store[RoleRecord, RoleRow]):
    """Roles."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, RoleRecord, RoleRow, "role")

    def list(self) -> tuple[RoleRecord, ...]:
        """Return all roles by title."""
        return self.those("title")


class PersonStore(Store[PersonRecord, PersonRow]):
    """People whose time is logged."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, PersonRecord, PersonRow, "person")

    def list(self) -> tuple[PersonRecord, ...]:
        """Return all people by name."""
        return self.those("name")


class RateStore(Store[RateRecord, RateRow]):
    """Rates; finance view only."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, RateRecord, RateRow, "rate")

    def of(self, person_id: PersonId) -> tuple[RateRecord, ...]:
        """Return somebody's rates, the earliest first."""
        return self.those("effective_from", person_id=person_id)


class PayrollYearStore(Store[PayrollYearRecord, PayrollYearRow]):
    """Payroll figures the charity typed in."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, PayrollYearRecord, PayrollYearRow, "payroll year")

    def of_year(self, tax_year: int) -> PayrollYearRecord | None:
        """Return the figures of the tax year that begins in a year, or None."""
        return next(iter(self.those(tax_year=tax_year)), None)


class OverheadYearStore(Store[OverheadYearRecord, OverheadYearRow]):
    """Overheads by accounting year."""

    def __init__(self, session: Session, now: datetime) -> None:
        super().__init__(session, now, OverheadYearRecord, OverheadYearRow, "year of overheads")

    def list(self) -> tuple[OverheadYearRecord, ...]:
        """Return all years, the latest first."""
        return self.all(order=(OverheadYearRow.ends_on.desc(),))
