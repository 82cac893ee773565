"""The words of attached files, and files that mean harm."""

from __future__ import annotations

import zipfile

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from charitydesk.documents.file_text import MOST_CHARACTERS, text_of


def test_the_words_of_a_word_file_are_read_paragraph_by_paragraph(tmp_path):
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("Kent & Medway <CC>")
    document.add_table(1, 1).cell(0, 0).text = "Gŵyl"
    document.save(path)
    assert text_of(path) == "Kent & Medway <CC>\nGŵyl"


def test_the_words_of_a_pdf_are_read(tmp_path):
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Notice of three months")
    canvas.save()
    assert text_of(path) == "Notice of three months"


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.txt", "Café".encode("cp1252"), "Café"),
        ("a.txt", b"\xef\xbb\xbfPlain", "Plain"),
        ("a.html", b"<p>One &amp; two<script>no()</script>", "One & two"),
        ("a.png", b"\x89PNG words", ""),
        ("a.pdf", b"%PDF-1.4 broken", ""),
        ("a.docx", b"no zip", ""),
    ],
)
def test_each_kind_is_read_as_far_as_it_has_words(tmp_path, name, raw, words):
    path = tmp_path / name
    path.write_bytes(raw)
    assert text_of(path) == words


def test_a_word_file_that_unpacks_beyond_measure_is_not_read(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:t>a</w:t>" + b" " * (21 * 1024 * 1024))
    assert text_of(path) == ""


def test_very_long_text_is_cut(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("word " * 200_000, encoding="utf-8")
    assert len(text_of(path)) <= MOST_CHARACTERS
