"""Statements of unfunded cost: made of the view shown, kept as they were, written as Word, PDF, Excel or CSV."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from charitydesk.domain.ledger_cuts import Asked
from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.cost_ledger import file_name, statement_asked
from charitydesk.ui.cards import ButtonRow, Note, Section
from charitydesk.ui.parts import announce, button, clear, column, fill, label, row, rule
from charitydesk.ui.reveal import reveal
from charitydesk.ui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from charitydesk.domain.ids import StatementId
    from charitydesk.services.bundle import Services
    from charitydesk.services.statements import StatementRecord
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress
    from charitydesk.ui.time.view import RoomState

KINDS = (
    (".docx", "Word", "Word document (*.docx)", "word"),
    (".pdf", "PDF", "PDF document (*.pdf)", "pdf"),
    (".xlsx", "Excel", "Excel workbook (*.xlsx)", "download"),
    (".csv", "CSV", "Comma-separated values (*.csv)", "download"),
)
_SHOWN = 5


class StatementsPart(Section):
    """Making a statement, and those made.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        state: What the parts of the room share.
    """

    def __init__(self, services: Services, context: PageContext, state: RoomState) -> None:
        super().__init__("Statements", "Each is kept as it was made: no later entry, rate or payment changes it.")
        self._services, self._context, self._state = services, context, state
        self._asked = Asked()
        self._whole = False
        self.band = QFrame()
        self.band.setObjectName("panel")
        inside = column(self.band, gap=10)
        inside.setContentsMargins(16, 12, 16, 14)
        self._about = label("", "subheading")
        inside.addWidget(self._about)
        inside.addWidget(label("Choose the kind of file. The statement counts bidding and re-bidding alone.", "quiet"))
        self._warnings = column(gap=0)
        inside.addLayout(self._warnings)
        self.kinds = {
            ending: button(words, partial(self.make, ending), icon=icon, name=f"Make the statement as {words}")
            for ending, words, _, icon in KINDS
        }
        cancel = button("Cancel", self.band.hide, kind="quiet")
        inside.addWidget(ButtonRow(*self.kinds.values(), cancel))
        self.band.hide()
        self._list = column(gap=10)
        self.add(self.band)
        self.body.addLayout(self._list)

    def show_for(self, asked: Asked) -> None:
        """Know what the view shows: a statement is made of the same period and commissioner."""
        self._asked = statement_asked(asked)
        about = asked.commissioner or "every commissioner"
        self._about.setText(f"A statement of {asked.period}, {about}")

    def begin(self) -> None:
        """Offer the kinds of file, and say whose pay the sums could tell."""
        clear(self._warnings)
        self._context.tasks.run(partial(_warning, self._services, self._asked), self._warn, title="Looking it through")
        self.band.show()
        reveal(self.band)
        self.kinds[".docx"].setFocus()
        announce(self.band, self._about.text())

    def _warn(self, words: str) -> None:
        fill(self._warnings, [Note(words, Tone.CAUTION, "Before it goes out")] if words else [])

    def make(self, ending: str) -> None:
        """Make a statement of the view and write it."""
        self._choose(ending, None)

    def _choose(self, ending: str, kept: StatementRecord | None) -> None:
        kinds = next(words for other, _, words, _ in KINDS if other == ending)
        body = kept.commissioner if kept else self._asked.commissioner
        name = file_name(body, self._context.clock.today(), ending)
        answer = partial(self._write, None if kept is None else kept.id)
        self._context.asker.choose_save_path("Save the statement", name, kinds, answer)

    def _write(self, kept: StatementId | None, target: Path) -> None:
        work = partial(_write, self._services, self._asked, kept, target)
        self._context.tasks.run(work, self._written, title="Writing the statement", pool=Pool.DATA)

    def _written(self, target: Path) -> None:
        self.band.hide()
        self._context.shell.notify(f"The statement was saved as {target.name}.")
        self.refresh()

    def forget(self) -> None:
        """Show no statement until they are read again."""
        clear(self._list)

    def refresh(self) -> None:
        """List the statements made."""
        self._context.tasks.run(self._read, self._show, title="Reading the statements")

    def _read(self, _progress: Progress) -> tuple[StatementRecord, ...]:
        return self._services.statements.list()

    def _show(self, found: Sequence[StatementRecord]) -> None:
        clear(self._list)
        if not found:
            self._list.addWidget(label("None made yet.", "quiet"))
        for record in found if self._whole else found[:_SHOWN]:
            self._list.addWidget(rule())
            self._list.addWidget(self._line(record))
        if len(found) > _SHOWN and not self._whole:
            self._list.addWidget(ButtonRow(button("Show all of them", self._show_all, kind="quiet")))

    def _show_all(self) -> None:
        self._whole = True
        self.refresh()

    def _line(self, record: StatementRecord) -> QWidget:
        holder = QWidget()
        texts = column(gap=2)
        texts.addWidget(label(record.title, "subheading"))
        period = Asked(record.from_date, record.to_date).period
        sums = f": {pounds(record.unfunded)} unfunded of {pounds(record.cost)}."
        if record.content["total"].get("alone") and not self._state.finance:
            sums = ". It rests on one person's time: its sums show in the finance view."
        made = f"Made on {date_words(record.recorded_at.date())}, {period}{sums}"
        texts.addWidget(label(made, "quiet"))
        across = row(gap=4, stretch=False)
        across.addLayout(texts, 1)
        for ending, words, _, _ in KINDS:
            name = f"Save {record.title} of {date_words(record.recorded_at.date())} again as {words}"
            across.addWidget(button(words, partial(self._choose, ending, record), kind="quiet", name=name))
        column(holder).addLayout(across)
        return holder


def _warning(services: Services, asked: Asked, _progress: Progress) -> str:
    return services.statements.draw_up(asked).warning


def _write(services: Services, asked: Asked, kept: StatementId | None, target: Path, _progress: Progress) -> Path:
    """Write a statement, and keep a new one as it is once its file stands."""
    statement = services.statements.draw_up(asked) if kept is None else services.statements.open(kept)
    services.statements.save(statement, target)
    if kept is None:
        services.statements.freeze(statement, asked)
    return target
