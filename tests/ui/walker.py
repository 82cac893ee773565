"""One walk over a page: every stop of the keyboard is named and reachable, and every text can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget

from charitydesk.ui.today.lines import RecordLine
from charitydesk.ui.tokens import contrast

if TYPE_CHECKING:
    from charitydesk.ui.tasks import TaskRunner

TEXT_CONTRAST = 4.5
TAB_STOP = Qt.FocusPolicy.TabFocus


def focusable(root: QWidget) -> list[QWidget]:
    """Every visible, enabled widget that Tab may stop at."""
    return [
        widget
        for widget in [root, *root.findChildren(QWidget)]
        if widget.focusPolicy() & TAB_STOP and widget.isVisible() and widget.isEnabled() and not widget.focusProxy()
    ]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def reached_by_tab(root: QWidget) -> set[QWidget]:
    """The widgets met by walking Qt's own focus chain once round the window."""
    window, met = root.window(), set()
    widget = window.nextInFocusChain()
    while widget is not None and widget not in met:
        met.add(widget)
        widget = widget.nextInFocusChain()
    return met


def group_of(widget: QWidget) -> list[QWidget]:
    """The radio buttons of a widget's group: the arrows reach them from the chosen one."""
    if isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive():
        return list(widget.group().buttons())
    return []


def ground(widget: QWidget) -> QColor:
    """The colour painted behind a label, from the nearest picture of it."""
    picture = widget.grab().toImage()
    return picture.pixelColor(0, 0) if not picture.isNull() else widget.palette().color(QPalette.ColorRole.Window)


def assert_page_is_accessible(root: QWidget) -> None:
    """Fail with every fault found, each with what it is and where."""
    faults: list[str] = []
    chain = reached_by_tab(root)
    stops = focusable(root)
    for widget in stops:
        where = f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
        if not spoken_name(widget):
            faults.append(f"{where} has no name")
        if widget not in chain and not any(other in chain for other in group_of(widget)):
            faults.append(f"{where} cannot be reached by Tab")
    for text in root.findChildren(QLabel):
        if not text.isVisible() or not text.text().strip() or not text.width():
            continue
        ink = text.palette().color(text.foregroundRole()).name()
        paper = ground(text).name()
        found = contrast(ink, paper)
        if found < TEXT_CONTRAST:
            faults.append(f"“{text.text()[:30]}” {ink} on {paper} has contrast {found:.1f}")
    assert not faults, "\n".join(faults)


def clipped(root: QWidget) -> list[str]:
    """Labels, buttons and lines given less room than their words need, and pages wider than their window."""
    found = []
    for widget in [*root.findChildren(QLabel), *root.findChildren(QAbstractButton), *root.findChildren(RecordLine)]:
        if not widget.isVisible() or not widget.text():
            continue
        needed = (
            widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.minimumSizeHint().height()
        )
        if widget.height() + 1 < needed:
            found.append(f"“{widget.text()[:40]}” needs {needed} pixels and has {widget.height()}")
        if not getattr(widget, "wordWrap", bool)() and widget.width() + 1 < widget.minimumSizeHint().width():
            found.append(f"“{widget.text()[:40]}” is cut off at {widget.width()} pixels")
    for area in root.findChildren(QAbstractScrollArea):
        bar = area.horizontalScrollBar()
        if area.isVisible() and type(area).__name__ == "QScrollArea" and bar.maximum() > 0:
            found.append(f"{area.parentWidget()} is {bar.maximum()} pixels too wide")
    return found


def settle() -> None:
    """Let layouts finish."""
    for _ in range(12):  # a page is built piece by piece, one for each round of events
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def finish(tasks: TaskRunner) -> None:
    """Wait until no work is under way and every change has been heard, and no longer."""
    guard = QTimer(singleShot=True)
    guard.start(20_000)
    for _ in range(3):
        while not tasks.is_idle():
            assert guard.isActive(), "work is under way for 20 seconds"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        settle()
