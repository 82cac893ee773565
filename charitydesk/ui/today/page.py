"""Today: what is overdue, what comes in the next 60 days, which letters wait; three first things on day one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from charitydesk.domain.wording import date_words
from charitydesk.presentation.cost_ledger import as_seen
from charitydesk.presentation.export_words import whole_list
from charitydesk.presentation.notice_words import EXAMPLE, letter_badge
from charitydesk.presentation.shell import HelpTopic
from charitydesk.presentation.today_print import TODAY_TITLE, today_blocks
from charitydesk.presentation.today_words import (
    FIRST_THINGS,
    awaiting_words,
    draft_words,
    due_badge,
    due_words,
    summary,
    week_title,
    year_words,
)
from charitydesk.services.changes import Topic
from charitydesk.ui.cards import Figure, LinkCard, Section
from charitydesk.ui.exports.lists import Exporting
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.pages import HeaderAction, Page, Width
from charitydesk.ui.parts import button, clear, column, label
from charitydesk.ui.piecewise import Piecewise
from charitydesk.ui.printing import Printing
from charitydesk.ui.scale import scaled
from charitydesk.ui.today.lines import RecordLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from charitydesk.domain.document import Document
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.presentation.export_words import ListOffer
    from charitydesk.services.bundle import Services
    from charitydesk.services.letters import LetterLine
    from charitydesk.services.today import DueLine, TodayView
    from charitydesk.ui.pages import PageContext
    from charitydesk.ui.tasks import Progress


_AT_ONCE = 20
"""Lines under one heading before the rest is asked for: hundreds take a while to draw, and nobody reads them."""

_MANY, _FEW = 60, 5
"""With more dates than this, every heading but the first begins with a few lines, so that the weeks can be seen."""

_LOW = 560
"""A page less high than this, in pixels at 100 %, begins with what is due."""


class DueSection(Section):
    """The dates under one heading: the first of them, and the next where they are asked for.

    Args:
        title: The heading.
        lines: All of them.
        make: What shows one.
        first: How many to begin with.
    """

    def __init__(
        self, title: str, lines: Sequence[DueLine], make: Callable[[DueLine], RecordLine], first: int = _AT_ONCE
    ) -> None:
        super().__init__(title)
        self.body.setSpacing(2)
        self._lines, self._make = lines, make
        self._shown = 0
        self.more: QPushButton | None = None
        self._show(first)

    def show_more(self) -> None:
        """Show the next lines, the keyboard on the first of them."""
        self._show(_AT_ONCE)

    def _show(self, count: int) -> None:
        first = self._shown
        made = [self._make(line) for line in self._lines[first : first + count]]
        self._shown += len(made)
        self.add(*made)
        if self.more is not None:
            made[0].setFocus()
            self.body.removeWidget(self.more)
            self.more.hide()
            self.more.deleteLater()
            self.more = None
        left = len(self._lines) - self._shown
        if left:
            self.more = button(f"Show {min(left, _AT_ONCE)} more of {left:,}", self.show_more, kind="link")
            self.add(self.more)


class _Year(QWidget):
    """The year in four numbers, which break into lines on a narrow page."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=40, line_gap=16)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_numbers(self, numbers: Sequence[tuple[str, str, str]]) -> None:
        """Show figures with their words and details."""
        clear(self._flow)
        for value, words, detail in numbers:
            self._flow.addWidget(Figure(value, words, detail))


