"""The ledger as the window shows it: what is asked, the headline figures with their basis, rows, and the chart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charitydesk.domain.activities import BIDDING, Activity, Purpose
from charitydesk.domain.bids import BidStage
from charitydesk.domain.charts import Bar, Chart, chart_of
from charitydesk.domain.costs import half_up, pence_words, per_pound, total_of
from charitydesk.domain.hidden_pay import covered, covered_sum, in_full
from charitydesk.domain.ledger_cuts import Asked, Cut, year_end_after, year_of
from charitydesk.domain.money import pounds
from charitydesk.domain.timelog import SubjectKind
from charitydesk.domain.wording import long_date
from charitydesk.i18n import counted
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.time_words import capital, own_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from charitydesk.domain.costs import Figure, SubjectInfo
    from charitydesk.domain.ledger_cuts import Report, Row
    from charitydesk.services.people import PersonRecord

CUTS = [
    Choice(Cut.SUBJECT, "By bid"),
    Choice(Cut.COMMISSIONER, "By commissioner"),
    Choice(Cut.YEAR, "By accounting year"),
    Choice(Cut.MONTH, "By month"),
    Choice(Cut.ACTIVITY, "By activity"),
    Choice(Cut.OUTCOME, "By outcome"),
    Choice(Cut.PURPOSE, "By kind of work"),
]
WORK = [
    Choice(place, words)
    for place, words in enumerate(
        (
            "All bidding",
            "Bidding again for our own services",
            "Answering consultations",
            "Challenging decisions",
            "Everything but other work",
            "Everything",
        )
    )
]
WORK_OF = (
    BIDDING,
    frozenset({Purpose.REBIDDING}),
    frozenset({Purpose.CONSULTATION}),
    frozenset({Purpose.CHALLENGE}),
    frozenset(Purpose) - {Purpose.OTHER},
    frozenset(Purpose),
)
"""The purposes behind each choice of `WORK`, in their order."""

ON_ONE_PERSON = "All of this time is one person's."

ALL_TIME, THIS_YEAR, LAST_YEAR = "all", "this", "last"


def period_choices(today: date, year_end: tuple[int, int]) -> list[Choice]:
    """Return the periods offered, the accounting years by their end.

    Args:
        today: Civil date.
        year_end: Month and day on which accounting years end.
    """
    first, last = year_of(today, *year_end)
    before = year_end_after(first.replace(year=first.year - 1), *year_end)
    return [
        Choice(ALL_TIME, "All time"),
        Choice(THIS_YEAR, f"Year to {long_date(last)}"),
        Choice(LAST_YEAR, f"Year to {long_date(before)}"),
    ]


def span_of(period: object, today: date, year_end: tuple[int, int]) -> tuple[date | None, date | None]:
    """Return the first and last day of a period offered; None for no limit."""
    first, last = year_of(today, *year_end)
    if period == THIS_YEAR:
        return first, last
    if period == LAST_YEAR:
        return year_of(first.replace(year=first.year - 1), *year_end)
    return None, None


def commissioner_choices(infos: Iterable[SubjectInfo]) -> list[Choice]:
    """Return the bodies that bids, contracts and notices name."""
    names = sorted({info.commissioner for info in infos if info.commissioner}, key=str.casefold)
    return [Choice("", "Every commissioner"), *(Choice(name, name) for name in names)]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger as read.

    Args:
        report: The cut shown.
        bids: The same with a row for each bid.
        infos: What is known of each bid.
        own: Id of the person who looks, where lines that rest on one person are covered; None in the finance view.
    """

    report: Report
    bids: Report
    infos: tuple[SubjectInfo, ...]
    own: int | None = None

    def add(self, figures: Sequence[Figure]) -> Figure:
        """Return a sum of lines as it may be told."""
        whole = total_of(figures)
        return replace(whole, exact=True) if self.own is None else covered_sum(figures, whole, self.own)


def ledger_of(report: Report, bids: Report, infos: tuple[SubjectInfo, ...], *, finance: bool, own: int = 0) -> Ledger:
    """Return the ledger as it may be shown.

    Args:
        report: The cut shown.
        bids: The same with a row for each bid.
        infos: What is known of each bid.
        finance: Whether the finance view is open.
        own: Id of the person who looks, who may see what rests on them alone; 0 for nobody.
    """
    if finance:
        return Ledger(in_full(report), in_full(bids), infos)
    return Ledger(covered(report, own), covered(bids, own), infos, own)


def as_seen(report: Report, people: Sequence[PersonRecord], user_name: str) -> Report:
    """Return a report as any room shows it: money that rests on one person is left to the finance view.

    Args:
        report: With exact figures.
        people: Everybody.
        user_name: Who looks; what rests on their own time they see.
    """
    return covered(report, own_id(people, user_name))


