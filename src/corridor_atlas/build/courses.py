"""Draw routes over water as ships would go: `python -m corridor_atlas.build.courses`.

Sea routes are drawn as smooth curves that keep off the land and run together where they lead the same way. Each begins
as the shortest way over open water (`sea_lanes.csv`, else as it is drawn) and is then an elastic band: it straightens,
is pushed off the coast, and is drawn to others that run beside it, in the manner of force-directed edge bundling
(Holten and van Wijk, Computer Graphics Forum 28, 2009). Pieces of river routes that lead over dry land are led through
the rivers of the base map. Routes that leave the land's box are
shaped beside the land of the world. Distances at sea are not measured on
these courses: `track_km` keeps that of the shortest way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
import shapely.ops
from pyproj import Transformer
from scipy.interpolate import RegularGridInterpolator
from scipy.ndimage import distance_transform_edt
from scipy.spatial import cKDTree
from shapely import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build.rivers_way import River
from corridor_atlas.data import dataset, sea_lanes
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.network.legs import cut
from corridor_atlas.network.topology import length_km

Floats = np.ndarray[Any, np.dtype[np.float64]]

CELL_KM = 2.5
"""Grid on which the distance from land is known."""
STEP_KM = 6.0
"""Points of a course lie so far from each other while it is shaped."""
FAR = (20.0, 28.0, 215.0, 82.0)
"""West, south, east, north in degrees, on beyond 180°: where routes are that leave the land's box."""
FAR_CELL_KM = 5.0
"""The grid of theirs."""
CLEAR_KM = 9.0
"""A course is pushed off land that is nearer than this, where there is room."""
NEVER_KM = 1.0
"""It comes no nearer than this, unless it did from the first."""
HARBOUR_KM = 12.0
"""The first and last kilometres are not asked for land: a harbour may lie deep in a simplified coast."""
BESIDE_KM = 28.0
"""Courses within this distance that lead the same way draw each other."""
SAME_WAY = 0.94
"""Cosine of the angle up to which two courses lead the same way."""
ROUNDS = 160
"""Steps of the elastic band."""
TOLERANCE_KM = 0.12
"""How far the course that is kept may lie from the one that was shaped."""


@dataclass
class Band:
    """A course while it is shaped: points in kilometres on a plane, and which of them may move."""

    points: Floats
    free: Any


class Sea:
    """Distance from land in kilometres, on a plane around the middle of a box of degrees (west, south, east, north)."""

    def __init__(self, land: shapely.Geometry, box: tuple[float, float, float, float], cell: float = CELL_KM) -> None:
        lon, lat = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        plane = f"+proj=aeqd +lon_0={lon} +lat_0={lat} +ellps=WGS84 +units=km"
        self.to_plane = Transformer.from_crs("EPSG:4326", plane, always_xy=True)
        self.land = shapely.transform(land, self.placed)
        shapely.prepare(self.land)
        edge = self.placed(shapely.get_coordinates(shapely.segmentize(shapely.box(*box), 1)))
        low, high = edge.min(axis=0), edge.max(axis=0)
        self.x, self.y = (np.arange(a, b, cell) for a, b in zip(low, high, strict=True))
        around = shapely.buffer(self.land, cell - CELL_KM, quad_segs=1)  # no island falls between points farther apart
        shapely.prepare(around)
        wet = ~shapely.contains_xy(around, *np.meshgrid(self.x, self.y))
        clear = (distance_transform_edt(wet) - distance_transform_edt(~wet)) * cell
        slope = np.gradient(clear, cell)
        lattice = (self.y, self.x)
        self._clear, self._north, self._east = (
            RegularGridInterpolator(lattice, one, bounds_error=False, fill_value=None) for one in (clear, *slope)
        )

    def placed(self, degrees: Floats) -> Floats:
        """Longitude and latitude as kilometres of the plane."""
        return np.column_stack(self.to_plane.transform(*np.asarray(degrees).T))

    def degrees(self, points: Floats) -> Floats:
        """Kilometres of the plane as longitude and latitude."""
        return np.column_stack(self.to_plane.transform(points[:, 0], points[:, 1], direction="INVERSE"))

    def clear(self, points: Floats) -> Floats:
        """How far points lie from land in kilometres, less than 0 on land."""
        return np.asarray(self._clear(points[:, ::-1]))

    def off(self, points: Floats) -> Floats:
        """The direction off the land, of length 1 or 0."""
        way = np.column_stack([self._east(points[:, ::-1]), self._north(points[:, ::-1])])
        length = np.hypot(*way.T)[:, None]
        return np.where(length > 1e-6, way / np.maximum(length, 1e-6), 0.0)

    def dry_km(self, points: Floats) -> float:
        """How much of a course leads over land, but for its harbours."""
        line = LineString(points)
        middle = shapely.ops.substring(line, HARBOUR_KM, line.length - HARBOUR_KM)
        return float(shapely.intersection(middle, self.land).length) if line.length > 2 * HARBOUR_KM else 0.0


