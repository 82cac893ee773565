"""A contract's or a bid's record: its head, links to each section, and what both say in the same way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from charitydesk.presentation.bid_words import cost_lines, cost_words
from charitydesk.presentation.notice_words import EXAMPLE
from charitydesk.ui.cards import ButtonRow, Section
from charitydesk.ui.contracts.children_part import ChildrenPart
from charitydesk.ui.contracts.files_part import FilesPart, HistoryPart
from charitydesk.ui.notices.folds import Folds, paragraphs
from charitydesk.ui.parts import PROSE_WIDTH, button, column, label, row
from charitydesk.ui.piecewise import Piecewise
from charitydesk.ui.reveal import area_of
from charitydesk.ui.scale import limit_width
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.presentation.badges import Badge
    from charitydesk.presentation.contract_children import ChildKind
    from charitydesk.ui.contracts.jobs import RecordJobs
    from charitydesk.ui.pages import PageContext


class SectionedRecord(Piecewise):
    """A contract's or a bid's record.

    Args:
        one: What it is called: `contract`, `bid`.
        shown: What it shows.
        context: What every page is given.
        jobs: Keeps what is changed in place.
    """

    edit_wanted = Signal()
    letter_wanted = Signal()
    close_wanted = Signal()
    delete_wanted = Signal()
    print_wanted = Signal()
    go_wanted = Signal(str, object)
    file_wanted = Signal()
    settled = Signal()

    first: QPushButton
    """What takes the keyboard when the record was opened by key."""

    def __init__(self, one: str, shown: Any, context: PageContext, jobs: RecordJobs) -> None:
        super().__init__()
        self.shown = shown
        self._one, self._context, self._jobs = one, context, jobs
        self._layout: QVBoxLayout = column(self, gap=36)
        self.children_parts: list[ChildrenPart] = []
        self._sections: dict[str, QWidget] = {}

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        return any(part.is_editing for part in self.children_parts)

    def flush(self) -> None:
        """Keep what was typed last."""
        for part in self.children_parts:
            part.flush()

    def _put(self, name: str, part: QWidget) -> None:
        self._sections[name] = part
        self._layout.addWidget(part)

    def _title(self, about: str, badge: Badge) -> QVBoxLayout:
        """Return a head that begins with the record's title, what it is about and where it stands."""
        record = self.shown.view.record
        head = column(gap=6)
        title = row(gap=12, stretch=False)
        title.addWidget(label(record.title, "title"), 1)
        close = button("", self.close_wanted.emit, kind="quiet", icon="close", name=f"Close this {self._one}")
        title.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(title)
        head.addWidget(label(about, "quiet"))
        badges: list[QWidget] = [StatusBadge(badge)]
        if record.is_example:
            badges.append(StatusBadge(EXAMPLE))
        head.addWidget(ButtonRow(*badges))
        head.addSpacing(16)
        return head

    def _links(self, places: Iterable[tuple[str, str]]) -> list[QWidget]:
        """Return links to sections, each its words and its name."""
        made: list[QWidget] = [label("On this page", "quiet", wrap=False)]
        return made + [button(text, partial(self._jump, name), kind="link") for text, name in places]

    def _scroll(self, name: str) -> QWidget:
        self.make_whole()
        if (layout := self.layout()) is not None:
            layout.activate()
        section, area = self._sections[name], area_of(self)
        if area is not None:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + section.mapTo(area, section.rect().topLeft()).y())
        return section

    def _jump(self, name: str) -> None:
        section = self._scroll(name)
        stop = next((w for w in section.findChildren(QPushButton) if w.isVisible()), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _children(self, kind: ChildKind, records: Any, action: Any = None) -> ChildrenPart:
        owner = int(self.shown.view.record.id)
        part = ChildrenPart(kind, records, self._context, partial(self._jobs.keep_child, owner), action)
        part.settled.connect(self.settled)
        part.removed.connect(partial(self._drop, kind.one))
        self.children_parts.append(part)
        return part

    def _drop(self, one: str, name: str, child_id: int) -> None:
        self._jobs.drop_child(int(self.shown.view.record.id), name, child_id, one)

    def _said(self, title: str, lines: Iterable[tuple[str, str]], how: Sequence[str] = (), about: str = "") -> Section:
        """Return a section of sentences, each with its role, and how they were got at.

        Args:
            title: Its heading.
            lines: Words and their role.
            how: Paragraphs that answer how it was worked out; none for no question.
            about: What that question is about.
        """
        part = Section(title)
        for words, role in lines:
            line = label(words[:1].upper() + words[1:], role, selectable=True)
            limit_width(line, PROSE_WIDTH)
            part.add(line)
        if how:
            part.add(Folds([("How did you get this?", partial(paragraphs, how))], about))
        return part

    def _cost(self) -> Section:
        cost = self.shown.cost
        logged = bool(cost.total.minutes or cost.missing)
        how = (*cost.rules, *cost.missing) if logged else ()
        lines = [(cost_words(cost), "body"), *((words, "quiet") for words in cost_lines(cost))]
        return self._said("Time and cost so far", lines, how, f"time and cost of this {self._one}")

    def _rules(self) -> Section:
        regime = self.shown.view.regime
        lines = [(regime.regime.label, "subheading"), (regime.reason, "body")]
        lines += [(unknown, "quiet") for unknown in regime.unknowns]
        return self._said("The procurement rules it is under", lines)

    def _foot(self, description: str) -> None:
        """Put the files, the history and the way to take the record out at its end."""
        files = FilesPart(self.shown.view.files)
        files.add_wanted.connect(self.file_wanted)
        files.open_wanted.connect(self._jobs.open_file)
        files.removed.connect(self._jobs.detach)
        self._put("files", files)
        self._put("history", HistoryPart(self.shown.history))
        words = f"Take this {self._one} out"
        out = button(words, self.delete_wanted.emit, kind="quiet", icon="bin", description=description)
        self._put("foot", out)
