"""Beginning a letter: about which notice, and of which kind; kinds that do not fit say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from charitydesk.domain.wording import date_words
from charitydesk.ui.cards import LinkCard
from charitydesk.ui.letters.panels import Panel
from charitydesk.ui.parts import button, label, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from charitydesk.services.letters import KindOffer
    from charitydesk.services.notices import NoticeLine


class BeginPart(Panel):
    """`notice_chosen` tells a notice's line, `kind_chosen` a kind's id; `closed` goes back to the list."""

    notice_chosen = Signal(object)
    kind_chosen = Signal(object)
    closed = Signal()

    def show_notices(self, notices: Sequence[NoticeLine]) -> None:
        """Ask about which notice the letter is."""
        cards: list[QWidget] = []
        for notice in notices:
            received = f"Received {date_words(notice.received_on)}" if notice.received_on else "Date not recorded yet"
            words = f"{notice.commissioner} · {received}"
            card = LinkCard(notice.service or notice.commissioner, words, notice, icon="notices")
            card.opened.connect(self.notice_chosen)
            cards.append(measure(card))
        self._ask("About which notice?", "Everything the letter says comes from your record of it.", cards)

    def show_kinds(self, notice: NoticeLine, offers: Sequence[KindOffer]) -> None:
        """Ask of which kind the letter is."""
        cards: list[QWidget] = []
        for offer in offers:
            if not offer.why_not:
                card = LinkCard(offer.kind.title, offer.kind.purpose, offer.kind.id, icon="letters")
                card.opened.connect(self.kind_chosen)
                cards.append(measure(card))
        refused = [offer for offer in offers if offer.why_not]
        if refused:
            cards.append(label("Not for this notice", "subheading"))
            cards += [label(f"{offer.kind.title}: {offer.why_not}", "quiet") for offer in refused]
        words = "Start as gently as the matter allows. You can change the tone later."
        self._ask(f"Which letter about {notice.service or notice.commissioner}?", words, cards)

    def _ask(self, question: str, words: str, cards: Sequence[QWidget]) -> None:
        back = button("All &letters", self.closed.emit, kind="quiet", icon="back", name="Back to all letters")
        self.draw(object(), [back, label(question, "heading"), label(words, "quiet"), *cards])
        first = next((card for card in self.findChildren(LinkCard) if card.isVisibleTo(self)), None)
        (first or back).setFocus()
