"""The letter's details: to whom, when, in what tone, with what enclosed. Saved as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox

from charitydesk.domain.letters import Tone
from charitydesk.presentation.dates import Lean
from charitydesk.presentation.forms import Choice
from charitydesk.ui.choices import ChoiceField
from charitydesk.ui.fields import DateField, LongTextField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.letters.panels import MNEMONICS, Panel
from charitydesk.ui.parts import label

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from charitydesk.domain.letter_kinds import ToneWords
    from charitydesk.domain.letters import LetterOptions
    from charitydesk.services.letters import LetterView

SAVE_AFTER_MS = 500


class DetailsPanel(Panel):
    """`changed` tells the details that changed, by their names in the letter's options.

    Args:
        today: Returns today's civil date.
        tone_words: Returns what a rung of the tone ladder costs and needs.
    """

    changed = Signal(object)

    def __init__(self, today: Callable[[], date], tone_words: Callable[[Tone], ToneWords]) -> None:
        super().__init__()
        self._today, self._tone_words = today, tone_words
        self._options: LetterOptions | None = None
        self._kind = ""
        self._filling = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save_now)
        self.form = FormBuilder(self.body, MNEMONICS)

    def show_view(self, view: LetterView) -> None:
        """Show a letter's details; what is being typed stays."""
        if view.kind.id != self._kind:
            self._build(view)
        if self._timer.isActive() or view.draft.options == self._options:
            return
        self._options = view.draft.options
        self._fill(view.draft.options)

    def forget(self) -> None:
        """Fill every field afresh from the letter that is shown next: a date that nobody could read goes too."""
        self._options = None
        self._filling = True
        for row in self.form.rows.values():
            row.show_problem("")
            if isinstance(row.field, DateField):
                row.field.set_value(None)
        self._filling = False
        self._timer.stop()

    def _build(self, view: LetterView) -> None:
        from charitydesk.ui.parts import clear  # noqa: PLC0415 - needed when another kind of letter opens

        clear(self.body)
        self._kind, self._options = view.kind.id, None
        self.form = FormBuilder(self.body, MNEMONICS)
        self.addressee = TextField()
        self.address = LongTextField(lines=6, most=9)
        self.salutation = TextField(placeholder="Dear Sir or Madam")
        self.date = DateField(self._today)
        self.reply_by = DateField(self._today, lean=Lean.FUTURE)
        self.reference = TextField()
        rungs = [self._rung(tone) for tone in view.kind.tones]
        self.tone = ChoiceField(rungs)
        self.chronology = QCheckBox("Annex the dates of what happened")
        self.chronology.setAccessibleName("Annex the dates of what happened")
        self.enclosures = LongTextField(lines=2, most=8)
        self.copies = LongTextField(lines=2, most=8)
        add = self.form.row
        self.body.addWidget(label("Everything here is saved as you type.", "quiet"))
        add("Who it goes to", self.addressee, key="addressee")
        add("Address", self.address, key="address", help="Line by line, as on the envelope.")
        add("Salutation", self.salutation, key="salutation")
        add("Date on the letter", self.date, key="date")
        if view.kind.reply_working_days or view.kind.reply_rules:
            add("Answer wanted by", self.reply_by, key="reply_by", help="A reply clock runs to it once it is sent.")
        add("Our reference", self.reference, key="our_reference", optional=True)
        if len(rungs) > 1:
            add("Tone", self.tone, key="tone", help="The wording follows it; your own words stay.")
        self.body.addWidget(self.chronology)
        add("Enclosed", self.enclosures, key="enclosures", help="One a line.", optional=True)
        add("Copied to", self.copies, key="copies", help="One a line.", optional=True)
        fields = (
            self.addressee, self.address, self.salutation, self.date, self.reply_by, self.reference, self.enclosures,
            self.copies,
        )  # fmt: skip
        for field in fields:
            field.changed.connect(self._touched)
        self.tone.changed.connect(self._chosen)
        self.chronology.toggled.connect(self._chosen)

    def _rung(self, tone: Tone) -> Choice:
        words = self._tone_words(tone)
        return Choice(tone, words.title, f"{words.cost} {words.first}")

    def _fill(self, options: LetterOptions) -> None:
        self._filling = True
        for field, value in (
            (self.addressee, options.addressee),
            (self.address, "\n".join(options.address)),
            (self.salutation, options.salutation),
            (self.reference, options.our_reference),
            (self.enclosures, "\n".join(options.enclosures)),
            (self.copies, "\n".join(options.copies)),
        ):
            if field.value() != value:
                field.set_value(value)
        for field, day in ((self.date, options.date), (self.reply_by, options.reply_by)):
            if field.value() != day and not field.problem():
                field.set_value(day)
        self.tone.set_value(options.tone)
        self.chronology.setChecked(options.chronology)
        self._filling = False

    def _touched(self, _value: object = None) -> None:
        if not self._filling:
            self._timer.start()

    def _chosen(self, _value: object = None) -> None:
        if not self._filling:
            self.save_now()

    def is_typing(self) -> bool:
        """Return True while something typed is still to be saved."""
        return self._timer.isActive()

    def save_now(self) -> None:
        """Tell what changed; a date that cannot be read is left as it was and said beside its field."""
        self._timer.stop()
        if self._options is None:
            return
        options = self._options
        problems = {problem.field: problem.message for problem in self.form.problems()}
        for key, row in self.form.rows.items():
            row.show_problem(problems.get(key, ""))
        tone = self.tone.value()
        now: dict[str, object] = {
            "addressee": self.addressee.value(),
            "address": _lines(self.address),
            "salutation": self.salutation.value(),
            "date": self.date.value() or options.date,
            "reply_by": options.reply_by if "reply_by" in problems else self.reply_by.value(),
            "our_reference": self.reference.value(),
            "tone": tone if isinstance(tone, Tone) else options.tone,
            "chronology": self.chronology.isChecked(),
            "enclosures": _lines(self.enclosures),
            "copies": _lines(self.copies),
        }
        touched = {name: value for name, value in now.items() if value != getattr(options, name)}
        if touched:
            self.changed.emit(touched)

    def focus_field(self, key: str) -> None:
        """Move the keyboard to a field."""
        if key in self.form.rows:
            field: QWidget = self.form.rows[key].field
            focus = getattr(field, "focus_widget", None)
            target = focus() if focus is not None else field
            target.setFocus()
            self.ensureWidgetVisible(target, 0, 100)


def _lines(field: LongTextField) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.value().splitlines() if line.strip())
