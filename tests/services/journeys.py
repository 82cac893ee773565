"""A data folder opened for a test, and a stranger's notice to record in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from textwrap import dedent

from charitydesk.bootstrap import build_services
from charitydesk.domain.facts_form import read_facts
from charitydesk.domain.notices import NoticeFacts
from charitydesk.paths import AppPaths
from charitydesk.services.clock import FixedClock
from charitydesk.services.facts_file import facts_from
from charitydesk.services.plain_yaml import parse_plain_yaml

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

NOTICE = {
    "body": {"name": "Borough Council", "kind": "local-authority", "nation": "england", "address": "Town Hall"},
    "agreement": {"service": "Lunch Club", "relationship": "grant", "reference": "LC/7"},
    "terms": {"notice": "3 months", "notice_clause": "9.1"},
    "notice": {
        "kind": "end-early",
        "how": "email",
        "received_on": "2026-11-20",
        "decided_on": "2026-11-13",
        "effective_on": "2026-12-20",
        "reasons": "none",
    },
    "process": {"consulted": "no", "impact_assessed": "no"},
}


def open_services(folder, moment=MONDAY):
    return build_services(AppPaths(folder), FixedClock(moment))


def facts(**changes):
    """The stranger's notice, some answers changed: `facts(notice={"received_on": ...})`."""
    answers = {group: {**NOTICE.get(group, {}), **changes.get(group, {})} for group in (*NOTICE, *changes)}
    found, problems = read_facts(NoticeFacts, answers)
    assert not problems
    return found


def from_yaml(text):
    return facts_from(parse_plain_yaml(dedent(text).encode(), "FACTS.yaml"))


def rows(services, *tables):
    """Everything in the tables named, without the moments at which rows were written."""
    with services.desk.read() as work:
        return {
            name: [
                {key: value for key, value in record_values(record).items() if key not in {"created_at", "updated_at"}}
                for record in getattr(work, name).all()
            ]
            for name in tables
        }


def record_values(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def ready_letter(desk, notice, kind="request-for-reasons"):
    """A letter in which every source to be checked was checked."""
    view = desk.letters.start(notice, kind)
    checked = frozenset(one.answer.provision.id for one in view.draft.citations)
    return desk.letters.save(view.record.id, replace(view.draft.options, checked=checked))
