"""Claims that are computed again: an entry of checks.toml is all it takes, and a broken one is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import claims_world
from claims_world import CHECK, FAR, SOUTH, asked, written
from corridor_atlas import article
from corridor_atlas.checks import claims
from corridor_atlas.cli import app
from corridor_atlas.core import home
from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.language import pick
from corridor_atlas.data import dataset
from corridor_atlas.draw.payload import payload
from corridor_atlas.network import report
from corridor_atlas.network.graph import Network
from corridor_atlas.network.phrases import runs
from corridor_atlas.network.recompute import Outcome, outcomes
from small_network import STATIONS, line, network


@pytest.fixture
def world(small: Path) -> Path:
    """The small data set of `claims_world`."""
    return claims_world.build(small)


def answered(world: Path, text: str, language: str = "en") -> Outcome:
    """The answer to the one check of a sound data set."""
    atlas = dataset.load(written(world, text))
    assert [*atlas.faults, *claims.check(atlas)] == []
    [found] = outcomes(Network(atlas), language)
    return found


# --- a check needs no Python ---------------------------------------------------------------------


def test_an_entry_is_answered_in_its_languages(world) -> None:
    english, korean = answered(world, CHECK), answered(world, CHECK, "ko")
    [row] = english.results
    assert (row.asked, row.value, row.unit, row.told) == (
        "South Port to North Port by rail, 31 km claimed",
        30.0,
        "km",
        "30 km",
    )
    assert english.inputs == "What is open at the end of 2025"
    assert english.conclusion == "From South Port it is 30 km"
    assert english.verdict == korean.verdict == "agrees"
    assert korean.conclusion == "South Port에서 30 km"
    assert [way.lines for way in english.ways] == [{"coast-railway"}]
    assert answered(world, CHECK, "ru").claim == english.claim, "what a language lacks is told in English"


def test_the_command_answers_it(world, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv(home.VARIABLE, str(written(world, CHECK)))
    rows = json.loads(CliRunner().invoke(app, ["check-claims", "--json"], catch_exceptions=False).stdout)
    assert [(row["id"], row["verdict"], len(row["results"])) for row in rows] == [("the-coast", "agrees", 1)]
    assert set(rows[0]["results"][0]) == {"asked", "value", "unit"}
    path = tmp_path / "ways.geojson"
    said = CliRunner().invoke(app, ["check-claims", "the-coast", "--map", str(path)], catch_exceptions=False).stdout
    assert said.startswith("The railway is 30 km long [a-book]: agrees\n")
    assert "  - South Port to North Port by rail, 31 km claimed: 30 km\n" in said
    assert json.loads(path.read_text(encoding="utf-8"))["features"][0]["properties"]["check"] == "the-coast"


def test_the_page_is_told_of_it(world) -> None:
    """The title and what it is about at once, the rest with the articles."""
    atlas = dataset.load(written(world, CHECK.replace("title.en", 'about = ["coast-railway", "a-way"]\ntitle.en', 1)))
    assert atlas.faults == []
    [told] = payload(atlas)["checks"]
    assert (told["id"], told["n"]["en"]) == ("the-coast", "Along the coast")
    assert list(told["about"]) == ["coast-railway", "a-way", "south-port", "north-port"]
    [figure] = article.figures(Network(atlas), "en")
    assert (figure["claimed"], figure["computed"], figure["locator"]) == ("31 km", "30 km", "p. 7")
    assert (figure["work"]["title"], figure["conclusion"]) == ("A book", "From South Port it is 30 km")
    assert [Network(atlas).legs[number].line for number in figure["ways"]] == ["coast-railway"]


def test_what_a_check_is_about_is_there(world) -> None:
    atlas = dataset.load(written(world, CHECK.replace("title.en", 'about = ["nothing"]\ntitle.en', 1)))
    [fault] = atlas.faults
    assert (fault.id, fault.field, fault.found) == ("the-coast", "about", "nothing")
    assert list(atlas.checks) == ["the-coast"], "it can be answered all the same"


def test_an_atlas_without_checks_has_none(world) -> None:
    atlas = dataset.load(world)
    assert (atlas.faults, atlas.checks, outcomes(Network(atlas))) == ([], {}, [])
    assert (payload(atlas)["checks"], article.figures(Network(atlas), "en")) == ([], [])
    assert outcomes(network(STATIONS, [line("one", *STATIONS)])) == []
    result = CliRunner().invoke(app, ["check-claims", "--json"], env={home.VARIABLE: str(world)})
    assert json.loads(result.stdout) == []


# --- measures ------------------------------------------------------------------------------------

MEASURES = {
    "a way that is not there yet": (
        'measure = "length"\nfrom = ["south-port"]\nasked = "it"\nto = ["north-port"]\nstate = { year = 2000 }',
        "{start} to {end} in {year}: {km}",
        ("South Port to North Port in 2000: no way", None, ""),
    ),
    "a way through a place": (
        'measure = "length"\nfrom = ["south-port"]\nasked = "it"\nto = ["north-port"]\nvia = "island-port"\n'
        'state = { opened = ["bay-railway"] }',
        "by {via}",
        ("by Island Port", 70.0, "70 km"),
    ),
    "a way out of a country": (
        'measure = "length"\nfrom = ["south-port"]\nasked = "it"\nto = ["island-port"]\nstate = { avoid = ["RU"] }',
        "{pair}",
        ("South Port to Island Port", None, ""),
    ),
    "a saving": (
        'measure = "saving"\nfrom = ["south-port"]\nto = ["island-port"]\nasked = "it"\nold = [{}]\n'
        'new = { opened = ["bay-railway"], year = 2024 }',
        "{old} in {old_year}, {new} in {new_year}",
        ("90 km in 2025, 50 km in 2024", 40.0, "40 km"),
    ),
    "the shortest way of all years": (
        f'measure = "years"\nto = ["north-port"]\n{SOUTH}',
        "{years}; {first}; {last}",
        ("2001 to 2004, 2010 to 2025; 2001; 2025", 30.0, "30 km"),
    ),
    "ways that are too long to count": (
        f'measure = "years"\nto = ["north-port"]\nunder_km = 30\n{SOUTH}',
        "{years}; {first}",
        ("never; never", None, ""),
    ),
    "the first year": (f'measure = "first_year"\nto = ["north-port"]\n{SOUTH}', "First", ("First", 2001.0, "2001")),
    "the last year": (f'measure = "last_year"\nto = ["north-port"]\n{SOUTH}', "Last", ("Last", 2025.0, "2025")),
    "lengths through the years": (
        f'measure = "lengths"\nto = ["north-port"]\n{SOUTH}',
        "{ways}",
        ("no way 1991 to 2000; 30 km 2001 to 2004; no way 2005 to 2009; 30 km 2010 to 2025", 30.0, "30 km"),
    ),
    "as the crow flies": (
        'measure = "apart"\nfrom = "south-port"\nto = "north-port"\nasked = "it"',
        "{pair}",
        ("South Port to North Port", 23.7, "24 km"),
    ),
    "the share of a corridor": (
        'measure = "share"\ncorridor = "a-way"\nyear = 2007\nasked = "it"',
        "{corridor} {year}",
        ("A way 2007", 0.0, "0 %"),
    ),
    "a statistic": (
        'measure = "statistic"\nseries = "freight"\nyear = "1999"\nasked = "it"',
        "{series}, {year}",
        ("Freight, 1999", 5.0, "5 t"),
    ),
}


@pytest.mark.parametrize("what", MEASURES)
def test_a_measure_finds_its_figure(world, what) -> None:
    result, label, expected = MEASURES[what]
    found = answered(world, asked(f"[[check.result]]\n{result}", label))
    assert [(one.asked, one.value, one.told) for one in found.results] == [expected]


LATER = {
    "stated kilometres": ('measure = "sum"\nof = "far"\nplus = [100, -20.5]', 109.5),
    "an excess": ('measure = "excess"\nof = "far"\nclaimed = { value = 25 }', 5.0),
    "a rest": ('measure = "rest"\nof = "far"\nclaimed = { value = 25 }', -5.0),
    "an excess over a statistic": (
        'measure = "excess"\nof = "far"\nclaimed = { series = "freight", year = "1999" }',
        25.0,
    ),
}


@pytest.mark.parametrize("what", LATER)
def test_a_figure_is_reckoned_on_from_an_earlier_one(world, what) -> None:
    result, expected = LATER[what]
    found = answered(world, asked(f'{FAR}\n[[check.result]]\nasked = "it"\n{result}', "It"))
    assert [one.value for one in found.results] == [30.0, expected]


def test_other_ways_are_told_with_their_borders(world) -> None:
    text = asked(f'{FAR}others = "over"', "Best", 'labels.over.en = "From {start}{borders} {km}"')
    text = text.replace("north-port", "island-port").replace(
        '{ modes = ["rail"] }', '{ modes = ["rail"], opened = ["bay-railway"] }'
    )
    found = answered(world, text)
    assert [(one.asked, one.value) for one in found.results] == [("Best", 50.0), ("From South Port 90 km", 90.0)]
    assert [way.lines for way in found.ways] == [{"coast-railway", "bay-railway"}, {"detour-railway"}]


FIGURES = """
figures.least = { tell = "least", bare = true }
figures.most = { tell = "most" }
figures.near = { tell = "fitting" }
figures.claims = { tell = "claims" }
figures.years = { tell = "years" }
figures.less = { tell = "difference", of = "island", than = "far" }
figures.off = { tell = "error", of = "island" }
figures.said = { tell = "claimed", of = "island" }
conclusion.en = "{least}|{most}|{near}|{claims}|{years}|{less}|{off}|{said}"
"""


def test_a_conclusion_tells_figures_of_all_results(world) -> None:
    island = FAR.replace('"far"', '"island"').replace("north-port", "island-port")
    text = asked(f'{FAR}claimed = {{ value = 31 }}\n{island}claimed = {{ fact = "distance_km" }}', "It", FIGURES)
    found = answered(world, text.replace('conclusion.en = "So it is."\n', ""))
    assert found.conclusion.split("|") == [
        *("30", "90 km", "South Port to North Port (30 km)"),
        "North Port 31 km claimed, 30 km computed; Island Port 60 km claimed, 90 km computed",
        *("never", "60 km", "50%", "60 km"),
    ]


# --- verdicts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claimed", "verdict"),
    [
        ("{ value = 31 }", "depends"),  # of 30 km and 90 km
        ("{ value = 30, tolerance = 2 }", "agrees"),
        ("{ value = 32 }", "differs"),
        ("{ value = 29.9, tolerance = 0 }", "differs"),
        ("{ least = 30, most = 90, tolerance = 0 }", "agrees"),
        ("{ least = 31, tolerance = 0 }", "depends"),
        ("{ most = 29, tolerance = 0 }", "differs"),
        ('{ fact = "distance_km", tolerance = 0.5 }', "agrees"),  # of the one that has the fact
        ('{ fact = "distance_km" }', "differs"),
        ('{ fact = "distance_km", of = "island-port" }', "differs"),
        ('{ series = "freight", year = "1999" }', "differs"),
    ],
)
def test_the_verdict_is_what_the_figures_say(world, claimed, verdict) -> None:
    text = asked(f"{FAR}claimed = {claimed}", "It").replace('verdict = "differs"\n', "")
    assert answered(world, text.replace('to = ["north-port"]', 'to = ["north-port", "island-port"]')).verdict == verdict


def test_a_year_is_judged_in_years(world) -> None:
    first = f'[[check.result]]\nmeasure = "first_year"\nto = ["north-port"]\n{SOUTH}claimed = {{ value = %s }}'
    text = asked(first, "It").replace('verdict = "differs"\n', "")
    assert answered(world, text % "2001").verdict == "agrees"
    assert answered(world, text % "2000").verdict == "differs"
    assert answered(world, text % "2000, tolerance = 1").verdict == "agrees"


def test_a_rest_decides_nothing(world) -> None:
    rest = '[[check.result]]\nmeasure = "rest"\nof = "far"\nasked = "it"\nclaimed = { value = 10 }\n'
    text = asked(f"{FAR}claimed = {{ value = 31 }}\n{rest}", "It").replace('verdict = "differs"\n', "")
    assert answered(world, text).verdict == "agrees"


def test_without_any_figure_the_claim_cannot_be_told(world) -> None:
    assert answered(world, CHECK.replace('["rail"]', '["road"]')).verdict == "unknown"


def test_a_stated_verdict_stands(world) -> None:
    assert answered(world, CHECK.replace("locator =", 'verdict = "differs"\nlocator =')).verdict == "differs"


@pytest.mark.parametrize(
    ("draw", "parts"),
    [("ways", ["way", "before", "before"]), ("fitting", ["way", "before", "before"]), ("none", [])],
)
def test_the_map_shows_what_is_to_be_drawn(world, draw, parts) -> None:
    saving = (
        '[[check.result]]\nmeasure = "saving"\nfrom = ["south-port"]\nto = ["island-port"]\nasked = "it"\n'
        "old = [{ year = 2015 }, { year = 2020 }]\n"
        f'new = {{ opened = ["bay-railway"] }}\nclaimed = {{ value = 40 }}\ndraw = "{draw}"'
    )
    found = answered(world, asked(saving, "It"))
    said = report.map_of(Network(dataset.load(world)), [found])["features"]
    assert [one["properties"]["part"] for one in said] == parts


def test_a_check_that_there_is_not_is_told_with_near_matches(world) -> None:
    atlas = dataset.load(written(world, CHECK))
    with pytest.raises(NotFoundError, match="there is no check 'the-cost': did you mean the-coast"):
        atlas.check("the-cost")
    assert pick(atlas.check("the-coast").title, "ko") == "해안을 따라"


def test_runs_of_years_are_told_short() -> None:
    assert list(runs([1999, 2000, 2003, 2013, 2014])) == [(1999, 2000), (2003, 2003), (2013, 2014)]
    assert list(runs([])) == []