def shaped(sea: Sea, courses: Sequence[Floats]) -> list[Floats]:
    """Courses as smooth curves off the land, drawn together where they lead the same way.

    Parameters
    ----------
    sea
        Where land is.
    courses
        Vertices of each in kilometres of the plane; ends stay where they are.

    Returns
    -------
    list of array
        The courses in the same order. One that would lead over land comes back as it was.
    """
    bands = [_band(sea, course, STEP_KM) for course in courses]
    for step in range(ROUNDS):
        pulls = _together(bands) if step < ROUNDS * 0.7 else [0.0] * len(bands)  # at last they only become smooth
        for band, pull in zip(bands, pulls, strict=True):
            _relax(sea, band, pull)
    return [_best(sea, course, band) for band, course in zip(bands, courses, strict=True)]


def _best(sea: Sea, course: Floats, band: Band) -> Floats:
    """The course that was shaped; or by itself in finer steps, or as it was, if it leads over more land than before."""
    most = sea.dry_km(course) + 0.1
    if sea.dry_km(band.points) > most:
        band = _band(sea, course, STEP_KM / 4)
        for _ in range(2 * ROUNDS):
            _relax(sea, band, 0.0)
    return (
        shapely.get_coordinates(LineString(band.points).simplify(TOLERANCE_KM))
        if sea.dry_km(band.points) <= most
        else course
    )


def _band(sea: Sea, course: Floats, step: float) -> Band:
    """A course with points in even distances; harbours that lie in what the base map holds for land are fixed."""
    line = LineString(course)
    at = np.linspace(0, line.length, max(5, int(line.length / step) + 1))
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    free = np.ones(len(points), dtype=bool)
    free[[0, -1]] = False
    return Band(points, free & ~((sea.clear(points) < 0) & (np.minimum(at, line.length - at) < HARBOUR_KM)))


def _relax(sea: Sea, band: Band, pull: Any) -> None:
    """One step: towards the middle of both neighbours, towards other courses, off the land."""
    points = band.points
    move = np.zeros_like(points)
    move[1:-1] = ((points[:-2] + points[2:]) / 2 - points[1:-1]) * 0.8
    clear = sea.clear(points)
    move += pull + sea.off(points) * (np.clip(CLEAR_KM - clear, 0, 4) * 0.12)[:, None]
    moved = points + move * band.free[:, None]
    after = sea.clear(moved)
    bad = (after < NEVER_KM) & (after < clear)
    moved[bad] = points[bad]
    line = LineString(moved)  # what slid along the course is spread evenly again
    at = np.linspace(0, line.length, len(moved))
    even = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    fixed = ~band.free
    even[fixed] = points[fixed]
    band.points = np.where((sea.clear(even) < NEVER_KM)[:, None], moved, even)


def _together(bands: Sequence[Band]) -> list[Floats]:
    """For each point of each course the step towards the courses beside it that lead the same way."""
    points = np.vstack([band.points for band in bands])
    owner = np.repeat(np.arange(len(bands)), [len(band.points) for band in bands])
    way = np.vstack([np.gradient(band.points, axis=0) for band in bands])
    way /= np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    found = cKDTree(points).query_pairs(BESIDE_KM, output_type="ndarray")
    pairs = np.vstack([found, found[:, ::-1]])
    here, there = pairs[owner[pairs[:, 0]] != owner[pairs[:, 1]]].T
    alike = np.abs((way[here] * way[there]).sum(axis=1))
    here, there, alike = (part[alike > SAME_WAY] for part in (here, there, alike))
    gap = points[there] - points[here]
    across = gap - way[here] * (gap * way[here]).sum(axis=1)[:, None]  # never along the course
    weight = np.exp(-((np.hypot(*gap.T) / BESIDE_KM * 2) ** 2)) * (alike - SAME_WAY) / (1 - SAME_WAY)
    total = np.bincount(here, weight, len(points))
    sums = np.column_stack([np.bincount(here, weight * part, len(points)) for part in across.T])
    pull = np.asarray(0.12 * sums / np.maximum(total, 1.0)[:, None])
    return np.split(pull, np.flatnonzero(np.diff(owner)) + 1)


