"""Counts: one thing is one thing, in messages and on the page, as each language says it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.article import facts
from corridor_atlas.checks import layers, shapes, tours
from corridor_atlas.core.counts import counted
from corridor_atlas.core.home import VARIABLE
from corridor_atlas.core.language import spoken
from corridor_atlas.core.words import Words
from corridor_atlas.data import dataset, descriptions
from corridor_atlas.take.formats import bundle
from small_world import PORTS_LAYER, feature, point, write_table

runner = CliRunner()
SHELL = re.compile(
    r"\{(?:len\([^{}]*\)|\w*(?:count|number|total|wrong)\w*)(?::,)?\} "
    r"(?:faults|notices|features|files|ways|steps|words|bytes|others|areas|legs|cells|references|entries|sources)\b"
)
"""A count in front of a plural that is always one."""


@pytest.mark.parametrize(
    ("number", "nouns", "text"),
    [
        (0, ("fault",), "0 faults"),
        (1, ("fault",), "1 fault"),
        (2, ("fault",), "2 faults"),
        (12_345, ("feature",), "12,345 features"),
        (1, ("entry", "entries"), "1 entry"),
        (3, ("entry", "entries"), "3 entries"),
    ],
)
def test_one_thing_is_told_as_one(number, nouns, text) -> None:
    assert counted(number, *nouns) == text


def test_no_message_has_a_plural_that_is_always_one(root) -> None:
    """Whoever writes a new one uses `counted`."""
    found = [
        f"{path.name}: {match[0]}"
        for path in (root / "src").rglob("*.py")
        for match in SHELL.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.fixture
def home(small, monkeypatch) -> Path:
    """The small data set, which the commands take for the atlas."""
    monkeypatch.setenv(VARIABLE, str(small))
    return small


def last_line(root: Path) -> str:
    return runner.invoke(cli.app, ["validate", str(root)]).output.splitlines()[-1]


def test_validate_counts_features_faults_and_notices(home) -> None:
    runner.invoke(cli.app, ["fmt"])
    write_table(home, "railways")
    write_table(home, "ports", feature("a-port", point(), colour="red"), feature("b-port", point()))
    assert re.fullmatch(r"1 feature, 1 fault, [0-9]+ notices", last_line(home))


def test_one_notice_is_one_notice(home, monkeypatch) -> None:
    monkeypatch.setattr("corridor_atlas.checks.CHECKS", (layers.check,))
    (home / "layers" / "quays.toml").write_text(PORTS_LAYER, encoding="utf-8")
    write_table(home, "ports", feature("a-port", point()), feature("b-port", point()))
    write_table(home, "railways", feature("a-railway", {"type": "LineString", "coordinates": [[131, 42], [132, 43]]}))
    assert last_line(home) == "3 features, no faults, 1 notice"
    [notice] = layers.check(dataset.load(home))
    assert notice.found.endswith("a-port and 1 other")


def test_what_is_written_is_counted(home) -> None:
    atlas = dataset.load(home)
    assert "1 source, 0 guided tours, 0 entries that could not be mapped." in descriptions.coverage(atlas)
    with zipfile.ZipFile(io.BytesIO(bundle.write(atlas))) as archive:
        [readme] = [archive.read(name).decode() for name in archive.namelist() if name.endswith("README.txt")]
    assert "3 features, with their status in 2025" in readme
    assert "railways: 1 feature," in readme


def test_what_one_thing_lacks_is_told_of_one(small) -> None:
    wrong = {"type": "Polygon", "coordinates": [[[131, 42], [131, 43], [132, 43], [131, 42]]]}
    write_table(small, "zones", feature("a-zone", wrong))
    [fault] = shapes.check(dataset.load(small))
    assert fault.found == "1 area with a ring wound the other way round"
    assert list(tours.check(dataset.load(small))) == []


# --- on the page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "value", "unit", "text"),
    [
        ("en", 1, "days", "1 day"),
        ("en", 1.0, "years", "1 year"),
        ("en", 1.5, "hours", "1.5 hours"),
        ("en", 0, "nm", "0 nautical miles"),
        ("en", 1, "usd_per_t", "1 US dollar per t"),
        ("ru", 1, "years", "1 год"),
        ("ru", 3, "years", "3 года"),
        ("ru", 25, "years", "25 лет"),
        ("ru", 21, "nm", "21 мор. миля"),
        ("ru", 2.5, "years", "2,5 года"),
        ("zh", 1, "years", "1 年"),
        ("ko", 1, "days", "1일"),
    ],
)
def test_a_figure_of_one_is_one(language, value, unit, text) -> None:
    assert facts.figure(value, unit, Words(language, "map", "page")) == text


@pytest.mark.parametrize(("language", "text"), [("en", "years"), ("ru", "лет"), ("zh", "年"), ("ko", "년")])
def test_a_unit_above_a_column_is_that_of_many(language, text) -> None:
    assert facts.alone("years", Words(language, "map", "page")) == text


@pytest.mark.parametrize(
    ("language", "key", "one", "five"),
    [
        ("en", "side_sources", "1 source", "5 sources"),
        ("ru", "side_sources", "1 источник", "5 источников"),
        ("en", "changes", "1 change", "5 changes"),
        ("ru", "changes", "1 изменение", "5 изменений"),
        ("mn", "changes", "1 өөрчлөлт", "5 өөрчлөлт"),
    ],
)
def test_a_count_of_the_page_has_its_form(language, key, one, five) -> None:
    words = Words(language, "map", *(["page"] if language in spoken() else []))
    assert (words(key, number=1), words(key, number=5)) == (one, five)
