"""The letters room: the list, and one letter at a time with room to write."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget

from charitydesk.domain.ids import LetterId
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.presentation.export_words import list_offers
from charitydesk.presentation.letter_jumps import Place
from charitydesk.presentation.letter_list import subtitle
from charitydesk.presentation.letter_record import is_frozen, saved_words
from charitydesk.presentation.shell import HelpTopic
from charitydesk.services.changes import Topic
from charitydesk.ui.exports.lists import Exporting
from charitydesk.ui.letters.begin import BeginPart
from charitydesk.ui.letters.editor import LetterEditor
from charitydesk.ui.letters.list_part import LettersList
from charitydesk.ui.letters.saved import SavedBar
from charitydesk.ui.pages import HeaderAction, Page, PageContext, Width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from charitydesk.domain.ids import NoticeId
    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.presentation.letter_jumps import Jump
    from charitydesk.services.bundle import Services
    from charitydesk.services.letter_files import SavedLetter
    from charitydesk.services.letters import LetterFileRecord, LetterLine, LetterView
    from charitydesk.services.notices import NoticeLine
    from charitydesk.ui.tasks import Progress

    _LetterWork = Callable[[LetterId], None]

_KINDS = {".docx": "Word document (*.docx)", ".pdf": "PDF document (*.pdf)"}
_TITLE = "Letters"
_HELP = HelpTopic(
    "Letters",
    (
        (
            "Each letter is drawn up from your record of a notice. Click a paragraph on the sheet, or press Enter on"
            " it, to write your own words. They stay when facts change, and the new words are shown beside them."
        ),
        (
            "Checks says what must be put right before it goes. Citations says how surely each source is known and how"
            " it is used. Sources says where each sentence came from."
        ),
        (
            "Mark the letter as sent once it has gone: both files are kept as they went, and the clock for the answer"
            " starts."
        ),
    ),
    (
        ("Up and Down", "Move over the sheet"),
        ("Enter", "Edit the paragraph"),
        ("Esc", "Leave it; everything is saved"),
        ("Delete", "Take the paragraph out"),
        ("Ctrl+Enter", "Add a paragraph after it"),
    ),
)


class LettersPage(Page):
    """Letters.

    Args:
        services: The open data folder's services.
        context: What every page is given.
    """

    topics = frozenset({Topic.LETTERS, Topic.NOTICES, Topic.CHARITY, Topic.LIBRARY, Topic.CLOCKS})

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, _TITLE, width=Width.FULL, fill=True)
        self._services = services
        self.exporting = Exporting(services, context, self.list_offers)
        self._notice: NoticeLine | None = None
        self.list = LettersList(context.clock.today, self.begin)
        self.begin_part = BeginPart()
        self.editor = LetterEditor(services, context)
        self.saved = SavedBar(self._open_folder)
        self.stack = QStackedWidget()
        for part in (self.list, self.editor, self.begin_part):
            self.stack.addWidget(part)
        self.body.setSpacing(8)
        self.body.addWidget(self.saved)
        self.body.addWidget(self.stack, 1)
        self.list.opened.connect(self._open_line)
        self.list.chaser_wanted.connect(self._chase_line)
        self.begin_part.notice_chosen.connect(self._choose_notice)
        self.begin_part.kind_chosen.connect(self._start)
        self.begin_part.closed.connect(self.show_list)
        self.editor.closed.connect(self.show_list)
        self.editor.jumped.connect(self._leave_for)
        self.editor.shown.connect(self._name)
        sending = self.editor.sending
        sending.ready_wanted.connect(self._mark_ready)
        sending.sent_on.connect(self._mark_sent)
        sending.answered.connect(self._answered)
        sending.copy_wanted.connect(self._copy_out)
        sending.chaser_wanted.connect(self._chase)
        sending.delete_wanted.connect(self._delete)

    def refresh(self) -> None:
        """Load again what is shown: the list, or the open letter."""
        here = self.stack.currentWidget()
        if here is self.list:
            letters = self._services.letters.list()
            self.list.show_letters(letters)
            self.set_header(_TITLE, subtitle(letters, self.context.clock.today()))
        elif here is self.editor:
            try:
                self.editor.refresh()
            except BadInputError:
                self.editor.close_letter()  # it was taken out, or its draft undone

    def open_record(self, key: object) -> None:
        """Open a letter by its id."""
        try:
            self._open(LetterId(int(str(key))))
        except (UserFacingError, ValueError):
            self.show_list()
            self.context.shell.show_error(BadInputError("That letter is no longer here."))

    def _open(self, letter_id: LetterId) -> None:
        self.saved.hide()
        self.editor.show_letter(letter_id)
        self.stack.setCurrentWidget(self.editor)
        self.header_changed.emit()
        if self.editor.view is not None:
            self._name(self.editor.view)

    def _open_line(self, letter: LetterLine) -> None:
        self._open(letter.id)
        self.editor.back.setFocus()

    def show_list(self) -> None:
        """Show every letter."""
        self.saved.hide()
        self.stack.setCurrentWidget(self.list)
        self.refresh()
        self.list.table.setFocus()

    def _name(self, view: LetterView) -> None:
        record = view.record
        to = view.draft.options.addressee or record.recipient
        title, _, rest = record.title.partition(": ")
        parts = (rest, f"to {to}" if to else "", "Example" if record.is_example else "")
        words = " · ".join(part for part in parts if part)
        if (self.title, self.subtitle) != (title, words) or self._frozen_before != is_frozen(view):
            self._frozen_before = is_frozen(view)
            self.set_header(title, words)

    _frozen_before = False

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return what can be done with the list, or with the open letter."""
        if self.stack.currentWidget() is self.list:
            out = (self.exporting.action(),) if self.list.total else ()
            return [*out, HeaderAction("&Draft a letter", self.begin, "add", primary=True)]
        view = self.editor.view
        if self.stack.currentWidget() is not self.editor or view is None or is_frozen(view):
            return ()
        return [
            HeaderAction("&Word", partial(self.save_as, ".docx"), "word"),
            HeaderAction("&PDF", partial(self.save_as, ".pdf"), "pdf"),
            HeaderAction("Se&nd", self._show_sending, "next"),
        ]

    def list_offers(self) -> Sequence[ListOffer]:
        """Return the list that can be exported."""
        shown = self.list.table.shown()
        ids = [int(letter.id) for letter in shown]
        return list_offers(self.exporting.titles, "letters", self.list.total, len(shown), ids)

    def filter_widget(self) -> QWidget | None:
        """Return the list's filter."""
        return self.list.text if self.stack.currentWidget() is self.list else None

    def can_leave(self) -> bool:
        """Save what was typed last."""
        self.editor.finish_typing()
        return True

    def help(self) -> HelpTopic:
        """Return the room's help."""
        return _HELP

    def begin(self) -> None:
        """Begin a letter: about which notice?"""
        notices = self._services.notices.list()
        if not notices:
            self.context.shell.go("notices")
            return
        self.stack.setCurrentWidget(self.begin_part)
        self.set_header("Draft a letter")
        if len(notices) == 1:
            self._choose_notice(notices[0])
        else:
            self.begin_part.show_notices(notices)

    def _choose_notice(self, notice: NoticeLine) -> None:
        self._notice = notice
        self.begin_part.show_kinds(notice, self._services.letters.offers(notice.id))

    def _start(self, kind: str) -> None:
        if self._notice is not None:
            self._draft(self._notice.id, kind)

    def _draft(self, notice: NoticeId, kind: str) -> None:
        try:
            view = self._services.letters.start(notice, kind)
        except UserFacingError as error:
            self.context.shell.show_error(error)
            return
        self._open(view.record.id)
        self.context.shell.notify(f"Drafted: {view.record.title}.", undo=True)
        self.editor.sheet.stand_on(self.editor.sheet.keys()[0])

    def _chase_line(self, letter: LetterLine) -> None:
        if letter.notice_id is not None:
            self._draft(letter.notice_id, "chaser")

    def _chase(self) -> None:
        view = self.editor.view
        if view is not None and view.record.notice_id is not None:
            self._draft(view.record.notice_id, "chaser")

    def _show_sending(self) -> None:
        self.editor.show_tab(4)
        self.editor.sending.focus_send()

    def save_as(self, ending: str) -> None:
        """Ask where to, and write the letter off the window's thread."""
        self.editor.finish_typing()
        if (view := self.editor.view) is not None:
            letter = view.record.id
            name = self._services.letter_files.suggested_name(letter, ending)
            title = "Save the letter as Word" if ending == ".docx" else "Save the letter as PDF"
            self.context.asker.choose_save_path(title, name, _KINDS[ending], partial(self._write, letter))

    def _write(self, letter: LetterId, target: Path) -> None:
        work = partial(_save, self._services, letter, target)
        self.context.tasks.run(work, self._written, title="Saving the letter")

    def _written(self, saved: SavedLetter) -> None:
        self.saved.say(saved_words(saved), saved.path, whole=not saved.written.glyph_problems)

    def _open_folder(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _mark_ready(self) -> None:
        self._do(partial(_ready, self._services), "It is marked ready. Send it, then mark it as sent.")

    def _mark_sent(self, on: date) -> None:
        words = "Marked as sent. Both files are kept as they went, and the clock for the answer runs."
        view = self.editor.view
        if view is not None and view.draft.options.reply_by is None:
            words = "Marked as sent. Both files are kept as they went."
        self._do(partial(_sent, self._services, on), words)

    def _answered(self, on: date, note: str) -> None:
        self._do(partial(_answered, self._services, on, note), "The answer is logged, and its clock has stopped.")

    def _do(self, work: _LetterWork, words: str) -> None:
        """Do something to the open letter off the window's thread, then say so."""
        self.editor.finish_typing()
        self.saved.hide()
        if (view := self.editor.view) is not None:
            self._words = words
            self.context.tasks.run(partial(_with, work, view.record.id), self._done, title="Keeping the letter")

    _words = ""

    def _done(self, _value: object) -> None:
        self.refresh()
        self.context.shell.notify(self._words, undo=True)

    def _copy_out(self, file: LetterFileRecord) -> None:
        kind = _KINDS.get(f".{file.format}", "All files (*)")
        answer = partial(self._copy_to, file)
        self.context.asker.choose_save_path("Copy the kept file", file.file_name, kind, answer)

    def _copy_to(self, file: LetterFileRecord, target: Path) -> None:
        work = partial(_copy, self._services, file, target)
        self.context.tasks.run(work, self._copied, title="Copying the file")

    def _copied(self, target: Path) -> None:
        self.saved.say(f"Copied to {target.name} in {target.parent}.", target)

    def _delete(self) -> None:
        view = self.editor.view
        if view is not None:
            self.editor.finish_typing()
            self._services.letters.delete(view.record.id)
            self.editor.close_letter()
            self.context.shell.notify("The draft is taken out.", undo=True)

    def _leave_for(self, jump: Jump) -> None:
        view = self.editor.view
        notice = view.record.notice_id if view is not None else None
        if jump.place is Place.LIBRARY:
            self.context.shell.go("library", jump.ref)
        elif jump.place is Place.SETTINGS:
            self.context.shell.go("settings")
        elif notice is not None:
            answers = jump.place is Place.ANSWERS
            self.context.shell.go("notices", f"{notice}:answers:{jump.ref}" if answers else notice)


def _save(services: Services, letter: LetterId, target: Path, _progress: Progress) -> SavedLetter:
    return services.letter_files.save(letter, target)


def _copy(services: Services, file: LetterFileRecord, target: Path, _progress: Progress) -> Path:
    services.letter_files.copy_out(file, target)
    return target


def _with(work: _LetterWork, letter: LetterId, _progress: Progress) -> None:
    work(letter)


def _ready(services: Services, letter: LetterId) -> None:
    services.letter_files.mark_ready(letter)


def _sent(services: Services, on: date, letter: LetterId) -> None:
    services.letter_files.mark_sent(letter, on)


def _answered(services: Services, on: date, note: str, letter: LetterId) -> None:
    services.letter_files.mark_answered(letter, on, note)
