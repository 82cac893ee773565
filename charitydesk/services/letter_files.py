"""Writing letters: previews as printed, files in both formats, and the frozen copy of what was sent."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from charitydesk.domain.document import Written
from charitydesk.domain.letter_checks import Severity
from charitydesk.domain.letter_frozen import frozen_mapping
from charitydesk.domain.notices import NoticeStatus
from charitydesk.domain.states import LetterStatus
from charitydesk.domain.wording import long_date
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.files import write_atomically
from charitydesk.services.changes import Topic
from charitydesk.services.deadline_form import deadline_mapping
from charitydesk.services.letter_dates import reply_clock
from charitydesk.services.letter_views import FROZEN
from charitydesk.services.letter_words import letter_words
from charitydesk.storage.files import safe_file_name, sha256_of
from charitydesk.storage.records import ClockRecord, LetterEventRecord, LetterFileRecord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.domain.document import PageImage
    from charitydesk.domain.ids import LetterId, NoticeId
    from charitydesk.domain.letters import Tone
    from charitydesk.services.clocks import ClockService
    from charitydesk.services.desk import Desk
    from charitydesk.services.letters import LetterService, LetterView
    from charitydesk.services.profile import ProfileService

FORMATS = (".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class SavedLetter:
    """A letter on disk.

    Args:
        path: Where it lies.
        written: Its hash, size, pages and any characters that could not be drawn.
        view: The letter as it stood.
    """

    path: Path
    written: Written
    view: LetterView


class LetterFiles:
    """Writes letters and freezes what was sent."""

    def __init__(self, desk: Desk, letters: LetterService, profile: ProfileService, clocks: ClockService) -> None:
        self._desk = desk
        self._letters = letters
        self._profile = profile
        self._clocks = clocks

    def suggested_name(self, letter_id: LetterId, ending: str) -> str:
        """Return a file name for a letter: its date and title, safe on every system."""
        view = self._letters.open(letter_id)
        return safe_file_name(f"{view.draft.options.date.isoformat()} {view.record.title}", ending)

    def pages(self, letter_id: LetterId, scale: float = 1.5) -> Sequence[PageImage]:
        """Return the letter's pages as they will print, or as they were frozen when it was sent.

        Args:
            letter_id: The letter.
            scale: Pixels per point.

        Raises:
            UserFacingError: The copy kept when it was sent is gone or was changed.
        """
        from charitydesk.documents.pdf import pdf_bytes  # noqa: PLC0415 - loads the PDF library
        from charitydesk.documents.previews import render_pages  # noqa: PLC0415 - the same

        view = self._letters.open(letter_id)
        frozen = next((file for file in view.files if file.frozen and file.format == "pdf"), None)
        if frozen is not None and not self.still_as_sent(frozen):
            raise _not_as_sent(frozen)
        data = self.frozen_path(frozen).read_bytes() if frozen else pdf_bytes(view.document)[0]
        return render_pages(data, scale)

    def save(self, letter_id: LetterId, target: Path) -> SavedLetter:
        """Write a letter as Word or PDF, by the file's ending, and log where it went; of a sent one, copy what went.

        Raises:
            BadInputError: The ending is neither, or a character cannot be printed.
            UserFacingError: The file cannot be written.
        """
        view = self._letters.open(letter_id)
        frozen = next((one for one in view.files if one.frozen and one.format == _format(target)), None)
        if frozen is None:
            written = self._write(view, target, self._profile.letterhead())
        else:
            self.copy_out(frozen, target)
            written = Written(frozen.sha256, frozen.size)
        with self._desk.change(f"Saved a letter as {target.name}", Topic.LETTERS) as work:
            work.letter_files.add(self._saved(letter_id, target, written))
        return SavedLetter(target, written, view)

    def draft(self, notice_id: NoticeId, kind_id: str, tone: Tone | None, target: Path) -> SavedLetter:
        """Draft a letter from a notice and write it, in one change: both are kept or neither.

        A kept draft of the same kind and tone that nobody has changed is used again, so that drafting twice leaves one.

        Args:
            notice_id: The notice.
            kind_id: Id or number of the kind.
            tone: Its rung of the ladder; None for the kind's usual one.
            target: The file, which ends in .docx or .pdf.

        Raises:
            BadInputError: There is no such notice or kind, the kind or tone does not fit, or the ending is neither.
            UserFacingError: The file cannot be written.
        """
        if target.suffix.lower() not in FORMATS:
            raise _neither(target)
        fresh = self._letters.prepare(notice_id, kind_id, tone)
        kept = self._letters.unedited(fresh)
        view = self._letters.view(fresh if kept is None else kept)
        words = letter_words(view.draft)
        letterhead = self._profile.letterhead()
        was_there = target.exists()
        try:
            with self._desk.change(f"Drafted a letter: {fresh.title}", Topic.LETTERS, Topic.NOTICES) as work:
                record = (
                    work.letters.add(replace(fresh, words=words))
                    if kept is None
                    else work.letters.update(replace(kept, words=words))
                )
                written = self._write(view, target, letterhead)
                work.letter_files.add(self._saved(record.id, target, written))
        except BaseException:
            if not was_there:
                with suppress(OSError):
                    target.unlink(missing_ok=True)
            raise
        return SavedLetter(target, written, self._letters.open(record.id))

    def _saved(self, letter_id: LetterId, target: Path, written: Written) -> LetterFileRecord:
        return LetterFileRecord(
            letter_id=letter_id,
            format=_format(target),
            file_name=target.name,
            relative_path=str(target.absolute()),
            sha256=written.sha256,
            size=written.size,
            written_at=self._desk.clock.now(),
        )

    def _write(self, view: LetterView, target: Path, letterhead: Path | None) -> Written:
        from charitydesk.documents.pdf import write_pdf  # noqa: PLC0415 - loads the PDF library
        from charitydesk.documents.word import write_docx  # noqa: PLC0415 - loads the Word library

        match target.suffix.lower():
            case ".docx":
                return write_docx(view.document, target, letterhead=letterhead, created=self._desk.clock.now())
            case ".pdf":
                return write_pdf(view.document, target, created=self._desk.clock.now())
            case _:
                raise _neither(target)

    def mark_ready(self, letter_id: LetterId) -> None:
        """Say that a letter is ready to go.

        Raises:
            BadInputError: A check still stands in the way.
        """
        view = self._letters.open(letter_id)
        _refuse_unready(view)
        if view.record.status is LetterStatus.DRAFT:
            with self._desk.change(f"Marked ready: {view.record.title}", Topic.LETTERS) as work:
                work.letters.update(replace(view.record, status=LetterStatus.READY))

    def mark_sent(self, letter_id: LetterId, on: date) -> tuple[LetterFileRecord, ...]:
        """Freeze a letter as sent: copies in both formats with their hashes, its reply clock, its line in the log.

        Args:
            letter_id: The letter.
            on: Civil date on which it went.

        Raises:
            BadInputError: It was sent before, a check still stands in the way, or its reply date is over by then.
            UserFacingError: The copies cannot be written; nothing is marked and no copy is left.
        """
        view = self._letters.open(letter_id)
        if view.record.status in {LetterStatus.SENT, LetterStatus.ANSWERED}:
            raise BadInputError("This letter was sent already.", "Draft a new one to say more.")
        _refuse_unready(view)
        reply = view.draft.options.reply_by
        if reply is not None and reply <= on:
            raise BadInputError(
                f"The letter asks for an answer by {long_date(reply)}, and it cannot go on {long_date(on)}.",
                "Give it a later reply date, or the day on which it really went.",
            )
        folder = self._desk.paths.sent / f"letter-{letter_id}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserFacingError("The folder for sent letters cannot be made.", "Check the data folder.") from error
        before = frozenset(folder.iterdir())
        try:
            return self._keep_sent(view, letter_id, on, folder)
        except BaseException:
            for path in frozenset(folder.iterdir()) - before:
                with suppress(OSError):
                    path.unlink()
            raise

    def _keep_sent(self, view: LetterView, letter_id: LetterId, on: date, folder: Path) -> tuple[LetterFileRecord, ...]:
        """Write the frozen copies and record them with the letter's new status, in one change."""
        frozen = [self._freeze(view, folder, ending, letter_id) for ending in FORMATS]
        reply = view.draft.options.reply_by
        clock = None if reply is None else self._reply_clock(view, letter_id, on, reply)
        name = f"Sent: {view.record.title}"
        with self._desk.change(name, Topic.LETTERS, Topic.CLOCKS, Topic.NOTICES) as work:
            for file in frozen:
                work.letter_files.add(file)
            work.letter_events.add(
                LetterEventRecord(letter_id=letter_id, on_date=on, kind="sent", note=view.record.title)
            )
            said = frozen_mapping(view.draft, view.case.facts, view.charity, view.earlier)
            sent = replace(
                view.record, status=LetterStatus.SENT, sent_on=on, reply_due=clock.deadline if clock else None
            )
            words = letter_words(view.draft)
            work.letters.update(replace(sent, draft={**view.record.draft, FROZEN: said}, words=words))
            if clock is not None:
                work.clocks.add(clock)
            if view.kind.challenges and view.record.notice_id is not None:
                notice = work.notices.get(view.record.notice_id)
                if notice.status is NoticeStatus.OPEN:
                    work.notices.update(replace(notice, status=NoticeStatus.CHALLENGED))
        return tuple(frozen)

    def _freeze(self, view: LetterView, folder: Path, ending: str, letter_id: LetterId) -> LetterFileRecord:
        target = folder / safe_file_name(f"{view.draft.options.date.isoformat()} {view.record.title}", ending)
        written = self._write(view, target, self._profile.letterhead())
        return LetterFileRecord(
            letter_id=letter_id,
            format=ending.lstrip("."),
            file_name=target.name,
            relative_path=target.relative_to(self._desk.paths.data).as_posix(),
            sha256=written.sha256,
            size=written.size,
            written_at=self._desk.clock.now(),
            frozen=True,
        )

    def _reply_clock(self, view: LetterView, letter_id: LetterId, on: date, reply: date) -> ClockRecord:
        deadline, told, why = reply_clock(view, on, reply, self._clocks)
        return ClockRecord(
            rule=deadline.rule,
            started_on=deadline.started,
            deadline=deadline.deadline,
            last_safe_day=deadline.last_safe_day,
            notice_id=view.record.notice_id,
            letter_id=letter_id,
            title=f"Reply due: {view.record.title}",
            whose="them",
            options=dict(told),
            worked_out=deadline_mapping(deadline),
            note=why,
            is_example=view.record.is_example,
        )

    def mark_answered(self, letter_id: LetterId, on: date, note: str = "") -> None:
        """Log that an answer came, and stop the reply clock.

        Raises:
            BadInputError: The letter was not sent, or went only after that day.
        """
        with self._desk.read() as work:
            record = work.letters.get(letter_id)
            clocks = work.clocks.of_letter(letter_id)
        if record.status is not LetterStatus.SENT:
            raise BadInputError("Only a letter that was sent can be answered.", "Mark it as sent first.")
        if record.sent_on is not None and on < record.sent_on:
            sentence = f"The letter went on {long_date(record.sent_on)}, so its answer did not come on {long_date(on)}."
            raise BadInputError(sentence, "Give the day on which the answer came.")
        name = f"Answered: {record.title}"
        with self._desk.change(name, Topic.LETTERS, Topic.CLOCKS, Topic.NOTICES) as work:
            work.letters.update(replace(record, status=LetterStatus.ANSWERED, answered_on=on))
            work.letter_events.add(LetterEventRecord(letter_id=letter_id, on_date=on, kind="answered", note=note))
            for clock in clocks:
                if clock.done_on is None:
                    work.clocks.update(replace(clock, done_on=on))

    def frozen_path(self, file: LetterFileRecord) -> Path:
        """Return where a file of a letter lies."""
        path = Path(file.relative_path)
        return path if path.is_absolute() else self._desk.paths.data / path

    def still_as_sent(self, file: LetterFileRecord) -> bool:
        """Return whether a frozen copy still has the hash it had when it was sent."""
        path = self.frozen_path(file)
        return path.is_file() and sha256_of(path) == file.sha256

    def copy_out(self, file: LetterFileRecord, target: Path) -> None:
        """Copy a frozen file to a place of the user's choosing.

        Raises:
            UserFacingError: It is gone, was changed since, or the copy cannot be written.
        """
        if not self.still_as_sent(file):
            raise _not_as_sent(file)
        write_atomically(target, self.frozen_path(file).read_bytes())


def _format(target: Path) -> str:
    return target.suffix.lower().lstrip(".")


def _neither(target: Path) -> BadInputError:
    return BadInputError(f"{target.name} is neither Word nor PDF.", "End the name in .docx or .pdf.")


def _not_as_sent(file: LetterFileRecord) -> UserFacingError:
    return UserFacingError(
        f"The kept copy of {file.file_name} is missing or was changed since it was sent.",
        "Restore it from a backup of the data folder.",
    )


def _refuse_unready(view: LetterView) -> None:
    stop = next((check for check in view.checks if check.severity is Severity.STOP), None)
    if stop is not None:
        raise BadInputError("The letter is not ready.", stop.sentence)
