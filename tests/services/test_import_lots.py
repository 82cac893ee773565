"""Lots of a bid that a newer release of its notice changes, while the bid is worked on."""

from __future__ import annotations

import copy
import json
from dataclasses import replace

from charitydesk.domain.bodies import Answer
from charitydesk.storage.records_bids import BidLotRecord
from tests.services.test_import_notices import NOTICE


def test_lots_that_were_worked_on_since_the_preview_stay_as_they_were_left(desk, tmp_path):
    path = tmp_path / "notice.json"

    def preview(document):
        path.write_text(json.dumps(document), encoding="utf-8")
        return desk.notice_imports.preview(path, "bids")

    desk.notice_imports.commit(preview(NOTICE))
    bid = desk.bids.list()[0].id
    later = copy.deepcopy(NOTICE) | {"id": "2", "date": "2025-02-01T10:00:00Z"}
    later["tender"]["lots"][0]["title"] = "North and east"
    seen = preview(later)
    (lot,) = desk.bids.show(bid).lots
    desk.bids.set_lots(bid, [replace(lot, bidding=Answer.YES), BidLotRecord(bid_id=bid, number="own", title="Ours")])
    desk.notice_imports.commit(seen)
    lots = [(one.number, one.title, one.bidding) for one in desk.bids.show(bid).lots]
    assert lots == [("1", "North and east", Answer.YES), ("own", "Ours", Answer.UNKNOWN)]
