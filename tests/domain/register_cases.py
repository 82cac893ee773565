"""Cases and the packaged register, shared by the gate's tests."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.gate import GateAnswer, GateCase, Offer, judge, judge_all
from charitydesk.domain.ids import ProvisionId
from charitydesk.domain.provisions import ReadRecord
from charitydesk.domain.register import Register
from charitydesk.services.register_files import load_register

EVENT = date(2026, 10, 5)
WRITTEN = date(2026, 10, 20)
STARTED = date(2026, 2, 2)


@lru_cache
def register() -> Register:
    return load_register()


def a_case(
    nation: Nation | None = Nation.ENGLAND,
    body: BodyKind | None = BodyKind.LOCAL_AUTHORITY,
    relationship: Relationship | None = Relationship.CONTRACT,
    *,
    regime: Regime = Regime.PA2023_LIGHT_TOUCH,
    event: date = EVENT,
    written: date = WRITTEN,
    started: date | None = STARTED,
) -> GateCase:
    return GateCase(nation, body, relationship, event, written, regime, started)


def a_grant(nation: Nation = Nation.ENGLAND, body: BodyKind = BodyKind.LOCAL_AUTHORITY) -> GateCase:
    return a_case(nation, body, Relationship.GRANT, regime=Regime.NONE, started=None)


def a_reading(provision: str, reference: str, read_on: date = date(2026, 10, 1)) -> ReadRecord:
    return ReadRecord(ProvisionId(provision), "the PDF of December 2010, page 9", read_on, reference, "A. Khan")


def answer(provision: str, case: GateCase, read: ReadRecord | None = None) -> GateAnswer:
    return judge(register().get(provision), case, read)


def ids(case: GateCase, offer: Offer) -> set[str]:
    return {str(one.provision.id) for one in judge_all(register(), case) if one.offer is offer}