@dataclass(frozen=True, slots=True)
class Headline:
    """One large figure.

    Args:
        value: For example `£12,430`.
        words: What it is.
        basis: How it came about, in a sentence.
        entries: What it opens into, or None where there is nothing to open.
    """

    value: str
    words: str
    basis: str
    entries: Opened | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What a figure is made of.

    Args:
        title: The figure's name.
        figure: Its exact sums.
        asked: Period, commissioner, purposes and subject behind it.
        subjects: Only entries on these; None for any.
        activities: Only these; empty for any.
        rules: The rules, rates and dates used.
        facts: Told instead of the figure's parts; empty for those.
        front_line: Only time of roles that work with the people the charity serves.
        banded: Whether its hours may be told in bands alone.
    """

    title: str
    figure: Figure
    asked: Asked
    subjects: tuple[SubjectInfo, ...] | None = None
    activities: frozenset[Activity] = frozenset()
    rules: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    front_line: bool = False
    banded: bool = False


def opened_row(ledger: Ledger, row: Row, year_end: tuple[int, int]) -> Opened:
    """Return what a row of the ledger is made of."""
    report, asked, known = ledger.report, ledger.report.asked, ledger.infos
    made = Opened(capital(row.label), row.figure, asked, rules=report.rules)
    match report.cut:
        case Cut.SUBJECT:
            mine = tuple(info for info in known if info.subject == row.subject)
            return replace(made, title=row.label, subjects=mine)
        case Cut.ACTIVITY:
            return replace(made, activities=frozenset({Activity(row.key)}))
        case Cut.PURPOSE:
            return replace(made, asked=replace(asked, purposes=frozenset({Purpose(row.key)})))
        case Cut.MONTH | Cut.YEAR:
            return replace(made, asked=_within(asked, *_span(report.cut, row.key, year_end)))
        case Cut.COMMISSIONER:
            mine = tuple(one for one in known if (one.commissioner or "no commissioner named") == row.label)
            return replace(made, title=row.label, subjects=mine)
        case Cut.OUTCOME:
            return replace(made, subjects=tuple(one for one in known if (one.outcome or "not a bid") == row.label))


def _span(cut: Cut, key: str, year_end: tuple[int, int]) -> tuple[date, date]:
    from datetime import date as day  # noqa: PLC0415 - elsewhere it is only a type
    from datetime import timedelta  # noqa: PLC0415 - the same

    if cut is Cut.YEAR:
        return year_of(day.fromisoformat(key), *year_end)
    first = day.fromisoformat(f"{key}-01")
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _within(asked: Asked, first: date, last: date) -> Asked:
    starts = max(first, asked.first) if asked.first else first
    ends = min(last, asked.last) if asked.last else last
    return replace(asked, first=starts, last=ends)


def headlines(ledger: Ledger) -> tuple[Headline, ...]:
    """Return the figures at the head of the ledger, each with its basis."""
    report, total = ledger.report, ledger.report.total
    whole = Opened("Everything in this view", total, report.asked, rules=report.rules)
    cost = total.money(total.cost_pence)
    if total.covered:
        basis = f"{ON_ONE_PERSON} What it cost shows in the finance view."
    elif total.funded_pence:
        basis = f"{pounds(total.funded_pence)} of {cost} was paid for by others."
    else:
        basis = f"The whole cost of {cost}: nobody paid towards it."
    words = "what nobody paid for" if total.covered else "nobody paid for"
    found = [Headline(total.money(total.unfunded_pence), words, basis, whole)]
    found += _lost(ledger)
    found += _per_pounds(ledger)
    if report.front_line:
        basis = "Time of roles that work with the people you serve. A range where one person alone holds such a role."
        opened = Opened(
            "Time taken from the front line",
            total,
            report.asked,
            rules=(basis,),
            facts=(("Hours", report.front_line),),
            front_line=True,
            banded=" hour" in report.front_line,
        )
        found.append(Headline(report.front_line, "from the front line", basis, opened))
    return tuple(found)


def _bids(ledger: Ledger) -> list[tuple[Row, SubjectInfo]]:
    infos = {info.subject: info for info in ledger.infos}
    return [
        (row, infos[row.subject])
        for row in ledger.bids.rows
        if row.subject is not None and row.subject.kind is SubjectKind.BID and row.subject in infos
    ]


def _lost(ledger: Ledger) -> list[Headline]:
    lost = [(row, info) for row, info in _bids(ledger) if info.stage is BidStage.LOST]
    if not lost:
        return []
    figure = ledger.add([row.figure for row, _ in lost])
    basis = f"What {counted(len(lost), 'lost bid')} cost, nobody having paid for it."
    opened = Opened(
        "Lost bids", figure, ledger.report.asked, tuple(info for _, info in lost), rules=ledger.report.rules
    )
    return [Headline(figure.money(figure.unfunded_pence), "on bids you lost", basis, opened)]


def _per_pounds(ledger: Ledger) -> list[Headline]:
    """Return what a pound bid for and a pound won cost; each side of the sum over the same bids."""
    found: list[Headline] = []
    valued = [(row, info) for row, info in _bids(ledger) if info.value > 0]
    bid_for = sum(info.value for _, info in valued)
    figure = ledger.add([row.figure for row, _ in valued])
    cost = figure.unfunded
    rate = per_pound(cost, bid_for)
    if rate is not None and not figure.covered:
        basis = (
            f"{pounds(half_up(cost))} unfunded over {pounds(bid_for)}, the value of"
            f" {counted(len(valued), 'bid')} whose value is known."
        )
        mine = tuple(info for _, info in valued)
        opened = Opened("Bids whose value is known", figure, ledger.report.asked, mine, rules=(basis,))
        found.append(Headline(pence_words(rate), "for each £1 bid for", basis, opened))
    won = sum(info.won_value for _, info in _bids(ledger))
    number = sum(info.won_value > 0 for _, info in _bids(ledger))
    whole = ledger.report.total.unfunded
    rate = per_pound(whole, won)
    if rate is not None and not ledger.report.total.covered:
        basis = (
            f"{pounds(half_up(whole))} unfunded in this view, lost bids among it, over {pounds(won)} won with"
            f" {counted(number, 'bid')}."
        )
        total = ledger.report.total
        opened = Opened("Everything in this view", total, ledger.report.asked, rules=(basis, *ledger.report.rules))
        found.append(Headline(pence_words(rate), "for each £1 won", basis, opened))
    return found


def chart_of_report(report: Report) -> Chart:
    """Return the chart of a cut: the very figures of its table."""
    bars = [
        Bar(capital(row.label), row.figure.funded_pence, row.figure.unfunded_pence)
        for row in report.rows
        if not row.figure.covered
    ]
    return chart_of(f"Cost by {report.cut.label}", capital(report.cut.label), bars)


def row_sentence(row: Row) -> str:
    """Return a row as it is spoken."""
    figure = row.figure
    if figure.covered:
        return f"{capital(row.label)}: what it cost shows in the finance view, hours: {figure.hours}"
    return (
        f"{capital(row.label)}: {pounds(figure.unfunded_pence)} unfunded, cost {pounds(figure.cost_pence)}, "
        f"funded {pounds(figure.funded_pence)}, hours: {figure.hours}"
    )


def figure_facts(figure: Figure) -> list[tuple[str, str]]:
    """Return the parts of a figure, each with its name; they add up, each rounded once."""
    return [
        ("Hours", figure.hours),
        ("Staff time, with overheads", figure.money(figure.time_pence)),
        ("of which overheads", figure.money(figure.overhead_pence)),
        ("Other costs", pounds(figure.other)),
        ("Cost", figure.money(figure.cost_pence)),
        ("Paid for by others", figure.money(figure.funded_pence)),
        ("Unfunded", figure.money(figure.unfunded_pence)),
    ]


def covered_words(ledger: Ledger) -> str:
    """Return why some money is not shown here, or an empty string."""
    hidden = [row for row in ledger.report.rows if row.figure.covered]
    if not hidden and not ledger.report.total.covered:
        return ""
    return (
        "Where one person alone did the work, what it cost shows in the finance view: beside the hours of their week it"
        " would tell what they are paid. One more line may be left out with it, so that the total does not tell it."
    )


def unpaid_words(figure: Figure) -> str:
    """Return what is to be said of unpaid time in a figure, or an empty string."""
    if not figure.unpaid_minutes or figure.one_person:
        return ""
    return "Volunteers' and trustees' hours are counted in the hours and cost nothing in the money."


def statement_asked(asked: Asked) -> Asked:
    """Return what a statement is about: the same period and commissioner, and bidding alone."""
    return replace(asked, purposes=BIDDING)


def file_name(commissioner: str, made_on: date, ending: str) -> str:
    """Return the name suggested for a statement's file."""
    about = f" {commissioner}" if commissioner else ""
    kept = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in about)
    title = " ".join(f"Unfunded cost of bidding {kept}".split())
    return f"{title} {made_on.isoformat()}{ending}"


def row_count_words(rows: Sequence[Row]) -> str:
    """Return how many lines there are."""
    return counted(len(rows), "line")
