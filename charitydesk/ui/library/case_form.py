"""*Ask for a case*: the few facts the gate needs, typed here or taken from a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charitydesk.domain.bodies import BodyKind, Nation
from charitydesk.domain.ids import NoticeId
from charitydesk.errors import UserFacingError
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.library_register import MONEY, Question, asked, asked_of_notice, money_key
from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.fields import DateField, SelectField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, column, label

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.services.notices import NoticeLine
    from charitydesk.ui.pages import PageContext

_BODIES = [Choice(kind, kind.label[:1].upper() + kind.label[1:]) for kind in BodyKind]
_NATIONS = [Choice(nation, nation.label) for nation in Nation]
_MONEY = [Choice(key, words) for key, (_, _, words) in MONEY.items()]


class CaseForm(QWidget):
    """The questions; the list answers while they are filled in.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        question: What was asked before, or None.
    """

    asked = Signal(object)
    closed = Signal()

    def __init__(self, services: Services, context: PageContext, question: Question | None) -> None:
        super().__init__()
        self._services, self._context = services, context
        layout = column(self, gap=18)
        head = column(gap=4)
        head.addWidget(label("Ask for a case", "heading"))
        head.addWidget(
            label("Who decided what, and when? The list then shows what a letter about it may cite, and why.", "quiet")
        )
        layout.addLayout(head)
        self.form = FormBuilder(layout)
        lines = services.notices.list()
        choices = [Choice(0, "No notice: I answer below"), *(Choice(int(line.id), _named(line)) for line in lines)]
        self.notice = SelectField(choices)
        self.nation = SelectField(_NATIONS, may_be_unknown=True)
        self.body = SelectField(_BODIES, may_be_unknown=True)
        self.money = SelectField(_MONEY)
        self.decided = DateField(context.clock.today)
        self.start = DateField(context.clock.today)
        if lines:
            self.form.row("Take it from a notice", self.notice)
        self.form.row("Where does the body sit?", self.nation)
        self.form.row("What kind of body is it?", self.body)
        self.form.row("Is it a contract or a grant?", self.money)
        self.form.row("Day of the decision or notice", self.decided, help="Left empty, today is taken.")
        self.form.row("Day the procurement began", self.start, optional=True)
        done = button("S&how what may be cited", self.finish, kind="primary", icon="check")
        layout.addWidget(ButtonRow(done, button("Ask about &nothing", self.clear)))
        self._filling = False
        self._taken: Question | None = None
        if question is not None:
            self._fill(question)
        for field in (self.nation, self.body, self.money, self.decided, self.start):
            field.changed.connect(self._edited)
        self.notice.changed.connect(self._notice_chosen)

    def finish(self) -> None:
        """Ask, unless a date cannot be read, and close the form."""
        if self.form.show_problems(self.form.problems()):
            self._tell()
            self.closed.emit()

    def clear(self) -> None:
        """Ask about no case any more."""
        self.asked.emit(None)
        self.closed.emit()

    def _fill(self, question: Question) -> None:
        case = question.case
        self._filling = True
        self.notice.set_value(question.notice_id)
        self.nation.set_value(case.nation)
        self.body.set_value(case.body)
        self.money.set_value(money_key(case.relationship, case.regime))
        self.decided.set_value(case.event_date)
        self.start.set_value(case.procurement_start)
        self._filling = False
        self._taken = question

    def _edited(self) -> None:
        if self._filling:
            return
        self._filling = True
        self.notice.setCurrentIndex(0)
        self._filling = False
        self._taken = None
        self._tell()

    def _notice_chosen(self) -> None:
        chosen = self.notice.value()
        if self._filling or not isinstance(chosen, int) or not chosen:
            return
        question = question_of(self._services, NoticeId(chosen))
        if question is not None:
            self._fill(question)
            self._tell()

    def _tell(self) -> None:
        if self._taken is not None:
            self.asked.emit(self._taken)
            return
        nation, body, today = self.nation.value(), self.body.value(), self._context.clock.today()
        self.asked.emit(
            asked(
                nation=nation if isinstance(nation, Nation) else None,
                body=body if isinstance(body, BodyKind) else None,
                money=str(self.money.value()),
                event_date=self.decided.value() or today,
                written_on=today,
                procurement_start=self.start.value(),
            )
        )


def question_of(services: Services, notice_id: NoticeId) -> Question | None:
    """Return the question a recorded notice makes, or None when it is gone."""
    try:
        view = services.notices.show(notice_id)
    except UserFacingError:
        return None
    register = services.library.register
    known = [name for entry in register for name in (entry.id, *entry.also)]
    name = view.record.service or view.record.commissioner
    return asked_of_notice(view.case.gate_case, view.case.answers, known, int(notice_id), name)


def _named(line: NoticeLine) -> str:
    return " \N{EN DASH} ".join(part for part in (line.service, line.commissioner) if part)
