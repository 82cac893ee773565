"""Claims that a letter must not make: what the user's own words say beyond what any source supports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from charitydesk.domain.letter_kinds import LetterContent


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that does not stand up, as content.

    Args:
        id: Stable id.
        patterns: What it looks like, letter case ignored.
        sentence: What is wrong and what to write instead.
        only_unbound: Whether it is wrong only of a body that the national Compact measures but does not bind.
    """

    id: str
    patterns: tuple[re.Pattern[str], ...]
    sentence: str
    only_unbound: bool = False


@dataclass(frozen=True, slots=True)
class WordingProblem:
    """A claim found in a text.

    Args:
        grave: Whether the letter must not go out with it.
        sentence: What is wrong and what to write instead.
    """

    grave: bool
    sentence: str


_NUMBER = re.compile(
    r"\b(?:undertaking|compact|section|sections|s|ss|regulation|reg|regs|article|rule)\.?\s?(\d+[A-Z]*(?:\.\d+)*)\b",
    re.IGNORECASE,
)


def lint(text: str, citations: Sequence[str], content: LetterContent, *, unbound: bool) -> Iterator[WordingProblem]:
    """Yield the claims in a text that no source supports.

    Args:
        text: The user's own words.
        citations: The citations this letter may make, as printed.
        content: The claims to look for, and the sentence for a number that nothing supports.
        unbound: Whether the body is one that the national Compact measures but does not bind.
    """
    for claim in content.claims:
        if (unbound or not claim.only_unbound) and any(pattern.search(text) for pattern in claim.patterns):
            yield WordingProblem(grave=True, sentence=claim.sentence)
    supported = " ".join(citations)
    for number in dict.fromkeys(match[1] for match in _NUMBER.finditer(text)):
        if not re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", supported):
            yield WordingProblem(grave=False, sentence=content.checks["unknown-number"].format(number=number))
