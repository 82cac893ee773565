"""What is worked out from a contract's or a bid's recorded terms: its regime, its notice window, its reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, Nation
from charitydesk.domain.notice_window import NoticeWindow, RenewalTerms, WindowDays, notice_window, window_days
from charitydesk.domain.obligations import Recurrence, lead_days
from charitydesk.domain.periods import Period, parse_period
from charitydesk.domain.regimes import RegimeAnswer, RegimeFacts, work_out_regime
from charitydesk.errors import BadInputError
from charitydesk.services.threshold_files import load_thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.calendars import HolidayBook, WorkingCalendar
    from charitydesk.domain.ids import ContractId
    from charitydesk.services.clocks import ClockService
    from charitydesk.storage.records_bids import BidRecord
    from charitydesk.storage.records_contracts import CommissionerRecord, ContractRecord, ObligationRecord
    from charitydesk.storage.stores_today import DatedContract
    from charitydesk.storage.unit_of_work import UnitOfWork

_YES_NO = {Answer.YES: True, Answer.PARTLY: True, Answer.NO: False, Answer.UNKNOWN: None}
_MOST_WINDOWS = 20_000


class TermsWorker:
    """Works out what follows from recorded terms.

    Args:
        clocks: Knows the working days.
    """

    def __init__(self, clocks: ClockService) -> None:
        self._clocks = clocks
        self._calendars: dict[Nation, WorkingCalendar] = {}
        self._days: dict[tuple[str, str, str, str | None], WindowDays | None] = {}
        self._asked: tuple[object, ...] = ()
        self._rolled: tuple[object, dict[ContractId, WindowDays], dict[ContractId, date]] = (None, {}, {})
        self._book = clocks.holidays

    @property
    def holidays(self) -> HolidayBook:
        """The bank holidays in use, by which everything is worked out."""
        return self._clocks.holidays

    def calendar(self, body: CommissionerRecord | None) -> WorkingCalendar:
        """Return the working days where a body sits; England's where that is not known."""
        return self.calendar_of(body.nation if body else None)

    def calendar_of(self, nation: Nation | None) -> WorkingCalendar:
        """Return a nation's working days; England's where it is not known. Made once for each list of holidays."""
        if self._book is not self._clocks.holidays:
            self._book, self._calendars = self._clocks.holidays, {}
        where = nation or Nation.ENGLAND
        if where not in self._calendars:
            self._calendars[where] = self._clocks.calendar(where).guessing_earlier()
        return self._calendars[where]

    @staticmethod
    def regime_of(record: ContractRecord | BidRecord, body: CommissionerRecord | None) -> RegimeAnswer:
        """Return the procurement regime: the one the charity gave, else the one worked out, with its reason."""
        if record.regime_given:
            return RegimeAnswer(record.regime, f"You recorded it: {record.regime.label}.")
        facts = RegimeFacts(
            nation=body.nation if body else None,
            body=body.kind if body else None,
            relationship=record.relationship,
            procurement_start=record.procurement_started_on,
            value_pence_inc_vat=record.value,
            is_light_touch=_YES_NO[record.light_touch],
            is_health=_YES_NO[record.health],
            kind=record.kind,
        )
        return work_out_regime(facts, load_thresholds())

    def window_of(self, record: ContractRecord | DatedContract, nation: Nation | None, today: date) -> NoticeWindow:
        """Return the notice window of a contract as of today; terms that cannot be counted are told of, not raised."""
        notice = record.renewal_notice or record.notice_from_charity
        terms = _terms(record.ends_on, record.auto_renew, notice, record.renewal_length)
        try:
            return notice_window(terms, self.calendar_of(nation), today)
        except BadInputError as error:
            return NoticeWindow(f"The day to say no cannot be worked out. {error}", ends_on=record.ends_on)

    def days_of(self, ends_on: str, length: str, notice: str, nation: str | None, today: date) -> WindowDays | None:
        """Return the days of the window of a contract that renews by itself; None where they cannot be told.

        Registers and Today ask for thousands at a time, of which few differ, so each answer is remembered.

        Args:
            ends_on: The end, as it lies in the file.
            length: How long it renews, as written.
            notice: The notice that stops it, as written.
            nation: Where the body sits, as it lies in the file.
            today: Civil date.
        """
        if self._asked != (today, self._clocks.holidays):
            self._asked, self._days = (today, self._clocks.holidays), {}
        key = (ends_on, length, notice, nation)
        try:
            return self._days[key]
        except KeyError:
            pass
        if len(self._days) >= _MOST_WINDOWS:
            self._days.clear()
        terms = _terms(date.fromisoformat(ends_on), Answer.YES, notice, length)
        try:
            found = window_days(terms, self.calendar_of(Nation(nation) if nation else None), today)
        except BadInputError:
            found = None
        self._days[key] = found
        return found

    def present_terms(self, work: UnitOfWork, today: date) -> Mapping[ContractId, WindowDays]:
        """Return the days of contracts that have renewed since their terms were written down."""
        return self._renewed(work, today)[0]

    def say_no_days(self, work: UnitOfWork, today: date) -> Mapping[ContractId, date]:
        """Return the day to say no of contracts that have renewed since it was written down, where it is another."""
        return self._renewed(work, today)[1]

    def _renewed(self, work: UnitOfWork, today: date) -> tuple[dict[ContractId, WindowDays], dict[ContractId, date]]:
        key = (work.history.mark(), today, self._clocks.holidays)
        known, terms, rolled = self._rolled
        if known != key:
            terms, rolled = {}, {}
            for id_, written, ends_on, length, notice, nation in work.contracts.rolled_on(today):
                days = self.days_of(ends_on, length, notice, nation, today)
                if days is not None:
                    terms[id_] = days
                    if days.say_no_by.isoformat() != written:
                        rolled[id_] = days.say_no_by
            self._rolled = key, terms, rolled
        return terms, rolled

    def contract_derived(self, record: ContractRecord, body: CommissionerRecord | None, today: date) -> ContractRecord:
        """Return a contract with its regime and its day to say no filled in from its terms."""
        regime = self.regime_of(record, body)
        window = self.window_of(record, body.nation if body else None, today)
        return replace(record, regime=regime.regime, regime_reason=regime.reason, say_no_by=window.say_no_by)

    def bid_derived(self, record: BidRecord, body: CommissionerRecord | None) -> BidRecord:
        """Return a bid with its regime filled in from its facts."""
        regime = self.regime_of(record, body)
        return replace(record, regime=regime.regime, regime_reason=regime.reason)

    def obligation_derived(self, record: ObligationRecord, body: CommissionerRecord | None) -> ObligationRecord:
        """Return an obligation with its first reminder filled in, and the day of the month it is meant for."""
        if record.due_on is None:
            return replace(record, first_lead_on=None, anchor_day=None)
        leads = self.reminders(record, body)
        monthly = record.recurrence not in {Recurrence.ONCE, Recurrence.WEEKLY}
        anchor = None
        if monthly:
            anchor = max(record.anchor_day or 0, record.due_on.day)
            anchor = anchor if anchor > 28 else None
        return replace(record, first_lead_on=leads[0] if leads else None, anchor_day=anchor)

    def reminders(self, record: ObligationRecord, body: CommissionerRecord | None) -> tuple[date, ...]:
        """Return the days on which to be reminded of an obligation, earliest first."""
        if record.due_on is None:
            return ()
        periods = [period for text in record.lead_times if (period := period_of(text))]
        return lead_days(record.due_on, periods, self.calendar(body))


def _terms(ends_on: date | None, auto_renew: Answer, notice: str, length: str) -> RenewalTerms:
    return RenewalTerms(ends_on, auto_renew, period_of(notice), period_of(length))


@lru_cache(maxsize=1_000)
def period_of(text: str) -> Period | None:
    """Return a stored period; None where it is empty or was written by hand into the file and cannot be read."""
    if not text.strip():
        return None
    try:
        return parse_period(text)
    except BadInputError:
        return None