# --- the routes of an atlas --------------------------------------------------------------------


def _stops(atlas: Atlas, feature: Feature) -> list[str]:
    record = feature.record
    return [name for name in (record.from_, *record.via, record.to) if name in atlas.features]


def _taut(atlas: Atlas, feature: Feature) -> list[Floats]:
    """The course of a route piece by piece between its stops: the way of the file, else as it is drawn."""
    lanes = sea_lanes.read(atlas.root)
    stops = _stops(atlas, feature)
    pairs = list(pairwise(stops))
    if pairs and all(pair in lanes or pair[::-1] in lanes for pair in pairs):
        return [lanes[pair].course if pair in lanes else lanes[pair[::-1]].course[::-1] for pair in pairs]
    return [shapely.get_coordinates(part) for part in shapely.get_parts(feature.geometry)]


def _km(course: Floats) -> float:
    return length_km(LineString(course))


def sea_courses(atlas: Atlas, land: gpd.GeoDataFrame) -> dict[str, list[Floats]]:
    """The courses of all sea routes inside the land's box, piece by piece, in degrees rounded to ten metres."""
    west, south, east, north = land.total_bounds
    routes = {
        id_: _taut(atlas, one) for id_, one in atlas.features.items() if one.record.mode == "sea" and one.geometry
    }
    inside = {
        id_: pieces
        for id_, pieces in routes.items()
        if shapely.box(west, south, east, north).covers(shapely.MultiPoint(np.vstack(pieces)))
    }
    corners = np.vstack([piece for pieces in inside.values() for piece in pieces])
    box = (*(corners.min(axis=0) - 1.0), *(corners.max(axis=0) + 1.0))
    sea = Sea(shapely.union_all(land.clip(box).geometry.to_numpy()), box)
    flat = [(id_, sea.placed(piece)) for id_, pieces in inside.items() for piece in pieces]
    found: dict[str, list[Floats]] = {id_: [] for id_ in inside}
    for (id_, _), course in zip(flat, shaped(sea, [course for _, course in flat]), strict=True):
        found[id_].append(np.round(sea.degrees(course), 4))
    for id_, pieces in found.items():
        for piece, taut in zip(pieces, inside[id_], strict=True):
            piece[[0, -1]] = taut[[0, -1]]
    return found


def far_courses(atlas: Atlas, land: gpd.GeoDataFrame, world: gpd.GeoDataFrame) -> dict[str, MultiLineString]:
    """The sea routes that leave the land's box, in degrees, cut at 180°; land beyond the box is that of the world."""
    box = shapely.box(*land.total_bounds)
    known = shapely.make_valid(world.geometry.to_numpy())
    beyond = shapely.difference(shapely.clip_by_rect(known, -180, FAR[1], 180, FAR[3]), box)
    wide = [*land.geometry, *(one for one in shapely.get_parts(beyond) if one.geom_type == "Polygon" and _is_near(one))]
    sea = Sea(shapely.make_valid(shapely.union_all(wide, grid_size=1e-6)), FAR, FAR_CELL_KM)
    routes = {
        id_: one.geometry
        for id_, one in atlas.features.items()
        if one.record.mode == "sea" and one.geometry is not None and not box.covers(one.geometry)
    }
    flat = [sea.placed(_in_one(shape)) for shape in routes.values()]
    found = {}
    for id_, course in zip(routes, shaped(sea, flat), strict=True):
        degrees = sea.degrees(course)
        degrees[:, 0] = np.unwrap(degrees[:, 0], period=360)
        found[id_] = _cut_at_180(LineString(degrees))
    return found


