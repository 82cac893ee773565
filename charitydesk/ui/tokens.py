"""The colours of the three appearances and the proof that they can be read; no other module names a colour."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from charitydesk.presentation.badges import Tone


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours, each `#rrggbb`; one accent.

    Args:
        name: `light`, `dark` or `contrast`.
        page: The paper that pages lie on.
        raised: Fields, tables and cards.
        sunken: The sidebar and quiet bands.
        ink: Text.
        quiet: Second-rank text; it keeps 4.5:1 all the same.
        line: Hairlines that only decorate.
        edge: Edges of controls; 3:1 against every surface.
        hover: Under the pointer.
        accent: Links, focus, primary buttons, the chosen room.
        on_accent: Text on the accent.
        accent_soft: Behind what is chosen.
        good, caution, bad, unsure: Text and shapes of a tone.
        good_soft, caution_soft, bad_soft, unsure_soft: Behind them.
    """

    name: str
    page: str
    raised: str
    sunken: str
    ink: str
    quiet: str
    line: str
    edge: str
    hover: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    caution: str
    caution_soft: str
    bad: str
    bad_soft: str
    unsure: str
    unsure_soft: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Return the text and background colours of a tone."""
        return getattr(self, tone.value), getattr(self, f"{tone.value}_soft")

    def text_pairs(self) -> list[tuple[str, str]]:
        """Return every pair of text and background that is ever drawn, by token name; each must reach 4.5:1."""
        surfaces = ("page", "raised", "sunken", "hover", "accent_soft")
        pairs = [(text, surface) for text in ("ink", "quiet", "accent") for surface in surfaces]
        pairs += [(tone, f"{tone}_soft") for tone in ("good", "caution", "bad", "unsure")]
        pairs += [(tone, surface) for tone in ("good", "caution", "bad", "unsure") for surface in ("page", "raised")]
        pairs += [("ink", f"{tone}_soft") for tone in ("good", "caution", "bad", "unsure")]
        return [*pairs, ("on_accent", "accent")]

    def shape_pairs(self) -> list[tuple[str, str]]:
        """Return every pair of a meaningful shape and its background; each must reach 3:1."""
        return [(shape, surface) for shape in ("edge", "accent") for surface in ("page", "raised", "sunken", "hover")]


LIGHT = Tokens(
    name="light",
    page="#fbfaf7",
    raised="#ffffff",
    sunken="#f3f0ea",
    ink="#1d2226",
    quiet="#555b61",
    line="#e3dfd6",
    edge="#85807a",
    hover="#ece8df",
    accent="#14567a",
    on_accent="#ffffff",
    accent_soft="#dfecf3",
    good="#17663a",
    good_soft="#e2f1e6",
    caution="#774c00",
    caution_soft="#fbefd6",
    bad="#9f241b",
    bad_soft="#fbe6e3",
    unsure="#4c545e",
    unsure_soft="#ebecee",
)

DARK = Tokens(
    name="dark",
    page="#1a1d20",
    raised="#22262a",
    sunken="#14171a",
    ink="#eceae5",
    quiet="#b0b6bb",
    line="#353a40",
    edge="#828a92",
    hover="#2c3136",
    accent="#8fcae8",
    on_accent="#0b1c27",
    accent_soft="#1f3a4a",
    good="#86d5a3",
    good_soft="#1c3627",
    caution="#f2c66e",
    caution_soft="#3b3018",
    bad="#ffa297",
    bad_soft="#452320",
    unsure="#bcc3ca",
    unsure_soft="#2e3339",
)

CONTRAST = Tokens(
    name="contrast",
    page="#000000",
    raised="#000001",
    sunken="#000002",
    ink="#ffffff",
    quiet="#ffffff",
    line="#ffffff",
    edge="#ffffff",
    hover="#2b2b2b",
    accent="#ffe14a",
    on_accent="#000000",
    accent_soft="#33300a",
    good="#7dff9e",
    good_soft="#000000",
    caution="#ffd45e",
    caution_soft="#000000",
    bad="#ffa79e",
    bad_soft="#000000",
    unsure="#ffffff",
    unsure_soft="#000000",
)

ALL = (LIGHT, DARK, CONTRAST)


def tokens_now() -> Tokens:
    """Return the colours in force, so that what is drawn by hand follows the theme.

    They are known by the application's palette; a widget's own is bent by the style sheet.
    """
    name = QGuiApplication.palette().window().color().name()
    return next((tokens for tokens in ALL if tokens.page == name), LIGHT)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, 1 to 21.

    Args:
        one: `#rrggbb`.
        other: `#rrggbb`.

    Example:
        >>> round(contrast("#000000", "#ffffff"), 1)
        21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def as_mapping(tokens: Tokens) -> dict[str, str]:
    """Return the colours by name, for the style sheet."""
    return {field.name: getattr(tokens, field.name) for field in fields(tokens)}
