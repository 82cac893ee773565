"""One letter: its sheet or its printed pages, and beside them checks, citations, sources, details and sending."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QWidget,
)

from charitydesk.domain.ids import LetterId
from charitydesk.presentation import letter_edits
from charitydesk.presentation.badges import DRAFT
from charitydesk.presentation.letter_jumps import Place
from charitydesk.presentation.letter_list import standing
from charitydesk.presentation.letter_record import is_frozen, stop_count
from charitydesk.presentation.letter_sheet import Kind, leaves
from charitydesk.ui.letters.citations import CitationsPanel
from charitydesk.ui.letters.details import DetailsPanel
from charitydesk.ui.letters.panels import ChecksPanel, SourcesPanel
from charitydesk.ui.letters.pieces import Act
from charitydesk.ui.letters.preview import PreviewPane
from charitydesk.ui.letters.sending import SendingPanel
from charitydesk.ui.letters.sheet import SheetView
from charitydesk.ui.parts import button, column, row
from charitydesk.ui.scale import scaled
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from charitydesk.domain.letters import LetterOptions
    from charitydesk.presentation.letter_jumps import Jump
    from charitydesk.services.bundle import Services
    from charitydesk.services.letters import LetterView
    from charitydesk.ui.letters.pieces import Gesture
    from charitydesk.ui.pages import PageContext

SHEET, PAGES, BESIDE = 0, 1, 2
PANEL_WIDTH, NARROW = 392, 860
_SAVE_MS, _SETTLE_MS = 700, 300


class LetterEditor(QWidget):
    """An open letter. `closed` asks for the list again; `jumped` leads to another room; `shown` tells the letter."""

    closed = Signal()
    jumped = Signal(object)
    shown = Signal(object)

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__()
        self._services, self._context = services, context
        self.view: LetterView | None = None
        self.sheet = SheetView(context.theme)
        self.preview = PreviewPane(context.tasks, context.theme, self._draw_pages)
        self.checks, self.citations, self.sources = ChecksPanel(), CitationsPanel(), SourcesPanel()
        self.details = DetailsPanel(context.clock.today, services.letters.tone_words)
        self.sending = SendingPanel(context.clock.today)
        self.tabs = QTabWidget()
        self._build_tabs()
        self._badge = StatusBadge(DRAFT)
        self._ways = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._side = QWidget()
        self._build()
        self._connect()
        self._typing = _single_shot(self, _SAVE_MS, self._save_typed)
        self._settling = _single_shot(self, _SETTLE_MS, self._show_panels)

    def _draw_pages(self, letter: int, scale: float) -> Any:
        return self._services.letter_files.pages(LetterId(letter), scale)

    def _build_tabs(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        bar = self.tabs.tabBar()
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setExpanding(False)
        bar.setDrawBase(False)
        bar.setAccessibleName("Beside the letter")
        for panel, words in zip(self._panels(), _TABS, strict=True):
            self.tabs.addTab(panel, words)

    def _panels(self) -> tuple[QWidget, ...]:
        return self.checks, self.citations, self.sources, self.details, self.sending

    def _build(self) -> None:
        self.back = button("All &letters", self.close_letter, kind="quiet", icon="back", name="Back to all letters")
        self.ways = [_way(words, name) for words, name in _WAYS]
        for place, way in enumerate(self.ways):
            self._ways.addButton(way, place)
        self.ways[SHEET].setChecked(True)
        bar = row(self.back, *self.ways, gap=8)
        bar.addWidget(self._badge)
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self.preview)
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        frame = QFrame()
        frame.setObjectName("panel")
        inside = column(frame)
        inside.addWidget(self._stack)
        side = column(self._side)
        side.addWidget(self.tabs)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(25)
        self._splitter.addWidget(frame)
        self._splitter.addWidget(self._side)
        self._splitter.setStretchFactor(0, 1)
        layout = column(self, gap=10)
        layout.addLayout(bar)
        layout.addWidget(self._splitter, 1)
        self._main = frame

    def _connect(self) -> None:
        self._ways.idClicked.connect(self.show_way)
        self.sheet.wanted.connect(self._act)
        self.sheet.typed.connect(self._typed)
        self.sheet.stood.connect(self._stood)
        for panel in (self.checks, self.citations, self.sources):
            panel.jumped.connect(self.jump)
        self.citations.ticked.connect(self._tick)
        self.citations.wanted.connect(self._cite)
        self.citations.overridden.connect(self._override)
        self.details.changed.connect(self._detail)

    def show_letter(self, letter_id: LetterId) -> None:
        """Open a letter; a sent one opens on its pages."""
        self.finish_typing()
        view = self._services.letters.open(letter_id)
        fresh = self.view is None or self.view.record.id != letter_id
        if fresh:
            self.sheet.begin()
            self.preview.forget()
            self.details.forget()
        self.show_view(view)
        if fresh:
            self._show_first()

    def _show_first(self) -> None:
        frozen = self.view is not None and is_frozen(self.view)
        for place in range(4):
            self.tabs.setTabVisible(place, not frozen)
        self.tabs.setCurrentIndex(4 if frozen else 0)
        self.ways[SHEET].setText("&Read" if frozen else "Wri&te")
        self.ways[SHEET].setAccessibleName("Read the letter" if frozen else "Write the letter")
        self.ways[PAGES].setText("As &sent" if frozen else "As pr&inted")
        self.show_way(PAGES if frozen else SHEET)
        for area in (self.sheet, self.checks, self.citations, self.sources, self.details, self.sending):
            area.verticalScrollBar().setValue(0)

    def show_view(self, view: LetterView) -> None:
        """Show the letter as it now stands, and keep the keyboard where it is."""
        before, self.view = self.view, view
        held = self.isAncestorOf(_focus())
        if before == view and not is_frozen(view):
            # The news of one's own change has shown it already; of a frozen letter the files may have changed.
            self._badge.set_badge(standing(view.record, self._context.clock.today()))
            self.shown.emit(view)
            return
        self.sheet.show_leaves(leaves(view), frozen=is_frozen(view))
        self._badge.set_badge(standing(view.record, self._context.clock.today()))
        if before is not None and is_frozen(before) != is_frozen(view) and before.record.id == view.record.id:
            self._show_first()
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._show_panels()
        else:
            # A button under the pressed mouse must not be drawn afresh before it is let go.
            self._settling.start()
        if self._stack.currentIndex() == PAGES and (before is None or before.document != view.document):
            self.preview.show_letter(view.record.id)
        if held and not self.isAncestorOf(_focus()):
            # What had the keyboard is gone, as *Mark as sent* is once a letter has gone.
            self.sending.focus_send()
            if not self.isAncestorOf(_focus()):
                self.back.setFocus()
        self.shown.emit(view)

    def _show_panels(self) -> None:
        if (view := self.view) is None:
            return
        self.checks.show_view(view)
        self.citations.show_view(view, view.not_offered)
        self.details.show_view(view)
        files = self._services.letter_files
        kept = [(file, files.still_as_sent(file)) for file in view.files if file.frozen]
        self.sending.show_view(view, kept)
        self._stood(self.sheet.current())
        stops = stop_count(view)
        self.tabs.setTabText(0, f"Checks ({stops})" if stops else "Checks")
        self.tabs.setTabText(4, "Sent" if is_frozen(view) else "Send")

    def refresh(self) -> None:
        """Draw the letter up again from the record; words being typed stay."""
        if self.view is not None:
            self.show_view(self._services.letters.open(self.view.record.id))

    def close_letter(self) -> None:
        """Go back to the list."""
        self.finish_typing()
        self.view = None
        self.closed.emit()

    def show_way(self, way: int) -> None:
        """Show the sheet, the printed pages, or on a narrow page what stands beside them."""
        self.ways[way].setChecked(True)
        if way != BESIDE:
            self._stack.setCurrentIndex(way)
        if way == PAGES and self.view is not None:
            self.finish_typing()
            self.preview.show_letter(self.view.record.id)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between side by side and taking turns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < scaled(NARROW)
        beside = self.ways[BESIDE].isChecked()
        self.ways[BESIDE].setVisible(narrow)
        if beside and not narrow:
            self.ways[self._stack.currentIndex()].setChecked(True)
            beside = False
        alone = self._stack.currentIndex() == PAGES and self.view is not None and not is_frozen(self.view)
        self._main.setVisible(not beside)
        self._side.setVisible(beside or not (narrow or alone))
        if not narrow:
            width = scaled(PANEL_WIDTH)
            self._splitter.setSizes([max(1, self._splitter.width() - width), width])

    def _act(self, gesture: Gesture) -> None:
        view = self.view
        piece = self.sheet.view_of(gesture.key)
        if view is None or piece is None:
            return
        block = letter_edits.block_of(view.draft, gesture.key)
        options = view.draft.options
        match gesture.act:
            case Act.OPEN if piece.piece.kind is Kind.GONE:
                self._save(letter_edits.put_back(options, gesture.key), "Put words back into a letter")
            case Act.OPEN if piece.piece.opens:
                self._open_elsewhere(piece.piece.opens)
            case Act.OPEN:
                self.sheet.edit(gesture.key)
            case Act.DONE:
                self.finish_typing(keep_focus=piece.editor is not None and piece.isAncestorOf(_focus()))
            case Act.PUT_BACK:
                self.sheet.leave(keep_focus=True)
                self._typing.stop()
                self._save(letter_edits.put_back(options, gesture.key), "Put words back into a letter")
                self.sheet.stand_on(gesture.key)
            case Act.KEEP_MINE if block is not None:
                self.finish_typing()
                self._save(letter_edits.keep_mine(self._options(), block), "Kept own words in a letter")
            case Act.TAKE_OUT if block is not None and block.grid is None:
                self._typing.stop()
                self.sheet.leave(keep_focus=False)
                self._save(letter_edits.take_out(options, block), "Took a paragraph out of a letter")
                self.sheet.stand_on(gesture.key)
                self._context.shell.notify("Taken out of the letter.", undo=True)
            case Act.ADD_AFTER if block is not None and not block.annex:
                self.finish_typing()
                changed, key = letter_edits.add_after(self._options(), gesture.key)
                self._save(changed, "Added a paragraph to a letter")
                self.sheet.edit(key)
            case _:
                pass

    def _options(self) -> LetterOptions:
        assert self.view is not None  # noqa: S101 - asked only while a letter is open
        return self.view.draft.options

    def _open_elsewhere(self, place: str) -> None:
        if place == "settings":
            self._context.shell.go("settings")
        else:
            self.show_tab(3)
            self.details.focus_field(place)

    def _typed(self, _key: str) -> None:
        self._typing.start()

    def _save_typed(self) -> None:
        """Save what is being typed, and leave it open."""
        self._typing.stop()
        text, view = self.sheet.typed_text(), self.view
        if text is None or view is None:
            return
        block = letter_edits.block_of(view.draft, self.sheet.editing)
        if block is not None and text != block.text.strip():
            self._save(letter_edits.write(view.draft.options, block, text), "Edited a letter")

    def finish_typing(self, *, keep_focus: bool = False) -> None:
        """Save what is being typed and show it as it prints; an own paragraph left empty goes."""
        key = self.sheet.editing
        self._save_typed()
        self.sheet.leave(keep_focus=keep_focus)
        block = letter_edits.block_of(self.view.draft, key) if self.view is not None and key else None
        if block is not None and block.added and not block.text.strip():
            self._save(letter_edits.take_out(self._options(), block), "Added a paragraph to a letter")
        if self.details.is_typing():
            self.details.save_now()

    def _save(self, options: LetterOptions, what: str) -> None:
        if self.view is not None and options != self.view.draft.options:
            self.show_view(self._services.letters.save(self.view.record.id, options, what))

    def _detail(self, touched: dict[str, Any]) -> None:
        if self.view is not None:
            self._save(replace(self._options(), **touched), "Changed a letter's details")

    def _tick(self, provision: str, checked: bool) -> None:
        self._save(letter_edits.tick(self._options(), provision, checked=checked), "Checked a source of a letter")

    def _cite(self, provision: str, wanted: bool) -> None:
        self._save(letter_edits.cite(self._options(), provision, wanted=wanted), "Chose the sources of a letter")

    def _override(self, provision: str, reason: str) -> None:
        if self.view is not None:
            self.show_view(self._services.letters.override(self.view.record.id, provision, reason))

    def _stood(self, key: str) -> None:
        if self.view is not None:
            piece = self.sheet.view_of(key)
            self.sources.show_piece(self.view, piece.piece if piece is not None else None)

    def show_tab(self, place: int) -> None:
        """Show a tab, on a narrow page in place of the sheet."""
        self.tabs.setCurrentIndex(place)
        if not self.ways[BESIDE].isHidden():
            self.show_way(BESIDE)
        elif self._side.isHidden():
            self.show_way(SHEET)

    def jump(self, jump: Jump) -> None:
        """Go where a check or a source leads, within the letter or to another room."""
        if jump.place is Place.BLOCK:
            self.show_way(SHEET)
            self.sheet.stand_on(jump.ref)
        elif jump.place is Place.CITATION:
            self.show_tab(1)
            if not self.citations.focus_on(f"tick:{jump.ref}"):
                self.citations.focus_on(f"drop:{jump.ref}")
        elif jump.place is Place.DETAILS:
            self.show_tab(3)
            self.details.focus_field(jump.ref)
        else:
            self.finish_typing()
            self.jumped.emit(jump)


_TABS = ("Checks", "Citations", "Sources", "Details", "Send")
_WAYS = (
    ("Wri&te", "Write the letter"),
    ("As pr&inted", "The letter as printed"),
    ("&Beside it", "Checks, citations, sources, details and sending"),
)


def _way(words: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setCheckable(True)
    made.setProperty("kind", "choice")
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _single_shot(owner: QWidget, after_ms: int, call: Any) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(call)
    return timer


def _focus() -> QWidget:
    return QApplication.focusWidget() or QWidget()
