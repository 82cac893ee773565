"""The clocks of a notice: the line, and under it each clock with its days and its working."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.notice_case import ClockSort
from charitydesk.ui.cards import Note, Section
from charitydesk.ui.notices.folds import Folds, flowing, paragraphs
from charitydesk.ui.parts import button, column, label, row, rule
from charitydesk.ui.status import StatusBadge
from charitydesk.ui.timeline import Mark, NumberDisc, Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.domain.notice_clocks import MissingStart
    from charitydesk.presentation.notice_case import ClockShown
    from charitydesk.services.notices import ClockRecord


class ClocksPart(Section):
    """The section of clocks.

    Args:
        clocks: In order of their day.
        missing: Clocks that may be running and whose start is not known, each with its question's words.
        gone: Superseded clocks.
        today: Civil date.
        received: When the notice came, with its word, or None.
    """

    question_wanted = Signal(str)
    done_wanted = Signal(object, bool)

    def __init__(
        self,
        clocks: Sequence[ClockShown],
        missing: Sequence[tuple[MissingStart, str]],
        gone: Sequence[ClockRecord],
        today: date,
        received: date | None,
    ) -> None:
        super().__init__("The clocks it started")
        self.lines: dict[int, ClockLineView] = {}
        if clocks:
            marks = [Mark(clock.title, clock.day, clock.badge, clock.number) for clock in clocks]
            self.timeline = Timeline(marks, today, (received, "Received") if received else None)
            self.timeline.chosen.connect(self._show)
            self.add(self.timeline)
        ours = [clock for clock in clocks if clock.sort is ClockSort.ACT]
        theirs = [clock for clock in clocks if clock.sort is not ClockSort.ACT]
        for title, group in (("For you to do in time", ours), ("What they said, and what was promised", theirs)):
            if group:
                self._add_group(title, group)
        for start, words in missing:
            ask = button("Answer that question", partial(self.question_wanted.emit, start.path), icon="next")
            self.add(
                Note(f"We cannot tell {start.what} until this is known: {words}", Tone.CAUTION, "Not started", ask)
            )
        if not clocks and not missing:
            self.add(label("No clock runs on the facts recorded so far.", "quiet"))
        if gone:
            self.add(Folds([(_gone_title(len(gone)), partial(_superseded, tuple(gone)))], "clocks that no longer run"))

    def _add_group(self, title: str, clocks: Sequence[ClockShown]) -> None:
        self.body.addSpacing(4)
        self.add(label(title, "overline"))
        for place, clock in enumerate(clocks):
            line = ClockLineView(clock)
            line.done_wanted.connect(self.done_wanted)
            self.lines[clock.number] = line
            if place:
                self.add(rule())
            self.add(line)

    def _show(self, number: object) -> None:
        if isinstance(number, int) and number in self.lines:
            self.lines[number].begin()


def _gone_title(count: int) -> str:
    return f"{count} earlier clock no longer runs" if count == 1 else f"{count} earlier clocks no longer run"


class ClockLineView(QWidget):
    """One clock: its number, its days, how much time is left, and its working.

    Args:
        clock: The clock.
    """

    done_wanted = Signal(object, bool)

    def __init__(self, clock: ClockShown) -> None:
        super().__init__()
        self._clock = clock
        words = column(gap=4)
        head = row(gap=12, stretch=False)
        head.addWidget(label(clock.title, "subheading"), 1)
        head.addWidget(StatusBadge(clock.badge), 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        if len(clock.days) > 1:
            words.addWidget(_days(clock))
        else:
            words.addWidget(label(date_words(clock.day)))
        if clock.left:
            words.addWidget(label(clock.left, "quiet"))
        if clock.advice:
            words.addSpacing(6)
            words.addWidget(Note(clock.advice, Tone.CAUTION, "Legal advice"))
            words.addSpacing(2)
        self.folds: Folds | None = None
        if clock.how:
            how = ("How did you get this?", partial(paragraphs, (clock.why, *clock.how)))
            self.folds = Folds([how], clock.title, self._extra(clock))
            words.addWidget(self.folds)
        across = row(gap=10, stretch=False)
        across.addWidget(NumberDisc(clock.number, clock.badge.tone), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        column(self).addLayout(across)

    def _extra(self, clock: ClockShown) -> list[QPushButton]:
        if clock.id is None or clock.sort in {ClockSort.PROMISE, ClockSort.EVENT}:
            return []
        words, icon = ("Not done after all", "undo") if clock.done_on else ("Mark as done", "check")
        return [button(words, self._done, kind="link", icon=icon, description=clock.title)]

    def begin(self) -> None:
        """Give the keyboard to the clock's working."""
        if self.folds is not None:
            self.folds.toggles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        self.done_wanted.emit(self._clock.id, self._clock.done_on is None)


def _days(clock: ClockShown) -> QWidget:
    """Return the days that go with a clock, each under what it is."""
    made: list[QWidget] = []
    for what, day in clock.days:
        one = QWidget()
        inside = column(one, gap=0)
        inside.addWidget(label(what, "small", wrap=False))
        inside.addWidget(label(date_words(day), "subheading" if day == clock.day else "body", wrap=False))
        made.append(one)
    return flowing(*made, gap=32)


def _superseded(gone: Sequence[ClockRecord]) -> QWidget:
    holder = QWidget()
    inside = column(holder, gap=10)
    for record in gone:
        line = column(gap=2)
        struck = label(f"{record.title}, {date_words(record.deadline)}", "quiet")
        font = struck.font()
        font.setStrikeOut(True)
        struck.setFont(font)
        line.addWidget(struck)
        line.addWidget(label(record.superseded_reason))
        inside.addLayout(line)
    return holder
