"""How far the charity has got with a notice follows from what it sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from charitydesk.domain.notices import NoticeStatus
from charitydesk.services.clock import FixedClock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def services(example_desk):
    return example_desk


@pytest.mark.parametrize(
    ("kind", "status"),
    [("challenge-short-notice", NoticeStatus.CHALLENGED), ("freedom-of-information", NoticeStatus.OPEN)],
)
def test_that_a_notice_is_challenged_once_a_challenge_is_sent_and_open_again_when_that_is_undone(
    services, kind: str, status: NoticeStatus
) -> None:
    notice = next(line.id for line in services.notices.list() if line.notice_kind != "proposal")
    view = services.letters.start(notice, kind)
    ticked = frozenset(citation.answer.provision.id for citation in view.draft.citations)
    services.letters.save(view.record.id, replace(view.draft.options, checked=ticked))
    services.letter_files.mark_sent(view.record.id, FixedClock(NOON).today())
    assert services.notices.show(notice).record.status is status
    services.history.undo()
    assert services.notices.show(notice).record.status is NoticeStatus.OPEN
