"""Every service of one open data folder, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import ExitStack

    from charitydesk.services.attachments import AttachmentService
    from charitydesk.services.backups import BackupService
    from charitydesk.services.bids import BidService
    from charitydesk.services.bills import BillService
    from charitydesk.services.clocks import ClockService
    from charitydesk.services.commissioners import CommissionerService
    from charitydesk.services.contracts import ContractService
    from charitydesk.services.costs import CostService
    from charitydesk.services.desk import Desk
    from charitydesk.services.example import ExampleService
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
    from charitydesk.services.time_log import TimeLogService
    from charitydesk.services.timers import TimerService
    from charitydesk.services.today import TodayService
    from charitydesk.services.whole_data import WholeDataService


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one open data folder."""

    desk: Desk
    profile: ProfileService
    library: LibraryService
    clocks: ClockService
    notices: NoticeService
    letters: LetterService
    letter_files: LetterFiles
    today: TodayService
    search: SearchService
    history: HistoryService
    backups: BackupService
    example: ExampleService
    people: PeopleService
    time: TimeLogService
    timers: TimerService
    costs: CostService
    recoveries: RecoveryService
    bills: BillService
    statements: StatementService
    printing: PrintService
    imports: ImportService
    notice_imports: NoticeImportService
    exports: ExportService
    whole_data: WholeDataService
    commissioners: CommissionerService
    contracts: ContractService
    obligations: ObligationService
    bids: BidService
    outcomes: OutcomeService
    attachments: AttachmentService
    filters: SavedFilterService
    closing: ExitStack

    def close(self) -> None:
        """Close the database and give the data folder free; nothing is left unsaved."""
        self.closing.close()
