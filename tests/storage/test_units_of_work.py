from __future__ import annotations

import dataclasses
import threading
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.notices import NoticeKind, NoticeStatus
from charitydesk.domain.provisions import LocalCompactStatus, Verification
from charitydesk.domain.rate_book import RateBook
from charitydesk.domain.states import Appearance, ClauseSide, CodesReach, LetterStatus
from charitydesk.storage import records as r
from charitydesk.storage.faults import StillNeededError
from charitydesk.storage.rows import NoticeRow
from charitydesk.storage.store import NotFoundError
from charitydesk.storage.stores_letters import LetterSort
from charitydesk.storage.stores_notices import NoticeSort
from charitydesk.storage.types import PenceType, moment_text, read_moment

DAY = date(2026, 3, 4)
MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
FULL = {
    "notices": r.NoticeRecord(
        service="Canolfan ddydd Tŷ Gwyn",
        commissioner="Cyngor Sir <Ynys> & Môn",
        nation=Nation.WALES,
        body_kind=BodyKind.LOCAL_AUTHORITY,
        relationship=Relationship.GRANT,
        notice_kind=NoticeKind.END_EARLY,
        dated_on=DAY,
        received_on=DAY,
        decided_on=DAY,
        effective_on=DAY,
        status=NoticeStatus.CHALLENGED,
        is_example=True,
        facts_version=3,
        facts={"body": {"name": "Môn ☃ \U0001f600", "n": 3, "list": [1, None, True]}},
    ),
    "clocks": r.ClockRecord(
        rule="FOIA_RESPONSE",
        started_on=DAY,
        deadline=DAY,
        last_safe_day=DAY,
        title="Answer due",
        whose="them",
        options={"nation": "wales"},
        worked_out={"how": "counted"},
        act_by=DAY,
        done_on=DAY,
        superseded_reason="a newer notice",
        note="n",
        is_example=True,
    ),
    "letters": r.LetterRecord(
        kind="foi",
        title="Request",
        tone="ask",
        status=LetterStatus.READY,
        recipient="The Monitoring Officer",
        reply_due=DAY,
        sent_on=DAY,
        answered_on=DAY,
        is_example=True,
        draft_version=2,
        draft={"blocks": [{"text": "<b>&"}]},
    ),
    "read_records": r.ReadRecordRecord(
        provision="compact2010-3-9", source="printed copy", read_on=DAY, reference="3.9", read_by="Sam"
    ),
    "overrides": r.OverrideRecord(provision="compact2010-3-9", reason="our solicitor", made_on=DAY, made_by="Sam"),
    "local_compacts": r.LocalCompactRecord(
        name="Anytown Compact",
        area="Anytown",
        edition="refreshed 2014",
        adopted_on=DAY,
        copy_source="the library",
        copy_checked_on=DAY,
        status=LocalCompactStatus.DORMANT,
        status_confirmed_by="CVS",
        codes_reach=CodesReach.SOME,
        codes_note="funding code: council only",
        review_on=DAY,
        dispute_steps="talk, then mediate",
        dispute_contact="compact@anytown.example",
        replaced="2006 edition",
        notice_period="three months",
        note="n",
        is_example=True,
    ),
    "attachments": r.AttachmentRecord(
        owner_table="notice",
        owner_id=1,
        file_name="a.pdf",
        relative_path="files/1/a.pdf",
        sha256="0" * 64,
        size=5,
        note="n",
    ),
}


@pytest.mark.parametrize("store", sorted(FULL))
def test_a_record_comes_back_from_the_file_as_it_went_in(desk, store):
    with desk.write() as work:
        stored = getattr(work, store).add(FULL[store])
    desk.reopen()
    with desk.read() as work:
        found = getattr(work, store).get(stored.id)
    assert found == stored
    plain = {f.name for f in dataclasses.fields(stored)} - {"id", "created_at", "updated_at", "recorded_at", "added_at"}
    assert {n: getattr(found, n) for n in plain} == {n: getattr(FULL[store], n) for n in plain}


def test_records_that_hang_on_another_come_back_as_they_went_in(desk, new):
    with desk.write() as work:
        letter = work.letters.add(new.letter())
        compact = work.local_compacts.add(r.LocalCompactRecord(name="Anytown Compact"))
        file = work.letter_files.add(
            r.LetterFileRecord(
                letter_id=letter.id,
                format="docx",
                file_name="a.docx",
                relative_path="sent/a.docx",
                sha256="f" * 64,
                size=9,
                written_at=MOMENT,
                frozen=True,
            )
        )
        event = work.letter_events.add(
            r.LetterEventRecord(letter_id=letter.id, on_date=DAY, kind="sent", note="by post")
        )
        signatory = work.local_signatories.add(
            r.LocalSignatoryRecord(local_compact_id=compact.id, body="NHS", signed=Answer.NO, signed_on=DAY, note="n")
        )
        clause = work.local_clauses.add(
            r.LocalClauseRecord(
                local_compact_id=compact.id,
                reference="7",
                text="We will give three months' notice.",
                position=7,
                page="4",
                heading="Funding",
                side=ClauseSide.BOTH,
                topics=("notice", "funding"),
                national_match="compact2010-4-4",
                verification=Verification.REPORTED,
                note="n",
            )
        )
    with desk.read() as work:
        assert work.letter_files.of(letter.id) == (file,)
        assert work.letter_events.of(letter.id) == (event,)
        assert work.local_signatories.of(compact.id) == (signatory,)
        assert work.local_clauses.of(compact.id) == (clause,)
    assert file.written_at == MOMENT
    assert clause.topics == ("notice", "funding")


