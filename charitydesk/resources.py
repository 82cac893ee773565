"""The only module that knows where the packaged resources lie."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def root() -> Traversable:
    """Return the resources folder: inside an installed package, or beside it in a checkout."""
    packaged = files("charitydesk") / "resources"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[1] / "resources"


def read_text(relative: str) -> str:
    """Return a packaged text file.

    Args:
        relative: Path below the resources folder, with forward slashes.
    """
    return root().joinpath(*relative.split("/")).read_text(encoding="utf-8")


def read_bytes(relative: str) -> bytes:
    """Return a packaged binary file; the path is as for `read_text`."""
    return root().joinpath(*relative.split("/")).read_bytes()
