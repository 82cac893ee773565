"""What every section of Settings is built on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charitydesk.ui.parts import column, label

if TYPE_CHECKING:
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext


class Panel(QWidget):
    """One section: a heading, a quiet sentence, and what can be set.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        title: The heading.
        words: A sentence under it.
    """

    summed_up = Signal()
    """Told when what the list says of this section is no longer so, though no record changed."""

    def __init__(self, services: Services, context: PageContext, title: str, words: str = "") -> None:
        super().__init__()
        self.services, self.context = services, context
        self.body: QVBoxLayout = column(self, gap=22)
        head = column(gap=4)
        head.addWidget(label(title, "heading"))
        if words:
            head.addWidget(label(words, "quiet"))
        self.body.addLayout(head)

    def refresh(self) -> None:
        """Show what is kept now; called when the section opens and after every change."""

    def flush(self) -> None:
        """Keep what was typed last."""

    def first_field(self) -> QWidget | None:
        """Return what takes the keyboard when the section is opened by hand."""
        return None
