"""Shapes of a sheet brought to WGS 84 and mended: reference system, order of coordinates, rings, the antimeridian.

Nobody is asked: what is likely is done and told. A shape that cannot be used says why in `Thing.wrong`.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

import antimeridian
import numpy as np
import pyproj
import shapely
from shapely.geometry import GeometryCollection, LineString, MultiLineString, Point
from shapely.geometry import shape as from_document
from shapely.geometry.base import BaseGeometry

from corridor_atlas.bring import cells, words
from corridor_atlas.bring.mapping import Mapping
from corridor_atlas.bring.progress import Stage, steps
from corridor_atlas.bring.things import Sheet, Source, Thing
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import Fault, shorten

WGS84 = "EPSG:4326"
AUTHORITY = re.compile(
    r"(?:urn:(?:x-)?ogc:def:crs:)?(OGC|EPSG|ESRI|IAU_2015):{1,2}(?:[0-9.]*:)?([A-Za-z0-9]{1,12})", re.IGNORECASE
)
METRES = 'the system that they are in, such as crs = "EPSG:3857" in the mapping'
BOUNDS = "longitude -180 to 180, latitude -90 to 90"
SWAPPED = "latitude before longitude"
"""Found, where the order of coordinates was taken for the other one."""
SWAP = "the other way round it would lie there (swap = true in the mapping)"
"""Expected, where only some of the coordinates fit the other order."""
SIMPLIFY = "simplify the shapes, with simplify = 0.001 (degrees) in the mapping"
"""Expected of shapes with too many vertices."""
HAIR = 1e-6
"""So far beyond the edge of the globe a coordinate may lie, in degrees."""


class Settled(NamedTuple):
    """What was done: the reference system that the shapes were in, and what there is to tell."""

    crs: str | None
    faults: list[Fault]


def settle(sheet: Sheet, mapping: Mapping, source: Source) -> Settled:
    """Give every thing of a sheet its shape in WGS 84 (longitude, latitude), two-dimensional and valid.

    Parameters
    ----------
    sheet
        What was read; its things are changed.
    mapping
        Says in which columns shapes stand, and what is known of them.
    source
        The file.

    Raises
    ------
    ReadError
        There are too many vertices, or the reference system that somebody said is none.
    """
    named = _from_columns(sheet, mapping)
    crs = _system(mapping.crs or sheet.crs or named, source)
    told: list[Fault] = []
    placed = [thing for thing in sheet.things if thing.shape is not None]
    if not placed:
        return Settled(crs.name if crs else None, told)
    shapes = shapely.force_2d(np.array([thing.shape for thing in placed], dtype=object))
    number = int(shapely.get_num_coordinates(shapes).sum())
    if mapping.simplify:
        shapes = shapely.simplify(shapes, mapping.simplify)
        left = int(shapely.get_num_coordinates(shapes).sum())
        told.append(source.note(counted(number, "vertex", "vertices"), f"{left} of them kept (simplify)"))
        number = left
    if number > source.limits.vertices:
        most = f"at most {source.limits.vertices}: {SIMPLIFY}"
        raise source.error(counted(number, "vertex", "vertices"), most)
    finite = _finite(shapes)
    for thing, fine in zip(placed, finite, strict=True):
        if not fine:
            thing.shape, thing.wrong = None, ("a coordinate that is not a finite number", "longitude and latitude")
    placed = [thing for thing, fine in zip(placed, finite, strict=True) if fine]
    shapes, name, more = _to_degrees(shapes[finite], placed, crs, mapping, source)
    told += more
    for number, thing in enumerate(steps(placed, Stage.SHAPES, source.tell)):
        thing.shape = shapes[number]
        if thing.wrong is None:
            told += _mend(thing, source)
        else:
            thing.shape = None
    return Settled(name, told)


def _finite(shapes: Any) -> Any:
    fine = np.ones(len(shapes), dtype=bool)
    places, owners = shapely.get_coordinates(shapes, return_index=True)
    fine[owners[~np.isfinite(places).all(axis=1)]] = False
    fine[owners[(np.abs(places) > 1e12).any(axis=1)]] = False
    return fine


# --- from the cells -----------------------------------------------------------------------------


def _from_columns(sheet: Sheet, mapping: Mapping) -> str | None:
    """Shapes out of the columns that hold them; the reference system that the cells name, if they do."""
    named = None
    for thing in sheet.things:
        if thing.shape is not None or thing.wrong is not None:
            continue
        if mapping.geometry:
            cell = thing.values.get(mapping.geometry)
            if words.is_unknown(cell):
                _point(thing, mapping)
                continue
            thing.shape = cells.shape(cell)
            named = named or cells.srid(cell)
            if thing.shape is None:
                thing.wrong = (shorten(cell, 60), "a shape as WKT, GeoJSON, or latitude, longitude")
        else:
            _point(thing, mapping)
    return named


def _point(thing: Thing, mapping: Mapping) -> None:
    """The point of two columns, also for a row whose shape in a third is empty."""
    if not (mapping.longitude and mapping.latitude):
        return
    longitude, latitude = thing.values.get(mapping.longitude), thing.values.get(mapping.latitude)
    empty = [_is_empty(longitude), _is_empty(latitude)]
    if all(empty):
        return
    east, north = cells.degrees(longitude), cells.degrees(latitude)
    if east is None or north is None:
        told = f"longitude {shorten(longitude, 40)}, latitude {shorten(latitude, 40)}"
        thing.wrong = (told, "two numbers, such as 130.36 and 42.87")
    else:
        thing.shape = Point(east, north)


def _is_empty(value: Any) -> bool:
    """Whether a cell with a coordinate is empty: 0 and -1 are coordinates."""
    return value is None or (isinstance(value, str) and (not value.strip() or (
        words.is_unknown(value) and cells.number(value) is None)))  # fmt: skip


# --- reference systems --------------------------------------------------------------------------


def _system(name: str | None, source: Source) -> pyproj.CRS | None:
    """The reference system of a name or a definition; None for none. Raises `ReadError` for an unknown one."""
    if not name:
        return None
    match = AUTHORITY.fullmatch(name.strip())
    try:
        if match:  # by authority and code only: a definition in full could name files
            return pyproj.CRS.from_authority(match[1].upper(), match[2])
        if name.strip().isdecimal():
            return pyproj.CRS.from_epsg(int(name))
        return pyproj.CRS.from_wkt(name)
    except (pyproj.exceptions.CRSError, ValueError):
        raise source.error(f"the reference system {shorten(name, 60)}", "one of EPSG, such as EPSG:3857") from None


def called(crs: pyproj.CRS | None) -> str | None:
    """A reference system in short: `EPSG:32652`, or its name where it has no number."""
    if crs is None:
        return None
    authority = crs.to_authority(min_confidence=70)
    return ":".join(authority) if authority else str(crs.name)


def _to_degrees(
    shapes: Any, placed: list[Thing], crs: pyproj.CRS | None, mapping: Mapping, source: Source
) -> tuple[Any, str, list[Fault]]:
    """Shapes in degrees, the name of the system in which they were, what is to tell; marks what is off the globe."""
    name = called(crs) or WGS84
    bounds = shapely.bounds(shapes) if len(shapes) else np.zeros((0, 4))
    told: list[Fault] = []
    fits, swapped = _within(bounds), _within(bounds[:, [1, 0, 3, 2]])
    geographic = crs is None or crs.is_geographic
    if not geographic and fits.all() and len(shapes) and np.abs(bounds).max() > 0:
        told.append(
            source.note(f"coordinates that are degrees, and the system {name}", "WGS 84: they were taken for that")
        )
        geographic, name = True, WGS84
    if mapping.swap or (mapping.swap is None and geographic and not fits.all() and swapped.all() and len(shapes)):
        shapes, fits = shapely.transform(shapes, lambda places: places[:, ::-1]), swapped
        told.append(source.note(SWAPPED, "longitude before latitude: they were swapped"))
    if geographic:
        if crs is not None and name != WGS84 and not crs.equals(pyproj.CRS.from_epsg(4326), ignore_axis_order=True):
            shapes[fits] = _transformed(shapes[fits], crs)
        _mark(placed, fits, swapped, bounds, crs)
        return shapes, name, told
    shapes = _transformed(shapes, crs)
    inside = _within(shapely.bounds(shapes)) if len(shapes) else fits
    for thing, fine, box in zip(placed, inside, bounds, strict=True):
        if not fine and not shapely.is_empty(thing.shape):
            thing.wrong = (f"coordinates {_box(box)}, outside of {name}", METRES)
    return shapes, name, told


def _transformed(shapes: Any, crs: pyproj.CRS | None) -> Any:
    project = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True).transform
    return shapely.transform(shapes, lambda places: np.column_stack(project(places[:, 0], places[:, 1])))


def _within(bounds: Any) -> Any:
    """Which boxes lie on the globe, in degrees; an empty shape does. Longitudes may go once round."""
    edge = np.abs(bounds)
    inside = (edge[:, [0, 2]].max(axis=1) <= 360 + HAIR) & (edge[:, [1, 3]].max(axis=1) <= 90 + HAIR)
    return inside | np.isnan(bounds).any(axis=1)


def _mark(placed: list[Thing], fits: Any, swapped: Any, bounds: Any, crs: pyproj.CRS | None) -> None:
    for thing, fine, other, box in zip(placed, fits, swapped, bounds, strict=True):
        if fine:
            continue
        if other:
            expected = f"{BOUNDS}: {SWAP}"
        elif np.abs(box).max() > 1000:
            expected = f"degrees{'' if crs is None else ' in ' + str(crs.name)}, or {METRES}"
        else:
            expected = BOUNDS
        thing.wrong = (f"coordinates {_box(box)}", expected)


def _box(box: Any) -> str:
    west, south, east, north = box
    return f"{west:g}, {south:g}" if (west, south) == (east, north) else f"{west:g}, {south:g} to {east:g}, {north:g}"


# --- mending ------------------------------------------------------------------------------------


def _mend(thing: Thing, source: Source) -> Iterator[Fault]:
    """Mend the shape of one thing, and tell what was mended."""
    shape = thing.shape
    if shape is None or shape.is_empty:
        thing.shape = None
        return
    dimension = int(shapely.get_dimensions(shape))
    if not shape.is_valid or shape.geom_type == "LinearRing":
        reason = shapely.is_valid_reason(shape)
        shape = _of_dimension(shapely.make_valid(shape), dimension)
        if shape is None or shape.is_empty:
            thing.shape, thing.wrong = None, (f"a shape without extent: {reason}", "a shape that can be drawn")
            return
        yield source.note(
            f"an invalid shape: {reason}", "a shape that does not cross itself: it was mended", thing.place
        )
    if _crosses(shape):
        shape = _divided(shape)
        yield source.note("a shape across the antimeridian", "parts on both sides: it was divided", thing.place)
    west, south, east, north = shape.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        shape = shapely.transform(shape, _clipped)
    thing.shape = shape


def _of_dimension(shape: BaseGeometry, dimension: int) -> BaseGeometry | None:
    """The parts of a shape that have so many dimensions, since mending leaves hairs of lines beside areas."""
    if dimension < 0 or shape.geom_type != "GeometryCollection":
        return shape
    parts = [part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == dimension]
    return shapely.union_all(parts) if parts else shape


def _crosses(shape: BaseGeometry) -> bool:
    west, _, east, _ = shape.bounds
    if west < -180 - HAIR or east > 180 + HAIR:
        return True
    if east - west <= 180 or shapely.get_dimensions(shape) == 0:
        return False
    return any(np.abs(np.diff(shapely.get_coordinates(part)[:, 0])).max(initial=0) > 180 for part in _rings(shape))


def _rings(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield from shapely.get_rings(part)
        elif part.geom_type in ("LineString", "LinearRing"):
            yield part
        elif part.geom_type not in ("Point", "MultiPoint"):
            yield from _rings(part)


def _divided(shape: BaseGeometry) -> BaseGeometry:
    if shapely.get_dimensions(shape) == 0:
        return shapely.transform(shape, _wrapped)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of rings wound the other way: they are wound when the file is written
        try:
            if shape.geom_type == "GeometryCollection":
                return GeometryCollection([_divided(part) for part in shapely.get_parts(shape)])
            found = antimeridian.fix_shape(shapely.transform(shape, _wrapped), great_circle=False, fix_winding=True)
            return from_document(found)
        except (ValueError, TypeError, AttributeError, IndexError, shapely.errors.ShapelyError):
            return shapely.transform(shape, _wrapped)


def _wrapped(places: Any) -> Any:
    outside = np.abs(places[:, 0]) > 180
    places[outside, 0] = (places[outside, 0] + 180) % 360 - 180
    return places


def _clipped(places: Any) -> Any:
    places[:, 0], places[:, 1] = places[:, 0].clip(-180, 180), places[:, 1].clip(-90, 90)
    return places


FORMS = {
    "Point": "points",
    "LineString": "lines",
    "MultiLineString": "lines",
    "Polygon": "areas",
    "MultiPolygon": "areas",
}


def parts(shape: BaseGeometry | None) -> list[tuple[str, BaseGeometry | None]]:
    """A shape as those that a layer can draw, each with the form of its layer; of a collection one for each form.

    `shape` is a valid one (WGS 84), or None, which has no form. Points of a set stand each for itself.
    """
    if shape is None:
        return [("", None)]
    if shape.geom_type in FORMS:
        return [(FORMS[shape.geom_type], shape)]
    flat = list(_flattened(shape))
    found: list[tuple[str, BaseGeometry | None]] = [("points", part) for part in flat if part.geom_type == "Point"]
    lines = [part for part in flat if isinstance(part, LineString)]
    areas = [part for part in flat if part.geom_type == "Polygon"]
    found += [("lines", MultiLineString(lines))] if lines else []
    found += [("areas", shapely.union_all(areas))] if areas else []
    return found or [("", None)]


def _flattened(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if part.geom_type.startswith(("Multi", "Geometry")):
            yield from _flattened(part)
        elif not part.is_empty:
            yield part
