"""What stands beside a feature, and who says what about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.core import model
from corridor_atlas.data import dataset, evidence
from corridor_atlas.view.related import NEAR_KM, Place, Reading, Related
from small_world import feature, line, period, point, write_table

OPENED, LENGTH = "timeline.operating.start", "facts.length_km"
RECORD = model.Record.model_validate(
    {
        "id": "a-line",
        "name": {"en": "A line"},
        "timeline": [period("operating", "1999-05-12", "2004", sources=["a-book"]), period("operating", "2013-08-02")],
        "claims": [
            {"source": "a-paper", "says": "In 1999", "field": OPENED, "value": "1999", "stance": "supports"},
            {"source": "a-list", "says": "In 2000", "field": OPENED, "value": "2000", "stance": "differs"},
            {"source": "a-map", "says": "450 km", "field": LENGTH, "value": 450, "stance": "differs"},
            {"source": "a-paper", "says": "345 km", "field": LENGTH, "value": 345, "stance": "supports"},
        ],
        "facts": {"length_km": 345},
    }
)
"""A line that was opened twice, with sources that differ about when and how long it is."""


def ids(related: Related, id_: str, kind: str) -> list[str]:
    return [member.id for group in related.groups(id_) if group.kind == kind for member in group.members]


# --- relations ---------------------------------------------------------------------------------


@pytest.fixture
def world(small) -> Related:
    """The coast railway between its two ports, which serve a town; a branch, a fair, a corridor, a series."""
    write_table(
        small,
        "railways",
        feature("coast-railway", line((131.0, 42.4), (131.1, 42.6)), **{"from": "south-port", "to": "north-port"}),
        feature("branch", line((131.1, 42.6), (131.3, 42.6)), **{"from": "north-port", "to": "mine-station"}),
    )
    write_table(small, "network_nodes", feature("mine-station", point(131.3, 42.6), kind="station"))
    write_table(small, "settlements", feature("old-town", point(131.01, 42.41)))
    write_table(
        small,
        "ports",
        feature("north-port", point(131.1, 42.6), timeline=[period("operating", "1995")]),
        feature("south-port", point(131.0, 42.4), place="old-town", timeline=[period("operating", "1995")]),
        feature("island-port", point(131.05, 42.42), timeline=[period("operating", "1995")]),
    )
    write_table(small, "events", feature("a-fair", about=["branch"], timeline=[period("operating", "2004", "2004")]))
    (small / "geodata" / "series.toml").write_text(
        '[[series]]\nid = "freight"\ntitle = { en = "Freight" }\nabout = ["branch"]\n', encoding="utf-8"
    )
    (small / "geodata" / "statistics.csv").write_text(
        "series,year,value,unit,kind,source,note\nfreight,2005,2,t,,a-book,\nfreight,2004,1,t,expected,a-book,\n",
        encoding="utf-8",
    )
    (small / "geodata" / "corridors.toml").write_text(
        '[[corridor]]\nid = "way"\nname = { en = "Way" }\nmembers = ["coast-railway", "branch"]\n', encoding="utf-8"
    )
    atlas = dataset.load(small)
    assert atlas.faults == []
    return Related(atlas)


def test_a_line_names_its_ends_and_the_lines_that_join_it(world) -> None:
    assert ids(world, "coast-railway", "along") == ["old-town", "north-port"]
    assert ids(world, "coast-railway", "meets") == ["branch"]
    assert ids(world, "north-port", "lines") == ["coast-railway", "branch"]


def test_a_port_belongs_to_its_town_and_the_town_has_it(world) -> None:
    assert ids(world, "south-port", "belongs") == ["old-town"]


def test_what_lies_near_comes_with_its_distance_the_nearest_first(world) -> None:
    (near,) = [group for group in world.groups("island-port") if group.kind == "near"]
    assert [member.id for member in near.members] == ["old-town", "south-port", "north-port"]
    distances = [member.km for member in near.members]
    assert distances == sorted(distances)
    assert all(km is not None and 0 < km <= NEAR_KM for km in distances)


def test_an_event_leads_to_what_it_is_about_and_back(world) -> None:
    assert ids(world, "a-fair", "about") == ["branch"]
    assert ids(world, "branch", "told_by") == ["a-fair"]


def test_a_corridor_says_where_a_member_stands(world) -> None:
    assert world.corridors("branch") == [Place("way", 2, 2, "coast-railway", None)]


def test_the_figures_of_a_series_are_in_order_of_time(world) -> None:
    ((freight, readings),) = world.series("branch")
    assert freight.id == "freight"
    assert [(one.last, one.statistic.kind) for one in readings] == [(2004, "expected"), (2005, "counted")]
    assert world.series("coast-railway") == []


def test_a_text_leads_to_the_places_that_it_names_and_back(related, atlas) -> None:
    naming = {id_: ids(related, id_, "names") for id_, feature in atlas.features.items() if feature.table == "events"}
    assert any(naming.values())
    for happening, named in naming.items():
        for id_ in named:
            assert happening in [*ids(related, id_, "named_by"), *ids(related, id_, "names")]


def test_every_feature_has_sound_relations(related, atlas) -> None:
    for id_ in atlas.features:
        members = [member.id for group in related.groups(id_) for member in group.members]
        assert id_ not in members
        assert len(members) == len(set(members))
        assert set(members) <= set(atlas.features)


# --- statistics --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "covers", "last"),
    [
        ("2014", "year", 2014),
        ("2014-11", "part", 2014),
        ("2024-01/2024-06", "part", 2024),
        ("2019-01-01/2019-04-17", "part", 2019),
        ("2013/2025", "span", 2025),
        ("2022-11/2025-03-20", "span", 2025),
    ],
)
def test_a_figure_covers_a_year_a_part_of_one_or_more(written, covers, last) -> None:
    statistic = model.Statistic(series="a", year=written, value=1, unit="t", source="s")
    assert (Reading.of(statistic).covers, Reading.of(statistic).last) == (covers, last)


def test_a_series_about_nothing_known_is_a_fault(small) -> None:
    (small / "geodata" / "series.toml").write_text(
        '[[series]]\nid = "freight"\ntitle = { en = "Freight" }\nabout = ["no-such-port"]\n', encoding="utf-8"
    )
    (fault,) = dataset.load(small).faults
    assert (fault.file, fault.id, fault.field, fault.found) == ("series.toml", "freight", "about", "no-such-port")


# --- evidence ----------------------------------------------------------------------------------


def test_each_source_stands_once_with_all_its_claims() -> None:
    grouped = evidence.by_source(RECORD)
    assert {source: [claim.says for claim in claims] for source, claims in grouped.items()} == {
        "a-paper": ["In 1999", "345 km"],
        "a-list": ["In 2000"],
        "a-map": ["450 km"],
    }


def test_competing_dates_stand_side_by_side_and_the_drawn_ones_first() -> None:
    opened, _ = evidence.contests(RECORD)
    assert opened.field == "timeline.operating.start"
    assert [(one.value, one.drawn, one.sources) for one in opened.values] == [
        ("1999-05-12", True, ("a-book", "a-paper")),
        ("2013-08-02", True, ()),
        ("2000", False, ("a-list",)),
    ], "1999 is also 12 May 1999"


def test_of_competing_figures_the_one_in_use_is_marked() -> None:
    _, length = evidence.contests(RECORD)
    assert [(one.value, one.drawn) for one in length.values] == [(345, True), (450, False)]


def test_of_figures_side_by_side_those_that_no_claim_has_stand_too() -> None:
    facts = {"facts": {"length_km": {"a book": 345, "a map": 450, "a list": 460}}}
    _, length = evidence.contests(RECORD.model_copy(update=facts))
    assert [(one.value, one.sources, one.label) for one in length.values] == [
        (345, ("a-paper",), ""),
        (450, ("a-map",), ""),
        (460, (), "a list"),
    ]


def test_no_claim_is_lost_in_a_contest(atlas) -> None:
    for one in atlas.features.values():
        for contest in evidence.contests(one.record):
            shown = [claim for value in contest.values for claim in value.claims]
            assert len(shown) == sum(claim.field == contest.field for claim in one.record.claims)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1999", "1999-05-12", True),
        ("1999", "2000", False),
        ("2010-11~", "2010-12", True),
        ("2008-10/2013-09-22", "2010", True),
        (3.0, 3, True),
        (3, 4, False),
        ("about 1,000", "about 1,000", True),
        ("about 1,000", 1000, False),
        (None, 3, False),
    ],
)
def test_values_are_the_same_as_far_as_they_go(one, other, same) -> None:
    assert evidence.same(one, other) is same
    assert evidence.same(other, one) is same


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_can_be_compared(one, other) -> None:
    assert evidence.same(one, one)
    assert evidence.same(one, other) == evidence.same(other, one)


def test_a_property_that_is_nowhere_has_nothing_drawn() -> None:
    assert evidence.drawn(RECORD, "facts.no_such") == []
    assert evidence.drawn(RECORD, "timeline.cancelled.start") == []
    assert evidence.drawn(RECORD, "name") == []
    assert evidence.drawn(RECORD, "facts.length_km") == [(345, ())]
