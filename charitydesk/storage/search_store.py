"""Finding records by their words: the index gives the ids, the records themselves give what matched and where.

What is typed is never a query: it is cut into words, each word quoted, each one the beginning of a word to be found.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sqlalchemy import select, text

from charitydesk.storage.base import Base
from charitydesk.storage.records_search import SearchHit
from charitydesk.storage.rows_search import CODES, FACTS, INDEXED, SearchKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

# Ranking weighs every hit, so beyond this many the newest stand for the best; what matches in the title goes first.
_MOST_RANKED = 500
_MOST_WORDS = 12
_LONGEST_WORD = 64
_BEFORE, _AFTER = 50, 110

_RANKED = text(
    "SELECT rowid FROM search_index WHERE search_index MATCH :asked AND rank MATCH 'bm25(8.0, 1.0)' "
    "ORDER BY rank LIMIT :most"
)
_NEWEST = text("SELECT rowid FROM search_index WHERE search_index MATCH :asked ORDER BY rowid DESC LIMIT :most")
_HOW_MANY = text("SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH :asked LIMIT :most)")

_PARENTS: Mapping[SearchKind, tuple[str, str]] = {
    SearchKind.CLAUSE: ("contract", "contract_id"),
    SearchKind.VARIATION: ("contract", "contract_id"),
    SearchKind.OBLIGATION: ("contract", "contract_id"),
    SearchKind.CONTACT: ("commissioner", "commissioner_id"),
    SearchKind.TASK: ("bid", "bid_id"),
    SearchKind.LOCAL_CLAUSE: ("local_compact", "local_compact_id"),
}
_NAMES: Mapping[str, str] = {
    "contract": "title",
    "commissioner": "name",
    "bid": "title",
    "local_compact": "name",
    "notice": "service",
    "letter": "title",
    "obligation": "title",
    "variation": "title",
}
_TABLES = {kind: (table, title, body) for table, kind, title, body in INDEXED}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, cut into words.

    Args:
        words: Folded words, each to be found at the beginning of a word.
        literal: Folded pieces that hold a sign, each to be found exactly as typed.
        signs: Pieces of signs alone; no index knows them.
    """

    words: tuple[str, ...]
    literal: tuple[str, ...]
    signs: tuple[str, ...]


class SearchStore:
    """The index of words within one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, typed: str, *, each: int = 8) -> tuple[SearchHit, ...]:
        """Return the records that hold every word typed, best first.

        Args:
            typed: As typed; the beginnings of words will do, accents and case do not matter.
            each: How many of each kind at most.
        """
        asked = cut(typed)
        if asked.words:
            found = self._by_words(asked, each)
        elif asked.signs:
            found = self._by_signs(asked)
        else:
            return ()
        return self._hits(found, asked, each)

    def _by_words(self, asked: Asked, each: int) -> list[int]:
        # Who types has finished every word but the last; only where that finds nothing are all taken for beginnings.
        *whole, last = asked.words
        found = self._by_terms([*(f'"{word}"' for word in whole), _beginning(last)], asked, each)
        return found or (self._by_terms([_beginning(word) for word in asked.words], asked, each) if whole else [])

    def _by_terms(self, words: Sequence[str], asked: Asked, each: int) -> list[int]:
        terms = " AND ".join(words)
        most = each * len(SearchKind) * (4 if asked.literal else 2)
        many = self._session.scalar(_HOW_MANY, {"asked": terms, "most": _MOST_RANKED}) or 0
        if many < _MOST_RANKED:
            return list(self._session.scalars(_RANKED, {"asked": terms, "most": most}))
        titles = self._session.scalars(_NEWEST, {"asked": f"title : ({terms})", "most": most})
        newest = self._session.scalars(_NEWEST, {"asked": terms, "most": most})
        return list(dict.fromkeys([*titles, *newest]))

    def _by_signs(self, asked: Asked) -> list[int]:
        found: list[int] = []
        for table, kind, title, _ in INDEXED:
            columns = Base.metadata.tables[table].c
            where = [columns[title[0]].icontains(sign, autoescape=True) for sign in asked.signs]
            statement = select(columns.id).where(*where).order_by(columns.id.desc()).limit(_MOST_WORDS)
            found += [id_ * CODES + kind for id_ in self._session.scalars(statement)]
        return found

    def _hits(self, found: Sequence[int], asked: Asked, each: int) -> tuple[SearchHit, ...]:
        by_kind: dict[SearchKind, list[int]] = {}
        for rowid in found:
            by_kind.setdefault(SearchKind(rowid % CODES), []).append(rowid // CODES)
        hits: dict[int, SearchHit] = {}
        for kind, ids in by_kind.items():
            # Texts of files are long: a few are enough, unless a sign asks for a closer look.
            wanted = ids if asked.literal else ids[:each]
            for id_, hit in self._read(kind, wanted, asked, each):
                hits[id_ * CODES + kind] = hit
        ordered = [hits[rowid] for rowid in found if rowid in hits]
        return tuple(sorted(ordered, key=lambda hit: not hit.is_title))

    def _read(self, kind: SearchKind, ids: Sequence[int], asked: Asked, each: int) -> Iterator[tuple[int, SearchHit]]:
        table, title_names, body_names = _TABLES[kind]
        columns = Base.metadata.tables[table].c
        names = [name for name in (*title_names, *body_names) if name in columns]
        parent, link = _PARENTS.get(kind, (table, "id"))
        chosen = [columns[name] for name in dict.fromkeys(["id", link, *names])]
        if kind is SearchKind.FILE:
            chosen.append(columns.attachment_id)
        rows = {row["id"]: row for row in self._session.execute(select(*chosen).where(columns.id.in_(ids))).mappings()}
        names_of = {} if parent == table else self._names(parent, {row[link] for row in rows.values()})
        given = 0
        for id_ in ids:
            row = rows.get(id_)
            if row is None or given >= each:
                continue
            title = [str(row[name]) for name in title_names if row[name]]
            owner, owner_id = (parent, row[link])
            if kind is SearchKind.FILE:
                owner, owner_id = self._owner(row["attachment_id"])
                names_of = self._names(owner, {owner_id})
            texts = {name: _flat(row[name]) for name in names if row[name]}
            if not all(any(piece in fold(one) for one in texts.values()) for piece in asked.literal):
                continue
            given += 1
            where, passage = self._passage(texts, title_names, asked)
            yield (
                id_,
                SearchHit(
                    kind=kind.name.lower(),
                    id=id_,
                    title=title[0] if title else "",
                    beside=", ".join(title[1:]),
                    parent=owner,
                    parent_id=owner_id or id_,
                    parent_title=names_of.get(owner_id, ""),
                    where=where,
                    passage=passage,
                    is_title=_holds(fold(" ".join(title)), asked.words),
                ),
            )

    def _owner(self, attachment_id: int) -> tuple[str, int]:
        attachment = Base.metadata.tables["attachment"].c
        statement = select(attachment.owner_table, attachment.owner_id).where(attachment.id == attachment_id)
        row = self._session.execute(statement).first()
        return ("", 0) if row is None else (str(row[0]), int(row[1]))

    def _names(self, table: str, ids: Collection[int]) -> dict[int, str]:
        if table not in _NAMES:
            return {}
        columns = Base.metadata.tables[table].c
        statement = select(columns.id, columns[_NAMES[table]]).where(columns.id.in_(ids))
        return {row[0]: row[1] for row in self._session.execute(statement)}

    @staticmethod
    def _passage(texts: Mapping[str, str], title: Sequence[str], asked: Asked) -> tuple[str, str]:
        """Return the column that matched and the words around it; a body's first, for a title is seen anyway."""
        wanted = asked.literal or asked.words or asked.signs
        for name in sorted(texts, key=lambda name: name in title):
            folded = fold(texts[name])
            for word in wanted:
                at = _place(folded, word)
                if at >= 0:
                    return name, _around(texts[name], at if len(folded) == len(texts[name]) else 0)
        return "", ""


