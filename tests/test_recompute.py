"""Claims that are computed again: an entry of checks.toml is all it takes, and a broken one is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from corridor_atlas.checks import claims
from corridor_atlas.cli import app
from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.language import pick
from corridor_atlas.data import config, dataset
from corridor_atlas.data.recomputed import FILE
from corridor_atlas.network import report
from corridor_atlas.network.graph import Network
from corridor_atlas.network.phrases import runs
from corridor_atlas.network.recompute import Outcome, outcomes
from corridor_atlas.ui import state
from small_network import STATIONS, line, network
from small_world import feature, period, point, write_table
from small_world import line as drawn

ROOT = Path(__file__).parents[1]
WORDS = """
[[check]]
id = "the-coast"
source = "a-book"
locator = "p. 7"
title.en = "Along the coast"
title.ko = "해안을 따라"
claim.en = "The railway is 30 km long"
claim.ko = "철도 길이는 30 km이다"
method.en = "Best way by rail"
method.ko = "철도 최적 경로"
inputs.en = "What is open at the end of {year}"
inputs.ko = "{year}년 말에 열려 있는 것"
"""
CHECK = (
    WORDS
    + """
conclusion.en = "From {start} it is {far}"
conclusion.ko = "{start}에서 {far}"
labels.asked.en = "{pair} by rail, {claimed} claimed"
labels.asked.ko = "{pair} 철도, 주장 {claimed}"
figures.start = { place = "south-port" }
figures.far = { of = "far" }

