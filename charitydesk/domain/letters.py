"""Letters as values: kinds as content, drafts whose every sentence knows where it came from, edits and citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charitydesk.domain.document import Column
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.ids import ProvisionId


class Tone(StrEnum):
    """The tone ladder: each rung up costs the relationship more and needs more on file first."""

    ASK = "ask"
    REMIND = "remind"
    CHALLENGE = "challenge"
    COMPLAINT = "complaint"


class Role(StrEnum):
    """What a block of a letter is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    BULLET = "bullet"
    TABLE = "table"


class SourceKind(StrEnum):
    """Where a sentence came from."""

    RECORD = "record"
    PROVISION = "provision"
    FINDING = "finding"
    CLOCK = "clock"
    WORDING = "wording"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Source:
    """The record, clause or finding behind a sentence.

    Args:
        kind: What it is.
        ref: A fact's path, a register id, a finding's id, a rule's id or the content's key.
        label: The same in plain words.
    """

    kind: SourceKind
    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Something the letter needs and nobody has recorded.

    Args:
        path: The fact's path, or a letter option such as `letter.reply_by`.
        label: What to fill in, in plain words.
    """

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A generated sentence.

    Args:
        key: Stable within its letter.
        text: As printed; a blank shows as `[fill in: …]`.
        sources: Where it came from.
        blanks: What it still needs.
    """

    key: str
    text: str
    sources: tuple[Source, ...]
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's content."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    bold_last_row: bool = False


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block of a letter.

    Args:
        key: Stable within its letter.
        role: What it is.
        sentences: Its generated sentences; a table has none.
        grid: A table's content.
        level: A heading's level.
        edited: The user's own text where they changed it; empty text means they took the block out.
        conflict: The newly generated text, where facts changed under an edit and it no longer is what was edited.
        added: Whether the user added the block.
        cites: Provisions whose citation this block prints.
        annex: Whether it belongs to an annex.
    """

    key: str
    role: Role
    sentences: tuple[Sentence, ...] = ()
    grid: Grid | None = None
    level: int = 2
    edited: str | None = None
    conflict: str | None = None
    added: bool = False
    cites: tuple[ProvisionId, ...] = ()
    annex: bool = False

    @property
    def generated(self) -> str:
        """The text as generated."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def text(self) -> str:
        """The text as printed: the user's own where they changed it."""
        return self.generated if self.edited is None else self.edited

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the block came from, each source once."""
        if self.edited is not None or self.added:
            return (Source(SourceKind.USER, self.key, "Your own words"), *self._generated_sources)
        return self._generated_sources

    @property
    def _generated_sources(self) -> tuple[Source, ...]:
        return tuple(dict.fromkeys(source for sentence in self.sentences for source in sentence.sources))


@dataclass(frozen=True, slots=True)
class Edit:
    """A user's change to a generated block.

    Args:
        text: Their text; empty takes the block out.
        base: The generated text they changed.
    """

    text: str
    base: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A paragraph the user added.

    Args:
        key: `own-1`, `own-2` and so on.
        after: Key of the block it follows.
    """

    key: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """What the user decides about one letter; all of it is kept.

    Args:
        tone: The rung of the ladder.
        date: The civil date on the letter.
        reply_by: The civil date by which an answer is asked; None where the letter asks for none.
        addressee: Who it is addressed to, one line.
        address: Address lines.
        salutation: For example `Dear Ms Okafor`.
        our_reference: Printed when given.
        edits: Changes by block key.
        additions: Paragraphs the user added.
        dropped: Provisions the user does not want cited.
        checked: Provisions the user ticked as checked before sending.
        overrides: Provisions used though the gate did not offer them, with the reason.
        chronology: Whether the chronology is annexed.
        enclosures: Lines naming what is enclosed.
        copies: Lines naming who is copied in.
    """

    tone: Tone
    date: date
    reply_by: date | None = None
    addressee: str = ""
    address: tuple[str, ...] = ()
    salutation: str = ""
    our_reference: str = ""
    edits: Mapping[str, Edit] = field(default_factory=dict[str, Edit])
    additions: tuple[Addition, ...] = ()
    dropped: frozenset[str] = frozenset()
    checked: frozenset[str] = frozenset()
    overrides: Mapping[str, str] = field(default_factory=dict[str, str])
    chronology: bool = False
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterCitation:
    """A provision that the letter cites.

    Args:
        answer: The gate's answer for it.
        number: Its number in the annex of citations.
        overridden: The recorded reason for using it against the gate, or empty.
        checked: Whether the user ticked it as checked.
    """

    answer: GateAnswer
    number: int
    overridden: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter drawn up from the facts, with the user's own changes laid over.

    Args:
        kind: The kind's id.
        title: What it is called in lists.
        subject: The subject line.
        references: Lines under the date.
        blocks: Everything between salutation and sign-off, then the annexes.
        citations: Provisions cited, in the annex's order.
        marking: Printed boldly above all else, for example `Confidential: for your solicitor`; empty for none.
        left_out: Provisions that could be cited and are not, so that the letter stays short; the strongest first.
    """

    kind: str
    title: str
    subject: str
    references: tuple[str, ...]
    options: LetterOptions
    blocks: tuple[DraftBlock, ...]
    citations: tuple[LetterCitation, ...]
    marking: str = ""
    left_out: tuple[GateAnswer, ...] = ()

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """What is still to be filled in, each once; a block the user rewrote has none."""
        return tuple(
            dict.fromkeys(
                blank
                for block in self.blocks
                if block.edited is None
                for sentence in block.sentences
                for blank in sentence.blanks
            )
        )
