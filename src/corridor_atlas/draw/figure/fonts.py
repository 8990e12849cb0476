"""The letters of a figure: the vendored Noto cuts (see `build.fonts`), in the order a language needs."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from corridor_atlas.core.language import LANGUAGES

FONTS = Path(__file__).parents[2] / "fonts"
MEASURED = 100.0
"""Size in points at which widths are measured."""


@cache
def charmaps() -> dict[Path, frozenset[int]]:
    """The code points that each font has."""
    return {path: frozenset(FT2Font(path).get_charmap()) for path in sorted(FONTS.glob("*.ttf"))}


@cache
def register() -> frozenset[int]:
    """Make the fonts known to matplotlib, once; return the code points that they cover."""
    for path in charmaps():
        fontManager.addfont(path)
    return frozenset().union(*charmaps().values())


def _families(language: str, *, serif: bool) -> list[str]:
    # Chinese and Japanese share characters and draw some of them differently
    eastern = dict.fromkeys((LANGUAGES[language].han, "Atlas Sans SC", "Atlas Sans JP"))
    return [*(["Atlas Serif"] if serif else []), "Atlas Sans", *eastern, "Atlas Sans KR"]


@lru_cache(maxsize=512)
def face(language: str, size: float, weight: str = "normal") -> FontProperties:
    """The font of a text: `size` in points, `weight` normal, semibold, country (a serif) or water (an italic one)."""
    register()
    return FontProperties(
        family=_families(language, serif=weight in ("country", "water")),
        style="italic" if weight == "water" else "normal",
        weight=600 if weight == "semibold" else 400,
        size=size,
    )


@cache
def _files(language: str, weight: str) -> tuple[str, ...]:
    """The files of a face, in the order in which a letter is looked for."""
    whole, files = face(language, MEASURED, weight), []
    for family in whole.get_family():
        one = whole.copy()
        one.set_family(family)
        files.append(fontManager.findfont(one, fallback_to_default=False))
    return tuple(files)


@lru_cache(maxsize=16384)
def _width(language: str, text: str, weight: str) -> float:
    font = get_font(_files(language, weight))
    font.set_size(MEASURED, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / MEASURED


def width(language: str, text: str, size: float, weight: str = "normal") -> float:
    """Width of a text in the unit of `size`."""
    return _width(language, text, weight) * size