def _cut_at_180(line: LineString) -> MultiLineString:
    """A line that runs on beyond 180°, in parts that lie within, rounded to ten metres."""
    parts = shapely.get_parts([shapely.clip_by_rect(line, west, -90, west + 360, 90) for west in (-180, 180)])
    along = sorted(parts, key=lambda part: line.project(Point(part.coords[0])))
    back = [np.array(one.coords) - [360 * (one.bounds[2] > 180), 0] for one in along]
    return MultiLineString([np.round(one, 4) for one in back])


def _is_near(part: BaseGeometry) -> bool:
    """Whether land may lie beside a far route."""
    west, _, east, _ = part.bounds
    return bool(east > FAR[0] or west < FAR[2] - 360)


def _in_one(shape: BaseGeometry) -> Floats:
    """The vertices of a route that is cut at 180°, as one course."""
    points = np.vstack([shapely.get_coordinates(part) for part in shapely.get_parts(shape)])
    points[:, 0] = np.unwrap(points[:, 0], period=360)
    return np.asarray(points[np.append(True, np.any(np.diff(points, axis=0) != 0, axis=1))])


def main(root: Path | None = None) -> None:
    """Draw the routes over water of a data set anew and write their tables."""
    atlas = dataset.load(root)
    ground = atlas.root / "geodata" / "basemap"
    land = gpd.read_file(ground / "region.geojson")
    pieces_of = sea_courses(atlas, land)
    drawn = {id_: np.vstack([first, *(piece[1:] for piece in rest)]) for id_, (first, *rest) in pieces_of.items()}
    far = far_courses(atlas, land, gpd.read_file(ground / "world.geojson"))
    river = River(land, [gpd.read_file(ground / f"{tier}_water.geojson") for tier in ("detail", "region")])
    by_river = {id_: one for id_, one in atlas.features.items() if one.record.mode == "river" and one.geometry}
    for id_, feature in by_river.items():
        if feature.record.geometry_basis and feature.record.geometry_basis.precision != "schematic":
            nodes = shapely.get_coordinates([atlas.features[name].geometry for name in _stops(atlas, feature)])
            course = river.through(shapely.get_coordinates(feature.geometry), [(x, y) for x, y in nodes.tolist()])
            if course is not None:
                drawn[id_] = course
    lines = {id_: LineString(course) for id_, course in (drawn | _borrowed(atlas, drawn)).items()}
    _write(atlas, {**lines, **far}, pieces_of)


def _borrowed(atlas: Atlas, drawn: dict[str, Floats]) -> dict[str, Floats]:
    """Sketched river routes, with the legs that they share with one that follows the river taken from that."""
    known: dict[tuple[str, str], Floats] = {}
    for id_, course in drawn.items():
        feature = replace(atlas.features[id_], geometry=LineString(course))
        if feature.record.mode == "river" and feature.record.from_:
            names, slices = cut(atlas, feature)
            known |= {(names[0], names[-1]): course} | dict(zip(pairwise(names), slices, strict=True))
    found = {}
    for id_, feature in atlas.features.items():
        if feature.record.mode != "river" or not feature.record.from_ or id_ in drawn or feature.geometry is None:
            continue
        names, slices = cut(atlas, feature)
        legs = [known.get(pair, piece) for pair, piece in zip(pairwise(names), slices, strict=True)]
        if any(pair in known for pair in pairwise(names)):
            found[id_] = np.vstack([legs[0], *(piece[1:] for piece in legs[1:])])
    return found


def _write(atlas: Atlas, drawn: Mapping[str, BaseGeometry], sailed: dict[str, list[Floats]]) -> None:
    """Put new courses into their tables; what is sailed keeps the length of its shortest way."""
    for path in {atlas.root / "geodata" / f"{atlas.features[id_].table}.geojson" for id_ in drawn}:
        table = json.loads(path.read_text(encoding="utf-8"))
        for row in table["features"]:
            id_ = row["properties"]["id"]
            if (course := drawn.get(id_)) is not None:
                row["geometry"] = shapely.geometry.mapping(course)
                if id_ in sailed:
                    row["properties"].setdefault("track_km", round(sum(map(_km, _taut(atlas, atlas.features[id_]))), 1))
        path.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
