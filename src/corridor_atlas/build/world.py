"""The coarse world of the base map, from Natural Earth 1:50m.

Package: npm `world-atlas@2.0.2` (`countries-50m.json`, TopoJSON, public domain).
"""

from __future__ import annotations

import json
import math
import warnings
from pathlib import Path
from typing import Any

import antimeridian
import numpy as np
import numpy.typing as npt
import pycountry
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build.land import only_polygons, write_features

CODES_BY_NAME = {
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Somaliland": "SO",
    "Indian Ocean Ter.": "AU",
    "Siachen Glacier": None,
}
"""Areas that Natural Earth gives without an ISO number. XK is user-assigned; no code at all where no state is named."""

SOUTH = 89.0
"""Latitude south at which Antarctica is closed; Mercator has no place for the pole itself."""

Points = npt.NDArray[np.float64]


def write_world(world_atlas: bytes, target: Path) -> None:
    """Write `world.geojson`: countries for zoom 4 and less, two decimals of a degree.

    Args:
        world_atlas: what `countries-50m.json` of the package holds.
        target: the file to write.

    """
    topology = json.loads(world_atlas)
    countries = topology["objects"]["countries"]["geometries"]
    arcs = _arcs(topology)
    shapes = shapely.coverage_simplify([_country(arcs, country) for country in countries], 0.29)
    parts: dict[str | None, list[BaseGeometry]] = {}
    for country, shape in zip(countries, shapes, strict=True):
        parts.setdefault(_code(country), []).extend(_large(shape))
    features = []
    for code in sorted(parts, key=lambda code: code or ""):
        whole = shapely.set_precision(shapely.union_all([_cut(part) for part in parts[code]]), 0.01)
        if not whole.is_empty:
            features.append(({"code": code}, shapely.orient_polygons(only_polygons(whole))))
    write_features(target, features, 2)


def _code(country: dict[str, Any]) -> str | None:
    name = country["properties"]["name"]
    if name in CODES_BY_NAME:
        return CODES_BY_NAME[name]
    found = pycountry.countries.get(numeric=country["id"])
    if found is None:
        raise ValueError(f"{name}: no ISO country has the number {country['id']}")
    return str(found.alpha_2)


def _arcs(topology: dict[str, Any]) -> list[Points]:
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc, dtype=float), axis=0) * scale + origin for arc in topology["arcs"]]


def _country(arcs: list[Points], country: dict[str, Any]) -> BaseGeometry:
    polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
    shapes = []
    for polygon in polygons:
        rings = [_joined(arcs, indices) for indices in polygon]
        outer, *holes = [_opened(ring) for ring in rings if ring[:, 1].max() > -SOUTH]  # one ring is the pole itself
        shapes.append(shapely.Polygon(outer, holes))
    return shapely.MultiPolygon(shapes)


def _joined(arcs: list[Points], indices: list[int]) -> Points:
    pieces = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _opened(ring: Points) -> Points:
    """A ring whose longitudes run on beyond 180 degrees where it crosses the antimeridian."""
    ring = ring.copy()
    ring[:, 0] = np.unwrap(ring[:, 0], period=360)
    turn = ring[-1, 0] - ring[0, 0]
    ring[:, 0] += 360 * (min(ring[0, 0], ring[-1, 0]) < -180) + 360 * (ring[:, 0].max() < -180)
    if math.isclose(turn, 0, abs_tol=1e-9):
        return ring
    # it runs round the pole: close it along the foot of the map
    return np.concatenate([ring, [(ring[-1, 0], -SOUTH), (ring[0, 0], -SOUTH)]])


def _large(shape: BaseGeometry) -> list[BaseGeometry]:
    """Polygons that are more than a speck at zoom 4; the largest one always."""
    polygons = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    return [polygon for i, polygon in enumerate(polygons) if i == 0 or polygon.area > 0.15]


def _cut(polygon: BaseGeometry) -> BaseGeometry:
    """Cut a polygon in two at the antimeridian."""
    west, _, east, _ = polygon.bounds
    if west >= -180 and east <= 180:
        return polygon
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", antimeridian.FixWindingWarning)
        return shapely.geometry.shape(antimeridian.fix_shape(polygon))
