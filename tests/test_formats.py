"""What can be taken away: the formats as a folder, which features go, names of files, bundles."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from corridor_atlas.core.errors import AtlasError, NotFoundError, YearError
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.take import formats
from corridor_atlas.view import cite, view
from corridor_atlas.view.selection import in_words, selection

NAMES = formats.names()
OF_DATA = ["csv", "flatgeobuf", "geojson", "geoparquet", "gpkg", "kml", "shapefile", "states_csv"]
OF_PICTURES = ["geotiff", "pdf", "png", "png_world", "svg"]
OF_FILMS = ["gif", "mp4", "webp"]  # tested with few years in test_figure_film.py
OF_PAGES = ["html", "site"]
every_format = pytest.mark.parametrize("name", NAMES)


@every_format
def test_a_format_says_what_it_is(name) -> None:
    one = formats.get(name)
    assert re.fullmatch(r"(\.[a-z0-9]+)+", one.SUFFIX)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", one.MEDIA_TYPE)
    assert formats.title(name)
    assert bool(formats.loses(name)) == bool(one.LOSES)


def test_a_format_says_what_it_is_in_the_language_of_the_reader() -> None:
    assert formats.title("csv", "zh") == "CSV 表格"
    assert formats.loses("html", "ko") == "통계"
    assert formats.loses("csv").startswith("the shapes of lines and areas (there is one point for each")


@every_format
def test_a_file_name_finds_its_format(name) -> None:
    assert formats.for_file(f"my.Map{formats.get(name).SUFFIX.upper()}") == name


@pytest.mark.parametrize("asked", ["geojsn", "_flat", "../cli", ""])
def test_an_unknown_format_is_named(asked) -> None:
    with pytest.raises(NotFoundError, match="there is no format"):
        formats.get(asked)


def test_an_unknown_ending_is_named() -> None:
    with pytest.raises(NotFoundError, match=r"no format for files that end in '\.docx'"):
        formats.for_file("map.docx")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_FILMS + OF_PICTURES + OF_PAGES])
def test_the_same_data_give_the_same_bytes(name, atlas, views, written) -> None:
    assert formats.get(name).write(atlas, views["era"]) == written(name, "era")


@pytest.mark.parametrize("name", OF_PICTURES + OF_PAGES)
def test_the_same_data_give_the_same_picture_and_page(name, small_atlas) -> None:
    write = formats.get(name).write
    assert write(small_atlas) == write(small_atlas)


@every_format
def test_nothing_to_write_is_said(name, atlas) -> None:
    nothing = replace(view.opening(atlas), year=1991, layers=())
    with pytest.raises(AtlasError, match="there is nothing to write: in 1991 the view shows no feature"):
        formats.get(name).write(atlas, nothing)


@every_format
def test_a_view_that_the_atlas_lacks_is_refused(name, atlas) -> None:
    opening = view.opening(atlas)
    with pytest.raises(YearError):
        formats.get(name).write(atlas, replace(opening, year=1850))
    with pytest.raises(NotFoundError, match="layer 'railwais'"):
        formats.get(name).write(atlas, replace(opening, layers=("railwais",)))
    with pytest.raises(NotFoundError, match="era 'x'"):
        formats.get(name).write(atlas, replace(opening, era="x"))


def test_the_same_bytes_at_another_time_in_another_process(small) -> None:
    program = (
        "import hashlib, pathlib, sys; from corridor_atlas.data import dataset;"
        "from corridor_atlas.take import formats;"
        "atlas = dataset.load(pathlib.Path(sys.argv[1]));"
        "print([hashlib.sha256(formats.get(name).write(atlas)).hexdigest() for name in sys.argv[2:]])"
    )
    names = ["bundle", "flatgeobuf", "geoparquet", "gpkg", "html", "kepler", "kml", "qgis", "shapefile", "site"]
    zones = ("UTC", "Asia/Tokyo")
    path = str(Path(formats.__file__).parents[3])
    said = {
        subprocess.run(
            [sys.executable, "-c", program, small, *names],
            env={"PYTHONPATH": path, "TZ": zone, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in enumerate(zones, start=1)
    }
    assert len(said) == 1


def test_without_a_view_nothing_is_missing(atlas) -> None:
    assert {feature.id for feature in selection(atlas).features} == set(atlas.features)


def test_a_selection_keeps_its_states_by_table(atlas, views) -> None:
    found = selection(atlas, views["1999 gone"])
    parts = found.tables()
    assert [one for part in parts.values() for one in part] == list(found)
    assert all(state == feature.state(1999) for feature, state in found)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({}, "corridor-atlas_2025.png"),
        ({"year": 2017, "era": "gti"}, "corridor-atlas_2017_gti.png"),
        ({"year": 2017, "layers": ("ports", "border_crossings")}, "corridor-atlas_2017_ports-border-crossings.png"),
        ({"layers": (), "certain_only": True, "show_gone": True}, "corridor-atlas_2025_certain_with-gone.png"),
        ({"layers": ("a", "b", "c", "d", "e")}, "corridor-atlas_2025_5-layers.png"),
        ({"era": "../../etc/passwd\0"}, "corridor-atlas_2025_etc-passwd.png"),
        ({"since": 1995, "countries": ("CN", "KP")}, "corridor-atlas_1995-2025_cn-kp.png"),
        ({"statuses": ("a", "b", "c", "d", "e")}, "corridor-atlas_2025_5-statuses.png"),
    ],
)
def test_a_file_name_says_what_is_inside(atlas, changed, name) -> None:
    seen = replace(view.opening(atlas), **{"year": 2025, **changed})
    assert formats.file_name(atlas, seen, ".png") == name


def test_the_file_with_everything_says_so(atlas) -> None:
    assert formats.file_name(atlas, None, ".gpkg") == "corridor-atlas_all.gpkg"


@pytest.mark.parametrize("data", OF_DATA)
def test_a_bundle_holds_data_readme_licences_and_sources(data, atlas, views, written) -> None:
    seen = views["era"]
    archive = zipfile.ZipFile(io.BytesIO(formats.get("bundle").write(atlas, seen, data=data)))
    assert archive.testzip() is None
    file = formats.file_name(atlas, seen, formats.get(data).SUFFIX)
    rest = ["corridors.geojson", "statistics.csv", "citation.bib", "sources.bib", "sources.json"]
    assert archive.namelist() == ["README.txt", file, *rest]
    assert archive.read(file) == written(data, "era")
    readme = archive.read("README.txt").decode()
    for said in ("2010", in_words(atlas, seen), atlas.span.data_version, file, cite.citation(atlas, seen), "ODbL 1.0"):
        assert said in readme
    assert "© OpenStreetMap contributors" in readme
    assert formats.loses(data) in readme
    for name in archive.namelist()[1:]:
        assert name in readme
    keys = re.findall(r"(?m)^@\w+\{(.+),$", archive.read("sources.bib").decode())
    assert keys == [one["id"] for one in json.loads(archive.read("sources.json"))]
    assert {entry.date_time[:3] for entry in archive.infolist()} == {tuple(cite.edition_day(atlas).timetuple()[:3])}


def test_a_bundle_has_the_corridors_as_lines_and_the_statistics(atlas) -> None:
    archive = zipfile.ZipFile(io.BytesIO(formats.get("bundle").write(atlas)))
    told = {one["id"]: one for one in json.loads(archive.read("corridors.geojson"))["features"]}
    assert set(told) == set(atlas.corridors)
    corridor = atlas.corridor("tumen-transport-corridor")
    assert tuple(told[corridor.id]["properties"]["members"]) == corridor.members
    assert told[corridor.id]["geometry"]["type"] == "MultiLineString"
    rows = list(csv.DictReader(io.StringIO(archive.read("statistics.csv").decode("utf-8-sig"), newline="")))
    assert [(row["series"], float(row["value"])) for row in rows] == [
        (one.series, one.value) for one in atlas.statistics
    ]
    assert {row["source"] for row in rows} <= {one["id"] for one in json.loads(archive.read("sources.json"))}


def test_a_bundle_holds_no_bundle(atlas) -> None:
    with pytest.raises(AtlasError, match="cannot hold a bundle"):
        formats.get("bundle").write(atlas, data="bundle")
    with pytest.raises(NotFoundError, match="no format 'x'"):
        formats.get("bundle").write(atlas, data="x")


def test_restricted_gdal_opens_no_virtual_format_and_still_writes(small, tmp_path) -> None:
    program = """
