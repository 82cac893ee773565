"""A statement of unfunded bidding cost: its figures, fixed on the day it is made, and the document of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.bids import BidStage
from charitydesk.domain.charts import Bar, chart_of
from charitydesk.domain.costs import FUNDING_RULE, pence_words, per_pound, total_of
from charitydesk.domain.document import Align, Bullet, Column, Document, Heading, Lines, Paragraph, Picture, Run, Table
from charitydesk.domain.hidden_pay import told_alike
from charitydesk.domain.letter_document import letterhead_lines
from charitydesk.domain.money import pounds
from charitydesk.domain.timelog import SubjectKind
from charitydesk.domain.wording import long_date
from charitydesk.i18n import and_list, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from charitydesk.domain.charity import Charity
    from charitydesk.domain.charts import Chart
    from charitydesk.domain.costs import Figure, SubjectInfo
    from charitydesk.domain.document import Block
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.domain.timelog import Subject

CONTENT_VERSION = 1
INTRO = (
    "This statement sets out what preparing bids has cost us in staff time, overheads and bills, what others paid "
    "towards it, and what is left."
)
PRIVACY = (
    "Hourly costs are averages of roles; where one person alone holds a role, a band. Where exact hours would tell one "
    "person's pay, hours are given as ranges: the money divided by the bands."
)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line: a bid, an activity or a kind of work.

    Args:
        label: What it is.
        detail: Commissioner, reference and outcome, or empty.
        hours: In words, banded where need be.
        time: Pence of staff time with overheads.
        other: Pence of other costs.
        cost: Pence, all together.
        funded: Pence that somebody paid.
        unfunded: Pence that nobody paid.
        is_bid: Whether it is one bid.
        alone: Whether all its paid time is one person's.
    """

    label: str
    detail: str
    hours: str
    time: int
    other: int
    cost: int
    funded: int
    unfunded: int
    is_bid: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class StatementRole:
    """A role's hours and its average or band."""

    title: str
    hours: str
    average: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was made; nothing in it is worked out again.

    Args:
        made_on: ISO date.
        period: In words.
        commissioner: The body it is about, or empty for all.
        total: The sum of everything, rounded once.
        overheads: Pence of overheads within the total.
        bids: One line a bid.
        activities: One line an activity.
        roles: Role averages and bands.
        rules: The rules, rates and dates used.
        missing: What could not be counted.
        facts: What else is to be said of the whole, a sentence each.
    """

    made_on: str
    period: str
    commissioner: str
    total: StatementLine
    overheads: int
    bids: tuple[StatementLine, ...]
    activities: tuple[StatementLine, ...]
    roles: tuple[StatementRole, ...]
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    facts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the statement is called."""
        return "Unfunded cost of bidding" + (f": {self.commissioner}" if self.commissioner else "")

    @property
    def sentence(self) -> str:
        """The whole in one sentence."""
        total, number = self.total, sum(line.is_bid for line in self.bids)
        bids = counted(number, "bid") if number else "bids"
        if total.funded:
            paid = f"{pounds(total.funded)} of it was paid for by others, and {pounds(total.unfunded)} was not"
        else:
            paid = "nobody paid towards it"
        return f"Preparing {bids} cost {pounds(total.cost)}: {paid}."

    @property
    def warning(self) -> str:
        """What to think of before it goes out: whose pay could be told by those who know their hours; or empty."""
        lines = [line.label for line in (*self.bids, *self.activities) if line.alone]
        if self.total.alone:
            what = "All of this time is one person's"
        elif lines:
            what = f"One person alone did all the work on {and_list(lines)}"
        else:
            return ""
        return (
            f"{what}. The sums are exact and the hours are not given, but whoever knows that person's hours from"
            " elsewhere could work out what they are paid: ask them first."
        )


