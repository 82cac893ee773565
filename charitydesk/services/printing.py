"""Lists and records on paper: a document under the charity's own heading, written as PDF or Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.document import Document
from charitydesk.domain.letter_document import letterhead_lines
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from charitydesk.domain.document import Block
    from charitydesk.services.desk import Desk
    from charitydesk.services.profile import ProfileService

ENDINGS = (".pdf", ".docx")


class PrintService:
    """Writes what the window shows for paper.

    Args:
        desk: The open data folder.
        profile: Whose heading it carries.
    """

    def __init__(self, desk: Desk, profile: ProfileService) -> None:
        self._desk = desk
        self._profile = profile

    def document(self, title: str, blocks: Iterable[Block]) -> Document:
        """Return blocks as a document of the charity.

        Args:
            title: The file's title.
            blocks: What stands between the charity's heading and the foot of the page.
        """
        charity = self._profile.charity()
        return Document(
            title=title,
            author=charity.name,
            subject=title,
            blocks=tuple(blocks),
            letterhead=letterhead_lines(charity),
            footer=" · ".join(part for part in (charity.name, charity.registration) if part),
        )

    def save(self, document: Document, target: Path) -> None:
        """Write a document as PDF or Word, by the file's ending.

        Raises:
            BadInputError: The ending is neither, or a character cannot be printed.
            UserFacingError: The file cannot be written; what was there stands.
        """
        write_document(document, target, self._profile.letterhead(), self._desk.clock.now())


def write_document(document: Document, target: Path, letterhead: Path | None, now: datetime) -> None:
    """Write a document by its file's ending: Word on the charity's letterhead file, or PDF.

    Args:
        document: The document.
        target: The file.
        letterhead: The charity's own Word letterhead, or None.
        now: The moment that stands in the file.

    Raises:
        BadInputError: The ending is neither, or a character cannot be printed.
        UserFacingError: The file cannot be written; what was there stands.
    """
    match target.suffix.lower():
        case ".docx":
            from charitydesk.documents.word import write_docx  # noqa: PLC0415 - loads the Word library

            write_docx(document, target, letterhead=letterhead, created=now)
        case ".pdf":
            from charitydesk.documents.pdf import write_pdf  # noqa: PLC0415 - loads the PDF library

            write_pdf(document, target, created=now)
        case _:
            raise BadInputError(f"{target.name} is neither a PDF nor a Word file.", "End its name in .pdf or .docx.")
