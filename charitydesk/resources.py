"""The only module that knows where the packaged resources lie."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def root() -> Path:
    """Return the resources folder: inside an installed package, or beside it in a checkout.

    The package is always a folder, installed or frozen; asking `importlib.resources` instead would load the zip and
    e-mail libraries before the first window.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "resources"
    return packaged if packaged.is_dir() else package.parent / "resources"


def read_text(relative: str) -> str:
    """Return a packaged text file.

    Args:
        relative: Path below the resources folder, with forward slashes.
    """
    return root().joinpath(*relative.split("/")).read_text(encoding="utf-8")


def read_bytes(relative: str) -> bytes:
    """Return a packaged binary file; the path is as for `read_text`."""
    return root().joinpath(*relative.split("/")).read_bytes()
