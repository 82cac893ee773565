"""What narrows a room's list: typing, one choice, and filters that were given a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from charitydesk.presentation.forms import Choice
from charitydesk.ui.fields import SelectField, TextField
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.parts import button
from charitydesk.ui.scale import fix_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.services.bundle import Services


class FilterBar(QWidget):
    """The filter above a list; `changed` is emitted after every edit.

    Args:
        room: Whose list it is; named filters are kept for it.
        choices: The ready choices, each by its label.
        services: Those of the open data folder.
    """

    changed = Signal()

    def __init__(self, room: str, choices: Sequence[Choice], services: Services) -> None:
        super().__init__()
        self._room, self._ready, self._services = room, tuple(choices), services
        self._saved: dict[str, Any] = {}
        self._quiet = self._only_text = False
        self.text = TextField(width=300, placeholder="Filter")
        fix_width(self.text, 190)
        self.text.setAccessibleName(f"Filter {room}")
        self.show_field = SelectField(choices)
        fix_width(self.show_field, 188)
        self.show_field.setAccessibleName("Show")
        self.keep = button("&Save filter", self._keep, kind="quiet", description="Keep this filter under its words")
        self.drop = button("&Forget filter", self._drop, kind="quiet", description="Take this saved filter out")
        layout = FlowLayout(self, gap=8, line_gap=8)
        for part in (self.text, self.show_field, self.keep, self.drop):
            layout.addWidget(part)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.text.textChanged.connect(self._typed)
        self.show_field.changed.connect(self._picked)
        self.load_saved()

    def chosen(self) -> str:
        """Return the ready choice that is in force."""
        value = str(self.show_field.value())
        return str(self._saved[value]["show"]) if value in self._saved else value

    def load_saved(self) -> None:
        """Offer the named filters of the room beneath the ready choices."""
        labels = {choice.label for choice in self._ready}
        found = [one for one in self._services.filters.of(self._room) if one.criteria.get("show") in labels]
        self._saved = {f"saved:{one.id}": {**one.criteria, "id": one.id, "name": one.name} for one in found}
        named = [Choice(key, f"★ {one['name']}") for key, one in self._saved.items()]
        self.show_field.set_choices([*self._ready, *named])
        self._fit()

    def reset(self) -> None:
        """Show everything again."""
        self._quiet = True
        self.text.clear()
        self.show_field.set_value(self._ready[0].value)
        self._quiet = False
        self._fit()
        self.changed.emit()

    def narrow(self, *, only_text: bool) -> None:
        """Let typing alone narrow the list, or the ready and named choices too."""
        self._only_text = only_text
        self.show_field.setVisible(not only_text)
        self._fit()

    def _typed(self, _text: str) -> None:
        if not self._quiet:
            self._fit()
            self.changed.emit()

    def _picked(self) -> None:
        saved = self._saved.get(str(self.show_field.value()))
        if saved is not None:
            self._quiet = True
            self.text.setText(str(saved.get("text", "")))
            self._quiet = False
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        named = str(self.show_field.value()) in self._saved
        self.keep.setVisible(bool(self.text.value()) and not named and not self._only_text)
        self.drop.setVisible(named and not self._only_text)

    def _keep(self) -> None:
        show = self.chosen()
        name = self.text.value() if show == self._ready[0].label else f"{self.text.value()}, {show.lower()}"
        made = self._services.filters.save(self._room, name, {"text": self.text.value(), "show": show})
        self.load_saved()
        self.show_field.set_value(f"saved:{made.id}")

    def _drop(self) -> None:
        saved = self._saved.get(str(self.show_field.value()))
        if saved is not None:
            self._services.filters.delete(int(saved["id"]))
            self.show_field.set_value(self._ready[0].value)
            self.load_saved()
            self.reset()
