"""A commissioner on screen: its form, the people there, and the facts of its record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from charitydesk.domain.bodies import BodyKind, Nation
from charitydesk.domain.ids import CommissionerId
from charitydesk.domain.money import pounds
from charitydesk.domain.twins import may_be_twins
from charitydesk.i18n import and_list, counted
from charitydesk.presentation.contract_children import ChildKind
from charitydesk.presentation.contract_fields import choices_of
from charitydesk.presentation.contract_form import ChildLine, FieldGroup, FieldSpec, Kind, child_line
from charitydesk.presentation.contract_keeping import newest, with_child
from charitydesk.presentation.contract_words import NOT_KNOWN
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.notice_words import capital
from charitydesk.services.commissioners import CommissionerRecord, ContactRecord, contradicting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from charitydesk.services.bundle import Services
    from charitydesk.services.commissioners import CommissionerLine, CommissionerView


def commissioner_groups(compacts: Sequence[Choice]) -> tuple[FieldGroup, ...]:
    """Return what a commissioner's form asks.

    Args:
        compacts: The local compacts recorded in the Library.
    """
    return (
        FieldGroup(
            "Who it is",
            (
                FieldSpec("name", "Name", help="As on its letters. A new name goes to its contracts and bids."),
                FieldSpec("kind", "What kind of body is it?", Kind.CHOICE, choices=choices_of(BodyKind), unknown=True),
                FieldSpec("nation", "Where does it sit?", Kind.CHOICE, choices=choices_of(Nation), unknown=True),
                FieldSpec(
                    "local_compact_id",
                    "Local compact that covers it",
                    Kind.CHOICE,
                    help="Those typed into the Library.",
                    choices=compacts,
                    unknown=True,
                ),
            ),
            "Which promises and which procurement rules reach it follows from these.",
        ),
        FieldGroup(
            "How to reach it",
            (
                FieldSpec("address", "Address", Kind.LONG, optional=True),
                FieldSpec("email", "E-mail", optional=True),
                FieldSpec("phone", "Phone", optional=True),
                FieldSpec("website", "Website", optional=True),
                FieldSpec("note", "Note", Kind.LONG, optional=True),
            ),
        ),
    )


def _contact(record: ContactRecord, _today: date) -> ChildLine:
    words = ", ".join(part for part in (record.role, record.email, record.phone) if part)
    return child_line(record.name, words, record.note)


CONTACTS = ChildKind(
    name="contacts",
    title="People there",
    one="person",
    empty="Nobody is recorded. Whoever signs the letters belongs here.",
    blank=ContactRecord(commissioner_id=CommissionerId(0), name=""),
    fields=(
        FieldSpec("name", "Name"),
        FieldSpec("role", "Role"),
        FieldSpec("email", "E-mail", optional=True),
        FieldSpec("phone", "Phone", optional=True),
        FieldSpec("note", "Note", optional=True),
    ),
    needs=("name",),
    line=_contact,
)


MERGE_WORDS = (
    "Its contracts, bids, notices, people and files move here, what is blank here is filled in from it, and the other "
    "record goes. Undo brings it back."
)


def name_of(line: CommissionerLine) -> str:
    """Return a commissioner's name."""
    return line.name


def kind_and_nation(line: CommissionerLine) -> str:
    """Return the second line of a row."""
    kind = capital(line.kind.label) if line.kind else "Kind not known yet"
    nation = line.nation.label if line.nation else ""
    return " · ".join(part for part in (kind, nation, "example" if line.is_example else "") if part)


def contracts_of(line: CommissionerLine) -> int:
    """Return how many contracts are held from it."""
    return line.contracts


def held_value_of(line: CommissionerLine) -> int:
    """Return what is held from it a year, in pence."""
    return line.held_value


def bids_of(line: CommissionerLine) -> int:
    """Return how many bids to it are open."""
    return line.bids


def held_from(line: CommissionerLine) -> str:
    """Return the number of contracts as a table shows it."""
    return str(line.contracts) if line.contracts else NOTHING


def worth_of(line: CommissionerLine) -> str:
    """Return what is held a year as a table shows it."""
    return pounds(line.held_value) if line.held_value else NOTHING


def bids_to(line: CommissionerLine) -> str:
    """Return the number of open bids as a table shows it."""
    return str(line.bids) if line.bids else NOTHING


NOTHING = "\N{EN DASH}"


