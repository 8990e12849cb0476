"""What is taken away, opened with the programs that others have. A program that is missing is a failure."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import shapely
from PIL import Image

from corridor_atlas.data import dataset
from corridor_atlas.draw.figure import figure, film
from corridor_atlas.take import formats
from corridor_atlas.view.view import opening

TUMEN = (129.6, 42.1, 131.6, 43.2)
Program = Callable[..., bytes]


@pytest.fixture(scope="session")
def program() -> Program:
    """Run a program that must be there and must find no error; give what it printed."""

    def running(name: str, *words: object, given: bytes | None = None) -> bytes:
        path = shutil.which(name)
        if path is None:
            pytest.fail(f"{name} is not installed: run make interop")
        done = subprocess.run([path, *map(str, words)], input=given, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        assert b"ERROR" not in done.stderr, done.stderr.decode(errors="replace")
        return done.stdout

    return running


@pytest.fixture
def read(
    program: Program, written: Callable[[str, str], bytes], atlas: dataset.Atlas, tmp_path: Path
) -> Callable[[str], dict[str, Any]]:
    """What Debian's own GDAL reads of the whole atlas in a format, as GeoJSON features by id."""

    def reading(name: str, *options: str) -> dict[str, Any]:
        path = tmp_path / f"atlas{formats.get(name).SUFFIX}"
        path.write_bytes(written(name, "all"))
        place = f"/vsizip/{path}" if path.suffix == ".zip" else path
        listed = program("ogrinfo", "-q", "-ro", place).decode()
        layers = re.findall(r"(?m)^(?:\d+|Layer): (.+?)(?: \([^()]*\))?$", listed)
        found: dict[str, Any] = {}
        for layer in layers:
            told = program("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", place, layer, *options)
            for feature in json.loads(told)["features"]:
                properties = feature["properties"]
                if properties.get("table") in atlas.tables:  # other layers hold corridors, members, sources
                    # GDAL takes an id that a feature has twice for one
                    found[properties.get("id", feature.get("id"))] = feature
        return found

    return reading


def assert_same_shapes(atlas: dataset.Atlas, found: dict[str, Any]) -> None:
    for id_, feature in found.items():
        expected, shape = atlas.features[id_].geometry, feature["geometry"]
        if expected is not None:
            there = shapely.force_2d(shapely.geometry.shape(shape))
            assert there.equals(expected) or there.normalize().equals_exact(expected.normalize(), 1e-5), id_


@pytest.mark.parametrize("name", ["geojson", "gpkg", "kml", "shapefile"])
def test_gdal_reads_every_feature_with_its_shape(atlas, read, name) -> None:
    found = read(name)
    shaped = {id_ for id_, feature in atlas.features.items() if feature.geometry is not None}
    assert set(found) == (shaped if name == "shapefile" else set(atlas.features))
    assert_same_shapes(atlas, found)


def test_gdal_reads_the_table_of_a_spreadsheet_with_every_letter(atlas, read) -> None:
    found = read("csv", "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat")
    assert set(found) == set(atlas.features)
    for id_, feature in found.items():
        assert feature["properties"]["name_zh"] == atlas.features[id_].record.name.get("zh", "")


@pytest.mark.parametrize("which", ["2017", "1999 gone"])
def test_the_kml_of_a_view_is_well_formed(program, written, which) -> None:
    program("xmllint", "--noout", "--nonet", "-", given=written("kml", which))


@pytest.mark.parametrize("language", ["en", "zh", "ru", "ko"])
def test_a_figure_opens_as_svg_and_pdf(program, atlas, tmp_path, language) -> None:
    made = figure(atlas, replace(opening(atlas), year=2017), extent=TUMEN, language=language)
    program("xmllint", "--noout", "--nonet", "--huge", "-", given=made.svg())
    with Image.open(BytesIO(program("rsvg-convert", "--width", "800", given=made.svg()))) as picture:
        assert picture.width == 800
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 20
    path = tmp_path / "figure.pdf"
    path.write_bytes(made.pdf())
    program("qpdf", "--check", path)
    assert atlas.feature("hunchun").record.name[language] in program("pdftotext", path, "-").decode()


@pytest.mark.parametrize(("name", "reader"), [("bibtex", "bib2xml"), ("ris", "ris2xml")])
def test_a_reference_manager_reads_every_source(program, atlas, name, reader) -> None:
    told = program(reader, given=formats.get(name).write(atlas)).decode()
    said = (keys for feature in atlas.features.values() for keys in feature.record.source_keys().values())
    cited = {key for keys in said for key in keys}
    assert len(re.findall(r"<mods\b", told)) >= len(cited & set(atlas.bibliography))


def test_the_real_ffmpeg_makes_a_film_that_plays(program, small_atlas, tmp_path) -> None:
    view = replace(opening(small_atlas), viewport=(42.5, 131.05, 9.0))
    path = film(small_atlas, view, (2000, 2010), size="960x640").save(tmp_path / "film.mp4", fps=2)
    told = json.loads(program("ffprobe", "-v", "error", "-show_streams", "-of", "json", path))["streams"][0]
    assert (told["codec_name"], told["width"], told["height"], told["pix_fmt"]) == ("h264", 960, 640, "yuv420p")
    assert float(told["duration"]) == pytest.approx(2.5, abs=0.1)  # half a second, and four times that for the last
