"""Cards, sections, notes, key facts and figures: what pages are set with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from charitydesk.presentation.badges import Tone
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import GRID, PROSE_WIDTH, column, icon_label, label, row
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QKeyEvent, QMouseEvent

_NOTE_ICONS = {
    Tone.ACCENT: "info",
    Tone.GOOD: "check",
    Tone.CAUTION: "warning",
    Tone.BAD: "warning",
    Tone.UNSURE: "question",
}
_TONE_WORDS = {Tone.CAUTION: "Caution. ", Tone.BAD: "Important. "}


class Card(QFrame):
    """A raised sheet for one subject.

    Args:
        title: Its heading, or empty.
    """

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.body: QVBoxLayout = column(self, gap=12)
        self.body.setContentsMargins(20, 16, 20, 18)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if title:
            self.body.addWidget(label(title, "subheading"))

    def sizeHint(self) -> QSize:
        """Return its parts' own sizes: its height follows from the width it gets, not from one Qt would guess."""
        return self.body.sizeHint()

    def add(self, *widgets: QWidget) -> Card:
        """Append widgets; returns the card."""
        for widget in widgets:
            self.body.addWidget(widget)
        return self


class LinkCard(Card):
    """A card that opens its record: one stop of the keyboard, Enter or Space, one spoken sentence.

    Args:
        title: What it opens.
        words: A line or two under it.
        key: Given to `opened`.
        trailing: A widget at the right, such as a badge.
        icon: An icon's name at the left, or empty.
    """

    opened = Signal(object)

    def __init__(
        self, title: str, words: str = "", key: object = None, trailing: QWidget | None = None, icon: str = ""
    ) -> None:
        super().__init__()
        self._key = key
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        spoken = ", ".join(part for part in (title, words, trailing.accessibleName() if trailing else "") if part)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription("Press Enter to open")
        texts = QWidget()
        inside = column(texts, gap=2)
        inside.addWidget(label(title, "subheading"))
        if words:
            inside.addWidget(label(words, "quiet"))
        across = row(gap=14, stretch=False)
        if icon:
            across.addWidget(icon_label(icon, "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(texts, 1)
        if trailing is not None:
            across.addWidget(trailing, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(icon_label("chevron-right", "quiet", 18), 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.setContentsMargins(18, 13, 14, 13)
        self.body.addLayout(across)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(self._key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with a click."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._key)


class Section(QWidget):
    """A heading and what belongs under it.

    Args:
        title: The heading.
        words: A quiet line under it, or empty.
        trailing: A widget at the right of the heading, or None.
    """

    def __init__(self, title: str, words: str = "", trailing: QWidget | None = None) -> None:
        super().__init__()
        self.body: QVBoxLayout = column(self, gap=12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        head = column(gap=2)
        heading = label(title, "heading")
        if trailing is not None:
            line = row(heading, stretch=False)
            line.setStretch(0, 1)
            line.addWidget(trailing)
            head.addLayout(line)
        else:
            head.addWidget(heading)
        if words:
            subtitle = label(words, "quiet")
            limit_width(subtitle, PROSE_WIDTH)
            head.addWidget(subtitle)
        self.body.addLayout(head)

    def sizeHint(self) -> QSize:
        """Return its parts' own sizes: its height follows from the width it gets, not from one Qt would guess."""
        return self.body.sizeHint()

    def add(self, *widgets: QWidget) -> Section:
        """Append widgets; returns the section."""
        for widget in widgets:
            self.body.addWidget(widget)
        return self


class Note(QFrame):
    """A tinted paragraph that must not be missed.

    Args:
        words: The paragraph.
        tone: How serious it is; the icon and first words say so too.
        title: A bold line above, or empty.
        trailing: A widget under the words, such as a button.
    """

    def __init__(self, words: str, tone: Tone = Tone.ACCENT, title: str = "", trailing: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("note")
        self.setProperty("tone", tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{_TONE_WORDS.get(tone, '')}{title} {words}".strip())
        across = row(gap=12, stretch=False)
        across.addWidget(
            icon_label(_NOTE_ICONS[tone], "accent" if tone is Tone.ACCENT else tone.value, 20),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        texts = column(gap=4)
        if title:
            texts.addWidget(label(title, "subheading"))
        if words:
            paragraph = label(words, selectable=True)
            limit_width(paragraph, PROSE_WIDTH)
            texts.addWidget(paragraph)
        if trailing is not None:
            texts.addSpacing(4)
            # A button keeps its own width, and without a side to stand at it would hold the words to that as well.
            side = Qt.AlignmentFlag.AlignLeft if isinstance(trailing, QPushButton) else Qt.AlignmentFlag(0)
            texts.addWidget(trailing, 0, side)
        across.addLayout(texts, 1000)
        across.addStretch(1)
        outer = column(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.addLayout(across)


class KeyFacts(QWidget):
    """Names and values in two columns, as at the head of a record.

    Args:
        facts: Each a name with its value, a text or a widget.
    """

    def __init__(self, facts: Sequence[tuple[str, str | QWidget]]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for place, (name, value) in enumerate(facts):
            heading = label(name, "quiet", wrap=False)
            shown = label(value, selectable=True) if isinstance(value, str) else value
            shown.setAccessibleName(f"{name}: {value if isinstance(value, str) else shown.accessibleName()}")
            self._grid.addWidget(heading, place, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(value, str):
                self._grid.addWidget(shown, place, 1)
            else:
                self._grid.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Figure(QWidget):
    """One large figure with its words beneath.

    Args:
        value: For example `£12,430`.
        words: What it is.
        detail: A quiet third line, or empty.
    """

    def __init__(self, value: str, words: str, detail: str = "") -> None:
        super().__init__()
        layout = column(self, gap=0)
        layout.addWidget(label(value, "figure", wrap=False))
        layout.addWidget(label(words, "body", wrap=False))
        if detail:
            layout.addWidget(label(detail, "quiet", wrap=False))
        self.setAccessibleName(" ".join(part for part in (value, words, detail) if part))


class ButtonRow(QWidget):
    """Buttons in reading order that break into lines on a narrow page."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        layout = FlowLayout(self, gap=GRID, line_gap=GRID)
        for each in buttons:
            layout.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
