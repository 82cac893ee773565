"""The register: filters, the case asked about, the list, and the record beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from charitydesk.domain.ids import NoticeId
from charitydesk.presentation.library_register import Question, RegisterRow, counts_words, in_order, rows_of
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.library.case_form import CaseForm, question_of
from charitydesk.ui.library.filters import FilterBar
from charitydesk.ui.library.record import ProvisionRecord
from charitydesk.ui.master_detail import NARROW, MasterDetail
from charitydesk.ui.pages import HeaderAction
from charitydesk.ui.parts import button, column, label, row
from charitydesk.ui.scale import scaled
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext


class RegisterView(QWidget):
    """The register as a list beside the record.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__()
        self._services, self._context = services, context
        self.question: Question | None = None
        self._rows: list[RegisterRow] = []
        self._open_id = ""
        self._choosing = False
        self.filters = FilterBar()
        self.filters.changed.connect(self.show_rows)
        self.asked = _Asked(self)
        self.plain = self._table(_columns(of_case=False), "Register")
        self.of_case = self._table(_columns(of_case=True), "Register, with what may be cited in the case asked about")
        self.lists = QStackedWidget()
        self.lists.addWidget(self.plain)
        self.lists.addWidget(self.of_case)
        self.split = MasterDetail(self.lists)
        layout = column(self, gap=12)
        layout.addWidget(self.filters)
        layout.addWidget(self.asked)
        layout.addWidget(self.split, 1)

    def _table(self, columns: list[Column[RegisterRow]], name: str) -> RowsTable[RegisterRow]:
        model = RowsModel[RegisterRow](columns, sentence=_spoken)
        empty = EmptyState("search", "Nothing fits", "No entry has all of that. Take a word or a filter away.")
        table = RowsTable[RegisterRow](model, name, empty)
        table.chosen.connect(self._chosen)
        table.activated.connect(self.open_row)
        table.view.clicked.connect(self._clicked)
        return table

    @property
    def table(self) -> RowsTable[RegisterRow]:
        """The list now shown."""
        return self.plain if self.question is None else self.of_case

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons."""
        return [HeaderAction("&Ask for a case", self.open_case, "question", primary=True)]

    def refresh(self) -> None:
        """Load the register again, and the record that is open."""
        self._follow_notice()
        self._load()
        record = self.split.record()
        if isinstance(record, ProvisionRecord):
            self._show(self._row(self._open_id))

    def _follow_notice(self) -> None:
        """Ask again for a notice whose facts may have changed."""
        if self.question is not None and self.question.notice_id:
            self.question = question_of(self._services, NoticeId(self.question.notice_id))

    def _load(self) -> None:
        case = None if self.question is None else self.question.case
        self._rows = rows_of(self._services.library.list(case=case))
        if self.question is not None:
            self._rows = in_order([*self.question.extra, *self._rows])
        self.filters.offer_choices(self._rows, of_case=self.question is not None)
        self.asked.show_question(self.question, self._rows)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the entries that the filter keeps."""
        narrowed = self.filters.value()
        kept = [row for row in self._rows if narrowed.keeps(row)]
        self.lists.setCurrentWidget(self.table)
        self.lists.setFocusProxy(self.table)
        self.table.model.set_rows(kept)
        self.filters.show_count(len(kept), len(self._rows))
        self._mark_open()

    def _mark_open(self) -> None:
        self._choosing = True
        place = next((at for at, row in enumerate(self.table.model.rows()) if row.provision.id == self._open_id), -1)
        if place >= 0:
            self.table.choose(self.table.model.row_at(place))
        self._choosing = False

    def ask(self, question: Question | None) -> None:
        """Answer for a case in the list; None asks about no case any more."""
        self.question = question
        self._load()

    def clear_case(self) -> None:
        """Ask about no case any more."""
        self.ask(None)
        self._show_again()

    def open_case(self) -> None:
        """Show the questions about a case beside the list."""
        form = CaseForm(self._services, self._context, self.question)
        form.asked.connect(self.ask)
        form.closed.connect(self._close_case)
        self.split.show_record(form)
        form.nation.setFocus()

    def _close_case(self) -> None:
        if self._open_id:
            self._show_again()
        else:
            self.split.close_record()

    def _show_again(self) -> None:
        if self._open_id and self.split.is_open:
            self._show(self._row(self._open_id))

    def open_provision(self, provision_id: str) -> None:
        """Show an entry by its id or by one merged into it; the filter gives way when it hides the entry."""
        found = self._services.library.register.find(provision_id)
        wanted = found.id if found is not None else provision_id
        entry = self._row(wanted)
        if entry is None:
            return
        if not self.filters.value().keeps(entry):
            self.filters.reset()
        self.open_row(entry)

    def open_row(self, entry: RegisterRow) -> None:
        """Show an entry beside the list."""
        self._show(entry)
        self._mark_open()

    def _chosen(self, entry: RegisterRow) -> None:
        side_by_side = self.split.width() >= scaled(NARROW)
        if not self._choosing and side_by_side:
            self._show(entry)

    def _clicked(self, _index: object) -> None:
        entry = self.table.current()
        if entry is not None and (entry.provision.id != self._open_id or not self._shows_entry()):
            self._show(entry)

    def _shows_entry(self) -> bool:
        return isinstance(self.split.record(), ProvisionRecord)

    def _row(self, provision_id: str) -> RegisterRow | None:
        return next((row for row in self._rows if row.provision.id == provision_id), None)

    def _show(self, entry: RegisterRow | None) -> None:
        if entry is None:
            self._open_id = ""
            self.split.close_record()
            return
        self._open_id = entry.provision.id
        self.split.show_record(ProvisionRecord(self._services, self._context, entry, self.question, self.open_case))


