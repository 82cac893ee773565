"""Which names may be one body written two ways: its words in another order, shortened, or by its first letters."""

from __future__ import annotations

import unicodedata

from charitydesk.domain.imports.kinds import plain_words

_IN_FULL = {
    "cc": "city county council", "bc": "borough council", "mbc": "metropolitan borough council",
    "lbc": "london borough council", "lb": "london borough", "dc": "district council", "tc": "town council",
    "mdc": "metropolitan district council", "rbc": "royal borough council", "icb": "integrated care board",
    "ft": "foundation trust", "uhb": "university health board", "hb": "health board", "govt": "government",
    "dept": "department", "assoc": "association", "uni": "university", "st": "saint", "ltd": "limited",
}  # fmt: skip
# fmt: off
_TELLS_LITTLE = frozenset((
    "the", "of", "and", "for", "in", "council", "borough", "city", "county", "district", "metropolitan", "london",
    "royal", "town", "nhs", "trust", "foundation", "integrated", "care", "board", "health", "university", "limited",
    "department", "government", "authority",
))
# fmt: on


def may_be_twins(one: str, other: str) -> bool:
    """Return whether two names may be one body's: likely enough to be offered first, never to be merged unasked.

    Example:
        >>> may_be_twins("Anytown C.C.", "Anytown City Council"), may_be_twins("ACC", "Anytown City Council")
        (True, True)
        >>> may_be_twins("Anytown City Council", "Beckford City Council")
        False
    """
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    telling = [[word for word in words if word not in _TELLS_LITTLE] for words in (mine, theirs)]
    first, second = (frozenset(words) for words in telling)
    if first and second and (first <= second or second <= first):
        return True
    return _initials(mine) == "".join(theirs) or _initials(theirs) == "".join(mine) or mine == theirs


def _words(name: str) -> list[str]:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words = plain_words(bare.replace(".", "")).split()
    return [word for short in words for word in _IN_FULL.get(short, short).split()]


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in {"the", "of", "and", "for", "in"})
