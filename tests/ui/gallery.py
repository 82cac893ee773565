"""A room that shows every part of the kit: for pictures and for the walker that checks accessibility. Never shipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from charitydesk.domain.wording import date_words
from charitydesk.presentation import badges
from charitydesk.presentation.badges import Tone, deadline_badge
from charitydesk.presentation.forms import Choice, FieldProblem
from charitydesk.presentation.search import Hit
from charitydesk.presentation.shell import HelpTopic
from charitydesk.services.clock import FixedClock
from charitydesk.ui.cards import ButtonRow, Card, Figure, KeyFacts, LinkCard, Note, Section
from charitydesk.ui.choices import AnswerField, ChoiceField
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.fields import DateField, LongTextField, MoneyField, NumberUnitField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.main_window import Desk, MainWindow
from charitydesk.ui.master_detail import MasterDetail
from charitydesk.ui.pages import HeaderAction, Page, PageContext, Room, Width
from charitydesk.ui.parts import button, column, label, row, rule
from charitydesk.ui.status import StatusBadge
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import RIGHT, Column, RowsModel
from charitydesk.ui.timeline import Mark, NumberDisc, Timeline

CLOCK = FixedClock(datetime(2026, 11, 27, 17, 30, tzinfo=UTC))
TODAY = date(2026, 11, 27)


@dataclass(frozen=True)
class Sample:
    body: str
    service: str
    received: date
    days_left: int
    pence: int


SAMPLES = [
    Sample("Anytown Borough Council", "Befriending for older people", date(2026, 11, 20), 4, 4_825_000),
    Sample("Weald and Downs NHS Integrated Care Board", "Carers' breaks", date(2026, 11, 3), 19, 12_600_000),
    Sample("Ministry of Justice", "Through-the-gate mentoring", date(2026, 10, 12), -3, 1_995_050),
    Sample("Cyngor Sir Ŵyddgrug", "Advice in Welsh", date(2026, 9, 30), 62, 88_000),
]


class WordsPage(Page):
    """Cards, notes, clocks, facts: a record as it is read."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context, "The council has ended befriending", "Anytown Borough Council · received Fri 20 Nov 2026"
        )
        self.body.addWidget(
            Note(
                "The council promised 3 months' notice and gave 5 weeks: 8 weeks short. Its compact says that notice"
                " begins when reasons are given in writing.",
                Tone.BAD,
                "The shortfall",
                ButtonRow(
                    button("&Draft letter", kind="primary", icon="letters"), button("&Print this page", icon="print")
                ),
            )
        )
        clocks = Section("What the notice started", "Each clock counts from the day the e-mail arrived.")
        days = [
            (3, "Ask for reasons"),
            (5, "Pre-action letter"),
            (19, "Answer to our request"),
            (21, "Judicial review"),
            (62, "Contract ends"),
        ]
        marks = [Mark(words, TODAY + timedelta(days=n), deadline_badge(n), n) for n, words in days]
        clocks.add(Timeline(marks, TODAY, (date(2026, 11, 20), "Notice received")))
        for number, mark in enumerate(marks, start=1):
            words = column(gap=2)
            words.addWidget(label(mark.title, "subheading"))
            words.addWidget(label(f"{date_words(mark.day)}, counted from Fri 20 Nov 2026", "quiet"))
            words.addWidget(
                Disclosure(
                    "How did you get this?",
                    "20 working days after the day the request arrived, Friday 20 November 2026. Weekends and Christmas"
                    " Day were not counted.",
                    about=mark.title,
                )
            )
            line = row(NumberDisc(number, mark.badge.tone), gap=12, stretch=False)
            line.addLayout(words, 1)
            line.addWidget(StatusBadge(mark.badge))
            clocks.body.addLayout(line)
            if number < len(marks):
                clocks.add(rule())
        self.body.addWidget(clocks)
        found = Section("What the council promised", trailing=button("&Add a clause", kind="quiet", icon="add"))
        for badge in (badges.KEPT, badges.PARTLY_KEPT, badges.NOT_KEPT, badges.CANNOT_TELL, badges.DOES_NOT_APPLY):
            found.add(
                LinkCard("Give reasons in writing", "Local compact, clause 4.2", badge, StatusBadge(badge), "library")
            )
        self.body.addWidget(found)
        facts = Card("Key facts")
        facts.add(
            KeyFacts(
                [
                    ("Council", "Anytown Borough Council"),
                    ("Service", "Befriending for older people who live alone in the east of the borough"),
                    ("Value", "£48,250 a year"),
                    ("Status", StatusBadge(badges.AWAITING_REPLY)),
                ]
            )
        )
        self.body.addWidget(facts)
        figures = Section("Unfunded this year")
        figures.body.addLayout(
            row(
                Figure("£12,430", "unfunded bidding", "up £2,100 on last year"),
                Figure("86", "working days left"),
                gap=48,
            )
        )
        self.body.addWidget(figures)
        offers = (badges.OFFER, badges.CHECK_FIRST, badges.NOT_OFFERED, deadline_badge(-3), deadline_badge(0))
        self.body.addWidget(ButtonRow(*(StatusBadge(badge) for badge in offers)))
        for tone in (Tone.ACCENT, Tone.GOOD, Tone.CAUTION, Tone.UNSURE):
            self.body.addWidget(Note("Where your own case is weak: the contract itself allows one month.", tone))

    def header_actions(self):
        return [
            HeaderAction("&Mark as closed", self.refresh, "check"),
            HeaderAction("Draft &letter", self._draft, "letters", primary=True),
        ]

    def _draft(self) -> None:
        self.context.shell.notify("Drafted a letter to Anytown Borough Council.", undo=True)

    def help(self) -> HelpTopic:
        return HelpTopic(
            "A notice and its clocks",
            ("This page shows what the notice started and which promises were kept.", "Open a line to see why."),
            (("Ctrl+N", "Draft a letter"),),
        )


