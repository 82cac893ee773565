"""Reads a YAML file that a person wrote: text, lists and named values only, each with its line.

Nothing is guessed: `14.20` stays a clause number and `no` a word, so that what was typed is what is read. Anchors,
aliases and tags are refused, and so are files that would take the computer's breath away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_BYTES = 1_000_000
MOST_PARTS = 20_000
DEEPEST = 6
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of text, or None where nothing was typed."""

    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Branch:
    """Named values in the order they were typed.

    Args:
        items: By name.
        twice: Names given a second time, with that line.
    """

    items: dict[str, Leaf | Branch | Row]
    twice: tuple[tuple[str, int], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A list."""

    items: tuple[Leaf | Branch | Row, ...]
    line: int


Node = Leaf | Branch | Row


def read_plain_yaml(path: Path) -> Node:
    """Return what a file holds.

    Args:
        path: The file.

    Raises:
        BadInputError: It cannot be opened, is too large, is no text or no plain YAML; the message names the line.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise BadInputError(f"The file {path} cannot be read.", "Check its name and that you may open it.") from error
    return parse_plain_yaml(data, path.name)


def parse_plain_yaml(data: bytes, name: str) -> Node:
    """Return what a file's bytes hold.

    Args:
        data: The bytes.
        name: The file's name, for messages.

    Raises:
        BadInputError: They are too many, no text or no plain YAML; the message names the line.
    """
    text = _decode(data, name)
    try:
        return _document(_events(text, name), name)
    except yaml.YAMLError as error:
        raise _not_yaml(error, text, name) from error


def _decode(data: bytes, name: str) -> str:
    if len(data) > LARGEST_BYTES:
        raise BadInputError(f"{name} is larger than {LARGEST_BYTES:,} bytes.", "A file of facts is far smaller.")
    if data.startswith(_UTF_16) or b"\0" in data[:200]:
        raise BadInputError(f"{name} is not saved as UTF-8.", "Save it again as “UTF-8” text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInputError(
            f"{name}, line {line}: a character is not saved as UTF-8.", "Save the file again as “UTF-8” text."
        ) from error


def _not_yaml(error: yaml.YAMLError, text: str, name: str) -> BadInputError:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
    lines = text.splitlines()
    said = lines[line - 1] if line <= len(lines) else ""
    if "\t" in said[: len(said) - len(said.lstrip())] or "'\\t'" in str(error):
        problem, advice = "a tab stands where only spaces may", "Use spaces to indent."
    elif isinstance(error, yaml.reader.ReaderError):
        problem, advice = "there is a control character", "Type the line again without it."
    else:
        problem = "it is not written as `name: value`"
        advice = "Check its spaces, colons and quotation marks; text that holds a colon goes in quotation marks."
    return BadInputError(f"{name}, line {line}: {problem}.", advice)


def _events(text: str, name: str) -> Iterator[yaml.Event]:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.BaseLoader)):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise BadInputError(f"{name}, line {line}: anchors and aliases (& and *) are not used.", _WRITE_OUT)
        if getattr(event, "tag", None) is not None:
            raise BadInputError(f"{name}, line {line}: tags (!) are not used.", _WRITE_OUT)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST or count > MOST_PARTS:
            raise BadInputError(f"{name}, line {line}: there is too much here.", "Start from `notice template`.")
        yield event


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


_WRITE_OUT = "Write the value out, in quotation marks if it begins with such a sign."


def _document(events: Iterator[yaml.Event], name: str) -> Node:
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            if root is not None:
                line = _line(event)
                raise BadInputError(f"{name}, line {line}: a second document begins here.", "Give one notice a file.")
            root = _node(event, events, name)
    return root if root is not None else Leaf(None, 1)


def _node(event: yaml.Event, events: Iterator[yaml.Event], name: str) -> Node:
    line = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        empty = event.implicit[0] and event.value in _EMPTY
        return Leaf(None if empty else event.value, line)
    if isinstance(event, yaml.SequenceStartEvent):
        return Row(tuple(_until(yaml.SequenceEndEvent, events, name)), line)
    items: dict[str, Node] = {}
    twice: list[tuple[str, int]] = []
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        key_line = _line(key)
        if not isinstance(key, yaml.ScalarEvent):
            raise BadInputError(f"{name}, line {key_line}: a name must be one word.", "Start from `notice template`.")
        value = _node(next(events), events, name)
        if key.value in items:
            twice.append((key.value, key_line))
        else:
            items[key.value] = value
    return Branch(items, tuple(twice), line)


def _until(end: type[yaml.Event], events: Iterator[yaml.Event], name: str) -> Iterator[Node]:
    for event in events:
        if isinstance(event, end):
            return
        yield _node(event, events, name)
