"""How often the charity wins, by count and by money side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from charitydesk.presentation.bid_words import win_words
from charitydesk.ui.cards import Figure
from charitydesk.ui.parts import clear, column, label, row

if TYPE_CHECKING:
    from charitydesk.domain.bids import WinRate


class WinRateStrip(QWidget):
    """Both rates in a line."""

    def __init__(self) -> None:
        super().__init__()
        self._line = row(gap=40)
        self._layout = column(self)
        self._sentence = label("", "quiet")
        self._layout.addLayout(self._line)
        self._layout.addWidget(self._sentence)
        self.has_rate = False
        self._rate: WinRate | None = None
        self._small = False

    def show_rate(self, rate: WinRate) -> None:
        """Show both rates; nothing before the first outcome."""
        self.has_rate = rate.decided > 0
        if rate != self._rate:
            self._rate = rate
            self._fill()

    def set_small(self, small: bool) -> None:
        """Tell both rates in one sentence, or as figures."""
        if small != self._small:
            self._small = small
            self._fill()

    def _fill(self) -> None:
        clear(self._line)
        if self._rate is None:
            return
        self._sentence.setVisible(self._small)
        self._sentence.setText(self._rate.sentence if self._small else "")
        if not self._small:
            for value, words, detail in win_words(self._rate):
                self._line.addWidget(Figure(value, words, detail))
            self._line.addStretch(1)
