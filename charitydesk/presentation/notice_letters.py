"""Which letters fit a notice, in what order they are offered, and what each rung of the tone ladder costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.letter_kinds import ToneWords
    from charitydesk.domain.letters import Tone
    from charitydesk.services.letters import KindOffer


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of letter in the chooser.

    Args:
        id: The kind.
        title: As shown.
        words: When to use it, or why it does not fit.
        fits: Whether it can be chosen.
    """

    id: str
    title: str
    words: str
    fits: bool


class LetterChoices:
    """What the chooser offers.

    Args:
        offers: Every kind, with the reason where it does not fit.
        tone_words: The ladder's words.
    """

    def __init__(self, offers: Sequence[KindOffer], tone_words: Mapping[Tone, ToneWords]) -> None:
        self._kinds = {offer.kind.id: offer.kind for offer in offers if not offer.why_not}
        self._tone_words = tone_words
        fitting = [KindLine(o.kind.id, o.kind.title, o.kind.purpose, fits=True) for o in offers if not o.why_not]
        others = [KindLine(o.kind.id, o.kind.title, f"Not now. {o.why_not}", fits=False) for o in offers if o.why_not]
        self.lines = (*fitting, *others)

    @property
    def suggested(self) -> str:
        """The first kind that fits, or an empty string."""
        return next((line.id for line in self.lines if line.fits), "")

    def rungs(self, kind: str) -> tuple[tuple[Tone, ToneWords], ...]:
        """Return the rungs a kind may take, the gentlest first."""
        found = self._kinds.get(kind)
        if found is None:
            return ()
        order = list(self._tone_words)
        return tuple((tone, self._tone_words[tone]) for tone in sorted(found.tones, key=order.index))

    def usual(self, kind: str) -> str:
        """Return a kind's usual rung, or an empty string."""
        found = self._kinds.get(kind)
        return found.tones[0].value if found and found.tones else ""
