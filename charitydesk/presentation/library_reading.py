"""*I have read it*: what the form wants before it can be recorded. Qt-free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.wording import date_words
from charitydesk.presentation.forms import FieldProblem

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.provisions import Provision
    from charitydesk.services.library import ReadRecordRecord

SOURCE, READ_ON, REFERENCE, READ_BY = "source", "read_on", "reference", "read_by"


def reading_problems(
    provision: Provision, source: str, read_on: date | None, reference: str, today: date
) -> list[FieldProblem]:
    """Return what is missing or wrong in a reading, field by field.

    Args:
        provision: What was read.
        source: What they read and where.
        read_on: Civil date.
        reference: The exact number or heading they saw.
        today: Civil date.
    """
    found: list[FieldProblem] = []
    if not source.strip():
        found.append(FieldProblem(SOURCE, "Say what you read and where you found it."))
    if read_on is None:
        found.append(FieldProblem(READ_ON, "Type the day on which you read it."))
    elif read_on > today:
        found.append(FieldProblem(READ_ON, "That day lies in the future: type the day on which you read it."))
    if not reference.strip():
        found.append(FieldProblem(REFERENCE, "Type the number or heading exactly as it is printed."))
    elif provision.cited_by_heading and any(mark.isdigit() for mark in reference):
        found.append(FieldProblem(REFERENCE, "This one is cited by its heading: type the heading, without a number."))
    return found


def reading_words(record: ReadRecordRecord) -> str:
    """Return one reading as the list of them shows it."""
    who = record.read_by.strip() or "Somebody of the charity"
    return f"{who} read it on {date_words(record.read_on)} as “{record.reference}”. {record.source}"