def build_statement(
    made_on: date, by_subject: Report, by_activity: Report, infos: Mapping[Subject, SubjectInfo]
) -> Statement:
    """Return a statement of what two cuts of the ledger say.

    Args:
        made_on: Civil date.
        by_subject: The ledger with a row for each bid.
        by_activity: The same ledger with a row for each activity.
        infos: What is known of each bid.
    """
    by_subject, by_activity = told_alike(by_subject, by_activity)
    return Statement(
        made_on=made_on.isoformat(),
        period=by_subject.asked.period,
        commissioner=by_subject.asked.commissioner,
        total=_line("Total", "", by_subject.total),
        overheads=by_subject.total.overhead_pence,
        bids=tuple(
            replace(
                _line(row.label, _detail(infos.get(row.subject) if row.subject else None), row.figure),
                is_bid=row.subject is not None and row.subject.kind is SubjectKind.BID,
            )
            for row in by_subject.rows
        ),
        activities=tuple(_line(row.label, "", row.figure) for row in by_activity.rows),
        roles=tuple(StatementRole(role.title, role.hours, role.average) for role in by_subject.roles),
        rules=tuple(rule for rule in by_subject.rules if rule != FUNDING_RULE or by_subject.total.funded_pence),
        missing=by_subject.missing,
        facts=tuple(_facts(by_subject, infos)),
    )


def _facts(report: Report, infos: Mapping[Subject, SubjectInfo]) -> Iterator[str]:
    """Yield what lost bids cost, what was won for it, and what was taken from the front line."""
    known = [
        (row.figure, infos[row.subject]) for row in report.rows if row.subject is not None and row.subject in infos
    ]
    lost = [figure for figure, info in known if info.stage is BidStage.LOST]
    if lost:
        spent = pounds(total_of(lost).unfunded_pence)
        yield f"{spent} of what nobody paid for went on {counted(len(lost), 'bid')} that did not win."
    won = sum(info.won_value for _, info in known)
    rate = per_pound(report.total.unfunded, won)
    if rate is not None:
        yield f"Against {pounds(won)} won, that is {pence_words(rate)} of unfunded cost for each £1."
    if report.front_line:
        yield f"{report.front_line} of it was time of staff who work with the people we serve."


def _line(label: str, detail: str, figure: Figure) -> StatementLine:
    return StatementLine(
        label,
        detail,
        figure.hours,
        figure.time_pence,
        figure.other,
        figure.cost_pence,
        figure.funded_pence,
        figure.unfunded_pence,
        alone=figure.one_person and bool(figure.time),
    )


def _detail(info: SubjectInfo | None) -> str:
    if info is None:
        return ""
    return ", ".join(part for part in (info.commissioner, info.reference, info.outcome) if part)


def statement_mapping(statement: Statement) -> dict[str, Any]:
    """Return a statement as plain values, for the database."""
    return asdict(statement)


def read_statement(stored: Mapping[str, Any]) -> Statement:
    """Return a statement from the plain values that `statement_mapping` made."""

    def lines(name: str) -> tuple[StatementLine, ...]:
        return tuple(StatementLine(**entry) for entry in cast("list[dict[str, Any]]", stored[name]))

    return Statement(
        made_on=stored["made_on"],
        period=stored["period"],
        commissioner=stored["commissioner"],
        total=StatementLine(**stored["total"]),
        overheads=stored["overheads"],
        bids=lines("bids"),
        activities=lines("activities"),
        roles=tuple(StatementRole(**entry) for entry in cast("list[dict[str, Any]]", stored["roles"])),
        rules=tuple(stored["rules"]),
        missing=tuple(stored["missing"]),
        facts=tuple(stored.get("facts", ())),
    )


def bids_table(key: str, label: str, statement: Statement, caption: str = "") -> Table:
    """Return what each bid cost and who paid as a table; the same for letters and statements.

    Args:
        key: The block's key.
        label: Heading of the first column.
        statement: The figures.
        caption: Printed above; empty for none.
    """

    def sums(line: StatementLine) -> tuple[int, ...]:
        return (line.cost, line.funded, line.unfunded)

    return _table(key, (label, "Cost", "Funded", "Unfunded"), (statement.bids, statement.total), sums, caption)


def activities_table(key: str, label: str, statement: Statement, caption: str = "") -> Table:
    """Return what each activity cost, in time and in bills; arguments as above."""

    def sums(line: StatementLine) -> tuple[int, ...]:
        return (line.time, line.other, line.cost)

    titles = (label, "Staff time", "Other costs", "Cost")
    return _table(key, titles, (statement.activities, statement.total), sums, caption)


