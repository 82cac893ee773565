"""The panel beside the sheet: pages that scroll, keep the keyboard's place when drawn afresh, and lead elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.letter_jumps import of_check, of_source, to_blank
from charitydesk.presentation.letter_sheet import Kind, Whose, shortened
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import button, clear, column, label, row, rule
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.domain.letters import Blank, DraftBlock, Source
    from charitydesk.presentation.letter_jumps import Jump
    from charitydesk.presentation.letter_sheet import Piece
    from charitydesk.services.letters import Check, LetterView

MUST = Badge("Must be put right", Shape.ALERT, Tone.BAD)
LOOK = Badge("Look again", Shape.QUESTION, Tone.CAUTION)
CLEAR = Badge("Nothing stands in its way", Shape.TICK, Tone.GOOD)

_FOCUS = "focusKey"


class _Inside(QWidget):
    """A panel's content: no blank end where its lines break."""

    def __init__(self) -> None:
        super().__init__()
        self.inner: QVBoxLayout = column(self, gap=14)
        self.inner.setContentsMargins(4, 16, 14, 24)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: lines break wherever they must."""
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Return a small size: the panel gives it its width, and its height follows from that."""
        return QSize(0, 0)


class Panel(QScrollArea):
    """A page of the panel. `jumped` tells where somebody wants to go."""

    jumped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = _Inside()
        self.body: QVBoxLayout = column(gap=14)
        self._inside.inner.addLayout(self.body)
        self._inside.inner.addStretch(1)
        self.setWidget(self._inside)
        self._shown: object = None

    def draw(self, content: object, widgets: Sequence[QWidget] | None = None) -> bool:
        """Draw the panel afresh, unless its content is the same; the keyboard stays where it was.

        Args:
            content: What it shows, compared with what it showed.
            widgets: What to show, or None to ask first whether anything must be drawn.

        Returns:
            True when the content differs from what is shown.
        """
        if content == self._shown:
            return False
        if widgets is None:
            return True
        focus = QApplication.focusWidget()
        key = focus.property(_FOCUS) if focus is not None and self.isAncestorOf(focus) else None
        # Filled while hidden and shown once: each widget shown by itself would lay the whole window out again.
        holder = QWidget()
        inside = column(holder, gap=14)
        for widget in widgets:
            inside.addWidget(widget)
        clear(self.body)
        self.body.addWidget(holder)
        if self.isVisible():
            holder.show()
        self._shown = content
        if key:
            self.focus_on(str(key))
        return True

    def focus_on(self, key: str) -> bool:
        """Move the keyboard to the part with this key, and return whether there is one."""
        for widget in self._inside.findChildren(QWidget):
            if widget.property(_FOCUS) == key and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(widget, 0, 80)
                return True
        return False

    def lead(self, jump: Jump, about: str) -> QWidget:
        """Return a button that leads somewhere."""
        made = button(jump.words, partial(self.jumped.emit, jump), kind="link", name=f"{jump.words}: {about}")
        return keyed(made, f"{jump.place}:{jump.ref}:{about}")


def keyed(widget: QWidget, key: str) -> QWidget:
    """Return a widget that keeps the keyboard when its panel is drawn afresh."""
    widget.setProperty(_FOCUS, key)
    return widget


def block(*parts: QWidget, gap: int = 6) -> QWidget:
    """Return parts of one subject, one under another."""
    made = QWidget()
    inside = column(made, gap=gap)
    for part in parts:
        inside.addWidget(part)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def links(*buttons: QWidget) -> QWidget:
    """Return links side by side, far enough apart to tell them apart."""
    made = QWidget()
    flow = FlowLayout(made, gap=24, line_gap=6)
    for each in buttons:
        flow.addWidget(each)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


MNEMONICS = "fevhwptlirsacdobn"
"""Letters taken by the menus and by the buttons around the sheet."""


