"""A thousand letters as Word and PDF files, against python-docx and ReportLab written plainly with the same words.

Both sides take turns, a batch each, in one run. The PDF rival uses and embeds the same font files, and prints
`Page x of y` by keeping its pages, as ReportLab's examples do. The names are Latin: the rival does not shape others.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from functools import partial
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from benchmarks.table import Row
from charitydesk.documents.fonts import ui_font_files
from charitydesk.documents.pdf import pdf_bytes
from charitydesk.documents.word import docx_bytes
from charitydesk.domain.document import (
    Align,
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

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = 1000
BATCH = 50


def rows() -> list[Row]:
    """Measure."""
    letters = [_letter(number) for number in range(BATCH)]
    _register_fonts()
    word, plain_word = _in_turn(docx_bytes, _plain_word, letters)
    memory = _peak() if sys.platform != "win32" else None
    pdf, plain_pdf = _in_turn(lambda letter: pdf_bytes(letter)[0], _plain_pdf, letters)
    result = [
        Row(f"{LETTERS:,} letters as Word files", word, plain_word, "python-docx", "s", 0.2),
        Row(f"{LETTERS:,} letters as PDF files", pdf, plain_pdf, "ReportLab", "s", 1.3),
    ]
    if memory is not None:
        added = f"memory added by {LETTERS:,} PDF letters of ours and of the rival's"
        result.append(Row(added, (_peak() - memory) / 1024, None, "", "MB", 60))
    return result


def _in_turn(
    ours: Callable[[Document], bytes], rival: Callable[[Document], bytes], letters: list[Document]
) -> tuple[float, float]:
    """Return seconds for all the letters, ours and the rival's, from the medians of batches taken in turn."""
    spent: dict[str, list[float]] = {"ours": [], "rival": []}
    for write in (ours, rival):
        write(letters[0])
    for _ in range(LETTERS // BATCH):
        for name, write in (("ours", ours), ("rival", rival)):
            started = time.perf_counter()
            for letter in letters:
                write(letter)
            spent[name].append(time.perf_counter() - started)
    scale = LETTERS / BATCH
    return statistics.median(spent["ours"]) * scale, statistics.median(spent["rival"]) * scale


def _peak() -> float:
    """Return the most memory held so far, in KB."""
    import resource  # noqa: PLC0415 - Windows has none

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform == "darwin" else peak


def _letter(number: int) -> Document:
    """Return a letter of two pages and an annex; each number's has words of its own."""
    told = (
        f"In the year to March {2000 + number} the service helped {312 + 7 * number} families. The notice gives "
        f"{59 + number % 9} days where the contract asks for three months, and names no reason but the budget. "
        "Nobody asked the families, their workers or Siân Ŵyn-Ŷoung, Grażyna Świątkowska or Nguyễn Thị Phượng. "
    )
    return Document(
        title=f"Letter {number}",
        author="Harbour Lights Family Trust",
        subject=f"FS/{number:04}",
        letterhead=("Harbour Lights Family Trust", "12 Quay Street, Aberporth", "Registered charity 1198765"),
        footer="Registered charity 1198765",
        blocks=(
            Lines("to", (f"Officer {number}", "Tidewater County Council", "County Hall", "SA46 0PA")),
            Paragraph("dear", (Run("Dear colleague"),)),
            Lines("subject", (f"Your notice {number} to end the Family Support contract",), bold=True),
            *(Paragraph(f"p{n}", (Run(told), Run("We ask you to withdraw it.", bold=True))) for n in range(4)),
            Heading("h", "What was agreed, and how the facts compare"),
            *(NumberedPoint(f"n{n}", n, (Run(told),)) for n in range(1, 5)),
            *(Bullet(f"b{n}", (Run("The report, the minutes and any equality evidence."),)) for n in range(3)),
            Lines("yours", ("Yours sincerely",)),
            Lines("name", ("Anwen Jones", "Chief Executive"), space_before=3),
            PageBreak("pb"),
            Table(
                "annex",
                (Column("No.", 1, Align.RIGHT), Column("Source", 4), Column("What it says", 6), Column("Days", 1)),
                tuple(
                    (str(n), f"Contract, clause {n}.{number}", "Either party may end it on three months' notice.", "90")
                    for n in range(1, 16)
                ),
                caption="The sources we rely on",
            ),
        ),
    )


def _plain_word(letter: Document) -> bytes:  # noqa: C901, PLR0912 - one case for each kind of block
    file = WordFile()
    for line in letter.letterhead:
        file.sections[0].header.add_paragraph(line)
    file.sections[0].footer.paragraphs[0].text = letter.footer
    for block in letter.blocks:
        match block:
            case Heading():
                file.add_heading(block.text, block.level)
            case Paragraph():
                paragraph = file.add_paragraph()
                for run in block.runs:
                    paragraph.add_run(run.text).bold = run.bold
            case NumberedPoint() | Bullet():
                style = "List Number" if isinstance(block, NumberedPoint) else "List Bullet"
                file.add_paragraph("".join(run.text for run in block.runs), style)
            case Lines():
                file.add_paragraph("\n".join(block.lines))
            case PageBreak():
                file.add_page_break()
            case Table():
                file.add_paragraph(block.caption, "Caption")
                table = file.add_table(1, len(block.columns), "Table Grid")
                for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
                    cell.text = column.title
                for row in block.rows:
                    for cell, text, column in zip(table.add_row().cells, row, block.columns, strict=True):
                        cell.text = text
                        if column.align is Align.RIGHT:
                            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _register_fonts() -> None:
    regular, _, bold, *_ = ui_font_files()
    pdfmetrics.registerFont(TTFont("Plain", str(regular)))
    pdfmetrics.registerFont(TTFont("Plain-Bold", str(bold)))
    pdfmetrics.registerFontFamily("Plain", normal="Plain", bold="Plain-Bold", italic="Plain", boldItalic="Plain-Bold")


class _Numbered(Canvas):
    """Keeps its pages until it knows how many there are."""

    def __init__(self, *given, foot: str, **named) -> None:
        super().__init__(*given, **{**named, "initialFontName": "Plain"})
        self._kept: list[dict] = []
        self._foot = foot

    def showPage(self) -> None:  # noqa: N802 - the library's name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for page in self._kept:
            self.__dict__.update(page)
            self.setFont("Plain", 9)
            self.drawString(25 * mm, 12 * mm, self._foot)
            self.drawRightString(185 * mm, 12 * mm, f"Page {self._pageNumber} of {len(self._kept)}")
            super().showPage()
        super().save()


_BODY = ParagraphStyle("body", fontName="Plain", fontSize=11.5, leading=16, spaceAfter=7)
_BOLD = ParagraphStyle("bold", _BODY, fontName="Plain-Bold", fontSize=15, leading=19)
_CELL = ParagraphStyle("cell", _BODY, fontSize=9.8, leading=12.8, spaceAfter=0)
_LIST = ParagraphStyle("list", _BODY, leftIndent=25)


def _plain_pdf(letter: Document) -> bytes:
    story = [Flowing(escape(line), _BODY) for line in letter.letterhead]
    for block in letter.blocks:
        match block:
            case Heading():
                story.append(Flowing(escape(block.text), _BOLD))
            case Paragraph():
                text = "".join(f"<b>{escape(r.text)}</b>" if r.bold else escape(r.text) for r in block.runs)
                story.append(Flowing(text, _BODY))
            case NumberedPoint() | Bullet():
                mark = f"{block.number}." if isinstance(block, NumberedPoint) else "•"
                story.append(Flowing(escape("".join(run.text for run in block.runs)), _LIST, bulletText=mark))
            case Lines():
                story += [Spacer(1, 16 * block.space_before), Flowing("<br/>".join(map(escape, block.lines)), _BODY)]
            case PageBreak():
                story.append(NewPage())
            case Table():
                shares = [column.share for column in block.columns]
                cells = [[Flowing(escape(c.title), _CELL) for c in block.columns]]
                cells += [[Flowing(escape(text), _CELL) for text in row] for row in block.rows]
                widths = [160 * mm * share / sum(shares) for share in shares]
                story += [Flowing(escape(block.caption), _BOLD), Grid(cells, widths, repeatRows=1)]
    stream = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 25 * mm)
    file = SimpleDocTemplate(stream, pagesize=A4, title=letter.title, author=letter.author, **margins)
    file.build(story, canvasmaker=partial(_Numbered, foot=letter.footer))
    return stream.getvalue()
