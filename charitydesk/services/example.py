"""The example charity: complete enough to try every room, clearly marked, and gone without trace."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.bodies import Answer, Nation
from charitydesk.domain.facts_form import read_facts
from charitydesk.domain.ids import LocalCompactId
from charitydesk.domain.notices import NoticeFacts
from charitydesk.domain.provisions import LocalCompactStatus
from charitydesk.errors import BadInputError
from charitydesk.services.changes import Change, Topic
from charitydesk.services.example_charity import example_content
from charitydesk.storage.records import CharityRecord, LocalClauseRecord, LocalCompactRecord, LocalSignatoryRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.ids import LetterId, NoticeId
    from charitydesk.services.desk import Desk
    from charitydesk.services.example_agreements import ExampleAgreements
    from charitydesk.services.example_time import ExampleTime
    from charitydesk.services.letter_files import LetterFiles
    from charitydesk.services.letters import LetterService
    from charitydesk.services.library import LibraryService
    from charitydesk.services.notices import NoticeService
    from charitydesk.services.profile import ProfileService

_LOADED = "Loaded the example charity"
_DAY = re.compile(r"today([+-]\d+)?")


@dataclass(frozen=True, slots=True)
class ExampleService:
    """Loads the example charity and takes it out again, through the services everybody uses."""

    _desk: Desk
    _profile: ProfileService
    _library: LibraryService
    _notices: NoticeService
    _letters: LetterService
    _files: LetterFiles
    _agreements: ExampleAgreements
    _time: ExampleTime

    @property
    def loaded(self) -> bool:
        """Whether the example is in this data folder."""
        return self._profile.load().example_loaded

    def load(self) -> tuple[NoticeId, ...]:
        """Bring the example charity in beside whatever is there, and return its notices.

        Raises:
            BadInputError: It is there already.
        """
        if self.loaded:
            raise BadInputError("The example charity is here already.", "Take it out first to load it afresh.")
        content = cast("Mapping[str, Any]", self._dated(example_content()))
        self._take_profile(content["profile"])
        self._add_compact(content["compact"])
        made: dict[str, NoticeId] = {}
        for entry in content["notices"]:
            facts, problems = read_facts(NoticeFacts, entry["facts"])
            if problems:
                raise ValueError(f"the example holds an answer that cannot be used: {problems[0]}")
            made[entry["key"]] = self._notices.record(facts, is_example=True).record.id
        for letter in content["sent"]:
            self._send(made[letter["notice"]], letter["kind"], letter["sent_on"])
        self._agreements.load(content, made)
        self._time.load(self._dated)
        return tuple(made.values())

    def _dated(self, value: object) -> object:
        """Return the content with `today-3` and its like as dates."""
        if isinstance(value, dict):
            return {key: self._dated(item) for key, item in cast("dict[object, object]", value).items()}
        if isinstance(value, list):
            return [self._dated(item) for item in cast("list[object]", value)]
        if isinstance(value, str) and (found := _DAY.fullmatch(value)):
            return self._desk.clock.today() + timedelta(days=int(found[1] or 0))
        return value

    def _take_profile(self, given: Mapping[str, Any]) -> None:
        """Take the example's particulars where the charity has none of its own."""
        record = self._profile.load()
        values: dict[str, Any] = {**given, "nation": Nation(given["nation"])}
        taken = record if record.name else replace(record, **values)
        self._profile.save(replace(taken, example_loaded=True), _LOADED)

    def _add_compact(self, given: Mapping[str, Any]) -> None:
        names = {field.name for field in fields(LocalCompactRecord)}
        values: dict[str, Any] = {key: value for key, value in given.items() if key in names}
        values |= {"status": LocalCompactStatus(given["status"]), "is_example": True}
        compact = LocalCompactRecord(**values)
        none = LocalCompactId(0)
        self._library.save_compact(
            compact,
            [
                LocalSignatoryRecord(
                    local_compact_id=none, body=one["body"], signed=Answer.YES, signed_on=one["signed_on"]
                )
                for one in given["signatories"]
            ],
            [
                LocalClauseRecord(
                    local_compact_id=none, reference=one["reference"], text=one["text"], topics=tuple(one["topics"])
                )
                for one in given["clauses"]
            ],
        )

    def _send(self, notice: NoticeId, kind: str, on: date) -> LetterId:
        view = self._letters.start(notice, kind)
        options = replace(view.draft.options, date=on)
        self._letters.save(view.record.id, options)
        self._files.mark_sent(view.record.id, on)
        return view.record.id

    def remove(self) -> None:
        """Take the example charity out: its notices, letters, clocks, compact and frozen copies.

        Where nothing else was done since it came, its lines leave the history too; else they stay, for what the
        charity did meanwhile stands among them.
        """
        with self._desk.read() as work:
            letters = [line.id for line in work.letters.list() if line.is_example]
            notices = [line.id for line in work.notices.list() if line.is_example]
            compacts = [record.id for record in work.local_compacts.list() if record.is_example]
            record = work.charity.load()
        given = example_content()["profile"]
        blank = CharityRecord()
        own: dict[str, Any] = {
            name: getattr(blank, name)
            for name, value in given.items()
            if str(getattr(record, name) or "").strip() == str(value).strip()
        }
        topics = [topic for topic in Topic if topic is not Topic.HISTORY]
        with self._desk.change("Took out the example charity", *topics) as work:
            self._time.remove(work)
            for letter in letters:
                work.letters.delete(letter)
            for notice in notices:
                work.notices.delete(notice)
            self._agreements.remove(work)
            for compact in compacts:
                work.local_compacts.delete(compact)
            work.charity.save(replace(record, **own, example_loaded=False))
        self._forget()
        for letter in letters:
            shutil.rmtree(self._desk.paths.sent / f"letter-{letter}", ignore_errors=True)

    def _forget(self) -> None:
        now = self._desk.clock.now()
        with self._desk.database.write("Forgot the example charity", now=now) as work:
            is_blank = work.charity.load() == CharityRecord()
            done = work.history.forget_since(_LOADED, [("charity", 1)] if is_blank else [])
        if done:
            self._desk.feed.publish(Change("Took out the example charity", frozenset({Topic.HISTORY})))
