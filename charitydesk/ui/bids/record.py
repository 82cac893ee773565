"""A bid's record: when it closes and what to beware of, its stage, score, tasks, outcome and all that hangs on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from charitydesk.domain.bids import BidStage
from charitydesk.presentation import bid_fields as kinds
from charitydesk.presentation import bid_words as words
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.notice_words import EXAMPLE
from charitydesk.ui.bids.outcome_part import OutcomePart
from charitydesk.ui.bids.score_part import ScorePart
from charitydesk.ui.cards import ButtonRow, KeyFacts, Note, Section
from charitydesk.ui.contracts.children_part import ChildrenPart, done_box
from charitydesk.ui.contracts.files_part import FilesPart, HistoryPart
from charitydesk.ui.contracts.record_page import area_of
from charitydesk.ui.contracts.related_part import RelatedPart
from charitydesk.ui.fields import SelectField
from charitydesk.ui.notices.folds import Folds, flowing, paragraphs
from charitydesk.ui.parts import PROSE_WIDTH, button, column, label, row
from charitydesk.ui.scale import fix_width, limit_width
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.presentation.contract_children import ChildKind
    from charitydesk.services.bids import BidTaskRecord
    from charitydesk.ui.bids.jobs import BidJobs, BidShown
    from charitydesk.ui.pages import PageContext


class BidRecordView(QWidget):
    """One bid.

    Args:
        shown: What it shows.
        context: What every page is given.
        jobs: Keeps what is changed in place.
    """

    edit_wanted = Signal()
    letter_wanted = Signal()
    stage_wanted = Signal(object)
    outcome_wanted = Signal(object)
    contract_wanted = Signal()
    close_wanted = Signal()
    delete_wanted = Signal()
    go_wanted = Signal(str, object)
    link_wanted = Signal(str)
    print_wanted = Signal()
    file_wanted = Signal()
    settled = Signal()

    def __init__(self, shown: BidShown, context: PageContext, jobs: BidJobs) -> None:
        super().__init__()
        self.shown = shown
        self._context, self._jobs = context, jobs
        self._layout = column(self, gap=36)
        self.children_parts: list[ChildrenPart] = []
        self._sections: dict[str, QWidget] = {}
        self.score: ScorePart | None = None
        self.outcome: OutcomePart | None = None
        self._add_head(self._layout)
        after = shown.view.record.stage in {*words.CLOSED_STAGES, BidStage.SUBMITTED, BidStage.CLARIFICATION}
        middle = [self._outcome, self._tasks, self._score] if after else [self._tasks, self._score, self._outcome]
        # A long record is built a section at a time, so that its head can be read at once.
        self._to_build = [*middle, self._more, self._rest]
        self._build_next()
        self._later = QTimer(self)
        self._later.timeout.connect(self._build_next)
        self._later.start(0)

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        forms = [part for part in (self.score, self.outcome) if part is not None]
        return any(part.is_editing for part in (*self.children_parts, *forms))

    def flush(self) -> None:
        """Keep what was typed last."""
        for part in self.children_parts:
            part.flush()

    def make_whole(self) -> None:
        """Build what is still missing, at once."""
        while self._to_build:
            self._build_next()

    def _build_next(self) -> None:
        if self._to_build:
            self._to_build.pop(0)()
        else:
            self._later.stop()

    def _put(self, name: str, part: QWidget) -> None:
        self._sections[name] = part
        self._layout.addWidget(part)

    def _add_head(self, layout: QVBoxLayout) -> None:
        view = self.shown.view
        head = column(gap=6)
        title = row(gap=12, stretch=False)
        title.addWidget(label(view.record.title, "title"), 1)
        close = button("", self.close_wanted.emit, kind="quiet", icon="close", name="Close this bid")
        title.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(title)
        head.addWidget(label(words.about_words(view.record), "quiet"))
        badges: list[QWidget] = [StatusBadge(words.STAGES[view.record.stage])]
        if view.record.is_example:
            badges.append(StatusBadge(EXAMPLE))
        head.addWidget(ButtonRow(*badges))
        head.addSpacing(16)
        head.addWidget(label("The deadline", "overline"))
        closes = label(words.deadline_in_full(view.record), "lead", selectable=True)
        limit_width(closes, PROSE_WIDTH)
        head.addWidget(closes)
        if view.cutoff_words:
            head.addWidget(label(f"Your own limit: {view.cutoff_words}", selectable=True))
        if view.warnings and view.record.stage.before_deadline:
            head.addWidget(Note("\n".join(view.warnings), Tone.CAUTION, "Beware"))
        head.addSpacing(14)
        head.addWidget(self._stage_line())
        head.addSpacing(4)
        self.first = button("&Edit", self.edit_wanted.emit, icon="edit", name="Edit this bid")
        buttons: list[QWidget] = [self.first, button("Draft &letter", self.letter_wanted.emit, icon="letters")]
        link = view.record.link
        if link.startswith(("https://", "http://")):
            open_link = partial(self.link_wanted.emit, link)
            buttons.append(button("Open the noti&ce", open_link, kind="quiet", icon="open", description=link))
        buttons.append(button("&Print or save", self.print_wanted.emit, kind="quiet", icon="print"))
        if view.record.contract_id is not None:
            go = partial(self.go_wanted.emit, "contracts", view.record.contract_id)
            buttons.append(button("Open its contract", go, kind="quiet", icon="contracts"))
        if view.record.rebid_of is not None:
            go = partial(self.go_wanted.emit, "contracts", view.record.rebid_of)
            buttons.append(button("The contract held now", go, kind="quiet", icon="contracts"))
        head.addWidget(ButtonRow(*buttons))
        head.addSpacing(4)
        head.addWidget(flowing(*self._links()))
        layout.addLayout(head)
        layout.addWidget(KeyFacts(list(words.key_facts(view))))

    def _stage_line(self) -> QWidget:
        self.stage = SelectField(words.stage_choices(self.shown.view.record.stage))
        self.stage.set_value(self.shown.view.record.stage)
        fix_width(self.stage, 190)
        self.stage.setAccessibleName("Stage")
        self.stage.setAccessibleDescription("Choosing another stage moves the bid there")
        self.stage.changed.connect(self._move)
        name = label("&Stage", "label", wrap=False)
        name.setTextFormat(Qt.TextFormat.AutoText)
        name.setBuddy(self.stage)
        holder = QWidget()
        holder.setLayout(row(name, self.stage, gap=12))
        return holder

    def _move(self) -> None:
        stage = self.stage.value()
        if stage in kinds.AFTER_AWARD:
            self.stage.blockSignals(True)
            self.stage.set_value(self.shown.view.record.stage)
            self.stage.blockSignals(False)
            self.begin_outcome(won=stage is BidStage.WON)
        elif stage is not self.shown.view.record.stage:
            self.stage_wanted.emit(stage)

    def begin_outcome(self, *, won: bool) -> None:
        """Open the form of the outcome."""
        self.make_whole()
        if self.outcome is not None:
            self.outcome.begin(won)
            self._scroll("outcome")

    def _links(self) -> list[QWidget]:
        view = self.shown.view
        open_tasks = sum(task.done_on is None for task in view.tasks)
        places = (
            (f"Tasks ({open_tasks})", "tasks"),
            ("Go or no-go", "score"),
            ("Outcome", "outcome"),
            (f"Lots ({len(view.lots)})", "lots"),
            (f"Files ({len(view.files)})", "files"),
        )
        made: list[QWidget] = [label("On this page", "quiet", wrap=False)]
        return made + [button(text, partial(self._jump, name), kind="link") for text, name in places]

    def _scroll(self, name: str) -> None:
        self.make_whole()
        if (layout := self.layout()) is not None:
            layout.activate()
        section, area = self._sections[name], area_of(self)
        if area is not None:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + section.mapTo(area, section.rect().topLeft()).y())

    def _jump(self, name: str) -> None:
        self._scroll(name)
        section = self._sections[name]
        stop = next((w for w in section.findChildren(QPushButton) if w.isVisible()), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _children(self, kind: ChildKind, records: Any, action: Any = None) -> ChildrenPart:
        part = ChildrenPart(
            kind, records, self._context, partial(self._jobs.keep_child, self.shown.view.record.id), action
        )
        part.settled.connect(self.settled)
        part.removed.connect(partial(self._drop, kind.one))
        self.children_parts.append(part)
        return part

    def _drop(self, one: str, name: str, child_id: int) -> None:
        self._jobs.drop_child(self.shown.view.record.id, name, child_id, one)

    def _tasks(self) -> None:
        self._put("tasks", self._children(kinds.TASKS, self.shown.view.tasks, self._done_button))

    def _done_button(self, task: BidTaskRecord) -> QWidget:
        return done_box(task.title, task.done_on is not None, partial(self._jobs.task_done, task.id))

    def _score(self) -> None:
        self.score = ScorePart(self.shown.view)
        self.score.scored.connect(partial(self._jobs.set_score, self.shown.view.record.id))
        self.score.decided.connect(partial(self._jobs.decide, self.shown.view.record.id))
        self.score.threshold_wanted.connect(self._jobs.set_threshold)
        self.score.own_wanted.connect(self._jobs.set_own)
        self._put("score", self.score)

    def _outcome(self) -> None:
        self.outcome = OutcomePart(self.shown.view, self.shown.today, self._context)
        self.outcome.recorded.connect(self.outcome_wanted)
        self.outcome.contract_wanted.connect(self.contract_wanted)
        self.outcome.done_wanted.connect(self._jobs.clock_done)
        self._put("outcome", self.outcome)

    def _more(self) -> None:
        view = self.shown.view
        cost = Section("Time and cost so far")
        said = label(words.cost_words(self.shown.cost), selectable=True)
        limit_width(said, PROSE_WIDTH)
        cost.add(said)
        if self.shown.cost.total.minutes or self.shown.cost.missing:
            how = (*self.shown.cost.rules, *self.shown.cost.missing)
            cost.add(Folds([("How did you get this?", partial(paragraphs, how))], "time and cost of this bid"))
        self._put("cost", cost)
        if view.record.stage in kinds.AFTER_AWARD or view.scores:
            self._put("scores", self._children(kinds.SCORES, view.scores))
        self._put("lots", self._children(kinds.LOTS, view.lots))
        rules = Section("The procurement rules it is under")
        said = (view.regime.regime.label, "subheading"), (view.regime.reason, "body")
        for text, role in (*said, *((unknown, "quiet") for unknown in view.regime.unknowns)):
            line = label(text[:1].upper() + text[1:], role, selectable=True)
            limit_width(line, PROSE_WIDTH)
            rules.add(line)
        self._put("rules", rules)

    def _rest(self) -> None:
        view = self.shown.view
        empty = "No letter yet. A letter that starts from this bid is found here."
        related = RelatedPart((), (), view.letters, self.shown.today, "Letters", empty)
        related.opened.connect(self.go_wanted)
        self._put("letters", related)
        files = FilesPart(view.files)
        files.add_wanted.connect(self.file_wanted)
        files.open_wanted.connect(self._jobs.open_file)
        files.removed.connect(self._jobs.detach)
        self._put("files", files)
        self._put("history", HistoryPart(self.shown.history))
        foot = button(
            "Take this bid out",
            self.delete_wanted.emit,
            kind="quiet",
            icon="bin",
            description="Its letters stay, and undo brings it back",
        )
        self._put("foot", foot)
