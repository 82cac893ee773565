"""Which font files there are: the family of the letters and the window, and the fallbacks for other scripts.

The fonts come with the program as packages, so that a letter looks the same on every computer and without a network. A
character they lack is looked for in fonts the system is known to have; what no font has is reported by the PDF writer.
Nothing here loads a drawing library: the window asks for its fonts before anything else.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from charitydesk.errors import DataUnavailableError

UI_FAMILY = "Source Sans Pro"
"""The family's name, as the window's toolkit calls it once the files are loaded."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face.

    Args:
        path: The file.
        index: Which face, in a file that holds several.
        axes: Settings of a variable font, by axis tag.
        false_bold: The file has no bold of its own: thicken it.
    """

    path: Path
    index: int = 0
    axes: tuple[tuple[str, float], ...] = ()
    false_bold: bool = False


def ui_font_files() -> list[Path]:
    """Return the files a window loads to show the letters' family: regular, semibold, bold and the italics."""
    return [_main(style) for style in ("Regular", "Semibold", "Bold", "It", "SemiboldIt", "BoldIt")]


def fallback_font_files() -> list[Path]:
    """Return the packaged fonts for other scripts, for a window that shows the same names."""
    return [
        _packaged("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
        _packaged("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
        _packaged("fontpkg_hind_siliguri", "HindSiliguri-Regular.ttf"),
        _packaged("fontpkg_hind_siliguri", "HindSiliguri-Bold.ttf"),
    ]


@lru_cache(maxsize=4)
def packaged_faces(*, bold: bool, italic: bool) -> tuple[FontFile, ...]:
    """Return the faces that come with the program for one look, the letters' own first."""
    weight = (("wdth", 100.0), ("wght", 700.0 if bold else 400.0))
    name = {(False, False): "Regular", (True, False): "Bold", (False, True): "It", (True, True): "BoldIt"}[bold, italic]
    slant = "-Italic" if italic else ""
    return (
        FontFile(_main(name)),
        FontFile(_packaged("fontpkg_noto_sans", f"NotoSans{slant}[wdth,wght].ttf"), axes=weight),
        FontFile(_packaged("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"), axes=weight),
        FontFile(_packaged("fontpkg_hind_siliguri", f"HindSiliguri-{'Bold' if bold else 'Regular'}.ttf")),
    )


@lru_cache(maxsize=2)
def system_faces(*, bold: bool) -> tuple[FontFile, ...]:
    """Return further faces this computer is known to have, most general first; used only where ours end."""
    found: list[FontFile] = []
    for plain, heavy in _SYSTEM.get(sys.platform, _SYSTEM["linux"]):
        chosen = heavy if bold and heavy else plain
        name, _, index = chosen.partition("#")
        for folder in _system_folders():
            path = folder / name
            if path.is_file():
                found.append(FontFile(path, int(index or 0), false_bold=bold and not heavy))
                break
    return tuple(found)


def _main(style: str) -> Path:
    return _packaged("font_source_sans_pro", f"SourceSansPro-{style}.ttf")


@lru_cache(maxsize=32)
def _packaged(package: str, name: str) -> Path:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "files" / name
        if path.is_file():
            return path
    raise DataUnavailableError(
        f"The font {name} that belongs to CharityDesk is missing.", "Install CharityDesk again; your records are safe."
    )


def _system_folders() -> list[Path]:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        own = [Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []
        return [Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "Fonts", *own]
    if sys.platform == "darwin":
        return [
            Path("/System/Library/Fonts"),
            Path("/System/Library/Fonts/Supplemental"),
            Path("/Library/Fonts"),
        ]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]


# Plain and bold file of each; an index after `#` picks a face of a collection. Only outlines of the TrueType kind.
_SYSTEM: dict[str, tuple[tuple[str, str], ...]] = {
    "win32": (
        ("segoeui.ttf", "segoeuib.ttf"),
        ("Nirmala.ttc", "NirmalaB.ttf"),
        ("Nirmala.ttf", "NirmalaB.ttf"),
        ("ebrima.ttf", "ebrimabd.ttf"),
        ("LeelawUI.ttf", "LeelaUIb.ttf"),
        ("sylfaen.ttf", ""),
        ("mmrtext.ttf", "mmrtextb.ttf"),
        ("gadugi.ttf", "gadugib.ttf"),
        ("msyh.ttc", "msyhbd.ttc"),
        ("malgun.ttf", "malgunbd.ttf"),
        ("msgothic.ttc", ""),
        ("seguisym.ttf", ""),
        ("seguiemj.ttf", ""),
    ),
    "darwin": (
        ("Arial Unicode.ttf", ""),
        ("ArialHB.ttc", ""),
        ("Kohinoor.ttc", ""),
        ("KohinoorBangla.ttc", ""),
        ("KohinoorGujarati.ttc", ""),
        ("KohinoorTelugu.ttc", ""),
        ("Tamil Sangam MN.ttc", ""),
        ("Gurmukhi.ttf", ""),
        ("Kefa.ttc", ""),
        ("NotoSansArmenian.ttc", ""),
        ("AppleGothic.ttf", ""),
        ("Apple Symbols.ttf", ""),
    ),
    "linux": (
        ("truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"),
        *(
            (f"truetype/noto/NotoSans{script}-Regular.ttf", f"truetype/noto/NotoSans{script}-Bold.ttf")
            for script in (
                "Hebrew",
                "Gurmukhi",
                "Gujarati",
                "Tamil",
                "Telugu",
                "Kannada",
                "Malayalam",
                "Sinhala",
                "Thai",
                "Ethiopic",
                "Myanmar",
                "Khmer",
                "Georgian",
                "Armenian",
            )
        ),
        ("truetype/freefont/FreeSans.ttf", "truetype/freefont/FreeSansBold.ttf"),
        ("truetype/lohit-punjabi/Lohit-Gurmukhi.ttf", ""),
        ("truetype/lohit-gujarati/Lohit-Gujarati.ttf", ""),
        ("truetype/lohit-tamil/Lohit-Tamil.ttf", ""),
        ("truetype/droid/DroidSansFallbackFull.ttf", ""),
        ("truetype/wqy/wqy-zenhei.ttc", ""),
        ("truetype/arphic/uming.ttc", ""),
        ("truetype/ancient-scripts/Symbola_hint.ttf", ""),
        ("truetype/noto/NotoSansSymbols2-Regular.ttf", ""),
    ),
}
