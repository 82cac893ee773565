"""Where a check, a blank or a source leads: to a block, a citation, the details, a record or the register."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.letters import SourceKind

if TYPE_CHECKING:
    from charitydesk.domain.letters import Blank, Draft, Source
    from charitydesk.services.letters import Check, LetterRecord


class Place(StrEnum):
    """What kind of place a jump leads to."""

    BLOCK = "block"
    CITATION = "citation"
    DETAILS = "details"
    NOTICE = "notice"
    ANSWERS = "answers"
    LIBRARY = "library"
    SETTINGS = "settings"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Jump:
    """One place to go.

    Args:
        place: What kind of place.
        ref: The block, register id, field of the details or path of the fact.
        words: What the button says, a verb first.
    """

    place: Place
    ref: str
    words: str


_DETAILS = {"letter.reply_by": "reply_by", "letter.date": "date"}
_CHECK_DETAILS = {"addressee": "addressee", "no-reply-date": "reply_by"}


def to_blank(path: str) -> Jump:
    """Return where a blank is filled in: its question in the notice, the details, or Settings."""
    if path in _DETAILS:
        return Jump(Place.DETAILS, _DETAILS[path], "Fill it in")
    if path.startswith("charity."):
        return Jump(Place.SETTINGS, "", "Open Settings")
    return Jump(Place.ANSWERS, path, "Answer it in the notice")


def blank_block(draft: Draft, blank: Blank) -> str:
    """Return the key of the first block that shows a blank, or an empty string."""
    for block in draft.blocks:
        if block.edited is None and any(blank in sentence.blanks for sentence in block.sentences):
            return block.key
    return ""


def of_check(check: Check, draft: Draft) -> tuple[Jump, ...]:
    """Return where a check leads, the best place first."""
    if check.id == "blank" and not check.block:
        return _of_blank(check, draft)
    asks = next((block.key for block in draft.blocks if block.key.startswith("ask")), "")
    places = (
        (check.block, Jump(Place.BLOCK, check.block, "Show it")),
        (check.provision, Jump(Place.CITATION, check.provision, "Show the source")),
        (check.id in _CHECK_DETAILS, Jump(Place.DETAILS, _CHECK_DETAILS.get(check.id, ""), "Put it right")),
        (check.id == "no-ask" and asks, Jump(Place.BLOCK, asks, "Show it")),
        (check.id in {"weak-point", "weak-case"}, Jump(Place.NOTICE, "", "Open the findings")),
    )
    return tuple(jump for holds, jump in places if holds)[:1]


def _of_blank(check: Check, draft: Draft) -> tuple[Jump, ...]:
    for blank in draft.blanks:
        if check.sentence == f"Still to fill in: {blank.label}.":
            block = blank_block(draft, blank)
            shown = (Jump(Place.BLOCK, block, "Show it"),) if block else ()
            return (to_blank(blank.path), *shown)
    return (Jump(Place.SETTINGS, "", "Open Settings"),)


def of_source(source: Source, record: LetterRecord) -> Jump | None:
    """Return the record or clause a sentence came from, or None where there is nothing to open.

    Args:
        source: Where the sentence came from.
        record: The letter; one whose notice was taken out opens no notice.
    """
    if source.kind is SourceKind.PROVISION:
        return Jump(Place.LIBRARY, source.ref, "Read it in the Library")
    if source.kind is SourceKind.CLOCK:
        return Jump(Place.DETAILS, "reply_by", "Change the date")
    if source.kind is SourceKind.RECORD and source.ref.startswith("charity."):
        return Jump(Place.SETTINGS, "", "Open Settings")
    if record.notice_id is None or source.ref.startswith("letter."):
        return None
    opened = {
        SourceKind.FINDING: Jump(Place.NOTICE, source.ref, "Open the finding"),
        SourceKind.RECORD: Jump(Place.ANSWERS, source.ref, "Open the answer"),
    }
    return opened.get(source.kind)
