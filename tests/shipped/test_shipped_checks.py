"""Content of the shipped atlas: the figures of the papers, computed again on its network (geodata/checks.toml)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.cli import app
from corridor_atlas.core.language import DEFAULT, LANGUAGES, pick, spoken
from corridor_atlas.network import report
from corridor_atlas.network.query import Costs
from corridor_atlas.network.recompute import Outcome, outcomes

pytestmark = pytest.mark.usefixtures("read_once")
IDS = (
    *("two-mountains-1500-km", "tumen-mouth-by-rail", "hunchun-to-the-sea", "tongjiang-bridge"),
    *("heihe-bridge", "harbin-europe", "harbin-busan"),
)
GOLDEN = json.loads((Path(__file__).parent / "golden" / "checks.json").read_text(encoding="utf-8"))
"""What the checks gave when they were code, in every language, and the ways that they draw.

Whoever corrects a date or a word that they rest on writes it here, too.
"""


@pytest.fixture(scope="module")
def told(network) -> Callable[[str], list[Outcome]]:
    """The checks in a language; asked again, they are not computed again."""
    return cache(lambda language: outcomes(network, language))


@pytest.fixture(scope="module")
def found(told) -> dict[str, Outcome]:
    return {check.id: check for check in told(DEFAULT)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checks_say_what_they_said(atlas, told, language) -> None:
    said = {
        one.id: {
            "title": pick(atlas.check(one.id).title, language),
            "claim": one.claim,
            "source": one.source,
            "method": one.method,
            "inputs": one.inputs,
            "verdict": one.verdict,
            "conclusion": one.conclusion,
            "results": [[line.asked, line.value, line.unit] for line in one.results],
        }
        for one in told(language)
    }
    assert said == GOLDEN["checks"][language]
    assert list(said) == list(GOLDEN["checks"][language])


def test_the_map_of_the_checks_is_what_it_was(found, network) -> None:
    drawn = report.map_of(network, found.values())["features"]
    shapes = [hashlib.sha256(json.dumps(one["geometry"]).encode()).hexdigest()[:16] for one in drawn]
    assert [one["properties"] | {"shape": shape} for one, shape in zip(drawn, shapes, strict=True)] == GOLDEN["map"]


def values(check: Outcome) -> dict[str, float | None]:
    return {line.asked: line.value for line in check.results}


def test_every_check_names_a_source_of_the_bibliography_and_says_how_it_was_made(found, atlas) -> None:
    assert tuple(found) == tuple(atlas.checks) == IDS
    for check in found.values():
        assert check.source in atlas.bibliography
        assert len(check.method) > 40
        assert check.inputs
        assert check.results
        assert check.ways


def test_the_two_mountains_line_saves_what_the_two_ways_differ_by(found, atlas) -> None:
    check = found["two-mountains-1500-km"]
    saved = values(check)
    assert all(value is None or value >= 0 for value in saved.values()), "a new line never lengthens a way"
    [short] = [value for asked, value in saved.items() if "Zarubino" in asked and "shortest way 2,081" in asked]
    assert short == pytest.approx(338, abs=15)
    assert check.verdict == "depends"
    assert "not built" in check.conclusion


def test_the_1500_km_come_out_against_the_old_way_through_russia_alone(found) -> None:
    check = found["two-mountains-1500-km"]
    near = [asked for asked, value in values(check).items() if value and abs(value - 1500) <= 0.15 * 1500]
    assert near
    assert all("way out of China" in asked for asked in near)
    assert not any("CN" in way.km_by("country") for way in check.before)
    assert all(way.gauge_breaks == () for way in check.before)


def test_the_years_with_a_rail_way_from_hunchun_to_the_sea(found) -> None:
    said = " ".join(line.asked for line in found["tumen-mouth-by-rail"].results)
    assert "Zarubino Port (Troitsa Bay) by rail, directly: 1999 to 2003, 2013 to 2026" in said
    assert "2004" not in said.split("Posyet")[0]


def test_the_way_from_hunchun_to_the_quay_through_the_years(found) -> None:
    asked = " ".join(values(found["hunchun-to-the-sea"]))
    assert "no way 1991 to 1993; 76 km 1994 to 2026" in asked


def test_the_bridges_shorten_the_way(found) -> None:
    heihe = found["heihe-bridge"].results
    assert heihe[1].value is not None
    assert heihe[1].value < 60
    assert heihe[0].value is None or heihe[0].value > 1000
    assert any(line.value and 600 < line.value < 930 for line in found["tongjiang-bridge"].results)
    assert found["tongjiang-bridge"].verdict == "depends"


def test_the_train_to_yekaterinburg_runs_as_far_as_is_said_and_that_to_hamburg_cannot_be_the_shorter_one(found) -> None:
    check = found["harbin-europe"]
    figures = values(check)
    assert check.verdict == "agrees"
    assert figures["On to Yekaterinburg with the kilometre posts of the Trans-Siberian"] == pytest.approx(
        5889, rel=0.05
    )
    assert figures["Claimed elsewhere 7,450 km; left for Moscow to Hamburg"] < 0
    assert "not checked" in check.conclusion


def test_harbin_to_busan_is_as_far_as_its_operator_says_by_each_of_three_ports(found) -> None:
    check = found["harbin-busan"]
    assert check.verdict == "agrees"
    vladivostok, dalian, _ = (line.value for line in check.results)
    assert dalian - vladivostok == pytest.approx(224, abs=30)


@pytest.mark.parametrize("language", sorted(set(spoken()) - {"en"}))
def test_another_language_tells_the_same_figures_in_its_own_words(found, told, language) -> None:
    for check in told(language):
        english = found[check.id]
        assert [line.value for line in check.results] == [line.value for line in english.results]
        assert (check.verdict, check.source) == (english.verdict, english.source)
        for part in ("claim", "method", "inputs", "conclusion"):
            assert getattr(check, part) != getattr(english, part)
        assert not {line.asked for line in check.results} & {line.asked for line in english.results}


ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "corridors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("id_", IDS)
def test_the_docs_say_what_the_atlas_says(found, id_) -> None:
    check = found[id_]
    section = TEXT.split(f"### {check.claim}\n")[1].split("\n### ")[0]
    assert check.conclusion in section, "write the new figures into docs/corridors.md"
    assert check.method in section
    rows = [f"| {one.asked} | {one.value:,.0f} {one.unit} |" for one in check.results if one.value is not None]
    assert [row for row in rows if row not in section] == []
    assert (ROOT / "docs" / "images" / f"check-{id_}.png").is_file()


def test_the_docs_give_the_costs_of_the_model() -> None:
    costs = Costs()
    for what, km in (("gauge break", costs.gauge_break), ("border", costs.border)):
        assert f"| {what} | {km:g} km |" in TEXT
    assert f"{costs.transfer:g} km for each change" in TEXT
    assert f"ship without a dated service | {costs.voyage:g} km" in TEXT


# --- the command -------------------------------------------------------------------------------


def test_the_command_prints_one_document() -> None:
    result = CliRunner().invoke(app, ["check-claims", "--json"], catch_exceptions=False)
    rows = json.loads(result.stdout)
    assert [row["id"] for row in rows] == list(IDS)
    assert {row["verdict"] for row in rows} <= {"agrees", "differs", "depends"}
    assert set(rows[0]) == {"id", "claim", "source", "method", "inputs", "results", "verdict", "conclusion"}


def test_one_check_in_words_with_a_map_of_its_ways(tmp_path) -> None:
    path = tmp_path / "ways.geojson"
    result = CliRunner().invoke(app, ["check-claims", "heihe-bridge", "--map", str(path)], catch_exceptions=False)
    assert result.stdout.startswith("The bridge links Heihe and Blagoveshchensk directly [zhang-2019]: agrees")
    assert "method: Best way by rail and road" in result.stdout
    assert "Harbin" not in result.stdout
    document = json.loads(path.read_text(encoding="utf-8"))
    assert [one["properties"]["part"] for one in document["features"]] == ["way", "before"]
    assert [one["properties"]["year"] for one in document["features"]] == [2022, 2021]
    lon, lat = document["features"][0]["geometry"]["coordinates"][0][0]
    assert (round(lon), round(lat)) == (127, 50)


def test_a_check_that_there_is_not_is_told_with_near_matches(ask) -> None:
    code, out, err = ask("check-claims", "harbin-bussan")
    assert (code, out) == (1, "")
    assert "there is no check 'harbin-bussan': did you mean harbin-busan" in err


@pytest.fixture
def ask(monkeypatch, capsys):
    """Run the command line; gives exit code, output and error output."""

    def asking(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["corridor-atlas", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return asking
