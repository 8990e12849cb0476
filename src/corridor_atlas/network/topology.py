"""Checks of shape and place: lines meet at their nodes, points lie in their country, lengths are right.

These need all geometry at once and take longer than reading, so they belong to `validate` and
the tests, not to every start of the app. All distances are geodesic on WGS84.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.errors import Fault
from corridor_atlas.data import backends
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.tables import Role

GEOD = Geod(ellps="WGS84")
SNAP_M = 50.0
"""How far the end of a line may lie from its node."""
ABROAD_M = 6_000.0
"""How far outside its country a point may lie: the base map is simplified, and border points lie on the line."""
ON_BORDER_M = 3_500.0
"""How far a bridge or crossing of two countries may lie from their border."""
TWICE_KM = 0.5
"""How much of a line may lie upon itself."""
WET_KM = 6.0
"""How much of a line may lie outside the simplified coast."""
LENGTH_TOLERANCE = 0.05
"""How far a traced line may differ from its published length."""


def length_km(shape: BaseGeometry) -> float:
    """Geodesic length of a line or a set of lines (WGS84), in kilometres.

    Karney's algorithms for geodesics (J. Geodesy 87, 2013), as PROJ has them.

    Parameters
    ----------
    shape
        Longitude and latitude in degrees; a point has the length 0.
    """
    return float(GEOD.geometry_length(shape)) / 1000


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Geodesic distance of two (lon, lat) points, in metres.

    Karney's inverse problem (J. Geodesy 87, 2013), as PROJ has it.

    Parameters
    ----------
    a, b
        Longitude and latitude in degrees (WGS84).
    """
    return float(GEOD.inv(*a, *b)[2])


def nodes_apart_km(atlas: Atlas, a: str, b: str) -> float:
    """Geodesic distance of two nodes in kilometres, the same either way; 0 where one of them is no point.

    Parameters
    ----------
    atlas
        The data set.
    a, b
        Ids of its nodes.
    """
    here, there = (atlas.features[name].geometry for name in sorted((a, b)))
    if a == b or not isinstance(here, Point) or not isinstance(there, Point):
        return 0.0
    return distance_m((here.x, here.y), (there.x, there.y)) / 1000


def check(atlas: Atlas) -> list[Fault]:
    """All faults of shape and place, sorted; none of them keeps a feature off the map."""
    countries, land, borders = countries_of(atlas), land_of(atlas), _borders(atlas)
    faults: list[Fault] = []
    for feature in atlas.features.values():
        if feature.geometry is None:
            continue
        faults += _line_meets_nodes(atlas, feature)
        faults += _stretches_on_line(feature)
        faults += _length(feature)
        faults += _in_country(feature, countries, land)
        faults += _on_border(feature, borders)
        faults += _on_land(feature, land)
        faults += _no_way_back(feature)
    return sorted(faults)


def _fault(feature: Feature, field: str, found: str, expected: str) -> Fault:
    return Fault(f"{feature.table}.geojson", feature.id, field, found, expected, left_out=False)


def _line_meets_nodes(atlas: Atlas, feature: Feature) -> Iterator[Fault]:
    """A line begins and ends at its nodes and passes the others in order."""
    record = feature.record
    if record.from_ is None or record.to is None or feature.geometry is None:
        return
    vertices = shapely.get_coordinates(feature.geometry)
    reached = 0
    for name in (record.from_, *record.via, record.to):
        node = atlas.features.get(name)
        if node is None or not isinstance(node.geometry, Point):
            continue
        index, metres = _nearest(vertices, node.geometry, reached)
        if metres > SNAP_M:
            found = f"passes {name} at {metres:,.0f} m"
            yield _fault(feature, "geometry", found, f"a vertex within {SNAP_M:g} m of each node, in their order")
        else:
            reached = index
    for name, end in ((record.from_, vertices[0]), (record.to, vertices[-1])):
        node = atlas.features.get(name)
        if node is not None and isinstance(node.geometry, Point):
            metres = distance_m((end[0], end[1]), (node.geometry.x, node.geometry.y))
            if metres > SNAP_M:
                yield _fault(feature, "geometry", f"ends {metres:,.0f} m from {name}", f"an end within {SNAP_M:g} m")


def _stretches_on_line(feature: Feature) -> Iterator[Fault]:
    """A stretch with gauges of its own begins and ends at two nodes of its line."""
    record = feature.record
    nodes = (record.from_, *record.via, record.to)
    for i, part in enumerate(record.gauge_stretches):
        if part.from_ == part.to or not {part.from_, part.to} <= set(nodes):
            found = f"from {part.from_} to {part.to}"
            yield _fault(feature, f"gauge_stretches[{i}]", found, "two nodes of the line")


def _nearest(vertices: np.ndarray[Any, Any], node: Point, start: int) -> tuple[int, float]:
    """Index of and distance to the vertex nearest to `node`, not before `start`."""
    rest = vertices[start:]
    _, _, metres = GEOD.inv(np.full(len(rest), node.x), np.full(len(rest), node.y), rest[:, 0], rest[:, 1])
    best = int(np.argmin(metres))
    return start + best, float(metres[best])


def published_lengths(feature: Feature) -> list[float]:
    """Lengths in kilometres that the feature's facts state for the whole of it."""
    stated = feature.record.facts.get("length_km")
    values = list(stated.values()) if isinstance(stated, dict) else [stated]
    return [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]


