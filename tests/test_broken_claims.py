"""What can be wrong in an entry of checks.toml: it is named with file, id and field, and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import claims_world
from claims_world import CHECK, FAR, asked, written
from corridor_atlas.checks import claims
from corridor_atlas.data import dataset
from corridor_atlas.data.recomputed import FILE
from corridor_atlas.network.graph import Network
from corridor_atlas.network.recompute import outcomes
from small_world import feature, point, write_table


@pytest.fixture
def world(small: Path) -> Path:
    """The small data set of `claims_world`."""
    return claims_world.build(small)


HERE = "the-coast"
BROKEN = [
    ('"length"', '"lenght"', f"{HERE}, result 1", "measure", "'lenght'"),
    ('measure = "length"', "", f"{HERE}, result 1", "measure", "nothing"),
    ('["north-port"]', '["nort-port"]', f"{HERE}, result 1", "to", "nort-port"),
    ('["north-port"]', "[]", f"{HERE}, result 1", "to", "[]"),
    ('title.ko = "해안을 따라"', "", HERE, "title.ko", "nothing"),
    ('labels.asked.ko = "{pair} 철도, 주장 {claimed}"', "", HERE, "labels.asked.ko", "nothing"),
    ("it is {far}", "it is {fat}", HERE, "conclusion.en", "{fat}"),
    ("{start}에서", "여기에서", HERE, "conclusion.ko", "no {start}"),
    ("{pair} by", "{years} by", HERE, "labels.asked.en", "{years}"),
    ("it is {far}", "it is {far.__class__} {far}", HERE, "conclusion.en", ""),
    ("it is {far}", "it is {far!r} {far:>99} {far}", HERE, "conclusion.en", ""),
    ("it is {far}", "it is {far}}", HERE, "conclusion.en", ""),
    ('asked = "asked"', 'asked = "ask"', f"{HERE}, result 1", "asked", "ask"),
    ('of = "far"', 'of = "near"', HERE, "figures.far.of", "near"),
    ('{ of = "far" }', '{ tell = "difference", of = "far" }', HERE, "figures.far.than", "nothing"),
    ('{ of = "far" }', '{ tell = "least", than = "far" }', HERE, "figures.far.than", "far"),
    ('{ of = "far" }', '{ tell = "error" }', HERE, "figures.far.of", "nothing"),
    ('place = "south-port"', 'place = "a-way"', HERE, "figures.start.place", "a-way"),
    ('place = "south-port"', 'place = "south-port", bare = true', HERE, "figures.start.place", "south-port"),
    ("claimed = { value = 31 }", "", HERE, "verdict", "nothing"),
    ("value = 31", "value = 31, most = 40", f"{HERE}, result 1", "claimed", "value and least or most"),
    ("value = 31", 'value = "31"', f"{HERE}, result 1", "claimed.value", "'31'"),
    ("value = 31", 'fact = "called"', f"{HERE}, result 1", "claimed.fact", "called"),
    ("value = 31", 'fact = "distance_km", of = "nowhere"', f"{HERE}, result 1", "claimed.fact", "distance_km"),
    ("value = 31", 'value = 31, of = "south-port"', f"{HERE}, result 1", "claimed.of", "south-port"),
    ("value = 31", 'series = "freight"', f"{HERE}, result 1", "claimed.year", "nothing"),
    ("value = 31", 'series = "freight", year = "2000"', f"{HERE}, result 1", "claimed.series", "freight 2000"),
    ('modes = ["rail"]', "year = 1950", f"{HERE}, result 1", "state.year", "1950"),
    ('modes = ["rail"]', 'avoid = ["FR"]', f"{HERE}, result 1", "state.avoid", "FR"),
    ('modes = ["rail"]', 'opened = ["a-line"]', f"{HERE}, result 1", "state.opened", "a-line"),
    ('modes = ["rail"]', 'label = "usual"', f"{HERE}, result 1", "state.label", "usual"),
    ('modes = ["rail"]', 'mode = "rail"', f"{HERE}, result 1", "state.mode", "unknown property 'mode'"),
    (
        'measure = "length"',
        'measure = "share"\ncorridor = "no-way"',
        f"{HERE}, result 1",
        "from",
        "unknown property 'from'",
    ),
    ('locator = "p. 7"', "page = 7", HERE, "page", "unknown property 'page'"),
    ('claim.en = "The railway is 30 km long"', "", HERE, "claim", ""),
]


@pytest.mark.parametrize(("old", "new", "id_", "field", "told"), BROKEN)
def test_a_broken_entry_is_named_and_left_out(world, old, new, id_, field, told) -> None:
    assert old in CHECK
    atlas = dataset.load(written(world, CHECK.replace(old, new)))
    found = [(one.id, one.field, one.found) for one in atlas.faults if one.file == FILE]
    assert (id_, field) in [one[:2] for one in found]
    assert not told or (id_, field, told) in found
    assert atlas.checks == {}
    assert outcomes(Network(atlas)) == []


def test_a_source_that_there_is_not_is_named_and_the_check_still_answered(world) -> None:
    atlas = dataset.load(written(world, CHECK.replace('"a-book"', '"no-book"')))
    assert [(one.id, one.field, one.found) for one in atlas.faults] == [(HERE, "source", "no-book")]
    assert len(outcomes(Network(atlas))) == 1


def test_a_measure_of_all_years_has_no_year(world) -> None:
    text = CHECK.replace('"length"', '"lengths"').replace("modes =", "year = 2000, modes =")
    [fault] = dataset.load(written(world, text)).faults
    assert (fault.id, fault.field, fault.found) == (f"{HERE}, result 1", "state.year", "2000")


def test_a_figure_can_only_be_more_than_a_single_one(world) -> None:
    against = '[[check.result]]\nmeasure = "excess"\nof = "far"\nasked = "it"\nclaimed = { least = 20 }\n'
    [fault] = dataset.load(written(world, asked(FAR + against, "It"))).faults
    assert (fault.id, fault.field) == (f"{HERE}, result 2", "claimed")


def test_a_later_result_refers_to_an_earlier_one(world) -> None:
    later = '[[check.result]]\nmeasure = "sum"\nof = "far"\nplus = [1]\nasked = "it"\n'
    [fault] = dataset.load(written(world, asked(later + FAR, "It"))).faults
    assert (fault.id, fault.field, fault.found) == (f"{HERE}, result 1", "of", "far")


def test_a_second_result_of_the_same_name_is_a_fault(world) -> None:
    [fault] = dataset.load(written(world, asked(FAR + FAR, "It"))).faults
    assert (fault.id, fault.field, fault.found) == (f"{HERE}, result 2", "name", "far")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [('to = ["north-port"]', 'to = ["lone-port"]', "to"), ('to = ["north-port"]', 'to = ["south-port"]', "to")],
)
def test_validate_names_ends_that_no_way_can_join(world, old, new, field) -> None:
    write_table(world, "settlements", feature("lone-port", point(131.5, 42.5)))
    atlas = dataset.load(written(world, CHECK.replace(old, new)))
    assert [one for one in atlas.faults if one.file == FILE] == []
    [fault] = claims.check(atlas)
    assert (fault.file, fault.id, fault.field) == (FILE, f"{HERE}, result 1", field)
    assert outcomes(Network(atlas)) == [], "what the network cannot answer is left out"
