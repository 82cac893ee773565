"""A letter's file says who wrote it and what it is about, and nothing else of anybody."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from sample import challenge_letter

from charitydesk.documents.hidden import hidden_in
from charitydesk.documents.pdf import pdf_bytes
from charitydesk.documents.word import docx_bytes
from charitydesk.domain.letter_file import Hidden

OFFICE = "Jane Office"
MEANT = {"title", "subject", "creator", "lastModifiedBy", "language", "created", "modified"}


def letterhead(folder: Path, *, body: str = "", header: str = "") -> Path:
    """A letterhead as an office makes one, with everything in it that gives its makers away."""
    file = docx.Document()
    paragraph = file.add_paragraph("Above")
    file.add_paragraph("[[letter]]")
    file.add_comment(paragraph.runs, text="Do not tell the council", author=OFFICE, initials="JS")
    properties = file.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = OFFICE
    if body:
        paragraph._p.append(parse_xml(body))
    if header:
        file.sections[0].header.paragraphs[0]._p.append(parse_xml(header))
    file.settings.element.append(parse_xml(f'<w:rsids {nsdecls("w")}><w:rsidRoot w:val="00ABCDEF"/></w:rsids>'))
    paragraph._p.set(docx.oxml.ns.qn("w:rsidR"), "00ABCDEF")
    path = folder / "own.docx"
    file.save(str(path))
    return _with_properties(path)


def _with_properties(path: Path) -> Path:
    """Write the office's own properties into the file, as Word does."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    own = f"<Template>C:\\Users\\{OFFICE}\\letter.dotm</Template><Manager>{OFFICE}</Manager></Properties>"
    parts["docProps/app.xml"] = re.sub(rb"</Properties>", own.replace("\\", "\\\\").encode(), parts["docProps/app.xml"])
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def whole(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def properties(parts: dict[str, bytes]) -> set[str]:
    return set(re.findall(r"<(?:dc|cp|dcterms):(?!coreProperties)(\w+)", parts["docProps/core.xml"].decode()))


def test_a_word_file_tells_its_writer_its_subject_and_its_date_alone():
    parts = whole(docx_bytes(challenge_letter()))
    assert properties(parts) == MEANT
    assert parts["docProps/core.xml"].count(b">Harbour Lights Family Trust<") == 2
    assert re.findall(rb"<(\w+)>([^<]+)<", parts["docProps/app.xml"]) == [(b"Application", b"CharityDesk")]
    beside = {name for name in parts if "comment" in name or "people" in name or "custom" in name.lower()}
    assert beside == set()
    assert b"rsid" not in parts["word/document.xml"] + parts["word/settings.xml"]
    assert b"attachedTemplate" not in parts["word/settings.xml"]


def test_a_letter_on_the_charitys_letterhead_tells_nothing_of_those_who_made_the_letterhead(tmp_path: Path):
    path = letterhead(tmp_path)
    assert OFFICE.encode() in b"".join(whole(path.read_bytes()).values())
    data = docx_bytes(challenge_letter(), letterhead=path)
    parts = whole(data)
    assert [name for name, content in parts.items() if OFFICE.encode() in content or b"rsid" in content] == []
    assert [name for name in parts if "comments" in name or "customXml" in name or "thumbnail" in name] == []
    assert properties(parts) == MEANT
    opened = docx.Document(io.BytesIO(data))
    assert opened.paragraphs[0].text == "Above"
    assert opened.core_properties.author == "Harbour Lights Family Trust"


def test_a_pdf_tells_its_writer_its_subject_and_its_date_alone():
    data = pdf_bytes(challenge_letter())[0]
    told = re.search(rb"/Info (\d+ \d+) R", data)
    info = data.split(told[1] + b" obj", 1)[1].split(b"endobj", 1)[0]
    names = set(re.findall(rb"/(\w+) \(", info)) - {b"CreationDate", b"ModDate", b"Title", b"Author", b"Subject"}
    assert names <= {b"Creator", b"Producer", b"Keywords"}
    assert b"/Creator (CharityDesk)" in info
    assert b"/Metadata" not in data


W = nsdecls("w")


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (f'<w:ins {W} w:id="1" w:author="J"><w:r><w:t>new</w:t></w:r></w:ins>', Hidden.TRACKED_CHANGES),
        (f'<w:del {W} w:id="1" w:author="J"><w:r><w:delText>old</w:delText></w:r></w:del>', Hidden.TRACKED_CHANGES),
        (f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>", Hidden.HIDDEN_TEXT),
        (f"<w:r {W}><w:instrText> FILENAME \\p </w:instrText></w:r>", Hidden.FIELDS),
        (f'<w:fldSimple {W} w:instr=" TEMPLATE "><w:r><w:t>x</w:t></w:r></w:fldSimple>', Hidden.FIELDS),
    ],
)
@pytest.mark.parametrize("place", ["body", "header"])
def test_what_a_person_must_decide_on_is_found_wherever_it_is_printed(tmp_path: Path, markup, found, place):
    assert hidden_in(letterhead(tmp_path, **{place: markup})) == {found}


def test_an_ordinary_letterhead_hides_nothing_and_a_file_that_is_gone_is_no_fault(tmp_path: Path):
    plain = f'<w:r {W}><w:rPr><w:vanish w:val="0"/></w:rPr><w:instrText> PAGE </w:instrText></w:r>'
    assert hidden_in(letterhead(tmp_path, body=plain)) == frozenset()
    assert hidden_in(tmp_path / "none.docx") == frozenset()
    (tmp_path / "picture.docx").write_bytes(b"no Word file")
    assert hidden_in(tmp_path / "picture.docx") == frozenset()


def test_a_letterhead_that_was_damaged_since_it_was_chosen_is_no_fault_of_the_check(tmp_path: Path):
    path = letterhead(tmp_path)
    with zipfile.ZipFile(path) as packed:
        start = packed.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    data = bytearray(path.read_bytes())
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)
    assert hidden_in(path) == frozenset()
