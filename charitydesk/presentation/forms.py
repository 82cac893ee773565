"""What a form offers and says back: choices, problems tied to fields, and the answer that is not known yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing to put right.

    Args:
        field: The field's key in the form.
        message: One plain sentence: what is wrong and what to type.
    """

    field: str
    message: str


NOT_KNOWN_YET = "Not known yet"
"""The wording of the answer that is always allowed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list.

    Args:
        value: What is stored.
        label: What is written.
        explanation: One sentence under the label, or empty.
    """

    value: object
    label: str
    explanation: str = ""
