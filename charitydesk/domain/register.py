"""The register: every provision known, found by id, by a merged id or by topic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charitydesk.domain.ids import ProvisionId
from charitydesk.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from charitydesk.domain.provisions import Provision


@dataclass(frozen=True, slots=True)
class Register:
    """A set of provisions that never changes; adding some makes a new one.

    Args:
        provisions: The entries, in the order they are listed.
    """

    provisions: tuple[Provision, ...]
    _by_id: Mapping[str, Provision] = field(init=False, repr=False, compare=False)
    topics: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id: dict[str, Provision] = {}
        for provision in self.provisions:
            for name in (provision.id, *provision.also):
                if name in by_id:
                    raise BadInputError(
                        f"The register has two entries called {name}: {by_id[name].id} and {provision.id}.",
                        "Give one of them another id.",
                    )
                by_id[name] = provision
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(
            self, "topics", tuple(sorted({topic for entry in self.provisions for topic in entry.topics}))
        )

    def __iter__(self) -> Iterator[Provision]:
        return iter(self.provisions)

    def __len__(self) -> int:
        return len(self.provisions)

    def __contains__(self, provision_id: object) -> bool:
        return provision_id in self._by_id

    def find(self, provision_id: str) -> Provision | None:
        """Return the entry of an id or of an id merged into it, or None."""
        return self._by_id.get(provision_id)

    def get(self, provision_id: str) -> Provision:
        """Return the entry of an id or of an id merged into it.

        Raises:
            BadInputError: There is none of that id.
        """
        provision = self._by_id.get(provision_id)
        if provision is None:
            raise BadInputError(
                f"The register has no provision called {provision_id}.", "List the register to see every id."
            )
        return provision

    def canonical_id(self, provision_id: str) -> ProvisionId:
        """Return the id of the entry an id was merged into, or the id itself where the register has none."""
        provision = self._by_id.get(provision_id)
        return provision.id if provision is not None else ProvisionId(provision_id)

    def on_topic(self, topic: str) -> tuple[Provision, ...]:
        """Return the entries on one topic, in order.

        Raises:
            BadInputError: No entry has that topic.
        """
        wanted = topic.strip().lower().replace(" ", "-")
        found = tuple(entry for entry in self.provisions if wanted in entry.topics)
        if not found:
            raise BadInputError(f"The register has no topic called {topic}.", "List the register to see its topics.")
        return found

    def with_added(self, provisions: Iterable[Provision]) -> Register:
        """Return a register with more entries, for example the user's own local clauses, placed first.

        Raises:
            BadInputError: An id is taken.
        """
        return Register((*provisions, *self.provisions))
