"""Problems a person can be told about, in the words they are told."""

from __future__ import annotations


class UserFacingError(Exception):
    """Something went wrong outside the program's control and the user can act on it.

    Args:
        what_happened: One plain sentence: what, and where.
        what_to_do: One plain sentence: the next step. May be empty when the first sentence says it all.
    """

    def __init__(self, what_happened: str, what_to_do: str = "") -> None:
        super().__init__(f"{what_happened} {what_to_do}".strip())
        self.what_happened = what_happened
        self.what_to_do = what_to_do


class BadInputError(UserFacingError):
    """What the user gave cannot be used as it is: the command line answers with exit code 2."""


class DataUnavailableError(UserFacingError):
    """The data folder or database cannot be opened as it is: newer, damaged, locked or unreadable."""
