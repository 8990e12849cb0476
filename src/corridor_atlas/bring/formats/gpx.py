"""GPX 1.0 and 1.1: waypoints, routes and tracks, each a sheet of its own."""

from __future__ import annotations

from typing import Any

from shapely.geometry import LineString, MultiLineString, Point

from corridor_atlas.bring.formats import _xml
from corridor_atlas.bring.things import Sheet, Source, Span, Thing
from corridor_atlas.core.errors import shorten

SUFFIXES = (".gpx",)
SAID = ("name", "description", "comment", "type", "symbol", "source", "link", "elevation", "number")


def is_one(head: bytes, source: Source) -> bool:  # noqa: ARG001
    """Whether it is XML with `gpx` as its first element."""
    return _xml.starts_with(head, "gpx")


def read(source: Source) -> list[Sheet]:
    """Waypoints, routes and tracks. Raises `ReadError`."""
    import gpxpy  # noqa: PLC0415  slow to import

    said, encoding = _xml.text(source)
    _xml.checked(source, said)
    try:
        document = gpxpy.parse(said)
    except (
        gpxpy.gpx.GPXException,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        OverflowError,
    ) as error:
        raise source.error(f"GPX that cannot be read: {shorten(str(error), 100)}", "a sound GPX file") from None
    found = {
        "waypoints": [_point(number, one) for number, one in enumerate(document.waypoints, start=1)],
        "routes": [_line(f"route {n}", one, [one.points]) for n, one in enumerate(document.routes, start=1)],
        "tracks": [
            _line(f"track {n}", one, [part.points for part in one.segments])
            for n, one in enumerate(document.tracks, start=1)
        ],
    }
    kinds = {name: things for name, things in found.items() if things}
    return [
        Sheet(source.stem if len(kinds) == 1 else f"{source.stem} {name}", things, encoding=encoding, degrees=True)
        for name, things in kinds.items()
    ]


def _values(one: Any) -> dict[str, Any]:
    said = {name: getattr(one, name, None) for name in SAID}
    return {name: value for name, value in said.items() if value not in (None, "")}


def _point(number: int, one: Any) -> Thing:
    spans = [Span(one.time.date(), None)] if one.time else []
    thing = Thing(f"waypoint {number}", _values(one), spans=spans)
    if one.longitude is None or one.latitude is None:
        thing.wrong = ("a waypoint without lat and lon", "both")
    else:
        thing.shape = Point(one.longitude, one.latitude)
    return thing


def _line(place: str, one: Any, parts: list[list[Any]]) -> Thing:
    times = sorted(point.time.date() for part in parts for point in part if point.time)
    thing = Thing(place, _values(one), spans=[Span(times[0], times[-1])] if times else [])
    lines = [[(point.longitude, point.latitude) for point in part] for part in parts]
    lines = [line for line in lines if len(line) > 1]
    if not lines:
        thing.wrong = ("fewer than two points", "a line of two points at least")
    else:
        thing.shape = LineString(lines[0]) if len(lines) == 1 else MultiLineString(lines)
    return thing
