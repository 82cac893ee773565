"""Wording helpers shared by every layer: British English, ready for translation."""

from __future__ import annotations

import gettext as _gettext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_translations = _gettext.NullTranslations()


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the singular or plural wording for a count.

    Example:
        >>> ngettext("day", "days", 1)
        'day'
    """
    return _translations.ngettext(singular, plural, count)


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """Return a count with its noun.

    Example:
        >>> counted(1, "day"), counted(3, "day"), counted(2, "child", "children")
        ('1 day', '3 days', '2 children')
    """
    return f"{count:,} {ngettext(singular, plural or singular + 's', count)}"


def and_list(items: Sequence[str], conjunction: str = "and") -> str:
    """Join words as a sentence does.

    Example:
        >>> and_list(["a", "b", "c"])
        'a, b and c'
    """
    if not items:
        return ""
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"
