"""Write this version's database with real-looking rows, once a release: python -m tests.storage.make_released."""

from __future__ import annotations

import dataclasses
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from charitydesk import __version__
from charitydesk.domain.bodies import Answer, BodyKind, Nation, Relationship
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.domain.states import LetterStatus
from charitydesk.storage import records as r
from charitydesk.storage.opening import open_database

TARGET = Path(__file__).parent / "released" / f"{__version__}.db"
NOW = datetime(2026, 5, 5, 8, 30, tzinfo=UTC)

NOTICES = (
    ("Ashdale day service", "Anytown Borough Council", Nation.ENGLAND, BodyKind.LOCAL_AUTHORITY, NoticeKind.END_EARLY),
    ("Cludiant cymunedol", "Cyngor Sir Ynys Wen", Nation.WALES, BodyKind.LOCAL_AUTHORITY, NoticeKind.NOT_RENEWED),
    ("Carer support", "Lothian & Islands Health Board", Nation.SCOTLAND, BodyKind.NHS_BODY, NoticeKind.PROPOSAL),
)


def fill(database) -> None:
    with database.write("Set up the charity", now=NOW, topics={"charity"}, actor="Morgan Price") as work:
        work.charity.save(
            r.CharityRecord(
                name="Ashdale Community Support",
                nation=Nation.ENGLAND,
                registration_number="1234567",
                address="1 Mill Lane\nAshdale",
                user_name="Morgan Price",
                onboarding_done=True,
            )
        )
        compact = work.local_compacts.add(
            r.LocalCompactRecord(name="Anytown Compact", edition="2014", status=LocalCompactStatus.ACTIVE)
        )
        work.local_signatories.add(
            r.LocalSignatoryRecord(local_compact_id=compact.id, body="Anytown Borough Council", signed=Answer.YES)
        )
        for number in ("7", "9"):
            work.local_clauses.add(
                r.LocalClauseRecord(local_compact_id=compact.id, reference=number, text="As typed.", topics=("notice",))
            )
    with database.write("Recorded three notices", now=NOW + timedelta(hours=1), topics={"notices", "clocks"}) as work:
        for service, body, nation, kind, what in NOTICES:
            notice = work.notices.add(
                r.NoticeRecord(
                    service=service,
                    commissioner=body,
                    nation=nation,
                    body_kind=kind,
                    relationship=Relationship.CONTRACT,
                    notice_kind=what,
                    received_on=date(2026, 5, 1),
                    facts={"agreement": {"service": service, "value_pence": "£144,000"}, "body": {"name": body}},
                )
            )
            work.clocks.add(running_clock(notice_id=notice.id))
    with database.write("Sent a letter", now=NOW + timedelta(hours=2), topics={"letters", "clocks"}) as work:
        for status in (LetterStatus.SENT, LetterStatus.DRAFT):
            letter = work.letters.add(
                r.LetterRecord(kind="short-notice", title="Notice of one month", notice_id=r.NoticeId(1), status=status)
            )
            work.letter_events.add(r.LetterEventRecord(letter_id=letter.id, on_date=date(2026, 5, 5), kind="note"))
        for ending in ("docx", "pdf"):
            work.letter_files.add(
                r.LetterFileRecord(
                    letter_id=r.LetterId(1),
                    format=ending,
                    file_name=f"letter.{ending}",
                    relative_path=f"sent/1/letter.{ending}",
                    sha256="ab" * 32,
                    size=30_720,
                    written_at=NOW,
                    frozen=True,
                )
            )
        work.clocks.add(running_clock(letter_id=r.LetterId(1)))
        work.read_records.add(
            r.ReadRecordRecord(
                provision=r.ProvisionId("compact2010-3-9"), source="PDF", read_on=NOW.date(), reference="3.9"
            )
        )
    with database.write("Edited a letter", now=NOW + timedelta(hours=3), topics={"letters"}) as work:
        work.letters.update(dataclasses.replace(work.letters.get(2), draft={"blocks": ["Dear Ms Okafor"]}))


def running_clock(**owner) -> r.ClockRecord:
    return r.ClockRecord(
        rule=r.RuleId("FOIA_RESPONSE"),
        title="Authority must answer",
        started_on=date(2026, 5, 1),
        deadline=date(2026, 6, 1),
        last_safe_day=date(2026, 5, 29),
        **owner,
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "charitydesk.db"
        database = open_database(path, Path(folder) / "backups", NOW)
        fill(database)
        database.close()
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