class TodayPage(Page):
    """What needs a decision.

    Args:
        services: Those of the open data folder.
        context: What every page is given.
    """

    topics = frozenset(
        {
            Topic.NOTICES,
            Topic.CLOCKS,
            Topic.LETTERS,
            Topic.CHARITY,
            Topic.CONTRACTS,
            Topic.OBLIGATIONS,
            Topic.BIDS,
            Topic.TIME,
            Topic.COSTS,
        }
    )

    def __init__(self, services: Services, context: PageContext) -> None:
        super().__init__(context, "Today", date_words(context.clock.today()), width=Width.WIDE)
        self._services = services
        self.printing = Printing(services, context)
        self.exporting = Exporting(services, context, self.list_offers)
        self._whole = column(gap=32)
        self._pieces = Piecewise()
        self._sections = column(self._pieces, gap=40)
        self._whole.addWidget(self._pieces)
        self.body.addLayout(self._whole)
        self.lines: list[RecordLine | LinkCard] = []
        self.year = _Year()
        self.year.hide()
        self._view: TodayView | None = None

    def refresh(self) -> None:
        """Gather what has a date, then what the year has come to."""
        self.context.tasks.run(self._gather, self._show, title="Looking what is due")
        self.context.tasks.run(self._add_up, self._show_year, title="Adding up the year")

    def _gather(self, _progress: Progress) -> TodayView:
        return self._services.today.show()

    def _add_up(self, _progress: Progress) -> tuple[Report, Report]:
        people, user = self._services.people.people(), self._services.profile.load().user_name
        now, before = self._services.costs.this_year(self.context.clock.today())
        return as_seen(now, people, user), as_seen(before, people, user)

    def header_actions(self) -> Sequence[HeaderAction]:
        """Return what can be done here."""
        if self._view is None or not self._view.anything:
            return (HeaderAction("&New notice", self._new_notice, "add", primary=True),)
        return (
            self.exporting.action(),
            HeaderAction("&Print this list\N{HORIZONTAL ELLIPSIS}", self.print_out, "print"),
            HeaderAction("&New notice", self._new_notice, "add", primary=True),
        )

    def print_out(self) -> bool:
        """Offer the dates for print."""
        if self._view is None or not self._view.anything:
            return False
        self.printing.offer("Print or save the dates", TODAY_TITLE, partial(self._document, self._view))
        return True

    def list_offers(self) -> Sequence[ListOffer]:
        """Return the lists of what falls due; the menu adds the dates for a calendar."""
        return tuple(whole_list(self.exporting.titles, kind) for kind in ("obligations", "clocks", "tasks"))

    def _document(self, view: TodayView) -> Document:
        return self._services.printing.document(TODAY_TITLE, today_blocks(view))

    def help(self) -> HelpTopic:
        """Return the help for this room."""
        return HelpTopic(
            "Today",
            (
                "Every line has a date and says why it is here. Overdue lines come first, then 60 days by week.",
                "For your own steps the date is the last safe day, a working day; the outer limit stands beside it.",
                "Press Enter on a line to open its record.",
            ),
            (("Ctrl+N", "Record a notice"), ("Ctrl+P", "Print this list"), ("Ctrl+K", "Find anything")),
        )

    def _show(self, view: TodayView) -> None:
        clear(self._sections)
        self.lines = []
        self._view = view
        self.set_header("Today", summary(view) if view.anything else date_words(view.today))
        self._pieces.build(partial(self._add, made) for made in self._parts(view))
        if self.is_scrolled:
            self._pieces.make_whole()  # else the page would leap to its head

    def _add(self, made: Callable[[], QWidget]) -> None:
        self._sections.addWidget(made())

    def _parts(self, view: TodayView) -> Iterator[Callable[[], QWidget]]:
        """Yield what makes each section."""
        if not view.anything:
            yield self._first_day
            return
        dated = [("Overdue", view.overdue)] if view.overdue else []
        dated += [(week_title(monday, view.today), lines) for monday, lines in view.weeks]
        many = sum(len(lines) for _, lines in dated) > _MANY
        for place, (title, lines) in enumerate(dated):
            yield partial(self._due, title, lines, view.today, _FEW if many and place else _AT_ONCE)
        if not dated:
            yield self._nothing_due
        for title, letters in (("Awaiting a reply", view.awaiting), ("Drafts", view.drafts)):
            if letters:
                yield partial(self._letters, title, letters, view)

    def _show_year(self, spent: tuple[Report, Report]) -> None:
        told = self._view is not None and self._view.anything
        if self._view is not None and told:
            self.year.show_numbers(year_words(self._view.numbers, *spent))
            # It never pushes what is due out of sight: on a low window it comes last.
            self._whole.removeWidget(self.year)
            self._whole.insertWidget(0 if self.height() >= scaled(_LOW) else 1, self.year)
        self.year.setVisible(told)

    def _due(self, title: str, lines: Sequence[DueLine], today: date, first: int) -> QWidget:
        return DueSection(title, lines, partial(self._due_line, today), first)

    def _due_line(self, today: date, line: DueLine) -> RecordLine:
        badges = (EXAMPLE, due_badge(line, today)) if line.is_example else (due_badge(line, today),)
        return self._line(RecordLine(line.title, due_words(line), line.opens, badges, when=date_words(line.due)))

    @staticmethod
    def _nothing_due() -> QWidget:
        nothing = Section("Nothing is due in the next 60 days")
        return nothing.add(label("Dates of notices and of letters that await a reply appear here.", "quiet"))

    def _letters(self, title: str, letters: Sequence[LetterLine], view: TodayView) -> QWidget:
        part = Section(title)
        part.body.setSpacing(2)
        return part.add(*(self._letter(letter, view) for letter in letters))

    def _letter(self, letter: LetterLine, view: TodayView) -> RecordLine:
        words = awaiting_words(letter, view.today) if letter.sent_on else draft_words(letter)
        status = letter_badge(letter.status, letter.reply_due, view.today)
        badges = (EXAMPLE, status) if letter.is_example else (status,)
        return self._line(RecordLine(letter.title, words, ("letters", letter.id), badges))

    def _line(self, line: RecordLine) -> RecordLine:
        line.opened.connect(self._open)
        self.lines.append(line)
        return line

    def _open(self, target: tuple[str, object]) -> None:
        room, key = target
        if key is not None:
            self.context.shell.go(room, str(key))

    def _first_day(self) -> QWidget:
        part = Section("Three first things to do", "Nothing is recorded yet. What has a date will stand here.")
        things = FIRST_THINGS if not self._services.example.loaded else FIRST_THINGS[:2]
        for title, words, icon, key in things:
            card = LinkCard(title, words, key, icon=icon)
            card.opened.connect(self._first_thing)
            self.lines.append(card)
            part.add(card)
        return part

    def _first_thing(self, key: object) -> None:
        if key == "notice":
            self._new_notice()
        elif key == "imports":
            self.context.shell.go("imports", "contracts")
        else:
            self.context.tasks.run(self._load_example, self._example_loaded, title="Loading the example charity")

    def _load_example(self, _progress: Progress) -> None:
        self._services.example.load()

    def _example_loaded(self, _nothing: object) -> None:
        self.context.shell.notify("The example charity is here. Settings takes it out again.")

    def _new_notice(self) -> None:
        self.context.shell.go("notices", "new")
