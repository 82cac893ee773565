"""The letter on its sheets, with one stop of the keyboard at a time; what is done is told, never decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QScrollArea, QWidget

from charitydesk.presentation.letter_sheet import Kind, Whose
from charitydesk.ui.letters.paper import LeafFrame, Surface, paper_tokens
from charitydesk.ui.letters.pieces import Act, Gesture, PieceView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.presentation.letter_sheet import Leaf, Piece
    from charitydesk.ui.letters.pieces import Stop
    from charitydesk.ui.theme import Theme

_MOVES = {Act.UP: -1, Act.DOWN: 1}


class SheetView(QScrollArea):
    """The sheets.

    `wanted` tells a `Gesture` that changes the letter or opens something; `stood` tells the key the keyboard stands on.
    """

    wanted = Signal(object)
    stood = Signal(str)
    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._leaves: tuple[Leaf, ...] = ()
        self._frozen = False
        self._views: dict[str, PieceView] = {}
        self._frames: list[LeafFrame] = []
        self._current = ""
        self._row = 0
        self.editing = ""
        self._surface = Surface()
        self.setWidget(self._surface)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The letter as it will print")
        theme.changed.connect(self._dress)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self._paint()

    def show_leaves(self, leaves: Sequence[Leaf], *, frozen: bool) -> None:
        """Show a letter; what did not change stays as it is, and so do the keyboard's place and words being typed."""
        self._leaves, self._frozen = tuple(leaves), frozen
        tokens = paper_tokens(self._theme.tokens)
        pieces = {piece.key: piece for leaf in leaves for piece in leaf.pieces}
        for key, piece in pieces.items():
            if key in self._views:
                self._views[key].set_piece(piece, tokens, frozen=frozen)
            else:
                view = self._views[key] = PieceView(piece, tokens, frozen=frozen)
                view.gesture.connect(self._heard)
        frames = {frame.key: frame for frame in self._frames}
        self._frames = [frames.get(leaf.key) or LeafFrame(leaf.key) for leaf in leaves]
        for frame, leaf in zip(self._frames, leaves, strict=True):
            frame.show_pieces(leaf, [self._views[piece.key] for piece in leaf.pieces])
        self._surface.show_leaves(self._frames)
        self._forget(pieces)
        self._chain()
        self._keep_one_stop()

    def _forget(self, pieces: dict[str, Piece]) -> None:
        order = list(self._views)
        for key in [key for key in order if key not in pieces]:
            view = self._views.pop(key)
            if self.editing == key:
                self.editing = ""
            view.hide()
            view.deleteLater()
        if self._current not in self._views:
            self._current, self._row = next(iter(pieces), ""), 0

    def _chain(self) -> None:
        """Let Tab follow the printed order."""
        before: QWidget | None = None
        for stop in self._stops():
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop

    def _stops(self) -> list[Stop]:
        pieces = [piece for leaf in self._leaves for piece in leaf.pieces]
        return [stop for piece in pieces for stop in self._views[piece.key].stops()]

    def _keep_one_stop(self) -> None:
        """Let Tab reach the current stop alone; arrows reach the others."""
        for view in self._views.values():
            view.setFocusPolicy(Qt.FocusPolicy.ClickFocus if not view.rows else Qt.FocusPolicy.NoFocus)
            for stop in view.rows:
                stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if (stop := self._stop()) is not None:
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _stop(self) -> Stop | None:
        view = self._views.get(self._current)
        if view is None:
            return None
        stops = view.stops()
        return stops[min(self._row, len(stops) - 1)]

    def begin(self) -> None:
        """Stand at the beginning of the letter that is shown next."""
        self._current, self._row = "", 0

    def current(self) -> str:
        """Return the key of the piece the keyboard stands on."""
        return self._current

    def view_of(self, key: str) -> PieceView | None:
        """Return a piece's widget, or None."""
        return self._views.get(key)

    def keys(self) -> list[str]:
        """Return the pieces' keys in printed order."""
        return [piece.key for leaf in self._leaves for piece in leaf.pieces]

    def stand_on(self, key: str) -> None:
        """Move the keyboard to a piece and bring it into view."""
        if key in self._views:
            self._current, self._row = key, 0
            self._take_keyboard()

    def _take_keyboard(self) -> None:
        self._keep_one_stop()
        if (stop := self._stop()) is not None:
            stop.show()
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            self.stood.emit(self._current)
            self._reveal()
            QTimer.singleShot(0, self._reveal)

    def _reveal(self) -> None:
        """Bring the current stop into view; once more when what was added has found its place."""
        if (stop := self._stop()) is not None:
            view = self._views[self._current]
            self.ensureWidgetVisible(view if self.editing else stop, 0, 60)

    def edit(self, key: str) -> None:
        """Open a piece to type in."""
        view = self._views.get(key)
        if view is None or not view.piece.editable or self._frozen:
            return
        self._current, self._row, self.editing = key, 0, key
        view.begin_edit()
        self._keep_one_stop()
        QTimer.singleShot(0, self._reveal)
        self.stood.emit(key)

    def typed_text(self) -> str | None:
        """Return the words being typed, or None."""
        view = self._views.get(self.editing)
        return view.editor.value() if view is not None and view.editor is not None else None

    def leave(self, *, keep_focus: bool) -> None:
        """Close the piece being typed in.

        Args:
            keep_focus: Put the keyboard on the piece itself.
        """
        key, self.editing = self.editing, ""
        if (view := self._views.get(key)) is not None:
            view.end_edit()
            if keep_focus:
                self.stand_on(key)

    def _heard(self, gesture: Gesture) -> None:
        if gesture.key not in self._views:
            return  # hidden with the letter it belonged to, it passed the keyboard on within itself
        match gesture.act:
            case Act.FOCUS:
                self._stood_on(gesture.key)
            case Act.UP | Act.DOWN:
                self._step(_MOVES[gesture.act])
            case Act.FIRST | Act.LAST:
                keys = self.keys()
                self.stand_on(keys[0] if gesture.act is Act.FIRST else keys[-1])
            case Act.MENU:
                self._menu(gesture.key)
            case Act.TYPED:
                self.typed.emit(gesture.key)
            case _:
                if not self._frozen:
                    self.wanted.emit(gesture)

    def _stood_on(self, key: str) -> None:
        stops = self._views[key].stops()
        self._current = key
        self._row = next((place for place, stop in enumerate(stops) if stop.hasFocus()), 0)
        self._keep_one_stop()
        self.stood.emit(key)

    def _step(self, way: int) -> None:
        stops = self._stops()
        here = self._stop()
        place = next((place for place, stop in enumerate(stops) if stop is here), 0) + way
        if 0 <= place < len(stops):
            stop = stops[place]
            self._current = stop.key
            self._row = self._views[stop.key].stops().index(stop)
            self._take_keyboard()

    def _menu(self, key: str) -> None:
        piece = self._views[key].piece
        if self._frozen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act, words in _choices(piece):
            menu.addAction(words).triggered.connect(_Choice(self, Gesture(key, act)))
        if menu.actions():
            menu.popup(self.cursor().pos())

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        view = self._views.get(self.editing)
        if view is None or now is None or view is now or view.isAncestorOf(now) or now.window() is not self.window():
            return
        self.wanted.emit(Gesture(self.editing, Act.DONE))

    def _paint(self) -> None:
        self.setStyleSheet(f"SheetView {{ background: {self._theme.tokens.sunken}; }}")
        self._surface.dress(self._theme.tokens, self._theme.scale)

    def _dress(self, _tokens: object) -> None:
        self._paint()
        self.show_leaves(self._leaves, frozen=self._frozen)


class _Choice:
    def __init__(self, sheet: SheetView, gesture: Gesture) -> None:
        self._sheet, self._gesture = sheet, gesture

    def __call__(self, _checked: bool = False) -> None:
        self._sheet.wanted.emit(self._gesture)


def _choices(piece: Piece) -> list[tuple[Act, str]]:
    """Return what a piece's menu offers."""
    if piece.kind is Kind.GONE:
        return [(Act.PUT_BACK, "Put it back")]
    choices = [(Act.OPEN, "Edit")] if piece.editable else [(Act.OPEN, "Change it")] if piece.opens else []
    if piece.whose is Whose.EDITED:
        choices.append((Act.PUT_BACK, "Put the generated words back"))
    if piece.editable and piece.kind is not Kind.HEADING:
        choices.append((Act.TAKE_OUT, "Take it out"))
    if (piece.editable or piece.kind is Kind.TABLE) and not piece.annex:
        choices.append((Act.ADD_AFTER, "Add a paragraph after it"))
    return choices
