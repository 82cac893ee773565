"""Light, dark and high contrast, following the system or chosen; text from 80 to 200 %."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from charitydesk import resources
from charitydesk.ui import icons
from charitydesk.ui.dress import dress_all
from charitydesk.ui.measured import forget_measures
from charitydesk.ui.scale import rescale
from charitydesk.ui.stylesheet import BODY, style_sheet
from charitydesk.ui.tokens import CONTRAST, DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0
_PLAIN_LINUX_FONTS = {"Sans Serif", "DejaVu Sans", "Sans", ""}
_BETTER_FAMILIES = ("Inter", "Noto Sans", "Source Sans 3", "Open Sans", "Cantarell", "Ubuntu", "DejaVu Sans Condensed")


class Appearance(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @property
    def label(self) -> str:
        """The choice in words, with its mnemonic."""
        return {
            Appearance.SYSTEM: "As the &computer has it",
            Appearance.LIGHT: "&Light",
            Appearance.DARK: "&Dark",
            Appearance.CONTRAST: "&High contrast",
        }[self]


class Theme(QObject):
    """Dresses the application and redresses it when the choice or the system changes.

    Args:
        app: The application.
        font_files: Font files to prefer; the first family loaded is used.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, font_files: Sequence[Path] = ()) -> None:
        super().__init__(app)
        self._app = app
        self.appearance = Appearance.SYSTEM
        self.scale = 1.0
        self._family = _family(app, font_files)
        QDir.addSearchPath("icons", str(resources.root().joinpath("icons")))
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def tokens(self) -> Tokens:
        """The colours now in force."""
        chosen = {Appearance.LIGHT: LIGHT, Appearance.DARK: DARK, Appearance.CONTRAST: CONTRAST}.get(self.appearance)
        return chosen or self._system_tokens()

    def use(self, appearance: Appearance | None = None, scale: float | None = None) -> None:
        """Dress the application.

        Args:
            appearance: The choice, or None to keep it.
            scale: Text size from 0.8 to 2.0, or None to keep it.
        """
        self.appearance = appearance or self.appearance
        self.scale = min(max(scale or self.scale, SMALLEST_SCALE), LARGEST_SCALE)
        tokens = self.tokens
        self._app.setPalette(palette(tokens))
        font = QFont(self._family) if self._family else QFont(self._app.font())
        font.setPixelSize(round(BODY * self.scale))
        self._app.setFont(font)
        dress_all(self._app, style_sheet(tokens, self.scale))
        rescale(self._app)
        icons.recolour(self._app, tokens)
        self.changed.emit(tokens)

    def add_fallbacks(self, font_files: Sequence[Path]) -> None:
        """Let names in other scripts be drawn with these fonts, where the window's own has no such letters."""
        families = [family for path in font_files for family in _load(path)]
        if families and self._family:
            QFont.insertSubstitutions(self._family, families)
            forget_measures()

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self.appearance is Appearance.SYSTEM:
            self.use()

    def _system_tokens(self) -> Tokens:
        hints = self._app.styleHints()
        accessibility = getattr(hints, "accessibility", None)
        preference = accessibility().contrastPreference() if accessibility else None
        if preference is not None and getattr(preference, "name", "") == "HighContrast":
            return CONTRAST
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of an appearance, so that Qt's own drawing agrees with the style sheet."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.page,
        role.WindowText: tokens.ink,
        role.Base: tokens.raised,
        role.AlternateBase: tokens.raised,
        role.Text: tokens.ink,
        role.PlaceholderText: tokens.quiet,
        role.Button: tokens.raised,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.ink,
        role.ToolTipText: tokens.page,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.hover,
        role.Mid: tokens.edge,
        role.Dark: tokens.edge,
    }
    made = QPalette()
    for place, colour in colours.items():
        made.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(tokens.quiet))
    return made


def _family(app: QApplication, font_files: Sequence[Path]) -> str:
    families = [family for path in font_files for family in _load(path)]
    if families:
        return families[0]
    if app.font().family() not in _PLAIN_LINUX_FONTS:
        return ""
    there = set(QFontDatabase.families())
    return next((family for family in _BETTER_FAMILIES if family in there), "")


def _load(path: Path) -> list[str]:
    number = QFontDatabase.addApplicationFont(str(path))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
