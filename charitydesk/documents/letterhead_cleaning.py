"""Takes out of an opened letterhead what a letter's reader is not meant to learn: who made the file, and with what.

Comments and the people who wrote them, properties of the file's own, the template's place, mail-merge sources,
variables and data stored beside the text, thumbnails, and the numbers by which Word tells editing sessions apart.
"""

# The XML library carries no types.
# pyright: reportUnknownParameterType=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.opc.part import Part
    from docx.opc.rel import Relationships
    from docx.package import Package
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

_BESIDE_THE_TEXT = re.compile(
    r"/(comments\w*|people|customXml|custom-properties|extended-properties|thumbnail|attachedTemplate"
    r"|mailMerge\w*|stylesWithEffects|documentTasks)$",
    re.IGNORECASE,
)
_MARKS = tuple(
    qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "dataBinding", "rsid")
)
_SETTINGS = tuple(qn(f"w:{name}") for name in ("rsids", "attachedTemplate", "mailMerge", "docVars"))
_SESSION = re.compile(r"\}rsid\w*$")
_WORD_ID = re.compile(r"\}(docId|persistentDocumentId|chartTrackingRefBased)$")


def clean(opened: WordFile) -> None:
    """Take out of an opened file what stands beside its text; parts nothing points to are not saved.

    Args:
        opened: The letterhead, which is changed.
    """
    package = cast("Package", opened.part.package)
    _drop(package.rels)
    for part in _parts(opened.part):
        _drop(part.rels)
        if isinstance(part, XmlPart):
            _clean_xml(part.element)


def _parts(first: Part) -> list[Part]:
    """Return the document's part and those that belong to it: headers, footers, settings, styles, notes."""
    return [first, *(rel.target_part for rel in first.rels.values() if not rel.is_external)]


def _drop(relations: Relationships) -> None:
    for name in [name for name, rel in relations.items() if _BESIDE_THE_TEXT.search(rel.reltype)]:
        if relations[name].reltype != RT.CORE_PROPERTIES:
            del relations[name]


def _clean_xml(root: etree._Element) -> None:
    for element in [one for one in root.iter() if one.tag in _MARKS or one.tag in _SETTINGS or _is_word_id(one)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        for name in [name for name in element.attrib if _SESSION.search(str(name))]:
            del element.attrib[name]


def _is_word_id(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and bool(_WORD_ID.search(element.tag))
