"""The charity's own particulars: who it is, who signs, how the window looks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charitydesk.domain.charity import Charity
from charitydesk.domain.states import Appearance
from charitydesk.files import write_atomically
from charitydesk.services.changes import Topic
from charitydesk.storage.records import CharityRecord

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.domain.bodies import Nation
    from charitydesk.services.desk import Desk

__all__ = ["Appearance", "CharityRecord", "ProfileService", "charity_of"]

LETTERHEAD = "letterhead.docx"


def charity_of(record: CharityRecord) -> Charity:
    """Return the charity as its letters present it."""
    number = record.registration_number
    return Charity(
        name=record.name,
        nation=record.nation,
        address=tuple(line.strip() for line in record.address.splitlines() if line.strip()),
        phone=record.phone,
        email=record.email,
        website=record.website,
        registration=f"Registered charity {number}" if number else "",
        signatory=record.letter_signatory or record.user_name,
        role=record.letter_signatory_role or record.user_role,
        closing=record.letter_closing,
    )


class ProfileService:
    """Keeps the charity's particulars."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def load(self) -> CharityRecord:
        """Return the particulars as recorded."""
        with self._desk.read() as work:
            return work.charity.load()

    def charity(self) -> Charity:
        """Return the charity as its letters present it."""
        return charity_of(self.load())

    def save(self, record: CharityRecord, name: str = "Changed the charity's particulars") -> CharityRecord:
        """Keep changed particulars."""
        with self._desk.change(name, Topic.CHARITY, merge_key=f"charity: {name}") as work:
            return work.charity.save(record)

    def answer_first_run(self, *, name: str = "", nation: Nation | None = None, user_name: str = "") -> CharityRecord:
        """Keep the answers of the first start; each may be empty."""
        record = self.load()
        return self.save(
            replace(
                record,
                name=name or record.name,
                nation=nation or record.nation,
                user_name=user_name or record.user_name,
                onboarding_done=True,
            ),
            "Answered the first questions",
        )

    def set_appearance(self, appearance: Appearance, text_size: int) -> CharityRecord:
        """Keep how the window looks; `text_size` is per cent of the system's own."""
        return self.save(replace(self.load(), appearance=appearance, text_size=text_size), "Changed the appearance")

    def letterhead(self) -> Path | None:
        """Return the charity's own letterhead file, or None."""
        record = self.load()
        path = self._desk.paths.data / record.letterhead_file
        return path if record.letterhead_file and path.is_file() else None

    def use_letterhead(self, source: Path) -> CharityRecord:
        """Copy a Word file into the data folder as the letterhead.

        Raises:
            BadInputError: It is no Word file, or has no `[[letter]]` paragraph.
        """
        from charitydesk.documents.letterhead import check_letterhead  # noqa: PLC0415 - loads the Word library

        check_letterhead(source)
        write_atomically(self._desk.paths.data / LETTERHEAD, source.read_bytes())
        return self.save(replace(self.load(), letterhead_file=LETTERHEAD), "Chose a letterhead")

    def drop_letterhead(self) -> CharityRecord:
        """Print the plain letterhead again; the file stays in the data folder."""
        return self.save(replace(self.load(), letterhead_file=""), "Went back to the plain letterhead")