import pathlib, sys
from corridor_atlas.core import gdal
gdal.restrict()
from corridor_atlas.data import dataset
from corridor_atlas.take import formats
gdal.check()
atlas = dataset.load(pathlib.Path(sys.argv[1]))
for name in set(formats.names()) - {"gif", "mp4", "webp"}:
    assert formats.get(name).write(atlas), name
import pyogrio
try:
    pyogrio.read_dataframe(sys.argv[2])
except pyogrio.errors.DataSourceError as error:
    print("refused")
"""
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\nTOPSECRET,1\n")
    trap = tmp_path / "trap.geojson"
    trap.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource>'
        "<GeometryType>wkbNone</GeometryType></OGRVRTLayer></OGRVRTDataSource>"
    )
    path = str(Path(formats.__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-c", program, small, trap],
        env={"PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout.strip(), done.returncode) == ("refused", 0), done.stderr


def test_a_format_is_one_file(monkeypatch, small_atlas) -> None:
    made = ModuleType(f"{formats.__name__}.lines")
    made.SUFFIX, made.MEDIA_TYPE, made.LOSES, made.TITLE = ".lines", "text/plain", (), "Ids, a line each"
    made.write = lambda atlas, view=None: "\n".join(atlas.features).encode()
    monkeypatch.setitem(sys.modules, made.__name__, made)
    known = formats.names()
    monkeypatch.setattr(formats, "names", lambda: sorted([*known, "lines"]))
    assert formats.for_file("atlas.lines") == "lines"
    assert {formats.title("lines", language) for language in LANGUAGES} == {"Ids, a line each"}
    assert formats.loses("lines") == ""
    assert formats.get("lines").write(small_atlas).decode().splitlines() == list(small_atlas.features)
