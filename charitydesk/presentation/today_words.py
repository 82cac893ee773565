"""The words of the Today page: weeks, lines, what is overdue, and what a letter waits for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from charitydesk.domain.money import pounds
from charitydesk.domain.wording import date_words, long_date
from charitydesk.i18n import and_list, counted
from charitydesk.presentation.badges import Badge, Shape, Tone, deadline_badge
from charitydesk.presentation.dates import days_phrase
from charitydesk.services.today import DueKind

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.services.letters import LetterLine
    from charitydesk.services.today import DueLine, TodayView, YearNumbers


FIRST_THINGS = (
    (
        "Record a notice",
        "A council or another body has ended, cut or changed something.",
        "notices",
        "notice",
    ),
    (
        "Bring in your contracts",
        "The spreadsheet you keep them in, or public notices. You see every row before anything is written.",
        "download",
        "imports",
    ),
    (
        "Load the example charity",
        "Made-up notices and letters to try things on. It is clearly marked and leaves without trace.",
        "open",
        "example",
    ),
)
"""What day one offers: title, words, icon and what it does."""


def week_title(monday: date, today: date) -> str:
    """Return what a week is called, seen from today.

    Args:
        monday: Its first civil date.
        today: Civil date.
    """
    this = today - timedelta(days=today.weekday())
    weeks = (monday - this).days // 7
    if weeks == 0:
        return "This week"
    if weeks == 1:
        return "Next week"
    return f"Week of {long_date(monday)}"


def due_badge(line: DueLine, today: date) -> Badge:
    """Return how pressing a line is; a step of ours past its safe day may still be in time."""
    left = (line.due - today).days
    if left < 0 and line.kind is DueKind.OURS:
        if line.limit is not None and line.limit >= today:
            return Badge("Past the safe day", Shape.ALERT, Tone.BAD)
        return Badge(f"{counted(-left, 'day')} past", Shape.ALERT, Tone.BAD)
    return deadline_badge(left)


def due_words(line: DueLine) -> str:
    """Return what a line is about and why it is there."""
    return " · ".join(part for part in (line.about if line.about not in line.title else "", line.why) if part)


def awaiting_words(letter: LetterLine, today: date) -> str:
    """Return whom a sent letter waits for and since when."""
    parts = [f"To {letter.recipient}" if letter.recipient else ""]
    parts.append(f"sent {date_words(letter.sent_on)}, {days_phrase(letter.sent_on, today)}" if letter.sent_on else "")
    parts.append(f"reply asked by {date_words(letter.reply_due)}" if letter.reply_due else "no reply date was asked")
    return ", ".join(part for part in parts if part)


def draft_words(letter: LetterLine) -> str:
    """Return whom a draft is for."""
    return f"To {letter.recipient}" if letter.recipient else "Not addressed yet"


def summary(view: TodayView) -> str:
    """Return what today holds, in a line under the title."""
    ahead = sum(len(lines) for _, lines in view.weeks)
    counts = (
        f"{len(view.overdue)} overdue" if view.overdue else "",
        f"{counted(ahead, 'date')} in the next 60 days" if ahead else "",
        f"{counted(len(view.awaiting), 'letter')} awaiting a reply" if view.awaiting else "",
        counted(len(view.drafts), "draft") if view.drafts else "",
    )
    said = [words for words in counts if words]
    return f"{date_words(view.today)} · {and_list(said) if said else 'nothing is due'}"


def year_words(numbers: YearNumbers, this_year: Report, last_year: Report) -> tuple[tuple[str, str, str], ...]:
    """Return the year in four numbers: figure, words, detail.

    Args:
        numbers: What is held, bid for and awaited.
        this_year: Bidding in the charity's present financial year.
        last_year: The same in the one before.
    """
    held = counted(numbers.contracts, "contract and grant", "contracts and grants") if numbers.contracts else ""
    return (
        (pounds(numbers.held_value), "held, a year", f"in {held}" if held else "no contract or grant yet"),
        (str(numbers.bids_open), "bid open" if numbers.bids_open == 1 else "bids open", _won(numbers)),
        (
            str(numbers.awaiting),
            "letter awaiting a reply" if numbers.awaiting == 1 else "letters awaiting a reply",
            "",
        ),
        (
            this_year.total.money(this_year.total.unfunded_pence),
            "unfunded bidding this year",
            f"{last_year.total.money(last_year.total.unfunded_pence)} last year",
        ),
    )


def _won(numbers: YearNumbers) -> str:
    return (
        f"{numbers.won.won} of {numbers.won.decided} won this year" if numbers.won.decided else "none decided this year"
    )
