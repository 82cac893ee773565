from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import docx
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from charitydesk.documents.bidi import is_mixed
from charitydesk.documents.pdf import pdf_bytes, write_pdf
from charitydesk.documents.text_safety import problems
from charitydesk.documents.word import docx_bytes, write_docx
from charitydesk.domain.document import (
    Align,
    Bullet,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
)
from charitydesk.errors import BadInputError, UserFacingError
from tests.documents.readers import letters, pdf_text, promised, word_text, words
from tests.documents.sample import ARABIC, BENGALI, HEBREW, POLISH, VIETNAMESE, WELSH, challenge_letter
from tests.words import anything

MOMENT = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)


def of_blocks(*blocks, **more) -> Document:
    return Document(title="T", author="A", subject="S", blocks=blocks, **more)


def one_paragraph(text: str) -> Document:
    return of_blocks(Paragraph("only", (Run(text),)))


def without_repeated_headers(text: str) -> list[str]:
    header = ["No.", "Source", "What", "it", "says", "Standing", "Days"]
    found = [word for word in words(text) if word != "•"]
    first = True
    out: list[str] = []
    while found:
        if found[: len(header)] == header and not first:
            found = found[len(header) :]
            continue
        first = first and found[: len(header)] != header
        out.append(found.pop(0))
    return out


def test_the_letter_says_the_same_words_in_the_same_order_in_word_and_pdf():
    letter = challenge_letter()
    expected = words(promised(letter))
    assert words(word_text(docx_bytes(letter))) == expected
    assert without_repeated_headers(pdf_text(pdf_bytes(letter)[0], letter)) == expected


@pytest.mark.parametrize("name", [WELSH, POLISH, VIETNAMESE, ARABIC, BENGALI, HEBREW, "नमस्ते शर्मा", "İbrahim Şahin"])
def test_a_name_in_any_script_can_be_copied_out_of_the_pdf_as_it_was_typed(name: str):
    document = one_paragraph(f"We met {name} on Friday")
    data, result = pdf_bytes(document)
    assert words(pdf_text(data, document)) == words(promised(document))
    assert result.glyph_problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "We wrote to العربية and to עברית about it.",
        "The word עֻגָה has marks, and مُهِمٌّ has them too.",
        "We met শ্রীমতী on Friday",
    ],
)
def test_another_reader_finds_in_a_turned_word_what_was_typed_and_nothing_else(text: str):
    pages = pypdfium2.PdfDocument(pdf_bytes(one_paragraph(text))[0])
    found = pages[0].get_textpage().get_text_range().partition("Page 1")[0]
    typed = {*text, "\r", "\n"}
    assert set(found) <= typed
    if "marks" not in text:
        assert found.split() == text.split()


def test_a_character_no_font_has_is_named_with_its_block_and_its_place_is_marked():
    document = of_blocks(Paragraph("first", (Run("plain"),)), Paragraph("second", (Run("a \U00013dff b \U00013dff"),)))
    data, result = pdf_bytes(document)
    assert [(p.characters, p.where) for p in result.glyph_problems] == [("\U00013dff", "second")]
    assert "\U00013dff" in pdf_text(data, document)


HOSTILE = st.one_of(
    anything(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "<b>bold</b>",
                "&amp;",
                "& ",
                '"quoted"',
                "]]>",
                "{{ x }}",
                "%s",
                "'",
                "\t",
                "\r\n",
                "\n",
                "\u2028",
                "\xad",
                "ẹ́",
                "👩\u200d👧",
                "🏳️",
                ARABIC,
                HEBREW,
                BENGALI,
                "(١٢٣)",
                "\xa0",
                "  ",
                "ﬁ",
                "漢字",
                "\u200f",
                "Å",
            ]
        ),
        max_size=14,
    ).map("".join),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=HOSTILE, bold=st.booleans())
def test_whatever_is_typed_is_printed_as_typed_or_refused_in_words(text: str, bold: bool):
    document = of_blocks(
        Heading("h", text),
        Paragraph("p", (Run("before "), Run(text, bold=bold), Run(" after"))),
        Table("t", (Column("One"), Column(text, align=Align.RIGHT)), ((text, "x"),), caption=text),
    )
    if problems(document):
        with pytest.raises(BadInputError):
            docx_bytes(document)
        with pytest.raises(BadInputError):
            pdf_bytes(document)
        return
    expected = words(promised(document))
    assert words(word_text(docx_bytes(document))) == expected
    data, _ = pdf_bytes(document)
    found = pdf_text(data, document)
    # The reader puts turned text into an order of its own, so for that the letters are counted and not their order.
    assert sorted(letters(found)) == sorted(letters(promised(document)))
    if not is_mixed(text):
        assert letters(found) == letters(promised(document))


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("\x00", "U+0000, null"),
        ("\x1b", "U+001B, escape"),
        ("\ud800", "half of a character"),
        ("\ufffe", "no character"),
        ("\u202e", "right-to-left override"),
    ],
)
def test_what_cannot_be_printed_is_named_with_the_text_before_it(character: str, said: str):
    document = one_paragraph(f"We met on{character} Friday")
    assert [key for key, _ in problems(document)] == ["only"]
    for write in (docx_bytes, pdf_bytes):
        with pytest.raises(BadInputError) as refused:
            write(document)
        assert said in refused.value.what_happened
        assert "after 'We met on'" in refused.value.what_happened


