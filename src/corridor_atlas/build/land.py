"""Country polygons as one clean coverage, and its simplification with shared borders kept.

Coordinates are WGS84 longitude, latitude in degrees (CRS84). Distances are metres on a plain
cylindrical projection true at 45° N, which is near enough for a tolerance.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pycountry
import shapely
from shapely.geometry.base import BaseGeometry

METRES_PER_DEGREE = 111_195.0
"""Length of a degree of a great circle on a sphere of 6371 km."""

_SHRINK = math.cos(math.radians(45))
_SEA = ""

CRS = "EPSG:4326"
"""Written and read in the order longitude, latitude."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Zone:
    """An area that is kept at its own fineness."""

    area: BaseGeometry
    tolerance_m: float


def read_countries(text: bytes, box: Box) -> gpd.GeoDataFrame:
    """Read the part of the country polygons of a geo-maps file that lies in a box.

    Args:
        text: what `map.geo.json` holds, whose features carry `A3`, the ISO alpha-3 code.
        box: west, south, east, north in degrees.

    Returns:
        Columns `code` (ISO alpha-2) and `geometry`, sorted by code. Hong Kong and Macao have rows of their own.

    """
    collection = json.loads(text)
    window = shapely.box(*box)
    parts: dict[str, BaseGeometry] = {}
    for feature in collection["features"]:
        country = pycountry.countries.get(alpha_3=feature["properties"]["A3"])
        whole = shapely.geometry.shape(feature["geometry"])
        if country is not None and whole.intersects(window):
            parts[country.alpha_2] = only_polygons(shapely.make_valid(shapely.clip_by_rect(whole, *box)))
    codes = sorted(parts)
    return gpd.GeoDataFrame({"code": codes}, geometry=[parts[code] for code in codes], crs=CRS)


def clipped(land: gpd.GeoDataFrame, box: Box) -> gpd.GeoDataFrame:
    """The part of country polygons that lies in a box, without the sea of a coverage."""
    parts = [only_polygons(part) for part in shapely.clip_by_rect(land.geometry.to_numpy(), *box)]
    inside = gpd.GeoDataFrame({"code": list(land["code"])}, geometry=parts, crs=land.crs)
    return inside[~inside.is_empty & (inside["code"] != _SEA)]


def without_islets(land: gpd.GeoDataFrame, smallest_km2: float, finer: Mapping[Box, float]) -> gpd.GeoDataFrame:
    """Leave out islands smaller than an area, with a lower limit inside some boxes."""
    parts = land.explode(ignore_index=True)
    centres = parts.representative_point()
    limit = np.full(len(parts), smallest_km2)
    for (west, south, east, north), km2 in finer.items():
        inside = centres.x.between(west, east) & centres.y.between(south, north)
        limit[inside.to_numpy()] = km2
    km2_per_square_degree = (METRES_PER_DEGREE / 1000) ** 2 * np.cos(np.radians(centres.y))
    kept = parts[shapely.area(parts.geometry.to_numpy()) * km2_per_square_degree >= limit]
    return kept.dissolve("code", as_index=False, method="coverage")[["code", "geometry"]]


def clean_coverage(land: gpd.GeoDataFrame, box: Box) -> gpd.GeoDataFrame:
    """Close gaps and share out overlaps between neighbours, and add the sea (code "") so that the box is full.

    The packaged polygons were generalised country by country, so that neighbours overlap by metres.
    """
    snapped = shapely.set_precision(land.geometry.to_numpy(), 1e-6)
    clean = shapely.coverage_clean(snapped, gap_width=0.05)  # type: ignore[attr-defined]  # newer than the stubs
    sea = shapely.set_precision(shapely.box(*box), 1e-6).difference(shapely.union_all(clean))
    return gpd.GeoDataFrame({"code": [*land["code"], _SEA]}, geometry=[*clean, sea], crs=land.crs)


