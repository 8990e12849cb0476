"""Taking things away from the command line: whole files or none, clear messages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pytest
from PIL import Image
from typer.testing import CliRunner

from corridor_atlas.cli import app
from corridor_atlas.core import home
from corridor_atlas.core.errors import AtlasError, NotFoundError, YearError
from corridor_atlas.data import dataset
from corridor_atlas.draw import inpage

pytestmark = pytest.mark.usefixtures("read_once")


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
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(AtlasError, match="cannot be written: there is no folder"):
        run("export", "--out", str(tmp_path / "none" / "x.csv"))
    with pytest.raises(AtlasError, match=r"taken\.png cannot be written: Is a directory"):
        run("snapshot", "--out", str(tmp_path / "taken.png"), "--size", "column", "--dpi", "40")
    assert [one.name for one in tmp_path.iterdir()] == ["taken.png"]


def test_an_unknown_ending_names_the_formats_there_are(tmp_path) -> None:
    with pytest.raises(NotFoundError, match=r"no format for files that end in '\.foo'"):
        run("export", "--out", str(tmp_path / "x.foo"))


def test_cite_names_version_year_and_link() -> None:
    said = run("cite", "--year", "2014", "--base-url", "https://atlas.example/")
    assert "Data version 2026.11" in said
    assert "https://atlas.example/?year=2014" in said
    assert run("cite", "--style", "bibtex").startswith("@")


def test_whatever_is_taken_away_begins_its_link_with_the_address_that_is_told(tmp_path) -> None:
    address = "https://atlas.example/east"
    run("publish", "--out", str(tmp_path / "x.html"), "--base-url", address)
    run("export", "--out", str(tmp_path / "x.geojson"), "--year", "2014", "--base-url", address)
    run("snapshot", "--out", str(tmp_path / "x.svg"), "--year", "2014", "--size", "column", "--base-url", address)
    assert f"{address}/?year=2014" in (tmp_path / "x.geojson").read_text(encoding="utf-8")
    assert f"{address}/?year=2014" in (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert f'"address":"{address}/"' in told_by(tmp_path / "x.html")
    assert run("cite", "--year", "2014").count("https://") == 0, "the address is that of one command"


def told_by(page: Path) -> str:
    """The data of a page in one file, as JSON."""
    (held,) = re.findall(r'<script type="application/gzip"[^>]*>(.*?)</script>', page.read_text(encoding="utf-8"))
    return json.dumps(inpage.unpacked(held), ensure_ascii=False, separators=(",", ":"))


def test_the_variable_of_the_address_counts_for_every_command(monkeypatch) -> None:
    monkeypatch.setenv(home.ADDRESS, "https://atlas.example/")
    assert "https://atlas.example/?year=2014" in run("cite", "--year", "2014")
    assert "https://other.example/?year=2014" in run("cite", "--year", "2014", "--base-url", "https://other.example")


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(AtlasError, match="--base-url 'atlas' is no address"):
        run("cite", "--base-url", "atlas")


@pytest.mark.parametrize("link", ["?year=2014", "#year=2014", "https://a.example/#year=2014", "?year=2003#year=2014"])
def test_a_link_means_the_same_after_either_sign(link) -> None:
    assert "view of 2014" in run("cite", "--link", link)


def test_publish_writes_one_page_that_asks_for_nothing(tmp_path) -> None:
    out = tmp_path / "atlas.html"
    run("publish", "--out", str(out))
    page = out.read_text(encoding="utf-8")
    assert len(page) < 4_000_000
    assert 'src="http' not in page
    (held,) = re.findall(r'<script type="application/gzip"[^>]*>(.*?)</script>', page)
    assert "Hunchun–Makhalino" in str(inpage.unpacked(held))


DATA = "data/features.json"


def test_publish_writes_a_folder_for_a_static_host(tmp_path) -> None:
    out = tmp_path / "site"
    said = run("publish", "--out", str(out), "--link", "?year=2008&lang=zh")
    assert f"{sum(path.is_file() for path in out.rglob('*')):,} files" in said
    files = {path.name: path.read_bytes().decode(errors="replace") for path in _of_the_map(out)}
    page = files.pop("index.html")
    at_once = {name: text for name, text in files.items() if not name.startswith(("ground_", "card"))}
    assert sum(map(len, at_once.values())) < 4_000_000
    styles, start = (next(text for name, text in files.items() if re.search(end, name)) for end in ("css$", "^start-"))
    cells = re.findall(r'"ground_\w+": ?"([^"]+)"', start)
    named = re.findall(r'(?:src|href)="([^"]+)"', page) + re.findall(r"url\(([^)]+)\)", styles)
    assert {*named, *cells, *re.findall(r'"src": ?"([^"]+)"', start), "card.png"} - {DATA} == set(files)
    assert (out / DATA).is_file()
    assert '<html lang="zh">' in page
    assert '"year":2008' in "".join(text for name, text in files.items() if name.startswith("start-"))
    again = tmp_path / "again"
    run("publish", "--out", str(again), "--link", "?year=2008&lang=zh")
    assert {path.name for path in _of_the_map(again)} == {"index.html", *files}


def _of_the_map(folder: Path) -> list[Path]:
    """The files of the map itself: neither packed ones, nor what keeps it for when there is no network, nor data."""
    files = [one for one in folder.iterdir() if one.is_file() and one.name != "sw.js"]
    return [one for one in files if one.suffix not in (".gz", ".br")]


# --- figures and films ----------------------------------------------------------------------------

SMALL = ("--size", "column", "--dpi", "40")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--year", "2014", "--place", "Раджин", "--lang", "ru"], {"2014", "Легенда"}),
        (["--year", "2014", "--place", "hunchun", "--km", "30"], {"2014", "Legend"}),
        (["--bbox", "129.5,42,132,43.6", "--title", "The Tumen"], {"The Tumen"}),
        (["--series", "1995,2005, 2015"], {"1995–2015", "1995", "2005", "2015"}),
        (["--series", "eras"], {"2004 · TRADP", "2014 · GTI"}),
        (["--changes", "2005", "2015"], {"2005–2015", "opened"}),
        (["--corridor", "primorye-2-corridor", "--year", "2010"], {"2010", "Usable share"}),
        (["--corridor", "all"], {"Corridors of Northeast Asia"}),
        (["--link", "https://a.example/?year=2009&lang=ko&at=8/42.8/130.6"], {"2009", "범례"}),
    ],
)
def test_snapshot_draws_what_is_asked_for(tmp_path, words, told) -> None:
    out = tmp_path / "x.svg"
    run("snapshot", "--out", str(out), *SMALL, *words)
    root = ElementTree.parse(out).getroot()  # noqa: S314  our own
    assert told <= {"".join(one.itertext()).strip() for one in root.iter("{http://www.w3.org/2000/svg}text")}


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (["--layers", "rail"], NotFoundError, "there is no layer 'rail': did you mean railways?"),
        (["--layers", "ports", "--bbox", "100,20,101,21"], AtlasError, "nothing to draw in 2026 between 100.00, 20.00"),
        (["--bbox", "132,42,130,43"], AtlasError, "is inside out"),
        (["--bbox", "1,2,3"], AtlasError, "--bbox: found '1,2,3', expected west,south,east,north"),
        (["--place", "Hunchum"], NotFoundError, "there is no place 'Hunchum': did you mean Hunchun"),
        (["--place", "hunchun", "--km", "0"], AtlasError, "0 km around a place cannot be drawn: expected 1 to 2000"),
        (["--place", "hunchun", "--bbox", "1,2,3,4"], AtlasError, "expected one of them"),
        (["--km", "20"], AtlasError, "expected --place too"),
        (["--series", "2005-1991"], AtlasError, "--series: 2005-1991 runs backwards"),
        (["--series", "soon"], AtlasError, "--series: found 'soon', expected years such as 1990-2020"),
        (["--series", "1991-2025"], AtlasError, "35 maps cannot stand in one figure: expected 1 to 12"),
        (["--series", "1995,2005", "--changes", "1995", "2005"], AtlasError, "expected one of them"),
        (["--changes", "2015", "2005"], AtlasError, "expected an earlier and a later year"),
        (["--corridor", "primorye"], NotFoundError, "there is no corridor 'primorye': did you mean primorye-"),
        (["--corridor", "polar-silk-road"], AtlasError, "no line of the atlas makes it up"),
        (["--corridor", "all", "--place", "hunchun"], AtlasError, "expected no --bbox and no --place"),
        (["--link", "?year=1880"], AtlasError, "the link leads to no view.*expected 1991 to"),
        (["--link", "year"], AtlasError, "link 'year' leads to no view: expected the part from its"),
        (["--dpi", "9999"], AtlasError, "9999 dots per inch cannot be drawn"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_a_line_and_no_file_is_left(tmp_path, words, error, message) -> None:
    with pytest.raises(error, match=message) as caught:
        run("snapshot", "--out", str(tmp_path / "x.png"), *words)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "name", "message"),
    [
        ("snapshot", "x.docx", r"x\.docx: expected a file name that ends in \.png, \.svg, \.pdf"),
        ("animate", "x.png", r"x\.png: expected a file name that ends in \.gif, \.webp, \.mp4"),
        ("snapshot", "none/x.png", "there is no folder"),
        ("animate", "none/x.gif", "there is no folder"),
    ],
)
def test_a_wrong_file_name_is_told_before_the_work(tmp_path, monkeypatch, command, name, message) -> None:
    monkeypatch.setattr(dataset, "load", lambda: pytest.fail("the work was begun"))
    with pytest.raises(AtlasError, match=message):
        run(command, "--out", str(tmp_path / name))


def test_the_command_ends_with_one_line_and_code_1(tmp_path) -> None:
    command = [sys.executable, "-m", "corridor_atlas.cli", "snapshot", "--bbox", "9,9,1,1", "-o", tmp_path / "x.png"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"corridor-atlas: extent 9, 9, 1, 1 is inside out: .*\n", done.stderr)


def test_animate_draws_the_years_and_says_how_far_it_is(tmp_path) -> None:
    out = tmp_path / "x.gif"
    said = run(
        "animate", "--years", "1995-2005", "--step", "4", "--size", "960x640", "--place", "hunchun", "-o", str(out)
    )
    assert str(out) in said
    with Image.open(out) as film:
        assert (film.n_frames, film.size) == (4, (960, 640))  # 1995, 1999, 2003 and the last year asked for


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--years", "2000"], "a film of 1 year cannot be made: expected 2 to 120"),
        (["--years", "2000-2001", "--fps", "99"], "99 years a second cannot be shown: expected 0.2 to 25"),
        (["--years", "2000-2001", "--size", "a3", "--dpi", "600"], "dots are too large for a film"),
    ],
)
def test_a_film_that_cannot_be_made_is_told(tmp_path, words, message) -> None:
    with pytest.raises(AtlasError, match=message):
        run("animate", "--out", str(tmp_path / "x.gif"), *words)
    assert list(tmp_path.iterdir()) == []


def test_mp4_without_ffmpeg_is_told_at_once(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AtlasError, match="MP4 needs the program ffmpeg, which is not installed here"):
        run("animate", "--out", str(tmp_path / "x.mp4"))
