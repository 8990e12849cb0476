"""Taking things away from the command line: whole files or none, clear messages."""

from __future__ import annotations

import json

import geopandas as gpd
import pytest
from typer.testing import CliRunner

from corridor_atlas.cli import app
from corridor_atlas.errors import AtlasError, NotFoundError, YearError


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_export_writes_what_a_view_shows(tmp_path) -> None:
    out = tmp_path / "ports.gpkg"
    said = run("export", "--out", str(out), "--year", "2014", "--layers", "ports")
    assert str(out) in said
    ports = gpd.read_file(out, layer="ports")
    assert "rajin-port" in set(ports["id"])
    assert set(ports["year"]) == {2014}


def test_the_ending_chooses_the_format_unless_one_is_named(tmp_path) -> None:
    out = tmp_path / "atlas.json"
    run("export", "--out", str(out), "--format", "geojson", "--layers", "bridges")
    assert json.loads(out.read_text(encoding="utf-8"))["type"] == "FeatureCollection"


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (["--year", "1066"], YearError, "expected 1991 to"),
        (["--layers", "port"], NotFoundError, "did you mean ports"),
        (["--era", "gt"], NotFoundError, "did you mean gti"),
        (["--format", "geojsn"], NotFoundError, "did you mean geojson"),
    ],
)
def test_a_wrong_view_is_named_and_no_file_is_left(tmp_path, words, error, message) -> None:
    out = tmp_path / "x.geojson"
    with pytest.raises(error, match=message):
        run("export", "--out", str(out), *words)
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_written_leaves_nothing_behind(tmp_path) -> None:
    with pytest.raises(AtlasError, match="cannot be written: No such file"):
        run("export", "--out", str(tmp_path / "none" / "x.csv"))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_names_the_formats_there_are(tmp_path) -> None:
    with pytest.raises(NotFoundError, match=r"no format for files that end in '\.foo'"):
        run("export", "--out", str(tmp_path / "x.foo"))


def test_cite_names_version_year_and_link() -> None:
    said = run("cite", "--year", "2014", "--address", "https://atlas.example/")
    assert "Data version 2025.11" in said
    assert "https://atlas.example/?year=2014" in said
    assert run("cite", "--style", "bibtex").startswith("@")


def test_publish_writes_one_page_that_asks_for_nothing(tmp_path) -> None:
    out = tmp_path / "atlas.html"
    run("publish", "--out", str(out))
    page = out.read_text(encoding="utf-8")
    assert len(page) < 4_000_000
    assert 'src="http' not in page
    assert "Hunchun–Makhalino" in page