def commissioner_sentence(line: CommissionerLine) -> str:
    """Return a whole row as it is spoken."""
    held = f"{counted(line.contracts, 'contract')} held" if line.contracts else "no contract held"
    worth = f", worth {pounds(line.held_value)} a year" if line.held_value else ""
    return f"{line.name}, {kind_and_nation(line)}, {held}{worth}, {counted(line.bids, 'bid')} open"


def count_words(count: int, aside: int = 0) -> str:
    """Return how many are shown, and how many stand aside because only closed public notices name them."""
    told = counted(count, "commissioner")
    return f"{told} shown, {counted(aside, 'other')} named only by closed notices left aside" if aside else told


def aside_action(aside: int, *, shown: bool) -> str:
    """Return what shows those who stand aside or the others alone, with its mnemonic; empty where nobody does."""
    if not aside:
        return ""
    return "Sho&w fewer" if shown else f"Sho&w {counted(aside, 'other')}"


def others(lines: Sequence[CommissionerLine], own: int) -> tuple[Choice, ...]:
    """Return the commissioners that another may be merged with, likely twins first, then all by name."""
    name = next((line.name for line in lines if line.id == own), "")
    rest = sorted(
        (line for line in lines if line.id != own),
        key=lambda line: (not may_be_twins(name, line.name), line.name.casefold()),
    )
    return tuple(Choice(int(line.id), line.name) for line in rest)


def merge_words(kept: CommissionerView, gone: CommissionerView) -> str:
    """Return what a merger moves and what it leaves, for its confirmation."""
    told = {
        counted(len(gone.contracts), "contract"): gone.contracts,
        counted(len(gone.bids), "bid"): gone.bids,
        counted(len(gone.contacts), "person", "people"): gone.contacts,
        counted(len(gone.files), "file"): gone.files,
    }
    moving = [words for words, held in told.items() if held]
    name, into = gone.record.name, kept.record.name
    what = f"{and_list(moving)} of {name} and its notices" if moving else f"The notices from {name}"
    words = [f"{what} move to {into}, and the record {name} goes."]
    if differing := contradicting(kept.record, gone.record):
        words.append(f"The two differ in {and_list(differing)}: what {into} says stands, and no rule is taken over.")
    else:
        words.append(f"What is blank at {into} is filled in from it.")
    return " ".join((*words, "Undo brings it back."))


def commissioner_facts(view: CommissionerView) -> list[tuple[str, str]]:
    """Return what is known of a commissioner; what decides the rules is always there."""
    record = view.record
    some = [
        ("Local compact", view.compact.name if view.compact else ""),
        ("Address", record.address),
        ("E-mail", record.email),
        ("Phone", record.phone),
        ("Website", record.website),
        ("Note", record.note),
    ]
    return [
        ("Kind of body", capital(record.kind.label) if record.kind else NOT_KNOWN),
        ("Nation", record.nation.label if record.nation else NOT_KNOWN),
        *((name, words) for name, words in some if words),
    ]


def keep_commissioner(services: Services, commissioner_id: int, values: Mapping[str, Any]) -> int:
    """Keep a commissioner's form; return its id.

    Args:
        services: Those of the open data folder.
        commissioner_id: Which; 0 for a new one.
        values: Fields as typed.

    Raises:
        BadInputError: It has no name, or another of that name is there.
    """
    if not commissioner_id:
        return int(services.commissioners.save(CommissionerRecord(**values)).record.id)
    record = services.commissioners.show(CommissionerId(commissioner_id)).record
    changed = replace(record, **values)
    if changed != record:
        services.commissioners.save(changed)
    return commissioner_id


def keep_contact(services: Services, owner: int, _name: str, child_id: int, values: Mapping[str, Any]) -> int:
    """Keep a person at a commissioner; return the person's id."""
    view = services.commissioners.show(CommissionerId(owner))
    made = replace(CONTACTS.blank, commissioner_id=view.record.id, **values)
    after = services.commissioners.save(view.record, with_child(view.contacts, child_id, values, made))
    return child_id or newest(view.contacts, after.contacts)


def drop_contact(services: Services, owner: int, child_id: int) -> None:
    """Take a person at a commissioner out; undo brings the person back."""
    view = services.commissioners.show(CommissionerId(owner))
    services.commissioners.save(view.record, [one for one in view.contacts if one.id != child_id])
