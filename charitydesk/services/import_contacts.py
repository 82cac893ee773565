"""The people whom imported rows name, at the commissioner each belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charitydesk.domain.imports.kinds import plain_words
from charitydesk.services.import_prepared import PlainWriter, defaults_of
from charitydesk.services.import_words import FieldChange
from charitydesk.storage.records_contracts import ContactRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charitydesk.services.import_prepared import Prepared
    from charitydesk.storage.unit_of_work import UnitOfWork

_NAMES = ("commissioner_id", "name", "role", "position")


@dataclass(frozen=True, slots=True)
class PeopleWriter(PlainWriter):
    """Makes records of rows that may name a person: somebody known at that commissioner is not added again."""

    def bodies(self, work: UnitOfWork, ids: Sequence[int]) -> Mapping[int, int | None]:
        """Return the commissioners that records belong to, by the records' ids: unless said otherwise, themselves."""
        del work
        return dict(zip(ids, ids, strict=True))

    def after(self, work: UnitOfWork, prepared: Prepared, rows: Sequence[int], ids: Sequence[int]) -> None:
        """Add the people whom rows name, new or brought up to date."""
        if "contact_name" not in prepared.beside:
            return
        new = [told for _, told in self._new(work, prepared, rows, ids)]
        columns: dict[str, list[Any]] = {name: [told[at] for told in new] for at, name in enumerate(_NAMES)}
        same = {key: value for key, value in defaults_of(ContactRecord).items() if key not in columns}
        work.tables.add_columns("contact", len(new), columns, same)

    def beside(
        self, work: UnitOfWork, prepared: Prepared, here: Mapping[int, int]
    ) -> Mapping[int, tuple[FieldChange, ...]]:
        """Return the people whom bringing records up to date would add."""
        if "contact_name" not in prepared.beside or not here:
            return {}
        new = self._new(work, prepared, list(here), list(here.values()))
        people = {row: ", ".join(part for part in told[1:3] if part) for row, told in new}
        return {row: (FieldChange("contact", "", words, adds=True),) for row, words in people.items()}

    def _new(
        self, work: UnitOfWork, prepared: Prepared, rows: Sequence[int], ids: Sequence[int]
    ) -> Iterator[tuple[int, tuple[int, str, str, int]]]:
        """Yield by row whom nobody knows yet at a commissioner, each once: whose, name, role and place."""
        names = prepared.beside["contact_name"]
        roles = prepared.beside.get("contact_role") or [None] * len(names)
        known: dict[int, set[str]] = {}
        for body, name in work.tables.rows("contact", ("commissioner_id", "name")):
            known.setdefault(body, set()).add(plain_words(name))
        bodies = self.bodies(work, ids)
        for row, id_ in zip(rows, ids, strict=True):
            body, name = bodies[id_], names[row]
            if body is None or not name or plain_words(name) in (there := known.setdefault(body, set())):
                continue
            yield row, (body, name, roles[row] or "", len(there))
            there.add(plain_words(name))
