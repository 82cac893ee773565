"""The register as the Library shows it, with the gate's answers and what people have read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.domain.gate import GateAnswer, GateCase, judge
from charitydesk.services.register_files import packaged_register

if TYPE_CHECKING:
    from charitydesk.domain.ids import ProvisionId
    from charitydesk.domain.provisions import Provision, ReadRecord
    from charitydesk.domain.register import Register


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision as the Library shows it.

    Args:
        provision: The register's entry.
        read: The latest record of somebody having read it, or None.
        answer: The gate's answer for the case asked about, or None when no case was given.
    """

    provision: Provision
    read: ReadRecord | None
    answer: GateAnswer | None


class RegisterReader:
    """Answers what may be cited, from the packaged register alone."""

    @property
    def register(self) -> Register:
        """The packaged register; read once, when first asked for."""
        return packaged_register()

    def reads(self) -> dict[ProvisionId, ReadRecord]:
        """Return the latest record of reading for each provision: none where no data folder is open."""
        return {}

    def list(self, topic: str = "", case: GateCase | None = None) -> tuple[ProvisionView, ...]:
        """Return the register's entries, on one topic when given, with the gate's answers for a case when given.

        Raises:
            BadInputError: No entry has that topic.
        """
        entries = self.register.on_topic(topic) if topic.strip() else tuple(self.register)
        reads = self._reads_by_entry()
        return tuple(self._view(entry, reads.get(entry.id), case) for entry in entries)

    def show(self, provision_id: str, case: GateCase | None = None) -> ProvisionView:
        """Return one entry.

        Raises:
            BadInputError: There is none of that id.
        """
        entry = self.register.get(provision_id)
        return self._view(entry, self._reads_by_entry().get(entry.id), case)

    def _reads_by_entry(self) -> dict[ProvisionId, ReadRecord]:
        return {self.register.canonical_id(key): read for key, read in self.reads().items()}

    @staticmethod
    def _view(entry: Provision, read: ReadRecord | None, case: GateCase | None) -> ProvisionView:
        return ProvisionView(entry, read, None if case is None else judge(entry, case, read))
