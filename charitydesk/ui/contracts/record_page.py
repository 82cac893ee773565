"""The page of a room of records: the list and its filter, and the record beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from charitydesk.ui.kept_place import place_of, put_back
from charitydesk.ui.master_detail import MasterDetail
from charitydesk.ui.pages import Page, Width, scroll_by_key
from charitydesk.ui.reveal import area_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from charitydesk.errors import UserFacingError
    from charitydesk.ui.pages import PageContext

NEW = "new"
"""The key that opens a blank record."""


class RecordPage(Page):
    """List and record side by side.

    Args:
        context: What every page is given.
        title: The header's title.
    """

    split: MasterDetail
    """List and record, from `put_split` on."""

    def __init__(self, context: PageContext, title: str) -> None:
        super().__init__(context, title, width=Width.FULL, fill=True)
        self.open_id: int | None = None
        self.take_focus = False

    def put_split(self, master: QWidget) -> None:
        """Show a list, with room for a record beside it."""
        self.split = MasterDetail(master)
        self.body.addWidget(self.split, 1)
        self.split.turned.connect(self._turned)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self.split,
            self.close_record,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def _turned(self, _is_open: bool) -> None:
        self.header_changed.emit()

    @property
    def has_room(self) -> bool:
        """Whether list and record stand side by side."""
        return self.split.has_room

    def load_record(self) -> None:
        """Load the open record and show it."""

    def flush(self) -> None:
        """Keep what was typed last."""

    @property
    def is_editing(self) -> bool:
        """Whether a form is open in the record."""
        return False

    def open_by_id(self, record_id: int, *, take_focus: bool) -> None:
        """Open a record beside the list."""
        self.flush()
        self.open_id, self.take_focus = record_id, take_focus
        self.load_record()

    def close_record(self) -> None:
        """Show the list alone."""
        self.flush()
        self.open_id = None
        self.split.close_record()
        self.header_changed.emit()

    def show_view(self, view: QWidget, first: QWidget, *, same: bool) -> None:
        """Show a record; one shown afresh keeps its place.

        Args:
            view: The record.
            first: What takes the keyboard when a record was opened by key.
            same: Whether it is the record that was shown before.
        """
        before = self.split.record()
        place, name = place_of(before) if same else (0, "")
        was_open = self.split.is_open
        self.split.show_record(view)
        if not was_open:
            self.split.keep_list()
        put_back(view, place, name, first)
        if self.take_focus:
            self.take_focus = False
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def gone(self, error: UserFacingError) -> None:
        """Close what was undone or taken out elsewhere."""
        self.close_record()
        self.context.shell.show_error(error)

    def can_leave(self) -> bool:
        """Keep what was typed last."""
        self.flush()
        return True

    def scroll_by_key(self, key: int) -> bool:
        """Scroll whatever is being read."""
        area = area_of(self.split.record())
        return super().scroll_by_key(key) if area is None else scroll_by_key(area, key)
