"""Every packaged resource can be read, and the program knows of it."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from pathlib import Path

import docx
import pytest
from lxml import etree

from charitydesk.services.register_files import read_yaml

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = sorted(
    path for path in (ROOT / "resources").rglob("*") if path.is_file() and "screenshots" not in path.parts
)


def read_docx(data: bytes) -> object:
    return docx.Document(io.BytesIO(data)).part


READERS = {
    ".yaml": lambda data: read_yaml(data.decode("utf-8"), "this file"),
    ".json": json.loads,
    ".svg": lambda data: etree.fromstring(data).tag.endswith("svg"),
    ".csv": lambda data: list(csv.reader(io.StringIO(data.decode("utf-8")))),
    ".md": lambda data: data.decode("utf-8").strip(),
    ".txt": lambda data: data.decode("utf-8").strip(),
    ".qss": lambda data: data.decode("utf-8").strip(),
    ".png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    ".ico": lambda data: data.startswith(b"\0\0\1\0"),
    ".docx": read_docx,
}


def strings_in_the_program() -> list[str]:
    """Return the strings of the modules that may name a resource or its folder: to read them all takes seconds."""
    folders = {path.relative_to(ROOT / "resources").parent for path in RESOURCES}
    named = (
        {path.name for path in RESOURCES} | {f'"{folder.name}' for folder in folders} | set(map(Path.as_posix, folders))
    )
    one_of = re.compile("|".join(map(re.escape, sorted(named - {'"', "."}))))
    words = []
    for module in (ROOT / "charitydesk").rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        if not one_of.search(text):
            continue
        tree = ast.parse(text)
        words += [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    return words


@pytest.mark.parametrize("path", RESOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_resource_file_is_of_a_known_kind_and_holds_something(path):
    assert path.suffix in READERS, f"say in this test how a {path.suffix} file is read"
    assert READERS[path.suffix](path.read_bytes())


def test_every_resource_is_asked_for_by_its_name_or_by_its_folders_name():
    said = strings_in_the_program()
    whole, anywhere = set(said), "\n".join(said)
    listed = "\n".join(path.read_text(encoding="utf-8") for path in RESOURCES if path.suffix == ".yaml")
    forgotten = [
        str(path.relative_to(ROOT))
        for path in RESOURCES
        if path.name not in anywhere
        and path.name not in listed
        and path.parent.name not in whole
        and path.relative_to(ROOT / "resources").parent.as_posix() not in anywhere
    ]
    assert forgotten == []


def test_there_are_resources():
    assert len(RESOURCES) > 3
