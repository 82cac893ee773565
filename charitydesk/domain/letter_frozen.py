"""A sent letter as plain values and back: its words stay as they were, whatever changes later."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from charitydesk.domain.bodies import Nation
from charitydesk.domain.charity import Charity
from charitydesk.domain.document import Align, Column
from charitydesk.domain.facts_form import facts_mapping, read_facts
from charitydesk.domain.ids import ProvisionId
from charitydesk.domain.letter_context import EarlierLetter
from charitydesk.domain.letters import Blank, DraftBlock, Grid, LetterCitation, Role, Sentence, Source, SourceKind
from charitydesk.domain.notices import NoticeFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.letters import Draft


def frozen_mapping(draft: Draft, facts: NoticeFacts, charity: Charity, earlier: EarlierLetter | None) -> dict[str, Any]:
    """Return what a letter said and what it was drawn up from.

    Args:
        draft: The letter as it goes.
        facts: The notice's facts on that day.
        charity: Who writes.
        earlier: The letter it follows up.
    """
    follows = (
        None
        if earlier is None
        else asdict(earlier)
        | {
            "sent_on": earlier.sent_on.isoformat(),
            "reply_due": earlier.reply_due.isoformat() if earlier.reply_due else None,
        }
    )
    return {
        "subject": draft.subject,
        "references": list(draft.references),
        "marking": draft.marking,
        "blocks": [_block(block) for block in draft.blocks],
        "facts": facts_mapping(facts),
        "charity": asdict(charity) | {"address": list(charity.address)},
        "earlier": follows,
    }


def frozen_ground(stored: Mapping[str, Any]) -> tuple[NoticeFacts, Charity, EarlierLetter | None]:
    """Return what a sent letter was drawn up from."""
    facts, _ = read_facts(NoticeFacts, stored["facts"])
    charity: dict[str, Any] = dict(stored["charity"])
    nation = charity.pop("nation")
    address = tuple(charity.pop("address"))
    who = Charity(nation=Nation(nation) if nation else None, address=address, **charity)
    earlier: dict[str, Any] | None = stored["earlier"]
    if earlier is None:
        return facts, who, None
    due = earlier["reply_due"]
    sent_on = date.fromisoformat(earlier["sent_on"])
    follows = EarlierLetter(earlier["title"], sent_on, date.fromisoformat(due) if due else None, earlier["addressee"])
    return facts, who, replace(follows, rule=earlier.get("rule", ""))


def as_frozen(draft: Draft, stored: Mapping[str, Any]) -> Draft:
    """Return a draft with the words it was sent with.

    Args:
        draft: As drawn up today.
        stored: As `frozen_mapping` made it.
    """
    blocks = tuple(_read_block(block) for block in stored["blocks"])
    return replace(
        draft,
        citations=_as_sent(draft, blocks),
        left_out=(),
        subject=stored["subject"],
        references=tuple(stored["references"]),
        marking=stored["marking"],
        blocks=blocks,
    )


def _as_sent(draft: Draft, blocks: tuple[DraftBlock, ...]) -> tuple[LetterCitation, ...]:
    """Return the sources that the letter cited when it went, whatever a letter drawn up today would choose."""
    sent = next((block.cites for block in blocks if block.annex and block.cites), None)
    if sent is None:
        return draft.citations
    today = {citation.answer.provision.id: citation for citation in draft.citations}
    others = {answer.provision.id: LetterCitation(answer, 0, checked=True) for answer in draft.left_out}
    found = (today.get(id_) or others.get(id_) for id_ in sent)
    return tuple(replace(one, number=number) for number, one in enumerate(found, start=1) if one is not None)


def _block(block: DraftBlock) -> dict[str, Any]:
    grid = block.grid
    return {
        "key": block.key,
        "role": block.role.value,
        "sentences": [
            {
                "key": sentence.key,
                "text": sentence.text,
                "sources": [[source.kind.value, source.ref, source.label] for source in sentence.sources],
                "blanks": [[blank.path, blank.label] for blank in sentence.blanks],
            }
            for sentence in block.sentences
        ],
        "grid": None
        if grid is None
        else {
            "columns": [[column.title, column.share, column.align.value] for column in grid.columns],
            "rows": [list(row) for row in grid.rows],
            "caption": grid.caption,
            "bold_last_row": grid.bold_last_row,
        },
        "level": block.level,
        "edited": block.edited,
        "added": block.added,
        "cites": list(block.cites),
        "annex": block.annex,
    }


def _read_block(stored: Mapping[str, Any]) -> DraftBlock:
    grid = stored["grid"]
    return DraftBlock(
        key=stored["key"],
        role=Role(stored["role"]),
        sentences=tuple(
            Sentence(
                sentence["key"],
                sentence["text"],
                tuple(Source(SourceKind(kind), ref, label) for kind, ref, label in sentence["sources"]),
                tuple(Blank(path, label) for path, label in sentence["blanks"]),
            )
            for sentence in stored["sentences"]
        ),
        grid=None
        if grid is None
        else Grid(
            tuple(Column(title, share, Align(align)) for title, share, align in grid["columns"]),
            tuple(tuple(row) for row in grid["rows"]),
            grid["caption"],
            bold_last_row=grid.get("bold_last_row", False),
        ),
        level=stored["level"],
        edited=stored["edited"],
        added=stored["added"],
        cites=tuple(ProvisionId(id_) for id_ in stored["cites"]),
        annex=stored["annex"],
    )
