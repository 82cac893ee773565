"""A letter as plain values and as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charitydesk.cli.notice_values import provision_values
from charitydesk.domain.document import block_texts
from charitydesk.domain.letter_makers import must_check
from charitydesk.presentation.letter_record import glyph_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charitydesk.domain.letter_kinds import LetterKind, ToneWords
    from charitydesk.domain.letters import Tone
    from charitydesk.services.letter_files import SavedLetter
    from charitydesk.services.letters import LetterFileRecord, LetterLine, LetterView


def kind_values(kind: LetterKind, tones: Iterable[tuple[Tone, ToneWords]]) -> dict[str, Any]:
    """Return a kind of letter as plain values."""
    return {
        "id": kind.id,
        "number": kind.number,
        "title": kind.title,
        "purpose": kind.purpose,
        "starts_from": list(kind.starts_from),
        "tones": [{"tone": tone.value, "title": words.title, "cost": words.cost, "first": words.first}
                  for tone, words in tones],
        "marking": kind.marking,
    }  # fmt: skip


def draft_values(saved: SavedLetter) -> dict[str, Any]:
    """Return what drafting a letter answers.

    The number of pages is known of a PDF; how many a Word file fills is for the program that opens it to say.
    """
    return {
        "letter_id": saved.view.record.id,
        "file": str(saved.path),
        "sha256": saved.written.sha256,
        "pages": saved.written.pages,
        "not_drawn": [problem.characters for problem in saved.written.glyph_problems],
        **_state(saved.view),
    }


def _state(view: LetterView) -> dict[str, Any]:
    return {
        "citations": [
            {"number": citation.number, **provision_values(citation.answer), "must_check": must_check(citation),
             "caution": citation.answer.caution, "overridden": citation.overridden}
            for citation in view.draft.citations
        ],
        "blanks": [{"path": blank.path, "label": blank.label} for blank in view.draft.blanks],
        "checks": [
            {"id": check.id, "severity": check.severity.value, "sentence": check.sentence, "block": check.block,
             "provision": check.provision}
            for check in view.checks
        ],
        "ready": view.ready,
    }  # fmt: skip


def letter_values(view: LetterView) -> dict[str, Any]:
    """Return a letter whole."""
    record = view.record
    return {
        "letter_id": record.id,
        "notice_id": record.notice_id,
        "kind": record.kind,
        "tone": record.tone,
        "title": record.title,
        "status": record.status.value,
        "subject": view.draft.subject,
        "date": view.draft.options.date.isoformat(),
        "reply_by": _iso(view.draft.options.reply_by),
        "sent_on": _iso(record.sent_on),
        "is_example": record.is_example,
        "blocks": [
            {"key": block.key, "role": block.role.value, "text": block.text,
             "rows": [list(row) for row in block.grid.rows] if block.grid else None, "edited": block.edited is not None,
             "sources": [{"kind": one.kind.value, "ref": one.ref, "label": one.label} for one in block.sources]}
            for block in view.draft.blocks
        ],
        **_state(view),
        "files": [file_values(file) for file in view.files],
        "events": [{"on": one.on_date.isoformat(), "kind": one.kind, "note": one.note} for one in view.events],
    }  # fmt: skip


def file_values(file: LetterFileRecord) -> dict[str, Any]:
    """Return a file written from a letter as plain values."""
    return {
        "format": file.format,
        "file": file.relative_path,
        "sha256": file.sha256,
        "size": file.size,
        "frozen": file.frozen,
    }


def line_values(line: LetterLine) -> dict[str, Any]:
    """Return a letter as a list shows it."""
    return {
        "id": line.id,
        "notice_id": line.notice_id,
        "kind": line.kind,
        "tone": line.tone,
        "title": line.title,
        "recipient": line.recipient,
        "status": line.status.value,
        "reply_due": _iso(line.reply_due),
        "sent_on": _iso(line.sent_on),
        "is_example": line.is_example,
    }


def draft_lines(saved: SavedLetter) -> Iterator[str]:
    """Yield what a person reads after drafting: where it lies, what it cites, what is still to do."""
    view = saved.view
    pages = f", pages: {saved.written.pages}" if saved.written.pages else ""
    yield f"Letter {view.record.id}: {view.record.title}"
    yield f"Written to {saved.path}{pages}"
    if undrawn := glyph_words(saved.written.glyph_problems):
        yield f"    {undrawn}"
    yield from _to_do(view)


def letter_lines(view: LetterView) -> Iterator[str]:
    """Yield a letter's words, then its sources and what is still to do."""
    for block in view.document.blocks:
        texts = [text for text in block_texts(block) if text]
        if texts:
            yield " | ".join(texts)
            yield ""
    yield from _to_do(view)


def _to_do(view: LetterView) -> Iterator[str]:
    for citation in view.draft.citations:
        binding = f" ({citation.answer.binding.value})" if citation.answer.binding else ""
        first = "  CHECK FIRST" if must_check(citation) else ""
        yield f"    [{citation.number}] {citation.answer.citation}{binding}{first}"
    for check in view.checks:
        yield f"    {check.severity.label}: {check.sentence}"
    yield "Ready to send." if view.ready else "Not ready yet."


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
