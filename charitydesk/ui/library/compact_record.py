"""A local compact as it is read: does it stand, who signed, what its clauses say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from charitydesk.domain.provisions import Verification
from charitydesk.domain.wording import date_words
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.library_compact import (
    CODES_CHOICES,
    SIDE_WORDS,
    clause_title,
    compact_summary,
    signatory_words,
    topics_words,
    what_is_missing,
)
from charitydesk.presentation.library_words import COMPACT_STATUS, SURENESS, instrument_words
from charitydesk.ui.cards import ButtonRow, KeyFacts, Note, Section
from charitydesk.ui.parts import button, column, label, row, rule
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.domain.register import Register
    from charitydesk.services.library import CompactView, LocalClauseRecord

_CODES = {choice.value: choice.label for choice in CODES_CHOICES}


class CompactRecord(QWidget):
    """The record beside the list.

    Args:
        view: The compact.
        register: Names the national undertakings its clauses match.
        edit: Opens its form.
        delete: Takes it out.
    """

    def __init__(
        self, view: CompactView, register: Register, edit: Callable[[], object], delete: Callable[[], object]
    ) -> None:
        super().__init__()
        record = view.compact
        layout = column(self, gap=22)
        head = column(gap=4)
        example = " \N{MIDDLE DOT} example" if record.is_example else ""
        head.addWidget(label(f"Local compact{example}", "overline"))
        head.addWidget(label(record.name, "heading", selectable=True))
        head.addWidget(label(compact_summary(view), "quiet"))
        head.addSpacing(4)
        head.addWidget(ButtonRow(StatusBadge(COMPACT_STATUS[record.status])))
        layout.addLayout(head)
        self.edit = button("&Edit", edit, icon="edit")
        self.delete = button("&Take it out", delete, kind="quiet", icon="bin")
        layout.addWidget(ButtonRow(self.edit, self.delete))
        missing = what_is_missing(view)
        if missing:
            layout.addWidget(Note("\n".join(missing), Tone.CAUTION, "Before a letter may rest on it"))
        layout.addWidget(KeyFacts(_facts(view)))
        signed = Section("Who signed")
        for one in view.signatories:
            signed.add(label(signatory_words(one), selectable=True))
        if not view.signatories:
            signed.add(label("No body is recorded yet.", "quiet"))
        layout.addWidget(signed)
        clauses = Section("What it promises")
        for place, clause in enumerate(view.clauses):
            if place:
                clauses.add(rule())
            clauses.add(_clause(clause, register))
        if not view.clauses:
            clauses.add(label("No clause is typed in yet.", "quiet"))
        layout.addWidget(clauses)


def _facts(view: CompactView) -> list[tuple[str, str | QWidget]]:
    record = view.compact
    known = [
        ("Confirmed by", record.status_confirmed_by),
        ("Adopted", date_words(record.adopted_on) if record.adopted_on else ""),
        ("Your copy", record.copy_source),
        ("Copy checked", date_words(record.copy_checked_on) if record.copy_checked_on else ""),
        ("Notice promised", record.notice_period),
        ("If you disagree", record.dispute_steps),
        ("Contact", record.dispute_contact),
        ("Its codes", _CODES[record.codes_reach]),
        ("Next review", date_words(record.review_on) if record.review_on else ""),
        ("It replaced", record.replaced),
        ("Notes", record.note),
    ]
    return [(name, value) for name, value in known if value]


def _clause(clause: LocalClauseRecord, register: Register) -> QWidget:
    widget = QWidget()
    layout = column(widget, gap=4)
    head = row(label(clause_title(clause), "subheading"), stretch=False, gap=12)
    head.setStretch(0, 1)
    if clause.verification is not Verification.VERIFIED:
        head.addWidget(StatusBadge(SURENESS[clause.verification]))
    layout.addLayout(head)
    layout.addWidget(label(clause.text, selectable=True))
    told = [f"Binds: {SIDE_WORDS[clause.side].casefold()}"]
    if clause.topics:
        told.append(topics_words(clause.topics).casefold())
    match = register.find(clause.national_match) if clause.national_match else None
    if match is not None:
        told.append(f"compares with {instrument_words(match)}, {match.reference}")
    layout.addWidget(label(" \N{MIDDLE DOT} ".join(told), "small"))
    return widget
