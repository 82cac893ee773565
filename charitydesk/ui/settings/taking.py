"""What goes out: everything to one folder, one list, and the dates as a calendar file that can be kept up to date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6

from charitydesk.presentation import export_words as words
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.forms import Choice
from charitydesk.services.export_folder import FolderTakenError, new_folder_in
from charitydesk.ui.cards import ButtonRow, KeyFacts, Note, Section
from charitydesk.ui.exports.lists import Exporting
from charitydesk.ui.fields import SelectField
from charitydesk.ui.folders import open_folder
from charitydesk.ui.parts import announce, button, clear, column, label
from charitydesk.ui.reveal import reveal
from charitydesk.ui.settings.panel import Panel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from charitydesk.errors import UserFacingError
    from charitydesk.services.bundle import Services
    from charitydesk.services.exports import CalendarKept, CalendarWritten
    from charitydesk.services.whole_data import Exported
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress


class ExportPanel(Panel):
    """Everything to one folder, and any one list.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(
            services, context, "Export", "What you record is yours: take it out whenever you like, all of it or a list."
        )
        self.exporting = Exporting(services, context)
        self.choose = button("Choose a &folder…", self.ask, kind="primary", icon="upload")
        whole = Section("Everything to one folder", words.WHOLE_WORDS)
        whole.add(label(words.WHOLE_BEWARE, "quiet"), ButtonRow(self.choose))
        self._said = column(gap=12)
        whole.body.addLayout(self._said)
        titles = self.exporting.titles
        self.list = SelectField([Choice(kind, title) for kind, title in titles.items()])
        self.list.setAccessibleName("Which list")
        self.out = button("&Export this list…", self.ask_list, icon="upload")
        one = Section("One list", words.LIST_WORDS)
        one.add(self.list, ButtonRow(self.out))
        self.body.addWidget(whole)
        self.body.addWidget(one)
        self._taken: Path | None = None

    def first_field(self) -> QWidget:
        """Return the button that chooses a folder."""
        return self.choose

    def ask_list(self) -> None:
        """Ask where the chosen list goes."""
        self.exporting.choose(words.whole_list(self.exporting.titles, str(self.list.value())))

    def ask(self) -> None:
        """Ask for the folder."""
        self.context.asker.choose_folder("Export everything: choose a new or empty folder", self.take)

    def take(self, folder: Path) -> None:
        """Write everything there."""
        clear(self._said)
        job = _WholeJob(self, self.context, folder)
        self.context.tasks.run(partial(_write_all, self.services, folder), job.done, job.failed, title="Exporting")

    def say_done(self, done: Exported) -> None:
        """Say what was written, and offer its folder."""
        said = words.whole_written(done)
        shown = Note(
            said, Tone.GOOD, "Everything is exported", button("&Open folder", partial(open_folder, done.folder))
        )
        self._said.addWidget(shown)
        reveal(shown)
        missing = words.whole_missing(done)
        if missing:
            self._said.addWidget(Note(missing, Tone.CAUTION, "Not all files are as they were"))
        announce(self, f"{said} {missing}")

    def say_failed(self, error: UserFacingError, folder: Path) -> None:
        """Say why nothing was written; into a folder that holds other files, offer to make one."""
        offer = None
        if isinstance(error, FolderTakenError):
            self._taken = new_folder_in(folder, self.context.clock.today())
            offer = button("Make a &new folder in it", self._take_new, name=f"Make the folder {self._taken.name} in it")
        shown = Note(str(error), Tone.BAD, "Nothing was exported", offer)
        self._said.addWidget(shown)
        reveal(shown)
        announce(self, str(error), urgent=True)
        if offer is not None:
            offer.setFocus()

    def _take_new(self) -> None:
        if self._taken is not None:
            self.choose.setFocus()
            self.take(self._taken)


class _WholeJob:
    """Outlives the panel: who leaves while everything is written is told all the same."""

    def __init__(self, panel: ExportPanel, context: PageContext, folder: Path) -> None:
        self._panel, self._context, self._folder = panel, context, folder

    def done(self, done: Exported) -> None:
        if shiboken6.isValid(self._panel) and self._panel.isVisible():
            self._panel.say_done(done)
        else:
            said = f"{words.whole_written(done)} {words.whole_missing(done)}".strip()
            self._context.shell.notify(said, folder=done.folder)

    def failed(self, error: UserFacingError) -> None:
        if shiboken6.isValid(self._panel) and self._panel.isVisible():
            self._panel.say_failed(error, self._folder)
        else:
            self._context.shell.show_error(error)


