"""Time as other programs see it: QGIS and its Temporal Controller, GDAL, the validators of the formats."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from corridor_atlas.take import formats
from corridor_atlas.take.formats import qgis
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import opening

SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that Debian's QGIS is for."""
PLAIN = {"PATH": "/usr/bin:/bin", "HOME": "/tmp"}  # noqa: S108  where QGIS puts its settings
"""Without what the engine has set for its own GDAL."""
YEARS = Path(__file__).with_name("qgis_years.py")


def ran(*words: object) -> str:
    """What a program printed, which found no error and had no warning."""
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, env=PLAIN)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="session")
def counted(atlas) -> dict[str, dict[str, int]]:
    """What the map draws in each year, by layer."""
    every = replace(opening(atlas), layers=tuple(layer.id for layer in atlas.layers))
    first, last = atlas.years
    return {
        str(year): dict(
            Counter(
                atlas.layer_of(one.table, one.record.kind).id
                for one in selection(atlas, replace(every, year=year)).features
            )
        )
        for year in range(first, last + 1)
    }


@pytest.mark.parametrize("name", ["qgis", "gpkg"])
def test_the_controller_of_qgis_shows_what_the_map_draws(name, atlas, counted, written, tmp_path) -> None:
    path = tmp_path / (qgis.PROJECT if name == "qgis" else qgis.FILE)
    if name == "qgis":
        zipfile.ZipFile(io.BytesIO(written("qgis", "all"))).extractall(tmp_path)
    else:
        path.write_bytes(written("gpkg", "all"))
    picture = tmp_path / "picture.png"
    done = subprocess.run(
        [SYSTEM_PYTHON, YEARS, path, *map(str, atlas.years), picture],
        capture_output=True,
        text=True,
        check=False,
        env=PLAIN,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["years"] == counted
    assert told["range"] == (list(atlas.years) if name == "qgis" else None)
    assert all(number > 5 for number in told["rules"])
    with Image.open(picture) as drawn:
        colours = {colour for count, colour in drawn.convert("RGB").getcolors(1 << 24) if count > 40}
    for layer in ("railways", "roads", "sea_routes", "border_crossings", "ports"):
        assert tuple(bytes.fromhex(atlas.layer(layer).color[1:])) in colours, layer


@pytest.mark.parametrize("name", ["gpkg", "flatgeobuf", "geojson_t", "kml", "linked_places", "geojson", "shapefile"])
def test_gdal_opens_it_and_does_not_complain(name, written, tmp_path) -> None:
    path = tmp_path / f"atlas{formats.get(name).SUFFIX}"
    path.write_bytes(written(name, "all"))
    place = f"/vsizip/{path}" if path.suffix == ".zip" else str(path)
    told = ran("ogrinfo", "-ro", "-al", "-so", place)
    if name == "gpkg":
        assert len(re.findall(r"(?m)^(?:begin|end|certain_from|certain_to): Date \(", told)) == 16
    if name in ("flatgeobuf", "geojson_t"):
        assert len(re.findall(r"(?m)^(?:begin|end): Date", told)) == 2


def test_gdal_reads_every_day_of_kml(written, tmp_path) -> None:
    raw = written("kml", "all")
    path = tmp_path / "atlas.kml"
    path.write_bytes(raw)
    told = ran("ogrinfo", "-ro", "-al", path)
    for tag in ("begin", "end"):
        assert len(re.findall(rf"(?m)^  {tag} \(DateTime\) = \d", told)) == raw.count(f"<{tag}>".encode()) > 400


def test_gdal_puts_the_picture_in_its_place(written, tmp_path) -> None:
    (tmp_path / "map.tif").write_bytes(written("geotiff", "2017"))
    zipfile.ZipFile(io.BytesIO(written("png_world", "2017"))).extractall(tmp_path)
    files = [tmp_path / "map.tif", tmp_path / "corridor-atlas.png"]
    tif, png = (json.loads(ran("gdalinfo", "-json", file)) for file in files)
    assert "Lambert Conic Conformal" in tif["coordinateSystem"]["wkt"]
    assert tif["geoTransform"][1] == pytest.approx(png["geoTransform"][1])
    # the map lies inside the sheet, a whole number of dots from its edge
    across = (tif["geoTransform"][0] - png["geoTransform"][0]) / png["geoTransform"][1]
    assert across > 0
    assert across == pytest.approx(round(across), abs=1e-3)


def test_a_figure_is_a_pdf_that_says_what_it_is(written, tmp_path) -> None:
    path = tmp_path / "figure.pdf"
    path.write_bytes(written("pdf", "2017"))
    ran("qpdf", "--check", path)
    told = ran("pdfinfo", path)
    assert re.search(r"(?m)^Tagged: +yes", told)
    assert re.search(r"(?m)^Metadata Stream: +yes", told)
    assert "Figure" in ran("pdfinfo", "-struct", path)
