"""Rivers of the ground: as areas where they are wide, as lines elsewhere, and along a border the border line itself.

The lines of WDBII lie up to a kilometre beside the borders of OpenStreetMap that run in the same rivers. So where
a border has one of them beside it for a while, the border is the river and the other line is left out; how wide it is
there, the water polygons of geo-maps tell, whose own outlines are too coarse to be drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build.land import METRES_PER_DEGREE

SQUEEZE = 0.7071
"""Degrees of longitude are as long as so many of latitude in the plane in which is measured (45 degrees north)."""

BESIDE_M = 2_500.0
"""So far from a border a line of a river is still the river of the border."""
STEP_M = 500.0
GAP_M = 4_000.0
"""A border river may be without a line beside it for so long."""
SHORTEST_M = 12_000.0
MOUTH_M = 20_000.0
"""So near its end, at a sea or another border, a border that runs in a river goes on doing so."""
OCEAN = 100.0
"""Square degrees above which a water polygon is an ocean."""
KNOWN_REACH = 0.12
"""Degrees within which a line more roughly drawn may be the same river."""
WIDE_M = 260.0
"""From this width on a river is an area."""
WINDOW_M = 8_000.0
"""The width of a river is the mean over so much of it."""
STRIP_M = 1_600.0
"""Water farther from the border line than this is another water."""

Points = npt.NDArray[np.float64]
Feature = tuple[dict[str, Any], BaseGeometry]
Shapes = npt.NDArray[np.object_]


def read_water(text: bytes) -> Shapes:
    """All polygons of a geo-maps file of water (WGS84); takes 1.6 GB of memory while it reads."""
    return np.asarray(shapely.get_parts(shapely.get_parts(shapely.from_geojson(text))), dtype=object)


def flat(shape: Any) -> Any:
    """Degrees as metres of the plane of measure."""
    return shapely.transform(shape, lambda xy: xy * (SQUEEZE * METRES_PER_DEGREE, METRES_PER_DEGREE))


def round_(shape: Any) -> Any:
    """Metres of the plane of measure as degrees."""
    return shapely.transform(shape, lambda xy: xy / (SQUEEZE * METRES_PER_DEGREE, METRES_PER_DEGREE))


def border_rivers(borders: Sequence[BaseGeometry], lines: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """The stretches of border lines along which a river runs; all in metres of the plane."""
    tree = shapely.STRtree(lines)
    found: list[BaseGeometry] = []
    for border in borders:
        if border.length < SHORTEST_M:
            continue
        whole = shapely.segmentize(border, STEP_M)
        xy = shapely.get_coordinates(whole)
        points = np.asarray(shapely.points(xy))
        near = np.zeros(len(xy), dtype=np.bool_)
        near[tree.query(points, predicate="dwithin", distance=BESIDE_M)[0]] = True
        found += [shapely.LineString(xy[run]) for run in _runs(near, whole)]
    return found


def _runs(near: npt.NDArray[np.bool_], line: BaseGeometry) -> list[slice]:
    """Runs of points beside a river, short gaps closed, short runs left out."""
    xy = shapely.get_coordinates(line)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    at = np.flatnonzero(near)
    if not len(at):
        return []
    breaks = np.flatnonzero(np.diff(along[at]) > GAP_M)
    firsts, lasts = along[at[np.concatenate([[0], breaks + 1])]], along[at[np.concatenate([breaks, [len(at) - 1]])]]
    runs = []
    for first, last in zip(firsts, lasts, strict=True):
        # near the end of the border the river goes on with it; elsewhere it only came near at its ends
        start = 0.0 if first < MOUTH_M else first + BESIDE_M
        end = along[-1] if along[-1] - last < MOUTH_M else last - BESIDE_M
        if end - start > SHORTEST_M:
            runs.append(slice(int(np.searchsorted(along, start)), int(np.searchsorted(along, end, "right"))))
    return runs


def widened(river: BaseGeometry, water: shapely.STRtree) -> list[BaseGeometry]:
    """The areas of a border river (metres) where water polygons say that it is wide."""
    xy = shapely.get_coordinates(shapely.segmentize(river, STEP_M))
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    marks = np.arange(0, along[-1] + WINDOW_M / 2, WINDOW_M / 2)
    measured = np.array([_width(xy[(along >= m - WINDOW_M / 2) & (along <= m + WINDOW_M / 2)], water) for m in marks])
    width = np.interp(along, marks, measured)
    wide = width >= WIDE_M
    areas = [
        shapely.buffer(shapely.LineString(xy[i : i + 2]), (width[i] + width[i + 1]) / 4, quad_segs=3)
        for i in range(len(xy) - 1)
        if wide[i] and wide[i + 1]
    ]
    return [part for part in shapely.get_parts(shapely.union_all(areas)) if part.geom_type == "Polygon"]


def _width(xy: Points, water: shapely.STRtree) -> float:
    """How wide the water along a line is, in metres: its area beside the line by the length of the line."""
    if len(xy) < 2:
        return 0.0
    line = shapely.LineString(xy).simplify(100)
    strip = shapely.buffer(line, STRIP_M, cap_style="flat", quad_segs=2)
    near = water.geometries[water.query(strip, predicate="intersects")]
    if not len(near):
        return 0.0
    wet = shapely.intersection(shapely.union_all(near), strip).area
    return float(wet / line.length)


def without_doubles(lines: Sequence[BaseGeometry], rivers: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """River lines (metres) without what runs beside a border river; what is cut off is led on to it."""
    taken = shapely.union_all([shapely.buffer(one.simplify(150), BESIDE_M, quad_segs=3) for one in rivers])
    target = shapely.union_all(list(rivers))
    shapely.prepare(taken)
    kept = []
    for line in lines:
        if not taken.intersects(line):
            kept.append(line)
            continue
        rest = shapely.get_parts(line.difference(taken))
        kept += [_led_on(part, line, target) for part in rest if part.length > 2 * BESIDE_M]
    return kept


def _led_on(part: BaseGeometry, line: BaseGeometry, target: BaseGeometry) -> BaseGeometry:
    """The cut ends of a part of a line, joined to the nearest point of the border river."""
    xy = shapely.get_coordinates(part).tolist()
    whole = shapely.get_coordinates(line)
    for at in (0, -1):
        end = shapely.Point(xy[at])
        if end.distance(target) > BESIDE_M * 1.05 or np.hypot(*(whole[at] - xy[at])) < 1:
            continue
        mouth = shapely.get_coordinates(shapely.shortest_line(target, end))[0].tolist()
        xy.insert(0 if at == 0 else len(xy), mouth)
    return shapely.LineString(xy)


def ranked(lines: Sequence[BaseGeometry], known: gpd.GeoDataFrame) -> list[Feature]:
    """River lines (WGS84) with `rank` and `name`: those of a known line beside them, else a rank by their length.

    Parameters
    ----------
    lines
        From one meeting of rivers to the next.
    known
        Lines with `rank` (1 great to 3 small) and `name`, more roughly drawn; may be empty.
    """
    tree = shapely.STRtree(known.geometry.to_numpy())
    found: list[Feature] = []
    for line in lines:
        near = tree.query(line, predicate="dwithin", distance=KNOWN_REACH)
        best, share = None, 0.5
        for index in near:
            beside = shapely.buffer(known.geometry.iloc[index], KNOWN_REACH, quad_segs=2)
            part = line.intersection(beside).length / line.length
            if part > share + 0.01:
                best, share = index, part
        found.append((_told(known.iloc[best]) if best is not None else {"rank": _by_length(line)}, line))
    return found


def _told(row: Any) -> dict[str, Any]:
    name = row.get("name")
    return {"rank": int(row["rank"])} | ({"name": name} if isinstance(name, dict) else {})


def _by_length(line: BaseGeometry) -> int:
    km = flat(line).length / 1000
    return 3 if km > 250 else 4 if km > 70 else 5


def named_lakes(areas: Sequence[BaseGeometry], known: gpd.GeoDataFrame) -> list[Feature]:
    """Areas of water (WGS84) with `rank`, and the `name` of the known lake that they share most with.

    A river has its name from its line.
    """
    tree = shapely.STRtree(known.geometry.to_numpy())
    found: list[Feature] = []
    for area in areas:
        size = flat(area).area / 1e6
        told: dict[str, Any] = {"rank": 1 if size > 2000 else 2 if size > 300 else 3 if size > 40 else 4}
        for index in tree.query(area, predicate="intersects"):
            row = known.iloc[index]
            if row.geometry.intersection(area).area > 0.4 * row.geometry.area:
                told = _told(row) | {"rank": min(int(row["rank"]), int(told["rank"]))}
        found.append((told, area))
    return found


def slimmed(shape: BaseGeometry, tolerance_m: float, smallest_m2: float) -> BaseGeometry:
    """A line or an area (metres) with the points that a tolerance asks for; small areas and islands are left out."""
    if shape.geom_type in ("LineString", "MultiLineString"):
        return shapely.simplify(shape, tolerance_m)
    kept = [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon" and one.area >= smallest_m2]
    slim = []
    for one in kept:
        holes = [ring for ring in one.interiors if shapely.Polygon(ring).area >= smallest_m2]
        slim.append(shapely.simplify(shapely.Polygon(one.exterior, holes), tolerance_m))
    return shapely.MultiPolygon(
        [part for one in slim for part in shapely.get_parts(one) if part.geom_type == "Polygon"]
    )
