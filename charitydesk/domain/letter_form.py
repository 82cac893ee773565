"""A letter's options as plain values and back: what the database keeps of a letter that is being written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.letters import Addition, Edit, LetterOptions, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM_VERSION = 1


def options_mapping(options: LetterOptions) -> dict[str, Any]:
    """Return options as plain values."""
    return {
        "tone": options.tone.value,
        "date": options.date.isoformat(),
        "reply_by": options.reply_by.isoformat() if options.reply_by else None,
        "addressee": options.addressee,
        "address": list(options.address),
        "salutation": options.salutation,
        "our_reference": options.our_reference,
        "edits": {key: {"text": edit.text, "base": edit.base} for key, edit in options.edits.items()},
        "additions": [{"key": one.key, "after": one.after, "text": one.text} for one in options.additions],
        "dropped": sorted(options.dropped),
        "checked": sorted(options.checked),
        "overrides": dict(options.overrides),
        "chronology": options.chronology,
        "enclosures": list(options.enclosures),
        "copies": list(options.copies),
    }


def read_options(stored: Mapping[str, Any]) -> LetterOptions:
    """Return options from the plain values that `options_mapping` made.

    Raises:
        KeyError: Something it always writes is missing.
        ValueError: A date or tone is none.
    """
    reply_by = stored["reply_by"]
    edits = cast("Mapping[str, Mapping[str, str]]", stored["edits"])
    additions = cast("list[Mapping[str, str]]", stored["additions"])
    return LetterOptions(
        tone=Tone(stored["tone"]),
        date=date.fromisoformat(stored["date"]),
        reply_by=date.fromisoformat(reply_by) if reply_by else None,
        addressee=stored["addressee"],
        address=tuple(stored["address"]),
        salutation=stored["salutation"],
        our_reference=stored["our_reference"],
        edits={key: Edit(edit["text"], edit["base"]) for key, edit in edits.items()},
        additions=tuple(Addition(one["key"], one["after"], one["text"]) for one in additions),
        dropped=frozenset(stored["dropped"]),
        checked=frozenset(stored["checked"]),
        overrides=dict(stored["overrides"]),
        chronology=stored["chronology"],
        enclosures=tuple(stored["enclosures"]),
        copies=tuple(stored["copies"]),
    )
