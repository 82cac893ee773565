"""A contract's record: by when to say no, what can be done, its facts, and all that hangs on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from charitydesk.domain.contracts import ContractStatus
from charitydesk.presentation import contract_children as kinds
from charitydesk.presentation import contract_words as words
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.bid_words import cost_words
from charitydesk.ui.cards import ButtonRow, KeyFacts, Note
from charitydesk.ui.contracts.children_part import done_box
from charitydesk.ui.contracts.record_view import SectionedRecord
from charitydesk.ui.contracts.related_part import RelatedPart
from charitydesk.ui.contracts.risk_part import RiskPart
from charitydesk.ui.notices.folds import Folds, flowing, paragraphs
from charitydesk.ui.parts import PROSE_WIDTH, button, column, label
from charitydesk.ui.scale import limit_width

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from charitydesk.services.obligations import ObligationRecord
    from charitydesk.ui.contracts.jobs import ContractJobs, ContractShown
    from charitydesk.ui.pages import PageContext

_MOVES = {
    ContractStatus.AGREED: ((ContractStatus.RUNNING, "It has begun"),),
    ContractStatus.RUNNING: ((ContractStatus.ENDING, "Notice was given"), (ContractStatus.ENDED, "It has ended")),
    ContractStatus.ENDING: ((ContractStatus.ENDED, "It has ended"), (ContractStatus.RUNNING, "It goes on")),
    ContractStatus.ENDED: ((ContractStatus.RUNNING, "It runs again"),),
}


class ContractRecordView(SectionedRecord):
    """One contract.

    Args:
        shown: What it shows.
        context: What every page is given.
        jobs: Keeps what is changed in place.
    """

    notice_wanted = Signal()
    bid_wanted = Signal()
    status_wanted = Signal(object)

    shown: ContractShown
    _jobs: ContractJobs

    def __init__(self, shown: ContractShown, context: PageContext, jobs: ContractJobs) -> None:
        super().__init__("contract", shown, context, jobs)
        self._add_head(self._layout)
        sections = [self._obligations, self._terms, self._risk, self._money, self._variations, self._related]
        self.build([*sections, self._time, self._rest])

    def _add_head(self, layout: QVBoxLayout) -> None:
        view = self.shown.view
        head = self._title(words.about_words(view.record), words.STATUSES[view.record.status])
        head.addWidget(label("The notice window", "overline"))
        window = label(view.window.sentence, "lead", selectable=True)
        limit_width(window, PROSE_WIDTH + 60)
        head.addWidget(window)
        if view.window.unknowns:
            fill = button("Fill it in", self.edit_wanted.emit, icon="edit", name="Fill in what is not known")
            head.addWidget(Note("\n".join(view.window.unknowns), Tone.UNSURE, "To work it out", fill))
        if view.window.working:
            how = ("How did you get this?", partial(paragraphs, view.window.working))
            head.addWidget(Folds([how], "the notice window"))
        head.addSpacing(14)
        self.first = button("Record a &notice", self.notice_wanted.emit, kind="primary", icon="notices")
        buttons: list[QWidget] = [
            self.first,
            button("Draft &letter", self.letter_wanted.emit, icon="letters"),
            button("&Edit", self.edit_wanted.emit, icon="edit", name="Edit this contract"),
            button("&Print or save", self.print_wanted.emit, kind="quiet", icon="print"),
            button("&Bid again", self.bid_wanted.emit, kind="quiet", icon="bids"),
        ]
        buttons += [
            button(text, partial(self.status_wanted.emit, status), kind="quiet")
            for status, text in _MOVES[view.record.status]
        ]
        head.addWidget(ButtonRow(*buttons))
        head.addSpacing(4)
        head.addWidget(flowing(*self._links(self._places())))
        layout.addLayout(head)
        facts = column(gap=12)
        facts.addWidget(KeyFacts(list(words.key_facts(view))))
        if view.commissioner is not None:
            key = f"commissioner:{view.commissioner.id}"
            name = f"{view.commissioner.name}: people, kind and nation"
            go = partial(self.go_wanted.emit, "contracts", key)
            facts.addWidget(ButtonRow(button(name.replace("&", "&&"), go, kind="quiet", icon="building")))
        layout.addLayout(facts)

    def _places(self) -> tuple[tuple[str, str], ...]:
        view = self.shown.view
        open_ones = sum(one.done_on is None for one in view.obligations)
        related = len(view.notices) + len(view.bids) + len(view.letters)
        return (
            (f"Obligations ({open_ones})", "obligations"),
            ("Procurement rules", "terms"),
            (f"Risk ({len(self.shown.risks.found)})", "risk"),
            (f"Variations ({len(view.variations)})", "variations"),
            (f"Notices, bids and letters ({related})", "related"),
            ("Time and cost", "cost"),
            (f"Files ({len(view.files)})", "files"),
        )

    def _obligations(self) -> None:
        found = self.shown.view.obligations
        ordered = sorted(found, key=lambda one: (one.done_on is not None, one.due_on is None, one.due_on or one.title))
        self._put("obligations", self._children(kinds.OBLIGATIONS, ordered, self._done_button))

    def _done_button(self, record: ObligationRecord) -> QWidget:
        return done_box(record.title, record.done_on is not None, partial(self._jobs.obligation_done, int(record.id)))

    def _terms(self) -> None:
        self._put("terms", self._rules())
        self._put("clauses", self._children(kinds.CLAUSES, self.shown.view.clauses))

    def _risk(self) -> None:
        self._put("risk", RiskPart(self.shown.risks))

    def _time(self) -> None:
        part = self._cost()
        for name, cost in self.shown.around:
            line = label(f"{name}. {cost_words(cost)}", "body", selectable=True)
            limit_width(line, PROSE_WIDTH)
            part.add(line)
        self._put("cost", part)

    def _money(self) -> None:
        view = self.shown.view
        self._put("years", self._children(kinds.YEARS, view.years))
        self._put("extensions", self._children(kinds.EXTENSIONS, view.extensions))

    def _variations(self) -> None:
        self._put("variations", self._children(kinds.VARIATIONS, self.shown.view.variations))

    def _related(self) -> None:
        view = self.shown.view
        part = RelatedPart(view.notices, view.bids, view.letters, self.shown.today)
        part.opened.connect(self.go_wanted)
        self._put("related", part)

    def _rest(self) -> None:
        self._foot("Its notices, letters and bids stay, and undo brings it back")
