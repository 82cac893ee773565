"""The citations beside the sheet: how each is used, what must be checked first, and which were left out and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from charitydesk.presentation.badges import Tone
from charitydesk.presentation.letter_citations import cited, dropped, not_offered
from charitydesk.presentation.letter_jumps import Jump, Place
from charitydesk.presentation.letter_sheet import shortened
from charitydesk.ui.cards import ButtonRow, Note
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.fields import LongTextField
from charitydesk.ui.letters.panels import Panel, block, keyed, links
from charitydesk.ui.parts import button, label, row, rule
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.domain.gate import GateAnswer
    from charitydesk.presentation.letter_citations import CitationCard
    from charitydesk.services.letters import LetterView


class CitationsPanel(Panel):
    """`ticked` and `wanted` tell a register id with whether; `overridden` tells a register id with its reason."""

    ticked = Signal(str, bool)
    wanted = Signal(str, bool)
    overridden = Signal(str, str)

    def show_view(self, view: LetterView, refused: Sequence[GateAnswer]) -> None:
        """Show a letter's sources.

        Args:
            view: The letter.
            refused: Sources the gate does not offer, from `LetterService.not_offered`.
        """
        used, left, others = cited(view), dropped(view), not_offered(refused)
        if not self.draw(content := (used, left, others)):
            return
        widgets: list[QWidget] = []
        if not used:
            widgets.append(label("This letter cites nothing.", "quiet"))
        for card in used:
            widgets += [self._used(card), rule()]
        if left:
            widgets.append(label("Left out by you", "subheading"))
            for card in left:
                widgets += [self._left(card), rule()]
        if others:
            inside = block(*(part for card in others for part in (self._refused(card), rule())), gap=12)
            count = f"{len(others)} {'source' if len(others) == 1 else 'sources'} not offered here, and why"
            widgets.append(Disclosure(count, inside))
        self.draw(content, widgets)

    def _head(self, card: CitationCard) -> QWidget:
        made = QWidget()
        number = f"{card.number}. " if card.number else ""
        made.setLayout(row(label(f"{number}{card.citation}", "subheading", selectable=True), stretch=False))
        return made

    def _used(self, card: CitationCard) -> QWidget:
        about = shortened(card.citation, 50)
        parts: list[QWidget] = [self._head(card), StatusBadge(card.badge), label(card.says), label(card.use, "quiet")]
        if card.overridden:
            words = f"{card.why_not} Your reason on record: {card.overridden}"
            parts.append(Note(words, Tone.CAUTION))
        if card.check:
            tick = QCheckBox("I have checked this")
            tick.setChecked(card.checked)
            tick.setAccessibleName(f"I have checked this: {about}")
            tick.setAccessibleDescription(card.check)
            tick.toggled.connect(partial(self.ticked.emit, card.provision))
            parts += [Note(card.check, Tone.CAUTION, "Check before you send"), keyed(tick, f"tick:{card.provision}")]
        if card.caution:
            parts.append(Disclosure("Where it is weak", card.caution, about=about))
        drop = button("Do not cite", partial(self.wanted.emit, card.provision, False), kind="link")
        drop.setAccessibleName(f"Do not cite {about}")
        leads = [self._library(card, about)] if card.in_library else []
        parts.append(links(keyed(drop, f"drop:{card.provision}"), *leads))
        return block(*parts)

    def _library(self, card: CitationCard, about: str) -> QWidget:
        words = "I have read it" if card.check else "Read it in the Library"
        return self.lead(Jump(Place.LIBRARY, card.provision, words), about)

    def _left(self, card: CitationCard) -> QWidget:
        about = shortened(card.citation, 50)
        back = button("Cite it after all", partial(self.wanted.emit, card.provision, True), kind="link")
        back.setAccessibleName(f"Cite it after all: {about}")
        return block(self._head(card), label(card.says, "quiet"), links(keyed(back, f"drop:{card.provision}")))

    def _refused(self, card: CitationCard) -> QWidget:
        about = shortened(card.citation, 50)
        reason = LongTextField(lines=2, most=6)
        reason.setAccessibleName(f"Why {about} may be cited all the same")
        problem = label("", "error")
        problem.hide()
        go = button("Cite it with this reason", name=f"Cite {about} with this reason")
        go.clicked.connect(_Override(self, card.provision, reason, problem))
        words = "The reason is kept with the letter and shows among its checks."
        form = block(label(words, "quiet"), problem, reason, ButtonRow(go))
        return block(
            self._head(card),
            StatusBadge(card.badge),
            label(card.why_not),
            Disclosure("Cite it all the same", form, about=about),
            self._library(card, about),
        )


class _Override:
    """Takes a written reason to the letter, and asks for one when there is none."""

    def __init__(self, panel: CitationsPanel, provision: str, reason: LongTextField, problem: QLabel) -> None:
        self._panel, self._provision, self._reason, self._problem = panel, provision, reason, problem

    def __call__(self, _checked: bool = False) -> None:
        if reason := self._reason.value():
            self._panel.overridden.emit(self._provision, reason)
            return
        self._problem.setText("Write down why it may be cited here.")
        self._problem.show()
        self._reason.setFocus()
