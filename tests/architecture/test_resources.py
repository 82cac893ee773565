"""Every packaged resource can be read, and the program knows of it."""

from __future__ import annotations

import ast
import csv
import io
import json
from pathlib import Path

import docx
import pytest
import yaml
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = sorted(
    path for path in (ROOT / "resources").rglob("*") if path.is_file() and "screenshots" not in path.parts
)


def read_docx(data: bytes) -> object:
    return docx.Document(io.BytesIO(data)).part


READERS = {
    ".yaml": yaml.safe_load,
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


def strings_in_the_program() -> str:
    words = []
    for module in (ROOT / "charitydesk").rglob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        words += [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    return "\n".join(words)


@pytest.mark.parametrize("path", RESOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_resource_file_is_of_a_known_kind_and_holds_something(path):
    assert path.suffix in READERS, f"say in this test how a {path.suffix} file is read"
    assert READERS[path.suffix](path.read_bytes())


def test_every_resource_is_asked_for_by_name_or_by_its_folder():
    words = strings_in_the_program()
    listed = "\n".join(path.read_text(encoding="utf-8") for path in RESOURCES if path.suffix == ".yaml")
    forgotten = []
    for path in RESOURCES:
        folder = path.relative_to(ROOT / "resources").parent.as_posix()
        by_name = path.name in words or path.name in listed
        if not (by_name or f"{folder}/" in words or f'"{folder}"' in words or folder in words.split("\n")):
            forgotten.append(str(path.relative_to(ROOT)))
    assert forgotten == []


def test_there_are_resources():
    assert len(RESOURCES) > 3