def _write_all(services: Services, folder: Path, progress: Progress) -> Exported:
    return services.whole_data.export_all(folder, progress.report)


class CalendarPanel(Panel):
    """The dates as a calendar file, once or kept up to date.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(services, context, "Calendar file", words.CALENDAR_WORDS)
        self.exporting = Exporting(services, context)
        self.once = button("&Save a calendar file…", self.exporting.choose_calendar, icon="calendar")
        self.body.addWidget(Section("Once", "All dates as they are now.").add(ButtonRow(self.once)))
        self._keeping = Section("Kept up to date", words.FOLLOWS_WORDS)
        self._inside = column(gap=12)
        self._keeping.body.addLayout(self._inside)
        self.start = button("&Keep a file up to date…", self.ask, icon="calendar")
        self.again = button("&Write it now", self.write_now, icon="calendar")
        self.other = button("&Another file…", self.ask)
        self.stop = button("S&top", self.stop_keeping, name="Stop keeping the calendar file up to date")
        self._buttons = ButtonRow(self.start, self.again, self.other, self.stop)
        self._keeping.add(self._buttons)
        self.body.addWidget(self._keeping)
        self._shown: tuple[CalendarKept, str] | None = None
        self._refused = ""
        self._show(services.exports.calendar_kept(look=False))

    def first_field(self) -> QWidget:
        """Return the first button."""
        return self.once

    def refresh(self) -> None:
        """Look how the file stands."""
        self.context.tasks.run(partial(_look, self.services), self._show, title="Looking for the calendar file")

    def _show(self, kept: CalendarKept) -> None:
        if (kept, self._refused) == self._shown:
            return
        held = any(one.hasFocus() for one in (self.start, self.again, self.other, self.stop))
        self._shown = kept, self._refused
        clear(self._inside)
        trouble = words.kept_trouble(kept)
        if self._refused:
            refusal = Note(self._refused, Tone.BAD, "That file cannot be kept up to date")
            self._inside.addWidget(refusal)
            reveal(refusal)
        if kept.target is not None:
            if trouble:
                self._inside.addWidget(Note(trouble, Tone.CAUTION, "The calendar file is not up to date"))
            self._inside.addWidget(KeyFacts(words.kept_facts(kept)))
        self.start.setVisible(kept.target is None)
        for one in (self.again, self.other, self.stop):
            one.setVisible(kept.target is not None)
        if held:
            (self.start if kept.target is None else self.again).setFocus()

    def ask(self) -> None:
        """Ask which file follows every change."""
        title = "Keep a calendar file up to date"
        self.context.asker.choose_save_path(title, words.CALENDAR_NAME, words.CALENDAR_KINDS, self.keep)

    def keep(self, target: Path) -> None:
        """Let a file follow every change from now on."""
        work = partial(_keep, self.services, target)
        self.context.tasks.run(work, self._chosen, self._not_chosen, title="Writing the calendar file")

    def _chosen(self, done: CalendarWritten) -> None:
        self._refused = ""
        self.context.shell.notify(words.calendar_written(done), folder=done.target.parent)
        self.refresh()

    def _not_chosen(self, error: UserFacingError) -> None:
        self._refused = str(error)
        announce(self, self._refused, urgent=True)
        self.refresh()

    def write_now(self) -> None:
        """Write the file now, whether or not anything changed."""
        self.context.tasks.run(partial(_write, self.services), self._written, title="Writing the calendar file")

    def _written(self, trouble: UserFacingError | None) -> None:
        if trouble is None:
            self.context.shell.notify("The calendar file is up to date.")
        else:
            self.context.shell.show_error(trouble)
        self.refresh()

    def stop_keeping(self) -> None:
        """Let no file follow any more; the one that did stays as it is."""
        self.context.tasks.run(partial(_stop, self.services), self._stopped, title="Saving")

    def _stopped(self, _none: object) -> None:
        self._refused = ""
        self.context.shell.notify("The calendar file is no longer kept up to date. It stays as it is.")
        self.refresh()


def _look(services: Services, _progress: Progress) -> CalendarKept:
    return services.exports.calendar_kept()


def _keep(services: Services, target: Path, _progress: Progress) -> CalendarWritten | None:
    return services.exports.set_automatic_calendar(target)


def _stop(services: Services, _progress: Progress) -> None:
    services.exports.set_automatic_calendar(None)


def _write(services: Services, _progress: Progress) -> UserFacingError | None:
    return services.exports.catch_up(always=True)
