"""A contract's record: by when to say no, what can be done, its facts, and all that hangs on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from charitydesk.domain.contracts import ContractStatus
from charitydesk.presentation import contract_children as kinds
from charitydesk.presentation import contract_words as words
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.notice_words import EXAMPLE
from charitydesk.ui.cards import ButtonRow, KeyFacts, Note, Section
from charitydesk.ui.contracts.children_part import ChildrenPart, done_box
from charitydesk.ui.contracts.files_part import FilesPart, HistoryPart
from charitydesk.ui.contracts.record_page import area_of
from charitydesk.ui.contracts.related_part import RelatedPart
from charitydesk.ui.notices.folds import Folds, flowing, paragraphs
from charitydesk.ui.parts import PROSE_WIDTH, button, column, label, row
from charitydesk.ui.scale import limit_width
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.services.obligations import ObligationRecord
    from charitydesk.ui.contracts.jobs import ContractJobs, ContractShown
    from charitydesk.ui.pages import PageContext

_MOVES = {
    ContractStatus.AGREED: ((ContractStatus.RUNNING, "It has begun"),),
    ContractStatus.RUNNING: ((ContractStatus.ENDING, "Notice was given"), (ContractStatus.ENDED, "It has ended")),
    ContractStatus.ENDING: ((ContractStatus.ENDED, "It has ended"), (ContractStatus.RUNNING, "It goes on")),
    ContractStatus.ENDED: ((ContractStatus.RUNNING, "It runs again"),),
}


class ContractRecordView(QWidget):
    """One contract.

    Args:
        shown: What it shows.
        context: What every page is given.
        jobs: Keeps what is changed in place.
    """

    notice_wanted = Signal()
    letter_wanted = Signal()
    edit_wanted = Signal()
    bid_wanted = Signal()
    status_wanted = Signal(object)
    close_wanted = Signal()
    delete_wanted = Signal()
    go_wanted = Signal(str, object)
    file_wanted = Signal()
    settled = Signal()

    def __init__(self, shown: ContractShown, context: PageContext, jobs: ContractJobs) -> None:
        super().__init__()
        self.shown = shown
        self._context, self._jobs = context, jobs
        self._layout = column(self, gap=36)
        self.children_parts: list[ChildrenPart] = []
        self._sections: dict[str, QWidget] = {}
        self._add_head(self._layout)
        # A long record is built a section at a time, so that its head can be read at once.
        self._to_build = [self._obligations, self._terms, self._money, self._variations, self._related, self._rest]
        self._build_next()
        self._later = QTimer(self)
        self._later.timeout.connect(self._build_next)
        self._later.start(0)

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        return any(part.is_editing for part in self.children_parts)

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
        close = button("", self.close_wanted.emit, kind="quiet", icon="close", name="Close this contract")
        title.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(title)
        head.addWidget(label(words.about_words(view.record), "quiet"))
        badges: list[QWidget] = [StatusBadge(words.STATUSES[view.record.status])]
        if view.record.is_example:
            badges.append(StatusBadge(EXAMPLE))
        head.addWidget(ButtonRow(*badges))
        head.addSpacing(16)
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
            button("&Bid again", self.bid_wanted.emit, kind="quiet", icon="bids"),
        ]
        buttons += [
            button(text, partial(self.status_wanted.emit, status), kind="quiet")
            for status, text in _MOVES[view.record.status]
        ]
        head.addWidget(ButtonRow(*buttons))
        head.addSpacing(4)
        head.addWidget(flowing(*self._links()))
        layout.addLayout(head)
        facts = column(gap=12)
        facts.addWidget(KeyFacts(list(words.key_facts(view))))
        if view.commissioner is not None:
            key = f"commissioner:{view.commissioner.id}"
            name = f"{view.commissioner.name}: people, kind and nation"
            go = partial(self.go_wanted.emit, "contracts", key)
            facts.addWidget(ButtonRow(button(name.replace("&", "&&"), go, kind="quiet", icon="building")))
        layout.addLayout(facts)

    def _links(self) -> list[QWidget]:
        view = self.shown.view
        open_ones = sum(one.done_on is None for one in view.obligations)
        related = len(view.notices) + len(view.bids) + len(view.letters)
        places = (
            (f"Obligations ({open_ones})", "obligations"),
            ("Procurement rules", "terms"),
            (f"Variations ({len(view.variations)})", "variations"),
            (f"Notices, bids and letters ({related})", "related"),
            (f"Files ({len(view.files)})", "files"),
        )
        made: list[QWidget] = [label("On this page", "quiet", wrap=False)]
        return made + [button(text, partial(self._jump, name), kind="link") for text, name in places]

    def _jump(self, name: str) -> None:
        self.make_whole()
        section = self._sections[name]
        area = area_of(self)
        if area is not None:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + section.mapTo(area, section.rect().topLeft()).y())
        stop = next((w for w in section.findChildren(QPushButton) if w.isVisible()), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _children(self, kind: kinds.ChildKind, records: Any, action: Any = None) -> ChildrenPart:
        owner = self.shown.view.record.id
        part = ChildrenPart(kind, records, self._context, partial(self._jobs.keep_child, owner), action)
        part.settled.connect(self.settled)
        part.removed.connect(partial(self._drop, kind.one))
        self.children_parts.append(part)
        return part

    def _drop(self, one: str, name: str, child_id: int) -> None:
        self._jobs.drop_child(self.shown.view.record.id, name, child_id, one)

    def _obligations(self) -> None:
        found = self.shown.view.obligations
        ordered = sorted(found, key=lambda one: (one.done_on is not None, one.due_on is None, one.due_on or one.title))
        self._put("obligations", self._children(kinds.OBLIGATIONS, ordered, self._done_button))

    def _done_button(self, record: ObligationRecord) -> QWidget:
        return done_box(record.title, record.done_on is not None, partial(self._jobs.obligation_done, int(record.id)))

    def _terms(self) -> None:
        view = self.shown.view
        part = Section("The procurement rules it is under")
        said = (view.regime.regime.label, "subheading"), (view.regime.reason, "body")
        for text, role in (*said, *((unknown, "quiet") for unknown in view.regime.unknowns)):
            line = label(text[:1].upper() + text[1:], role, selectable=True)
            limit_width(line, PROSE_WIDTH)
            part.add(line)
        self._put("terms", part)
        self._put("clauses", self._children(kinds.CLAUSES, view.clauses))

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
        view = self.shown.view
        files = FilesPart(view.files)
        files.add_wanted.connect(self.file_wanted)
        files.open_wanted.connect(self._jobs.open_file)
        files.removed.connect(self._jobs.detach)
        self._put("files", files)
        self._put("history", HistoryPart(self.shown.history))
        foot = button(
            "Take this contract out",
            self.delete_wanted.emit,
            kind="quiet",
            icon="bin",
            description="Its notices, letters and bids stay, and undo brings it back",
        )
        self._put("foot", foot)