def _beginning(word: str) -> str:
    """Return the term for words that begin so; one letter begins too many others and is taken for a whole word."""
    return f'"{word}"*' if len(word) > 1 else f'"{word}"'


_PIECES = re.compile(r"\S+")
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)


def cut(typed: str) -> Asked:
    """Return what was typed, cut into words, pieces with signs inside, and pieces of signs alone."""
    words: list[str] = []
    literal: list[str] = []
    signs: list[str] = []
    for piece in _PIECES.findall(fold(typed))[:_MOST_WORDS]:
        tokens = _TOKEN.findall(piece)
        if not tokens:
            signs.append(piece[:_LONGEST_WORD])
            continue
        words += [token[:_LONGEST_WORD] for token in tokens]
        first, last = piece.index(tokens[0]), piece.rindex(tokens[-1]) + len(tokens[-1])
        if len(tokens) > 1:
            literal.append(piece[first:last])
    return Asked(tuple(words[:_MOST_WORDS]), tuple(literal), tuple(signs))


_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\0": " "})


def fold(words: str) -> str:
    """Return words without case and accents, as the index keeps them."""
    if words.isascii():
        return words.lower().replace("\0", " ")
    plain = unicodedata.normalize("NFD", words.translate(_QUOTES))
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).lower()


def _holds(folded: str, words: Sequence[str]) -> bool:
    return all(_place(folded, word) >= 0 for word in words)


def _place(folded: str, word: str) -> int:
    """Return where a word begins in a text, or -1."""
    at = folded.find(word)
    while at > 0 and word[:1].isalnum() and folded[at - 1].isalnum():
        at = folded.find(word, at + 1)
    return at


def _flat(value: object) -> str:
    """Return a column's text; of a notice's facts the free texts the index holds, not their stored form."""
    if not isinstance(value, dict):
        return str(value)
    facts = cast("dict[str, dict[str, object]]", value)
    paths = (path.split(".") for path in FACTS)
    return " · ".join(str(told) for group, name in paths if (told := facts.get(group, {}).get(name)))


def _around(words: str, at: int) -> str:
    start, end = max(0, at - _BEFORE), min(len(words), at + _AFTER)
    if start:
        start = words.find(" ", start, at) + 1 or start
    if end < len(words):
        end = words.rfind(" ", at, end) if words.rfind(" ", at, end) > at else end
    told = " ".join(words[start:end].split())
    return f"{'…' if start else ''}{told}{'…' if end < len(words) else ''}"
