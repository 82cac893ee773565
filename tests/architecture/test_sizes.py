"""A file of more than 400 lines has two subjects."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400


@pytest.mark.parametrize("folder", ["charitydesk", "installers"])
def test_no_module_is_longer_than_one_subject(folder):
    modules = sorted((ROOT / folder).rglob("*.py"))
    assert len(modules) > 5
    too_long = {
        str(module.relative_to(ROOT)): lines
        for module in modules
        if not module.name.startswith("rows")
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert too_long == {}
