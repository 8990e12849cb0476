"""The headline of a view: what it says, how long it is, and where its name of the place comes from."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import small_world
from corridor_atlas.checks import regions
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.core.words import Words
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.time import turns
from corridor_atlas.time.headline import LONGEST, Headline, headline
from corridor_atlas.view.view import View, opening
from corridor_atlas.view.whereabouts import whereabouts
from small_world import feature, point
from spec_cases import periods
from spec_headline import COUNTED

NORTH = """
[[region]]
box = [128, 40, 134, 45]
name = { en = "The whole coast", ko = "해안" }

[[region]]
box = [130.5, 42.2, 131.5, 42.8]
name = { en = "Two Ports Bay" }
"""
BAY = (130.6, 42.2, 131.5, 42.8)


@pytest.fixture
def told(small: Path) -> Callable[..., Headline]:
    """What is said of the small data set with two regions, in a year and with what else the view has."""
    (small / "geodata" / "atlas.toml").write_text(small_world.ATLAS + NORTH, encoding="utf-8")
    (small / "layers" / "ports.toml").write_text(small_world.PORTS_LAYER + COUNTED["ports"], encoding="utf-8")
    atlas = dataset.load(small)
    assert atlas.faults == []

    def say(year: int, **fields: object) -> Headline:
        view: View = replace(opening(atlas), year=year)
        return headline(atlas, replace(view, **fields), BAY)  # type: ignore[arg-type]

    return say


# --- what it says --------------------------------------------------------------------------------------


def test_it_names_place_and_year_and_counts_what_is_in_view(told) -> None:
    assert told(2000).title == "Two Ports Bay, 2000: one port open, Railways (1) being built"
    assert told(2000).undated == "Two Ports Bay: one port open, Railways (1) being built"
    assert told(2010).title == "Two Ports Bay, 2010: one port and Railways (1) open"
    assert [(one.layer, one.status, one.number) for one in told(2010).counts] == [
        ("ports", "operating", 1), ("railways", "operating", 1)
    ]  # fmt: skip


def test_what_changed_everywhere_has_no_place_and_without_its_years_no_head(told) -> None:
    said = told(2010, against=2000, scope="all")
    assert said.title.startswith("2000 to 2010: ")
    assert said.title == f"2000 to 2010: {said.undated}"


def test_layers_that_are_off_are_not_counted(told) -> None:
    assert told(2010, layers=("ports",)).title == "Two Ports Bay, 2010: one port open"
    assert told(2010, layers=()).title == "Two Ports Bay, 2010: no layer is on"


def test_it_says_what_the_filters_leave(told) -> None:
    assert told(2010, statuses=("operating",)).title.startswith("Two Ports Bay, 2010, only operating: ")
    assert told(2010, era="early").title == "Two Ports Bay, 2010, only what existed in Early: Railways (1) open"
    assert told(2010, countries=("AU", "NZ")).title == (
        "Two Ports Bay, 2010, only Australia and New Zealand: nothing fits the filters"
    )
    assert told(2010, countries=("AU", "NZ"), certain_only=True).title.startswith("Two Ports Bay, 2010, filtered: ")


def test_of_two_years_it_says_how_much_changed(told) -> None:
    assert told(2010, against=2000).title == "Two Ports Bay, 2000 to 2010: 3 changes, 2 of them openings"
    assert told(2000, against=2010).title == told(2010, against=2000).title
    assert told(2011, against=2010).title == "Two Ports Bay, 2010 to 2011: nothing changed"
    assert told(2010, against=2000).fresh == ()


def test_a_range_names_both_years_and_has_no_news(told) -> None:
    assert told(2008, since=2000).title.startswith("Two Ports Bay, 2000 to 2008: ")
    assert told(2008, since=2000).fresh == ()


def test_of_a_year_that_is_not_over_it_says_so(small) -> None:
    edition = small_world.ATLAS.replace('data_date = "2025"', 'data_date = "2025-03"')
    (small / "geodata" / "atlas.toml").write_text(edition + NORTH, encoding="utf-8")
    atlas = dataset.load(small)
    assert headline(atlas, opening(atlas), BAY).title.startswith("Two Ports Bay, 2025, to March: ")


def test_exactly_one_is_said_as_the_language_says_it(told) -> None:
    assert "работает один порт" in told(2010, language="ru", layers=("ports",)).title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_it_whole(atlas, language) -> None:
    for year in range(*atlas.years):
        said = headline(atlas, replace(opening(atlas), year=year, language=language))
        assert "{" not in said.title + said.news
        assert len(said.title) <= LONGEST
        assert str(year) in said.title


# --- what is new ---------------------------------------------------------------------------------------


def test_news_are_what_the_year_brings_to_what_is_in_view(told) -> None:
    assert told(2008).news == "New this year: South Port opens."
    assert [(one.id, one.text) for one in told(2008).fresh] == [("south-port", "South Port opens")]
    assert told(2003).news == "New this year: North Port closes."
    assert told(2005).fresh == ()
    assert told(2005).news == ""


@pytest.mark.parametrize(
    ("entries", "year", "found"),
    [
        ([("operating", "1995")], 1995, "opened"),
        ([("operating", "1991")], 1991, None),
        ([("operating", "1995~")], 1995, None),
        ([("under_construction", "1993"), ("operating", "1995~")], 1995, "opened"),
        ([("operating", "1995", "2003-06")], 2003, "closed"),
        ([("operating", "1995", "2003-06")], 2004, None),
        ([("operating", "1995", "2003"), ("closed", "2003")], 2003, "closed"),
        ([("operating", "1995", "2003"), ("closed", "2003")], 2004, None),
        ([("operating", "1993", "1998"), ("suspended", "1998", "2004"), ("operating", "2004")], 2004, "resumed"),
        ([("operating", "1993", "1998"), ("suspended", "1998")], 1998, "suspended"),
        ([("planned", "1993", "1998"), ("cancelled", "1998")], 1998, "dropped"),
        ([("planned", "1993", "1998")], 1998, "dropped"),
        ([("proposed", "1993"), ("planned", "1998")], 1998, "planned"),
        ([("under_construction", "1998")], 1998, "begun"),
        ([], 1998, None),
    ],
)
def test_a_year_brings_what_its_state_differs_in(entries, year, found) -> None:
    assert turns.turn(periods(entries), year, (1991, 2025)) == found


# --- the name of the place -------------------------------------------------------------------------------


def named(atlas: Atlas, *extent: float, language: str = "en") -> str:
    """What an extent of an atlas is called."""
    west, south, east, north = extent
    return whereabouts(atlas, (west, south, east, north), Words(language, "map"))


@pytest.fixture
def placed(small: Path) -> Atlas:
    """The small data set with regions, a town and a place of the base map."""
    (small / "geodata" / "atlas.toml").write_text(small_world.ATLAS + NORTH, encoding="utf-8")
    town = feature("quay-town", point(132, 43), kind="town", name={"en": "Quay Town (old)"})
    small_world.write_table(small, "settlements", town)
    spot = {"kind": "city", "rank": 3, "min_zoom": 5, "name": {"en": "Big City"}}
    (small / "geodata" / "basemap").mkdir()
    ground = small_world.collection({"type": "Feature", "properties": spot, "geometry": point(133, 44)})
    (small / "geodata" / "basemap" / "places.geojson").write_text(json.dumps(ground), encoding="utf-8")
    return dataset.load(small)


def test_the_smallest_region_that_holds_most_of_the_map_gives_its_name(placed) -> None:
    assert named(placed, 130.6, 42.3, 131.4, 42.7) == "Two Ports Bay"
    assert named(placed, 129, 41, 133, 44.5) == "The whole coast"
    assert named(placed, 129, 41, 133, 44.5, language="ko") == "해안"
    assert named(placed, 129, 41, 133, 44.5, language="ru") == "The whole coast"


def test_from_close_by_a_map_is_named_after_the_town_in_its_middle(placed) -> None:
    assert named(placed, 131.7, 42.8, 132.3, 43.2) == "Around Quay Town"
    assert named(placed, 132.7, 43.8, 133.3, 44.2, language="ru") == "Big City и окрестности"
    assert named(placed, 132.0, 42.9, 132.5, 43.2) == "The whole coast", "the town lies at the rim"


def test_where_no_region_holds_the_map_it_has_the_name_of_the_largest_it_meets_or_of_the_atlas(placed) -> None:
    assert named(placed, 90, 10, 170, 70) == "The whole coast"
    assert named(placed, 10, 40, 30, 50) == "Corridor Atlas"


def test_an_atlas_without_regions_has_a_headline_too(small_atlas) -> None:
    assert headline(small_atlas, replace(opening(small_atlas), year=2010)).title.startswith("Corridor Atlas, 2010: ")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('[[region]]\nbox = [5, 0, 1, 4]\nname = { en = "A" }', "region.0.box"),
        ('[[region]]\nbox = [0, 0, 1, 4]\nname = { ko = "A" }', "region.0.name"),
        ('[[region]]\nbox = [0, 0, 1, 4]\nname = { en = "A" }\nid = "a"', "region.0.id"),
    ],
)
def test_a_region_that_is_not_sound_is_named(small, text, field) -> None:
    (small / "geodata" / "atlas.toml").write_text(small_world.ATLAS + text, encoding="utf-8")
    atlas = dataset.load(small)
    assert [fault.field for fault in atlas.faults] == [field]
    assert atlas.settings.region == ()


def test_regions_without_words_or_without_anything_in_them_are_noticed(small) -> None:
    more = '\n[[region]]\nbox = [0, 0, 1, 1]\nname = { en = "Two Ports Bay" }\n'
    (small / "geodata" / "atlas.toml").write_text(small_world.ATLAS + NORTH + more, encoding="utf-8")
    found = [(one.id, one.field, one.found) for one in regions.check(dataset.load(small))]
    assert found == [
        ("Two Ports Bay", "region.name", "nothing in ko"),
        ("Two Ports Bay", "region.name", "nothing in ko"),
        ("Two Ports Bay", "region.name.en", "Two Ports Bay"),
        ("Two Ports Bay", "region.box", "nothing in it"),
    ]


# --- how things are counted --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('[counted.en]\nother = "ports"', "counted.en.other"),
        ('[counted.en]\none = "{a} port"\nother = "{number} ports"', "counted.en.one"),
        ('[counted.xx]\nother = "{number} ports"', "counted.xx.[key]"),
        ('[counted.en]\none = "one port"', "counted.en.other"),
    ],
)
def test_forms_that_cannot_be_filled_are_named(small, text, field) -> None:
    (small / "layers" / "ports.toml").write_text(small_world.PORTS_LAYER + text, encoding="utf-8")
    assert [fault.field for fault in dataset.load(small).faults if fault.file == "ports.toml"] == [field]
