"""One piece of the sheet: read as it prints, opened to type in, with its conflict beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from charitydesk.presentation.letter_sheet import Kind, Whose, row_words, shortened, table_words
from charitydesk.ui import icons
from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.fields import LongTextField
from charitydesk.ui.letters.paper import GUTTER, paper_words
from charitydesk.ui.measured import MeasuredLabel
from charitydesk.ui.parts import button, clear, column, row
from charitydesk.ui.scale import limit_width, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent

    from charitydesk.domain.letters import Grid
    from charitydesk.presentation.letter_sheet import Piece
    from charitydesk.ui.tokens import Tokens

_NUMBER = 34
_UNBOUNDED = 16_000


class Act(StrEnum):
    """What a person does to a piece."""

    FOCUS = "focus"
    OPEN = "open"
    DONE = "done"
    UP = "up"
    DOWN = "down"
    FIRST = "first"
    LAST = "last"
    TYPED = "typed"
    TAKE_OUT = "take-out"
    PUT_BACK = "put-back"
    ADD_AFTER = "add-after"
    KEEP_MINE = "keep-mine"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Gesture:
    """What was done to which piece."""

    key: str
    act: Act


_KEYS = {
    Qt.Key.Key_Return: Act.OPEN,
    Qt.Key.Key_Enter: Act.OPEN,
    Qt.Key.Key_F2: Act.OPEN,
    Qt.Key.Key_Up: Act.UP,
    Qt.Key.Key_Down: Act.DOWN,
    Qt.Key.Key_Home: Act.FIRST,
    Qt.Key.Key_End: Act.LAST,
    Qt.Key.Key_Delete: Act.TAKE_OUT,
}


class Stop(QFrame):
    """A stop of the keyboard on the sheet; arrows move between stops, and Tab leaves the sheet.

    Args:
        key: The piece's key; a table's rows share theirs.
    """

    gesture = Signal(object)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setObjectName("piece")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def do(self, act: Act) -> None:
        """Tell what was done to this piece."""
        self.gesture.emit(Gesture(self.key, act))

    def sizeHint(self) -> QSize:
        """Return nothing: its height follows from its width, and Qt's own guess lays all of it out for another one."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """Return nothing: lines break wherever they must."""
        return QSize(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, move, take out or add, by keyboard."""
        act = _KEYS.get(Qt.Key(event.key()))
        if act is Act.OPEN and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            act = Act.ADD_AFTER
        if act is None or not self.hasFocus():
            super().keyPressEvent(event)
        else:
            self.do(act)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with a click."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.do(Act.OPEN)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done here."""
        event.accept()
        self.do(Act.MENU)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard stands here."""
        super().focusInEvent(event)
        self.do(Act.FOCUS)


class SheetText(MeasuredLabel):
    """Words on the paper, as typed, with blanks set off."""

    def __init__(self, text: str, look: str, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("print", look)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.words = text
        self.setText(paper_words(text, tokens))
        self.setAccessibleName(text)


class PieceView(Stop):
    """A piece of the sheet.

    Args:
        piece: What it shows.
        tokens: The paper's colours.
        frozen: The letter was sent: nothing opens.
    """

    def __init__(self, piece: Piece, tokens: Tokens, *, frozen: bool = False) -> None:
        super().__init__(piece.key)
        self.piece = piece
        self._tokens, self._frozen = tokens, frozen
        self.editor: LongTextField | None = None
        self.rows: list[Stop] = []
        self._outer: QVBoxLayout = column(self)
        self._layout: QVBoxLayout = column(gap=4)
        self._build()

    def set_piece(self, piece: Piece, tokens: Tokens, *, frozen: bool) -> None:
        """Show a changed piece; words being typed are left alone."""
        if (piece, tokens, frozen) == (self.piece, self._tokens, self._frozen):
            return
        typing = self.editor is not None and piece.conflict == self.piece.conflict
        self.piece, self._tokens, self._frozen = piece, tokens, frozen
        if typing:
            return
        if self.editor is not None:
            self._rebuild_under_editor()
            return
        self._build()

    def stops(self) -> list[Stop]:
        """Return where the keyboard can stand: each row of a table, else the piece itself."""
        return self.rows or [self]

    def begin_edit(self) -> None:
        """Open the piece to type in."""
        if self.editor is not None:
            self.editor.setFocus()
            return
        self.editor = LongTextField(self.piece.text, lines=1, most=40)
        limit_width(self.editor, _UNBOUNDED)
        self.editor.setAccessibleName(f"Edit: {shortened(self.piece.spoken)}")
        self.editor.setAccessibleDescription("Everything is saved as you type. Press Escape when you are done.")
        self.editor.installEventFilter(self)
        self._build()
        self._give_keyboard()
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.changed.connect(partial(self.do, Act.TYPED))

    def end_edit(self) -> None:
        """Show the words as they print again."""
        if self.editor is not None:
            self.editor = None
            self._build()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the editor with Escape, add a paragraph with Ctrl+Enter."""
        if watched is self.editor and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.do(Act.DONE)
                return True
            entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.do(Act.ADD_AFTER)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        piece = self.piece
        if self.editor is not None:
            self.editor.setParent(None)
        # Filled while hidden and shown once: each widget shown by itself would lay the whole window out again.
        clear(self._outer)
        holder = QWidget()
        self._layout = column(holder, gap=4)
        self.rows = []
        self.setProperty("gone", "true" if piece.kind is Kind.GONE else "false")
        opens = not self._frozen and (piece.editable or bool(piece.opens) or piece.kind is Kind.GONE)
        self.setProperty("open", "can" if opens and self.editor is None else "no")
        self.setCursor(_cursor(piece, opens=opens))
        self.setAccessibleName(piece.spoken)
        self.setAccessibleDescription("Sent and frozen." if self._frozen else piece.hint)
        self.setToolTip("" if self._frozen or self.editor is not None else piece.hint)
        above, below = _AIR.get(piece.kind, (2, 3))
        self._outer.setContentsMargins(2, above, 2, below)
        if self.editor is not None:
            self._layout.addLayout(self._with_gutter(self.editor))
            self._layout.addLayout(self._with_gutter(self._tools()))
        elif piece.kind is Kind.TABLE and piece.grid is not None:
            self._show_grid(piece.grid)
        else:
            self._layout.addLayout(
                self._with_gutter(
                    self._words(), mark=piece.whose is not Whose.GENERATED and piece.kind is not Kind.GONE
                )
            )
        if piece.conflict is not None and not self._frozen:
            self._layout.addLayout(self._with_gutter(self._conflict(piece.conflict)))
        self._outer.addWidget(holder)
        if self.isVisible():
            holder.show()
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            # What has no place yet is dressed once, when it is shown in its place.
            style = self.style()
            style.unpolish(self)
            style.polish(self)

    def _rebuild_under_editor(self) -> None:
        typing = self.editor is not None and self.editor.hasFocus()
        self._build()
        if typing:
            self._give_keyboard()

    def _give_keyboard(self) -> None:
        """Give the editor the keyboard; Qt would show it only later, and what is hidden cannot take it."""
        if self.editor is not None:
            self.editor.show()
            self.editor.setFocus()

    def _with_gutter(self, widget: QWidget, *, mark: bool = False, width: int = 0) -> QVBoxLayout:
        gutter = QLabel()
        gutter.setFixedWidth(width or scaled(GUTTER))
        if mark:
            side = scaled(14)
            gutter.setPixmap(icons.pixmap("edit", self._tokens.accent, side, self.devicePixelRatioF()))
            gutter.setAccessibleName("Your own words")
            gutter.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            gutter.setContentsMargins(0, 4, 0, 0)
        across = row(gutter, gap=0, stretch=False)
        across.addWidget(widget, 1)
        holder = column(gap=0)
        holder.addLayout(across)
        return holder

    def _words(self) -> QWidget:
        piece = self.piece
        if piece.kind is Kind.LETTERHEAD:
            return self._letterhead()
        if piece.kind in {Kind.POINT, Kind.BULLET}:
            return self._beside(f"{piece.number}." if piece.kind is Kind.POINT else "•", piece.text)
        if piece.kind is Kind.GONE:
            return SheetText(f"Taken out: “{shortened(piece.text, 70)}” Put it back", "gone", self._tokens)
        if not piece.text:
            return SheetText("New paragraph: write it here.", "gone", self._tokens)
        heading = "heading1" if piece.level == 1 else "heading2"
        look = {Kind.HEADING: heading, Kind.SUBJECT: "strong"}.get(piece.kind, "body")
        return SheetText(piece.text, look, self._tokens)

    def _letterhead(self) -> QWidget:
        made = QWidget()
        inside = column(made, gap=1)
        name, _, rest = self.piece.text.partition("\n")
        inside.addWidget(SheetText(name, "name", self._tokens))
        if rest:
            inside.addWidget(SheetText(rest, "contact", self._tokens))
        inside.addSpacing(6)
        line = QFrame()
        line.setObjectName("accentrule")
        inside.addWidget(line)
        return made

    def _beside(self, mark: str, text: str) -> QWidget:
        made = QWidget()
        number = SheetText(mark, "body", self._tokens)
        number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        number.setFixedWidth(scaled(_NUMBER))
        across = row(gap=0, stretch=False)
        made.setLayout(across)
        across.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(SheetText(text, "body", self._tokens), 1)
        return made

    def _show_grid(self, grid: Grid) -> None:
        self._layout.setSpacing(0)
        if grid.caption:
            self._layout.addLayout(self._with_gutter(SheetText(grid.caption, "head", self._tokens)))
        head = [column_.title for column_ in grid.columns]
        self._layout.addLayout(self._with_gutter(self._cells(grid, head, "head")))
        for place, cells in enumerate(grid.rows):
            line = QFrame()
            line.setObjectName("quietrule" if place else "accentrule")
            under = column()
            under.setContentsMargins(scaled(GUTTER), 0, 0, 0)
            under.addWidget(line)
            self._layout.addLayout(under)
            stop = Stop(self.key)
            inside = column(stop)
            inside.setContentsMargins(0, 2, 0, 2)
            inside.addLayout(self._with_gutter(self._cells(grid, cells, "cell"), width=scaled(GUTTER) - 2))
            stop.setAccessibleName(row_words(grid, place))
            stop.setAccessibleDescription(f"Row {place + 1} of {len(grid.rows)}. {table_words(grid)}")
            stop.setToolTip("")
            stop.gesture.connect(self.gesture)
            self.rows.append(stop)
            self._layout.addWidget(stop)

    def _cells(self, grid: Grid, cells: tuple[str, ...] | list[str], look: str) -> QWidget:
        made = QWidget()
        across = row(gap=14, stretch=False)
        across.setContentsMargins(0, 4, 0, 4)
        made.setLayout(across)
        for column_, cell in zip(grid.columns, cells, strict=True):
            words = SheetText(cell, look, self._tokens)
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            across.addWidget(words, column_.share)
        return made

    def _tools(self) -> QWidget:
        tools = [button("Done (Esc)", partial(self.do, Act.DONE))]
        if self.piece.whose is Whose.EDITED:
            tools.append(button("Put the generated words back", partial(self.do, Act.PUT_BACK)))
        if self.piece.kind is not Kind.HEADING:
            tools.append(button("Take it out", partial(self.do, Act.TAKE_OUT)))
        if not self.piece.annex:
            tools.append(button("Paragraph after", partial(self.do, Act.ADD_AFTER)))
        return ButtonRow(*tools)

    def _conflict(self, new: str) -> QWidget:
        box = QFrame()
        box.setObjectName("conflict")
        inside = column(box, gap=6)
        inside.setContentsMargins(12, 8, 12, 10)
        inside.addWidget(SheetText("The facts changed under your words. They would now say:", "strong", self._tokens))
        inside.addWidget(SheetText(new, "aside", self._tokens))
        about = shortened(self.piece.text, 40)
        keep = button("Keep mine", partial(self.do, Act.KEEP_MINE), name=f"Keep mine: {about}")
        take = button("Take the new", partial(self.do, Act.PUT_BACK), name=f"Take the new: {shortened(new, 40)}")
        inside.addWidget(ButtonRow(keep, take))
        return box


_AIR = {
    Kind.LETTERHEAD: (0, 14),
    Kind.LINES: (5, 8),
    Kind.SUBJECT: (5, 8),
    Kind.HEADING: (12, 2),
    Kind.PARAGRAPH: (3, 6),
    Kind.TABLE: (4, 10),
    Kind.GONE: (3, 4),
}


def _cursor(piece: Piece, *, opens: bool) -> Qt.CursorShape:
    if not opens:
        return Qt.CursorShape.ArrowCursor
    return Qt.CursorShape.IBeamCursor if piece.editable else Qt.CursorShape.PointingHandCursor
