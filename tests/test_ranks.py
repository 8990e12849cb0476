"""How great a place is, how its name is written, and where the names of countries and seas stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from corridor_atlas.build import seas
from corridor_atlas.data.dataset import Atlas, load
from corridor_atlas.draw.figure import labels, ranks, realms
from corridor_atlas.view.ranks import STATION, standings
from small_world import build, feature, point, write_table


def base_town(name: str, lon: float, rank: int, **more: object) -> dict[str, object]:
    """A town of the base map."""
    told = {"kind": "city", "name": {"en": name}, "code": "CN", "rank": rank, "min_zoom": rank + 3, **more}
    return {"type": "Feature", "properties": told, "geometry": {"type": "Point", "coordinates": [lon, 42.5]}}


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    """Towns of an atlas: one that the base map has at the spot, one by its name, others that it does not know."""
    root = build(tmp_path)
    rows = [("big", "Big", 131.0, "city"), ("named", "Námed", 132.3, "town"), ("new", "New", 133.0, "city")]
    rows += [
        ("hamlet", "Hamlet", 134.0, "town"),
        ("halt", "Big halt", 131.0, "station"),
        ("gate-town", "Gate", 135, "town"),
    ]
    towns = [feature(id_, point(lon), name={"en": name}, kind=kind) for id_, name, lon, kind in rows]
    write_table(root, "settlements", *towns)
    layer = "\n".join(['data = "settlements"', 'kind = "points"', 'symbol = "dot"', "order = 50", 'color = "#4a443e"'])
    text = f'{layer}\ncolor_dark = "#cfc6b8"\nlabel_zoom = 5\n\n[title]\nen = "Towns"\n'
    (root / "layers" / "settlements.toml").write_text(text, encoding="utf-8")
    ground = root / "geodata" / "basemap"
    ground.mkdir(exist_ok=True)
    places = [base_town("Great", 131.01, 3), base_town("Named", 132.0, 6, border=True)]
    (ground / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": places}))
    return load(root)


def test_a_town_has_the_rank_that_it_has_on_the_base_map(atlas) -> None:
    found = standings(atlas)
    assert found["big"].rank == 3
    assert (found["named"].rank, found["named"].named) == (6, 6), "a border town is named a zoom earlier"


def test_what_the_base_map_leaves_out_is_small_unless_it_is_a_city(atlas) -> None:
    found = standings(atlas)
    assert (found["new"].rank, found["hamlet"].rank) == (4, 7)


def test_a_station_is_no_town_although_it_stands_in_one(atlas) -> None:
    assert standings(atlas)["halt"].rank == STATION


def test_no_name_is_written_before_its_layer_names_anything(atlas) -> None:
    assert all(one.named >= 5 for one in standings(atlas).values())


def test_the_letters_grow_with_the_rank() -> None:
    sizes = [ranks.lettering(rank, 2).size for rank in range(1, 9)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] + 3
    assert not ranks.lettering(8, 2).bold


def test_the_calmest_place_is_far_from_every_edge() -> None:
    area = shapely.box(0, 0, 300, 200).difference(shapely.box(100, 0, 300, 90))
    x, y = realms.calm(area)[0]
    assert area.boundary.distance(shapely.Point(x, y)) > 45
    assert realms.calm(shapely.Polygon()) == []


def test_a_wide_name_stands_inside_its_area_or_not_at_all() -> None:
    placer = labels.Placer("en", (0, 0, 400, 300), labels.Occupied(), shapely.STRtree([]))
    area = shapely.box(0, 0, 100, 300)

    def named(text: str) -> bool:
        label = labels.Label(text, 0, 12, "#000000", centred=True, spots=((50, 150),), within=area, lines=(text,))
        return bool(placer.place([label]))

    assert named("Inside")
    assert not named("A name that is too wide for it")


def test_a_sea_ends_where_land_stands_between() -> None:
    land = shapely.box(4, 0, 4.6, 8)  # a cape from the south, open in the north
    found = seas.waters(
        [{"point": [1, 1], "rank": 2}, {"point": [7, 1], "rank": 2, "within": [[7, 6]]}], land, (0, 0, 9, 9)
    )
    assert found[0].contains(shapely.Point(3, 5))
    assert not found[0].contains(shapely.Point(5.5, 1))
    assert found[1].contains(shapely.Point(5.5, 1))


def test_the_name_of_a_bay_does_not_reach_far() -> None:
    (bay,) = seas.waters([{"point": [1, 1], "rank": 5}], shapely.Polygon(), (0, 0, 4, 4))
    assert bay.contains(shapely.Point(1.5, 1))
    assert not bay.contains(shapely.Point(3.5, 1))
