"""A drawn-up letter as a printed page: the one model that both writers print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.document import (
    Bullet,
    Document,
    Heading,
    Lines,
    NumberedPoint,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from charitydesk.domain.letters import Role
from charitydesk.domain.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charitydesk.domain.charity import Charity
    from charitydesk.domain.document import Block
    from charitydesk.domain.letters import Draft, DraftBlock


def letter_document(draft: Draft, charity: Charity, frame: Mapping[str, str]) -> Document:
    """Return the letter as a document.

    Args:
        draft: The letter as drawn up, edits laid over.
        charity: Who writes; its name, address and contact lines make the letterhead where no letterhead file is given.
        frame: The words around a letter's own: greeting, closing, what stands before enclosures and copies.
    """
    return Document(
        title=draft.subject or draft.title,
        author=charity.name,
        subject=draft.title,
        blocks=tuple(_all_blocks(draft, charity, frame)),
        letterhead=letterhead_lines(charity),
        footer=" · ".join(part for part in (charity.name, charity.registration) if part),
    )


def letterhead_lines(charity: Charity) -> tuple[str, ...]:
    """Return the charity's heading: its name, then address, then contact lines."""
    contact = " · ".join(part for part in (charity.phone, charity.email, charity.website) if part)
    lines = (charity.name, ", ".join(charity.address), contact, charity.registration)
    return tuple(line for line in lines if line)


def _all_blocks(draft: Draft, charity: Charity, frame: Mapping[str, str]) -> Iterator[Block]:
    options = draft.options
    if draft.marking:
        yield Lines("marking", (draft.marking,), bold=True)
    if address := tuple(line for line in (options.addressee, *options.address) if line):
        yield Lines("address", address)
    yield Lines("date", (long_date(options.date), *draft.references))
    yield Lines("salutation", (salutation(draft, frame),))
    yield Lines("subject", (draft.subject,), bold=True)
    body = [block for block in draft.blocks if not block.annex]
    annexes = [block for block in draft.blocks if block.annex]
    yield from _printed(body)
    signer = tuple(line for line in (charity.signatory, charity.role, charity.name) if line)
    yield Lines("closing", (f"{closing(draft, charity, frame)},",))
    if signer:
        yield Lines("signature", signer, space_before=3)
    if options.enclosures:
        yield Lines("enclosures", (frame["enclosed"], *options.enclosures))
    if options.copies:
        yield Lines("copies", (frame["copied"], *options.copies))
    for index, block in enumerate(annexes):
        if block.role is Role.HEADING and block.level == 1:
            yield PageBreak(f"break-{index}")
        yield from _printed([block])


_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor"),
        *("sir", "dame", "lord", "lady", "baroness", "rev", "revd"),
    )
)


def salutation_for(contact: str, frame: Mapping[str, str]) -> str:
    """Return how a letter greets a person from the record, or nothing where nobody is named.

    Example:
        >>> frame = {"greeting": "Dear {name}"}
        >>> salutation_for("Ms R. Okafor, Head of Commissioning", frame), salutation_for("Jane van Dyke", frame)
        ('Dear Ms Okafor', 'Dear Jane van Dyke')
        >>> salutation_for("The Grants Team", frame), salutation_for("", frame)
        ('', '')
    """
    names = contact.split(",", maxsplit=1)[0].split()
    if not names or names[0].casefold() in {"the", "whoever"}:
        return ""
    if names[0].rstrip(".").casefold() in _TITLES and len(names) > 1:
        rest = [name for name in names[1:] if len(name.rstrip(".")) > 1] or names[1:]
        names = [names[0], *rest]
    return frame["greeting"].format(name=" ".join(names))


def salutation(draft: Draft, frame: Mapping[str, str]) -> str:
    """Return the salutation as printed."""
    return (draft.options.salutation or frame["greeting-unknown"]).rstrip(",") + ","


def closing(draft: Draft, charity: Charity, frame: Mapping[str, str]) -> str:
    """Return the closing words that go with the salutation: *faithfully* to someone not named."""
    if salutation(draft, frame).lower().startswith(_TO_NOBODY_BY_NAME):
        return frame["closing-unknown"]
    return (charity.closing or frame["closing"]).rstrip(",")


_TO_NOBODY_BY_NAME = ("dear sir", "dear madam")


def _printed(blocks: list[DraftBlock]) -> Iterator[Block]:
    number = 0
    for index, block in enumerate(blocks):
        if block.role is Role.TABLE and block.grid is not None:
            grid = block.grid
            yield Table(block.key, grid.columns, grid.rows, grid.caption, bold_last_row=grid.bold_last_row)
            continue
        text = block.text.strip()
        if not text:
            continue
        runs = (Run(text),)
        match block.role:
            case Role.HEADING:
                if block.added or _has_content(blocks[index + 1 :]):
                    yield Heading(block.key, text, block.level)
            case Role.POINT:
                number += 1
                yield NumberedPoint(block.key, number, runs)
            case Role.BULLET:
                yield Bullet(block.key, runs)
            case _:
                for part_number, part in enumerate(p for p in text.split("\n\n") if p.strip()):
                    yield Paragraph(f"{block.key}.{part_number}" if part_number else block.key, (Run(part.strip()),))


def _has_content(rest: list[DraftBlock]) -> bool:
    """Return whether anything is printed before the next heading: a heading never stands over nothing."""
    for block in rest:
        if block.role is Role.HEADING:
            return False
        if block.grid is not None or block.text.strip():
            return True
    return not rest
