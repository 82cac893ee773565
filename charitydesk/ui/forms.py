"""Forms: every field gets its label, help, reason, problem line, accessible name and mnemonic in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QLabel, QWidget

from charitydesk.presentation.forms import FieldProblem
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.fields import mark
from charitydesk.ui.parts import announce, column, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.ui.fields import Field


@dataclass(slots=True)
class FormRow:
    """One field with what stands around it."""

    key: str
    box: QWidget
    title: QLabel
    field: QWidget
    error: QLabel
    description: str

    def show_problem(self, message: str) -> None:
        """Write a problem under the label, or take it away when the message is empty."""
        focus = _focus_widget(self.field)
        self.error.setText(message)
        self.error.setVisible(bool(message))
        mark(focus, wrong=bool(message))
        spoken = " ".join(part for part in (message, self.description) if part)
        focus.setAccessibleDescription(spoken)


class FormBuilder:
    """Builds a form into a layout, label above field, and shows its problems.

    Args:
        layout: Where rows are appended.
        used_mnemonics: Letters already taken on the page.
    """

    def __init__(self, layout: QVBoxLayout, used_mnemonics: str = "") -> None:
        self._layout = layout
        self._used = set(used_mnemonics.lower())
        self.rows: dict[str, FormRow] = {}

    def row(
        self,
        title: str,
        field: QWidget,
        *,
        key: str = "",
        help: str = "",  # noqa: A002 - the plainest word for it
        why: str = "",
        optional: bool = False,
    ) -> FormRow:
        """Append a field.

        Args:
            title: The question or the field's name; a free letter becomes its mnemonic.
            field: A widget of `charitydesk.ui.fields` or `choices`, or any one widget.
            key: What problems call it; the title when empty.
            help: One sentence under the title.
            why: *Why we ask*, folded away until wanted.
            optional: Say so beside the title.
        """
        key = key or title
        if key in self.rows:
            raise ValueError(f"two fields of this form are called {key}")
        box = QWidget()
        inside = column(box, gap=4)
        heading = label(self._with_mnemonic(title) + (" (optional)" if optional else ""), "label")
        heading.setBuddy(_focus_widget(field))
        inside.addWidget(heading)
        if help:
            inside.addWidget(label(help, "quiet"))
        error = label("", "error")
        error.hide()
        inside.addWidget(error)
        inside.addSpacing(2)
        inside.addWidget(field)
        if why:
            inside.addWidget(Disclosure("Why we ask", why))
        self._layout.addWidget(box)
        row = FormRow(key, box, heading, field, error, help)
        _name(field, title, help)
        self.rows[key] = row
        changed = getattr(field, "changed", None)
        if changed is not None:
            changed.connect(_Forgetter(row))
        return row

    def problems(self) -> list[FieldProblem]:
        """Return what the fields themselves cannot understand."""
        found: list[FieldProblem] = []
        for row in self.rows.values():
            ask = getattr(row.field, "problem", None)
            if ask is not None and (message := cast("Field", row.field).problem()):
                found.append(FieldProblem(row.key, message))
        return found

    def show_problems(self, problems: Iterable[FieldProblem]) -> bool:
        """Write each problem beside its field and move to the first.

        Args:
            problems: From the fields and from the form's state; fields not named are cleared.

        Returns:
            True when there is none.
        """
        messages: dict[str, str] = {}
        for problem in problems:
            messages.setdefault(problem.field, problem.message)
        for key, row in self.rows.items():
            row.show_problem(messages.get(key, ""))
        first = next((row for key, row in self.rows.items() if key in messages), None)
        if first is not None:
            focus = _focus_widget(first.field)
            focus.setFocus()
            announce(focus, messages[first.key], urgent=True)
        return not messages

    def _with_mnemonic(self, title: str) -> str:
        escaped = title.replace("&", "&&")
        for place, letter in enumerate(escaped):
            if letter.isalpha() and letter.isascii() and letter.lower() not in self._used:
                self._used.add(letter.lower())
                return f"{escaped[:place]}&{escaped[place:]}"
        return escaped


class _Forgetter:
    """Takes a row's problem away as soon as its answer changes."""

    def __init__(self, row: FormRow) -> None:
        self._row = row

    def __call__(self) -> None:
        if not self._row.error.isHidden():
            self._row.show_problem("")


def _focus_widget(field: QWidget) -> QWidget:
    ask = getattr(field, "focus_widget", None)
    return cast("Field", field).focus_widget() if ask is not None else field


def _name(field: QWidget, title: str, description: str) -> None:
    """Name the field and every part of it that can take the keyboard."""
    focus = _focus_widget(field)
    field.setAccessibleName(title)
    if not focus.accessibleName() and focus.metaObject().className() != "QRadioButton":
        focus.setAccessibleName(title)
    if description:
        focus.setAccessibleDescription(description)
    for part, words in (("unknown", "not known yet"), ("unit", "unit")):
        inner = getattr(field, part, None)
        if isinstance(inner, QWidget):
            inner.setAccessibleName(f"{title}: {words}")
    for button in getattr(field, "buttons", ()):
        button.setAccessibleName(f"{button.text().replace('&', '')}")
