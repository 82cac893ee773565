"""The words of Settings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from charitydesk.domain.bodies import Nation
from charitydesk.domain.states import ChangeKind, ChangeState
from charitydesk.presentation.settings_words import (
    LICENCES,
    TITLES,
    Part,
    backup_holds,
    backups_summary,
    charity_problems,
    history_words,
    legal_form_choices,
    number_help,
)
from charitydesk.services.backups import Backup
from charitydesk.services.history import HistoryLine
from charitydesk.services.profile import CharityRecord

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
SUMMER = datetime(2026, 7, 10, 11, 30, tzinfo=UTC)
LINE = HistoryLine(1, "Recorded a notice", (), "Mari", SUMMER, ChangeKind.CHANGE, ChangeState.APPLIED, None)


def backup(**values):
    made = {"counts": {"notice": 2, "letter": 1, "clock": 0}, "why": "changes", "made_at": SUMMER} | values
    return Backup(path=Path("b.db"), schema="1", app_version="1", sha256="", mark="", **made)


def test_that_everything_the_program_is_built_on_is_named_with_its_licence():
    listed = PYPROJECT.read_text(encoding="utf-8").partition("\ndependencies = [")[2].partition("\n]")[0]
    names = re.findall(r'"([A-Za-z0-9-]+)', listed)
    told = " ".join(line[0] for line in LICENCES).casefold().replace(" ", "").replace("-", "")
    fonts = {"font-source-sans-pro": "sourcesans", "PySide6-Essentials": "pyside6"}
    for name in names:
        plain = fonts.get(name, name.removeprefix("fontpkg-")).casefold().replace("-", "")
        assert plain in told, name
    assert all(licence for _, _, licence in LICENCES)


def test_that_every_section_has_a_title():
    assert set(TITLES) == set(Part)


def test_that_a_backup_says_what_it_holds_and_why_it_was_made():
    assert backup_holds(backup()) == "2 notices and 1 letter; made when CharityDesk was closed."
    held = backup(counts={"contract": 3, "bid": 190, "time_entry": 1}, why="asked")
    assert backup_holds(held) == "3 contracts, 190 bids and 1 entry of time; made when you asked."
    assert backup_holds(backup(counts={}, why="before-update")) == "Nothing recorded; made by the program."
    assert backups_summary([]) == "None yet"
    assert backups_summary([backup()]) == "1 backup · newest Fri 10 Jul 2026"


def test_that_history_is_told_in_the_time_of_the_united_kingdom():
    assert history_words(LINE).who == "Fri 10 Jul 2026, 12.30pm · Mari"
    assert history_words(replace(LINE, actor="")).who == "Fri 10 Jul 2026, 12.30pm"
    assert history_words(replace(LINE, kind=ChangeKind.UNDO)).what == "Undid: Recorded a notice"
    assert history_words(replace(LINE, state=ChangeState.UNDONE)).badge.word == "Undone"


@pytest.mark.parametrize(("email", "wrong"), [("", False), ("a@b.example", False), ("a b@c", True), ("office", True)])
def test_that_an_address_without_an_at_sign_is_told(email, wrong):
    assert bool(charity_problems(CharityRecord(email=email))) is wrong


def test_that_a_legal_form_typed_elsewhere_stays_on_offer():
    assert "Royal charter body" in {choice.value for choice in legal_form_choices("Royal charter body")}
    assert len(legal_form_choices("")) == len(legal_form_choices("Charitable trust"))


def test_that_each_nation_is_told_where_its_number_stands():
    assert "SC" in number_help(Nation.SCOTLAND)
    assert "Northern Ireland" in number_help(Nation.NORTHERN_IRELAND)
    assert number_help(None) == number_help(Nation.WALES)
