"""Local compacts: the list, the record beside it, and its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from charitydesk.domain.ids import LocalCompactId
from charitydesk.presentation.library_compact import NEVER_ASSUME, CompactDraft, compact_summary
from charitydesk.presentation.library_words import COMPACT_STATUS
from charitydesk.services.library import CompactView
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.library.compact_editor import CompactEditor
from charitydesk.ui.library.compact_record import CompactRecord
from charitydesk.ui.master_detail import NARROW, MasterDetail
from charitydesk.ui.pages import HeaderAction, Width
from charitydesk.ui.parts import column, label, measure
from charitydesk.ui.scale import limit_width, scaled
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext

_NOTE_WIDTH, _LEAST_HEIGHT = 900, 260
_EMPTY = "Type in the copy you hold, word for word; it stays on this computer."


class CompactsView(QWidget):
    """The local compacts.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__()
        self._services, self._context = services, context
        self._open_id = 0
        self._choosing = False
        model = RowsModel[CompactView](_columns(), sentence=_spoken)
        empty = EmptyState("library", "No local compact yet", _EMPTY, "&Type one in", self.add)
        self.table = RowsTable[CompactView](model, "Local compacts", empty)
        self.table.chosen.connect(self._chosen)
        self.table.activated.connect(self._activated)
        self.table.view.clicked.connect(self._clicked)
        self.split = MasterDetail(self.table)
        self.split.setMinimumHeight(_LEAST_HEIGHT)
        self.editor: CompactEditor | None = None
        self._sheet = _Sheet()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.split)
        self._stack.addWidget(self._sheet)
        self._warning = label(NEVER_ASSUME, "quiet")
        limit_width(self._warning, _NOTE_WIDTH)
        layout = column(self, gap=16)
        layout.addWidget(self._warning)
        layout.addWidget(self._stack, 1)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the header's buttons."""
        return [HeaderAction("&Add a local compact", self.add, "add", primary=True)]

    def flush(self) -> None:
        """Keep what was typed last."""
        if self.editor is not None:
            self.editor.flush()

    def refresh(self) -> None:
        """Load the list again, and the compact that is open unless its form already shows what is kept."""
        views = self._services.library.compacts()
        self._choosing = True
        self.table.model.set_rows(views)
        shown = next((view for view in views if view.compact.id == self._open_id), None)
        if shown is not None:
            self.table.choose(shown)
        self._choosing = False
        if self.editor is not None:
            self._refresh_editor(self.editor, shown)
        elif self.split.is_open:
            self._show(shown)

    def _refresh_editor(self, editor: CompactEditor, shown: CompactView | None) -> None:
        kept = editor.draft.kept
        if kept is None or kept == shown:
            return
        if shown is None:
            self._show(None)
        else:
            self._edit(CompactDraft.of(shown))

    def open_compact(self, compact_id: int) -> None:
        """Show a local compact."""
        self.flush()
        self._show(self._view(compact_id))

    def open_clause(self, clause_id: int) -> None:
        """Show the local compact a clause stands in."""
        for view in self._services.library.compacts():
            if any(clause.id == clause_id for clause in view.clauses):
                self.open_compact(view.compact.id)

    def add(self) -> None:
        """Begin a new one."""
        self.flush()
        self._open_id = 0
        self.table.view.clearSelection()
        self._edit(CompactDraft.new())

    def edit(self) -> None:
        """Change the one that is open."""
        view = self._view(self._open_id)
        if view is not None:
            self._edit(CompactDraft.of(view))

    def delete(self) -> None:
        """Take the open one out; undo brings it back."""
        view = self._view(self._open_id)
        if view is None:
            return
        self._show(None)
        self._services.library.delete_compact(view.compact.id)
        self._context.shell.notify(f"Took out the local compact “{view.compact.name}”.", undo=True)

    def _edit(self, draft: CompactDraft) -> None:
        editor = CompactEditor(self._services, self._context, draft)
        editor.kept.connect(self._kept)
        editor.finished.connect(self._finished)
        holder = QWidget()
        inside = column(holder)
        inside.setContentsMargins(0, 0, 12, 24)
        inside.addWidget(measure(editor, int(Width.PROSE)))
        inside.addStretch(1)
        self._sheet.setWidget(holder)
        self.editor = editor
        self._stack.setCurrentWidget(self._sheet)
        self._warning.hide()
        editor.name.setFocus()

    def _close_editor(self) -> None:
        if self.editor is None:
            return
        self.editor = None
        self._stack.setCurrentWidget(self.split)
        self._sheet.takeWidget().deleteLater()
        self._warning.show()

    def _kept(self, compact_id: int) -> None:
        self._open_id = compact_id

    def _finished(self) -> None:
        self._show(self._view(self._open_id))

    def _view(self, compact_id: int) -> CompactView | None:
        known = (view for view in self._services.library.compacts() if view.compact.id == LocalCompactId(compact_id))
        return next(known, None)

    def _show(self, view: CompactView | None) -> None:
        self._close_editor()
        if view is None:
            self._open_id = 0
            self.split.close_record()
            return
        self._open_id = view.compact.id
        register = self._services.library.register
        self.split.show_record(CompactRecord(view, register, self.edit, self.delete))
        self._choosing = True
        self.table.choose(view)
        self._choosing = False

    def _chosen(self, view: CompactView) -> None:
        if not self._choosing and self.split.width() >= scaled(NARROW):
            self.open_compact(view.compact.id)

    def _activated(self, view: CompactView) -> None:
        self.open_compact(view.compact.id)

    def _clicked(self, _index: object) -> None:
        view = self.table.current()
        if view is not None and (view.compact.id != self._open_id or not self.split.is_open):
            self.open_compact(view.compact.id)


class _Sheet(QScrollArea):
    """The form's paper: it takes what height there is and scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(200)

    def sizeHint(self) -> QSize:
        """Return the least height: a long form must not lengthen the page."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def _columns() -> list[Column[CompactView]]:
    return [
        Column("Local compact", lambda v: v.compact.name, second_line=compact_summary),
        Column(
            "Does it stand?",
            lambda v: COMPACT_STATUS[v.compact.status].word,
            badge=lambda v: COMPACT_STATUS[v.compact.status],
            width=170,
            keep=True,
        ),
        Column("Notice it promises", lambda v: v.compact.notice_period or "Not recorded", width=180),
    ]


def _spoken(view: CompactView) -> str:
    notice = f" It promises {view.compact.notice_period} of notice." if view.compact.notice_period else ""
    return f"{view.compact.name}, {compact_summary(view)}. {COMPACT_STATUS[view.compact.status].word}.{notice}"
