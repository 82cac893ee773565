"""The rules: the citation gate over the whole register, and everything one notice means."""

from __future__ import annotations

from datetime import date

from benchmarks.table import Row, milliseconds
from charitydesk.domain.bodies import BodyKind, Nation, Regime, Relationship
from charitydesk.domain.gate import GateCase, judge_all
from charitydesk.services.register_files import load_register


def rows() -> list[Row]:
    """Measure against goals in milliseconds: there is no rival that does this."""
    return [_gate()]


def _gate() -> Row:
    register = load_register()
    # The gate remembers sentences it has built; a case of its own each time is what a person meets.
    cases = iter(
        [
            GateCase(nation, body, relationship, date(2026, 3, 1 + day), date(2026, 5, 1 + day), regime)
            for nation in Nation
            for body in BodyKind
            for relationship in Relationship
            for regime in Regime
            for day in range(3)
        ]
    )
    taken = milliseconds(lambda: judge_all(register, next(cases)), times=200)
    return Row(f"gate over the register ({len(tuple(register))} entries)", taken, None, "", "ms", 2)
