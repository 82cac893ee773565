"""The guided conversation: one question a page, the pages at the side, everything kept as one goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from charitydesk.ui.cards import ButtonRow
from charitydesk.ui.notices.answers import AnswersForm
from charitydesk.ui.notices.part_list import PartList
from charitydesk.ui.notices.question import QuestionView
from charitydesk.ui.notices.saver import Saver
from charitydesk.ui.parts import PROSE_WIDTH, announce, button, clear, column, label, measure, row
from charitydesk.ui.scale import limit_width, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from charitydesk.domain.ids import NoticeId
    from charitydesk.presentation.notice_form import NoticeForm
    from charitydesk.services.notices import NoticeService
    from charitydesk.ui.pages import PageContext

_NARROW = 820
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Conversation(QWidget):
    """Asks, keeps and lets one jump.

    Args:
        context: What every page is given.
        notices: Keeps the answers.
        form: The conversation's state.
        notice_id: The notice, or None for a new one.
    """

    moved = Signal()
    result_wanted = Signal(object)

    def __init__(
        self, context: PageContext, notices: NoticeService, form: NoticeForm, notice_id: NoticeId | None
    ) -> None:
        super().__init__()
        self.context, self.form = context, form
        self.saver = Saver(notices, context.tasks, notice_id)
        self.saver.setParent(self)
        self.saver.failed.connect(context.shell.show_error)
        self.saver.kept.connect(self._kept)
        self._leaving = False
        self._kept_facts = form.facts
        self.question: QuestionView | None = None
        self.answers: AnswersForm | None = None
        self.side = PartList()
        self.side.opened.connect(self._jump)
        self._content: QVBoxLayout = column(gap=0)
        paper = _Paper()
        inside = column(paper)
        inside.setContentsMargins(4, 0, 12, 8)
        inside.addLayout(self._content)
        inside.addStretch(1)
        self.area = _Area(paper)
        self._foot: QVBoxLayout = column(gap=0)
        self._foot.setContentsMargins(4, 12, 0, 0)
        self._way_back: QPushButton | None = None
        reading = column(gap=0)
        reading.addWidget(self.area)
        reading.addLayout(self._foot)
        reading.addStretch(1)
        across = row(gap=40, stretch=False)
        across.addWidget(self.side)
        across.addLayout(reading, 1)
        column(self).addLayout(across)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go_on, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.show_question()

    def show_question(self) -> None:
        """Show the present question."""
        self._empty(keep_foot=self._way_back is not None)
        view = QuestionView(self.form, self.context.clock.today)
        self.question = view
        self._content.addWidget(view)
        if self._way_back is None:
            self._way_back = self._ways_on()
        else:
            _come_after(self.side, view)
        self._tell()
        view.begin()
        self._way_back.setEnabled(self.form.number > 1)

    def _ways_on(self) -> QPushButton:
        """Put the buttons of a question under it, which serve the next ones too; return the way back."""
        back = button("&Back", self.go_back, icon="back")
        onward = button("&Next", self.go_on, kind="primary", icon="next")
        skip = button("&Don't know yet", self.skip, kind="quiet")
        self._foot.addWidget(ButtonRow(back, onward, skip))
        self._foot.addSpacing(12)
        self._foot.addWidget(label("Saved as you go. You can stop at any question and come back.", "small"))
        return back

    def show_end(self) -> None:
        """Show that the questions are at an end, and what can be done now."""
        self._empty()
        more = self.form.further if not self.form.thorough else 0
        self._content.setSpacing(8)
        self._content.addWidget(label("All asked" if self.form.thorough else "A first result", "overline"))
        heading = label(
            "That was the last question." if self.form.thorough else "Those were the first questions.", "title"
        )
        self._content.addWidget(heading)
        still = f"{left} of them {'is' if left == 1 else 'are'} still open. " if (left := self.form.still_open) else ""
        words = (
            f"The result is ready. {still}{self.form.further_words} would make it surer and the letter fuller; "
            "you can answer them now or at any time."
            if more
            else "The result is ready: the clocks, what was kept and what was not, and the letters that fit."
        )
        said = label(words)
        limit_width(said, PROSE_WIDTH)
        self._content.addWidget(said)
        result = button("See the result", self.finish, kind="primary", icon="next")
        parts = [button("&Back", self.show_question, icon="back"), result]
        if more:
            parts.append(button(f"Go &on with {self.form.further_words}", self.go_deeper, kind="quiet"))
        self._foot.addWidget(ButtonRow(*parts))
        self._tell()
        result.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(heading, heading.text())

    def show_answers(self, page_id: str = "") -> None:
        """Show all answers on one form."""
        if not self.commit():
            return
        self._empty()
        self.answers = AnswersForm(self.form, self.context.clock.today)
        self.answers.answered.connect(self._answered)
        self._content.addWidget(measure(self.answers, 680))
        self._tell()
        self.answers.begin(page_id)

    def show_one(self) -> None:
        """Go back to one question at a time."""
        if self.commit():
            self.show_question()

    def reload(self) -> None:
        """Show the facts again after they were changed elsewhere, by undo for example."""
        if self.answers is not None:
            self.answers.show_facts()
            self._tell()
        elif self.question is not None:
            self.show_question()
        self._kept_facts = self.form.facts

    def _empty(self, *, keep_foot: bool = False) -> None:
        clear(self._content)
        if not keep_foot:
            clear(self._foot)
            self._way_back = None
        self._content.setSpacing(0)
        self.question = self.answers = None
        self.area.verticalScrollBar().setValue(0)

    def _tell(self) -> None:
        self.side.show_parts(self.form)
        self.moved.emit()

    def commit(self) -> bool:
        """Take over and keep what was typed; return False when it cannot be understood."""
        if self.answers is not None:
            good = self.answers.commit()
            self._save()
            return good
        if self.question is None:
            return True
        if not self.question.check():
            return False
        if self.form.answer(self.question.step.question.path, self.question.input.value()):
            self._save()
        return True

    def _answered(self) -> None:
        self._save()
        self._tell()

    def _save(self) -> None:
        if self.form.facts != self._kept_facts and (self.form.can_be_kept or self.saver.notice_id is not None):
            self._kept_facts = self.form.facts
            self.saver.save(self.form.facts)

    def go_on(self) -> None:
        """Keep the answer and ask the next question."""
        if self.question is None or not self.commit():
            return
        if self.form.go_on():
            self.show_question()
        else:
            self.show_end()

    def go_back(self) -> None:
        """Keep the answer and ask the question before again."""
        if self.commit() and self.form.go_back():
            self.show_question()

    def skip(self) -> None:
        """Answer *not known yet* and ask the next question."""
        if self.question is not None:
            self.question.input.clear()
            self.go_on()

    def go_deeper(self) -> None:
        """Ask the questions left out so far."""
        self.form.thorough = True
        self.form.go_to_first_open()
        self.show_question()

    def finish(self) -> None:
        """Keep everything and show the result."""
        if not self.commit():
            return
        if not self.form.can_be_kept:
            self.form.go_to("body.name")
            self.show_question()
            view = cast("QuestionView", self.question)
            view.row.show_problem("Give the body's name or the service's, so that the notice can be kept.")
            return
        if self.saver.is_idle and self.saver.notice_id is not None:
            self.result_wanted.emit(self.saver.notice_id)
        else:
            self._leaving = True

    def _kept(self, notice_id: object) -> None:
        if self._leaving:
            self._leaving = False
            self.result_wanted.emit(notice_id)

    def _jump(self, page_id: str) -> None:
        if self.answers is not None:
            self.answers.begin(page_id)
            section = self.answers.sections[page_id]
            top = section.mapTo(self, section.rect().topLeft()).y() - self.area.y()
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + top)
        elif self.commit() and self.form.go_to_page(page_id):
            self.show_question()

    def hasHeightForWidth(self) -> bool:
        """Return False: what does not fit scrolls inside, and the buttons stay in sight."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on a button it presses the button."""
        focus = self.focusWidget()
        if event.key() in _ENTER and isinstance(focus, QPushButton):
            focus.click()
        elif event.key() in _ENTER and focus is not self.side and self.question is not None:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pages out where there is no room for them."""
        super().resizeEvent(event)
        self.side.setVisible(event.size().width() >= scaled(_NARROW))


def _come_after(before: QWidget, view: QWidget) -> None:
    """Let Tab reach a new question where the one before it was: Qt puts what is new at the end."""
    for widget in view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is before.window():
            QWidget.setTabOrder(before, widget)
            before = widget


class _Paper(QWidget):
    """What lies in the area; Qt's own guess of its least height would leave a blank end."""

    def minimumSizeHint(self) -> QSize:
        """Return no height: its words say how tall they are at a width."""
        return QSize(super().minimumSizeHint().width(), 0)


class _Area(QScrollArea):
    """What is read or answered: as tall as its words, so that the buttons stand right under them and never leave."""

    def __init__(self, paper: QWidget) -> None:
        super().__init__()
        self._paper = paper
        self.setProperty("plain", "true")
        self.setWidget(paper)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Return the height of the words at the present width."""
        layout = self._paper.layout()
        if layout is None:
            return super().sizeHint()
        tall = layout.totalSizeHint().height()
        if layout.hasHeightForWidth():
            tall = layout.totalHeightForWidth(self.width())
        return QSize(layout.totalMinimumSize().width(), tall + 2)

    def minimumSizeHint(self) -> QSize:
        """Return a height at which something can still be read."""
        return QSize(240, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where lines break elsewhere."""
        super().resizeEvent(event)
        self.updateGeometry()

    def viewportEvent(self, event: QEvent) -> bool:
        """Ask for another height when the words change."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().viewportEvent(event)
