from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from charitydesk.domain.imports.values import GivenMoment
from charitydesk.presentation.import_preview import Decisions
from charitydesk.presentation.import_rows import Fate, PreviewRow
from charitydesk.services.import_words import shown
from charitydesk.services.imports import Treatment

ROW = PreviewRow(key=3, number=4, fate=Fate.HERE, words={"title": "Carers' Hub"}, note="")


def test_a_row_that_was_decided_on_stays_so_whatever_is_done_with_all_others():
    decided = Decisions(Treatment.SKIP)
    decided.decide(ROW, Treatment.SKIP)
    decided.treatment = Treatment.MERGE
    assert decided.of(ROW) is Treatment.SKIP
    decided.decide(ROW, None)
    assert decided.of(ROW) is Treatment.MERGE


def test_that_a_moment_is_read_back_with_its_offset_in_words():
    given = GivenMoment(date(2026, 11, 27), time(13), "Z")
    assert shown(given) == "Fri 27 Nov 2026, 1pm UTC"
    assert shown(replace(given, offset="+01:00")) == "Fri 27 Nov 2026, 1pm UTC+1"
    assert shown(replace(given, offset="")) == "Fri 27 Nov 2026, 1pm"
