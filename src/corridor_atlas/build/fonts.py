"""The letters of the figures: Noto fonts cut down to what the atlas writes.

    npm pack @expo-google-fonts/noto-sans@0.4.2 @expo-google-fonts/noto-serif@0.4.2
    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-sans-kr@0.4.3 \
        @expo-google-fonts/noto-sans-jp@0.4.3
    python -m corridor_atlas.build.fonts FOLDER_WITH_THE_PACKAGES

Latin and Cyrillic come whole; of Chinese, Japanese and Korean every character that stands in a
name or text of the data set, the layers and the words of map and figure, in dates and in names
of countries. The families are
renamed ("Atlas Sans …"), so that a Noto font of the machine can never take their place. The
same packages and texts give the same bytes. Licence: SIL Open Font License 1.1.
"""

from __future__ import annotations

import json
import sys
import tarfile
import tomllib
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from fontTools import subset
from fontTools.ttLib import TTFont

from corridor_atlas.core import home, words
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.data import recomputed

PACKAGE = Path(__file__).parents[1]
FONTS = PACKAGE / "fonts"

# family after renaming, style, npm package, file in it
CUTS = [
    ("Atlas Sans", "Regular", "noto-sans", "NotoSans_400Regular"),
    ("Atlas Sans", "SemiBold", "noto-sans", "NotoSans_600SemiBold"),
    ("Atlas Serif", "Regular", "noto-serif", "NotoSerif_400Regular"),
    ("Atlas Serif", "Italic", "noto-serif", "NotoSerif_400Regular_Italic"),
    *(
        (f"Atlas Sans {script.upper()}", style, f"noto-sans-{script}", f"NotoSans{script.upper()}_{weight}{style}")
        for script in ("sc", "kr", "jp")
        for style, weight in (("Regular", 400), ("SemiBold", 600))
    ),
]
WHOLE = [(0x20, 0x7E), (0xA0, 0x24F), (0x400, 0x52F), (0x2010, 0x2044), (0x20AC, 0x20AC), (0x2116, 0x2116)]
"""Blocks taken as they are: Latin, Cyrillic, punctuation."""
PRINTED = ("map", "figure")
"""Tables of the words that figures use; those of the page never leave the screen."""
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "meta", "vhea", "vmtx", "VORG"]


def needed(root: Path) -> dict[str, set[str]]:
    """Characters of the texts under `root` and of the words of map and figure: all of them, and the Japanese ones."""
    found: dict[str, set[str]] = {"all": set(), "ja": set()}
    for path in (*root.glob("geodata/**/*.geojson"), *root.glob("geodata/*.json")):
        _gather(json.loads(path.read_text(encoding="utf-8")), "", found)
    for folder in (root / "geodata", root / "layers"):
        for path in folder.glob("*.toml"):
            if path.name == recomputed.FILE:  # told on the page, never in print
                continue
            _gather(tomllib.loads(path.read_text(encoding="utf-8")), path.stem, found)
    for language, table in product(LANGUAGES, PRINTED):
        _gather([*words.texts(language, table).values()], language, found)
    for language in LANGUAGES:
        _gather(_composed(Locale(language)), language, found)
    return {name: {sign for sign in signs if sign.isprintable()} for name, signs in found.items()}


def _composed(locale: Locale) -> list[str]:
    """What stands in no file: dates and names of countries, as Babel writes them."""
    days = [date(2000, month, 1) for month in range(1, 13)]
    dates = [written for day in days for written in (format_date(day, "long", locale=locale), _month(day, locale))]
    return [*dates, *(name for code, name in locale.territories.items() if len(code) == 2)]


def _month(day: date, locale: Locale) -> str:
    return str(format_skeleton("yMMMM", day, locale=locale))


def _gather(value: Any, language: str, found: dict[str, set[str]]) -> None:
    if isinstance(value, str):
        found["all"].update(value)
        if language in LANGUAGES and LANGUAGES[language].han == "Atlas Sans JP":
            found["ja"].update(value)
    elif isinstance(value, dict):
        for key, one in value.items():
            _gather(one, key if key in LANGUAGES else language, found)
    elif isinstance(value, list):
        for one in value:
            _gather(one, language, found)


def share(package: str, characters: dict[str, set[str]]) -> set[str]:
    """The characters that the font of an npm package has to bring."""
    latin = {chr(code) for first, last in WHOLE for code in range(first, last + 1)}
    hangul = {sign for sign in characters["all"] if "\uac00" <= sign <= "\ud7a3"}
    kana = {sign for sign in characters["all"] if "\u3040" <= sign <= "\u30ff"}
    return {
        "noto-sans-kr": hangul,
        "noto-sans-jp": (characters["ja"] | kana) - latin,
        "noto-sans-sc": characters["all"] - latin - hangul - kana,
    }.get(package, latin)


def cut(data: bytes, characters: set[str], family: str, style: str) -> bytes:
    """Return a TrueType font with only these characters, under another name, without hints."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    options = subset.Options(
        hinting=False, layout_features=[], notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    )
    options.drop_tables += DROPPED
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    called = {
        1: family,
        2: style,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    for number, text in (called | {16: family, 17: style}).items():
        font["name"].setName(text, number, 3, 1, 0x409)
    written = BytesIO()
    font.save(written, reorderTables=None)
    return written.getvalue()


def remake(packages: Path, root: Path) -> None:
    """Write the fonts and their licences to `src/corridor_atlas/fonts/` from npm packages (.tgz) in a folder."""
    characters = needed(root)
    for family, style, package, file in CUTS:
        (path,) = packages.glob(f"expo-google-fonts-{package}-[0-9]*.tgz")
        with tarfile.open(path) as archive:
            by_name = {Path(member.name).name: member for member in archive.getmembers()}
            held = {name: archive.extractfile(by_name[name]) for name in (f"{file}.ttf", "LICENSE_FONT")}
            data, licence = (one.read() if one else b"" for one in held.values())
        cut_down = cut(data, share(package, characters), family, style)
        (FONTS / f"{family} {style}.ttf".replace(" ", "")).write_bytes(cut_down)
        (FONTS / f"OFL-{package}.txt").write_bytes(licence)


if __name__ == "__main__":
    remake(Path(sys.argv[1]), home.folder())
