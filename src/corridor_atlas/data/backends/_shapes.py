"""Shapes of GeoJSON: taken at their word, and refused where a library would guess.

Shapely takes texts and truth values for numbers and closes rings by itself; here they are faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.errors import shorten
from corridor_atlas.data.backends import WGS84

HAIR = 1e-6
"""How far beyond the edge of the globe a coordinate may lie and be clipped, in degrees: a tenth of a metre."""
DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""How many lists a place lies in, by type of geometry."""
CRS_NAME = re.compile(r"(?:urn:ogc:def:crs:)?(OGC|EPSG):(?:[0-9.]*:)?([A-Za-z0-9]{1,12})")
BOUNDS = "longitude -180 to 180, latitude -90 to 90"
SWAP = "; longitude first: the other way round it would lie at "
"""What follows the bounds where the swapped place would lie within them."""

Transform = Callable[[Any], Any]


class ShapeError(ValueError):
    """A shape that cannot be used: what was found, what was expected."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"found {found}; expected {expected}")


def system(member: Any) -> tuple[str, Transform | None]:
    """The name of the reference system in a `crs` member, and what brings its places to WGS84 (lon, lat).

    None where they are so already. Raises `ShapeError` for a system that nobody knows.
    """
    name = member.get("properties", {}).get("name") if isinstance(member, dict) else None
    match = CRS_NAME.fullmatch(name) if isinstance(name, str) else None
    try:  # by authority and code only: a definition in full could name files
        crs = pyproj.CRS.from_authority(*match.groups()) if match else None
    except pyproj.exceptions.CRSError:
        crs = None
    if crs is None:
        raise ShapeError(shorten(name or member), "no crs (RFC 7946: WGS84), or one of EPSG such as EPSG:3857")
    if crs.equals(pyproj.CRS.from_epsg(4326), ignore_axis_order=True):
        return str(name), None
    project = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True).transform
    return str(name), lambda places: np.column_stack(project(places[:, 0], places[:, 1]))


def geometry(document: Any, transform: Transform | None = None) -> tuple[BaseGeometry | None, str]:
    """Build and check one geometry; beside it what was clipped at the edge of the globe. Raises `ShapeError`.

    Parameters
    ----------
    document
        A GeoJSON geometry (RFC 7946), unchecked, or None.
    transform
        Brings an array of places, shape (n, 2), to longitude and latitude (`system`); None where they are so.

    Returns
    -------
    tuple of 2
        The geometry (WGS84), None for None; and what was clipped, in words, empty for nothing.
    """
    if document is None:
        return None, ""
    found = _built(document)
    if found.is_empty:
        raise ShapeError("an empty geometry", "coordinates, or null for no geometry")
    if not np.isfinite(shapely.get_coordinates(found, include_z=found.has_z)).all():
        raise ShapeError("a coordinate that is not a finite number", "finite longitude and latitude")
    if transform is not None:
        found = shapely.transform(shapely.force_2d(found), transform)
    found, clipped = _clipped(found)
    if not found.is_valid:
        raise ShapeError(f"an invalid shape: {shapely.is_valid_reason(found)}", "a shape that does not cross itself")
    return found, clipped


def _built(document: Any) -> BaseGeometry:
    expected = "a GeoJSON geometry"
    if not _is_geometry(document):
        raise ShapeError(shorten(document), expected)
    for ring in _rings(document):
        if ring[0] != ring[-1]:
            raise ShapeError(f"a ring from {ring[0]} to {ring[-1]}", "rings that end where they begin (RFC 7946)")
    try:
        found: BaseGeometry = shape(document)
    except (
        shapely.errors.ShapelyError,
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        OverflowError,
        RecursionError,
    ):
        raise ShapeError(shorten(document), expected) from None
    return found


def _is_geometry(document: Any) -> bool:
    """Whether places are lists of numbers, and lie in as many lists as their type wants."""
    if not isinstance(document, dict) or not isinstance(document.get("type"), str):
        return False
    if document["type"] == "GeometryCollection":
        parts = document.get("geometries")
        return isinstance(parts, list) and all(_is_geometry(part) for part in parts)
    if document["type"] not in DEPTHS or "coordinates" not in document:
        return False
    level = [document["coordinates"]]
    if not level[0] and not isinstance(level[0], bool | str | int | float):
        return True  # no place at all: told apart later
    for _ in range(DEPTHS[document["type"]]):
        if set(map(type, level)) != {list}:
            return False
        level = list(chain.from_iterable(level))
    lists = set(map(type, level)) == {list} and set(map(len, level)) <= {2, 3}
    return lists and set(map(type, chain.from_iterable(level))) <= {int, float}


def _rings(document: Any) -> Iterator[list[Any]]:
    """Every ring of a geometry that `_is_geometry`."""
    match document["type"]:
        case "Polygon":
            yield from filter(None, document["coordinates"] or [])
        case "MultiPolygon":
            yield from filter(None, chain.from_iterable(document["coordinates"] or []))
        case "GeometryCollection":
            for part in document["geometries"]:
                yield from _rings(part)


def _clipped(found: BaseGeometry) -> tuple[BaseGeometry, str]:
    """The shape inside the globe, and in words how far a hair of it lay outside, if one did."""
    west, south, east, north = found.bounds
    beyond = max(abs(west) - 180, abs(east) - 180, abs(south) - 90, abs(north) - 90)
    if beyond > HAIR:
        other = (
            f"{south:g}, {west:g}" if (west, south) == (east, north) else f"{south:g}, {west:g} to {north:g}, {east:g}"
        )
        offered = max(abs(west), abs(east)) <= 90 and max(abs(south), abs(north)) <= 180
        expected = f"{BOUNDS}{SWAP}{other}" if offered else BOUNDS
        raise ShapeError(f"coordinates from {west:g}, {south:g} to {east:g}, {north:g}", expected)
    if beyond <= 0:
        return found, ""
    return shapely.transform(found, _clip, include_z=found.has_z), f"a coordinate {beyond:.1g} degrees beyond the edge"


def _clip(places: Any) -> Any:
    places[:, 0], places[:, 1] = places[:, 0].clip(-180, 180), places[:, 1].clip(-90, 90)
    return places
