"""What a letter's Word file could tell besides its words: things hidden in the charity's own letterhead.

Comments, properties, template names and other data beside the text never reach a letter's file: the writer leaves them
out. What is here stands in the page itself, and somebody must decide what the page is to say.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.letter_checks import Check, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Hidden(StrEnum):
    """A thing in a Word file that its reader does not see on the page."""

    TRACKED_CHANGES = "tracked-changes"
    HIDDEN_TEXT = "hidden-text"
    FIELDS = "fields"


def file_checks(hidden: Collection[Hidden], words: Mapping[str, str]) -> tuple[Check, ...]:
    """Return what the letter's file would tell that the letter does not.

    Args:
        hidden: What the letterhead file holds.
        words: The checks' sentences.
    """
    return tuple(Check("file", Severity.STOP, words[f"file-{one.value}"]) for one in Hidden if one in hidden)
