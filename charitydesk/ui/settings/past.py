"""The history of what was done, and what the program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk import __version__
from charitydesk.errors import UserFacingError
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.settings_words import DATA_LICENCES, LICENCES, NOT_ADVICE, OWN_LICENCE, history_words
from charitydesk.services.history import HistoryLine
from charitydesk.ui.cards import ButtonRow, Note, Section
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.parts import button, column, label
from charitydesk.ui.scale import scaled
from charitydesk.ui.settings.panel import Panel
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import Column, Fetch, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext

_TABLE_HEIGHT, _LONGEST_NAME = 380, 44


class HistoryPanel(Panel):
    """Everything that was done, latest first.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(
            services,
            context,
            "History",
            "Every change with its day and who made it. It is kept when you close CharityDesk, and so is what can be"
            " undone.",
        )
        self.undo = button("&Undo", self.take_back, icon="undo")
        self.redo = button("&Redo", self.do_again, icon="redo")
        self.body.addWidget(ButtonRow(self.undo, self.redo))
        model = RowsModel[HistoryLine](
            [
                Column(
                    "What was done",
                    lambda line: history_words(line).what,
                    second_line=lambda line: history_words(line).who,
                ),
                Column(
                    "How it stands",
                    lambda line: history_words(line).badge.word,
                    badge=lambda line: history_words(line).badge,
                    width=180,
                    keep=True,
                ),
            ]
        )
        empty = EmptyState("time", "Nothing yet", "What you record and change is listed here.")
        self.table = RowsTable[HistoryLine](model, "History", empty)
        self.table.setMinimumHeight(scaled(_TABLE_HEIGHT))
        self.body.addWidget(self.table, 1)

    def first_field(self) -> QWidget:
        """Return the list."""
        return self.table

    def refresh(self) -> None:
        """List the history again and name what can be undone and redone."""
        self.table.model.set_source(self._page)
        _name(self.undo, "&Undo", self.services.history.next_undo())
        _name(self.redo, "&Redo", self.services.history.next_redo())

    def _page(self, fetch: Fetch) -> Sequence[HistoryLine]:
        return self.services.history.list(offset=fetch.offset, limit=fetch.limit)

    def take_back(self) -> None:
        """Undo the change that is next."""
        self._do(self.services.history.undo, "Undone")

    def do_again(self) -> None:
        """Redo the change that was undone last."""
        self._do(self.services.history.redo, "Done again")

    def _do(self, act: Callable[[], object], verb: str) -> None:
        name = self.services.history.next_undo() if verb == "Undone" else self.services.history.next_redo()
        try:
            act()
        except UserFacingError as error:
            self.context.shell.show_error(error)
            return
        self.refresh()
        self.context.shell.notify(f"{verb}: {name}.")


def _name(target: QPushButton, verb: str, name: str | None) -> None:
    shown = (name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…") if name else ""
    shown = shown.replace("&", "&&")
    target.setText(f"{verb}: {shown}" if shown else verb)
    target.setAccessibleName(f"{verb.replace('&', '')}: {name}" if name else verb.replace("&", ""))
    target.setEnabled(bool(name))


class AboutPanel(Panel):
    """Version, what it is not, and the licences of what it is built on.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(services, context, "About CharityDesk", f"Version {__version__}")
        self.body.addWidget(Note(NOT_ADVICE, Tone.ACCENT, "Not legal advice"))
        built = Section("What it is built on", OWN_LICENCE)
        lines = column(gap=10)
        for names, purpose, licence in LICENCES:
            pair = column(gap=0)
            pair.addWidget(label(names, "subheading"))
            pair.addWidget(label(f"For {purpose}: {licence}.", "quiet"))
            lines.addLayout(pair)
        built.body.addLayout(lines)
        built.add(label(DATA_LICENCES))
        self.body.addWidget(built)
