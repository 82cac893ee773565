"""What a person does to a letter's blocks, as changed options: nothing here knows a window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charitydesk.domain.letters import Addition, Edit

if TYPE_CHECKING:
    from charitydesk.domain.letters import Draft, DraftBlock, LetterOptions


def block_of(draft: Draft, key: str) -> DraftBlock | None:
    """Return a letter's block by its key, or None."""
    return next((block for block in draft.blocks if block.key == key), None)


def write(options: LetterOptions, block: DraftBlock, text: str) -> LetterOptions:
    """Return options with a block's words changed.

    The generated words typed again are no edit. While a conflict stands, the words it began from are kept, so that
    typing alone never settles it.

    Args:
        options: As they stand.
        block: The block as drawn up from them.
        text: What the person typed; empty takes the block out.
    """
    text = text.strip()
    if block.added:
        changed = tuple(replace(one, text=text) if one.key == block.key else one for one in options.additions)
        return replace(options, additions=changed)
    if text == block.generated.strip():
        return put_back(options, block.key)
    old = options.edits.get(block.key)
    base = old.base if old is not None and block.conflict is not None else block.generated
    return replace(options, edits={**options.edits, block.key: Edit(text, base)})


def take_out(options: LetterOptions, block: DraftBlock) -> LetterOptions:
    """Return options without a block: a generated one can be put back, one's own paragraph goes."""
    if not block.added:
        return replace(options, edits={**options.edits, block.key: Edit("", block.generated)})
    gone = next(one for one in options.additions if one.key == block.key)
    kept = (one for one in options.additions if one.key != block.key)
    return replace(
        options, additions=tuple(replace(one, after=gone.after) if one.after == gone.key else one for one in kept)
    )


def put_back(options: LetterOptions, key: str) -> LetterOptions:
    """Return options with a block's generated words again."""
    return replace(options, edits={name: edit for name, edit in options.edits.items() if name != key})


def keep_mine(options: LetterOptions, block: DraftBlock) -> LetterOptions:
    """Return options in which a person's words stand against what the changed facts would say."""
    edit = options.edits[block.key]
    return replace(options, edits={**options.edits, block.key: Edit(edit.text, block.generated)})


def add_after(options: LetterOptions, after: str) -> tuple[LetterOptions, str]:
    """Return options with an empty paragraph after a block, and its key.

    What followed the block follows the new paragraph.
    """
    numbers = [int(one.key.removeprefix("own-")) for one in options.additions if one.key.startswith("own-")]
    key = f"own-{max(numbers, default=0) + 1}"
    moved = (replace(one, after=key) if one.after == after else one for one in options.additions)
    return replace(options, additions=(*moved, Addition(key, after, ""))), key


def cite(options: LetterOptions, provision: str, *, wanted: bool) -> LetterOptions:
    """Return options in which a provision is cited or not."""
    dropped = options.dropped - {provision} if wanted else options.dropped | {provision}
    return replace(options, dropped=frozenset(dropped))


def tick(options: LetterOptions, provision: str, *, checked: bool) -> LetterOptions:
    """Return options in which a provision is ticked as checked or not."""
    ticked = options.checked | {provision} if checked else options.checked - {provision}
    return replace(options, checked=frozenset(ticked))
