"""A letter's words in a row, for search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charitydesk.domain.letters import Draft


def letter_words(draft: Draft) -> str:
    """Return what a letter says, one block a line; the annex of citations is left out."""
    body = (block.text for block in draft.blocks if not block.annex)
    return "\n".join(text for text in (draft.subject, *draft.references, *body) if text)
