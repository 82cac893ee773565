"""A notice's facts, and the local compact if there is one, from a file that a person filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, cast

from charitydesk.domain.bodies import Answer
from charitydesk.domain.facts_form import FactField, fields_of, read_value, with_value
from charitydesk.domain.local_compacts import LocalClause
from charitydesk.domain.notices import NoticeFacts
from charitydesk.domain.periods import Period
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.domain.states import ClauseSide
from charitydesk.errors import BadInputError
from charitydesk.services.content_files import load_findings
from charitydesk.services.library import CompactView
from charitydesk.services.plain_yaml import Branch, Leaf, Node, Row, read_plain_yaml
from charitydesk.services.register_files import packaged_register
from charitydesk.storage.records import NEW_COMPACT, LocalClauseRecord, LocalCompactRecord, LocalSignatoryRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LOCAL_COMPACT = "local_compact"
_Kept = TypeVar("_Kept")


class ProblemsError(BadInputError):
    """Several things in one file cannot be used; all are told at once.

    Args:
        problems: One sentence or two for each.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True, slots=True)
class FactsFile:
    """What a file of facts holds.

    Args:
        facts: The notice's facts.
        compact: The local compact to keep in the Library with it, or None.
    """

    facts: NoticeFacts
    compact: CompactView | None


def compact_fields() -> Mapping[str, FactField]:
    """Return what may be said of a local compact itself, by name."""
    return _fields(
        name=str, area=str, edition=str, adopted_on=date, status=LocalCompactStatus, confirmed_by=str,
        notice_period=Period, copy_source=str, copy_checked_on=date, dispute_steps=str, dispute_contact=str,
    )  # fmt: skip


def signatory_fields() -> Mapping[str, FactField]:
    """Return what may be said of a signatory, by name."""
    return _fields(body=str, signed=Answer, signed_on=date)


def clause_fields() -> Mapping[str, FactField]:
    """Return what may be said of a clause, by name; its topics are a list besides."""
    return _fields(reference=str, text=str, page=str, heading=str, side=ClauseSide)


_DEFAULTS: Mapping[object, object] = {
    str: "", date: None, Period: None, Answer: Answer.UNKNOWN, ClauseSide: ClauseSide.BODY,
    LocalCompactStatus: LocalCompactStatus.UNKNOWN,
}  # fmt: skip


def _fields(**kinds: object) -> dict[str, FactField]:
    return {name: FactField(name, kind, _DEFAULTS[kind]) for name, kind in kinds.items()}


def clause_topics() -> tuple[str, ...]:
    """Return the topics by which a finding can rest on a local clause, in alphabetical order."""
    return tuple(sorted({topic for words in load_findings() for topic in words.topics}))


def read_facts_file(path: Path) -> FactsFile:
    """Return a file's facts.

    Args:
        path: A YAML file as `notice template` prints it.

    Raises:
        BadInputError: It is no plain YAML.
        ProblemsError: Answers in it cannot be used; every one is named with its line.
    """
    return facts_from(read_plain_yaml(path))


def facts_from(root: Node) -> FactsFile:
    """Return the facts that a file's content gives.

    Args:
        root: As `read_plain_yaml` returns it.

    Raises:
        ProblemsError: Answers in it cannot be used; every one is named with its line.
    """
    reader = _Reader()
    found = reader.read(root)
    if reader.problems:
        raise ProblemsError(reader.problems)
    return found


