"""The ledger: what bidding cost and who paid; every figure opens into what it is made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from charitydesk.domain.ids import BidId
from charitydesk.domain.ledger_cuts import Asked, Cut, Row
from charitydesk.domain.money import pounds
from charitydesk.domain.timelog import Subject, SubjectKind
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.cost_ledger import (
    CUTS,
    WORK,
    WORK_OF,
    Headline,
    Ledger,
    Opened,
    chart_of_report,
    commissioner_choices,
    covered_words,
    headlines,
    ledger_of,
    opened_row,
    period_choices,
    row_sentence,
    span_of,
)
from charitydesk.presentation.time_words import capital, own_id
from charitydesk.ui.cards import Card, Note, Section
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.fields import SelectField
from charitydesk.ui.pages import HeaderAction
from charitydesk.ui.parts import button, clear, column, fill, label
from charitydesk.ui.scale import fix_width
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel
from charitydesk.ui.time.chart import ChartPicture
from charitydesk.ui.time.opened_view import OpenedView
from charitydesk.ui.time.statements_part import StatementsPart
from charitydesk.ui.time.view import View, fit_rows, flowing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from charitydesk.domain.charts import Chart
    from charitydesk.domain.costs import Figure
    from charitydesk.services.bundle import Services
    from charitydesk.ui.flow import FlowLayout
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.time.view import RoomState

CARD_WIDTH = 188
_EMPTY = (
    "Log time on a bid, or record a bill, and its cost appears here: what it took, who paid towards it, and what nobody"
    " paid for."
)


class LedgerView(View):
    """The ledger.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts share.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__(services, context, state)
        self.ledger: Ledger | None = None
        self._year_end = (3, 31)
        self._subject: Subject | None = None
        self.opened: OpenedView | None = None
        self._make_choices()
        self.front = QWidget()
        self.sheet = column(self.front, gap=24)
        self.body.addWidget(self.choices)
        self.body.addWidget(self.front)
        self._place = column(gap=0)
        self.body.addLayout(self._place)
        self.body.addStretch(1)
        self.statements = StatementsPart(services, context, state)
        self.table: RowsTable[Row] | None = None
        self.figures: list[FigureCard] = []
        state.finance_changed.connect(self._finance_changed)

    def _make_choices(self) -> None:
        self.choices = QWidget()
        layout = flowing(self.choices)
        today = self.context.clock.today()
        self.cut = self._choice("What the lines are", SelectField(CUTS), 186, layout)
        periods = SelectField(period_choices(today, self._year_end))
        self.period = self._choice("Period", periods, 232, layout)
        self.commissioner = self._choice("Commissioner", SelectField(commissioner_choices(())), 250, layout)
        self.work = self._choice("Kind of work", SelectField(WORK), 296, layout)
        self.all = button("Show &all bids", self._all_bids, kind="quiet", icon="close")
        layout.addWidget(self.all)
        self.all.hide()
        self.finance = button("", self._switch_finance, kind="quiet")
        layout.addWidget(self.finance)

    def _choice(self, name: str, made: SelectField, width: int, layout: FlowLayout) -> SelectField:
        made.setAccessibleName(name)
        fix_width(made, width)
        made.changed.connect(self.refresh)
        layout.addWidget(made)
        return made

    def asked(self) -> Asked:
        """Return what the choices ask for."""
        first, last = span_of(self.period.value(), self.context.clock.today(), self._year_end)
        purposes = WORK_OF[self.work.currentIndex()]
        return Asked(first, last, str(self.commissioner.value() or ""), self._subject, purposes)

    def refresh(self) -> None:
        """Read the ledger again."""
        cut = self.cut.value()
        wanted = cut if isinstance(cut, Cut) else Cut.SUBJECT
        self.ask(partial(self._read_ledger, self.asked(), wanted), self._show, "Adding up the ledger")

    def _read_ledger(self, asked: Asked, cut: Cut) -> tuple[Ledger, tuple[int, int], str]:
        costs, profile = self.services.costs, self.services.profile.load()
        bids, report = costs.reports(asked, Cut.SUBJECT, cut)
        subjects, people = self.services.time.subjects(), self.services.people.people()
        own = own_id(people, profile.user_name)
        ledger = ledger_of(report, bids, subjects, finance=self.state.finance, own=own)
        chart = chart_of_report(ledger.report)
        drawn = self.services.statements.draw(chart) if chart.bars else ""
        return ledger, (profile.year_end_month, profile.year_end_day), drawn

    def _show(self, found: tuple[Ledger, tuple[int, int], str]) -> None:
        ledger, year_end, drawn = found
        if year_end != self._year_end:
            self._year_end = year_end
            self.period.set_choices(period_choices(self.context.clock.today(), year_end))
            self.refresh()
            return
        self.ledger = ledger
        self.commissioner.set_choices(commissioner_choices(ledger.infos))
        self.all.setVisible(self._subject is not None)
        self.finance.setText("Close the &finance view" if self.state.finance else "Open the &finance view")
        self.front.setVisible(self.opened is None)
        clear_but(self.sheet, self.statements)
        self.statements.show_for(self.asked())
        report = ledger.report
        self.table = None
        if not report.rows:
            self.sheet.addWidget(EmptyState("pdf", "Nothing in the ledger for this view", _EMPTY))
        else:
            self._fill(ledger, drawn)
        self.sheet.addWidget(self.statements)
        self.statements.refresh()
        self.statements.show()
        self.header_changed.emit()

    def _fill(self, ledger: Ledger, drawn: str) -> None:
        report = ledger.report
        cards = QWidget()
        layout = flowing(cards, gap=12)
        found = headlines(ledger)
        self.figures = [FigureCard(headline, self._open) for headline in found]
        for card in self.figures:
            layout.addWidget(card)
        head = column(gap=8)
        head.addWidget(cards)
        basis = [f"{headline.value} {headline.words}: {headline.basis}" for headline in found]
        head.addWidget(Disclosure("How did you get these?", basis, about="The figures at the head of the ledger"))
        self.sheet.addLayout(head)
        if report.missing:
            lead = button("Record what an hour costs", self._to_rates, icon="next")
            self.sheet.addWidget(Note("\n".join(report.missing), Tone.CAUTION, "Not every hour has a cost yet", lead))
        self.table = self._table(report.rows)
        part = Section(capital(str(next(one.label for one in CUTS if one.value is report.cut))))
        part.add(self.table)
        fit_rows(self.table, 10)
        part.add(label(f"Total: {row_sentence(Row('everything', report.total)).partition(': ')[2]}.", "subheading"))
        if words := covered_words(ledger):
            part.add(label(words, "quiet"))
        part.add(self._working(ledger))
        self.sheet.addWidget(part)
        chart = chart_of_report(report)
        if len(chart.bars) > 1:
            self.sheet.addWidget(self._chart(chart, drawn))
        published = list(self.services.statements.published())
        self.sheet.addWidget(Disclosure("What have others published?", published, about="the cost of bidding"))

    def _chart(self, chart: Chart, drawn: str) -> Section:
        part = Section(chart.title, "The figures of the table above. Full bars are unfunded, hollow ones funded.")
        part.add(ChartPicture(drawn, chart.alt))
        return part

    def _working(self, ledger: Ledger) -> Disclosure:
        report = ledger.report
        said = list(report.rules)
        said += [
            f"{role.title}: {role.hours}{', ' + role.average if role.average else ', unpaid'}." for role in report.roles
        ]
        return Disclosure("How did you get this?", said, about="these figures")

    def _to_rates(self) -> None:
        self.context.shell.go("time", "people")

    def _table(self, rows: Sequence[Row]) -> RowsTable[Row]:
        cut = self.ledger.report.cut if self.ledger else Cut.SUBJECT
        hides = any(row.figure.covered for row in rows)
        table = RowsTable[Row](_model(cut, hides=hides), "The ledger, Enter opens a line")
        table.model.set_rows(rows)
        table.activated.connect(self._open_row)
        return table

    def _open_row(self, row: Row) -> None:
        if self.ledger is not None:
            self._open(opened_row(self.ledger, row, self._year_end))

    def _open(self, opened: Opened) -> None:
        """Show what a figure is made of, in the ledger's place."""
        self.opened = OpenedView(self.services, self.context, self.state, opened)
        self.opened.closed.connect(self.close_opened)
        fill(self._place, [self.opened])
        self.front.hide()
        self.choices.hide()
        self.opened.refresh()
        self.opened.back.setFocus()

    def close_opened(self) -> None:
        """Show the ledger again, where it was left."""
        self.opened = None
        fill(self._place, [])
        self.front.show()
        self.choices.show()
        (self.table or self.cut).setFocus()

    def _finance_changed(self) -> None:
        """Leave nothing in sight that was shown in the other view, and let no answer made for it come after."""
        self._asked += 1
        self.statements.forget()
        self.opened = None
        fill(self._place, [])
        self.choices.show()
        self.front.hide()
        if self.isVisible():
            self.refresh()

    def _switch_finance(self) -> None:
        self.state.set_finance(not self.state.finance)

    def _all_bids(self) -> None:
        self._subject = None
        self.refresh()

    def open_record(self, key: str) -> None:
        """Show one bid's ledger: `bid:4`, all its work by activity."""
        kind, _, number = key.partition(":")
        if kind in set(SubjectKind) and number.isdigit():
            self._subject = Subject(SubjectKind(kind), BidId(int(number)))
            self.cut.set_value(Cut.ACTIVITY)
            self.work.setCurrentIndex(len(WORK) - 1)
            self.refresh()

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons."""
        return [HeaderAction("&Make a statement", self.statements.begin, "add", primary=True)] if self.ledger else []

    def first_field(self) -> QWidget:
        """Return the first choice."""
        return self.cut


class FigureCard(Card):
    """A large figure and the way into its entries.

    Args:
        headline: The figure.
        open_it: Called with what it is made of.
    """

    def __init__(self, headline: Headline, open_it: Callable[[Opened], object]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.body.setContentsMargins(16, 12, 12, 12)
        self.body.setSpacing(2)
        self.add(label(headline.value, "heading"), label(capital(headline.words)))
        if headline.entries is not None:
            name = f"Show what {headline.value} {headline.words} is made of"
            self.open = button("What it is made of", partial(open_it, headline.entries), kind="link", name=name)
            self.add(self.open)
        fix_width(self, CARD_WIDTH)


def clear_but(layout: object, kept: QWidget) -> None:
    """Empty a layout, but keep one widget for later."""
    from PySide6.QtWidgets import QVBoxLayout  # noqa: PLC0415 - a type elsewhere

    if isinstance(layout, QVBoxLayout):
        layout.removeWidget(kept)
        kept.setParent(None)
        clear(layout)


def _money(title: str, sum_of: Callable[[Figure], int], width: int, *, keep: bool = False) -> Column[Row]:
    """Return a column of money; what is covered is not told by its place in the order either."""
    return Column(
        title,
        lambda r: r.figure.money(sum_of(r.figure)),
        sort_key=lambda r: -1 if r.figure.covered else sum_of(r.figure),
        align=RIGHT,
        width=width,
        keep=keep,
    )


def _model(cut: Cut, *, hides: bool) -> RowsModel[Row]:
    width = 150 if hides else 120
    return RowsModel(
        [
            Column(capital(cut.label), lambda r: capital(r.label), sort_key=lambda r: r.key or r.label.casefold()),
            _money("Unfunded", lambda f: f.unfunded_pence, width, keep=True),
            _money("Cost", lambda f: f.cost_pence, width),
            _money("Funded", lambda f: f.funded_pence, width),
            Column(
                "Other costs",
                lambda r: pounds(r.figure.other),
                sort_key=lambda r: r.figure.other,
                align=RIGHT,
                width=120,
            ),
            Column("Hours", lambda r: r.figure.hours, sort_key=lambda r: r.figure.minutes, align=RIGHT, width=140),
        ],
        row_sentence,
    )
