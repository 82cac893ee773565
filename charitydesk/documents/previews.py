"""Pictures of a PDF's pages, for the window to show a letter as it will print."""

# The drawing library carries few types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import struct
import threading
import zlib
from typing import TYPE_CHECKING, cast

import pypdfium2

from charitydesk.domain.document import PageImage

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_AT_A_TIME = threading.Lock()
"""The drawing library must not be used by two threads at once."""


def render_pages(pdf: bytes, scale: float = 1.5, first: int = 0, count: int | None = None) -> list[PageImage]:
    """Return pictures of a PDF's pages.

    Args:
        pdf: The file's bytes.
        scale: Pixels for each point: 1.0 is 72 to the inch.
        first: The first page wanted, from 0.
        count: How many at most; all of them, unless given.
    """
    with _ONE_AT_A_TIME:
        return list(_render(pdf, scale, first, count))


def png(image: PageImage) -> bytes:
    """Return a page's picture as a PNG file."""
    stride = image.width * 4
    rows = b"".join(b"\x00" + image.rgba[at : at + stride] for at in range(0, len(image.rgba), stride))
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 4)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def _render(pdf: bytes, scale: float, first: int, count: int | None) -> Iterator[PageImage]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        last = len(document) if count is None else min(len(document), first + count)
        for number in range(first, last):
            page = document[number]
            bitmap = page.render(
                scale=cast("int", scale),  # the library draws fractions too
                rev_byteorder=True,
                prefer_bgrx=True,
            )
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            raw = bytes(bitmap.buffer)
            if stride != width * 4:
                raw = b"".join(raw[row * stride : row * stride + width * 4] for row in range(height))
            opaque = bytearray(raw)
            opaque[3::4] = b"\xff" * (width * height)
            yield PageImage(width, height, bytes(opaque))
            bitmap.close()
            page.close()
    finally:
        document.close()
