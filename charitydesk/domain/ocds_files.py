"""Finds open contracting releases in whatever a publisher, a search or an archive wrapped them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BODY = ("tender", "awards", "contracts", "planning")
_HEAD = ("tag", "parties", "buyer", "initiationType")
_PACKED = ("releases", "records", "compiledRelease")
_NEVER = frozenset({"versionedRelease", "extensions", "packages", "publisher", "links"})
_NAMES_TOLD = 4


MOST_PARTS = 200_000
"""Releases, and whatever wraps them, that are looked at in one file."""


def releases_in(document: object) -> Iterator[Mapping[str, Any]]:
    """Yield every release in a document that JSON gave, in order, without trusting how deep it goes.

    Understood are release packages, record packages, lists of either, single ones, and any wrapper around them. Of a
    record its releases are taken where they are in the file, and the compiled one where they are only linked.

    Raises:
        BadInputError: It has more parts than any file of notices.
    """
    waiting = [document]
    looked = 0
    while waiting:
        item = waiting.pop()
        looked += 1
        if looked > MOST_PARTS:
            raise BadInputError(
                f"The file has more than {MOST_PARTS:,} parts, far more than a file of notices.", "Choose another file."
            )
        if isinstance(item, list):
            waiting += reversed(cast("list[object]", item))
        elif isinstance(item, dict):
            given = cast("dict[str, Any]", item)
            if _is_release(given):
                yield given
            elif isinstance(given.get("compiledRelease"), dict) and not _whole(given.get("releases")):
                waiting.append(given["compiledRelease"])
            elif any(name in given for name in _PACKED):
                waiting += reversed([given[name] for name in ("releases", "records") if name in given])
            else:
                waiting += reversed([inner for name, inner in given.items() if name not in _NEVER])


def _is_release(given: Mapping[str, Any]) -> bool:
    if any(name in given for name in _PACKED):
        return False
    return any(name in given for name in _BODY) or ("ocid" in given and any(name in given for name in _HEAD))


def _whole(releases: object) -> bool:
    """Return whether any of a record's releases is there itself and not as a link alone."""
    listed = cast("list[object]", releases) if isinstance(releases, list) else [releases]
    return any(isinstance(one, dict) and _is_release(cast("dict[str, Any]", one)) for one in listed)


def why_none(document: object) -> str:
    """Return in one sentence without its stop why a document holds no release."""
    if isinstance(document, dict):
        given = cast("dict[str, Any]", document)
        if _links_alone(given):
            return "the file only links to its releases: download the whole record, or the releases themselves"
        names = [f"“{str(name)[:30]}”" for name in list(given)[:_NAMES_TOLD]]
        if names:
            begins = ", ".join(names)
            return f"the file holds no open contracting release: it begins with {begins} and none is in it"
    return "the file holds no open contracting release"


def _links_alone(given: Mapping[str, Any]) -> bool:
    records = given.get("records", [given])
    if not isinstance(records, list):
        return False
    for record in cast("list[object]", records):
        linked: object = cast("dict[str, Any]", record).get("releases") if isinstance(record, dict) else None
        for one in cast("list[object]", linked) if isinstance(linked, list) else []:
            if isinstance(one, str) or (isinstance(one, dict) and "url" in one):
                return True
    return False