@pytest.mark.parametrize("text", ["word " * 2000, "x" * 10_000, ARABIC * 300, "ab-" * 3000])
def test_a_paragraph_of_ten_thousand_characters_is_printed_whole(text: str):
    document = one_paragraph(text)
    assert words(word_text(docx_bytes(document))) == words(text)
    data, result = pdf_bytes(document)
    assert result.pages is not None
    assert result.pages > 1
    assert sorted(letters(pdf_text(data, document))) == sorted(letters(text))


def test_the_same_letter_at_the_same_moment_is_the_same_bytes():
    letter = challenge_letter()
    pdf_bytes(of_blocks(Paragraph("other", (Run(f"Something else {BENGALI} {ARABIC}"),))))
    assert docx_bytes(letter, created=MOMENT) == docx_bytes(letter, created=MOMENT)
    first = pdf_bytes(letter, created=MOMENT)[0]
    pdf_bytes(of_blocks(Paragraph("other", (Run("Entirely different words: quartz, jazz, sphinx"),))))
    assert pdf_bytes(letter, created=MOMENT)[0] == first


def test_both_files_carry_title_author_subject_language_and_date():
    letter = challenge_letter()
    word = docx.Document(io.BytesIO(docx_bytes(letter, created=MOMENT))).core_properties
    assert (word.title, word.author, word.subject, word.language) == (
        letter.title,
        letter.author,
        letter.subject,
        "en-GB",
    )
    assert word.created == MOMENT
    pdf = PdfReader(io.BytesIO(pdf_bytes(letter, created=MOMENT)[0]))
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author, pdf.metadata.subject) == (
        letter.title,
        letter.author,
        letter.subject,
    )
    assert pdf.metadata.creation_date == MOMENT
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"


def test_a_picture_is_followed_by_the_words_that_say_the_same():
    png = small_png()
    document = of_blocks(Picture("pic", png, "Hours by month: most in June.", 80), Bullet("b", (Run("After it"),)))
    assert words(word_text(docx_bytes(document))) == words(promised(document))
    data, _ = pdf_bytes(document)
    assert [word for word in words(pdf_text(data, document)) if word != "•"] == words(promised(document))
    assert len(PdfReader(io.BytesIO(data)).pages[0].images) == 1
    assert len(docx.Document(io.BytesIO(docx_bytes(document))).inline_shapes) == 1


@pytest.mark.parametrize(("write", "ending"), [(write_docx, ".docx"), (write_pdf, ".pdf")])
def test_a_letter_that_cannot_be_saved_leaves_the_old_one_and_says_what_to_do(write, ending: str, tmp_path: Path):
    target = tmp_path / f"letter{ending}"
    target.write_bytes(b"the old letter")
    with pytest.raises(BadInputError):
        write(one_paragraph("\x00"), target)
    assert target.read_bytes() == b"the old letter"
    with pytest.raises(UserFacingError) as missing:
        write(one_paragraph("new"), tmp_path / "no such folder" / f"letter{ending}")
    assert "does not exist" in missing.value.what_happened
    (tmp_path / f"taken{ending}").mkdir()
    with pytest.raises(UserFacingError):
        write(one_paragraph("new"), tmp_path / f"taken{ending}")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f"letter{ending}", f"taken{ending}"])
    result = write(one_paragraph("new"), target)
    assert result.size == target.stat().st_size


def test_libreoffice_opens_both_kinds_of_word_file_and_finds_every_word(tmp_path: Path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here, so no other program has opened the Word files")
    letter = challenge_letter()
    letterhead = tmp_path / "own.docx"
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "Our own header"
    own.add_paragraph("[[letter]]")
    own.save(str(letterhead))
    write_docx(letter, tmp_path / "plain.docx")
    write_docx(letter, tmp_path / "headed.docx", letterhead=letterhead)
    profile = (tmp_path / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    files = [str(tmp_path / name) for name in ("plain.docx", "headed.docx")]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=50)
    for name in ("plain.txt", "headed.txt"):
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert [word for word in words(text) if word != "•"] == words(promised(letter))


def small_png() -> bytes:
    stream = io.BytesIO()
    Image.new("RGBA", (40, 20), (31, 78, 95, 128)).save(stream, "PNG")
    return stream.getvalue()