[[check.result]]
name = "far"
measure = "length"
asked = "asked"
from = ["south-port"]
to = ["north-port"]
state = { modes = ["rail"] }
claimed = { value = 31 }
"""
)


@pytest.fixture
def world(small: Path) -> Path:
    """The small data set with three railways: 30 km along the coast, a planned 20 km, and a detour of 90 km."""
    ends = {"from": "south-port", "mode": "rail", "gauge_mm": [1435]}
    places = {"south-port": (131.0, 42.4), "north-port": (131.1, 42.6), "island-port": (131.2, 42.6)}
    facts = {"facts": {"distance_km": 60, "called": "far"}}
    write_table(
        small,
        "ports",
        *(feature(id_, point(*place), **facts if "island" in id_ else {}) for id_, place in places.items()),
    )
    coast = {**ends, "to": "north-port", "track_km": 30, "countries": ["CN"]}
    bay = {**ends, "from": "north-port", "to": "island-port", "track_km": 20, "countries": ["CN"]}
    detour = {**ends, "to": "island-port", "track_km": 90, "countries": ["RU"]}
    south, north, island = places.values()
    write_table(
        small,
        "railways",
        feature(
            "coast-railway",
            drawn(south, north),
            **coast,
            timeline=[
                period("operating", "2001", "2004"),
                period("suspended", "2005", "2009"),
                period("operating", "2010"),
            ],
        ),
        feature("bay-railway", drawn(north, island), **bay, timeline=[period("planned", "2020")]),
        feature("detour-railway", drawn(south, island), **detour, timeline=[period("operating", "1995")]),
    )
    corridor = '[[corridor]]\nid = "a-way"\nname = { en = "A way" }\nmembers = ["coast-railway"]\n'
    corridor += 'stops = ["south-port", "north-port"]\n'
    (small / "geodata" / "corridors.toml").write_text(corridor, encoding="utf-8")
    rows = "series,year,value,unit,source\nfreight,1999,5,t,a-book\n"
    (small / "geodata" / "statistics.csv").write_text(rows, encoding="utf-8")
    series = '[[series]]\nid = "freight"\ntitle = { en = "Freight" }\n'
    (small / "geodata" / "series.toml").write_text(series, encoding="utf-8")
    return small


def written(world: Path, text: str) -> Path:
    """The data set with these checks."""
    (world / "geodata" / FILE).write_text(text, encoding="utf-8")
    return world


def answered(world: Path, text: str, language: str = "en") -> Outcome:
    """The answer to the one check of a sound data set."""
    atlas = dataset.load(written(world, text))
    assert [*atlas.faults, *claims.check(atlas)] == []
    [found] = outcomes(Network(atlas), language)
    return found


def asked(results: str, label: str, more: str = "") -> str:
    """A check in English with one label, and these results."""
    english = "\n".join(one for one in WORDS.splitlines() if ".ko" not in one)
    return f'{english}\nconclusion.en = "So it is."\nverdict = "differs"\nlabels.it.en = "{label}"\n{more}\n{results}'


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
    monkeypatch.setenv(config.HOME, str(written(world, CHECK)))
    rows = json.loads(CliRunner().invoke(app, ["check-claims", "--json"], catch_exceptions=False).stdout)
    assert [(row["id"], row["verdict"], len(row["results"])) for row in rows] == [("the-coast", "agrees", 1)]
    assert set(rows[0]["results"][0]) == {"asked", "value", "unit"}
    path = tmp_path / "ways.geojson"
    said = CliRunner().invoke(app, ["check-claims", "the-coast", "--map", str(path)], catch_exceptions=False).stdout
    assert said.startswith("The railway is 30 km long [a-book]: agrees\n")
    assert "  - South Port to North Port by rail, 31 km claimed: 30 km\n" in said
    assert json.loads(path.read_text(encoding="utf-8"))["features"][0]["properties"]["check"] == "the-coast"


@pytest.mark.usefixtures("components_found_once")
def test_the_page_offers_and_tells_it(world, monkeypatch) -> None:
    monkeypatch.setenv(config.HOME, str(written(world, CHECK)))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["check"] = "the-coast"
    page.session_state[state.ASKING] = True
    page.run()
    assert not page.exception
    assert page.selectbox(state.CHECK).options == ["Along the coast"]
    told = " ".join(one.proto.body for one in page.main.get("html"))
    assert "From South Port it is 30 km" in told
    assert ", p. 7" in told


@pytest.mark.usefixtures("components_found_once")
def test_the_page_of_an_atlas_without_checks_has_no_place_for_them(world, monkeypatch) -> None:
    monkeypatch.setenv(config.HOME, str(world))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    page.session_state[state.ASKING] = True
    page.run()
    assert not page.exception
    keys = {one.key for one in page.selectbox}
    assert state.CORRIDOR in keys
    assert state.CHECK not in keys


def test_an_atlas_without_checks_has_none(world) -> None:
    atlas = dataset.load(world)
    assert (atlas.faults, atlas.checks, outcomes(Network(atlas))) == ([], {}, [])
    assert outcomes(network(STATIONS, [line("one", *STATIONS)])) == []
    result = CliRunner().invoke(app, ["check-claims", "--json"], env={config.HOME: str(world)})
    assert json.loads(result.stdout) == []


# --- measures ------------------------------------------------------------------------------------

SOUTH = 'from = ["south-port"]\nstate = { modes = ["rail"] }\nasked = "it"\n'
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


FAR = '[[check.result]]\nname = "far"\nmeasure = "length"\nto = ["north-port"]\n' + SOUTH
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


def test_without_any_figure_the_claim_cannot_be_told(world) -> None:
    assert answered(world, CHECK.replace('["rail"]', '["road"]')).verdict == "unknown"


def test_a_stated_verdict_stands(world) -> None:
    assert answered(world, CHECK.replace("locator =", 'verdict = "differs"\nlocator =')).verdict == "differs"


@pytest.mark.parametrize(
    ("draw", "parts"),
    [("ways", ["way", "before"]), ("fitting", ["way", "before"]), ("none", [])],
)
def test_the_map_shows_what_is_to_be_drawn(world, draw, parts) -> None:
    saving = (
        '[[check.result]]\nmeasure = "saving"\nfrom = ["south-port"]\nto = ["island-port"]\nasked = "it"\nold = [{}]\n'
        f'new = {{ opened = ["bay-railway"] }}\nclaimed = {{ value = 40 }}\ndraw = "{draw}"'
    )
    found = answered(world, asked(saving, "It"))
    said = report.map_of(Network(dataset.load(world)), [found])["features"]
    assert [one["properties"]["part"] for one in said] == parts


# --- broken entries ------------------------------------------------------------------------------

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


def test_a_check_that_there_is_not_is_told_with_near_matches(world) -> None:
    atlas = dataset.load(written(world, CHECK))
    with pytest.raises(NotFoundError, match="there is no check 'the-cost': did you mean the-coast"):
        atlas.check("the-cost")
    assert pick(atlas.check("the-coast").title, "ko") == "해안을 따라"


def test_runs_of_years_are_told_short() -> None:
    assert list(runs([1999, 2000, 2003, 2013, 2014])) == [(1999, 2000), (2003, 2003), (2013, 2014)]
    assert list(runs([])) == []
