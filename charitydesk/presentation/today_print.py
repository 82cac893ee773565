"""Today on paper: what is overdue and what comes, by week, for whoever is not at the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.document import Block, Column, Heading, Lines, Paragraph, Run, Table
from charitydesk.domain.wording import date_words, long_date
from charitydesk.presentation.today_words import awaiting_words, due_words, week_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from charitydesk.services.today import DueLine, TodayView

TODAY_TITLE = "Dates of the next 60 days"


def today_blocks(view: TodayView) -> Iterator[Block]:
    """Yield everything with a date, overdue first, by week, then the letters that await a reply."""
    yield Heading("title", TODAY_TITLE)
    yield Lines("about", (f"As recorded on {long_date(view.today)}",))
    if view.overdue:
        yield from _dates("overdue", "Overdue", view.overdue)
    for monday, lines in view.weeks:
        yield from _dates(monday.isoformat(), week_title(monday, view.today), lines)
    if not view.overdue and not view.weeks:
        yield Paragraph("none", (Run("Nothing is due in the next 60 days."),))
    if view.awaiting:
        yield Heading("awaiting-heading", "Letters awaiting a reply", 2)
        rows = tuple((letter.title, awaiting_words(letter, view.today)) for letter in view.awaiting)
        yield Table("awaiting", (Column("Letter", 5), Column("What it waits for", 7)), rows)


def _dates(key: str, title: str, lines: Sequence[DueLine]) -> Iterator[Block]:
    yield Heading(f"{key}-heading", title, 2)
    columns = (Column("Day", 3), Column("What", 5), Column("Why", 6))
    rows = ((date_words(line.due), _what(line), due_words(line)) for line in lines)
    yield Table(key, columns, tuple(rows))


def _what(line: DueLine) -> str:
    return f"{line.title} (example)" if line.is_example else line.title