def _table(
    key: str,
    titles: tuple[str, ...],
    lines: tuple[tuple[StatementLine, ...], StatementLine],
    sums: Callable[[StatementLine], tuple[int, ...]],
    caption: str,
) -> Table:
    """Five columns: with more, a long sum breaks in the narrow fonts that other computers put in the place of ours."""
    label, *money = titles
    columns = (Column(label, 8), Column("Hours", 3, Align.RIGHT), *(Column(one, 3, Align.RIGHT) for one in money))
    shown = (*lines[0], lines[1]) if len(lines[0]) > 1 else lines[0] or (lines[1],)
    rows = tuple((_label(line), _hours(line), *(pounds(sum_) for sum_ in sums(line))) for line in shown)
    return Table(key, columns, rows, caption, bold_last_row=len(rows) > 1)


def roles_table(key: str, titles: tuple[str, str, str], statement: Statement, caption: str = "") -> Table:
    """Return who spent the time, by role.

    Args:
        key: The block's key.
        titles: Headings.
        statement: The figures.
        caption: Printed above; empty for none.
    """
    columns = (Column(titles[0], 5), Column(titles[1], 4, Align.RIGHT), Column(titles[2], 6, Align.RIGHT))
    rows = tuple((role.title, role.hours, role.average or "unpaid") for role in statement.roles)
    return Table(key, columns, rows, caption)


def _label(line: StatementLine) -> str:
    return f"{line.label} ({line.detail})" if line.detail else line.label[:1].upper() + line.label[1:]


def _hours(line: StatementLine) -> str:
    """Return hours as they stand under a heading that says so."""
    return line.hours.removesuffix(" hours").removesuffix(" hour")


def statement_chart(statement: Statement) -> Chart:
    """Return the chart of a statement: one bar a bid."""
    bars = [Bar(line.label, line.funded, line.unfunded) for line in statement.bids]
    return chart_of("Cost of each bid", "Bid", bars)


def statement_document(
    statement: Statement, charity: Charity, benchmark: str, draw: Callable[[Chart], bytes] | None = None
) -> Document:
    """Return a statement as a document.

    Args:
        statement: The figures.
        charity: Whose it is.
        benchmark: The sentence on published figures.
        draw: Draws the chart as a picture; None leaves it out.
    """
    return Document(
        title=statement.title,
        author=charity.name,
        subject=f"{statement.title}, {statement.period}",
        blocks=tuple(_blocks(statement, charity, benchmark, draw)),
        letterhead=letterhead_lines(charity),
        footer=" · ".join(part for part in (charity.name, charity.registration) if part),
    )


def _blocks(
    statement: Statement, charity: Charity, benchmark: str, draw: Callable[[Chart], bytes] | None
) -> Iterator[Block]:
    def said(key: str, text: str) -> Paragraph:
        return Paragraph(key, (Run(text),))

    made = long_date(date.fromisoformat(statement.made_on))
    yield Heading("title", statement.title)
    yield Lines("dates", (f"Period: {statement.period}", f"Made on {made}"))
    yield Paragraph("sentence", (Run(statement.sentence, bold=True),))
    yield said("intro", INTRO)
    yield Heading("bids-heading", "Bid by bid", 2)
    yield bids_table("bids", "Bid", statement)
    for number, fact in enumerate(statement.facts):
        yield said(f"fact-{number}", fact)
    chart = statement_chart(statement)
    if draw is not None and len(chart.bars) > 1:
        yield Picture("chart", draw(chart), chart.alt)
    yield Heading("activities-heading", "What it went on", 2)
    yield activities_table("activities", "Activity", statement)
    if statement.roles:
        yield Heading("roles-heading", "Who spent it", 2)
        yield roles_table("roles", ("Role", "Hours", "Cost of an hour, with overheads"), statement)
    yield said("overheads", f"Staff time includes overheads of {pounds(statement.overheads)}. {PRIVACY}")
    yield Heading("rules-heading", "How the figures were worked out", 2)
    for number, rule in enumerate(statement.rules):
        yield Bullet(f"rule-{number}", (Run(rule),))
    for number, sentence in enumerate(statement.missing):
        yield Bullet(f"missing-{number}", (Run(f"Not counted yet: {sentence}"),))
    yield Bullet("benchmark", (Run(benchmark),))
    if charity.name:
        yield said("issuer", f"Issued by {charity.name}.")
