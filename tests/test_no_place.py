"""The engine knows no place and no year: no file of it, comments and docstrings too, names one of the shipped atlas."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pycountry
import pytest

ENGINE = Path(__file__).parents[1] / "src" / "corridor_atlas"
TEXTS = (".py", ".js", ".css", ".html", ".toml")
APART = ("build", "locale", "fonts", "web/dist", "web/vendor")
"""What is made for one atlas (its base map, fonts for its letters), words of the interface, and the work of others."""
PLACES = (
    "Tumen", "Tuman", "Hunchun", "Rason", "Rajin", "Amur", "Heilong", "Vladivostok", "Northeast", "North-East Asia",
    "Khasan", "Kraskino", "Zarubino", "Makhalino", "Primor", "Yalu", "Ussuri", "Harbin", "Manchuri", "Changchun",
    "Khabarovsk", "Ulaanbaatar", "Moscow", "Seoul", "Pyongyang", "Beijing", "Tokyo", "China", "Russia", "Korea",
    "Mongolia", "Japan", "Sea of", "East Sea", "Siberia",
)  # fmt: skip
TAGS = {"ID", "TO", "AU", "DO", "ET", "IS", "LA", "PY"}
"""What stands in quotes as something else: arguments of commands, tags of RIS."""
CODES = {one.alpha_2 for one in pycountry.countries} - TAGS
"""ISO 3166-1 alpha-2 codes."""
NAMED = re.compile(rf"\b({'|'.join(PLACES)})", re.IGNORECASE)
QUOTED = re.compile(r"""(["'`])([A-Z]{2})\1""")
NO_PLACES = ("Chinese", "Japanese", "Korean", "Mongolian", "Russian", "Atlas Sans JP", "Atlas Sans KR")
"""Names of languages and of fonts for them."""


def engine() -> Iterator[Path]:
    """The files of the engine that must know no place."""
    for path in sorted(ENGINE.rglob("*")):
        inside = path.relative_to(ENGINE).as_posix()
        if path.suffix in TEXTS and not any(inside == one or inside.startswith(f"{one}/") for one in APART):
            yield path


def places_in(text: str, codes: set[str]) -> Iterator[str]:
    """Places and country codes that a text names; `codes` count wherever they stand, others where they are quoted."""
    text = re.sub("|".join(NO_PLACES), "", text, flags=re.IGNORECASE)
    yield from (match[0] for match in NAMED.finditer(text))
    yield from (match[2] for match in QUOTED.finditer(text) if match[2] in CODES)
    yield from (word for word in re.findall(r"\b[A-Z]{2}\b", text) if word in codes)


@pytest.fixture(scope="session")
def shipped(atlas) -> set[str]:
    """The codes of the countries of the shipped atlas: those with borders in it, and those with names of their own."""
    return {code for one in atlas.tables["borders"]["record"] for code in one.countries} | set(atlas.settings.native)


def test_the_engine_names_no_place_and_no_country(shipped) -> None:
    found = [
        f"{path.relative_to(ENGINE).as_posix()}:{number}: {place}"
        for path in engine()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for place in places_in(line, shipped)
    ]
    assert found == []


def test_the_engine_does_not_name_the_first_and_last_year_of_the_shipped_atlas(atlas) -> None:
    years = re.compile(r"\b({}|{})\b".format(*atlas.years))
    found = {path.name for path in engine() if years.search(path.read_text(encoding="utf-8"))}
    assert found == set()


def test_the_engine_has_no_name_of_a_town_of_the_shipped_atlas(atlas) -> None:
    towns = {record.name["en"] for record in atlas.tables["settlements"]["record"]}
    names = re.compile(rf"\b({'|'.join(map(re.escape, sorted(towns)))})\b")
    found = {
        (path.relative_to(ENGINE).as_posix(), town)
        for path in engine()
        for town in names.findall(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize("name", ["subject", "summary", "corridors"])
def test_the_words_of_the_interface_do_not_say_where_the_atlas_is(atlas, name) -> None:
    """What the atlas says of its region stands in no language among the words of the interface."""
    said = getattr(atlas.settings, name)
    for language, text in said.items():
        words = tomllib.loads((ENGINE / "locale" / f"{language}.toml").read_text(encoding="utf-8"))
        assert text not in [one for table in words.values() for one in table.values() if isinstance(one, str)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# the lower Tumen", ["Tumen"]),
        ('"""Where tumen stands."""', ["tumen"]),
        ('AVOID = {"KE"}', ["KE"]),
        ("such as KP.", ["KP"]),
        ("# Chinese and Korean letters", []),
        ('metavar="ID", sign="N"', []),
        ("only IN this year", []),
    ],
)
def test_the_search_finds_what_it_should(text, found) -> None:
    assert list(places_in(text, {"KP"})) == found


def test_the_search_reads_the_files_it_should() -> None:
    found = {path.relative_to(ENGINE).as_posix() for path in engine()}
    assert {"__init__.py", "view/view.py", "ui/page.css", "ui/loader.js", "web/palette.toml", "web/page.html"} <= found
    assert not any(one.startswith(("build/", "web/vendor/")) for one in found)
