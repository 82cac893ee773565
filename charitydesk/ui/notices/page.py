"""The Notices room: list and record side by side, or the conversation, or the choice of a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from charitydesk.domain.ids import NoticeId
from charitydesk.domain.notices import NoticeFacts, NoticeStatus
from charitydesk.i18n import counted
from charitydesk.presentation.export_words import list_offers, whole_list
from charitydesk.presentation.notice_form import NoticeForm, name_of
from charitydesk.presentation.notice_help import HELP
from charitydesk.services.changes import Topic
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.exports.lists import Exporting
from charitydesk.ui.fields import TextField
from charitydesk.ui.master_detail import NARROW, MasterDetail
from charitydesk.ui.notices.chooser import LetterChooser
from charitydesk.ui.notices.conversation import Conversation
from charitydesk.ui.notices.jobs import NoticeJobs
from charitydesk.ui.notices.list_part import NoticeRow, notice_model
from charitydesk.ui.notices.places import show_afresh
from charitydesk.ui.notices.result import Result, ResultView
from charitydesk.ui.pages import HeaderAction, Page, Width, scroll_by_key
from charitydesk.ui.parts import column
from charitydesk.ui.reveal import area_of
from charitydesk.ui.scale import scaled
from charitydesk.ui.table_view import RowsTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.errors import UserFacingError
    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.presentation.notice_letters import LetterChoices
    from charitydesk.presentation.shell import HelpTopic
    from charitydesk.services.bundle import Services
    from charitydesk.ui.notices.jobs import Opened
    from charitydesk.ui.pages import PageContext

NEW = "new"
"""The key that opens the conversation on a new notice."""


class NoticesPage(Page):
    """Notices.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
    """

    topics = frozenset({Topic.NOTICES, Topic.CLOCKS, Topic.LETTERS, Topic.LIBRARY, Topic.CHARITY})

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, "Notices", width=Width.FULL, fill=True)
        self._jobs = NoticeJobs(services, context)
        self._notices = services.notices
        self.exporting = Exporting(services, context, self.list_offers)
        self._open_id: NoticeId | None = None
        self._take_focus = False
        self._wanted_path = ""
        self._count_words = ""
        self.front: Conversation | LetterChooser | None = None
        self.filter = TextField(width=320, placeholder="Filter notices")
        self.filter.setAccessibleName("Filter notices")
        empty = EmptyState(
            "notices",
            "No notices yet",
            "When a public body ends, cuts or changes something, record it here. You will see what it started, which "
            "promises were kept and what to send.",
            "&Record a notice",
            self.new,
        )
        self.table: RowsTable[NoticeRow] = RowsTable(notice_model(), "Notices", empty)
        master = QWidget()
        inside = column(master, gap=12)
        inside.addWidget(self.filter)
        inside.addWidget(self.table, 1)
        master.setFocusProxy(self.table)
        self.split = MasterDetail(master)
        self.table.chosen.connect(self._chosen)
        self.table.activated.connect(self._activated)
        self.table.view.clicked.connect(self._clicked)
        self.filter.textChanged.connect(self.table.set_text)
        self.split.turned.connect(self._turned)
        self.browse = self.split
        self.body.addWidget(self.browse, 1)
        inside_only = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self.split, self.split.close_record, context=inside_only)

    def refresh(self) -> None:
        """Load the list again, and what is open beside it or before it."""
        self._jobs.rows(self._show_rows)
        if isinstance(self.front, Conversation):
            saver = self.front.saver
            if saver.is_idle and saver.notice_id is not None:
                self._jobs.facts(saver.notice_id, self._facts_again, self._gone)
        elif self._open_id is not None:
            self._jobs.result(self._open_id, self._show_result, self._gone)

    def open_record(self, key: object) -> None:
        """Open a notice by its id, all its answers by `id:answers`, one question by `id:answers:path`, or a new one."""
        number, _, rest = str(key).partition(":")
        if number == NEW:
            self.new()
        elif number.isdigit() and rest:
            self._open_id, self._wanted_path = NoticeId(int(number)), rest.partition(":")[2]
            self._jobs.facts(self._open_id, self._answers_arrived, self._gone)
        elif number.isdigit():
            self._leave_front()
            self._open(NoticeId(int(number)), take_focus=True)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return what can be done here."""
        front = self.front
        if isinstance(front, Conversation):
            view = (
                HeaderAction("One at a &time", front.show_one)
                if front.answers is not None
                else HeaderAction("&All answers", front.show_answers)
            )
            return (
                view,
                HeaderAction("Finish &later", self.finish_later),
                HeaderAction("See the &result", front.finish),
            )
        new = HeaderAction("&New notice", self.new, "add", primary=True, plain=self.split.is_open)
        out = (self.exporting.action(),) if self.table.model.rowCount() else ()
        return () if front else (*out, new)

    def list_offers(self) -> Sequence[ListOffer]:
        """Return the lists that can be exported."""
        titles, shown = self.exporting.titles, self.table.shown()
        ids, total = [int(row.line.id) for row in shown], self.table.model.rowCount()
        return *list_offers(titles, "notices", total, len(shown), ids), whole_list(titles, "clocks")

    def filter_widget(self) -> QWidget | None:
        """Return the filter of the list."""
        return None if self.front is not None else self.filter

    def help(self) -> HelpTopic:
        """Return the help for this room."""
        return HELP

    def can_leave(self) -> bool:
        """Keep what was typed; stay where it cannot be understood."""
        return self.front.commit() if isinstance(self.front, Conversation) else True

    def scroll_by_key(self, key: int) -> bool:
        """Scroll whatever is being read."""
        area = self.front.area if isinstance(self.front, Conversation) else area_of(self.split.record())
        return super().scroll_by_key(key) if area is None else scroll_by_key(area, key)

    # The list and the record beside it

    def _show_rows(self, rows: tuple[NoticeRow, ...]) -> None:
        chosen = self.table.current()
        self.table.model.set_rows(rows)
        if chosen is not None and self._open_id is None:
            self.table.blockSignals(True)
            self.table.choose(next((row for row in rows if row.line.id == chosen.line.id), chosen))
            self.table.blockSignals(False)
        self._choose_row()
        self.filter.setVisible(bool(rows))
        self._count_words = counted(len(rows), "notice") if rows else ""
        self._tell()

    def _chosen(self, row: NoticeRow) -> None:
        """Follow the arrows with the record that is open; opening one is a click's or Enter's business."""
        if self.split.is_open and self.split.width() >= scaled(NARROW) and row.line.id != self._open_id:
            self._open(row.line.id, take_focus=False)

    def _clicked(self, _index: object) -> None:
        row = self.table.current()
        if row is not None and row.line.id != self._open_id:
            self._open(row.line.id, take_focus=False)

    def _activated(self, row: NoticeRow) -> None:
        self._open(row.line.id, take_focus=True)

    def _open(self, notice_id: NoticeId, *, take_focus: bool) -> None:
        self._open_id, self._take_focus = notice_id, take_focus
        self._jobs.result(notice_id, self._show_result, self._gone)

    def _turned(self, is_open: bool) -> None:
        self._open_id = self._open_id if is_open else None
        self._tell()

    def _show_result(self, result: Result) -> None:
        if result.view.record.id != self._open_id:
            return
        shown = self.split.record()
        if isinstance(shown, ResultView) and shown.result.view.record.id == self._open_id:
            show_afresh(shown, result)
            view = shown
        else:
            view = self._beside(result)
        self._choose_row()
        if self._take_focus:
            self._take_focus = False
            view.draft.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beside(self, result: Result) -> ResultView:
        """Show a record beside the list, and return it."""
        view = ResultView(result)
        view.draft_wanted.connect(self.draft)
        view.answers_wanted.connect(self.answers)
        view.more_wanted.connect(self.more)
        view.question_wanted.connect(self._ask)
        view.done_wanted.connect(self._jobs.mark_done)
        view.status_wanted.connect(self._set_status)
        view.letter_wanted.connect(self._open_letter)
        view.close_wanted.connect(self.split.close_record)
        view.delete_wanted.connect(self._delete)
        was_open = self.split.is_open
        self.split.show_record(view)
        if not was_open:
            self.split.keep_list()
        return view

    def _choose_row(self) -> None:
        row = next((row for row in self.table.model.rows() if row.line.id == self._open_id), None)
        if row is not None and row != self.table.current():
            self.table.blockSignals(True)
            self.table.choose(row)
            self.table.blockSignals(False)

    def _gone(self, error: UserFacingError) -> None:
        """Close what was undone or taken out elsewhere."""
        self._leave_front()
        self.split.close_record()
        self.context.shell.show_error(error)

    def _set_status(self, status: object) -> None:
        if self._open_id is not None and isinstance(status, NoticeStatus):
            self._jobs.set_status(self._open_id, status)

    def _delete(self) -> None:
        if self._open_id is not None:
            self._jobs.delete(self._open_id, self._taken_out)

    def _taken_out(self, _nothing: object) -> None:
        self.split.close_record()
        self.context.shell.notify("Took the notice out.", undo=True)

    def _open_letter(self, letter_id: object) -> None:
        self.context.shell.go("letters", str(letter_id))

    # The conversation

    def new(self) -> None:
        """Begin the conversation on a new notice; what was open is closed."""
        self.split.close_record()
        self._converse(NoticeForm(self._notices.questions(), NoticeFacts()), None)

    def answers(self) -> None:
        """Show all answers of the open notice on one form."""
        if (form := self._form()) is not None:
            self._converse(form, self._open_id)
            if isinstance(self.front, Conversation):
                self.front.show_answers()

    def _answers_arrived(self, opened: Opened) -> None:
        form = NoticeForm(self._notices.questions(), opened.facts)
        found = bool(self._wanted_path) and form.go_to(self._wanted_path)
        self._converse(form, opened.notice_id)
        if not found and isinstance(self.front, Conversation):
            self.front.show_answers()

    def more(self) -> None:
        """Go on with the open notice's first question that has no answer."""
        if (form := self._form()) is not None:
            form.thorough = not any(not form.known(step.question.path) for step in form.steps())
            form.go_to_first_open()
            self._converse(form, self._open_id)

    def _ask(self, path: str) -> None:
        form = self._form()
        if form is not None and form.go_to(path):
            self._converse(form, self._open_id)

    def _form(self) -> NoticeForm | None:
        record = self.split.record()
        if not isinstance(record, ResultView):
            return None
        return NoticeForm(record.result.pages, record.result.view.case.facts)

    def _converse(self, form: NoticeForm, notice_id: NoticeId | None) -> None:
        self._leave_front()
        front = Conversation(self.context, self._notices, form, notice_id)
        front.moved.connect(self._tell)
        front.result_wanted.connect(self._conversation_over)
        self._put_front(front)
        if front.question is not None:
            front.question.begin()

    def finish_later(self) -> None:
        """Keep what was answered and go back to the list."""
        front = self.front
        if isinstance(front, Conversation) and front.commit():
            kept = front.form.can_be_kept or front.saver.notice_id is not None
            if front.saver.notice_id is not None:
                self._open_id = front.saver.notice_id
            self._leave_front()
            self._jobs.rows(self._show_rows)
            if self._open_id is not None:
                self._open(self._open_id, take_focus=False)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            words = "Your answers are kept. Open the notice to go on."
            self.context.shell.notify(words if kept else "Nothing was answered yet.")

    def _conversation_over(self, notice_id: NoticeId) -> None:
        self._leave_front()
        self._open(notice_id, take_focus=True)
        self._jobs.rows(self._show_rows)

    def _facts_again(self, opened: Opened) -> None:
        front = self.front
        if (
            isinstance(front, Conversation)
            and front.saver.is_idle
            and front.saver.notice_id == opened.notice_id
            and front.form.facts != opened.facts
        ):
            front.form.facts = opened.facts
            front.reload()

    # The choice of a letter

    def draft(self) -> None:
        """Choose which letter to draft from the open notice."""
        if self._open_id is not None:
            self._jobs.choices(self._open_id, self._show_choices)

    def _show_choices(self, choices: LetterChoices) -> None:
        record = self.split.record()
        if not isinstance(record, ResultView):
            return
        stored = record.result.view.record
        front = LetterChooser(choices, name_of(stored.service, stored.commissioner))
        front.chosen.connect(self._start_letter)
        front.cancelled.connect(self._back_to_record)
        self._put_front(front)
        front.begin()

    def _back_to_record(self) -> None:
        self._leave_front()
        record = self.split.record()
        if isinstance(record, ResultView):
            record.draft.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_letter(self, kind: str, tone: object) -> None:
        if self._open_id is not None:
            self._jobs.start_letter(self._open_id, kind, tone, self._letter_started)

    def _letter_started(self, letter_id: object) -> None:
        self._leave_front()
        self.context.shell.go("letters", str(letter_id))

    # What stands before the list

    def _put_front(self, front: Conversation | LetterChooser) -> None:
        self._leave_front()
        self.front = front
        self.browse.hide()
        self.body.addWidget(front, 1 if isinstance(front, Conversation) else 0)
        if isinstance(front, LetterChooser):
            self.body.addStretch(1)
        front.show()
        self.scroll_to_top()
        self._tell()

    def _leave_front(self) -> None:
        if self.front is None:
            return
        front, self.front = self.front, None
        self.body.removeWidget(front)
        front.setParent(None)
        front.deleteLater()
        while self.body.count() > 1:
            self.body.takeAt(1)
        self.browse.show()
        self._tell()

    def _tell(self) -> None:
        if isinstance(self.front, Conversation):
            self.set_header(self.front.form.name, "Recording a notice")
        elif self.front is not None:
            self.set_header("Which letter?", self.front.about)
        else:
            self.set_header("Notices", self._count_words)
