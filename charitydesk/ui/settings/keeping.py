"""What keeps the charity's records safe: backups, and where the files lie."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from charitydesk.errors import UserFacingError
from charitydesk.presentation.settings_words import backup_holds, backup_when
from charitydesk.ui.cards import ButtonRow, Section
from charitydesk.ui.folders import open_folder
from charitydesk.ui.parts import button, clear, column, label, row, rule
from charitydesk.ui.settings.panel import Panel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLayout

    from charitydesk.services.backups import Backup
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress

_SHOWN = 10
_BUSY = "Something is still being written."


class BackupsPanel(Panel):
    """The backups and what can be done with them.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(
            services,
            context,
            "Backups",
            "A copy of everything you recorded. One is made whenever you close CharityDesk after changing something;"
            " older ones are thinned out.",
        )
        self.make = button("&Back up now", self.back_up, kind="primary", icon="copy")
        self.body.addWidget(ButtonRow(self.make))
        self._list = column(gap=12)
        self.body.addLayout(self._list)
        self.all = button("Show &all of them", self.show_all, kind="quiet", icon="chevron-down")
        self.body.addWidget(ButtonRow(self.all))
        place = Section(
            "Where they lie",
            "They hold the records, not the files beside them: now and then, copy the whole data folder elsewhere.",
        )
        place.add(PathLine(services.desk.paths.backups, "the backups' folder"))
        self.body.addWidget(place)
        self._backups: tuple[Backup, ...] = ()
        self._whole = False
        self._shown: object = None

    def first_field(self) -> QWidget:
        """Return the button that makes one."""
        return self.make

    def refresh(self) -> None:
        """List the backups."""
        self._backups = self.services.backups.list()
        shown = (self._backups, self._whole)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        if not self._backups:
            self._list.addWidget(label("There is no backup yet.", "quiet"))
        for backup in self._backups if self._whole else self._backups[:_SHOWN]:
            self._list.addWidget(rule())
            self._list.addLayout(self._line(backup))
        self.all.setVisible(not self._whole and len(self._backups) > _SHOWN)

    def _line(self, backup: Backup) -> QLayout:
        words = column(gap=2)
        words.addWidget(label(backup_when(backup), "subheading"))
        words.addWidget(label(backup_holds(backup), "quiet"))
        line = row(gap=16, stretch=False)
        line.addLayout(words, 1)
        back = button(
            "Go back to it…", partial(self.ask, backup), icon="undo", name=f"Go back to {backup_when(backup)}"
        )
        line.addWidget(back)
        return line

    def show_all(self) -> None:
        """List the older ones too."""
        self._whole = True
        self.refresh()

    def back_up(self) -> None:
        """Make one now."""
        self.make.setEnabled(False)
        self.context.tasks.run(partial(_make, self.services), self._made, self._failed, title="Making a backup")

    def _made(self, _backup: object) -> None:
        self.make.setEnabled(True)
        self.refresh()
        self.summed_up.emit()
        self.context.shell.notify("A backup was made.")

    def _failed(self, error: UserFacingError) -> None:
        self.make.setEnabled(True)
        self.context.shell.show_error(error)

    def ask(self, backup: Backup) -> None:
        """Ask before everything is put back."""
        self.context.asker.confirm(
            f"Go back to the backup of {backup_when(backup)}?",
            "Everything becomes as it was then, and what was recorded since leaves the window. What you have now is"
            " kept as a backup of its own first, so that you can come back to it. Letters you saved elsewhere stay.",
            "Go back to it",
            partial(self.restore, backup),
        )

    def restore(self, backup: Backup) -> None:
        """Put a backup in the place of what is there; the window waits, since nothing may be read meanwhile."""
        if not self.context.tasks.is_idle():
            self.context.shell.show_error(UserFacingError(_BUSY, "Wait a moment and try again."))
            return
        try:
            self.services.backups.restore(backup)
        except UserFacingError as error:
            self.context.shell.show_error(error)
            return
        self.refresh()
        self.context.shell.notify(f"Everything is as it was on {backup_when(backup)}.")


def _make(services: Services, _progress: Progress) -> object:
    return services.backups.make()


class FilesPanel(Panel):
    """Where everything lies.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(
            services,
            context,
            "Files",
            "Everything is kept in one folder on this computer and goes nowhere else by itself.",
        )
        paths = services.desk.paths
        self.data = PathLine(paths.data, "the data folder")
        for title, words, line in (
            ("Data folder", "Close CharityDesk before you copy it to another computer.", self.data),
            ("Sent letters", "Frozen copies, as they were sent.", PathLine(paths.sent, "the folder of sent letters")),
            ("Backups", "", PathLine(paths.backups, "the backups' folder")),
            ("Notes for support", "They hold no names and no figures.", PathLine(paths.logs, "the folder of notes")),
        ):
            self.body.addWidget(Section(title, words).add(line))

    def first_field(self) -> QWidget:
        """Return the button that copies the data folder's path."""
        return self.data.copy


class PathLine(QWidget):
    """A path that can be selected, copied and opened.

    Args:
        path: A folder.
        name: What it is, for a screen reader.
    """

    def __init__(self, path: Path, name: str) -> None:
        super().__init__()
        self._path = path
        self.copy = button("Copy", self.copy_path, icon="copy", name=f"Copy the path of {name}")
        self.open = button("Open", self.open_folder, kind="quiet", icon="open", name=f"Open {name}")
        self.words = label(str(path), selectable=True)
        self.words.setAccessibleName(f"{name}: {path}")
        layout = column(self)
        layout.addWidget(self.words)
        layout.addWidget(ButtonRow(self.copy, self.open))

    def copy_path(self) -> None:
        """Put the path on the clipboard."""
        QGuiApplication.clipboard().setText(str(self._path))

    def open_folder(self) -> None:
        """Open the folder in the system's own window; the nearest one that exists."""
        open_folder(self._path)
