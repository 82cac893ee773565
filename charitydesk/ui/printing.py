"""Printing what a page shows: a PDF that opens ready to print, or a Word file to change first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charitydesk.domain.document import Document
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress

_KINDS = "PDF, ready to print (*.pdf);;Word document (*.docx)"
_LONGEST_NAME = 60


class Printing(QObject):
    """Asks for a file, writes it off the window's thread, and opens a PDF so that it can be printed.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__()
        self._services, self._context = services, context

    def offer(self, title: str, name: str, make: Callable[[], Document]) -> None:
        """Ask where to.

        Args:
            title: What is printed.
            name: The file's name without an ending; what no file may be called is left out.
            make: Makes the document, in a worker.
        """
        kept = "".join(c for c in " ".join(name.split()) if c.isalnum() or c in " -_,.")[:_LONGEST_NAME].strip(" .")
        self._context.asker.choose_save_path(title, f"{kept or 'CharityDesk'}.pdf", _KINDS, partial(self._write, make))

    def _write(self, make: Callable[[], Document], target: Path) -> None:
        work = partial(_save, self._services, make, target)
        self._context.tasks.run(work, self._written, title="Writing the file")

    def _written(self, target: Path) -> None:
        if target.suffix.lower() == ".pdf":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
        self._context.shell.notify(f"Saved as {target.name} in {target.parent}.")


def _save(services: Services, make: Callable[[], Document], target: Path, _progress: Progress) -> Path:
    services.printing.save(make(), target)
    return target
