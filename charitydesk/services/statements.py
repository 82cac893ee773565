"""Statements of unfunded bidding cost: made, written as Word, PDF, Excel or CSV, and frozen for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.ledger_cuts import Asked, Cut
from charitydesk.domain.money import Pence, pounds
from charitydesk.domain.statement import (
    CONTENT_VERSION,
    PRIVACY,
    Statement,
    StatementLine,
    build_statement,
    read_statement,
    statement_chart,
    statement_document,
    statement_mapping,
)
from charitydesk.errors import BadInputError
from charitydesk.files import write_atomically
from charitydesk.services.changes import Topic
from charitydesk.services.payroll_files import load_benchmarks
from charitydesk.services.printing import write_document
from charitydesk.storage.records_time import StatementRecord

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.documents.tables import Table
    from charitydesk.domain.charts import Chart
    from charitydesk.domain.document import Document
    from charitydesk.domain.ids import LetterId, StatementId
    from charitydesk.services.costs import CostService
    from charitydesk.services.desk import Desk
    from charitydesk.services.profile import ProfileService

__all__ = ["Statement", "StatementRecord", "StatementService"]

ENDINGS = (".docx", ".pdf", ".xlsx", ".csv")


class StatementService:
    """Makes and keeps statements."""

    def __init__(self, desk: Desk, costs: CostService, profile: ProfileService) -> None:
        self._desk = desk
        self._costs = costs
        self._profile = profile

    def draw_up(self, asked: Asked | None = None) -> Statement:
        """Return a statement as the ledger stands now, without keeping it.

        Args:
            asked: Period, commissioner and bid; all bidding of all time unless given.
        """
        wanted = asked or Asked()
        by_subject, by_activity = self._costs.reports(wanted, Cut.SUBJECT, Cut.ACTIVITY)
        with self._desk.read() as work:
            infos = work.ledger.subjects()
        return build_statement(self._desk.clock.today(), by_subject, by_activity, infos)

    def freeze(
        self, statement: Statement, asked: Asked, letter_id: LetterId | None = None, *, is_example: bool = False
    ) -> StatementRecord:
        """Keep a statement as it is; no later rate, entry or contribution changes it.

        Args:
            statement: As drawn up.
            asked: What it is about.
            letter_id: The letter it went with, or None.
            is_example: Whether it belongs to the example charity.
        """
        record = StatementRecord(
            title=statement.title,
            commissioner=asked.commissioner,
            from_date=asked.first,
            to_date=asked.last,
            cost=Pence(statement.total.cost),
            unfunded=Pence(statement.total.unfunded),
            letter_id=letter_id,
            content_version=CONTENT_VERSION,
            content=statement_mapping(statement),
            is_example=is_example,
        )
        # The history is open to everybody: a sum that rests on one person's time does not stand in it.
        sums = "" if statement.total.alone else f": {pounds(statement.total.unfunded)} unfunded"
        with self._desk.change(f"Made a statement{sums}", Topic.COSTS) as work:
            return work.statements.add(record)

    def list(self) -> tuple[StatementRecord, ...]:
        """Return frozen statements, the latest first."""
        with self._desk.read() as work:
            return work.statements.list()

    def open(self, statement_id: StatementId) -> Statement:
        """Return a frozen statement, every figure as it was.

        Raises:
            BadInputError: There is none.
        """
        with self._desk.read() as work:
            return read_statement(work.statements.get(statement_id).content)

    def of_letter(self, letter_id: LetterId) -> Statement | None:
        """Return the statement frozen with a letter, or None."""
        with self._desk.read() as work:
            record = work.statements.of_letter(letter_id)
        return None if record is None else read_statement(record.content)

    def document(self, statement: Statement, *, chart: bool = True) -> Document:
        """Return a statement as a document, as it prints."""
        from charitydesk.documents.charts import chart_png  # noqa: PLC0415 - loads the drawing library

        note = load_benchmarks().in_statements
        return statement_document(statement, self._profile.charity(), note, chart_png if chart else None)

    def chart_svg(self, statement: Statement) -> str:
        """Return a statement's chart as SVG, for the window; the one drawing that also goes into Word and PDF."""
        from charitydesk.documents.charts import chart_svg  # noqa: PLC0415 - loads the drawing library

        return chart_svg(statement_chart(statement))

    @staticmethod
    def published() -> tuple[str, ...]:
        """Return what others have published about the cost of bidding, one by one, each with what it measures."""
        held = load_benchmarks()
        return (held.none_for_tenders, *(figure.sentence for figure in held.figures))

    def draw(self, chart: Chart) -> str:
        """Return any chart of the ledger as SVG, by the same drawing."""
        from charitydesk.documents.charts import chart_svg  # noqa: PLC0415 - loads the drawing library

        return chart_svg(chart)

    def save(self, statement: Statement, target: Path) -> None:
        """Write a statement as Word, PDF, Excel or CSV, by the file's ending.

        Raises:
            BadInputError: The ending is none of them, or a character cannot be printed.
            UserFacingError: The file cannot be written.
        """
        now = self._desk.clock.now()
        match target.suffix.lower():
            case ".docx" | ".pdf":
                write_document(self.document(statement), target, self._profile.letterhead(), now)
            case ".xlsx":
                from charitydesk.documents.tables import About, write_xlsx  # noqa: PLC0415 - loaded when used

                about = About(statement.title, self._profile.charity().name, now)
                write_xlsx(statement_tables(statement), target, about)
            case ".csv":
                from charitydesk.documents.tables import csv_bytes  # noqa: PLC0415 - loaded when used

                write_atomically(target, csv_bytes(*statement_tables(statement)))
            case _:
                raise BadInputError(
                    f"{target.name} is no kind of file a statement can be.", f"End it in {', '.join(ENDINGS)}."
                )


def statement_tables(statement: Statement) -> tuple[Table, ...]:
    """Return a statement as tables: the very figures of the document."""
    from charitydesk.documents.tables import Money, Table  # noqa: PLC0415 - loaded when used

    titles = ("Hours", "Staff time", "Other costs", "Cost", "Funded", "Unfunded")

    def row(line: StatementLine) -> tuple[str | Money, ...]:
        sums = (line.time, line.other, line.cost, line.funded, line.unfunded)
        label = line.label[:1].upper() + line.label[1:]
        return (label, line.detail, line.hours, *(Money(sum_) for sum_ in sums))

    def table(title: str, first: str, lines: tuple[StatementLine, ...], notes: tuple[str, ...]) -> Table:
        headings = (first, "Details", *titles)
        return Table(title, headings, tuple(row(line) for line in (*lines, statement.total)), notes)

    heading = f"{statement.title}, {statement.period}"
    about = (heading, statement.sentence, *statement.facts, *statement.rules, *statement.missing)
    roles = tuple((role.title, role.hours, role.average or "unpaid") for role in statement.roles)
    return (
        table("Bids", "Bid", statement.bids, about),
        table("Activities", "Activity", statement.activities, ()),
        Table("Roles", ("Role", "Hours", "Cost of an hour, with overheads"), roles, (PRIVACY,)),
    )
