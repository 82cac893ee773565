"""The result: the shortfall in one sentence, the clocks, the findings, the weak points, the letters, the facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from charitydesk.domain.facts_form import value_at
from charitydesk.domain.notices import NoticeStatus
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.notice_case import about_words, clocks_shown, facts_shown, grouped, weak_points
from charitydesk.presentation.notice_form import FIELDS, name_of
from charitydesk.presentation.notice_words import EXAMPLE, STATUSES, capital
from charitydesk.ui.cards import ButtonRow, Note, Section
from charitydesk.ui.notices.clocks_part import ClocksPart
from charitydesk.ui.notices.findings_part import FindingsPart
from charitydesk.ui.notices.folds import flowing
from charitydesk.ui.notices.record_parts import HistoryPart, LettersPart, facts_part, rules_part
from charitydesk.ui.parts import PROSE_WIDTH, button, clear, column, icon_label, label, row
from charitydesk.ui.piecewise import Piecewise
from charitydesk.ui.scale import limit_width
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.domain.calendars import WorkingCalendar
    from charitydesk.domain.notice_questions import QuestionPage
    from charitydesk.services.history import HistoryLine
    from charitydesk.services.notices import NoticeView


@dataclass(frozen=True, slots=True)
class Result:
    """All that the result page shows, gathered in a worker.

    Args:
        view: The notice with everything worked out from it.
        history: Changes that touched it, latest first.
        pages: The questions, for the facts' labels.
        calendar: Working days where the body sits.
        today: Civil date.
    """

    view: NoticeView
    history: tuple[HistoryLine, ...]
    pages: tuple[QuestionPage, ...]
    calendar: WorkingCalendar
    today: date


class ResultView(Piecewise):
    """One notice's result; what a change leaves alone stays as it is, with what was unfolded in it.

    Args:
        result: What it shows.
    """

    draft_wanted = Signal()
    answers_wanted = Signal()
    more_wanted = Signal()
    question_wanted = Signal(str)
    done_wanted = Signal(object, bool)
    status_wanted = Signal(object)
    letter_wanted = Signal(object)
    close_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result
        self._asks = {q.path: q.ask for page in result.pages for q in page.questions}
        self._labels = {q.path: q.label for page in result.pages for q in page.questions}
        self._layout = column(self, gap=40)
        self._head: QVBoxLayout = column(gap=6)
        self._layout.addLayout(self._head)
        self._built: dict[str, Section] = {}
        self._shown = self._facts_of_parts()
        self._fill_head()
        self.build((self._clocks, self._findings, self._rest))

    def take(self, result: Result) -> None:
        """Show the same notice as it is now, and make only those parts afresh that say something else.

        Args:
            result: What it shows from now on.
        """
        before, self.result = self._shown, result
        self._shown = self._facts_of_parts()
        for name, make in self._makers().items():
            if self._shown[name] != before[name] and (name == "head" or name in self._built):
                make()

    def _makers(self) -> dict[str, Callable[[], None]]:
        return {
            "head": self._fill_head,
            "clocks": self._clocks,
            "findings": self._findings,
            "weak": self._weak,
            "letters": self._letters,
            "rules": self._rules,
            "facts": self._facts,
            "history": self._history,
        }

    def _facts_of_parts(self) -> dict[str, object]:
        """Return all that each part hangs on."""
        result, view, case = self.result, self.result.view, self.result.view.case
        return {
            "head": (view.record, case.headline, about_words(case.facts), len(case.weaknesses)),
            "clocks": (result.today, clocks_shown(view, result.today, result.calendar), view.clocks, case.missing),
            "findings": (case.findings, self._open_labels()),
            "weak": (case.findings, self._may_go_to_court()),
            "letters": (result.today, view.letters),
            "rules": case.regime,
            "facts": facts_shown(case.facts, result.pages),
            "history": result.history,
        }

    def _section(self, name: str) -> Section:
        self.make_whole()
        return self._built[name]

    @property
    def clocks(self) -> ClocksPart:
        """The clocks."""
        return cast("ClocksPart", self._section("clocks"))

    @property
    def findings(self) -> FindingsPart:
        """The findings."""
        return cast("FindingsPart", self._section("findings"))

    @property
    def weak(self) -> Section:
        """The weak points."""
        return self._section("weak")

    @property
    def letters(self) -> Section:
        """The letters."""
        return self._section("letters")

    def _keep(self, name: str, part: Section) -> None:
        before = self._built.get(name)
        self._built[name] = part
        if before is None:
            self._layout.addWidget(part)
        else:
            before.hide()
            self._layout.replaceWidget(before, part)
            before.setParent(None)
            before.deleteLater()

    def _fill_head(self) -> None:
        view, head = self.result.view, self._head
        clear(head)
        name = name_of(view.record.service, view.record.commissioner)
        title = row(gap=12, stretch=False)
        title.addWidget(label(name, "title"), 1)
        title.addWidget(
            button("", self.close_wanted.emit, kind="quiet", icon="close", name="Close this notice"),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        head.addLayout(title)
        head.addWidget(label(about_words(view.case.facts), "quiet"))
        badges: list[QWidget] = [StatusBadge(STATUSES[view.record.status])]
        if view.record.is_example:
            badges.append(StatusBadge(EXAMPLE))
        head.addWidget(ButtonRow(*badges))
        head.addSpacing(16)
        head.addWidget(label("The shortfall", "overline"))
        self.headline = label(capital(view.case.headline), "lead", selectable=True)
        limit_width(self.headline, PROSE_WIDTH + 60)
        head.addWidget(self.headline)
        head.addSpacing(14)
        self.draft = button("Draft &letter", self.draft_wanted.emit, kind="primary", icon="letters")
        self.change = button("&Answers", self.answers_wanted.emit, icon="edit")
        more = button("Answer &more", self.more_wanted.emit, kind="quiet", icon="next")
        head.addWidget(ButtonRow(self.draft, self.change, more, *self._status_buttons()))
        head.addSpacing(4)
        head.addWidget(flowing(*self._links()))

    def _status_buttons(self) -> list[QWidget]:
        status = self.result.view.record.status
        closed = (NoticeStatus.CLOSED, "Mark as &closed")
        moves = {
            NoticeStatus.OPEN: (closed,),
            NoticeStatus.CHALLENGED: ((NoticeStatus.AGREED, "Mar&k as agreed"), closed),
            NoticeStatus.AGREED: (closed,),
            NoticeStatus.CLOSED: ((NoticeStatus.OPEN, "&Open it again"),),
        }[status]
        return [button(words, partial(self.status_wanted.emit, to), kind="quiet") for to, words in moves]

    def _links(self) -> list[QWidget]:
        weak = len(self.result.view.case.weaknesses)
        places = (
            ("Clocks", "clocks"),
            ("Findings", "findings"),
            (f"Weak points ({weak})" if weak else "Weak points", "weak"),
            ("Letters", "letters"),
        )
        links: list[QWidget] = [label("On this page", "quiet", wrap=False)]
        links += [button(words, partial(self._jump, name), kind="link") for words, name in places]
        return links

    def _jump(self, name: str) -> None:
        section = self._section(name)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + section.mapTo(area, section.rect().topLeft()).y())
        stop = next((w for w in section.findChildren(QPushButton) if w.isVisible()), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _findings(self) -> None:
        part = FindingsPart(grouped(self.result.view.case.findings), self._open_labels())
        part.question_wanted.connect(self.question_wanted)
        self._keep("findings", part)

    def _letters(self) -> None:
        part = LettersPart(self.result.view.letters, self.result.today)
        part.opened.connect(self.letter_wanted)
        part.draft_wanted.connect(self.draft_wanted)
        self._keep("letters", part)

    def _rules(self) -> None:
        self._keep("rules", rules_part(self.result.view.case.regime))

    def _facts(self) -> None:
        facts = facts_shown(self.result.view.case.facts, self.result.pages)
        self._keep("facts", facts_part(facts, self.answers_wanted.emit))

    def _history(self) -> None:
        self._keep("history", HistoryPart(self.result.history))

    def _rest(self) -> None:
        for make in (self._weak, self._letters, self._rules, self._facts, self._history):
            make()
        self._layout.addLayout(self._foot())

    def _clocks(self) -> None:
        result, case = self.result, self.result.view.case
        given = case.facts.given_on
        part = ClocksPart(
            clocks_shown(result.view, result.today, result.calendar),
            [(start, self._asks.get(start.path, start.path)) for start in case.missing],
            [record for record in result.view.clocks if record.superseded_reason],
            result.today,
            given,
        )
        part.question_wanted.connect(self.question_wanted)
        part.done_wanted.connect(self.done_wanted)
        self._keep("clocks", part)

    def _open_labels(self) -> dict[str, str]:
        facts = self.result.view.case.facts
        return {path: words for path, words in self._labels.items() if value_at(facts, path) == FIELDS[path].default}

    def _may_go_to_court(self) -> bool:
        return any(clock.deadline.rule.startswith("JR_") for clock in self.result.view.case.clocks)

    def _weak(self) -> None:
        points = weak_points(self.result.view.case.findings)
        part = Section(
            "Before they tell you",
            "Where your own case is weak. Better that you know it first; none of it need stop you."
            if points
            else "Where your own case is weak.",
        )
        if not points:
            part.add(label("No weak point shows on the facts recorded so far."))
        for promise, point in points:
            line = row(gap=12, stretch=False)
            line.addWidget(icon_label("info", "quiet", 20), 0, Qt.AlignmentFlag.AlignTop)
            both = column(gap=0)
            both.addWidget(label(promise, "subheading"))
            words = label(point, selectable=True)
            limit_width(words, PROSE_WIDTH)
            both.addWidget(words)
            line.addLayout(both, 1)
            part.body.addLayout(line)
        if self._may_go_to_court():
            advice = "CharityDesk does not give legal advice. Time to go to court is short: take legal advice now."
            part.add(Note(advice, Tone.ACCENT))
        self._keep("weak", part)

    def _foot(self) -> QVBoxLayout:
        foot = column(gap=8)
        foot.addWidget(
            button(
                "Take this notice out",
                self.delete_wanted.emit,
                kind="quiet",
                icon="bin",
                description="Its letters stay, and undo brings it back",
            )
        )
        return foot
