"""The words of Settings: its sections with what each holds at present, and the choices they offer. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charitydesk import __version__
from charitydesk.domain.bodies import Nation
from charitydesk.domain.moments import civil_date, in_uk
from charitydesk.domain.states import Appearance, ChangeKind, ChangeState
from charitydesk.domain.wording import date_words, moment_words
from charitydesk.i18n import and_list, counted
from charitydesk.presentation.badges import Badge, Shape, Tone
from charitydesk.presentation.export_words import kept_summary
from charitydesk.presentation.forms import Choice, FieldProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charitydesk.services.backups import Backup
    from charitydesk.services.bundle import Services
    from charitydesk.services.history import HistoryLine
    from charitydesk.services.profile import CharityRecord


class Part(StrEnum):
    """The sections, in order."""

    CHARITY = "charity"
    LETTERHEAD = "letterhead"
    APPEARANCE = "appearance"
    BACKUPS = "backups"
    FILES = "files"
    EXPORT = "export"
    CALENDAR = "calendar"
    HOLIDAYS = "holidays"
    EXAMPLE = "example"
    HISTORY = "history"
    ABOUT = "about"


TITLES = {
    Part.CHARITY: "The charity",
    Part.LETTERHEAD: "Letterhead",
    Part.APPEARANCE: "Appearance",
    Part.BACKUPS: "Backups",
    Part.FILES: "Files",
    Part.EXPORT: "Export",
    Part.CALENDAR: "Calendar file",
    Part.HOLIDAYS: "Bank holidays",
    Part.EXAMPLE: "Example charity",
    Part.HISTORY: "History",
    Part.ABOUT: "About CharityDesk",
}
APPEARANCES = [
    Choice(Appearance.SYSTEM, "As the computer has it", "Changes with your computer's own setting."),
    Choice(Appearance.LIGHT, "Light", "Dark letters on paper."),
    Choice(Appearance.DARK, "Dark", "Light letters on a dark page, for dim rooms."),
    Choice(Appearance.CONTRAST, "High contrast", "White and yellow on black, with every edge drawn."),
]
_APPEARANCE_WORDS = {choice.value: choice.label for choice in APPEARANCES}

LEGAL_FORMS = (
    "Charitable incorporated organisation",
    "Charitable company limited by guarantee",
    "Unincorporated association",
    "Charitable trust",
    "Scottish charitable incorporated organisation",
    "Community interest company",
    "Community benefit society",
)
NATIONS = [Choice(nation, nation.label) for nation in Nation]


def legal_form_choices(present: str) -> list[Choice]:
    """Return the legal forms offered, with the present one if it is none of them."""
    known = list(LEGAL_FORMS) + ([present] if present and present not in LEGAL_FORMS else [])
    return [Choice("", "Not recorded"), *(Choice(form, form) for form in known)]


NUMBER_HELP = {
    Nation.SCOTLAND: "From the Scottish Charity Register: SC and six figures.",
    Nation.NORTHERN_IRELAND: "From the Charity Commission for Northern Ireland: six figures.",
}
_NUMBER_HELP = "From the register of charities: six or seven figures."


def number_help(nation: Nation | None) -> str:
    """Return where a charity of a nation finds its number."""
    return NUMBER_HELP.get(nation, _NUMBER_HELP) if nation is not None else _NUMBER_HELP


def charity_problems(record: CharityRecord) -> list[FieldProblem]:
    """Return what looks wrong in the particulars; they are kept as typed all the same."""
    found: list[FieldProblem] = []
    email = record.email.strip()
    if email and ("@" not in email.strip("@") or " " in email):
        found.append(FieldProblem("email", "This does not look like an e-mail address: a name, @ and a place."))
    return found


def summaries(services: Services, appearance: Appearance, scale: float) -> dict[Part, str]:
    """Return what each section holds at present, in a few words.

    Args:
        services: The services of the open data folder.
        appearance: How the window looks now.
        scale: Text size now, 1.0 being the usual one.
    """
    record = services.profile.load()
    book = services.clocks.holidays
    named = [record.name, record.nation.label if record.nation is not None else ""]
    return {
        Part.CHARITY: " \N{MIDDLE DOT} ".join(part for part in named if part) or "Not filled in yet",
        Part.LETTERHEAD: "Your own Word file" if services.profile.letterhead() else "The plain letterhead",
        Part.APPEARANCE: f"{_APPEARANCE_WORDS[appearance]} \N{MIDDLE DOT} text {round(scale * 100)} %",
        Part.BACKUPS: backups_summary(services.backups.list()),
        Part.FILES: "Where everything is kept",
        Part.EXPORT: "Everything to one folder, or one list",
        Part.CALENDAR: kept_summary(services.exports.calendar_kept(look=False)),
        Part.HOLIDAYS: f"{book.first_year} to {book.last_year} \N{MIDDLE DOT} issued {date_words(book.issued)}",
        Part.EXAMPLE: "Loaded" if record.example_loaded else "Not loaded",
        Part.HISTORY: "Who did what, undo and redo",
        Part.ABOUT: f"Version {__version__}",
    }


def backups_summary(backups: Sequence[Backup]) -> str:
    """Return how many backups there are and when the newest was made."""
    if not backups:
        return "None yet"
    return f"{counted(len(backups), 'backup')} \N{MIDDLE DOT} newest {date_words(civil_date(backups[0].made_at))}"


def backup_when(backup: Backup) -> str:
    """Return when a backup was made, in United Kingdom time."""
    return moment_words(in_uk(backup.made_at))


_COUNTED = {
    "contract": ("contract", "contracts"),
    "bid": ("bid", "bids"),
    "notice": ("notice", "notices"),
    "letter": ("letter", "letters"),
    "clock": ("clock", "clocks"),
    "time_entry": ("entry of time", "entries of time"),
    "local_compact": ("local compact", "local compacts"),
    "read_record": ("reading", "readings"),
}
_WHY = {
    "asked": "made when you asked",
    "changes": "made when CharityDesk was closed",
    "before-restore": "made before going back to another one",
}


def backup_holds(backup: Backup) -> str:
    """Return what a backup holds and why it was made."""
    parts = [counted(backup.counts[kind], *words) for kind, words in _COUNTED.items() if backup.counts.get(kind)]
    why = _WHY.get(backup.why, "made by the program")
    return f"{(and_list(parts) or 'Nothing recorded').capitalize()}; {why}."


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """One line of the history as its list shows it.

    Args:
        what: What was done.
        who: Who did it, and when, for the second line.
        when: When, in United Kingdom time.
        badge: How it stands.
    """

    what: str
    who: str
    when: str
    badge: Badge


_STANDS = Badge("Stands", Shape.TICK, Tone.GOOD)
_UNDONE = Badge("Undone", Shape.RING, Tone.UNSURE)
_DROPPED = Badge("Undone for good", Shape.DASH, Tone.UNSURE)
_UNDO = Badge("Undo", Shape.DOT, Tone.ACCENT)
_REDO = Badge("Redo", Shape.DOT, Tone.ACCENT)
_BADGES = {ChangeState.APPLIED: _STANDS, ChangeState.UNDONE: _UNDONE, ChangeState.DROPPED: _DROPPED}
_KINDS = {ChangeKind.UNDO: _UNDO, ChangeKind.REDO: _REDO}


def history_words(line: HistoryLine) -> HistoryWords:
    """Return one line of the history in words."""
    when = moment_words(in_uk(line.made_at))
    badge = _KINDS.get(line.kind) or _BADGES[line.state]
    verb = {ChangeKind.UNDO: "Undid: ", ChangeKind.REDO: "Did again: "}.get(line.kind, "")
    return HistoryWords(verb + line.name, f"{when} \N{MIDDLE DOT} {line.actor}" if line.actor else when, when, badge)


NOT_ADVICE = (
    "CharityDesk is a tool for charities and not a lawyer. It gives no legal advice. It shows where each rule comes"
    " from and how sure it is, so that you can check it. Time limits in public law are short: when much depends on a"
    " date or a letter, ask a solicitor or a law centre before you send."
)
OWN_LICENCE = "CharityDesk itself is free software under the MIT licence."
LICENCES = (
    ("Source Sans, Noto Sans, Noto Sans Arabic and Hind Siliguri", "the fonts", "SIL Open Font Licence 1.1"),
    ("Qt and PySide6", "the window", "GNU Lesser General Public Licence 3"),
    ("SQLAlchemy and Alembic", "the database", "MIT licence"),
    ("python-docx and lxml", "Word files", "MIT licence and BSD licence"),
    ("ReportLab and Pillow", "PDF files and pictures", "BSD licence and MIT-CMU licence"),
    ("openpyxl", "spreadsheets", "MIT licence"),
    ("icalendar", "calendar files", "BSD licence"),
    ("uharfbuzz", "the shapes of letters", "Apache Licence 2.0"),
    ("pypdfium2", "previews of pages", "BSD licence and Apache Licence 2.0"),
    ("appdirs and PyYAML", "folders and packaged texts", "MIT licence"),
    ("tzdata", "time zones on Windows", "Apache Licence 2.0"),
)
"""What the program is built on: names, what they do, and their licences as their makers state them."""
DATA_LICENCES = (
    "Bank holidays come from the official list published by GOV.UK under the Open Government Licence. The register's"
    " entries are in our own words; each names its source."
)
