"""Small helps with files: on disk before we go on, names that every system accepts.

Whole files are written by `charitydesk.files.write_atomically`, which exports and letters use too.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]+')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk, where the system can say so."""
    if os.name == "nt":
        return
    # Some network drives refuse; the file itself is safe by then.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_quietly(path: Path) -> None:
    """Remove a file of our own making, if it is there and can be."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stamp(moment: datetime) -> str:
    """Return a moment as file names carry it, in its own zone, for example `20260501-143000`."""
    return f"{moment:%Y%m%d-%H%M%S}"


def safe_file_name(words: str, ending: str) -> str:
    """Return a file name made of a user's words that every system accepts and that names no folder.

    Args:
        words: For example a letter's title.
        ending: With or without its dot.

    Example:
        >>> safe_file_name("Notice: day centre / lunch club", "docx")
        'Notice day centre lunch club.docx'
        >>> safe_file_name("../../etc", "pdf"), safe_file_name("CON", ".pdf")
        ('etc.pdf', '_CON.pdf')
    """
    plain = " ".join(_UNSAFE.sub(" ", words).split()).strip(". ")
    shortened = plain.encode()[:120].decode(errors="ignore").strip(". ")
    if not shortened:
        shortened = "letter"
    if _RESERVED.match(shortened):
        shortened = f"_{shortened}"
    return f"{shortened}.{ending.removeprefix('.')}"