class _Reader:
    """Reads on past what cannot be used, so that all of it can be put right at once."""

    def __init__(self) -> None:
        self._found: list[tuple[int, str]] = []

    @property
    def problems(self) -> tuple[str, ...]:
        """What cannot be used, in the order of the file's lines."""
        return tuple(sentence for _, sentence in sorted(self._found, key=lambda one: one[0]))

    def read(self, root: Node) -> FactsFile:
        facts = NoticeFacts()
        known = fields_of(NoticeFacts)
        groups = tuple(dict.fromkeys(path.partition(".")[0] for path in known))
        compact: CompactView | None = None
        for name, node in self._named(root, "", (*groups, LOCAL_COMPACT), "part"):
            if name == LOCAL_COMPACT:
                compact = self._compact(node)
                continue
            inner = {path.partition(".")[2]: item for path, item in known.items() if path.startswith(f"{name}.")}
            for fact, value in self._named(node, f"{name}.", tuple(inner), "fact"):
                facts = with_value(facts, f"{name}.{fact}", self._value(inner[fact], f"{name}.{fact}", value))
        if not self._found and not facts.body.name and not facts.agreement.service:
            sentence = "body.name: The notice names neither a body nor a service. Give at least one of them."
            self._found.append((1, sentence))
        if compact is not None and not self._found:
            self._compare(facts, compact)
        return FactsFile(facts, compact)

    def _wrong(self, line: int, place: str, sentence: str) -> None:
        self._found.append((line, f"Line {line}, {place}: {sentence}" if place else f"Line {line}: {sentence}"))

    def _named(self, node: Node, place: str, names: tuple[str, ...], what: str) -> Iterable[tuple[str, Node]]:
        """Yield the values whose names are known; name the others with the nearest that is."""
        if isinstance(node, Leaf) and node.text is None:
            return
        if not isinstance(node, Branch):
            self._wrong(node.line, place.rstrip("."), "Give its values one to a line, each as `name: value`.")
            return
        for name, line in node.twice:
            self._wrong(line, f"{place}{name}", "It is given twice. Give it once.")
        for name, value in node.items.items():
            if name in names:
                yield name, value
                continue
            near = get_close_matches(name, names, n=1, cutoff=0.5)
            advice = f"Did you mean “{near[0]}”?" if near else f"Use {', '.join(names)}."
            self._wrong(value.line, f"{place}{name[:60]}", f"There is no {what} of that name. {advice}")

    def _value(self, item: FactField, place: str, node: Node) -> Any:
        if not isinstance(node, Leaf):
            self._wrong(node.line, place, "A list stands where one answer is asked. Give one piece of text.")
            return item.default
        try:
            return read_value(item, node.text)
        except BadInputError as error:
            self._wrong(node.line, place, str(error))
            return item.default

    def _values(self, fields: Mapping[str, FactField], node: Node, place: str, *more: str) -> dict[str, Any]:
        return {
            name: value if name in more else self._value(fields[name], f"{place}{name}", value)
            for name, value in self._named(node, place, (*fields, *more), "value")
        }

    def _rows(self, node: Node | None, place: str) -> tuple[Node, ...]:
        if node is None or (isinstance(node, Leaf) and node.text is None):
            return ()
        if isinstance(node, Row):
            return node.items
        self._wrong(node.line, place, "Give a list: each entry begins with a dash.")
        return ()

    def _compact(self, node: Node) -> CompactView | None:
        if isinstance(node, Leaf) and node.text is None:
            return None
        place = f"{LOCAL_COMPACT}."
        values = self._values(compact_fields(), node, place, "signatories", "clauses")
        signatories = self._rows(values.pop("signatories", None), f"{place}signatories")
        clauses = self._rows(values.pop("clauses", None), f"{place}clauses")
        if not values.get("name"):
            self._wrong(node.line, f"{place}name", "The local compact has no name. Give its name as printed.")
        period = cast("Period | None", values.pop("notice_period", None))
        confirmed = values.pop("confirmed_by", "")
        filled: dict[str, Any] = {"name": "", **values}
        return CompactView(
            LocalCompactRecord(
                **filled, status_confirmed_by=confirmed, notice_period="" if period is None else period.words
            ),
            self._all(self._signatory(one, f"{place}signatories[{n}].") for n, one in enumerate(signatories, 1)),
            self._all(self._clause(one, f"{place}clauses[{n}].") for n, one in enumerate(clauses, 1)),
        )

    @staticmethod
    def _all(found: Iterable[_Kept | None]) -> tuple[_Kept, ...]:
        return tuple(one for one in found if one is not None)

    def _signatory(self, node: Node, place: str) -> LocalSignatoryRecord | None:
        values = self._values(signatory_fields(), node, place)
        if not values.get("body"):
            self._wrong(node.line, f"{place}body", "The signatory has no name. Give the body's name.")
            return None
        return LocalSignatoryRecord(local_compact_id=NEW_COMPACT, **values)

    def _clause(self, node: Node, place: str) -> LocalClauseRecord | None:
        values = self._values(clause_fields(), node, place, "topics")
        topics = self._topics(values.pop("topics", None), f"{place}topics")
        filled: dict[str, Any] = {"reference": "", "text": "", **values}
        record = LocalClauseRecord(local_compact_id=NEW_COMPACT, topics=topics, **filled)
        try:
            LocalClause(record.reference, record.text, page=record.page, heading=record.heading)
        except BadInputError as error:
            self._wrong(node.line, place.rstrip("."), str(error))
            return None
        return record

    def _topics(self, node: Node | None, place: str) -> tuple[str, ...]:
        one = isinstance(node, Leaf) and node.text is not None
        leaves = (node,) if one else self._rows(node, place)
        known = frozenset((*clause_topics(), *packaged_register().topics)) if leaves else frozenset[str]()
        found: list[str] = []
        for leaf in cast("tuple[Node, ...]", leaves):
            topic = (leaf.text or "").strip().lower().replace(" ", "-") if isinstance(leaf, Leaf) else ""
            if topic in known:
                found.append(topic)
                continue
            near = get_close_matches(topic, sorted(known), n=1, cutoff=0.5)
            advice = f"Did you mean “{near[0]}”?" if near else f"Use {', '.join(clause_topics())}."
            self._wrong(leaf.line, place, f"There is no topic called “{topic[:60]}”. {advice}")
        return tuple(dict.fromkeys(found))

    def _compare(self, facts: NoticeFacts, given: CompactView) -> None:
        """Say where the notice and the compact beside it disagree."""
        record, body = given.compact, facts.body
        if body.local_compact_name and _plain(body.local_compact_name) != _plain(record.name):
            sentence = (
                f"body.local_compact_name: It names {body.local_compact_name}, and local_compact.name says "
                f"{record.name}. Give one name in both."
            )
            self._found.append((1, sentence))
        said = {body.local_compact, record.status}
        if len(said) > 1 and LocalCompactStatus.UNKNOWN not in said:
            sentence = (
                f"body.local_compact: It says {body.local_compact}, and local_compact.status says {record.status}. "
                "Give one answer in both."
            )
            self._found.append((1, sentence))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