def test_the_charity_is_empty_until_saved_and_then_one_row(desk):
    with desk.read() as work:
        assert work.charity.load() == r.CharityRecord()
    for name in ("Ashdale", "Ashdale & Friends"):
        with desk.write() as work:
            work.charity.save(r.CharityRecord(name=name, nation=Nation.SCOTLAND, appearance=Appearance.DARK))
    with desk.read() as work:
        assert work.charity.load().name == "Ashdale & Friends"
        assert work.charity.count() == 1


def test_an_exception_leaves_nothing_behind(desk, new):
    def fail_half_way():
        with desk.write() as work:
            work.notices.add(new.notice())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with desk.read() as work:
        assert (work.notices.count(), work.history.list()) == (0, ())


def test_update_stamps_the_record_and_keeps_when_it_was_made(desk, new):
    with desk.write() as work:
        first = work.notices.add(new.notice())
    with desk.write() as work:
        second = work.notices.update(dataclasses.replace(first, service="Day centre", created_at=MOMENT))
    assert (second.created_at, second.service) == (first.created_at, "Day centre")
    assert second.updated_at > first.updated_at


def test_an_update_that_changes_nothing_is_no_change(desk, new):
    with desk.write() as work:
        first = work.notices.add(new.notice())
    with desk.write() as work:
        work.notices.update(first)
    assert work.change_id is None
    with desk.read() as work:
        assert len(work.history.list()) == 1


def test_a_missing_record_is_named_in_a_sentence(desk):
    with desk.read() as work:
        assert work.letters.find(12) is None
        with pytest.raises(NotFoundError, match=r"There is no letter 12\."):
            work.letters.get(12)


def test_ids_are_never_used_twice(desk, new):
    with desk.write() as work:
        gone = work.letters.add(new.letter())
    with desk.write() as work:
        work.letters.delete(gone.id)
    with desk.write() as work:
        assert work.letters.add(new.letter()).id > gone.id


def test_deleting_a_notice_takes_its_clocks_and_keeps_its_letters(desk, new):
    with desk.write() as work:
        notice = work.notices.add(new.notice())
        old = work.clocks.add(new.clock(notice.id))
        newer = work.clocks.add(new.clock(notice.id))
        work.clocks.update(dataclasses.replace(old, superseded_by=newer.id, superseded_reason="moved"))
        work.overrides.add(r.OverrideRecord(provision="p", reason="r", made_on=DAY, notice_id=notice.id))
        work.attachments.add(dataclasses.replace(FULL["attachments"], owner_id=notice.id))
        letter = work.letters.add(new.letter(notice.id))
    with desk.write() as work:
        work.notices.delete(notice.id)
    with desk.read() as work:
        counts = [s.count() for s in (work.notices, work.clocks, work.overrides, work.attachments, work.letters)]
        assert counts == [0, 0, 0, 0, 1]
        assert work.letters.get(letter.id).notice_id is None


def test_deleting_a_letter_or_a_local_compact_takes_what_hangs_on_it(desk, new):
    with desk.write() as work:
        letter = work.letters.add(new.letter())
        work.clocks.add(new.clock(letter_id=letter.id))
        work.letter_events.add(r.LetterEventRecord(letter_id=letter.id, on_date=DAY, kind="sent"))
        work.overrides.add(r.OverrideRecord(provision="p", reason="r", made_on=DAY, letter_id=letter.id))
        compact = work.local_compacts.add(r.LocalCompactRecord(name="A"))
        work.local_signatories.add(r.LocalSignatoryRecord(local_compact_id=compact.id, body="B"))
        work.local_clauses.add(r.LocalClauseRecord(local_compact_id=compact.id, reference="1", text="t"))
    before = desk.content()
    with desk.write() as work:
        work.letters.delete(letter.id)
        work.local_compacts.delete(compact.id)
    assert not any(desk.content().values())
    desk.undo()
    assert desk.content() == before