def _length(feature: Feature) -> Iterator[Fault]:
    """A traced line is as long as published, within the tolerance; of several figures one must fit."""
    basis, shape = feature.record.geometry_basis, feature.geometry
    if shape is None or basis is None or basis.precision != "traced" or "LineString" not in shape.geom_type:
        return
    published = published_lengths(feature)
    ours = feature.record.track_km or length_km(shape)
    if published and all(abs(ours - km) > LENGTH_TOLERANCE * km for km in published):
        stated = ", ".join(f"{km:g}" for km in published)
        yield _fault(feature, "facts.length_km", f"{ours:.1f} km on the map", f"within 5 % of {stated} km")


def _in_country(feature: Feature, countries: dict[str, BaseGeometry], land: BaseGeometry | None) -> Iterator[Fault]:
    """A point lies in one of its countries."""
    shape, record = feature.geometry, feature.record
    if not isinstance(shape, Point) or feature.meaning.symbolic:
        return
    lands = [countries[code] for code in record.countries if code in countries]
    if land is None or not lands or len(lands) < len(record.countries) or not shapely.box(*land.bounds).covers(shape):
        return  # outside the region the base map is too coarse to judge by
    metres = min(_metres_to(land, shape) for land in lands)
    if metres > ABROAD_M:
        yield _fault(
            feature, "geometry", f"{metres / 1000:.1f} km outside {', '.join(record.countries)}", "a place inside"
        )


def _on_border(feature: Feature, borders: dict[frozenset[str], BaseGeometry]) -> Iterator[Fault]:
    """A bridge or crossing of two countries lies on their border."""
    shape, record = feature.geometry, feature.record
    if feature.meaning.role is not Role.VALVE or not isinstance(shape, Point):
        return
    lines = borders.get(frozenset(record.countries))
    if lines is None:
        return
    metres = _metres_to(lines, shape)
    if metres > ON_BORDER_M:
        yield _fault(feature, "geometry", f"{metres / 1000:.1f} km from the border", "a place on the border")


def _on_land(feature: Feature, land: BaseGeometry | None) -> Iterator[Fault]:
    """A railway or road that exists keeps off the sea, but for what the coast's simplification hides."""
    shape, record = feature.geometry, feature.record
    if shape is None or land is None or record.mode not in ("rail", "road"):
        return
    if record.geometry_basis is None or record.geometry_basis.precision == "schematic":
        return
    wet = shapely.intersection(shape, shapely.box(*land.bounds)).difference(land)
    km = length_km(wet) if not wet.is_empty else 0.0
    if km > WET_KM:
        yield _fault(feature, "geometry", f"{km:.1f} km over the sea", f"at most {WET_KM:g} km")


def _no_way_back(feature: Feature) -> Iterator[Fault]:
    """A railway or road does not run back over itself: a spur out and in again is an error of tracing."""
    shape = feature.geometry
    if shape is None or feature.record.mode not in ("rail", "road") or "LineString" not in shape.geom_type:
        return
    twice = length_km(shape) - length_km(shapely.union_all(shapely.node(shape)))
    if twice > TWICE_KM:
        yield _fault(feature, "geometry", f"{twice:.1f} km run twice", "a line that does not run back over itself")


def _metres_to(shape: BaseGeometry, point: Point) -> float:
    """Distance to the nearest part of a shape; degrees are made even at the point before the search."""
    scale = np.array([np.cos(np.radians(point.y)), 1.0])
    nearest = shapely.shortest_line(
        Point(point.x * scale[0], point.y), shapely.transform(shape, lambda places: places * scale)
    )
    return 1000 * length_km(shapely.transform(nearest, lambda places: places / scale)) if nearest.length else 0.0


def countries_of(atlas: Atlas) -> dict[str, BaseGeometry]:
    """Land of the countries of the region by ISO code, from the base map; empty when it is not there.

    The shapes have longitude and latitude in degrees (WGS84).
    """
    return _ground(atlas)[0]


def land_of(atlas: Atlas) -> BaseGeometry | None:
    """All land of the countries of the region in one; None when there is no base map."""
    return _ground(atlas)[1]


Ground = tuple[dict[str, BaseGeometry], BaseGeometry | None]


def _ground(atlas: Atlas) -> Ground:
    path = atlas.root / "geodata" / "basemap" / "region.geojson"
    return _read_ground(path, path.stat().st_mtime_ns) if path.exists() else ({}, None)


@lru_cache(maxsize=1)
def _read_ground(path: Path, _changed: int) -> Ground:
    read = backends.reader(path.suffix)
    if read is None:
        return {}, None
    lands: dict[str, list[BaseGeometry]] = {}
    for row in read(path)[0]:
        if row.geometry is not None:
            lands.setdefault(str(row.properties.get("code")), []).append(row.geometry)
    countries = {code: shapely.union_all(shapes) for code, shapes in lands.items()}
    return countries, shapely.union_all(list(countries.values())) if countries else None


def _borders(atlas: Atlas) -> dict[frozenset[str], BaseGeometry]:
    """Border lines by pair of countries."""
    found: dict[frozenset[str], list[BaseGeometry]] = {}
    for feature in atlas.features.values():
        if feature.meaning.role is Role.BORDER and feature.geometry is not None:
            found.setdefault(frozenset(feature.record.countries), []).append(feature.geometry)
    return {pair: shapely.union_all(shapes) for pair, shapes in found.items()}
