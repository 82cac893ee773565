"""Files kept with a record: copied into the data folder with their hash, and read for search."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from charitydesk.errors import UserFacingError
from charitydesk.services.changes import Topic
from charitydesk.storage.files import safe_file_name, sha256_of
from charitydesk.storage.records import AttachmentRecord
from charitydesk.storage.records_search import AttachmentTextRecord

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.services.desk import Desk

__all__ = ["AttachmentRecord", "AttachmentService"]

MOST_BYTES = 200 * 1024 * 1024

_TOPICS = {
    "contract": Topic.CONTRACTS,
    "variation": Topic.CONTRACTS,
    "obligation": Topic.OBLIGATIONS,
    "commissioner": Topic.COMMISSIONERS,
    "bid": Topic.BIDS,
    "notice": Topic.NOTICES,
    "letter": Topic.LETTERS,
    "bidding_cost": Topic.COSTS,
}


class AttachmentService:
    """Keeps files with records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, owner_table: str, owner_id: int) -> tuple[AttachmentRecord, ...]:
        """Return a record's files."""
        with self._desk.read() as work:
            return work.attachments.of(owner_table, owner_id)

    def path(self, record: AttachmentRecord) -> Path:
        """Return where a file's copy lies."""
        return self._desk.paths.data / record.relative_path

    def attach(self, owner_table: str, owner_id: int, source: Path, note: str = "") -> AttachmentRecord:
        """Copy a file into the data folder and keep it with a record; its words are found from then on.

        Args:
            owner_table: The record's table: contract, variation, obligation, commissioner, bid, notice, letter or
                bidding_cost.
            owner_id: Its id.
            source: The file.
            note: What it is.

        Raises:
            UserFacingError: The file cannot be read, is too large, or cannot be copied; nothing was changed.
        """
        from charitydesk.documents.file_text import text_of  # noqa: PLC0415 - readers of documents are loaded when used

        copy, digest, size = self._copy(owner_table, owner_id, source)
        words = text_of(copy)
        with self._desk.change(f"Kept the file {source.name}", _TOPICS[owner_table]) as work:
            record = work.attachments.add(
                AttachmentRecord(
                    owner_table=owner_table,
                    owner_id=owner_id,
                    file_name=source.name,
                    relative_path=copy.relative_to(self._desk.paths.data).as_posix(),
                    sha256=digest,
                    size=size,
                    note=note,
                )
            )
            if words:
                work.attachment_texts.add(
                    AttachmentTextRecord(attachment_id=record.id, file_name=source.name, text=words)
                )
        return record

    def _copy(self, owner_table: str, owner_id: int, source: Path) -> tuple[Path, str, int]:
        try:
            size = source.stat().st_size
            if not source.is_file() or size > MOST_BYTES:
                raise UserFacingError(
                    f"{source.name} is no file of at most {MOST_BYTES // 1024 // 1024} MB, so it was not kept.",
                    "Choose another file.",
                )
            digest = sha256_of(source)
            ending = source.suffix.lstrip(".")[:10]
            name = safe_file_name(source.stem, ending) if ending.isalnum() else safe_file_name(source.stem, "file")
            copy = self._desk.paths.files / f"{owner_table}-{owner_id}" / f"{digest[:8]}-{name}"
            copy.parent.mkdir(parents=True, exist_ok=True)
            working = copy.with_name(f"{copy.name}.part")
            shutil.copyfile(source, working)
            working.replace(copy)
        except OSError as error:
            raise UserFacingError(
                f"{source.name} could not be copied into the data folder.",
                "Check that the file can be opened and that the disk has room.",
            ) from error
        return copy, digest, size

    def detach(self, attachment_id: int) -> None:
        """Take a file from its record; the copy on disk stays, so that undo finds it."""
        with self._desk.read() as work:
            record = work.attachments.get(attachment_id)
        with self._desk.change(f"Took off the file {record.file_name}", _TOPICS[record.owner_table]) as work:
            words = work.attachment_texts.of(attachment_id)
            if words is not None:
                work.attachment_texts.delete(words.id)
            work.attachments.delete(attachment_id)
