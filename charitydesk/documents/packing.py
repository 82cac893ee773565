"""A zip file of a Word document: parts that never change are compressed once and copied from then on."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_UTF8_NAMES = 0x800
_DEFLATED = 8
_FIRST_OF_1980 = 0x21


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside a Word document, ready to be copied.

    Args:
        name: Its path inside, with forward slashes.
        packed: Its compressed bytes.
        size: Its size before compression.
        crc: The checksum of what it holds.
    """

    name: str
    packed: bytes
    size: int
    crc: int


def pack(name: str, content: bytes, level: int = 6) -> Part:
    """Compress one part."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Part(name, compressor.compress(content) + compressor.flush(), len(content), zlib.crc32(content))


def join(parts: Iterable[Part]) -> bytes:
    """Return the bytes of a zip file of these parts, the same for the same parts: it carries no time of its own."""
    out = bytearray()
    directory = bytearray()
    count = 0
    for part in parts:
        name = part.name.encode()
        common = (_UTF8_NAMES, _DEFLATED, 0, _FIRST_OF_1980, part.crc, len(part.packed), part.size, len(name), 0)
        directory += _CENTRAL.pack(0x02014B50, 20, 20, *common, 0, 0, 0, 0, len(out)) + name
        out += _LOCAL.pack(0x04034B50, 20, *common) + name + part.packed
        count += 1
    start = len(out)
    out += directory
    out += _END.pack(0x06054B50, 0, 0, count, count, len(directory), start, 0)
    return bytes(out)
