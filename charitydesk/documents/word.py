"""Writes documents as Word files: real styles, headings, lists, tables with header rows, and page fields.

The parts that are the same in every letter are built and compressed once; a letter writes only its own words. Lists are
Word's own numbering, started at the numbers the document says, so what Word prints equals `NumberedPoint.number`.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from charitydesk.documents.packing import Part, join, pack
from charitydesk.documents.text_safety import lines_of, require_printable
from charitydesk.documents.word_body import Body, escape, run_markup
from charitydesk.documents.word_styles import BULLETS, DECIMAL, FIRST_LIST, R, W, abstract_lists, style_sheet, styles
from charitydesk.domain.document import Written
from charitydesk.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from charitydesk.domain.document import Document

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_STYLE_IDS = {name: xml.partition('w:styleId="')[2].partition('"')[0] for name, xml in styles()}
_LEVEL = 5


def write_docx(
    document: Document, target: Path, *, letterhead: Path | None = None, created: datetime | None = None
) -> Written:
    """Write a Word file; the old file of that name stands until the new one is whole.

    Args:
        document: What to print.
        target: The file to write; its folder must exist.
        letterhead: A Word file of the charity's own with a paragraph `[[letter]]`; the letter takes that paragraph's
            place and the file's headers, footers, styles and page set-up are kept.
        created: The moment the file says it was made; now, unless given.

    Raises:
        BadInputError: A character cannot be printed, or the letterhead cannot be used.
        UserFacingError: The file cannot be written there.
    """
    data = docx_bytes(document, letterhead=letterhead, created=created)
    write_atomically(target, data)
    return written(data)


def docx_bytes(document: Document, *, letterhead: Path | None = None, created: datetime | None = None) -> bytes:
    """Return a Word file's bytes: the same for the same document and moment. Arguments as for `write_docx`.

    Raises:
        BadInputError: A character cannot be printed, or the letterhead cannot be used.
    """
    require_printable(document)
    moment = created or datetime.now(UTC)
    if letterhead is not None:
        # The library that reads Word files is only needed for a file of the user's own.
        from charitydesk.documents.letterhead import fill_letterhead  # noqa: PLC0415

        return fill_letterhead(document, letterhead, core_properties(document, moment))
    body = Body(_STYLE_IDS, FIRST_LIST)
    content = body.add(document.blocks)
    parts = [
        _content_types(),
        _fixed("_rels/.rels", _ROOT_RELATIONS),
        pack("docProps/core.xml", core_properties(document, moment), _LEVEL),
        _fixed("docProps/app.xml", _APPLICATION),
        pack("word/document.xml", f"{_DOCUMENT_OPEN}{content}{_SECTION}</w:body></w:document>".encode(), _LEVEL),
        _style_part(document.language),
        _settings_part(document.language),
        _fixed("word/fontTable.xml", _FONT_TABLE),
        pack("word/numbering.xml", _numbering(body.list_starts), _LEVEL),
        _letterhead_part(document.letterhead),
        _footer_part(document.footer),
        pack("word/_rels/document.xml.rels", _relations(len(body.pictures)), _LEVEL),
    ]
    parts += [pack(f"word/media/cd-picture{n}.png", png, 1) for n, png in enumerate(body.pictures, 1)]
    return join(parts)


def written(data: bytes) -> Written:
    """Return what there is to say about a Word file: Word alone knows its pages, and has fonts of its own."""
    return Written(hashlib.sha256(data).hexdigest(), len(data))


def core_properties(document: Document, moment: datetime) -> bytes:
    """Return the file's properties: its title, the charity as author, its subject, language and date."""
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    author = _one_line(document.author)
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_one_line(document.title)}</dc:title><dc:subject>{_one_line(document.subject)}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f"<dc:language>{escape(document.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    ).encode()


