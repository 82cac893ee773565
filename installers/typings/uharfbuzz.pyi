# What the documents use of uharfbuzz, which carries no types of its own.

from collections.abc import Iterable
from enum import IntEnum, IntFlag

class Blob:
    data: bytes
    def __init__(self, data: bytes) -> None: ...

class Face:
    def __init__(self, blob: Blob, index: int = 0) -> None: ...
    blob: Blob
    upem: int
    glyph_count: int
    unicodes: Iterable[int]
    table_tags: list[str]
    def reference_table(self, tag: str) -> Blob: ...
    def get_name(self, name_id: int) -> str | None: ...

class FontExtents:
    ascender: int
    descender: int

class Font:
    def __init__(self, face: Face) -> None: ...
    scale: tuple[int, int]
    def set_variations(self, variations: dict[str, float]) -> None: ...
    def get_nominal_glyph(self, unicode: int) -> int | None: ...
    def get_glyph_h_advance(self, gid: int) -> int: ...
    def get_font_extents(self, direction: str) -> FontExtents: ...

class GlyphInfo:
    codepoint: int
    cluster: int

class GlyphPosition:
    x_advance: int
    x_offset: int
    y_offset: int

class Buffer:
    direction: str
    glyph_infos: list[GlyphInfo]
    glyph_positions: list[GlyphPosition]
    def add_str(self, text: str) -> None: ...
    def guess_segment_properties(self) -> None: ...

def shape(font: Font, buffer: Buffer, features: dict[str, bool] | None = None) -> None: ...

class OTNameIdPredefined(IntEnum):
    POSTSCRIPT_NAME = ...

class SubsetFlags(IntFlag):
    RETAIN_GIDS = ...
    NO_LAYOUT_CLOSURE = ...
    NOTDEF_OUTLINE = ...

class SubsetInput:
    flags: SubsetFlags
    glyph_set: set[int]
    drop_table_tag_set: set[int]
    def pin_axis_location(self, face: Face, tag: str, value: float) -> bool: ...
    def subset(self, source: Face) -> Face: ...
