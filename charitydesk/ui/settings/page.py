"""The Settings page: its sections as a list, the one chosen beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from charitydesk.domain.states import Appearance
from charitydesk.presentation.settings_words import TITLES, Part, summaries
from charitydesk.presentation.shell import HelpTopic
from charitydesk.services.changes import Topic
from charitydesk.ui.cards import LinkCard
from charitydesk.ui.master_detail import NARROW, MasterDetail
from charitydesk.ui.pages import Page, Width, side_margin
from charitydesk.ui.parts import column, measure, restyle
from charitydesk.ui.scale import limit_width, scaled
from charitydesk.ui.settings.charity import CharityPanel
from charitydesk.ui.settings.data import ExamplePanel, HolidaysPanel
from charitydesk.ui.settings.keeping import BackupsPanel, FilesPanel
from charitydesk.ui.settings.looks import AppearancePanel, LetterheadPanel
from charitydesk.ui.settings.past import AboutPanel, HistoryPanel
from charitydesk.ui.settings.taking import CalendarPanel, ExportPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.settings.panel import Panel

_PANELS: Mapping[Part, Callable[[Services, PageContext], Panel]] = {
    Part.CHARITY: CharityPanel,
    Part.LETTERHEAD: LetterheadPanel,
    Part.APPEARANCE: AppearancePanel,
    Part.BACKUPS: BackupsPanel,
    Part.FILES: FilesPanel,
    Part.EXPORT: ExportPanel,
    Part.CALENDAR: CalendarPanel,
    Part.HOLIDAYS: HolidaysPanel,
    Part.EXAMPLE: ExamplePanel,
    Part.HISTORY: HistoryPanel,
    Part.ABOUT: AboutPanel,
}
_LIST_WIDTH = 340


class SettingsPage(Page):
    """Everything that is set once and kept.

    `open_record` takes a section: `charity`, `letterhead`, `appearance`, `backups`, `files`, `export`, `calendar`,
    `holidays`, `example`, `history` or `about`.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    topics = frozenset({Topic.CHARITY, Topic.HISTORY, Topic.CALENDAR})

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, "Settings", "Everything is saved as you go", width=Width.FULL, fill=True)
        self._services = services
        self.part: Part | None = None
        self.panel: Panel | None = None
        self.list = SectionList()
        self.list.chosen.connect(self._chosen)
        self.split = MasterDetail(self.list, "Back to all &settings")
        self.body.addWidget(self.split, 1)
        context.theme.changed.connect(self._redressed)

    def refresh(self) -> None:
        """Bring the list and the open section up to date."""
        self._sum_up()
        if self.panel is not None:
            self.panel.refresh()

    def _sum_up(self) -> None:
        theme = self.context.theme
        words = summaries(self._services, Appearance(theme.appearance.value), theme.scale)
        self.list.show_sections(words, self.part)

    def open_record(self, key: object) -> None:
        """Show a section."""
        if isinstance(key, str) and key in set(Part):
            self._open(Part(key))

    def can_leave(self) -> bool:
        """Keep what was typed last."""
        if self.panel is not None:
            self.panel.flush()
        return True

    def help(self) -> HelpTopic:
        """Return the help shown by F1."""
        return HelpTopic(
            "Settings",
            (
                "Choose a section on the left; what you change is kept at once and can be undone.",
                "A letter takes the charity's name, address and who signs from here.",
                "Export writes everything to one folder; Calendar file gives every date to the calendar you look at.",
            ),
            (("Up and Down", "Move between sections"), ("Enter", "Open a section"), ("Ctrl+Z", "Undo the last change")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the first section where there is room for it beside the list."""
        super().resizeEvent(event)
        width = event.size().width()
        beside = width - 2 * side_margin(width) >= scaled(NARROW)
        limit_width(self.list, _LIST_WIDTH if beside else int(Width.PROSE))
        if self.panel is None and beside:
            self._open(Part.CHARITY)

    def _chosen(self, part: Part) -> None:
        self._open(part)
        first = self.panel.first_field() if self.panel is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, part: Part) -> None:
        if self.panel is not None:
            self.panel.flush()
        if part is not self.part or self.panel is None or not self.split.is_open:
            self.part = part
            self.panel = _PANELS[part](self._services, self.context)
            self.panel.summed_up.connect(self._sum_up)
            self.split.show_record(measure(self.panel, int(Width.PROSE)))
        self.panel.refresh()
        self._sum_up()

    def _redressed(self, _tokens: object) -> None:
        self._sum_up()


class SectionList(QScrollArea):
    """The sections, each with what it holds at present; Up and Down move between them."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        limit_width(self, _LIST_WIDTH)
        holder = QWidget()
        self._layout = column(holder, gap=8)
        self._layout.setContentsMargins(0, 0, 10, 8)
        self._layout.addStretch(1)
        self.setWidget(holder)
        self.cards: dict[Part, LinkCard] = {}
        self._words: dict[Part, str] = {}
        self._opened: Part | None = None

    def sizeHint(self) -> QSize:
        """Return the width the list likes."""
        return QSize(scaled(_LIST_WIDTH), super().sizeHint().height())

    def show_sections(self, words: Mapping[Part, str], opened: Part | None) -> None:
        """Write what each section holds, and mark the one that is open."""
        for place, part in enumerate(Part):
            if self._words.get(part) != words[part]:
                self._put(part, words[part], place)
            card = self.cards[part]
            state = "true" if part is opened else "false"
            if card.property("open") != state:
                card.setProperty("open", state)
                restyle(card)
        first = self.cards[opened or Part.CHARITY]
        self.setFocusProxy(first)
        if opened is not self._opened:
            self._opened = opened
            self.ensureWidgetVisible(first)

    def _put(self, part: Part, words: str, place: int) -> None:
        old = self.cards.get(part)
        card = LinkCard(TITLES[part], words, part)
        card.opened.connect(self.chosen)
        self._layout.insertWidget(place, card)
        before = self.cards.get(list(Part)[place - 1]) if place else None
        if before is not None:
            QWidget.setTabOrder(before, card)
        if old is not None:
            focused = old.hasFocus()
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
            if focused:
                card.setFocus()
        self.cards[part], self._words[part] = card, words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the sections with Up and Down."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        order = list(self.cards.values())
        at = next((place for place, card in enumerate(order) if card.hasFocus()), -1)
        if not step or at < 0:
            super().keyPressEvent(event)
            return
        target = order[min(max(at + step, 0), len(order) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(target)
