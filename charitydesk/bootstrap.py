"""Puts the services of one data folder together."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from charitydesk.errors import UserFacingError
from charitydesk.services.attachments import AttachmentService
from charitydesk.services.backups import BackupService
from charitydesk.services.bids import BidService
from charitydesk.services.bills import BillService
from charitydesk.services.bundle import Services
from charitydesk.services.cases import CaseWorker
from charitydesk.services.changes import ChangeFeed
from charitydesk.services.clocks import ClockService
from charitydesk.services.commissioners import CommissionerService
from charitydesk.services.contracts import ContractService
from charitydesk.services.costs import CostService
from charitydesk.services.desk import Desk
from charitydesk.services.example import ExampleService
from charitydesk.services.example_agreements import ExampleAgreements
from charitydesk.services.example_time import ExampleTime
from charitydesk.services.exports import ExportService
from charitydesk.services.history import HistoryService
from charitydesk.services.import_notices import NoticeImportService
from charitydesk.services.imports import ImportService
from charitydesk.services.letter_files import LetterFiles
from charitydesk.services.letters import LetterService
from charitydesk.services.library import LibraryService
from charitydesk.services.notices import NoticeService
from charitydesk.services.obligations import ObligationService
from charitydesk.services.outcomes import OutcomeService
from charitydesk.services.people import PeopleService
from charitydesk.services.printing import PrintService
from charitydesk.services.profile import ProfileService
from charitydesk.services.recoveries import RecoveryService
from charitydesk.services.saved_filters import SavedFilterService
from charitydesk.services.search import SearchService
from charitydesk.services.statements import StatementService
from charitydesk.services.terms import TermsWorker
from charitydesk.services.time_log import TimeLogService
from charitydesk.services.timers import TimerService
from charitydesk.services.today import TodayService
from charitydesk.services.whole_data import WholeDataService
from charitydesk.storage.lock import DataLock
from charitydesk.storage.opening import open_database

if TYPE_CHECKING:
    from charitydesk.paths import AppPaths
    from charitydesk.services.clock import Clock

__all__ = ["Services", "build_services"]


def build_services(paths: AppPaths, clock: Clock, *, wait_seconds: float = 0.0) -> Services:
    """Open a data folder and return its services; close them when done.

    Args:
        paths: The data folder; made when it is not there.
        clock: Tells the time.
        wait_seconds: How long to wait for another program that has the folder open.

    Raises:
        DataUnavailableError: The folder is open elsewhere, or its database is newer, foreign or damaged.
        UserFacingError: The folder cannot be made.
    """
    try:
        paths.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserFacingError(
            f"The data folder {paths.data} cannot be made.",
            "Choose another folder, or ask for the right to write there.",
        ) from error
    with ExitStack() as stack:
        lock = DataLock(paths.lock)
        lock.acquire(wait_seconds=wait_seconds)
        stack.callback(lock.release)
        database = open_database(paths.database, paths.backups, clock.now())
        stack.callback(database.close)
        feed = ChangeFeed()
        desk = Desk(database, paths, clock, feed)
        profile, library = ProfileService(desk), LibraryService(desk)
        clocks = ClockService(paths.data / "bank-holidays.json")
        worker = CaseWorker(library, clocks)
        costs, people, time = CostService(desk), PeopleService(desk), TimeLogService(desk)
        letters = LetterService(desk, worker, clocks, costs)
        files = LetterFiles(desk, letters, profile, clocks)
        terms = TermsWorker(clocks)
        exports = ExportService(desk, terms)
        feed.subscribe(exports.follow)
        contracts, bids = ContractService(desk, terms), BidService(desk, terms)
        commissioners, outcomes = CommissionerService(desk, terms), OutcomeService(desk, bids, contracts, terms, clocks)
        notices = NoticeService(desk, worker, library, commissioners)
        agreements = ExampleAgreements(desk, commissioners, contracts, bids, outcomes)
        return Services(
            desk=desk,
            profile=profile,
            library=library,
            clocks=clocks,
            notices=notices,
            letters=letters,
            letter_files=files,
            today=TodayService(desk, terms),
            search=SearchService(desk, library),
            history=HistoryService(database, clock, feed),
            backups=BackupService(paths, clock, feed, database),
            example=ExampleService(desk, profile, library, notices, letters, files, agreements, ExampleTime(desk)),
            people=people,
            time=time,
            timers=TimerService(desk),
            costs=costs,
            recoveries=RecoveryService(desk, people),
            bills=BillService(desk),
            statements=StatementService(desk, costs, profile),
            printing=PrintService(desk, profile),
            imports=ImportService(desk, terms),
            notice_imports=NoticeImportService(desk, terms),
            exports=exports,
            whole_data=WholeDataService(desk),
            commissioners=commissioners,
            contracts=contracts,
            obligations=ObligationService(desk, terms),
            bids=bids,
            outcomes=outcomes,
            attachments=AttachmentService(desk),
            filters=SavedFilterService(desk),
            closing=stack.pop_all(),
        )