def footer_markup(text: str, style: str) -> str:
    """Return the footer's paragraph: its text, then `Page x of y` as fields Word works out."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run_markup(" ".join(lines_of(text)))}<w:r><w:tab/></w:r>'
        f"{run_markup('Page ')}{_field('PAGE')}{run_markup(' of ')}{_field('NUMPAGES')}</w:p>"
    )


def list_instances(starts: list[int], first: int, decimal: int) -> str:
    """Return one numbering instance for each run of numbered points, started at its first number."""
    return "".join(
        f'<w:num w:numId="{first + index}"><w:abstractNumId w:val="{decimal}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for index, start in enumerate(starts)
    )


def _one_line(text: str) -> str:
    return escape(" ".join(lines_of(text)))


def _field(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _numbering(starts: list[int]) -> bytes:
    return (
        f'{_HEAD}<w:numbering xmlns:w="{W}">{abstract_lists(DECIMAL, BULLETS)}'
        + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (DECIMAL, BULLETS))
        + list_instances(starts, FIRST_LIST, DECIMAL)
        + "</w:numbering>"
    ).encode()


def _relations(pictures: int) -> bytes:
    added = "".join(
        f'<Relationship Id="rIdCdPicture{n}" Type="{_OFFICE}/relationships/image" Target="media/cd-picture{n}.png"/>'
        for n in range(1, pictures + 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{_DOCUMENT_RELATIONS}{added}</Relationships>'.encode()
    )


@lru_cache(maxsize=64)
def _letterhead_part(lines: tuple[str, ...]) -> Part:
    styled = [("LetterheadName" if index == 0 else "Letterhead", line) for index, line in enumerate(lines)]
    content = "".join(f'<w:p><w:pPr><w:pStyle w:val="{s}"/></w:pPr>{run_markup(line)}</w:p>' for s, line in styled)
    rule = (
        '<w:p><w:pPr><w:pStyle w:val="Letterhead"/><w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" '
        'w:color="1F4E5F"/></w:pBdr><w:spacing w:after="320" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
        if lines
        else '<w:p><w:pPr><w:pStyle w:val="Letterhead"/></w:pPr></w:p>'
    )
    return pack("word/header1.xml", f'{_HEAD}<w:hdr xmlns:w="{W}">{content}{rule}</w:hdr>'.encode())


@lru_cache(maxsize=64)
def _footer_part(text: str) -> Part:
    return pack("word/footer1.xml", f'{_HEAD}<w:ftr xmlns:w="{W}">{footer_markup(text, "Footer")}</w:ftr>'.encode())


@lru_cache(maxsize=16)
def _style_part(language: str) -> Part:
    return pack("word/styles.xml", style_sheet(language).encode(), 9)


@lru_cache(maxsize=16)
def _settings_part(language: str) -> Part:
    return pack(
        "word/settings.xml",
        (
            f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            f'<w:themeFontLang w:val={quoteattr(language)}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
            "</w:settings>"
        ).encode(),
        9,
    )


@lru_cache(maxsize=32)
def _fixed(name: str, content: str) -> Part:
    return pack(name, (_HEAD + content).encode(), 9)


def _content_types() -> Part:
    return _fixed("[Content_Types].xml", _CONTENT_TYPES)


_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
            ("numbering", "numbering"),
            ("header1", "header"),
            ("footer1", "footer"),
        )
    )
    + f'<Override PartName="/docProps/core.xml" ContentType="{_CORE_TYPE}"/>'
    f'<Override PartName="/docProps/app.xml" ContentType="{_APP_TYPE}"/></Types>'
)
_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELATIONS = "".join(
    f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{kind}" Target="{target}.xml"/>'
    for name, kind, target in (
        ("rId1", "styles", "styles"),
        ("rId2", "settings", "settings"),
        ("rId3", "fontTable", "fontTable"),
        ("rId4", "numbering", "numbering"),
        ("rId5", "header", "header1"),
        ("rId6", "footer", "footer1"),
    )
)
_APPLICATION = f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>CharityDesk</Application></Properties>'
_FONT_TABLE = (
    f'<w:fonts xmlns:w="{W}"><w:font w:name="Calibri"><w:altName w:val="Carlito"/><w:family w:val="swiss"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)
_DOCUMENT_OPEN = f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
_SECTION = (
    '<w:sectPr><w:headerReference w:type="first" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
    '<w:footerReference w:type="first" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="794" w:footer="680" w:gutter="0"/>'
    "<w:titlePg/></w:sectPr>"
)
