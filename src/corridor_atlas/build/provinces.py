"""Borders between first-level provinces: `provinces.geojson` of the base map.

Package: Debian `qgis-common` 3.22.16, unpacked by hand (`dpkg-deb -x`), file
`usr/share/qgis/resources/data/world_map.gpkg`: Natural Earth 1:10m admin 1 v4.1.0 (public domain), generalised there.

`python -m corridor_atlas.build.provinces WORLD_MAP TARGET`, where the second has `region.geojson` already.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
import typer
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build.land import METRES_PER_DEGREE, write_features

TOLERANCE = 1500 / METRES_PER_DEGREE
"""Degrees by which a line may leave its course."""
GAP = 15_000 / METRES_PER_DEGREE
"""Degrees over which a line that ends before the border or the coast of its country is led on to it."""
SHORTEST = 4_000 / METRES_PER_DEGREE
"""Degrees of length below which a piece is left out: where the two sources of a coast or border cross."""


def province_lines(provinces: gpd.GeoDataFrame) -> dict[str, list[BaseGeometry]]:
    """The lines that two provinces of one country share (WGS84), by the code of the country.

    Parameters
    ----------
    provinces
        Polygons with `iso_a2`, neighbours sharing their vertices.
    """
    found = {}
    for code, shapes in provinces.geometry.groupby(provinces["iso_a2"]):
        rings = shapely.get_rings(shapely.get_parts(shapes.to_numpy()))
        points, owner = shapely.get_coordinates(rings, return_index=True)
        inside = owner[1:] == owner[:-1]
        pairs = np.hstack([points[:-1], points[1:]])[inside]
        turned = (pairs[:, 0] > pairs[:, 2]) | ((pairs[:, 0] == pairs[:, 2]) & (pairs[:, 1] > pairs[:, 3]))
        pairs[turned] = pairs[turned][:, [2, 3, 0, 1]]
        unique, number = np.unique(pairs, axis=0, return_counts=True)
        shared: Any = shapely.linestrings(unique[number > 1].reshape(-1, 2, 2))
        merged = shapely.line_merge(shapely.multilinestrings(shared))
        found[str(code)] = [one for one in shapely.get_parts(merged) if not one.is_empty]
    return found


def fitted(lines: list[BaseGeometry], country: BaseGeometry) -> list[Any]:
    """Lines thinned, cut to a country of the base map, and led on to its edge where they end just before it."""
    slim = [shapely.simplify(one, TOLERANCE) for one in lines]
    ends = Counter(end for one in slim for end in (one.coords[0], one.coords[-1]))
    edge = country.boundary
    led = [_led(one, edge, {end for end, number in ends.items() if number == 1}) for one in slim]
    parts = shapely.get_parts(shapely.intersection(led, country))
    return [one for one in parts if one.geom_type == "LineString" and one.length > SHORTEST]


def _led(line: BaseGeometry, edge: BaseGeometry, loose: set[tuple[float, ...]]) -> BaseGeometry:
    points = list(line.coords)
    for at, place in ((0, 0), (-1, len(points) + 1)):
        if points[at] in loose:
            end = shapely.Point(points[at])
            near = shapely.shortest_line(end, edge)
            if near.length < GAP:
                points.insert(place, near.coords[-1])
    return shapely.LineString(points)


def build(world_map: Path, target: Path) -> None:
    """Write the file.

    Args:
        world_map: `world_map.gpkg` of QGIS.
        target: folder `geodata/basemap`.

    """
    countries = gpd.read_file(target / "region.geojson").set_index("code").geometry
    window = tuple(float(one) for one in countries.total_bounds)
    lines = province_lines(gpd.read_file(world_map, layer="states_provinces", bbox=window))
    features = [
        ({"code": code}, shapely.MultiLineString(parts))
        for code, of_one in sorted(lines.items())
        if of_one and code in countries.index and (parts := fitted(of_one, countries[code]))
    ]
    write_features(target / "provinces.geojson", features, 3)


if __name__ == "__main__":
    typer.run(build)
