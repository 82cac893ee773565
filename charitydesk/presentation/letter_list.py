"""Letters in a list: how each stands, in words and shape, and the filters above them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk.domain.states import LetterStatus
from charitydesk.domain.wording import date_words
from charitydesk.i18n import counted
from charitydesk.presentation import badges
from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.dates import days_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.services.letters import LetterLine, LetterRecord

READY = Badge("Ready to send", Shape.TICK, Tone.ACCENT)


class Filter(StrEnum):
    """Which letters a list shows."""

    ALL = "all"
    DRAFTS = "drafts"
    AWAITING = "awaiting"
    OVERDUE = "overdue"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        """The filter in words."""
        return {
            Filter.ALL: "All",
            Filter.DRAFTS: "Drafts",
            Filter.AWAITING: "Awaiting reply",
            Filter.OVERDUE: "Reply overdue",
            Filter.ANSWERED: "Answered",
        }[self]


def is_overdue(letter: LetterLine | LetterRecord, today: date) -> bool:
    """Return whether a letter was sent, asked for an answer by a day that has passed, and has none."""
    return letter.status is LetterStatus.SENT and letter.reply_due is not None and letter.reply_due < today


def passes(letter: LetterLine, chosen: Filter, today: date) -> bool:
    """Return whether a filter keeps a letter."""
    match chosen:
        case Filter.DRAFTS:
            return letter.status in {LetterStatus.DRAFT, LetterStatus.READY}
        case Filter.AWAITING:
            return letter.status is LetterStatus.SENT
        case Filter.OVERDUE:
            return is_overdue(letter, today)
        case Filter.ANSWERED:
            return letter.status is LetterStatus.ANSWERED
        case Filter.ALL:
            return True


def counts(letters: Sequence[LetterLine], today: date) -> dict[Filter, int]:
    """Return how many letters each filter keeps."""
    return {chosen: sum(passes(letter, chosen, today) for letter in letters) for chosen in Filter}


def standing(letter: LetterLine | LetterRecord, today: date) -> Badge:
    """Return how a letter stands; a reply that is late says by how much.

    Args:
        letter: A line of the list, or the letter itself.
        today: Civil date.
    """
    if is_overdue(letter, today) and letter.reply_due is not None:
        return Badge(f"Reply {counted((today - letter.reply_due).days, 'day')} late", Shape.ALERT, Tone.BAD)
    return {
        LetterStatus.DRAFT: badges.DRAFT,
        LetterStatus.READY: READY,
        LetterStatus.SENT: badges.AWAITING_REPLY if letter.reply_due else badges.SENT,
        LetterStatus.ANSWERED: badges.REPLIED,
    }[letter.status]


def next_step(letter: LetterLine | LetterRecord, today: date) -> str:
    """Return what a letter waits for, in a sentence."""
    due = letter.reply_due
    if letter.status is LetterStatus.DRAFT:
        return "A draft: read it, put right what its checks name, and send it."
    if letter.status is LetterStatus.READY:
        return "Nothing stands in its way: send it, and mark it as sent."
    if letter.status is LetterStatus.ANSWERED:
        return "An answer came and is in the log."
    if due is None:
        return "Sent. It asks for no answer by a day."
    if due < today:
        return f"An answer was due on {date_words(due)}, {days_phrase(due, today)}. Send a chaser."
    return f"An answer is due by {date_words(due)}, {days_phrase(due, today)}."


def about(letter: LetterLine) -> str:
    """Return the second line of a letter in the list: what it is about, to whom it goes, whether it is an example."""
    subject = letter.title.partition(": ")[2] or letter.service or ""
    example = "Example" if letter.is_example else ""
    return " · ".join(part for part in (example, subject, letter.recipient) if part)


def title(letter: LetterLine) -> str:
    """Return the first line of a letter in the list: what kind of letter it is."""
    return letter.title.partition(": ")[0]


def dates(letter: LetterLine) -> str:
    """Return when a letter was sent, or when a draft was last changed."""
    return date_words(letter.sent_on) if letter.sent_on else ""


def sentence(letter: LetterLine, today: date) -> str:
    """Return a letter's row as it is spoken."""
    sent = f"sent {date_words(letter.sent_on)}" if letter.sent_on else "not sent"
    due = f"reply due {date_words(letter.reply_due)}" if letter.reply_due and letter.sent_on else ""
    parts = (title(letter), about(letter), standing(letter, today).word, sent, due)
    return ", ".join(part for part in parts if part)


def subtitle(letters: Sequence[LetterLine], today: date) -> str:
    """Return the line under the room's title: how many letters wait for what."""
    if not letters:
        return "Drafts, sent letters and the answers they wait for"
    found = counts(letters, today)
    parts = [counted(found[Filter.DRAFTS], "draft"), f"{found[Filter.AWAITING]} awaiting a reply"]
    if found[Filter.OVERDUE]:
        parts.append(f"{found[Filter.OVERDUE]} overdue")
    return ", ".join(parts)
