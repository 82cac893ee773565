"""The findings: what was promised, what the record shows, on what it rests, what to ask, what they may say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from charitydesk.domain.findings import Verdict
from charitydesk.i18n import counted
from charitydesk.presentation.notice_words import OFFERS, VERDICTS, capital, standing_words
from charitydesk.ui.cards import Section
from charitydesk.ui.notices.folds import Folds, paragraphs
from charitydesk.ui.parts import PROSE_WIDTH, button, column, label, row, rule
from charitydesk.ui.scale import limit_width
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.domain.findings import Finding
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.presentation.notice_case import FindingGroups


class FindingsPart(Section):
    """The section of findings.

    Args:
        groups: The findings.
        questions: Labels of facts still open, by path.
    """

    question_wanted = Signal(str)

    def __init__(self, groups: FindingGroups, questions: Mapping[str, str]) -> None:
        super().__init__("What was promised, and what was kept", groups.words)
        self.body.setSpacing(16)
        self._questions = questions
        for place, finding in enumerate((*groups.short, *groups.open, *groups.kept)):
            if place:
                self.add(rule())
            self.add(self._view(finding))
        if groups.apart:
            title = f"{counted(len(groups.apart), 'promise')} that {_does(len(groups.apart))} not apply here"
            self.add(rule())
            self.add(Folds([(title, partial(_apart, groups.apart))], "with the reasons"))

    def _view(self, finding: Finding) -> FindingView:
        view = FindingView(finding, self._questions)
        view.question_wanted.connect(self.question_wanted)
        return view


def _does(count: int) -> str:
    return "does" if count == 1 else "do"


class FindingView(QWidget):
    """One finding.

    Args:
        finding: The finding.
        questions: Labels of facts still open, by path.
    """

    question_wanted = Signal(str)

    def __init__(self, finding: Finding, questions: Mapping[str, str]) -> None:
        super().__init__()
        layout = column(self, gap=4)
        head = row(gap=12, stretch=False)
        head.addWidget(label(finding.title, "subheading"), 1)
        head.addWidget(StatusBadge(VERDICTS[finding.verdict]), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        said = label(capital(finding.evidence), selectable=True)
        limit_width(said, PROSE_WIDTH)
        layout.addWidget(said)
        if finding.private and finding.fell_short:
            layout.addWidget(label("For your eyes only: this does not go into a letter.", "small"))
        if finding.remedy:
            self._pair(layout, "What to ask", finding.remedy)
        if finding.verdict is Verdict.CANNOT_TELL and finding.request:
            self._pair(layout, "What to ask the body", finding.request)
        folds, asking = self._folds(finding), self._asking(finding, questions)
        if folds or asking:
            layout.addSpacing(2)
            layout.addWidget(Folds(folds, finding.title, asking))

    def _asking(self, finding: Finding, questions: Mapping[str, str]) -> list[QPushButton]:
        path = next((path for path in finding.facts if path in questions), "")
        if finding.verdict is not Verdict.CANNOT_TELL or not path:
            return []
        words = f"Answer: {questions[path]}"
        return [button(words, partial(self.question_wanted.emit, path), kind="link", icon="edit")]

    @staticmethod
    def _pair(layout: QVBoxLayout, name: str, words: str) -> None:
        line = label(f"{name}: {words}", "quiet")
        limit_width(line, PROSE_WIDTH)
        layout.addWidget(line)

    @staticmethod
    def _folds(finding: Finding) -> list[tuple[str, Callable[[], QWidget]]]:
        folds: list[tuple[str, Callable[[], QWidget]]] = []
        if finding.working:
            folds.append(("How did you get this?", partial(paragraphs, finding.working)))
        if finding.provisions:
            title = f"Rests on {counted(len(finding.provisions), 'source')}"
            folds.append((title, partial(sources, finding.provisions)))
        if finding.likely_reply:
            folds.append(("What they may say", partial(paragraphs, (finding.likely_reply,))))
        return folds


def sources(answers: Sequence[GateAnswer]) -> QWidget:
    """Return sources with their standing: the gate's answer, how each may be held up, and what to mind."""
    holder = QWidget()
    inside = column(holder, gap=14)
    for answer in answers:
        one = column(gap=2)
        head = row(gap=12, stretch=False)
        head.addWidget(label(capital(answer.citation), "subheading"), 1)
        head.addWidget(StatusBadge(OFFERS[answer.offer]), 0, Qt.AlignmentFlag.AlignTop)
        one.addLayout(head)
        for words in (standing_words(answer), answer.provision.commitment, answer.reason, answer.caution):
            if words:
                line = label(words, "body" if words == answer.provision.commitment else "quiet", selectable=True)
                limit_width(line, PROSE_WIDTH)
                one.addWidget(line)
        inside.addLayout(one)
    return holder


def _apart(findings: Sequence[Finding]) -> QWidget:
    holder = QWidget()
    inside = column(holder, gap=10)
    for finding in findings:
        one = column(gap=0)
        one.addWidget(label(finding.title, "subheading"))
        one.addWidget(label(capital(finding.evidence), "quiet"))
        inside.addLayout(one)
    return holder
