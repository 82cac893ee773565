"""What became of a letter: its log, its files with their hashes, and why it cannot go yet, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.states import LetterStatus
from charitydesk.domain.wording import date_words
from charitydesk.i18n import counted
from charitydesk.presentation.dates import days_phrase

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.document import GlyphProblem
    from charitydesk.services.letter_files import SavedLetter
    from charitydesk.services.letters import LetterEventRecord, LetterFileRecord, LetterView

_FORMATS = {"docx": "Word", "pdf": "PDF"}
_EVENTS = {"sent": "Sent", "answered": "Answer came"}
_GROUP = 8


def is_frozen(view: LetterView) -> bool:
    """Return whether a letter was sent, so that nothing in it changes any more."""
    return view.record.status in {LetterStatus.SENT, LetterStatus.ANSWERED}


def stop_count(view: LetterView) -> int:
    """Return how many checks keep a letter from going."""
    return sum(check.severity == "stop" for check in view.checks)


def why_not_yet(view: LetterView) -> str:
    """Return why a letter cannot be marked ready or sent, or an empty string."""
    stops = stop_count(view)
    if not stops:
        return ""
    verb = "stands" if stops == 1 else "stand"
    return f"It cannot be marked as sent yet: {counted(stops, 'check')} {verb} in its way. See Checks."


def what_sending_does(view: LetterView) -> str:
    """Return what happens when a letter is marked as sent."""
    reply = view.draft.options.reply_by
    clock = f" A clock for the answer then runs to {date_words(reply)}." if reply else ""
    return (
        "CharityDesk does not send it: post or e-mail it yourself. Marking it keeps a copy of both files exactly as"
        f" they went, and the letter can no longer be changed.{clock}"
    )


def reply_words(view: LetterView, today: date) -> str:
    """Return what a sent letter waits for, in a sentence."""
    record = view.record
    if record.status is LetterStatus.ANSWERED:
        return f"An answer came on {date_words(record.answered_on)}." if record.answered_on else "An answer came."
    if record.reply_due is None:
        return "It asked for no answer by a day."
    late = record.reply_due < today
    words = "An answer was due by" if late else "The clock for the answer runs to"
    return f"{words} {date_words(record.reply_due)}, {days_phrase(record.reply_due, today)}."


def event_words(event: LetterEventRecord) -> str:
    """Return a line of the log."""
    name = _EVENTS.get(event.kind, event.kind.capitalize())
    return f"{name}: {event.note}" if event.note else name


def file_words(file: LetterFileRecord) -> str:
    """Return a file's format and size."""
    kilobytes = max(1, round(file.size / 1024))
    return f"{_FORMATS.get(file.format, file.format.upper())} file, {kilobytes:,} kB"


def hash_words(file: LetterFileRecord) -> str:
    """Return a file's SHA-256 in groups that can be read out and broken into lines."""
    groups = [file.sha256[place : place + _GROUP] for place in range(0, len(file.sha256), _GROUP)]
    return f"SHA-256 {' '.join(groups)}"


def saved_words(saved: SavedLetter) -> str:
    """Return what to say once a letter was saved: where it lies, and any character that could not be drawn."""
    words = f"Saved {saved.path.name} in {saved.path.parent}."
    problems = glyph_words(saved.written.glyph_problems)
    return f"{words} {problems}" if problems else words


def glyph_words(problems: tuple[GlyphProblem, ...]) -> str:
    """Return which characters no font could draw and what to do, or an empty string."""
    characters = "".join(dict.fromkeys(character for problem in problems for character in problem.characters))
    if not characters:
        return ""
    listed = ", ".join(f"“{character}”" for character in characters)
    which = "This character" if len(characters) == 1 else "These characters"
    return f"{which} could not be drawn and shows as a mark: {listed}. Write it another way, or send the Word file."
