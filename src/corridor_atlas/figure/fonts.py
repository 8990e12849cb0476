"""The letters of a figure: the vendored Noto cuts (see `build.fonts`), in the order a language needs."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

FONTS = Path(__file__).parents[1] / "fonts"
MEASURED = 100.0
"""Size in points at which widths are measured."""


@cache
def register() -> frozenset[int]:
    """Make the fonts known to matplotlib, once; return the code points that they cover."""
    covered: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        fontManager.addfont(path)
        covered |= set(FT2Font(path).get_charmap())
    return frozenset(covered)


def _families(language: str, *, serif: bool) -> list[str]:
    # Chinese and Japanese share characters and draw some of them differently
    eastern = ["Atlas Sans JP", "Atlas Sans SC"] if language == "ja" else ["Atlas Sans SC", "Atlas Sans JP"]
    return [*(["Atlas Serif"] if serif else []), "Atlas Sans", *eastern, "Atlas Sans KR"]


@lru_cache(maxsize=512)
def face(language: str, size: float, weight: str = "normal") -> FontProperties:
    """The font of a text: `size` in points, `weight` normal, semibold or water (an italic serif)."""
    register()
    water = weight == "water"
    return FontProperties(
        family=_families(language, serif=water),
        style="italic" if water else "normal",
        weight=600 if weight == "semibold" else 400,
        size=size,
    )


@lru_cache(maxsize=16384)
def _width(language: str, text: str, weight: str) -> float:
    width, _, _ = text_to_path.get_text_width_height_descent(text, face(language, MEASURED, weight), ismath=False)
    return float(width) / MEASURED


def width(language: str, text: str, size: float, weight: str = "normal") -> float:
    """Width of a text in the unit of `size`."""
    return _width(language, text, weight) * size
