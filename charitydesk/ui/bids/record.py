"""A bid's record: when it closes and what to beware of, its stage, score, tasks, outcome and all that hangs on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from charitydesk.domain.bids import BidStage
from charitydesk.presentation import bid_fields as kinds
from charitydesk.presentation import bid_words as words
from charitydesk.presentation.badges import Tone
from charitydesk.ui.bids.outcome_part import OutcomePart
from charitydesk.ui.bids.score_part import ScorePart
from charitydesk.ui.cards import ButtonRow, KeyFacts, Note
from charitydesk.ui.contracts.children_part import done_box
from charitydesk.ui.contracts.record_view import SectionedRecord
from charitydesk.ui.contracts.related_part import RelatedPart
from charitydesk.ui.fields import SelectField
from charitydesk.ui.notices.folds import flowing
from charitydesk.ui.parts import PROSE_WIDTH, button, label, row
from charitydesk.ui.scale import fix_width, limit_width

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.services.bids import BidTaskRecord
    from charitydesk.ui.bids.jobs import BidJobs, BidShown
    from charitydesk.ui.pages import PageContext


class BidRecordView(SectionedRecord):
    """One bid.

    Args:
        shown: What it shows.
        context: What every page is given.
        jobs: Keeps what is changed in place.
    """

    stage_wanted = Signal(object)
    outcome_wanted = Signal(object)
    contract_wanted = Signal()
    link_wanted = Signal(str)

    shown: BidShown
    _jobs: BidJobs

    def __init__(self, shown: BidShown, context: PageContext, jobs: BidJobs) -> None:
        super().__init__("bid", shown, context, jobs)
        self.score: ScorePart | None = None
        self.outcome: OutcomePart | None = None
        self._add_head(self._layout)
        after = shown.view.record.stage in {*words.CLOSED_STAGES, BidStage.SUBMITTED, BidStage.CLARIFICATION}
        middle = [self._outcome, self._tasks, self._score] if after else [self._tasks, self._score, self._outcome]
        self.build([*middle, self._more, self._rest])

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        forms = [part for part in (self.score, self.outcome) if part is not None]
        return super().is_editing or any(part.is_editing for part in forms)

    def _add_head(self, layout: QVBoxLayout) -> None:
        view = self.shown.view
        head = self._title(words.about_words(view.record), words.STAGES[view.record.stage])
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
        head.addWidget(flowing(*self._links(self._places())))
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

    def _places(self) -> tuple[tuple[str, str], ...]:
        view = self.shown.view
        open_tasks = sum(task.done_on is None for task in view.tasks)
        return (
            (f"Tasks ({open_tasks})", "tasks"),
            ("Go or no-go", "score"),
            ("Outcome", "outcome"),
            ("Time and cost", "cost"),
            (f"Lots ({len(view.lots)})", "lots"),
            (f"Files ({len(view.files)})", "files"),
        )

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
        self._put("cost", self._cost())
        if view.record.stage in kinds.AFTER_AWARD or view.scores:
            self._put("scores", self._children(kinds.SCORES, view.scores))
        self._put("lots", self._children(kinds.LOTS, view.lots))
        self._put("rules", self._rules())

    def _rest(self) -> None:
        view = self.shown.view
        empty = "No letter yet. A letter that starts from this bid is found here."
        related = RelatedPart((), (), view.letters, self.shown.today, "Letters", empty)
        related.opened.connect(self.go_wanted)
        self._put("letters", related)
        self._foot("Its letters stay, and undo brings it back")