class _Asked(QFrame):
    """The case asked about, in one line, with what the gate says over all."""

    def __init__(self, view: RegisterView) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._words = label("", "subheading")
        self._counts = label("", "quiet")
        texts = column(gap=2)
        texts.addWidget(self._words)
        texts.addWidget(self._counts)
        across = row(gap=12, stretch=False)
        across.addLayout(texts, 1)
        for made in (
            button("Chan&ge", view.open_case, kind="quiet", icon="edit", name="Change the case"),
            button("Clea&r", view.clear_case, kind="quiet", icon="close", name="Ask about no case"),
        ):
            across.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        outer = column(self)
        outer.setContentsMargins(16, 10, 8, 10)
        outer.addLayout(across)
        self.hide()

    def show_question(self, question: Question | None, rows: Sequence[RegisterRow]) -> None:
        """Say what is asked about, or disappear."""
        self.setVisible(question is not None)
        if question is not None:
            self._words.setText(question.words)
            self._counts.setText(counts_words(rows))


def _columns(*, of_case: bool) -> list[Column[RegisterRow]]:
    where = Column[RegisterRow]("Where it stands", lambda r: r.title, second_line=lambda r: r.source)
    sure = Column[RegisterRow]("How sure", lambda r: r.sure.word, badge=lambda r: r.sure, width=156, keep=not of_case)
    if not of_case:
        says = Column[RegisterRow]("What it says", lambda r: r.provision.commitment)
        standing = Column[RegisterRow]("Standing", lambda r: r.standing.word, badge=lambda r: r.standing, width=150)
        return [where, says, sure, standing]
    says = Column[RegisterRow]("What it says, and why", lambda r: r.provision.commitment, second_line=_reason)
    offer = Column[RegisterRow](
        "In this case",
        lambda r: r.offer.word if r.offer else "",
        badge=lambda r: r.offer,
        sort_key=lambda r: r.offer_order,
        width=180,
        keep=True,
    )
    return [where, says, offer, sure]


def _spoken(entry: RegisterRow) -> str:
    return entry.sentence


def _reason(entry: RegisterRow) -> str:
    return entry.answer.reason if entry.answer is not None else ""
