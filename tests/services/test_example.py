"""The example charity: complete enough to try every room, marked, and gone without trace."""

from __future__ import annotations

from dataclasses import replace

import pytest
from journeys import facts, rows

from charitydesk.domain.letter_checks import Severity
from charitydesk.domain.states import LetterStatus
from charitydesk.errors import BadInputError

MARKED = ("notices", "clocks", "letters", "local_compacts")
HANGING = ("letter_files", "letter_events", "overrides", "local_clauses", "local_signatories", "read_records")


def test_that_the_example_brings_notices_clocks_a_compact_and_a_sent_letter(desk):
    ids = desk.example.load()
    assert len(ids) == len(desk.notices.list()) == 2
    assert desk.library.compacts()[0].compact.name == "Anytown Compact"
    sent = desk.letters.list(statuses=[LetterStatus.SENT])
    assert len(sent) == 1
    assert all(desk.letter_files.still_as_sent(file) for file in desk.letters.open(sent[0].id).files)
    assert all(record["is_example"] for name in MARKED for record in rows(desk, name)[name])
    assert desk.profile.load().name == "Harbour Young Carers"


def test_that_the_example_shows_a_broken_promise_and_a_weak_point(example_desk):
    case = example_desk.notices.show(example_desk.notices.list()[0].id).case
    assert "47 days short" in case.headline
    assert case.weaknesses


def test_that_the_example_is_not_loaded_twice(example_desk):
    with pytest.raises(BadInputError, match="here already"):
        example_desk.example.load()
    assert len(example_desk.notices.list()) == 2


def test_that_the_example_leaves_without_trace(example_desk):
    notice = example_desk.notices.list()[0].id
    example_desk.letters.start(notice, "request-for-reasons")
    assert list(example_desk.desk.paths.sent.rglob("*.pdf"))
    example_desk.example.remove()
    assert rows(example_desk, *MARKED, *HANGING) == {name: [] for name in (*MARKED, *HANGING)}
    assert not list(example_desk.desk.paths.sent.rglob("*"))
    profile = example_desk.profile.load()
    assert (profile.name, profile.user_name, profile.example_loaded) == ("", "", False)
    assert example_desk.history.list() == ()


def test_that_the_example_leaves_the_history_as_it_found_it_and_undo_goes_on_from_there(desk):
    desk.profile.save(replace(desk.profile.load(), name="Our Own Charity"))
    own = desk.notices.record(facts()).record.id
    before, image = desk.history.list(), desk.profile.load()
    desk.example.load()
    example = desk.notices.list()[0].id
    desk.letters.start(example if example != own else desk.notices.list()[1].id, "request-for-reasons")
    desk.history.undo()
    desk.example.remove()
    assert desk.history.list() == before
    assert desk.profile.load() == image
    desk.history.undo()
    desk.history.undo()
    assert (desk.profile.load().name, desk.notices.list()) == ("", ())


@pytest.mark.parametrize("own", ["a notice", "undoing an earlier change"])
def test_that_what_was_done_beside_the_example_keeps_the_history_whole(desk, own):
    kept = desk.notices.record(facts()).record.id
    line = desk.history.list()[0].id
    desk.example.load()
    if own == "a notice":
        kept = desk.notices.record(facts()).record.id
    else:
        desk.history.undo(change_id=line)
    lines = len(desk.history.list())
    desk.example.remove()
    assert len(desk.history.list()) == lines + 1
    assert (kept in {one.id for one in desk.notices.list()}) == (own == "a notice")


def test_that_ones_own_records_stay_when_the_example_goes(desk):
    desk.profile.save(replace(desk.profile.load(), name="Our Own Charity"))
    own = desk.notices.record(facts()).record.id
    letter = desk.letters.start(own, "request-for-reasons").record.id
    before = rows(desk, *MARKED, *HANGING)
    desk.example.load()
    assert desk.profile.load().name == "Our Own Charity"
    sent = desk.letters.open(desk.letters.list(statuses=[LetterStatus.SENT])[0].id)
    assert sent.document.author == "Harbour Young Carers"
    desk.example.remove()
    assert rows(desk, *MARKED, *HANGING) == before
    assert desk.letters.open(letter).record.notice_id == own
    assert desk.profile.load().name == "Our Own Charity"


def test_that_the_examples_challenge_needs_only_its_sources_checked(example_desk):
    notice = example_desk.notices.list()[0].id
    view = example_desk.letters.start(notice, "challenge-short-notice")
    assert {check.id for check in view.checks if check.severity is Severity.STOP} == {"check-citation"}
    checked = frozenset(one.answer.provision.id for one in view.draft.citations)
    assert example_desk.letters.save(view.record.id, replace(view.draft.options, checked=checked)).ready
