"""The few questions that may stand in the way: confirming what cannot be undone, and choosing files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class Asker(Protocol):
    """Asks the person; answers arrive by callback so that nothing waits inside a slot."""

    def confirm(self, title: str, words: str, action: str, answer: Callable[[], object]) -> None:
        """Ask before something that cannot be undone; call back only when it is confirmed.

        Args:
            title: The question in one sentence.
            words: What will be lost and what is safe.
            action: The button's text, a verb: `Delete the backup`.
            answer: Called when confirmed.
        """
        ...

    def choose_save_path(self, title: str, suggestion: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Ask where to save.

        Args:
            title: The dialog's title.
            suggestion: A file name.
            kinds: For example `Word document (*.docx)`.
            answer: Called with the chosen file; not called when nothing was chosen.
        """
        ...

    def choose_open_path(self, title: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Ask which file to open; arguments as for saving."""
        ...

    def choose_folder(self, title: str, answer: Callable[[Path], object]) -> None:
        """Ask which folder, which may be made in the dialog; arguments as for saving."""
        ...

    def tell(self, title: str, words: str) -> None:
        """Say something that must be read before going on; prefer a note on the page."""
        ...


class DialogAsker:
    """The real one, with the system's own dialogs.

    Args:
        parent: The window the dialogs belong to.
    """

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._folder = str(Path.home())

    def confirm(self, title: str, words: str, action: str, answer: Callable[[], object]) -> None:
        """Open a question with a safe default."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - dear to load

        box = self._box(QMessageBox.Icon.Warning, title, words)
        agree = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        agree.clicked.connect(_Call(answer))
        box.open()

    def choose_save_path(self, title: str, suggestion: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Open the system's save dialog."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - dear to load

        dialog = self._files(title, kinds, answer)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_suffix(kinds))
        dialog.filterSelected.connect(_Ending(dialog))
        dialog.selectFile(suggestion)
        dialog.open()

    def choose_open_path(self, title: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Open the system's open dialog."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - dear to load

        dialog = self._files(title, kinds, answer)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def choose_folder(self, title: str, answer: Callable[[Path], object]) -> None:
        """Open the system's dialog for folders."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - dear to load

        dialog = self._files(title, "", answer)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def tell(self, title: str, words: str) -> None:
        """Open a message."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - dear to load

        box = self._box(QMessageBox.Icon.Information, title, words)
        box.addButton(QMessageBox.StandardButton.Ok)
        box.open()

    def _box(self, icon: QMessageBox.Icon, title: str, words: str) -> QMessageBox:
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - dear to load

        box = QMessageBox(icon, "CharityDesk", title, QMessageBox.StandardButton.NoButton, self._parent)
        box.setInformativeText(words)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return box

    def _files(self, title: str, kinds: str, answer: Callable[[Path], object]) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - dear to load

        dialog = QFileDialog(self._parent, title, self._folder, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(self, answer))
        return dialog

    def remember(self, path: Path) -> None:
        """Begin the next dialog in this file's folder."""
        self._folder = str(path.parent)


def _suffix(kinds: str) -> str:
    return kinds.partition("*.")[2].partition(")")[0].partition(" ")[0]


class _Ending:
    """Gives the name in the dialog the ending of the kind chosen there."""

    def __init__(self, dialog: QFileDialog) -> None:
        self._dialog = dialog

    def __call__(self, kind: str) -> None:
        self._dialog.setDefaultSuffix(_suffix(kind))
        typed = self._dialog.selectedFiles()
        if typed and not Path(typed[0]).is_dir():
            self._dialog.selectFile(Path(typed[0]).with_suffix(f".{_suffix(kind)}").name)


class _Call:
    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call

    def __call__(self, _checked: bool = False) -> None:
        self._call()


class _Chosen:
    def __init__(self, asker: DialogAsker, answer: Callable[[Path], object]) -> None:
        self._asker, self._answer = asker, answer

    def __call__(self, chosen: str) -> None:
        path = Path(chosen)
        self._asker.remember(path)
        self._answer(path)


@dataclass
class ScriptedAsker:
    """Answers by script, for tests and pictures.

    Args:
        confirms: The answer to every confirmation.
        paths: Answers to file questions, in order; an empty list means that the dialog was closed.
        asked: Everything that was asked or told, in order.
    """

    confirms: bool = True
    paths: list[Path] = field(default_factory=list[Path])
    asked: list[str] = field(default_factory=list[str])

    def confirm(self, title: str, words: str, action: str, answer: Callable[[], object]) -> None:
        """Answer as scripted."""
        self.asked.append(f"{title} {words} [{action}]")
        if self.confirms:
            answer()

    def choose_save_path(self, title: str, suggestion: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Answer with the next path."""
        self.asked.append(f"{title} [{suggestion}] [{kinds}]")
        self._next(answer)

    def choose_open_path(self, title: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Answer with the next path."""
        self.asked.append(f"{title} [{kinds}]")
        self._next(answer)

    def choose_folder(self, title: str, answer: Callable[[Path], object]) -> None:
        """Answer with the next path."""
        self.asked.append(title)
        self._next(answer)

    def tell(self, title: str, words: str) -> None:
        """Remember what was told."""
        self.asked.append(f"{title} {words}")

    def _next(self, answer: Callable[[Path], object]) -> None:
        if self.paths:
            answer(self.paths.pop(0))
