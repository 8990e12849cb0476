"""Figures of the papers, computed again on the real network."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from corridor_atlas import recompute
from corridor_atlas.cli import app
from corridor_atlas.network import Network


@pytest.fixture(scope="module")
def found(atlas) -> dict[str, recompute.Check]:
    return {check.id: check for check in recompute.checks(Network(atlas))}


def test_every_check_names_a_source_of_the_bibliography_and_says_how_it_was_made(found, atlas) -> None:
    assert len(found) == 4
    for check in found.values():
        assert check.source in atlas.bibliography
        assert len(check.method) > 40
        assert check.results


def test_the_two_mountains_line_saves_what_the_two_ways_differ_by(found, atlas) -> None:
    check = found["two-mountains-1500-km"]
    saved = {line.asked.split(":")[0]: line.value for line in check.results}
    network = Network(atlas)
    now = network.way("choibalsan", "zarubino-port", 2025, recompute.RAIL).km
    assert now is not None
    assert saved["Choibalsan to Zarubino Port (Troitsa Bay)"] == pytest.approx(338, abs=15)
    assert all(value is None or value >= 0 for value in saved.values()), "a new line never lengthens a way"
    assert check.verdict == "differs"
    assert "not built" in check.conclusion


def test_the_years_with_a_rail_way_from_hunchun_to_the_sea(found) -> None:
    said = " ".join(line.asked for line in found["tumen-mouth-by-rail"].results)
    assert "Zarubino Port (Troitsa Bay) by rail, directly: 1999 to 2003, 2013 to 2025" in said
    assert "2004" not in said.split("Posyet")[0]


def test_the_bridges_shorten_the_way(found) -> None:
    heihe = found["heihe-bridge"].results
    assert heihe[1].value is not None
    assert heihe[1].value < 60
    assert heihe[0].value is None or heihe[0].value > 1000
    assert any(line.value and 600 < line.value < 930 for line in found["tongjiang-bridge"].results)


def test_runs_of_years_are_told_short() -> None:
    assert list(recompute._runs([1999, 2000, 2003, 2013, 2014])) == ["1999 to 2000", "2003", "2013 to 2014"]
    assert list(recompute._runs([])) == []


def test_the_command_prints_one_document() -> None:
    result = CliRunner().invoke(app, ["check-claims", "--json"], catch_exceptions=False)
    rows = json.loads(result.stdout)
    assert rows[0]["id"] == "two-mountains-1500-km"
    assert {row["verdict"] for row in rows} <= {"agrees", "differs", "depends"}
