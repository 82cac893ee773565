"""What a cell means where the charity's own vocabulary decides: names, links, answers, reminders."""

from __future__ import annotations

import re

from charitydesk.domain.bodies import Answer
from charitydesk.domain.imports.values import NotReadError, read_period, read_text, read_yes_no

LONGEST_NAME = 500


def read_answer(cell: object) -> Answer:
    """Return yes, partly or no.

    Raises:
        NotReadError: It is none of these.
    """
    if isinstance(cell, str) and cell.strip().casefold() in {"partly", "in part", "partial"}:
        return Answer.PARTLY
    return Answer.YES if read_yes_no(cell) else Answer.NO


def read_name(cell: object) -> str:
    """Return a name or a title: one line.

    Raises:
        NotReadError: It is too long to be one.
    """
    text = " ".join(read_text(cell).split())
    if len(text) > LONGEST_NAME:
        raise NotReadError(f"too long: {len(text):,} characters, at most {LONGEST_NAME} can be kept")
    return text


def read_link(cell: object) -> str:
    """Return the address of a web page.

    Raises:
        NotReadError: It is none that a browser opens as a page.
    """
    text = read_name(cell)
    if not re.fullmatch(r"(?:https?://|www\.)[^\s<>\"'`{}|\\^]{3,}", text, re.IGNORECASE):
        raise NotReadError("not a web address")
    return text if text.lower().startswith("http") else f"https://{text}"


def read_lead_times(cell: object) -> tuple[str, ...]:
    """Return when to be reminded: `4 weeks; 3 working days`.

    Raises:
        NotReadError: A part is no period.
    """
    parts = re.split(r"[;,/+]|\band\b", read_text(cell))
    return tuple(read_period(part.replace("before", "").strip()) for part in parts if part.strip())
