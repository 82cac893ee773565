"""Putting the rows under one record in the order and shape the user left them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Child = TypeVar("Child")


class ChildStore(Protocol[Child]):
    """The part of a store this needs."""

    def add(self, record: Child) -> Child:
        """Store a new record."""
        ...

    def update(self, record: Child) -> Child:
        """Store a changed record."""
        ...

    def delete(self, id_: int) -> None:
        """Delete a record."""
        ...


def put_children(store: ChildStore[Child], old: Iterable[Child], new: Sequence[Child], **owner: object) -> None:
    """Make the stored rows those given: changed ones keep their ids, missing ones go, new ones come.

    Args:
        store: The rows' store.
        old: What is stored.
        new: What is to be, in order; rows of another parent or with an id not among the stored are added as new.
        owner: The field that names the parent, with its id.
    """
    stored = {cast("Any", row).id for row in old}
    kept = {cast("Any", row).id for row in new} & stored
    for id_ in sorted(stored - kept):
        store.delete(id_)
    for position, row in enumerate(new):
        values: dict[str, Any] = dict(owner)
        if hasattr(row, "position"):
            values["position"] = position
        if cast("Any", row).id in kept:
            store.update(replace(cast("Any", row), **values))
        else:
            store.add(replace(cast("Any", row), id=0, **values))
