"""The letter's pages as they print, or as they were frozen when it was sent; drawn in a worker."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from charitydesk.ui.parts import button, column, label, row
from charitydesk.ui.scale import scaled
from charitydesk.ui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from charitydesk.domain.document import PageImage
    from charitydesk.errors import UserFacingError
    from charitydesk.ui.tasks import Progress, TaskRunner
    from charitydesk.ui.theme import Theme

_POINTS = 595.3
"""Width of an A4 page."""

_ZOOMS = (0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5)
_REDRAW_MS = 150
_MOST = 3.0
_PAGE_WIDTH = 820


class PagePicture(QLabel):
    """One page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._picture = QPixmap()

    def show_page(self, picture: QPixmap, number: int, count: int) -> None:
        """Show a page's picture.

        Args:
            picture: As drawn.
            number: From 1.
            count: Pages in all.
        """
        self._picture = picture
        self.setAccessibleName(f"Page {number} of {count}")
        self.setAccessibleDescription("As printed. The sheet holds the same words to read.")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page to fill its place."""
        super().paintEvent(event)
        if not self._picture.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.rect().adjusted(1, 1, -1, -1), self._picture)
            painter.end()


class _Scroller(QScrollArea):
    zoomed = Signal(int)
    resized = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        key = Qt.Key(event.key())
        if key in ends:
            bar.setValue(ends[key])
        elif key in steps and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class PreviewPane(QWidget):
    """Pages with a zoom.

    Args:
        tasks: Draws them in the render worker.
        theme: Tells when colours change.
        pages: Returns a letter's pages, drawn at so many pixels a point; called in the worker.
    """

    drawn = Signal(int)

    def __init__(
        self,
        tasks: TaskRunner,
        theme: Theme,
        pages: Callable[[int, float], Sequence[PageImage]],
    ) -> None:
        super().__init__()
        self._tasks, self._theme, self._draw_pages = tasks, theme, pages
        self._letter, self._asked, self._zoom = 0, 0, 1.0
        self._shape: tuple[int, int] = (210, 297)
        self.pictures: list[PagePicture] = []
        self.smaller = button("\N{MINUS SIGN}", partial(self.zoom_by, -1), name="Zoom out", kind="quiet")
        self.larger = button("+", partial(self.zoom_by, 1), name="Zoom in", kind="quiet")
        self.fit = button("Fit the wi&dth", partial(self.zoom_by, 0), kind="quiet")
        self.percent = label("100 %", "quiet", wrap=False)
        self.status = label("", "quiet", wrap=False)
        self._bar = row(self.smaller, self.percent, self.larger, self.fit, self.status)
        self.area = _Scroller()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("Pages of the letter as printed")
        self.area.setAccessibleDescription("Scroll with the arrows and Page Down; plus and minus zoom.")
        self.area.setWidgetResizable(True)
        self._paper = QWidget()
        self._paper.setObjectName("surface")
        self._column = column(self._paper, gap=24)
        self._column.setContentsMargins(16, 16, 16, 24)
        self.area.setWidget(self._paper)
        self.area.zoomed.connect(self.zoom_by)
        self.area.resized.connect(self._fit_pages)
        layout = column(self, gap=6)
        layout.addLayout(self._bar)
        layout.addWidget(self.area, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REDRAW_MS)
        self._timer.timeout.connect(self.draw)
        theme.changed.connect(self._dress)
        self._dress()

    def show_letter(self, letter: int) -> None:
        """Draw a letter's pages as they stand now."""
        if letter != self._letter:
            self._show_count(0)
        self._letter = letter
        self.draw()

    def forget(self) -> None:
        """Let go of the letter and its pages."""
        self._letter = 0
        self._asked += 1  # what is still being drawn comes too late
        self._show_count(0)

    def draw(self) -> None:
        """Draw the pages at the size they are shown."""
        if not self._letter:
            return
        self._asked += 1
        self.status.setText("Drawing the pages…")
        scale = min(self._page_width() * self.devicePixelRatioF() / _POINTS, _MOST)
        work = partial(_work, self._draw_pages, self._asked, self._letter, max(scale, 0.5))
        self._tasks.run(work, self._arrived, self._failed, title="Drawing the pages", pool=Pool.RENDER)

    def _failed(self, error: UserFacingError) -> None:
        self.status.setText(str(error))

    def _arrived(self, result: tuple[int, Sequence[PageImage]]) -> None:
        asked, pages = result
        if asked != self._asked:
            return
        self._show_count(len(pages))
        for number, (picture, page) in enumerate(zip(self.pictures, pages, strict=True), 1):
            image = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBX8888)
            self._shape = (page.width, page.height)
            picture.show_page(QPixmap.fromImage(image.copy()), number, len(pages))
        self._fit_pages()
        self.status.setText(f"{len(pages)} {'page' if len(pages) == 1 else 'pages'}")
        self.drawn.emit(len(pages))

    def _show_count(self, count: int) -> None:
        while len(self.pictures) > count:
            gone = self.pictures.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.pictures) < count:
            made = PagePicture()
            self.pictures.append(made)
            self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)

    def zoom_by(self, step: int) -> None:
        """Zoom in or out by a step, or fit the width with 0."""
        if step == 0:
            self._zoom = 1.0
        else:
            nearest = min(range(len(_ZOOMS)), key=lambda place: abs(_ZOOMS[place] - self._zoom))
            self._zoom = _ZOOMS[min(max(nearest + step, 0), len(_ZOOMS) - 1)]
        self.percent.setText(f"{round(self._zoom * 100)} %")
        self.smaller.setEnabled(self._zoom > _ZOOMS[0])
        self.larger.setEnabled(self._zoom < _ZOOMS[-1])
        self._fit_pages()
        self._timer.start()

    def _page_width(self) -> int:
        room = max(120, self.area.viewport().width() - 32)
        return round(min(room, scaled(_PAGE_WIDTH)) * self._zoom)

    def _fit_pages(self) -> None:
        width = self._page_width()
        size = QSize(width, round(width * self._shape[1] / self._shape[0]))
        if self.pictures and self.pictures[0].size() != size:
            for picture in self.pictures:
                picture.setFixedSize(size)
            if not self._timer.isActive() and self.isVisible():
                self._timer.start()

    def _dress(self, _tokens: object = None) -> None:
        tokens = self._theme.tokens
        self.area.setStyleSheet(
            f"QWidget#surface, QScrollArea {{ background: {tokens.sunken}; }}"
            f" QLabel#page {{ border: 1px solid {tokens.line}; }}"
            f" QScrollArea:focus {{ border: 2px solid {tokens.accent}; }}"
        )


def _work(
    pages: Callable[[int, float], Sequence[PageImage]], asked: int, letter: int, scale: float, _progress: Progress
) -> tuple[int, Sequence[PageImage]]:
    return asked, pages(letter, scale)
