"""What stands where in the window: sidebar, search, header, notice bar, page, help, strip; and how it fits any size."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from charitydesk.ui.header import PageHeader
from charitydesk.ui.parts import column
from charitydesk.ui.scale import limit_width, scaled, side_margin
from charitydesk.ui.search_box import SearchBox
from charitydesk.ui.sidebar import Sidebar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from charitydesk.ui.help_panel import HelpPanel
    from charitydesk.ui.notice_bar import NoticeBar
    from charitydesk.ui.status_strip import StatusStrip

NARROW, LOW = 840, 560
"""Below these the sidebar shows icons alone and the header loses its second line."""
HELP_WIDTH = 340
ALONE_WIDTH = 800
"""A page that stands alone lies in the middle, this wide."""


class _Main(QWidget):
    def __init__(self, fit: Callable[[int], object]) -> None:
        super().__init__()
        self._fit = fit

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())


class Stage(QWidget):
    """The window's whole surface; what is hidden at first is made on first use, and the first paint waits for none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self._alone = False
        self.sidebar = Sidebar()
        self.search = SearchBox(self)
        limit_width(self.search, 520)
        self.top = QFrame()
        self.top.setObjectName("topbar")
        self._top_layout = QHBoxLayout(self.top)
        self._top_layout.addWidget(self.search, 4)
        self._top_layout.addStretch(1)
        self.header = PageHeader()
        self._bar_row = column(gap=0)
        self.pages = QStackedWidget()
        self._help: HelpPanel | None = None
        self._main = _Main(self._fit_main)
        main = column(self._main, gap=0)
        main.addWidget(self.top)
        main.addWidget(self.header)
        main.addLayout(self._bar_row)
        main.addWidget(self.pages, 1)
        self._main_column = main
        across = QHBoxLayout(self)
        self._across = across
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addWidget(self._main, 1)

    @cached_property
    def bar(self) -> NoticeBar:
        """The notice bar."""
        from charitydesk.ui.notice_bar import NoticeBar  # noqa: PLC0415 - see the class

        made = NoticeBar()
        self._bar_row.addWidget(made)
        return made

    @cached_property
    def strip(self) -> StatusStrip:
        """The strip at the foot."""
        from charitydesk.ui.status_strip import StatusStrip  # noqa: PLC0415 - see the class

        made = StatusStrip()
        self._main_column.addWidget(made)
        return made

    @property
    def help(self) -> HelpPanel:
        """The help beside the page."""
        if self._help is None:
            from charitydesk.ui.help_panel import HelpPanel  # noqa: PLC0415 - see the class

            self._help = HelpPanel()
            self._help.closed.connect(self.fit)
            self._across.addWidget(self._help)
        return self._help

    @property
    def help_is_open(self) -> bool:
        """True while help is read."""
        return self._help is not None and not self._help.isHidden()

    def set_alone(self, alone: bool) -> None:
        """Show the page without sidebar and search, or with them."""
        self._alone = alone
        self.sidebar.setVisible(not alone)
        self.top.setVisible(not alone)
        self.fit()

    def focus_page(self) -> None:
        """Give the keyboard to the page itself, as browsers do: its title is spoken, Tab goes to its first field."""
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit everything to the room there is."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Fit sidebar, header and help to the room there is."""
        narrow, low = self.width() < scaled(NARROW), self.height() < scaled(LOW)
        self.sidebar.set_compact(narrow)
        self.header.set_compact(low)
        side = max(0, (self.width() - scaled(ALONE_WIDTH)) // 2) if self._alone else 0
        self._across.setContentsMargins(side, min(48, self.height() // 12) if self._alone else 0, side, 0)
        self._main.setVisible(not (narrow and self.help_is_open))
        if self._help is not None:
            self._help.setMinimumWidth(0 if narrow else scaled(HELP_WIDTH))
            self._help.setMaximumWidth(self.width() if narrow else scaled(HELP_WIDTH))
        self._fit_main(self._main.width())

    def _fit_main(self, width: int) -> None:
        low, side = self.height() < scaled(LOW), side_margin(width)
        self._top_layout.setContentsMargins(side, 4 if low else 10, side, 2)
        self._bar_row.setContentsMargins(side, 0, side, 8 if low else 16)
