"""The program can show that it is whole, and says what is missing when it is not."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from charitydesk import resources
from charitydesk.bootstrap import build_services
from charitydesk.services.clock import FixedClock
from charitydesk.services.self_test import run_self_test

CLOCK = FixedClock(datetime(2026, 6, 1, 9, 0, tzinfo=UTC))
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def outcomes(report) -> dict[str, bool]:
    return {line.name: line.passed for line in report.lines}


def test_a_whole_program_passes_and_says_what_it_tried():
    report = run_self_test(CLOCK, build_services)
    assert report.passed, report.text()
    assert {"database", "register", "icons", "fonts", "example letter"} <= set(outcomes(report))
    assert report.text().endswith("Self-test passed.")


@pytest.mark.parametrize(
    ("missing", "steps"),
    [(("icons/undo.svg", "register/provisions"), ("icons", "register")), (("register/reaches.yaml",), ("register",))],
)
def test_a_part_left_out_or_spoilt_is_named_and_the_rest_is_still_tried(missing, steps, tmp_path, monkeypatch):
    copy = tmp_path / "resources"
    shutil.copytree(RESOURCES, copy)
    for target in (copy / name for name in missing):
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.write_text("<cut off", encoding="utf-8")
    monkeypatch.setattr(resources, "root", lambda: copy)
    report = run_self_test(CLOCK, build_services)
    assert not report.passed
    assert not any(outcomes(report)[step] for step in steps)
    assert outcomes(report)["fonts"]
    assert outcomes(report)["icons"] is ("icons" not in steps)
    assert "FAILED" in report.text()
    assert "Self-test failed" in report.text()
