"""Prints a letter on a Word letterhead of the charity's own.

The letterhead is any Word file with a paragraph that says `[[letter]]`. The letter takes its place; headers, footers,
 pictures, styles and page set-up stay as the charity made them. Styles the file lacks are added, so that lists
and tables look right; styles it has are used as they are.
"""

# The XML library carries no types.
# pyright: reportUnknownParameterType=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from charitydesk.documents.letterhead_cleaning import clean
from charitydesk.documents.packing import Part, join, pack
from charitydesk.documents.word_body import Body
from charitydesk.documents.word_styles import W, abstract_lists, styles
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.package import Package

    from charitydesk.domain.document import Document

PLACE = "[[letter]]"
"""What the paragraph says that the letter replaces."""

_MARK = b"charitydesk-letter-place"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class _Letterhead:
    """A letterhead made ready: a letter only writes its own words between `before` and `after`."""

    before: bytes
    after: bytes
    folder: str
    file_name: str
    numbering_name: str
    numbering: bytes
    relations_name: str
    relations: bytes
    core_name: str
    others: tuple[Part, ...]
    style_ids: Mapping[str, str]
    first_list: int
    decimal: int
    width: int


def check_letterhead(path: Path) -> None:
    """Check that a file can serve as a letterhead.

    Raises:
        BadInputError: It is missing, no Word file, or has no paragraph `[[letter]]`.
    """
    _load(path, "en-GB")


def fill_letterhead(document: Document, path: Path, core_properties: bytes) -> bytes:
    """Return a letter on the charity's own letterhead as a Word file's bytes.

    Args:
        document: The letter; its own letterhead lines and footer are not printed, the file has its own.
        path: The letterhead.
        core_properties: The file properties to give the letter in place of the letterhead's.

    Raises:
        BadInputError: As for `check_letterhead`.
    """
    from charitydesk.documents.word import list_instances  # noqa: PLC0415 - the two modules use each other

    head = _load(path, document.language)
    body = Body(head.style_ids, head.first_list, head.width)
    content = body.add(document.blocks).encode()
    lists = list_instances(body.list_starts, head.first_list, head.decimal).encode()
    added = "".join(
        f'<Relationship Id="rIdCdPicture{n}" Type="{_IMAGE}" Target="media/cd-picture{n}.png"/>'
        for n in range(1, len(body.pictures) + 1)
    )
    return join(
        [
            *head.others,
            pack(head.core_name, core_properties),
            pack(head.file_name, head.before + content + head.after),
            pack(head.numbering_name, _before_end(head.numbering, lists)),
            pack(head.relations_name, _before_end(head.relations, added.encode())),
            *(pack(f"{head.folder}/media/cd-picture{n}.png", png, 1) for n, png in enumerate(body.pictures, 1)),
        ]
    )


def _load(path: Path, language: str) -> _Letterhead:
    try:
        stat = path.stat()
    except OSError as problem:
        raise BadInputError(
            f"The letterhead {path.name} is not there any more.", "Choose the file again in Settings, Letterhead."
        ) from problem
    return _load_version(path, stat.st_mtime_ns, stat.st_size, language)


