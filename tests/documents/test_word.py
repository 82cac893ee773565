from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from charitydesk.documents.letterhead import check_letterhead
from charitydesk.documents.word import docx_bytes
from charitydesk.domain.document import (
    Bullet,
    Column,
    Document,
    Heading,
    Lines,
    NumberedPoint,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from charitydesk.errors import BadInputError
from tests.documents.readers import W, part, promised, word_text, words
from tests.documents.sample import challenge_letter


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def of_blocks(*blocks) -> Document:
    return Document(title="T", author="A", subject="S", blocks=blocks)


def test_every_kind_of_block_has_a_style_of_its_own_that_word_can_change():
    file = opened(docx_bytes(challenge_letter()))
    by_text = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs}
    assert by_text["What we ask"] == "Heading 1"
    assert by_text["Dear Ms Prydderch"] == "Normal"
    assert by_text["Table 1. The promises, one by one"] == "Caption"
    assert by_text["Your notice of 2 October 2026 to end the Family Support contract"] == "Subject"
    assert by_text["Yours sincerely"] == "Address"
    assert {"List Number", "List Bullet"} <= set(by_text.values())
    assert {table.style.name for table in file.tables} == {"CharityDesk Table"}


def test_every_table_has_one_header_row_that_repeats_and_no_row_is_split():
    for table in part(docx_bytes(challenge_letter()), "word/document.xml").iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_file_says_it_is_british_english_on_a4_with_margins_of_25_millimetres():
    data = docx_bytes(challenge_letter())
    language = part(data, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "en-GB"
    section = opened(data).sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round((size or 0).mm) for size in sizes] == [210, 297, 25, 25]


def test_the_letterhead_stands_on_the_first_page_only_and_the_page_count_on_all():
    section = opened(docx_bytes(challenge_letter())).sections[0]
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs][:1] == ["Harbour Lights Family Trust"]
    assert section.header.paragraphs[0].text == ""
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.endswith("\tPage 1 of 1")
        fields = [node.text.strip() for node in footer._element.iter(f"{W}instrText")]
        assert fields == ["PAGE", "NUMPAGES"]


def test_word_numbers_points_as_the_document_says_wherever_they_start_or_jump():
    points = [NumberedPoint(f"p{n}", n, (Run(f"point {n}"),)) for n in (3, 4, 9, 1, 2)]
    document = of_blocks(points[0], Paragraph("between", (Run("text"),)), *points[1:])
    assert words(word_text(docx_bytes(document))) == words(promised(document))


def test_a_page_break_belongs_to_what_follows_and_leaves_no_empty_line():
    data = docx_bytes(of_blocks(Heading("a", "A"), PageBreak("b"), Heading("c", "C")))
    file = opened(data)
    assert [paragraph.text for paragraph in file.paragraphs] == ["A", "C"]
    assert file.paragraphs[1].paragraph_format.page_break_before is True


def test_the_sign_off_stays_with_the_name_and_with_the_words_before_it():
    data = docx_bytes(
        of_blocks(
            Paragraph("last", (Run("We look forward to hearing from you."),)),
            Lines("yours", ("Yours sincerely",)),
            Lines("name", ("Anwen Jones",), space_before=3),
        )
    )
    kept = [paragraph.paragraph_format.keep_with_next for paragraph in opened(data).paragraphs]
    assert kept == [True, True, None]


def test_a_right_to_left_name_is_marked_so_that_word_sets_it_rightly():
    data = docx_bytes(of_blocks(Paragraph("p", (Run("We met محمد عبد الرحمن, and left", bold=True),))))
    runs = {run.text: run.font.rtl for run in opened(data).paragraphs[0].runs}
    assert runs == {"We met ": None, "محمد عبد الرحمن": True, ", and left": None}


@pytest.fixture
def own_letterhead(tmp_path: Path) -> Path:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Our own header"
    file.sections[0].footer.paragraphs[0].text = "Our own footer"
    file.styles["Heading 1"].font.color.rgb = RGBColor(170, 0, 0)
    file.add_paragraph("Above")
    file.add_paragraph("[[letter]]")
    file.add_paragraph("Below")
    path = tmp_path / "own.docx"
    file.save(str(path))
    return path


def test_a_letterhead_of_the_charitys_own_keeps_its_headers_footers_and_styles(own_letterhead: Path):
    letter = challenge_letter()
    data = docx_bytes(letter, letterhead=own_letterhead)
    file = opened(data)
    assert file.sections[0].header.paragraphs[0].text == "Our own header"
    assert file.sections[0].footer.paragraphs[0].text == "Our own footer"
    assert file.styles["Heading 1"].font.color.rgb == RGBColor(170, 0, 0)
    assert file.core_properties.author == "Harbour Lights Family Trust"
    assert words(word_text(data)) == ["Above", *words(promised(letter)), "Below"]
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
    assert len(names) == len(set(names))


def test_a_letterhead_changed_by_its_owner_is_read_again(own_letterhead: Path):
    document = of_blocks(Bullet("b", (Run("Words"),)))
    docx_bytes(document, letterhead=own_letterhead)
    file = docx.Document(str(own_letterhead))
    file.sections[0].header.paragraphs[0].text = "A new header of ours"
    file.save(str(own_letterhead))
    again = opened(docx_bytes(document, letterhead=own_letterhead))
    assert again.sections[0].header.paragraphs[0].text == "A new header of ours"


def test_a_letterhead_without_pictures_of_its_own_or_lists_can_hold_both(tmp_path: Path):
    plain = docx.Document()
    plain.add_paragraph("[[letter]]")
    path = tmp_path / "plain.docx"
    plain.save(str(path))
    stripped = tmp_path / "stripped.docx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(stripped, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/numbering.xml":
                continue
            if name in {"word/_rels/document.xml.rels", "[Content_Types].xml"}:
                content = _without(content, b"numbering.xml")
            after.writestr(name, content)
    document = of_blocks(
        NumberedPoint("n", 7, (Run("seventh"),)), Table("t", (Column("A"),), (("x",),)), Bullet("b", (Run("dot"),))
    )
    assert words(word_text(docx_bytes(document, letterhead=stripped))) == words(promised(document))


def _without(xml: bytes, naming: bytes) -> bytes:
    return b">".join(piece for piece in xml.split(b">") if naming not in piece)


def test_a_letterhead_that_cannot_be_used_is_refused_in_words(tmp_path: Path):
    with pytest.raises(BadInputError, match="not there any more"):
        check_letterhead(tmp_path / "none.docx")
    (tmp_path / "picture.docx").write_bytes(b"not a Word file at all")
    with pytest.raises(BadInputError, match="not a Word file"):
        check_letterhead(tmp_path / "picture.docx")
    file = docx.Document()
    file.add_paragraph("A letterhead that forgot the place for the letter")
    file.save(str(tmp_path / "plain.docx"))
    with pytest.raises(BadInputError, match="no paragraph that says"):
        check_letterhead(tmp_path / "plain.docx")
