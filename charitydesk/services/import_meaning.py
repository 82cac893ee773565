"""What a file's headings mean: as remembered from the last file of the same make, or as guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.imports.headers import guess_kind
from charitydesk.errors import BadInputError
from charitydesk.i18n import and_list
from charitydesk.services.import_kinds import kind_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.imports.headers import Headings
    from charitydesk.domain.imports.kinds import ImportKind
    from charitydesk.storage.unit_of_work import UnitOfWork


def remembered(work: UnitOfWork, headings: Headings, kinds: Sequence[ImportKind]) -> dict[str, Mapping[int, str]]:
    """Return the meaning of headings by kind, for each kind that a file of this make was taken for before."""
    found = {kind.name: work.import_mappings.of(kind.name, headings.fingerprint) for kind in kinds}
    known = {kind.name: kind.by_name for kind in kinds}
    return {
        name: {int(at): column for at, column in record.mapping.items() if column in known[name]}
        for name, record in found.items()
        if record is not None
    }


def chosen(
    file: str, headings: Headings, kinds: Sequence[ImportKind], remembered: Mapping[str, Mapping[int, str]]
) -> ImportKind:
    """Return the kind that a file's rows are.

    Raises:
        BadInputError: The headings do not tell.
    """
    if len(remembered) == 1:
        return kind_named(next(iter(remembered)))
    guessed = guess_kind(headings.words, kinds)
    if guessed is None:
        raise BadInputError(
            f"The headings of {file} do not tell what its rows are.",
            f"Say whether they are {and_list([kind.plural for kind in kinds], 'or')}.",
        )
    return guessed


def checked(mapping: Mapping[int, str], kind: ImportKind) -> Mapping[int, str]:
    """Return a mapping of columns that a person gave.

    Raises:
        BadInputError: A name is no column's, or stands twice.
    """
    unknown = [name for name in mapping.values() if name not in kind.by_name]
    if unknown:
        raise BadInputError(
            f"{kind.plural.capitalize()} have no column “{unknown[0]}”.", f"They have {and_list(list(kind.by_name))}."
        )
    if len(set(mapping.values())) < len(mapping):
        raise BadInputError("One column is given twice.", "Give each of them one heading of the file.")
    return mapping


def known_columns(said: Mapping[str, object], kind: ImportKind) -> Mapping[str, object]:
    """Return what every row is to say.

    Raises:
        BadInputError: A name is no column's.
    """
    checked(dict(enumerate(said)), kind)
    return said
