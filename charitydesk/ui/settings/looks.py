"""How letters and the window look: the letterhead file, light or dark, the size of text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.domain.states import Appearance
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.settings_words import APPEARANCES
from charitydesk.ui import theme as themes
from charitydesk.ui.cards import ButtonRow, Card, Note
from charitydesk.ui.choices import ChoiceField
from charitydesk.ui.fields import SelectField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.parts import button, clear, column, label
from charitydesk.ui.settings.panel import Panel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from charitydesk.errors import UserFacingError
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress

_STEPS = range(round(themes.SMALLEST_SCALE * 100), round(themes.LARGEST_SCALE * 100) + 1, 10)
_SIZES = [Choice(step, f"{step} %" + (" (usual)" if step == 100 else "")) for step in _STEPS]
_HOW = (
    "Take any Word file of yours with its logo, addresses and footer. Write [[letter]] in a paragraph of its own where"
    " the letter should begin, and save it as .docx. CharityDesk keeps a copy, so the file may move or change later."
)


class LetterheadPanel(Panel):
    """The Word file letters are printed on.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(services, context, "Letterhead", "What your letters are printed on, in Word and in PDF.")
        self._inside = column(gap=16)
        self.body.addLayout(self._inside)
        self.choose: QWidget | None = None
        self._shown: tuple[object, str] | None = None
        self._problem = ""

    def first_field(self) -> QWidget | None:
        """Return the button that chooses a file."""
        return self.choose

    def refresh(self) -> None:
        """Say which letterhead is in use."""
        path = self.services.profile.letterhead()
        if self._shown == (path, self._problem):
            return
        self._shown = (path, self._problem)
        clear(self._inside)
        if self._problem:
            self._inside.addWidget(Note(self._problem, Tone.BAD, "That file cannot be used"))
        if path is None:
            self._inside.addWidget(
                Note("Letters carry your name and address as they stand in Settings.", title="Plain letterhead")
            )
            self._inside.addWidget(label(_HOW))
            self.choose = button("&Choose a Word file…", self.ask, kind="primary", icon="word")
            self._inside.addWidget(ButtonRow(self.choose))
            return
        self._inside.addWidget(
            Note(f"A copy of your file is kept as {path.name} in the data folder.", Tone.GOOD, "Your own letterhead")
        )
        self.choose = button("&Choose another file…", self.ask, icon="word")
        self._inside.addWidget(
            ButtonRow(self.choose, button("&Go back to the plain one", self.drop, kind="quiet", icon="undo"))
        )
        self._inside.addWidget(label(_HOW, "quiet"))

    def ask(self) -> None:
        """Ask for the file."""
        self.context.asker.choose_open_path("Choose your letterhead", "Word document (*.docx)", self.take)

    def take(self, path: Path) -> None:
        """Check the file and keep a copy."""
        self.context.tasks.run(
            partial(_take, self.services, path), self._taken, self._refused, title="Reading your letterhead"
        )

    def drop(self) -> None:
        """Use the plain letterhead again."""
        self.services.profile.drop_letterhead()
        self._problem = ""
        self.refresh()
        self.context.shell.notify("Letters use the plain letterhead again.", undo=True)

    def _taken(self, _record: object) -> None:
        self._problem = ""
        self.refresh()
        self.context.shell.notify("Letters now use your own letterhead.")

    def _refused(self, error: UserFacingError) -> None:
        self._problem = str(error)
        self.refresh()


def _take(services: Services, path: Path, _progress: Progress) -> object:
    return services.profile.use_letterhead(path)


class AppearancePanel(Panel):
    """Light or dark, and how large.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(services, context, "Appearance", "Changes show at once and are kept.")
        record = services.profile.load()
        self._kept = (record.appearance, record.text_size)
        self._filling = False
        form = FormBuilder(self.body)
        self.look = ChoiceField(APPEARANCES)
        self.text_size = SelectField(_SIZES)
        form.row("How the window looks", self.look)
        form.row("Size of text", self.text_size, help="Ctrl with + or - changes it anywhere; Ctrl+0 brings it back.")
        sample = Card("Fri 27 Nov 2026")
        sample.add(label("The council promised 3 months' notice and gave 5 weeks."), label("£12,430 a year", "quiet"))
        self.body.addWidget(sample)
        self._follow()
        self.look.changed.connect(self._chosen)
        self.text_size.changed.connect(self._chosen)
        context.theme.changed.connect(self._follow)

    def first_field(self) -> QWidget:
        """Return the chosen look."""
        return self.look.focus_widget()

    def refresh(self) -> None:
        """Dress the window again when undo changed what is kept."""
        record = self.services.profile.load()
        kept = (record.appearance, record.text_size)
        if kept != self._kept:
            self._kept = kept
            self.context.theme.use(themes.Appearance(record.appearance.value), record.text_size / 100)

    def _follow(self, _tokens: object = None) -> None:
        theme = self.context.theme
        self._filling = True
        self.look.set_value(Appearance(theme.appearance.value))
        self.text_size.set_value(min(_STEPS, key=lambda step: abs(step - theme.scale * 100)))
        self._filling = False

    def _chosen(self) -> None:
        look, size = self.look.value(), self.text_size.value()
        if self._filling or not isinstance(look, Appearance) or not isinstance(size, int):
            return
        self._kept = (look, size)
        self.services.profile.set_appearance(look, size)
        self.context.theme.use(themes.Appearance(look.value), size / 100)
