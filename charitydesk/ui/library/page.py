"""The Library's page: the register and the local compacts, one tab each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar

from charitydesk.presentation.shell import HelpTopic
from charitydesk.services.changes import Topic
from charitydesk.ui.library.compacts_view import CompactsView
from charitydesk.ui.library.filters import flow
from charitydesk.ui.library.register_view import RegisterView
from charitydesk.ui.pages import HeaderAction, Page, Width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext

REGISTER, COMPACTS = 0, 1
_SUBTITLE = "What each promise says, whom it binds, when it stood and how sure we are"


class LibraryPage(Page):
    """The register of promises and duties, and the local compacts the charity typed in.

    `open_record` takes a provision's id, `compact:ID` or `local:ID` for a clause of one.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    topics = frozenset({Topic.LIBRARY, Topic.NOTICES})

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, "Library", _SUBTITLE, width=Width.FULL, fill=True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the Library")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("The &register")
        self.tabs.addTab("Local &compacts")
        self.register = RegisterView(services, context)
        self.compacts = CompactsView(services, context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.register)
        self.stack.addWidget(self.compacts)
        self.tabs.currentChanged.connect(self._show_tab)
        self.body.setSpacing(16)
        self.body.addWidget(flow(self.tabs, self.register.filters.head))
        self.body.addWidget(self.stack, 1)

    def refresh(self) -> None:
        """Load both parts again."""
        self.register.refresh()
        self.compacts.refresh()

    def open_record(self, key: object) -> None:
        """Show a provision or a local compact."""
        kind, colon, number = str(key).partition(":")
        if colon and number.isdigit():
            self.tabs.setCurrentIndex(COMPACTS)
            show = self.compacts.open_clause if kind == "local" else self.compacts.open_compact
            show(int(number))
        else:
            self.tabs.setCurrentIndex(REGISTER)
            self.register.open_provision(str(key))

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return the actions of the part shown."""
        if self.tabs.currentIndex() == COMPACTS:
            return self.compacts.header_actions()
        return self.register.header_actions()

    def filter_widget(self) -> QWidget | None:
        """Return the register's filter; local compacts are few."""
        return self.register.filters.text if self.tabs.currentIndex() == REGISTER else None

    def can_leave(self) -> bool:
        """Save what was typed last."""
        self.compacts.flush()
        return True

    def help(self) -> HelpTopic:
        """Return the help shown by F1."""
        return HelpTopic(
            "What may be cited, and to whom",
            (
                "Every promise or duty a letter may rest on stands here, in our own words.",
                (
                    "Verified: the words were read in a public copy. Reported: a reliable source describes it."
                    " Recalled: from memory only, and no letter may cite it until you say “I have read it”."
                ),
                (
                    "Ask for a case to see what may be cited to one body, about one kind of money, on one day."
                    " Five tests are made of every entry and each says why."
                ),
                (
                    "A local compact binds a council only if the council signed it. Never assume that one exists:"
                    " type in the copy you hold."
                ),
            ),
            (("Ctrl+F", "Filter the register"), ("Ctrl+N", "Ask for a case, or add a local compact")),
        )

    def _show_tab(self, place: int) -> None:
        self.compacts.flush()
        self.stack.setCurrentIndex(place)
        self.register.filters.head.setVisible(place == REGISTER)
        self.header_changed.emit()
