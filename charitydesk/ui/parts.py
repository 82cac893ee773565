"""The smallest parts: labels by rank, buttons by kind, gaps. Pages are made of these and of the kit beside them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from charitydesk.ui import icons
from charitydesk.ui.measured import MeasuredLabel
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

GRID = 8
"""Every gap is a multiple of this many pixels."""

_PROSE = {"body", "lead", "quiet"}
_LINE_HEIGHT = 112

PROSE_WIDTH = 610
"""About 75 characters of body text."""


def as_typed(text: str) -> str:
    """Return mark-up that shows a text as it was typed."""
    return escape(text, quote=False).replace("\n", "<br>")


def tip(text: str) -> str:
    """Return a tool tip that shows a text as it was typed: Qt takes one with a tag in it for mark-up."""
    return f"<p>{as_typed(text)}</p>" if "<" in text else text


class Words(MeasuredLabel):
    """Running text with air between its lines; everything given is shown as typed, mark-up included."""

    def __init__(self, text: str) -> None:
        self._plain = ""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.RichText)

    def setText(self, text: str) -> None:
        """Show a text, as typed."""
        self._plain = text
        super().setText(f'<div style="line-height:{_LINE_HEIGHT}%">{as_typed(text)}</div>' if text else "")

    def text(self) -> str:
        """Return the text as it was given."""
        return self._plain

    def clear(self) -> None:
        """Show nothing."""
        self.setText("")


def label(text: str, role: str = "body", *, wrap: bool = True, selectable: bool = False) -> QLabel:
    """Return a label of plain text; what a user typed is never read as mark-up.

    Args:
        text: The words.
        role: `title`, `heading`, `subheading`, `lead`, `body`, `quiet`, `small`, `overline`, `figure` or `error`.
        wrap: Break long text into lines.
        selectable: Let the words be selected and copied.
    """
    kind = Words if wrap and role in _PROSE else MeasuredLabel if wrap else QLabel
    made = kind(text)
    if not isinstance(made, Words):
        made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    kind: str = "plain",
    icon: str = "",
    name: str = "",
    description: str = "",
) -> QPushButton:
    """Return a button.

    Args:
        text: What it says, with `&` before its mnemonic; empty for an icon alone.
        on_click: Called without arguments; give a bound method or a partial on an id, never a lambda over self.
        kind: `plain`, `primary`, `quiet` or `link`.
        icon: An icon's name, or empty.
        name: The accessible name; needed when there is no text.
        description: The accessible description and the tool tip.
    """
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setAccessibleName(name or text.replace("&", ""))
    if description:
        made.setAccessibleDescription(description)
        made.setToolTip(description)
    elif not text:
        made.setToolTip(name)
    if icon:
        icons.put(
            made,
            icon,
            {"primary": "on_accent", "quiet": "accent", "link": "accent"}.get(kind, "ink"),
            gap=6 if text else 0,
        )
    if on_click is not None:
        made.clicked.connect(_without_arguments(on_click))
    return made


def _without_arguments(call: Callable[[], object]) -> Callable[[bool], None]:
    def clicked(_checked: bool = False) -> None:
        call()

    return clicked


def icon_label(name: str, colour: str = "ink", size: int = icons.SIZE) -> QLabel:
    """Return a picture that only accompanies words beside it."""
    made = QLabel()
    icons.put(made, name, colour, size)
    return made


def rule() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setObjectName("rule")
    return made


def column(parent: QWidget | None = None, *, margin: int = 0, gap: int = GRID) -> QVBoxLayout:
    """Return a vertical layout with one margin and one gap, in pixels."""
    made = QVBoxLayout(parent) if parent else QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    return made


def row(*widgets: QWidget, gap: int = GRID, stretch: bool = True) -> QHBoxLayout:
    """Return widgets side by side, from the left.

    Args:
        widgets: In reading order.
        gap: Pixels between them.
        stretch: Keep them together at the left instead of spreading them.
    """
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    for widget in widgets:
        made.addWidget(widget)
    if stretch:
        made.addStretch(1)
    return made


def measure(widget: QWidget, pixels: int = PROSE_WIDTH) -> QWidget:
    """Return a widget kept to a readable width at the left of whatever width there is.

    Args:
        widget: A card or a form; labels break by themselves and need no help.
        pixels: The width at 100 %.
    """
    limit_width(widget, pixels)
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(widget, 1000)
    across.addStretch(1)
    return holder


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            # Qt shows a child of a layout a moment later; parentless by then, it would open as a window of its own.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner:
            clear(inner)


def fill(layout: QVBoxLayout, widgets: Iterable[QWidget]) -> None:
    """Put these widgets, and only these, into a layout."""
    clear(layout)
    for widget in widgets:
        layout.addWidget(widget)


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say something that appeared without focus moving.

    Args:
        widget: Where it appeared.
        words: One sentence.
        urgent: Interrupt what is being said.
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - the window stands by now

    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
