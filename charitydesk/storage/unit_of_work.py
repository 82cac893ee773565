"""One transaction's stores.

`Database.read()` and `Database.write()` give one. Every store answers `find`, `get`, `add`, `update`, `delete`,
`count` and `all` with the records of `records.py`, and has the named lists its rooms need:

    with database.write("Recorded a notice from Anytown Council", topics={Topic.NOTICES}, now=now) as work:
        notice = work.notices.add(NoticeRecord(service="Ashdale lunch club", commissioner="Anytown Council"))
        work.clocks.add(ClockRecord(notice_id=notice.id, ...))

The change and the images of all its rows are stored in the same transaction. A unit of work belongs to one thread and
ends with its block; records may be kept.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from charitydesk.storage.base import Base
from charitydesk.storage.history import HistoryStore
from charitydesk.storage.ledger_store import LedgerStore
from charitydesk.storage.search_index import many_rows
from charitydesk.storage.search_store import SearchStore
from charitydesk.storage.stores_bids import BidFactorStore, BidLotStore, BidScoreStore, BidStore, BidTaskStore
from charitydesk.storage.stores_contracts import (
    ContractClauseStore,
    ContractExtensionStore,
    ContractStore,
    ContractYearStore,
    VariationStore,
)
from charitydesk.storage.stores_letters import LetterEventStore, LetterFileStore, LetterStore
from charitydesk.storage.stores_library import (
    LocalClauseStore,
    LocalCompactStore,
    LocalSignatoryStore,
    OverrideStore,
    ReadRecordStore,
)
from charitydesk.storage.stores_notices import AttachmentStore, CharityStore, ClockStore, NoticeStore
from charitydesk.storage.stores_obligations import CommissionerStore, ContactStore, ObligationStore
from charitydesk.storage.stores_people import (
    OverheadYearStore,
    PayrollYearStore,
    PersonStore,
    RateStore,
    RoleStore,
)
from charitydesk.storage.stores_search import (
    AttachmentTextStore,
    CalendarEntryStore,
    ImportMappingStore,
    SavedFilterStore,
)
from charitydesk.storage.stores_tables import TableStore
from charitydesk.storage.stores_time import (
    BiddingCostStore,
    CorrectionStore,
    FundingStore,
    MonthLockStore,
    RunningTimerStore,
    StatementStore,
    TimeEntryStore,
)
from charitydesk.storage.stores_today import TodayStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from charitydesk.storage.recorder import Recorder

CHUNK = 5_000


class UnitOfWork:
    """The stores of one transaction.

    Args:
        session: Its session.
        now: The moment that stamps its records.
        recorder: Takes the images; None when only reading.
    """

    def __init__(self, session: Session, now: datetime, recorder: Recorder | None) -> None:
        self._session = session
        self._recorder = recorder
        self.now = now
        self.change_id: int | None = None
        """The stored change's id once the block has ended; None when nothing differed from before."""

    @cached_property
    def charity(self) -> CharityStore:
        """The charity itself: `load` and `save`."""
        return CharityStore(self._session, self.now)

    @cached_property
    def notices(self) -> NoticeStore:
        """Notices."""
        return NoticeStore(self._session, self.now)

    @cached_property
    def clocks(self) -> ClockStore:
        """Clocks."""
        return ClockStore(self._session, self.now)

    @cached_property
    def letters(self) -> LetterStore:
        """Letters."""
        return LetterStore(self._session, self.now)

    @cached_property
    def letter_files(self) -> LetterFileStore:
        """Files written from letters."""
        return LetterFileStore(self._session, self.now)

    @cached_property
    def letter_events(self) -> LetterEventStore:
        """Correspondence log."""
        return LetterEventStore(self._session, self.now)

    @cached_property
    def read_records(self) -> ReadRecordStore:
        """Who has read which provision."""
        return ReadRecordStore(self._session, self.now)

    @cached_property
    def overrides(self) -> OverrideStore:
        """Reasoned overrides of the gate."""
        return OverrideStore(self._session, self.now)

    @cached_property
    def local_compacts(self) -> LocalCompactStore:
        """Local compacts."""
        return LocalCompactStore(self._session, self.now)

    @cached_property
    def local_signatories(self) -> LocalSignatoryStore:
        """Who signed local compacts."""
        return LocalSignatoryStore(self._session, self.now)

    @cached_property
    def local_clauses(self) -> LocalClauseStore:
        """Clauses of local compacts."""
        return LocalClauseStore(self._session, self.now)

    @cached_property
    def attachments(self) -> AttachmentStore:
        """Files copied in for a record."""
        return AttachmentStore(self._session, self.now)

    @cached_property
    def attachment_texts(self) -> AttachmentTextStore:
        """Words read from those files."""
        return AttachmentTextStore(self._session, self.now)

    @cached_property
    def commissioners(self) -> CommissionerStore:
        """Bodies that buy or fund services."""
        return CommissionerStore(self._session, self.now)

    @cached_property
    def contacts(self) -> ContactStore:
        """People at commissioners."""
        return ContactStore(self._session, self.now)

    @cached_property
    def contracts(self) -> ContractStore:
        """Contracts and grants held."""
        return ContractStore(self._session, self.now)

    @cached_property
    def contract_years(self) -> ContractYearStore:
        """What contracts are worth by year."""
        return ContractYearStore(self._session, self.now)

    @cached_property
    def contract_extensions(self) -> ContractExtensionStore:
        """Options to extend contracts."""
        return ContractExtensionStore(self._session, self.now)

    @cached_property
    def contract_clauses(self) -> ContractClauseStore:
        """Key clauses of contracts."""
        return ContractClauseStore(self._session, self.now)

    @cached_property
    def variations(self) -> VariationStore:
        """Changes to contracts."""
        return VariationStore(self._session, self.now)

    @cached_property
    def obligations(self) -> ObligationStore:
        """What falls due under contracts."""
        return ObligationStore(self._session, self.now)

    @cached_property
    def bids(self) -> BidStore:
        """Bids."""
        return BidStore(self._session, self.now)

    @cached_property
    def bid_lots(self) -> BidLotStore:
        """Lots of tenders."""
        return BidLotStore(self._session, self.now)

    @cached_property
    def bid_tasks(self) -> BidTaskStore:
        """Things to do for bids."""
        return BidTaskStore(self._session, self.now)

    @cached_property
    def bid_factors(self) -> BidFactorStore:
        """Factors of go / no-go scores."""
        return BidFactorStore(self._session, self.now)

    @cached_property
    def bid_scores(self) -> BidScoreStore:
        """Scores that bids were given."""
        return BidScoreStore(self._session, self.now)

    @cached_property
    def saved_filters(self) -> SavedFilterStore:
        """Filters the user named."""
        return SavedFilterStore(self._session, self.now)

    @cached_property
    def import_mappings(self) -> ImportMappingStore:
        """Which column meant what; outside the history."""
        return ImportMappingStore(self._session, self.now)

    @cached_property
    def calendar_entries(self) -> CalendarEntryStore:
        """What calendar files hold; outside the history."""
        return CalendarEntryStore(self._session, self.now)

    @cached_property
    def roles(self) -> RoleStore:
        """Roles."""
        return RoleStore(self._session, self.now)

    @cached_property
    def people(self) -> PersonStore:
        """People whose time is logged."""
        return PersonStore(self._session, self.now)

    @cached_property
    def rates(self) -> RateStore:
        """Rates: finance view only."""
        return RateStore(self._session, self.now)

    @cached_property
    def payroll_years(self) -> PayrollYearStore:
        """Payroll figures typed in."""
        return PayrollYearStore(self._session, self.now)

    @cached_property
    def overhead_years(self) -> OverheadYearStore:
        """Overheads by accounting year."""
        return OverheadYearStore(self._session, self.now)

    @cached_property
    def time_entries(self) -> TimeEntryStore:
        """Staff time."""
        return TimeEntryStore(self._session, self.now)

    @cached_property
    def month_locks(self) -> MonthLockStore:
        """Locked months."""
        return MonthLockStore(self._session, self.now)

    @cached_property
    def corrections(self) -> CorrectionStore:
        """Dated reversals of locked time."""
        return CorrectionStore(self._session, self.now)

    @cached_property
    def bidding_costs(self) -> BiddingCostStore:
        """Other costs of bidding."""
        return BiddingCostStore(self._session, self.now)

    @cached_property
    def funding(self) -> FundingStore:
        """Money given towards costs."""
        return FundingStore(self._session, self.now)

    @cached_property
    def running_timers(self) -> RunningTimerStore:
        """Timers that run."""
        return RunningTimerStore(self._session, self.now)

    @cached_property
    def statements(self) -> StatementStore:
        """Frozen statements."""
        return StatementStore(self._session, self.now)

    @cached_property
    def ledger(self) -> LedgerStore:
        """Sums of time and costs."""
        return LedgerStore(self._session)

    @cached_property
    def tables(self) -> TableStore:
        """Whole tables, for imports of many rows and for everything in and out."""
        return TableStore(self._session, self._recorder)

    @cached_property
    def today(self) -> TodayStore:
        """Every date up to a day, for Today."""
        return TodayStore(self._session)

    @cached_property
    def search(self) -> SearchStore:
        """The index of words."""
        return SearchStore(self._session)

    @cached_property
    def history(self) -> HistoryStore:
        """The history, undo and redo."""
        return HistoryStore(self._session)

    def bulk_insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> range:
        """Insert many rows at one go and return their ids, which are consecutive.

        The history keeps the first and last id alone while the rows stand: an import costs no image.

        Args:
            table: The table's name.
            rows: Every column but `id`, by name, the same columns in each row; read as a stream.
        """
        if self._recorder is None:
            raise RuntimeError("a unit of work that reads cannot insert")
        target = Base.metadata.tables[table]
        self._session.flush()
        connection = self._session.connection()
        last_used = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
        first = next_id = (last_used or 0) + 1
        source = iter(rows)
        with many_rows(connection, table, first):
            while chunk := [{**row, "id": id_} for id_, row in enumerate(islice(source, CHUNK), start=next_id)]:
                connection.execute(insert(target), chunk)
                next_id += len(chunk)
        if next_id > first:
            self._recorder.add_run(table, first, next_id - 1)
        return range(first, next_id)