def test_a_record_others_hang_on_is_not_deleted(desk, new):
    with desk.write() as work:
        letter = work.letters.add(new.letter())
    with desk.write() as work:
        work.letter_events.add(r.LetterEventRecord(letter_id=letter.id, on_date=DAY, kind="sent"))
    with pytest.raises(StillNeededError, match="Other records hang on this one"):
        desk.undo(change_id=1)
    with desk.read() as work:
        assert (work.letters.count(), len(work.history.list())) == (1, 2)


def test_notices_are_listed_by_what_is_asked_with_unknown_last(desk, new):
    with desk.write() as work:
        for service, received in (("B 100%", date(2026, 1, 2)), ("A", None), ("C_x", date(2026, 1, 1))):
            work.notices.add(new.notice(service, received_on=received))
        closed = work.notices.add(new.notice("Z", status=NoticeStatus.CLOSED))
    with desk.read() as work:
        services = lambda **how: [line.service for line in work.notices.list(**how)]  # noqa: E731
        assert services() == ["B 100%", "C_x", "Z", "A"]
        assert services(descending=False) == ["C_x", "B 100%", "Z", "A"]
        assert services(sort=NoticeSort.SERVICE, descending=False) == ["A", "B 100%", "C_x", "Z"]
        assert services(text="%") == ["B 100%"]
        assert services(text="_X") == ["C_x"]
        assert services(text="anytown", limit=1, offset=1) == ["C_x"]
        assert services(statuses={NoticeStatus.CLOSED}) == ["Z"]
        assert work.notices.matching(text="anytown", statuses={NoticeStatus.OPEN}) == 3
        assert work.notices.list(statuses={NoticeStatus.CLOSED})[0].id == closed.id


def test_letters_are_listed_with_their_notice(desk, new):
    with desk.write() as work:
        notice = work.notices.add(new.notice("Lunch club"))
        linked = work.letters.add(new.letter(notice.id, reply_due=DAY))
        work.letters.add(new.letter(status=LetterStatus.SENT))
    with desk.read() as work:
        assert [line.service for line in work.letters.list(sort=LetterSort.REPLY_DUE)] == ["Lunch club", None]
        assert [line.id for line in work.letters.list(text="lunch")] == [linked.id]
        assert [line.id for line in work.letters.list(notice_id=notice.id)] == [linked.id]
        assert [line.status for line in work.letters.list(statuses=[LetterStatus.SENT])] == [LetterStatus.SENT]


def test_running_clocks_are_listed_by_last_safe_day_with_what_they_hang_on(desk, new):
    with desk.write() as work:
        notice = work.notices.add(new.notice())
        late = work.clocks.add(new.clock(notice.id))
        soon = work.clocks.add(dataclasses.replace(new.clock(), last_safe_day=date(2026, 5, 4)))
        work.clocks.add(new.clock(done_on=DAY))
        work.clocks.add(new.clock(superseded_reason="a newer notice"))
    with desk.read() as work:
        assert [(line.id, line.service) for line in work.clocks.list()] == [
            (soon.id, None),
            (late.id, "Ashdale lunch club"),
        ]
        assert [line.id for line in work.clocks.list(until=date(2026, 5, 4))] == [soon.id]
        assert len(work.clocks.list(running_only=False)) == 4
        assert work.clocks.of_notice(notice.id) == (late,)
        assert work.clocks.of_letter(99) == ()


def test_reading_can_change_nothing(desk, new):
    with pytest.raises(RuntimeError, match="cannot change"), desk.read() as work:
        work.notices.add(new.notice())
    with pytest.raises(RuntimeError, match="cannot insert"), desk.read() as work:
        work.bulk_insert("notice", [])


def test_a_unit_of_work_inside_another_is_refused_at_once_and_another_thread_is_not(desk):
    heard = []

    def elsewhere():
        with desk.read() as work:
            heard.append(work.notices.count())

    with desk.read():
        with pytest.raises(RuntimeError, match="open already"), desk.write():
            pass
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert heard == [0]


def test_statements_the_history_cannot_see_are_refused(desk):
    with pytest.raises(RuntimeError, match="so that the history sees them"), desk.write() as work:
        work._session.execute(update(NoticeRow).values(service="x"))


def test_a_moment_without_a_zone_and_money_that_is_no_whole_pence_are_refused():
    with pytest.raises(ValueError, match="without a zone"):
        moment_text(datetime(2026, 1, 1))  # noqa: DTZ001 - the very thing refused
    with pytest.raises(TypeError, match="whole pence"):
        PenceType().process_bind_param(1.5, None)
    assert PenceType().process_bind_param(150, None) == 150
    assert read_moment(moment_text(MOMENT)) == MOMENT


def test_that_rates_which_cannot_be_laid_leave_the_connection_as_it_was(desk):
    with desk.read() as work:
        connection = work._session.connection()
        before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
        connection.exec_driver_sql("CREATE TEMP TABLE rate_step (in_the_way)")
        with pytest.raises(OperationalError, match="already exists"), work.ledger.rated(RateBook(())):
            pass
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == before