@lru_cache(maxsize=4)
def _load_version(path: Path, _changed: int, size: int, language: str) -> _Letterhead:
    """Read a letterhead once for each version of the file."""
    if size > _LARGEST:
        raise BadInputError(
            f"The letterhead {path.name} is larger than 20 MB.", "Make its pictures smaller and choose it again."
        )
    try:
        opened = docx.Document(str(path))
    except (PackageNotFoundError, OSError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as problem:
        raise BadInputError(
            f"The letterhead {path.name} is not a Word file that can be read.",
            "Open it in Word, save it as a Word document (.docx) and choose that file.",
        ) from problem
    return _made_ready(opened, path, language)


def _made_ready(opened: WordFile, path: Path, language: str) -> _Letterhead:
    place = _place(opened)
    if place is None:
        raise BadInputError(
            f"The letterhead {path.name} has no paragraph that says {PLACE}.",
            f"Type {PLACE} on a line of its own where the letter shall begin, and save the file.",
        )
    if place.nsmap.get("w") != W:
        raise BadInputError(
            f"The letterhead {path.name} is written in an unusual kind of Word file.",
            "Open it in Word, save it as a Word document (.docx) and choose that file.",
        )
    clean(opened)
    width = _text_width(opened)
    _set_language(opened, language)
    style_ids, added = _styles_made_ready(opened)
    lists = _lists_made_ready(opened, style_ids, added)
    _ = opened.core_properties  # makes the part if the file has none
    parent = place.getparent()
    parent.replace(place, etree.Comment(_MARK.decode()))
    buffer = io.BytesIO()
    opened.save(buffer)
    return _split(buffer.getvalue(), opened, style_ids, lists, width)


def _place(opened: WordFile) -> etree._Element | None:
    for paragraph in opened.element.body.iter(qn("w:p")):
        if "".join(node.text or "" for node in paragraph.iter(qn("w:t"))).strip() == PLACE:
            return paragraph
    return None


def _text_width(opened: WordFile) -> int:
    """Return the width of the text in twentieths of a point, so that tables fill it."""
    section = opened.sections[-1]
    sizes = (section.page_width, section.left_margin, section.right_margin)
    if any(size is None for size in sizes):
        return 9070
    width, left, right = (int(size or 0) for size in sizes)
    return max((width - left - right) // 635, 2000)


def _styles_made_ready(opened: WordFile) -> tuple[dict[str, str], set[str]]:
    """Add the styles the file lacks; return what each of ours is called in it, and which were added."""
    sheet = opened.styles.element
    known = {
        (style.find(qn("w:name")).get(qn("w:val")) or "").casefold(): style.get(qn("w:styleId"))
        for style in sheet.iter(qn("w:style"))
        if style.find(qn("w:name")) is not None
    }
    taken = set(known.values())
    result: dict[str, str] = {}
    added: set[str] = set()
    for name, xml in styles():
        found = known.get(name.casefold())
        if found:
            result[name] = found
            continue
        element = parse_xml(xml.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1))
        identifier = wanted = element.get(qn("w:styleId"))
        count = 1
        while identifier in taken:
            count += 1
            identifier = f"{wanted}{count}"
        taken.add(identifier)
        element.set(qn("w:styleId"), identifier)
        # The file has a default of its own for each kind; ours must not become a second one.
        element.attrib.pop(qn("w:default"), None)
        for reference in (*element.iter(qn("w:basedOn")), *element.iter(qn("w:next"))):
            ours = {"Normal": "Normal", "TableNormal": "Normal Table"}[reference.get(qn("w:val"))]
            reference.set(qn("w:val"), result[ours])
        sheet.append(element)
        result[name] = identifier
        added.add(name)
    return result, added


def _lists_made_ready(opened: WordFile, style_ids: dict[str, str], added: set[str]) -> tuple[int, int]:
    """Add our two kinds of list and return the first free list number and the number of the decimal kind."""
    numbering = _numbering(opened)
    kinds = [int(kind.get(qn("w:abstractNumId"))) for kind in numbering.iter(qn("w:abstractNum"))]
    lists = [int(item.get(qn("w:numId"))) for item in numbering.iter(qn("w:num"))]
    for leftover in list(numbering.iter(qn("w:numIdMacAtCleanup"))):
        numbering.remove(leftover)
    decimal = max(kinds, default=0) + 1
    first = max(lists, default=0) + 1
    # Kinds of list stand before all lists in the file, and both before nothing else.
    place = next((index for index, child in enumerate(numbering) if child.tag == qn("w:num")), len(numbering))
    for kind in reversed(parse_xml(f'<w:numbering xmlns:w="{W}">{abstract_lists(decimal, decimal + 1)}</w:numbering>')):
        numbering.insert(place, kind)
    for number, kind in ((first, decimal), (first + 1, decimal + 1)):
        numbering.append(
            parse_xml(f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')
        )
    for name, number in (("List Number", first), ("List Bullet", first + 1)):
        _use_list(opened.styles.element, style_ids[name], number, ours=name in added)
    return first + 2, decimal


def _use_list(sheet: BaseOxmlElement, identifier: str, number: int, *, ours: bool) -> None:
    """Point a list style at its list; one the file has already stays as it is if it numbers by itself."""
    style = next(style for style in sheet.iter(qn("w:style")) if style.get(qn("w:styleId")) == identifier)
    paragraph = style.get_or_add_pPr()
    if ours or paragraph.numPr is None or paragraph.numPr.numId is None:
        paragraph.get_or_add_numPr().get_or_add_numId().val = number


def _numbering(opened: WordFile) -> BaseOxmlElement:
    try:
        return cast("XmlPart", opened.part.part_related_by(RT.NUMBERING)).element
    except KeyError:
        name = PackURI(f"{opened.part.partname.baseURI}/numbering.xml")
        made = XmlPart(name, CT.WML_NUMBERING, parse_xml(f'<w:numbering xmlns:w="{W}"/>'), _package(opened))
        opened.part.relate_to(made, RT.NUMBERING)
        return made.element


def _package(opened: WordFile) -> Package:
    return cast("Package", opened.part.package)


def _set_language(opened: WordFile, language: str) -> None:
    """Say the letter's language where the file says its own, so that Word checks its spelling as British."""
    sheet = opened.styles.element
    defaults = sheet.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(f'<w:docDefaults xmlns:w="{W}"><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>')
        sheet.insert(0, defaults)
    text = next(defaults.iter(qn("w:rPr")), None)
    if text is None:
        defaults.insert(0, parse_xml(f'<w:rPrDefault xmlns:w="{W}"><w:rPr/></w:rPrDefault>'))
        text = next(defaults.iter(qn("w:rPr")))
    spoken = text.find(qn("w:lang"))
    if spoken is None:
        spoken = parse_xml(f'<w:lang xmlns:w="{W}"/>')
        text.append(spoken)
    spoken.set(qn("w:val"), language)


def _split(
    saved: bytes, opened: WordFile, style_ids: dict[str, str], lists: tuple[int, int], width: int
) -> _Letterhead:
    folder = opened.part.partname.baseURI.lstrip("/")
    file_name = opened.part.partname.lstrip("/")
    numbering_name = opened.part.part_related_by(RT.NUMBERING).partname.lstrip("/")
    relations_name = f"{folder}/_rels/{opened.part.partname.filename}.rels"
    core_name = _package(opened).part_related_by(RT.CORE_PROPERTIES).partname.lstrip("/")
    with zipfile.ZipFile(io.BytesIO(saved)) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    own = {name: contents.pop(name) for name in (file_name, numbering_name, relations_name, core_name)}
    types = "[Content_Types].xml"
    if b'Extension="png"' not in contents[types]:
        contents[types] = _before_end(contents[types], b'<Default Extension="png" ContentType="image/png"/>')
    before, _, after = own[file_name].partition(b"<!--" + _MARK + b"-->")
    return _Letterhead(
        before=before,
        after=after,
        folder=folder,
        file_name=file_name,
        numbering_name=numbering_name,
        numbering=own[numbering_name],
        relations_name=relations_name,
        relations=own[relations_name],
        core_name=core_name,
        others=tuple(pack(name, content) for name, content in contents.items()),
        style_ids=style_ids,
        first_list=lists[0],
        decimal=lists[1],
        width=width,
    )


def _before_end(xml: bytes, added: bytes) -> bytes:
    """Return a part with something put in before its last closing tag."""
    if not added:
        return xml
    stripped = xml.rstrip()
    if stripped.endswith(b"/>"):
        root = stripped[stripped.rindex(b"<") + 1 : -2].split(None, 1)[0]
        return stripped[:-2] + b">" + added + b"</" + root + b">"
    end = stripped.rindex(b"</")
    return stripped[:end] + added + stripped[end:]
