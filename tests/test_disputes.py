"""Areas that more than one country claims: read, checked, told to the browser and drawn in print; provinces."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import LineString, Polygon, box

from corridor_atlas.build import provinces
from corridor_atlas.data import base_map, dataset
from corridor_atlas.data.disputes import Dispute
from corridor_atlas.draw.figure import base, blocks
from corridor_atlas.draw.figure.frames import fit, project
from corridor_atlas.draw.figure.ink import Sheet
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.draw.kinds import _basemap, _tints

DISPUTE = """
[[dispute]]
id = "an-island"
claimants = ["KR", "JP"]
box = [131.0, 37.0, 132.0, 38.0]
sources = ["a-book"]
name = { en = "Island / Isle" }
views = { KR = { en = "Island" }, JP = { en = "Isle" } }
"""


def write(root: Path, text: str = DISPUTE) -> Path:
    (root / "geodata" / "disputes.toml").write_text(text, encoding="utf-8")
    return root


def ground(root: Path) -> Path:
    """Land of both countries, an island of the first inside the box."""
    folder = root / base_map.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    shapes = {"KR": shapely.union(box(126, 34, 129, 38), box(131.2, 37.2, 131.6, 37.6)), "JP": box(133, 34, 140, 38)}
    rows = [
        {"type": "Feature", "properties": {"code": code}, "geometry": shapely.geometry.mapping(shape)}
        for code, shape in shapes.items()
    ]
    text = json.dumps({"type": "FeatureCollection", "features": rows})
    (folder / "region.geojson").write_text(text, encoding="utf-8")
    return folder


def test_an_atlas_may_have_none(small: Path) -> None:
    assert dataset.load(small).disputes == []


def test_an_area_in_dispute_is_read(small: Path) -> None:
    atlas = dataset.load(write(small))
    assert atlas.faults == []
    (one,) = atlas.disputes
    assert (one.holder, one.claimants) == ("KR", ("KR", "JP"))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('["KR", "JP"]', '["KR"]', "claimants"),
        ('["KR", "JP"]', '["KR", "KR"]', "claimants"),
        ('["KR", "JP"]', '["KR", "Japan"]', "claimants.1"),
        ("131.0, 37.0, 132.0", "132.0, 37.0, 131.0", "box"),
        ('["a-book"]', "[]", "sources"),
        ("views", "other", "other"),
    ],
)
def test_what_is_wrong_with_it_is_named_and_left_out(small: Path, old: str, new: str, field: str) -> None:
    assert old in DISPUTE
    atlas = dataset.load(write(small, DISPUTE.replace(old, new)))
    assert atlas.disputes == []
    assert field in {one.field for one in atlas.faults}
    assert {(one.file, one.id) for one in atlas.faults} == {("disputes.toml", "an-island")}


def test_a_source_that_nobody_knows_is_named(small: Path) -> None:
    (fault,) = dataset.load(write(small, DISPUTE.replace("a-book", "no-book"))).faults
    assert (fault.file, fault.id, fault.field) == ("disputes.toml", "an-island", "sources")


def test_those_who_claim_the_same_have_different_tints() -> None:
    apart = {"AA": box(0, 0, 1, 1), "BB": box(5, 0, 6, 1), "CC": box(8, 0, 9, 1)}
    assert len(set(_tints.of([apart], [("AA", "BB"), ("AA", "CC")]).values())) >= 2
    found = _tints.of([apart], [("AA", "BB", "CC"), ("AA", "ZZ")])
    assert len(set(found.values())) == 3


def test_the_browser_is_told_who_claims_it_and_whether_there_is_land(small: Path) -> None:
    disputes, folder = dataset.load(write(small)).disputes, ground(small)
    (told,) = _basemap.payload(folder, disputes=disputes)["disputes"]
    assert (told["by"], told["b"], "sign" in told) == (["KR", "JP"], [131.0, 37.0, 132.0, 38.0], False)
    assert told["t"][0] != told["t"][1]
    elsewhere = [disputes[0].model_copy(update={"box": (131.8, 37.8, 131.9, 37.9)})]
    assert _basemap.payload(folder, disputes=elsewhere)["disputes"][0]["sign"] == 1


def test_without_land_nothing_is_hatched(small: Path) -> None:
    assert "disputes" not in _basemap.payload(small / base_map.FOLDER, disputes=dataset.load(write(small)).disputes)


def stripes(folder: Path, disputes: list[Dispute]) -> int:
    """How many things the figure draws more with the disputes than without them."""
    extent = (130.5, 36.5, 132.5, 38.5)
    frame = fit(extent, project("web", extent), (0, 0, 400, 400))
    drawn = []
    for shown in ([], disputes):
        sheet = Sheet(400, 400, 0.2, "en", "#ffffff")
        base.draw(sheet, frame, folder, shown)
        drawn.append(len(sheet.figure.axes[0].get_children()))
    return drawn[1] - drawn[0]


def test_in_print_it_is_hatched_and_named(small: Path) -> None:
    disputes, folder = dataset.load(write(small)).disputes, ground(small)
    assert stripes(folder, disputes) == 3, "two tints and the lines between them"
    elsewhere = disputes[0].model_copy(update={"box": (131.8, 37.8, 131.9, 37.9)})
    assert stripes(folder, [elsewhere]) == 4, "a disc with its rim, where there is no land"
    sheet = Sheet(400, 200, 0.2, "en", "#ffffff")
    blocks.disputed(disputes, base.tints_of(folder, disputes), Words("en"), 380, "JP").draw(sheet, 10, 10)
    written = [one.get_text() for one in sheet.figure.axes[0].texts]
    assert written == ["In dispute: Isle (Japan and South Korea)"]


def test_borders_of_provinces_are_those_that_two_of_one_country_share() -> None:
    table = gpd.GeoDataFrame(
        {"iso_a2": ["AA", "AA", "BB"]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1)], crs=4326
    )
    found = provinces.province_lines(table)
    assert [one.wkt for one in found["AA"]] == ["LINESTRING (1 0, 1 1)"]
    assert found["BB"] == []


def test_a_border_of_provinces_ends_at_the_edge_of_its_country() -> None:
    country = Polygon([(0, -0.1), (2, -0.1), (2, 0.9), (0, 0.9)])
    (line,) = provinces.fitted([LineString([(1, 0), (1, 1)])], country)
    assert line.bounds == (1, -0.1, 1, 0.9)
