"""`charitydesk-cli letter`: letters drafted from a notice, written as Word or PDF, and marked as sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from charitydesk.cli.letter_values import (
    draft_lines,
    draft_values,
    file_values,
    kind_values,
    letter_lines,
    letter_values,
    line_values,
)
from charitydesk.cli.output import answer, one_line
from charitydesk.cli.parsing import day, number, takes_json
from charitydesk.domain.ids import LetterId, NoticeId
from charitydesk.domain.letters import Tone
from charitydesk.errors import BadInputError, UserFacingError

if TYPE_CHECKING:
    import argparse

    from charitydesk.cli.parsing import Subparsers
    from charitydesk.services.letter_files import LetterFiles
    from charitydesk.services.letters import LetterService


class HasLetters(Protocol):
    """Whatever carries the letters."""

    @property
    def letters(self) -> LetterService:
        """Drafts letters."""
        ...

    @property
    def letter_files(self) -> LetterFiles:
        """Writes letters."""
        ...


FORMATS = (".docx", ".pdf")


def add(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the five commands."""
    parser = subparsers.add_parser("letter", help="draft, list and send letters")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    kinds = actions.add_parser("kinds", help="list the kinds of letter and the tone ladder")
    kinds.set_defaults(run=run_kinds, needs_data=False)
    draft = actions.add_parser("draft", help="draft a letter from a notice and write it")
    draft.add_argument("--notice", metavar="ID", type=number, required=True, help="the notice's number")
    draft.add_argument("--kind", metavar="KIND", required=True, help="the kind's name or number: see `letter kinds`")
    draft.add_argument("--tone", metavar="RUNG", help=f"the rung of the tone ladder: {', '.join(Tone)}")
    draft.add_argument("--out", metavar="FILE", type=Path, required=True, help="the file, ending in .docx or .pdf")
    draft.set_defaults(run=run_draft)
    listing = actions.add_parser("list", help="list the letters, those changed last first")
    listing.set_defaults(run=run_list)
    show = actions.add_parser("show", help="show a letter with its checks and where each part came from")
    show.add_argument("id", metavar="ID", type=number, help="the letter's number")
    show.set_defaults(run=run_show)
    sent = actions.add_parser("sent", help="say that a letter was sent: it is frozen and its reply clock starts")
    sent.add_argument("id", metavar="ID", type=number, help="the letter's number")
    sent.add_argument("--on", metavar="DATE", type=day, help="the day on which it went; today without it")
    sent.set_defaults(run=run_sent)
    for one in (kinds, draft, listing, show, sent):
        takes_json(one)


def run_kinds(args: argparse.Namespace, _services: object) -> int:
    """List the kinds of letter."""
    from charitydesk.services.letters import LetterService  # noqa: PLC0415 - used here alone

    kinds = LetterService.kinds()
    values = [kind_values(kind, [(tone, LetterService.tone_words(tone)) for tone in kind.tones]) for kind in kinds]
    return answer(
        args,
        values,
        lambda: (f"{kind.number:>3}  {kind.id}\n     {kind.title}. {kind.purpose}" for kind in kinds),
    )


def run_draft(args: argparse.Namespace, services: HasLetters) -> int:
    """Draft a letter and write it; where the file cannot be written nothing is kept.

    Raises:
        BadInputError: The notice, kind, tone or file name cannot be used.
        UserFacingError: The file cannot be written.
    """
    target = _target(args.out)
    saved = services.letter_files.draft(NoticeId(args.notice), args.kind, _tone(args.tone), target)
    return answer(args, draft_values(saved), lambda: draft_lines(saved))


def _target(out: Path) -> Path:
    """Return where the letter goes, refused before anything is drafted if it cannot go there."""
    target = out.expanduser().absolute()
    if target.suffix.lower() not in FORMATS:
        raise BadInputError(f"{target.name} is neither Word nor PDF.", "End the name in .docx or .pdf.")
    try:
        is_folder, has_folder = target.is_dir(), target.parent.is_dir()
    except (OSError, ValueError) as error:
        raise BadInputError(
            f"{target.name[:40]} cannot be the name of a file.", "Give a shorter, plainer one."
        ) from error
    if is_folder:
        raise BadInputError(f"{target} is a folder.", "Give the name of a file.")
    if not has_folder:
        raise BadInputError(f"The folder {target.parent} does not exist.", "Make it, or choose another.")
    if not os.access(target.parent, os.W_OK):
        raise UserFacingError(f"The folder {target.parent} may not be written to.", "Choose another folder.")
    return target


def _tone(word: str | None) -> Tone | None:
    if word is None:
        return None
    try:
        return Tone(word.strip().lower())
    except ValueError:
        raise BadInputError(f"There is no tone “{word}”.", f"The rungs are: {', '.join(Tone)}.") from None


def run_list(args: argparse.Namespace, services: HasLetters) -> int:
    """List the letters."""
    lines = services.letters.list()
    return answer(
        args,
        [line_values(line) for line in lines],
        lambda: (
            [f"{line.id:>5}  {line.status.value:<9}  {one_line(line.title)}" for line in lines]
            or ["There is no letter."]
        ),
    )


def run_show(args: argparse.Namespace, services: HasLetters) -> int:
    """Show a letter.

    Raises:
        BadInputError: There is none of that number.
    """
    view = services.letters.open(LetterId(args.id))
    return answer(args, letter_values(view), lambda: letter_lines(view))


def run_sent(args: argparse.Namespace, services: HasLetters) -> int:
    """Mark a letter as sent.

    Raises:
        BadInputError: There is none of that number, it is not ready, it was sent before, or the day lies ahead.
        UserFacingError: The copies cannot be written.
    """
    today = args.clock.today()
    on = args.on or today
    if on > today:
        raise BadInputError(f"{on.isoformat()} lies in the future.", "Give the day on which it went.")
    files = services.letter_files.mark_sent(LetterId(args.id), on)
    values = {"letter_id": args.id, "sent_on": on.isoformat(), "files": [file_values(file) for file in files]}
    return answer(args, values, lambda: [f"Marked as sent on {on.isoformat()}; frozen copies: {len(files)}."])
