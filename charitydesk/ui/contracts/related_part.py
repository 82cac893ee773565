"""Notices, bids and letters that belong to a record; each opens in its own room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from charitydesk.domain.wording import date_words
from charitydesk.presentation.bid_words import STAGES, deadline_words
from charitydesk.presentation.notice_words import STATUSES, capital, letter_badge
from charitydesk.ui.cards import Section
from charitydesk.ui.parts import label
from charitydesk.ui.today.lines import RecordLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from charitydesk.presentation.badges import Badge
    from charitydesk.services.bids import BidRecord
    from charitydesk.services.letters import LetterLine
    from charitydesk.services.notices import NoticeLine


class RelatedPart(Section):
    """What belongs to a record and lives in another room.

    Args:
        notices: Notices about it.
        bids: Bids it came from or that are made for it again.
        letters: Letters about it.
        today: Civil date.
        title: The heading.
        empty: What is said while there is none.
    """

    opened = Signal(str, object)

    def __init__(  # noqa: PLR0917 - three kinds of records and two words
        self,
        notices: Sequence[NoticeLine],
        bids: Sequence[BidRecord],
        letters: Sequence[LetterLine],
        today: date,
        title: str = "Notices, bids and letters",
        empty: str = "Nothing yet. A notice or a letter that starts from this contract is found here.",
    ) -> None:
        super().__init__(title)
        self.body.setSpacing(4)
        for notice in notices:
            kind = capital(notice.notice_kind.label) if notice.notice_kind else "Notice, not known yet of what"
            came = f"came {date_words(notice.received_on)}" if notice.received_on else ""
            effect = f"takes effect {date_words(notice.effective_on)}" if notice.effective_on else ""
            self._line("notices", notice.id, kind, _joined(came, effect), (STATUSES[notice.status],))
        for bid in bids:
            self._line("bids", bid.id, f"Bid: {bid.title}", deadline_words(bid), (STAGES[bid.stage],))
        for letter in letters:
            to = f"to {letter.recipient}" if letter.recipient else ""
            sent = f"sent {date_words(letter.sent_on)}" if letter.sent_on else ""
            badge = letter_badge(letter.status, letter.reply_due, today)
            self._line("letters", letter.id, letter.title, _joined(to, sent), (badge,))
        if not notices and not bids and not letters:
            self.add(label(empty, "quiet"))

    def _line(self, room: str, key: int, title: str, words: str, badges: tuple[Badge, ...]) -> None:
        line = RecordLine(title, words, key, badges)
        line.opened.connect(partial(self._open, room))
        self.add(line)

    def _open(self, room: str, key: object) -> None:
        self.opened.emit(room, key)


def _joined(*parts: str) -> str:
    return capital(", ".join(part for part in parts if part))
