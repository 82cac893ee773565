"""A letter tells nobody's pay: sums in it are held against what people at the charity are paid, before it is saved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.letter_checks import Check, Severity
from charitydesk.domain.money import Pence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charitydesk.domain.letters import Draft


@dataclass(frozen=True, slots=True)
class KnownPay:
    """What is on record of one person's pay.

    Args:
        name: The person's name.
        amounts: Their pay in pence as a letter might print it: a year, a month, an hour, and what an hour costs.
    """

    name: str
    amounts: frozenset[Pence]


_SUM = re.compile(
    r"£\s?(?P<pounds>\d[\d,]{0,14}(?:\.\d{1,2})?)(?P<thousand>\s?k\b)?"
    r"|\b(?P<words>\d[\d,]{0,14}(?:\.\d{1,2})?)\s?(?:pounds\b|(?=(?:an|per|a|/)\s?(?:hour|annum|year|month|week|day)\b))",
    re.IGNORECASE,
)
_OF_PAY = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|pay|paid|payroll|earns?|earning|hourly|remuneration|on-costs|(?:an|per) hour)\b",
    re.IGNORECASE,
)
_OF_A_TIME = re.compile(r"\b(?:(?:per|a) (?:year|month|week|day)|per annum|p\.?a\.)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")
_SHORTEST_NAME = 3


def tells_money(draft: Draft) -> bool:
    """Return whether a letter names any sum, so that pay need not be looked up for one that names none."""
    return any(_SUM.search(text) for _, text in _printed(draft))


def pay_checks(draft: Draft, people: Sequence[KnownPay], words: Mapping[str, str]) -> tuple[Check, ...]:
    """Return what a letter may tell of somebody's pay.

    A person's name beside a sum that is their own pay, or that the sentence calls pay, keeps the letter from being
    ready. A sum alone that equals somebody's pay may be chance, and so may a first name: those are pointed out.

    Args:
        draft: The letter as drawn up, edits laid over.
        people: Everybody's pay on record, former rates among them.
        words: The checks' sentences, with `{name}` and `{figure}`.
    """
    found = {
        (check.id, check.severity, check.sentence): check
        for key, text in _printed(draft)
        for check in _in_block(key, text, people, words)
    }
    return tuple(found.values())


def _printed(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield every piece of text that the letter prints, with the key of its block; a row of a table is one piece."""
    yield "", draft.subject
    for block in draft.blocks:
        yield block.key, block.text
        for row in block.grid.rows if block.grid else ():
            yield block.key, " ".join(row)
    for line in (*draft.options.enclosures, *draft.options.copies):
        yield "", line


def _in_block(key: str, text: str, people: Sequence[KnownPay], words: Mapping[str, str]) -> Iterator[Check]:
    if not _SUM.search(text):
        return
    sentences = [(part, tuple(_sums(part))) for part in _SENTENCES.split(text)]
    named = False
    for person in people:
        for part, sums in sentences:
            figure = _beside(person, part, text, sums)
            if figure:
                named = True
                told = words["pay-named"].format(name=person.name, figure=figure)
                yield Check("pay", Severity.STOP, told, key)
                break
            first = _part_of(person.name, part)
            whole = person.name.casefold() in part.casefold() and _OF_A_TIME.search(part)
            if first and sums and (whole or _OF_PAY.search(part)):
                told = words["pay-first-name"].format(name=first, figure=sums[0][0])
                yield Check("pay", Severity.LOOK, told, key)
    if named:
        return
    paid = {amount for person in people for amount in person.amounts}
    for figure in dict.fromkeys(figure for _, sums in sentences for figure, pence in sums if pence in paid):
        yield Check("pay", Severity.LOOK, words["pay-amount"].format(figure=figure), key)


def _beside(person: KnownPay, sentence: str, block: str, sums: Sequence[tuple[str, Pence]]) -> str:
    """Return the sum that stands beside a person's name as their pay, or empty."""
    name = re.compile(rf"(?<!\w){re.escape(person.name)}(?!\w)", re.IGNORECASE) if person.name.strip() else None
    if name is None or not name.search(block):
        return ""
    own = next((figure for figure, pence in sums if pence in person.amounts), "")
    if own:
        return own
    return sums[0][0] if sums and name.search(sentence) and _OF_PAY.search(sentence) else ""


def _part_of(name: str, sentence: str) -> str:
    """Return the part of a name that a sentence uses by itself, or empty; capitals count, for names are words too."""
    parts = [part for part in name.split() if len(part.strip(".")) >= _SHORTEST_NAME]
    return next((part for part in parts if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", sentence)), "")


def _sums(text: str) -> Iterator[tuple[str, Pence]]:
    for match in _SUM.finditer(text):
        pounds, _, pence = (match["pounds"] or match["words"]).replace(",", "").partition(".")
        whole = int(pounds) * 100 + int((pence + "00")[:2])
        yield match.group().strip(), Pence(whole * 1000 if match["thousand"] else whole)