class ChecksPanel(Panel):
    """What stands between the letter and *ready*."""

    def show_view(self, view: LetterView) -> None:
        """Show a letter's checks, gravest first, each with the way to it."""
        if not self.draw(content := (view.checks, view.draft.blanks)):
            return
        stops = [check for check in view.checks if check.severity == "stop"]
        looks = [check for check in view.checks if check.severity != "stop"]
        widgets: list[QWidget] = []
        if not stops:
            words = "Read it once more, save it, and mark it as sent under Send."
            widgets.append(block(StatusBadge(CLEAR), label(words, "quiet")))
        for badge, checks in ((MUST, stops), (LOOK, looks)):
            if checks:
                widgets.append(self._heading(badge, len(checks)))
                for check in checks:
                    widgets += [self._check(check, view), rule()]
        self.draw(content, widgets)

    @staticmethod
    def _heading(badge: Badge, count: int) -> QWidget:
        made = QWidget()
        across = row(StatusBadge(badge), label(f"{count} {'thing' if count == 1 else 'things'}", "quiet"), gap=10)
        made.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        return made

    def _check(self, check: Check, view: LetterView) -> QWidget:
        parts: list[QWidget] = [label(check.sentence, selectable=True)]
        jumps = [self.lead(jump, shortened(check.sentence)) for jump in of_check(check, view.draft)]
        if jumps:
            parts.append(links(*jumps))
        return block(*parts, gap=4)


class SourcesPanel(Panel):
    """Where each sentence of the paragraph in focus came from."""

    def show_piece(self, view: LetterView, piece: Piece | None) -> None:
        """Show where a piece's sentences came from."""
        blocks = {found.key: found for found in view.draft.blocks}
        found = blocks.get(piece.key) if piece is not None else None
        if not self.draw(content := (piece, found)):
            return
        if piece is None:
            self.draw(content, [label("Move to a paragraph on the sheet to see where its words came from.", "quiet")])
            return
        title = label(f"“{shortened(piece.text or piece.spoken, 80)}”", "quiet")
        widgets: list[QWidget] = [
            label(_TITLES.get(piece.kind, "This part of the letter"), "subheading"),
            title,
            rule(),
        ]
        if found is None:
            widgets.append(label(_elsewhere(piece)))
            self.draw(content, widgets)
            return
        if piece.whose is not Whose.GENERATED:
            own = "You wrote this paragraph." if piece.whose is Whose.ADDED else "You changed these words."
            kept = " It was drawn up from what stands below." if found.sentences else ""
            widgets += [label(own + kept), rule()]
        widgets += self._sentences(view, found)
        if found.grid is not None and not found.sentences:
            widgets.append(label(_grid_words(found)))
        self.draw(content, widgets)

    def _sentences(self, view: LetterView, found: DraftBlock) -> list[QWidget]:
        widgets: list[QWidget] = []
        for sentence in found.sentences:
            parts: list[QWidget] = [label(sentence.text, selectable=True)]
            parts += [self._blank(blank) for blank in dict.fromkeys(sentence.blanks)]
            parts += [self._source(view, source) for source in dict.fromkeys(sentence.sources)]
            widgets += [block(*parts, gap=4), rule()]
        return widgets

    def _blank(self, blank: Blank) -> QWidget:
        words = label(f"Not recorded yet: {blank.label}.", "quiet")
        return block(words, self.lead(to_blank(blank.path), blank.label), gap=2)

    def _source(self, view: LetterView, source: Source) -> QWidget:
        words = label(f"From {_lower(source.label)}.", "quiet")
        jump = of_source(source, view.record)
        return block(words, self.lead(jump, source.label), gap=2) if jump is not None else words


_TITLES = {
    Kind.HEADING: "This heading",
    Kind.POINT: "This point",
    Kind.PARAGRAPH: "This paragraph",
    Kind.BULLET: "This bullet",
    Kind.TABLE: "This table",
    Kind.GONE: "Taken out",
}


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _elsewhere(piece: Piece) -> str:
    if piece.opens == "settings":
        return "It comes from your charity's particulars in Settings."
    if piece.opens:
        return "It is set under Details; press Enter on the sheet to go there."
    return "It is put together from the notice you recorded."


def _grid_words(found: DraftBlock) -> str:
    if found.cites:
        return "One row for each source under Citations. Leave a source out there and its row goes."
    if found.annex:
        return "The dates in your record of the notice, earliest first."
    return "One row for each finding this letter speaks of, worked out from your record of the notice."
