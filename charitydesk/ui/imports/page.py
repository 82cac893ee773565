"""The page that brings in files: choose one, see how it is read, import it as one change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from charitydesk.presentation.contract_help import IMPORT_HELP
from charitydesk.presentation.import_preview import done_words
from charitydesk.services.import_notices import NoticesPreview
from charitydesk.services.imports import Treatment
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.imports.preview_part import PreviewPart
from charitydesk.ui.pages import HeaderAction, Page, Width, scroll_by_key
from charitydesk.ui.reveal import area_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from charitydesk.presentation.import_preview import Decisions
    from charitydesk.presentation.shell import HelpTopic
    from charitydesk.services.bundle import Services
    from charitydesk.services.imports import Imported, Preview
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress

_KINDS = "Tables and notices (*.csv *.tsv *.txt *.xlsx *.xlsm *.json *.jsonl);;All files (*)"
_JSON = {".json", ".jsonl", ".ndjson"}
_ROOMS = {"bids": "bids", "time": "time"}
"""Where what was imported is seen; everything else in the register of contracts."""


class ImportPage(Page):
    """Brings in files.

    `open_record` takes the room it was opened from: `contracts`, `bids`, or `time` with the name of the person whose
    time it is where the file names nobody: `time:Mari Llewelyn`.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
    """

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, "Import", width=Width.FULL, fill=True)
        self._services = services
        self._from, self._person = "contracts", ""
        self._path: Path | None = None
        self._treatment = Treatment.SKIP
        self._place: int | None = None
        self.part: PreviewPart | None = None
        self.start = EmptyState(
            "download",
            "Bring in what you already have",
            "A table as CSV or Excel, or public notices as Open Contracting JSON. You see how every row is read before "
            "anything is written, and one undo takes all of it back.",
            "&Choose a file",
            self.choose,
        )
        self.body.addWidget(self.start, 1)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self._escape, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def open_record(self, key: object) -> None:
        """Remember the room to go back to, and begin afresh."""
        room, _, self._person = str(key).partition(":")
        self._from = room if room in {"contracts", "bids", "time"} else "contracts"
        self._clear()

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return what can be done here."""
        return () if self.part is None else (HeaderAction("Choose a &file", self.choose, "open"),)

    def help(self) -> HelpTopic:
        """Return the help for this page."""
        return IMPORT_HELP

    def choose(self) -> None:
        """Ask for a file."""
        self.context.asker.choose_open_path("Import a file", _KINDS, self.read)

    def _escape(self) -> None:
        if self.part is None or not self.part.step_back():
            self.back()

    def back(self) -> None:
        """Go back without importing."""
        self._clear()
        self.context.shell.go(self._from)

    def scroll_by_key(self, key: int) -> bool:
        """Scroll the reading of the chosen row, or the page where none stands beside the rows."""
        area = area_of(self.part.row) if self.part is not None else None
        return super().scroll_by_key(key) if area is None else scroll_by_key(area, key)

    # Reading

    def read(self, path: Path) -> None:
        """Read a file and show how it is understood."""
        self._path, self._treatment, self._place = path, Treatment.SKIP, None
        if path.suffix.lower() in _JSON and self._from != "time":
            self._read_notices("bids")
        else:
            self._read_sheet("")

    def _read_sheet(self, sheet: str) -> None:
        if self._path is not None:
            work = partial(self._read_table, self._path, sheet)
            self.context.tasks.run(work, self._show, title=f"Reading {self._path.name}")

    def _read_table(self, path: Path, sheet: str, _progress: Progress) -> Preview:
        kind = "time" if self._from == "time" else ""
        return self._services.imports.preview(self._services.imports.open(path, sheet), kind, said=self._said(kind))

    def _said(self, kind: str) -> dict[str, object]:
        """Return what every row says where the file leaves it out: whose time it is, when brought in from a week."""
        return {"person": self._person} if kind == "time" and self._person else {}

    def _read_notices(self, kind: str) -> None:
        if self._path is not None:
            work = partial(self._notices, self._path, kind)
            self.context.tasks.run(work, self._show, title=f"Reading {self._path.name}")

    def _notices(self, path: Path, kind: str, _progress: Progress) -> NoticesPreview:
        return self._services.notice_imports.preview(path, kind)

    def _read_again(self, kind: str, mapping: Mapping[int, str] | None) -> None:
        part = self.part
        if part is not None and not isinstance(part.preview, NoticesPreview):
            work = partial(self._again, part.preview, kind, mapping)
            self.context.tasks.run(work, self._show, title=f"Reading {part.preview.file.name}")

    def _again(self, preview: Preview, kind: str, mapping: Mapping[int, str] | None, _progress: Progress) -> Preview:
        return self._services.imports.preview(preview.file, kind, mapping, self._said(kind))

    def _show(self, preview: Preview | NoticesPreview) -> None:
        if self.part is not None:
            self._treatment = self.part.chosen()
        self._clear()
        part = PreviewPart(preview, self._services.imports.kinds(), self._treatment)
        part.kind_wanted.connect(self._kind)
        part.mapping_wanted.connect(self._mapped)
        part.import_wanted.connect(self._import)
        part.sheet_wanted.connect(self._read_sheet)
        part.back_wanted.connect(self.back)
        self.start.hide()
        self.body.addWidget(part, 1)
        self.set_foot(part.foot)
        self.part = part
        if isinstance(preview, NoticesPreview):
            self.set_header("Import", preview.file)
        else:
            self.set_header("Import", f"{preview.file.name} · {preview.file.made_as}")
        if self._place is not None and part.columns is not None:
            part.tabs.setCurrentIndex(1)
            if self._place in part.columns.fields:
                part.columns.fields[self._place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._place = None
        elif part.may_import:
            part.go.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            part.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        if self.part is not None:
            gone, self.part = self.part, None
            self.body.removeWidget(gone)
            self.set_foot(None)
            gone.hide()
            gone.deleteLater()
        self.start.show()
        self.set_header("Import")

    def _kind(self, kind: str) -> None:
        if self.part is not None and isinstance(self.part.preview, NoticesPreview):
            self._read_notices(kind)
        else:
            self._read_again(kind, None)

    def _mapped(self, asked: tuple[int, Mapping[int, str]]) -> None:
        if self.part is not None and not isinstance(self.part.preview, NoticesPreview):
            self._place = asked[0]
            self._read_again(self.part.preview.kind.name, asked[1])

    # Writing

    def _import(self, treatment: object, leave_out: bool) -> None:
        part = self.part
        if part is None or not part.may_import:
            return
        part.go.setEnabled(False)
        chosen = treatment if isinstance(treatment, Treatment) else Treatment.SKIP
        work = partial(self._commit, part.preview, chosen, leave_out, part.decided)
        self.context.tasks.run(work, self._imported, self._refused, title="Importing")

    def _commit(
        self,
        preview: Preview | NoticesPreview,
        treatment: Treatment,
        leave_out: bool,
        decided: Decisions,
        _progress: Progress,
    ) -> tuple[Imported, str, str]:
        each = dict(decided.each)
        if isinstance(preview, NoticesPreview):
            keep = [record for record, one in each.items() if one is Treatment.SKIP]
            done = self._services.notice_imports.commit(
                preview, leave_out_problems=leave_out, leave_out_closed=decided.without_closed, keep=keep
            )
            return done, preview.kind, preview.file
        done = self._services.imports.commit(preview, treatment, leave_out_problems=leave_out, each=each)
        return done, preview.kind.name, preview.file.name

    def _imported(self, told: tuple[Imported, str, str]) -> None:
        done, kind, name = told
        self._clear()
        self.context.shell.go(_ROOMS.get(kind, "contracts"))
        self.context.shell.notify(done_words(done, name), undo=done.change_id is not None)

    def _refused(self, error: Exception) -> None:
        if self.part is not None:
            self.part.go.setEnabled(True)
        self.context.shell.show_error(error)
