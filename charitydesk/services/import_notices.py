"""Brings public notices in as bids, or awarded ones as contracts; a newer release brings them up to date.

What the buyer published follows the newest release; what the charity wrote of its own (stage, owner, cut-off, note,
scores) is never touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer
from charitydesk.domain.ids import BidId
from charitydesk.domain.ocds import read_notices
from charitydesk.errors import BadInputError
from charitydesk.i18n import counted
from charitydesk.services.changes import topics_of
from charitydesk.services.children import put_children
from charitydesk.services.import_files import read_json
from charitydesk.services.import_kinds import kind_named
from charitydesk.services.import_lots import LOT_FIELDS, changed_lots, lot_values
from charitydesk.services.import_notice_values import (
    bid_values,
    contract_values,
    description_of,
    stage_of,
    winners_of,
)
from charitydesk.services.import_prepared import defaults_of
from charitydesk.services.import_terms import ImportedTerms
from charitydesk.services.import_words import FieldChange, label_of, shown
from charitydesk.services.import_writers import link_commissioners
from charitydesk.services.imports import Imported, RefusedImportError
from charitydesk.storage.records_bids import BidLotRecord, BidRecord
from charitydesk.storage.records_contracts import ContractRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from charitydesk.domain.imports.readings import RowProblem
    from charitydesk.domain.public_notices import NoticeLot, PublicNotice
    from charitydesk.services.desk import Desk
    from charitydesk.services.terms import TermsWorker
    from charitydesk.storage.unit_of_work import UnitOfWork

_WHAT_TO_TAKE = "Choose the notice's OCDS file as its service offers it: a release or record package, as JSON."
_BOOKKEEPING = frozenset({"source_release", "source_published", "deadline_on", "deadline_at"})


@dataclass(frozen=True, slots=True)
class NoticeUpdate:
    """A record that a newer release brings up to date.

    Args:
        record: Its id.
        title: What it is called.
        changes: What the release changes, field by field.
        lots: Its lots as the notice gives them; empty where it changes none.
    """

    record: int
    title: str
    changes: tuple[FieldChange, ...]
    lots: Sequence[NoticeLot] = ()


@dataclass(frozen=True, slots=True)
class NoticesPreview:
    """A file of notices as it is understood; nothing is written yet.

    Args:
        file: The file's name.
        kind: `bids` or `contracts`.
        releases: How many releases it holds.
        new: Processes that are not here.
        updates: Those that are, and what would change.
        unchanged: How many are here already as they stand.
        not_awarded: How many are no contracts yet; 0 when they become bids.
        problems: What cannot be read.
        remarks: How something was taken that a person should know of, a full sentence each.
        values: What the updates change, by the id of the record.
        closed: Places among the new ones of those that nobody can bid for any more.
    """

    file: str
    kind: str
    releases: int
    new: tuple[PublicNotice, ...]
    updates: tuple[NoticeUpdate, ...]
    unchanged: int
    not_awarded: int
    problems: tuple[RowProblem, ...]
    remarks: tuple[str, ...]
    values: Mapping[int, Mapping[str, Any]]
    closed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NoticeImportService:
    """Imports public notices."""

    _desk: Desk
    _terms: TermsWorker

    def preview(self, path: Path, kind: str = "bids") -> NoticesPreview:
        """Return what a file of notices would bring.

        Args:
            path: A release package, record package, list of releases or answer to a search, as JSON.
            kind: `bids`, or `contracts` for those that are awarded.

        Raises:
            BadInputError: It is no such file, or notices cannot become that kind.
        """
        if kind_named(kind).name not in {"bids", "contracts"}:
            raise BadInputError(f"Public notices do not become {kind}.", "They become bids or contracts.")
        kind = kind_named(kind).name
        read = read_notices(read_json(path))
        if not read.releases:
            reason = read.problems[0].reason
            raise BadInputError(f"{path.name} cannot be imported: {reason}.", _WHAT_TO_TAKE)
        notices = [notice for notice in read.notices if kind == "bids" or notice.is_awarded]
        today = self._desk.clock.today()
        with self._desk.read() as work:
            new, updates, values, unchanged = _compared(work, notices, kind, today)
            own_name = work.charity.load().name
        stages = [stage_of(notice, today, own_name) for notice in new] if kind == "bids" else []
        return NoticesPreview(
            file=path.name,
            kind=kind,
            releases=read.releases,
            new=tuple(new),
            updates=tuple(updates),
            unchanged=unchanged,
            not_awarded=len(read.notices) - len(notices),
            problems=read.problems,
            values=values,
            remarks=tuple(_remarks(notices)),
            closed=frozenset(at for at, stage in enumerate(stages) if stage is BidStage.NOT_BID),
        )

    def commit(
        self,
        preview: NoticesPreview,
        *,
        leave_out_problems: bool = False,
        leave_out_closed: bool = False,
        keep: Collection[int] = (),
    ) -> Imported:
        """Take every notice, or none: one named change, undone as one.

        Args:
            preview: What was shown.
            leave_out_problems: Take what can be read when something cannot.
            leave_out_closed: Take none of the new ones that nobody can bid for any more.
            keep: Ids of records that stay as they are although a newer release says otherwise.

        Raises:
            RefusedImportError: Something cannot be read; nothing is written.
            UserFacingError: The world stood in the way; nothing is written.
        """
        if preview.problems and not (leave_out_problems and (preview.new or preview.updates)):
            raise RefusedImportError(preview.file, preview.problems)
        updates = [update for update in preview.updates if update.record not in keep]
        passed = preview.closed if leave_out_closed else frozenset[int]()
        new = [notice for at, notice in enumerate(preview.new) if at not in passed]
        what = counted(len(new) + len(updates), "notice")
        topics = topics_of((preview.kind, "commissioners"))
        with self._desk.change(f"Imported {what} from {preview.file}", *topics) as work:
            today = self._desk.clock.today()
            terms = ImportedTerms(self._terms, work, today)
            if preview.kind == "bids":
                _add_bids(work, new, today, terms)
            else:
                _add_contracts(work, new, today, terms)
            store: Any = work.bids if preview.kind == "bids" else work.contracts
            for update in updates:
                record = replace(store.get(update.record), **preview.values[update.record])
                store.update(terms.derived(preview.kind, record))
                bid_id = BidId(update.record)
                # Held against the lots as they are now: they may have been worked on since the preview.
                lots, _ = changed_lots(work, bid_id, update.lots)
                if lots:
                    put_children(work.bid_lots, work.bid_lots.of(bid_id), lots, bid_id=bid_id)
        return Imported(
            added=len(new),
            merged=len(updates),
            skipped=preview.unchanged + len(preview.updates) - len(updates),
            left_out=len(preview.problems) + len(passed),
            change_id=work.change_id,
        )


def _remarks(notices: Sequence[PublicNotice]) -> Iterator[str]:
    """Yield what was assumed of closing times and what is wanting."""
    closings = [notice.closing for notice in notices if notice.closing is not None]
    if without := sum(closing.at is not None and not closing.offset for closing in closings):
        times = counted(without, "closing time has", "closing times have")
        yield f"{times} no offset and {'is' if without == 1 else 'are'} taken as United Kingdom time."
    if days := sum(closing.at is None for closing in closings):
        yield f"{counted(days, 'notice closes', 'notices close')} on a day without a time: ask the buyer when."
    if first := sum(bool(notice.closes_first_stage) for notice in notices):
        times = counted(first, "closing time is", "closing times are")
        yield f"{times} for asking to take part, before tenders are invited."
    if other := sum(notice.value is not None and notice.value.currency != "GBP" for notice in notices):
        yield f"Of {counted(other, 'notice')} the value is not in pounds: only the description has it."
    if called_off := sum(notice.is_cancelled for notice in notices):
        yield f"{counted(called_off, 'notice was', 'notices were')} called off by the buyer."


def _compared(
    work: UnitOfWork, notices: Sequence[PublicNotice], kind: str, today: date
) -> tuple[list[PublicNotice], list[NoticeUpdate], dict[int, Mapping[str, Any]], int]:
    """Hold notices against what is here: which are new, which are newer, and how many say nothing new."""
    column = "ocid" if kind == "bids" else "source_id"
    here: dict[str, list[int]] = {}
    for id_, ocid in work.tables.rows("bid" if kind == "bids" else "contract", ("id", column)):
        if ocid:
            here.setdefault(ocid, []).append(id_)
    store: Any = work.bids if kind == "bids" else work.contracts
    new: list[PublicNotice] = []
    updates: list[NoticeUpdate] = []
    values: dict[int, Mapping[str, Any]] = {}
    unchanged, own_name = 0, work.charity.load().name
    for notice in notices:
        ids = here.get(notice.ocid)
        if ids is None:
            new.append(notice)
            continue
        for id_ in ids:
            record = store.get(id_)
            told = bid_values(notice) if kind == "bids" else contract_values(notice, today, own_name)
            if kind == "bids" and _older(notice, record):
                told = {}
            begun = [day for day in (record.procurement_started_on, told.get("procurement_started_on")) if day]
            if told and begun:
                told["procurement_started_on"] = min(begun)  # a later release of the tender does not begin it again
            different = _different(told, record)
            changes = tuple(
                FieldChange(label_of(kind_named(kind), name), shown(getattr(record, name), name), shown(value, name))
                for name, value in different.items()
                if name not in _BOOKKEEPING
            )
            _, of_lots = changed_lots(work, BidId(id_), notice.lots) if told and kind == "bids" else ((), ())
            if different or of_lots:
                updates.append(NoticeUpdate(id_, record.title, (*changes, *of_lots), notice.lots if of_lots else ()))
                values[id_] = different
            else:
                unchanged += 1
    return new, updates, values, unchanged


def _different(told: Mapping[str, Any], record: Any) -> dict[str, Any]:
    """Return what a release says otherwise; what it leaves open stays as it was said before."""
    silent = {None, "", Answer.UNKNOWN}
    return {name: value for name, value in told.items() if value not in silent and getattr(record, name) != value}


def _older(notice: PublicNotice, record: BidRecord) -> bool:
    """Return whether a release is no newer than the one the bid was last brought up to date by."""
    return (
        bool(record.source_published)
        and notice.released_at < replace(notice, released=record.source_published).released_at
    )


def _add_bids(work: UnitOfWork, notices: Sequence[PublicNotice], today: date, terms: ImportedTerms) -> None:
    own_name = work.charity.load().name
    rows = [bid_values(notice) | {"title": notice.name} for notice in notices]
    for row, notice in zip(rows, notices, strict=True):
        row["stage"] = stage_of(notice, today, own_name)
        awarded = [award.awarded_on for award in notice.awards if award.awarded_on]
        row["outcome_on"] = max(awarded, default=None)
    ids = _add(work, ("bid", "bids", BidRecord), rows, notices, terms)
    _add_lots(work, dict(zip(ids, notices, strict=True)))


def _add_lots(work: UnitOfWork, notices: Mapping[int, PublicNotice]) -> None:
    """Add the lots of notices, by the bid they belong to."""
    lots = [(id_, at, lot) for id_, notice in notices.items() for at, lot in enumerate(notice.lots)]
    columns: dict[str, list[Any]] = {
        "bid_id": [id_ for id_, _, _ in lots],
        "position": [at for _, at, _ in lots],
    }
    told = [lot_values(lot) for _, _, lot in lots]
    columns |= {name: [values[name] for values in told] for name in LOT_FIELDS}
    same = {name: value for name, value in defaults_of(BidLotRecord).items() if name not in columns}
    work.tables.add_columns("bid_lot", len(lots), columns, same)


def _add_contracts(work: UnitOfWork, notices: Sequence[PublicNotice], today: date, terms: ImportedTerms) -> None:
    own_name = work.charity.load().name
    rows = [contract_values(notice, today, own_name) | {"title": notice.name} for notice in notices]
    for row, notice in zip(rows, notices, strict=True):
        winners = winners_of(notice)
        row["note"] = f"{description_of(notice)}\nAwarded to: {winners}" if winners else description_of(notice)
    _add(work, ("contract", "contracts", ContractRecord), rows, notices, terms)


def _add(
    work: UnitOfWork,
    target: tuple[str, str, type[Any]],
    rows: Sequence[dict[str, Any]],
    notices: Sequence[PublicNotice],
    terms: ImportedTerms,
) -> range:
    """Insert records made of notices, and the commissioners that are new with the nation they sit in."""
    if not rows:
        return range(0)
    table, kind, made = target
    before = {id_ for (id_,) in work.tables.rows("commissioner", ("id",))}
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in rows[0]}
    columns["commissioner_id"] = link_commissioners(work, columns["commissioner"])
    for id_, notice in dict(zip(columns["commissioner_id"], notices, strict=True)).items():
        if id_ is not None and id_ not in before and notice.buyer_nation is not None:
            work.commissioners.update(replace(work.commissioners.get(id_), nation=notice.buyer_nation))
    terms.fill(kind, columns, len(rows))
    stamps = {"created_at": work.now, "updated_at": work.now}
    same = {name: value for name, value in (defaults_of(made) | stamps).items() if name not in columns}
    return work.tables.add_columns(table, len(rows), columns, same)