class FormPage(Page):
    """Every field."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "Record a notice", "Question 3 of 9", width=Width.PROSE)
        self.form = FormBuilder(self.body)
        row_of = self.form.row
        row_of("Who sent it?", TextField("Anytown & District <Council>"), help="As it stands on the letter or e-mail.")
        row_of(
            "When did you receive it?",
            DateField(context.clock.today, may_be_unknown=True),
            key="received",
            help="For example 27/11/2026, 27 Nov or Friday.",
            why="Most clocks count from the day it reached you, not the day it was written.",
        )
        row_of("How much is it worth a year?", MoneyField())
        units = [Choice("months", "months"), Choice("weeks", "weeks"), Choice("days", "days")]
        row_of("Notice given", NumberUnitField(units), optional=True)
        kinds = [
            Choice("contract", "Contract", "You deliver a service and the council pays for it."),
            Choice("grant", "Grant", "Money for a purpose, with conditions."),
        ]
        row_of("What is the money?", ChoiceField(kinds, may_be_unknown=True))
        row_of("Were you consulted first?", AnswerField())
        row_of("Nation", SelectField([Choice("w", "Wales"), Choice("e", "England")], may_be_unknown=True))
        row_of("What did it say?", LongTextField())
        self.body.addWidget(ButtonRow(button("&Back", icon="back"), button("&Continue", kind="primary", icon="next")))
        self.form.show_problems([FieldProblem("received", "Type the day you received it, or tick “Not known yet”.")])


class ListPage(Page):
    """A list with its record."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "Notices", "4 notices, 1 overdue", width=Width.FULL, fill=True)
        self.filter = TextField(width=320, placeholder="Filter notices")
        self.filter.setAccessibleName("Filter notices")
        model = RowsModel[Sample](
            [
                Column("From", lambda r: r.body, second_line=lambda r: r.service),
                Column("Received", lambda r: date_words(r.received), sort_key=lambda r: r.received, width=160),
                Column("Value", lambda r: f"£{r.pence / 100:,.0f}", sort_key=lambda r: r.pence, align=RIGHT, width=110),
                Column(
                    "Next step",
                    lambda r: deadline_badge(r.days_left).word,
                    sort_key=lambda r: r.days_left,
                    badge=lambda r: deadline_badge(r.days_left),
                    width=170,
                    keep=True,
                ),
            ]
        )
        model.set_rows(SAMPLES)
        empty = EmptyState(
            "notices", "No notices yet", "When a council ends or changes something, record it here.", "&Record a notice"
        )
        self.table = RowsTable(model, "Notices", empty)
        self.split = MasterDetail(self.table)
        self.table.activated.connect(self._open)
        self.filter.textChanged.connect(self.table.set_text)
        self.body.setSpacing(16)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.split, 1)

    def _open(self, sample: Sample) -> None:
        card = Card(sample.body)
        card.add(
            KeyFacts([("Service", sample.service), ("Received", date_words(sample.received))]),
            ButtonRow(button("&Edit", icon="edit"), button("&Draft letter", kind="primary", icon="letters")),
            label("The shortfall is eight weeks. " * 6),
        )
        self.split.show_record(card)

    def filter_widget(self):
        return self.filter

    def header_actions(self):
        return [HeaderAction("&Record a notice", self.refresh, "add", primary=True)]


class EmptyPage(Page):
    """Nothing yet."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "Letters", "Drafts, sent and awaiting reply", fill=True)
        self.body.addWidget(
            EmptyState(
                "letters",
                "No letters yet",
                "A letter begins with a notice: record one, and draft from it.",
                "&Record a notice",
            )
        )


ROOMS = (
    Room("today", "Today", "today", WordsPage, 1),
    Room("notices", "Notices", "notices", ListPage, 4, keywords="decommissioning cut"),
    Room("letters", "Letters", "letters", EmptyPage, 6),
    Room("library", "Library", "library", FormPage, 8),
    Room("settings", "Settings", "settings", FormPage, 9, at_bottom=True),
)


class GalleryHistory:
    """One change to undo."""

    def __init__(self) -> None:
        self.name = "Recorded a notice from Anytown Borough Council"
        self.undone = False

    def next_undo(self) -> str | None:
        return None if self.undone else self.name

    def next_redo(self) -> str | None:
        return self.name if self.undone else None

    def undo(self) -> GalleryHistory:
        self.undone = True
        return self

    def redo(self) -> GalleryHistory:
        self.undone = False
        return self


def find_samples(text: str) -> list[Hit]:
    return [Hit("Notice", s.body, s.service, "notices", s, "notices") for s in SAMPLES] if text else []


def gallery_desk() -> Desk:
    return Desk(ROOMS, (find_samples,), GalleryHistory())


def gallery_window(theme, asker=None) -> MainWindow:
    window = MainWindow(theme, CLOCK, asker)
    window.open_desk(gallery_desk())
    return window
