"""The ground: areas that share their edges, tints, cells, and how rivers are made of lines, areas and borders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
import typer
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from corridor_atlas.build import countries, ground, rivers
from corridor_atlas.data import base_map
from corridor_atlas.draw import rounding
from corridor_atlas.draw.figure import base
from corridor_atlas.draw.kinds import _basemap, _delta, _tints, _topology


def collection(*features: tuple[dict[str, Any], Any]) -> str:
    rows = [{"type": "Feature", "properties": told, "geometry": one.__geo_interface__} for told, one in features]
    return json.dumps({"type": "FeatureCollection", "features": rows})


def rebuilt(packed: dict[str, Any], unit: int) -> list[Any]:
    """The areas of packed arcs, as even-odd unions of their rings."""
    arcs = [
        [(lon * _delta.UNIT / unit, lat * _delta.UNIT / unit) for lon, lat in _delta.decode(a)] for a in packed["arcs"]
    ]
    found = []
    for rings in packed["areas"]:
        area: Any = Polygon()
        for ring in rings:
            points = [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]
            area = area.symmetric_difference(Polygon(points))
        found.append(area)
    return found


LAKE_IN_TWO = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
ENCLAVE = Polygon([(1, 1), (2, 1), (2, 2), (1, 2)])


@pytest.mark.parametrize(
    "shapes",
    [
        [box(0, 0, 1, 1), box(1, 0, 2, 1)],
        [box(0, 0, 2, 2), box(2, 0, 3, 1), box(2, 1, 3, 2)],
        [LAKE_IN_TWO, ENCLAVE],
        [MultiPolygon([box(0, 0, 1, 1), box(3, 0, 4, 1)]), box(1, 0, 3, 1)],
    ],
)
def test_areas_come_back_from_their_arcs(shapes) -> None:
    for one, area in zip(shapes, rebuilt(_topology.pack(shapes, 100), 100), strict=True):
        assert area.symmetric_difference(one).area == pytest.approx(0, abs=1e-9)


def test_an_enclave_and_what_lies_around_it_share_one_arc() -> None:
    packed = _topology.pack([LAKE_IN_TWO, ENCLAVE], 100)
    assert (len(packed["arcs"]), len(packed["borders"]), len(packed["shores"])) == (2, 1, 1)


def test_what_was_cut_at_the_rim_is_neither_shore_nor_border() -> None:
    packed = _topology.pack([box(0, 0, 1, 1), box(1, 0, 2, 1)], 100, (0, 0, 2, 1))
    assert packed["shores"] == []
    (border,) = packed["borders"]
    assert sorted(_delta.decode(packed["arcs"][border])) == [(0.001, 0), (0.001, 0.001)]


def test_arcs_end_where_they_are_asked_to() -> None:
    square = _topology.pack([box(0, 0, 1, 1)], 100, None, [(1, 1), (5, 5)])
    whole = _topology.pack([box(0, 0, 1, 1)], 100)
    assert _topology.lines(square, 100)[0][[0, -1]].tolist() == [[1, 1], [1, 1]]
    assert _topology.lines(whole, 100)[0][[0, -1]].tolist() == [[0, 0], [0, 0]]


def test_a_river_keeps_its_corners_at_the_sea_and_where_another_river_ends() -> None:
    river = box(0, 0, 1, 5)
    found = _topology.mouths([river], [LineString([(9, 9), (1, 5)])], [[(-3, 0.001), (3, 0.001)]], 0.01)
    assert {tuple(one) for one in found.tolist()} == {(9, 9), (1, 5), (0, 0), (1, 0)}
    assert len(_topology.mouths([], [], [[(0, 0), (1, 1)]], 0.01)) == 0


def test_a_line_loses_its_corners_and_keeps_its_ends() -> None:
    bent = np.array([[0.0, 0], [10, 0], [10, 10], [30, 10]])
    (found,) = rounding.rounded([bent], 2)
    assert found[[0, -1]].tolist() == bent[[0, -1]].tolist()
    assert shapely.hausdorff_distance(LineString(bent), LineString(found), 0.1) < 2 * 0.36
    way = np.diff(found, axis=0)
    turns = np.diff(np.unwrap(np.arctan2(way[:, 1], way[:, 0])))
    assert np.abs(turns).max() < 1.5 * rounding.BEND
    (ring,) = rounding.rounded([np.array([[0.0, 0], [4, 0], [4, 4], [0, 4], [0, 0]])], 9)
    assert ring[0].tolist() == ring[-1].tolist() == ring[[0]].tolist()[0]
    assert Polygon(ring).is_valid
    assert 10 < Polygon(ring).area < 16
    (kept,) = rounding.rounded([bent], 2, [(10.0, 0.0)])
    assert [10, 0] in kept.tolist()
    assert [10, 10] not in kept.tolist()


def test_neighbours_in_print_share_the_curve_of_their_border(tmp_path: Path) -> None:
    zigzag = [(5 + (i % 2) * 0.01, 0.01 * i) for i in range(901)]
    west, east = Polygon([(0, 0), *zigzag, (0, 9)]), Polygon([*zigzag, (10, 9), (10, 0)])
    (tmp_path / "detail.geojson").write_text(collection(({"code": "AA"}, west), ({"code": "BB"}, east)))
    found = base.tier(tmp_path, "detail")
    assert shapely.is_valid(found.land.to_numpy()).all()
    assert found.land[0].intersection(found.land[1]).area == pytest.approx(0, abs=1e-9)
    assert found.land.union_all().area == pytest.approx(90, abs=1e-6), "no sliver between them"
    assert len(shapely.get_coordinates(found.borders.to_numpy())) > 2 * len(zigzag)
    assert found.coasts.empty, "what lies on the rim is no coast"


def test_neighbours_have_different_tints() -> None:
    row = {chr(65 + i): box(i, 0, i + 1, 1) for i in range(12)}
    hub = {"HUB": box(0, 1, 12, 2)}
    found = _tints.of([row | hub, {"A": box(5, 5, 6, 6), "L": box(6, 5, 7, 6)}])
    assert all(found[chr(65 + i)] != found[chr(66 + i)] for i in range(11))
    assert all(found["HUB"] != found[name] for name in row)
    assert found["A"] != found["L"], "they touch in the other tier"
    assert set(found.values()) <= set(range(_tints.TINTS))


def test_the_finest_tier_follows_in_cells_that_cover_it(tmp_path: Path) -> None:
    land = collection(({"code": "AA"}, box(0, 0, 10, 10)), ({"code": "BB"}, box(10, 0, 20, 10)))
    (tmp_path / "detail.geojson").write_text(land)
    (tmp_path / "detail_water.geojson").write_text(collection(({"rank": 2}, LineString([(1, 1), (19, 9)]))))
    apart, inside = _basemap.payload(tmp_path, whole=False)["detail"], _basemap.payload(tmp_path)["detail"]
    cells = _basemap.cells(tmp_path)
    assert [one["id"] for one in apart["cells"]] == list(cells), "as long as it is not asked for, a cell is a box"
    assert all("arcs" not in one for one in apart["cells"])
    assert [one["arcs"] for one in inside["cells"]] == [one["arcs"] for one in cells.values()]
    assert shapely.union_all([box(*one["box"]) for one in apart["cells"]]).equals(box(0, 0, 20, 10))
    assert any(one["rivers"] for one in cells.values())


def test_far_rivers_are_left_out_where_a_finer_tier_has_its_own(tmp_path: Path) -> None:
    far = [({"rank": rank, "name": {"en": str(rank)}}, LineString([(0, rank), (5, rank)])) for rank in (1, 2, 3)]
    (tmp_path / "rivers.geojson").write_text(collection(*far))
    assert len(_basemap.payload(tmp_path)["rivers"]) == 3
    (tmp_path / "region.geojson").write_text(collection(({"code": "AA"}, box(0, 0, 9, 9))))
    (tmp_path / "region_water.geojson").write_text(collection(*far))
    told = _basemap.payload(tmp_path)
    assert [one["r"] for one in told["rivers"]] == [1, 2]
    assert [one["r"] for one in told["region"]["cells"][0]["rivers"]] == [1, 2, 3]


KM = 1000.0
BORDER = LineString([(0, 0), (60 * KM, 0)])


def test_a_border_with_a_river_beside_it_is_the_river() -> None:
    beside = LineString([(-5 * KM, 900), (65 * KM, 900)])
    (found,) = rivers.border_rivers([BORDER], [beside])
    assert found.length == pytest.approx(BORDER.length, abs=rivers.STEP_M)
    tributary = LineString([(30 * KM, 40 * KM), (30 * KM, 950)])
    kept = rivers.without_doubles([beside, tributary], [found])
    assert all(one.intersection(shapely.buffer(found, 2 * KM)).length < 8 * KM for one in kept), "no second river"
    assert any(one.distance(found) == pytest.approx(0, abs=1) for one in kept), "what flows into it still does"


def test_a_border_that_a_river_only_crosses_is_none() -> None:
    assert rivers.border_rivers([BORDER], [LineString([(30 * KM, -50 * KM), (30 * KM, 50 * KM)])]) == []


def test_a_river_is_as_wide_as_the_water_along_it() -> None:
    water = shapely.STRtree([box(0, -400, 30 * KM, 300), box(30 * KM, 5 * KM, 60 * KM, 9 * KM)])
    (area,) = rivers.widened(BORDER, water)
    assert area.intersection(LineString([(15 * KM, -5 * KM), (15 * KM, 5 * KM)])).length == pytest.approx(700, rel=0.1)
    assert area.bounds[2] < 40 * KM, "where there is no water beside it, it is a line"


def test_rank_and_name_are_those_of_the_river_beside() -> None:
    known = gpd.GeoDataFrame({"rank": [1], "name": [{"en": "Great"}]}, geometry=[LineString([(0, 0), (5, 0)])])
    (great, small) = rivers.ranked([LineString([(1, 0.05), (3, 0.05)]), LineString([(1, 1), (1.2, 1)])], known)
    assert great[0] == {"rank": 1, "name": {"en": "Great"}}
    assert small[0] == {"rank": 5}


def test_small_lakes_and_islands_are_left_out() -> None:
    lake = Polygon([(0, 0), (9000, 0), (9000, 9000), (0, 9000)], [[(100, 100), (200, 100), (200, 200)]])
    slim = rivers.slimmed(MultiPolygon([lake, box(20000, 0, 20500, 500)]), 50, 1e6)
    (kept,) = slim.geoms
    assert not kept.interiors
    assert kept.area == pytest.approx(81e6)


@pytest.mark.parametrize("text", ["1,2,3", "5,0,1,1", "a,b,c,d", "0,0,10,95"])
def test_a_box_that_is_none_is_named(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="expected"):
        ground._box(text)


def test_countries_of_any_region_are_named_in_their_languages(tmp_path: Path) -> None:
    land = gpd.GeoDataFrame(
        {"code": ["KE", "TZ", "XK"]}, geometry=[box(34, -4, 41, 4), box(30, -11, 39, -4), box(0, 0, 1, 1)]
    )
    countries.write_names(land, ["en", "ru", "xx"], tmp_path / "places.geojson")
    kenya, tanzania = base_map.read(tmp_path, "places")
    assert kenya["properties"]["name"] == {"en": "Kenya", "ru": "Кения"}
    assert tanzania["properties"]["name"]["en"] == "Tanzania"
    assert box(34, -4, 41, 4).contains(shapely.Point(kenya["geometry"]["coordinates"]))
    assert [one["n"]["en"] for one in _basemap.payload(tmp_path)["places"]] == ["Kenya", "Tanzania"]


def test_a_bend_of_land_near_a_border_is_kept() -> None:
    wiggle = [(5 + 0.001 * (-1) ** i, 0.1 * i) for i in range(1, 100)]
    west = Polygon([(0, 0), (5, 0), *wiggle, (5, 10), (0, 10)])
    east = Polygon([(10, 0), (5, 0), *wiggle, (5, 10), (10, 10)])
    whole = gpd.GeoDataFrame({"code": ["AA", "BB", ""]}, geometry=[west, east, Polygon()], crs=4326)[:2]
    found = ground.detail_land(whole, (0, 0, 10, 10))
    assert list(found["code"]) == ["AA", "BB"]
    assert len(shapely.get_coordinates(found.geometry.iloc[0])) > 90
    assert np.isclose(shapely.area(found.geometry.to_numpy()).sum(), 100, atol=0.1)
