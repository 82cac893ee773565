"""What comes with the program and can be changed: bank holidays and the example charity."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import Tone
from charitydesk.ui.cards import ButtonRow, KeyFacts, Note
from charitydesk.ui.parts import button, clear, column, label
from charitydesk.ui.settings.panel import Panel

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton, QWidget

    from charitydesk.errors import UserFacingError
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress


class HolidaysPanel(Panel):
    """The list of bank holidays in use.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(
            services, context, "Bank holidays", "Clocks that count working days leave them out, nation by nation."
        )
        self._inside = column(gap=16)
        self.body.addLayout(self._inside)
        self.choose = button("Use a &newer official file…", self.ask, icon="calendar")
        self.body.addWidget(ButtonRow(self.choose))
        self.body.addWidget(
            label(
                "GOV.UK publishes the list as a file named bank-holidays.json. It is read and checked before anything"
                " changes; a list older than the present one is refused.",
                "quiet",
            )
        )
        self._problem = ""

    def first_field(self) -> QWidget:
        """Return the button that chooses a file."""
        return self.choose

    def refresh(self) -> None:
        """Say which list is in use."""
        book, warning = self.services.clocks.holidays, self.services.clocks.warning
        clear(self._inside)
        if self._problem:
            self._inside.addWidget(Note(self._problem, Tone.BAD, "That file cannot be used"))
        if warning:
            self._inside.addWidget(Note(warning, Tone.CAUTION, "Your own list could not be used"))
        self._inside.addWidget(
            KeyFacts(
                [
                    ("Issued", date_words(book.issued)),
                    ("Years covered", f"{book.first_year} to {book.last_year}"),
                    ("Source", book.source),
                ]
            )
        )
        self._inside.addWidget(
            Note(
                f"From {book.last_year + 1} on, bank holidays are worked out by rule. Dates that rest on them are"
                " marked provisional until a newer list is given.",
                Tone.ACCENT,
            )
        )

    def ask(self) -> None:
        """Ask for the file."""
        self.context.asker.choose_open_path("Choose the list of bank holidays", "Bank holidays (*.json)", self.take)

    def take(self, path: Path) -> None:
        """Check the file and use it from now on."""
        work = partial(_use, self.services, path, self.context.clock.today())
        self.context.tasks.run(work, self._taken, self._refused, title="Reading the bank holidays")

    def _taken(self, _book: object) -> None:
        self._problem = ""
        self.refresh()
        book = self.services.clocks.holidays
        self.context.shell.notify(f"Clocks now use the bank holidays of {book.first_year} to {book.last_year}.")

    def _refused(self, error: UserFacingError) -> None:
        self._problem = str(error)
        self.refresh()


def _use(services: Services, path: Path, today: date, _progress: Progress) -> object:
    return services.clocks.use_newer_holidays(path, today)


class ExamplePanel(Panel):
    """The made-up charity to try things on.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(
            services, context, "Example charity", "Made-up notices, letters and a local compact to try every room with."
        )
        self._inside = column(gap=16)
        self.body.addLayout(self._inside)
        self.act: QPushButton | None = None
        self._shown: bool | None = None

    def first_field(self) -> QWidget | None:
        """Return the one button."""
        return self.act

    def refresh(self) -> None:
        """Offer to load it or to take it out."""
        loaded = self.services.example.loaded
        if loaded == self._shown:
            return
        self._shown = loaded
        clear(self._inside)
        if loaded:
            words = "Its records are marked as examples. Your own stay when it is taken out."
            self._inside.addWidget(Note(words, Tone.ACCENT, "The example charity is here"))
            self.act = button("&Take the example out…", self.ask, icon="bin")
        else:
            words = "It comes in beside what you have, clearly marked, and leaves without trace."
            self._inside.addWidget(label(words))
            self.act = button("&Load the example charity", self.load, kind="primary", icon="download")
        self._inside.addWidget(ButtonRow(self.act))

    def load(self) -> None:
        """Bring it in."""
        self._run(partial(_load, self.services), "Loading the example charity")

    def ask(self) -> None:
        """Ask first: frozen copies of its letters are deleted for good."""
        self.context.asker.confirm(
            "Take the example charity out?",
            "Its notices, letters and local compact go, with the frozen copies of its letters. What you recorded"
            " yourself stays.",
            "Take it out",
            self.remove,
        )

    def remove(self) -> None:
        """Take it out."""
        self._run(partial(_remove, self.services), "Taking the example out")

    def _run(self, work: partial[object], title: str) -> None:
        if self.act is not None:
            self.act.setEnabled(False)
        self.context.tasks.run(work, self._done, self._failed, title=title)

    def _done(self, words: str) -> None:
        self.refresh()
        self.context.shell.notify(words)

    def _failed(self, error: UserFacingError) -> None:
        self._shown = None
        self.refresh()
        self.context.shell.show_error(error)


def _load(services: Services, _progress: Progress) -> object:
    services.example.load()
    return "The example charity is loaded: look round in every room."


def _remove(services: Services, _progress: Progress) -> object:
    services.example.remove()
    return "The example charity is gone."