def simplified(
    coverage: gpd.GeoDataFrame, tolerance_m: float, zones: Sequence[Zone] = (), *, decimals: int
) -> gpd.GeoDataFrame:
    """Simplify a full coverage so that neighbours still share their border, and drop the sea.

    Args:
        coverage: from `clean_coverage`.
        tolerance_m: square root of the area of the smallest bend that is kept (Visvalingam-Whyatt).
        zones: areas with a tolerance of their own; where two overlap, the earlier one counts.
        decimals: digits kept of a degree.

    """
    rest = shapely.box(*coverage.total_bounds)
    pieces = []
    for zone in (*zones, Zone(rest, tolerance_m)):
        area = zone.area.intersection(rest)
        rest = rest.difference(area)
        pieces.append(_simplified_piece(coverage, area, zone.tolerance_m))
    whole: dict[str, list[BaseGeometry]] = {}
    for piece in pieces:
        for code, geometry in zip(piece["code"], piece.geometry, strict=True):
            whole.setdefault(code, []).append(geometry)
    codes = sorted(code for code in whole if code != _SEA)
    shapes = [shapely.union_all(shapely.set_precision(whole[code], 10**-decimals)) for code in codes]
    polygons = shapely.orient_polygons([only_polygons(shape) for shape in shapes])
    return gpd.GeoDataFrame({"code": codes}, geometry=list(polygons), crs=coverage.crs)


def _simplified_piece(coverage: gpd.GeoDataFrame, area: BaseGeometry, tolerance_m: float) -> gpd.GeoDataFrame:
    """One zone of a coverage, its outline kept as it is so that it still meets its neighbour zones."""
    parts = shapely.intersection(coverage.geometry.to_numpy(), area, grid_size=1e-6)
    there = ~shapely.is_empty(parts)
    flat = [only_polygons(part) for part in parts[there]]
    plane = shapely.transform(flat, lambda xy: xy * (_SHRINK * METRES_PER_DEGREE, METRES_PER_DEGREE))
    slim = shapely.coverage_simplify(plane, tolerance_m, simplify_boundary=False)
    degrees = shapely.transform(slim, lambda xy: xy / (_SHRINK * METRES_PER_DEGREE, METRES_PER_DEGREE))
    return gpd.GeoDataFrame({"code": coverage["code"][there].to_list()}, geometry=list(degrees), crs=coverage.crs)


def only_polygons(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of a shape, without the points and lines that an intersection leaves behind."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def shared_edge(land: gpd.GeoDataFrame, one: str, other: str) -> BaseGeometry:
    """The border line of two countries of a coverage, as merged lines."""
    shapes = land.set_index("code").geometry
    edge = shapes[one].boundary.intersection(shapes[other].boundary)
    lines = [part for part in shapely.get_parts(edge) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.MultiLineString(lines))


def band(line: BaseGeometry, width_km: float) -> BaseGeometry:
    """The area within a distance of a line, roughly: a line of work, not a shape to draw."""
    plane = shapely.transform(line, lambda xy: xy * (_SHRINK, 1)).simplify(0.02)
    wide = plane.buffer(width_km * 1000 / METRES_PER_DEGREE, quad_segs=2)
    return shapely.transform(wide, lambda xy: xy / (_SHRINK, 1))


def write_features(path: Path, features: Iterable[tuple[Mapping[str, Any], BaseGeometry]], decimals: int) -> None:
    """Write compact GeoJSON (RFC 7946), one feature per line, coordinates rounded to some decimals."""
    lines = []
    for properties, geometry in features:
        shape = shapely.geometry.mapping(geometry)
        feature = {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": shape["type"], "coordinates": _rounded(shape["coordinates"], decimals)},
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    body = ",\n".join(lines)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")


def _rounded(coordinates: Any, decimals: int) -> Any:  # nested as deep as the geometry
    if isinstance(coordinates, float):
        return round(coordinates, decimals)
    return [_rounded(inner, decimals) for inner in coordinates]
