from __future__ import annotations

from charitydesk.presentation.import_preview import Decisions, Fate, PreviewRow
from charitydesk.services.imports import Treatment

ROW = PreviewRow(key=3, number=4, fate=Fate.HERE, words={"title": "Carers' Hub"}, note="")


def test_a_row_that_was_decided_on_stays_so_whatever_is_done_with_all_others():
    decided = Decisions(Treatment.SKIP)
    decided.decide(ROW, Treatment.SKIP)
    decided.treatment = Treatment.MERGE
    assert decided.of(ROW) is Treatment.SKIP
    decided.decide(ROW, None)
    assert decided.of(ROW) is Treatment.MERGE
