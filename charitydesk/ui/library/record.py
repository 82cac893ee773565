"""One entry of the register as it is read: what it says, to whom, since when, how sure, and what the gate says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from charitydesk.domain.gate import Offer
from charitydesk.domain.provisions import Binding, Effect
from charitydesk.domain.wording import long_date
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.library_words import (
    EFFECTS,
    OFFERS,
    RESULTS,
    TEST_QUESTIONS,
    TESTS,
    how_sure_words,
    printed_words,
    reach_sentence,
    stood_words,
    topic_words,
)
from charitydesk.ui.cards import ButtonRow, KeyFacts, Note, Section
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.library.reading import Readings
from charitydesk.ui.parts import button, column, label
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.domain.gate import GateAnswer, Judgement
    from charitydesk.domain.provisions import Provision, Reach
    from charitydesk.presentation.library_register import Question, RegisterRow
    from charitydesk.services.bundle import Services
    from charitydesk.ui.pages import PageContext

_TONES = {Offer.OFFER: Tone.GOOD, Offer.CHECK_FIRST: Tone.CAUTION, Offer.NOT_OFFERED: Tone.UNSURE}
_OWN = {Effect.CONTRACT_TERM, Effect.LOCAL_COMPACT}


class ProvisionRecord(QWidget):
    """The record beside the list.

    Args:
        services: The services of the open data folder.
        context: What every page is given.
        row: The entry with its reading and the gate's answer.
        question: The case asked about, or None.
        ask: Opens the questions about a case.
    """

    def __init__(
        self,
        services: Services,
        context: PageContext,
        row: RegisterRow,
        question: Question | None,
        ask: Callable[[], object],
    ) -> None:
        super().__init__()
        self.row = row
        entry = row.provision
        self._layout = column(self, gap=22)
        self._head(row)
        if entry.not_citable:
            self._layout.addWidget(Note(entry.not_citable, Tone.UNSURE, "Never cited in a letter"))
        if row.answer is not None and question is not None:
            self._layout.addWidget(_case_section(row.answer, question))
        self._layout.addWidget(_printed(row))
        self._layout.addWidget(_reaches(entry))
        self._layout.addWidget(_standing(entry))
        self.readings: Readings | None = None
        if row.provision.id in services.library.register:
            sure = Section("How sure we are", how_sure_words(entry))
            self.readings = Readings(services, context, entry)
            sure.add(KeyFacts([("Source", entry.source)]), self.readings)
            self._layout.addWidget(sure)
        self._layout.addWidget(_about(entry))
        if row.answer is None:
            self._layout.addWidget(
                ButtonRow(button("May I cite it? &Ask for a case…", ask, kind="quiet", icon="question"))
            )

    def _head(self, row: RegisterRow) -> None:
        entry = row.provision
        head = column(gap=4)
        head.addWidget(label(EFFECTS[entry.effect], "overline"))
        head.addWidget(label(row.title, "heading", selectable=True))
        head.addWidget(label(row.source, "quiet"))
        head.addSpacing(4)
        badges = [StatusBadge(row.sure), StatusBadge(row.standing)]
        if row.offer is not None:
            badges.insert(0, StatusBadge(row.offer))
        head.addWidget(ButtonRow(*badges))
        head.addSpacing(6)
        head.addWidget(label(entry.commitment, "lead", selectable=True))
        self._layout.addLayout(head)


def _case_section(answer: GateAnswer, question: Question) -> Section:
    section = Section("In this case", question.words)
    words = answer.reason or _held_up(answer)
    section.add(Note(words, _TONES[answer.offer], OFFERS[answer.offer].word))
    if answer.reason and answer.binding is not None:
        section.add(label(_held_up(answer)))
    tests = QWidget()
    grid = QGridLayout(tests)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(14)
    grid.setColumnStretch(1, 1)
    for place, judgement in enumerate(answer.judgements):
        badge = StatusBadge(RESULTS[judgement.result])
        grid.addWidget(badge, place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(_test(judgement), place, 1)
    section.add(tests)
    if answer.caution:
        section.add(Note(answer.caution, Tone.CAUTION, "Its weak point"))
    return section


def _held_up(answer: GateAnswer) -> str:
    if answer.binding is Binding.BENCHMARK:
        return "A letter may hold it up as a yardstick, not as a promise this body made."
    return "A letter may hold it up as this body's own promise or duty."


def _test(judgement: Judgement) -> QWidget:
    words = QWidget()
    inside = column(words, gap=0)
    inside.addWidget(label(TEST_QUESTIONS[judgement.test], "subheading"))
    inside.addWidget(label(judgement.sentence))
    words.setAccessibleName(f"{TESTS[judgement.test]}: {judgement.sentence}")
    return words


def _printed(row: RegisterRow) -> Section:
    section = Section("As a letter prints it")
    paper = QFrame()
    paper.setObjectName("panel")
    inside = column(paper)
    inside.setContentsMargins(16, 12, 16, 12)
    printed = row.answer.citation if row.answer is not None else printed_words(row.provision)
    inside.addWidget(label(printed, selectable=True))
    section.add(paper)
    if row.answer is None:
        for title, words in (("Check first", row.provision.check), ("Its weak point", row.provision.caution)):
            if words:
                section.add(Note(words, Tone.CAUTION, title))
    return section


def _reaches(entry: Provision) -> Section:
    section = Section("Whom it reaches")
    for reach in entry.reaches:
        section.add(_reach(reach))
    if not entry.reaches:
        section.add(label("No public body: nobody a letter could be sent to."))
    kinds = [kind.label for kind in sorted(entry.relationships)]
    if kinds:
        section.add(label(f"Only where the money is a {' or '.join(kinds)}.", "quiet"))
    if entry.regimes:
        rules = "; ".join(regime.label for regime in sorted(entry.regimes))
        section.add(label(f"Only under these rules: {rules}.", "quiet"))
    return section


def _reach(reach: Reach) -> QWidget:
    words = QWidget()
    inside = column(words, gap=2)
    inside.addWidget(label(reach_sentence(reach)))
    for extra in (reach.check, reach.caution):
        if extra:
            inside.addWidget(label(extra, "quiet"))
    return words


def _standing(entry: Provision) -> Section:
    section = Section("When it stood")
    section.add(label(stood_words(entry)))
    if entry.standing_caution:
        since = entry.standing_caution_from
        begins = f"Told in letters written from {long_date(since)}. " if since is not None else ""
        section.add(label(begins + entry.standing_caution, "quiet"))
    return section


def _about(entry: Provision) -> QWidget:
    paragraphs = [entry.note] if entry.note else []
    topics = ", ".join(topic_words(topic).casefold() for topic in entry.topics)
    if topics:
        paragraphs.append(f"Topics: {topics}.")
    merged = f" Merged into it: {', '.join(entry.also)}." if entry.also else ""
    paragraphs.append(f"Register name: {entry.id}.{merged}")
    return Disclosure("Notes from the register", paragraphs, about=entry.reference)
