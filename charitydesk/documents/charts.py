"""Draws a chart once: as SVG for the window, as a PDF page, or as a picture for letters and statements.

Funded cost is a hollow bar and unfunded cost a full one, with the sums beside them: it reads in black and white.
"""

# The drawing library carries few types, and those of its shapes name the look of a shape wrongly.
# pyright: reportArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportMissingTypeArgument=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from charitydesk.documents.fonts import UI_FAMILY, ui_font_files
from charitydesk.documents.previews import png, render_pages
from charitydesk.domain.money import pounds

if TYPE_CHECKING:
    from charitydesk.domain.charts import Bar, Chart

WIDTH = 480
"""Points: the width of a page's text."""

_FACE = "CharityDeskChart"
_ROW, _BAR, _TOP, _FOOT = 26, 14, 8, 22
_LABELS, _SUMS = 150, 120
_INK, _FULL, _RULE = HexColor("#1c1c1c"), HexColor("#2f4b6e"), HexColor("#8a8a8a")
_SIZE, _LEAD = 9.5, 11


def _face() -> str:
    if _FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FACE, str(ui_font_files()[0])))
    return _FACE


def drawing_of(chart: Chart) -> Any:
    """Return the chart's one drawing.

    Args:
        chart: What to draw.
    """
    face = _face()
    height = _TOP + _ROW * len(chart.bars) + _FOOT
    drawing = Drawing(WIDTH, height)
    room = WIDTH - _LABELS - _SUMS
    longest = max((bar.total for bar in chart.bars), default=1)
    for place, bar in enumerate(chart.bars):
        _draw_bar(drawing, bar, height - _TOP - _ROW * (place + 1), room / longest, face)
    drawing.add(Line(_LABELS, _FOOT, _LABELS, height - _TOP, strokeColor=_RULE, strokeWidth=0.6))
    drawing.add(Rect(_LABELS, 6, 9, 9, fillColor=_FULL, strokeColor=_INK, strokeWidth=0.6))
    drawing.add(_text(_LABELS + 13, 7, "unfunded", face))
    drawing.add(Rect(_LABELS + 75, 6, 9, 9, fillColor=None, strokeColor=_INK, strokeWidth=0.6))
    drawing.add(_text(_LABELS + 88, 7, "funded", face))
    return drawing


def _draw_bar(drawing: Any, bar: Bar, y: float, scale: float, face: str) -> None:
    full, hollow = bar.unfunded * scale, bar.funded * scale
    lines = _fitting(bar.label, face)
    for place, words in enumerate(lines):
        drawing.add(_text(_LABELS - 6, y + 4 + _LEAD * ((len(lines) - 1) / 2 - place), words, face, "end"))
    if full:
        drawing.add(Rect(_LABELS, y, full, _BAR, fillColor=_FULL, strokeColor=_INK, strokeWidth=0.6))
    if hollow:
        drawing.add(Rect(_LABELS + full, y, hollow, _BAR, fillColor=None, strokeColor=_INK, strokeWidth=0.6))
    whole = f" of {pounds(bar.total)}" if bar.funded else ""
    drawing.add(_text(_LABELS + full + hollow + 6, y + 4, f"{pounds(bar.unfunded)}{whole}", face))


def _text(x: float, y: float, words: str, face: str, anchor: str = "start") -> Any:
    return String(x, y, words, fontName=face, fontSize=_SIZE, fillColor=_INK, textAnchor=anchor)


def _fits(words: str, face: str) -> bool:
    return pdfmetrics.stringWidth(words, face, _SIZE) <= _LABELS - 10


def _fitting(words: str, face: str) -> tuple[str, ...]:
    """Return a label in one line or two, cut to its column with a mark where it was cut."""
    if _fits(words, face):
        return (words,)
    parts = words.split()
    count = next((n for n in range(len(parts), 0, -1) if _fits(" ".join(parts[:n]), face)), 0)
    first, rest = " ".join(parts[:count]), " ".join(parts[count:])
    if rest and not _fits(rest, face):
        while rest and not _fits(f"{rest}…", face):
            rest = rest[:-1]
        rest = f"{rest.rstrip()}…"
    return tuple(line for line in (first, rest) if line)


def chart_svg(chart: Chart) -> str:
    """Return the chart as SVG in the window's own font.

    Args:
        chart: What to draw.
    """
    drawn = renderSVG.drawToString(drawing_of(chart))
    return str(drawn).replace(_FACE, UI_FAMILY)


def chart_pdf(chart: Chart) -> bytes:
    """Return the chart as a page of PDF, in vectors.

    Args:
        chart: What to draw.
    """
    drawn: Any = renderPDF.drawToString(drawing_of(chart), chart.title)
    return drawn


def chart_png(chart: Chart, scale: float = 3.0) -> bytes:
    """Return the chart as a picture.

    Args:
        chart: What to draw.
        scale: Pixels a point.
    """
    return png(render_pages(chart_pdf(chart), scale)[0])
