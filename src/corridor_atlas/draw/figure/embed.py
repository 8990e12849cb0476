"""The letters of a figure inside its SVG, so that it looks the same where no Noto font is installed."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from corridor_atlas.draw.figure.fonts import charmaps

WEIGHTS = {"Regular": "400", "SemiBold": "600", "Italic": "400"}
GENERIC = "'Noto Sans', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"
"""What a program takes that overlooks embedded fonts."""
LAST = "'Atlas Sans KR'"
"""The family that ends every list of families (see `fonts`)."""


def into(svg: str, characters: frozenset[str]) -> str:
    """Return the SVG with the fonts of its texts embedded and a generic family at the end of each list."""
    held = ((path, frozenset(sign for sign in characters if ord(sign) in signs)) for path, signs in charmaps().items())
    faces = "\n".join(_face(path, signs) for path, signs in held if signs - {" "})
    head, sep, rest = svg.partition("<defs>")
    return f'{head}{sep}\n  <style type="text/css">\n{faces}\n  </style>{rest.replace(LAST, f"{LAST}, {GENERIC}")}'


@lru_cache(maxsize=64)
def _face(path: Path, held: frozenset[str]) -> str:
    """The rule for one font, cut to those of its characters that a figure has."""
    font = TTFont(path, recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=[], name_IDs=[13, 14, 16, 17]))
    cutter.populate(text="".join(sorted(held)))
    cutter.subset(font)
    font.flavor = "woff"
    written = BytesIO()
    font.save(written, reorderTables=None)
    family, style = str(font["name"].getDebugName(16)), str(font["name"].getDebugName(17))
    data = base64.b64encode(written.getvalue()).decode()
    slant = "italic" if style == "Italic" else "normal"
    return (
        f"@font-face {{ font-family: '{family}'; font-weight: {WEIGHTS[style]}; font-style: {slant}; "
        f"src: url(data:font/woff;base64,{data}) format('woff') }}"
    )
