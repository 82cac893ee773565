"""Reads the packaged payroll figures and published benchmarks."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any, cast

from charitydesk import resources
from charitydesk.domain.benchmarks import Benchmark, Benchmarks
from charitydesk.domain.money import Pence
from charitydesk.domain.provisions import Verification
from charitydesk.domain.rates import PayrollYear
from charitydesk.services.register_files import read_yaml

_PAYROLL = "register/payroll_rates.yaml"
_BENCHMARKS = "register/cost_benchmarks.yaml"


@cache
def load_payroll() -> tuple[PayrollYear, ...]:
    """Return the payroll figures that came with the program, by tax year."""
    entries = cast("list[dict[str, Any]]", read_yaml(resources.read_text(_PAYROLL), _PAYROLL))
    return tuple(
        PayrollYear(
            tax_year=entry["tax_year"],
            employer_nic=Fraction(str(entry["employer_nic"])) / 100,
            secondary_threshold=Pence(entry["secondary_threshold"] * 100),
            qualifying_lower=Pence(entry["qualifying_lower"] * 100),
            qualifying_upper=Pence(entry["qualifying_upper"] * 100),
            source=entry["source"],
            confidence=Verification(entry["confidence"]),
            notes=tuple(entry["notes"]),
        )
        for entry in entries
    )


@cache
def load_benchmarks() -> Benchmarks:
    """Return the published figures, each with what must be said with it."""
    content = cast("dict[str, Any]", read_yaml(resources.read_text(_BENCHMARKS), _BENCHMARKS))
    figures = tuple(
        Benchmark(**{**entry, "confidence": Verification(entry["confidence"])}) for entry in content["benchmarks"]
    )
    return Benchmarks(content["none-for-tenders"], figures, content["in-statements"])
