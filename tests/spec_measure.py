"""Lines and rings with what they measure on the ellipsoid of WGS 84, by PROJ: the measure tool has another program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyproj

GLOBE = pyproj.Geod(ellps="WGS84")
RAJIN, HUNCHUN, VLADIVOSTOK = (130.301, 42.229), (130.366, 42.862), (131.886, 43.115)
LINES: list[list[tuple[float, float]]] = [
    [HUNCHUN],
    [HUNCHUN, RAJIN],
    [HUNCHUN, RAJIN, VLADIVOSTOK],
    [HUNCHUN, RAJIN, VLADIVOSTOK, (130.9, 43.4)],
    [HUNCHUN, HUNCHUN],
    [(130.0, 42.0), (130.00001, 42.0)],
    [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)],
    [(170.0, 50.0), (-170.0, 52.0), (175.0, 40.0)],
    [(370.0, 10.0), (11.0, 9.0), (12.5, 10.5)],
    [(0.0, 0.0), (179.5, 0.5)],
    [(10.0, -84.0), (130.0, -84.0), (250.0, -84.0)],
]
"""Longitude and latitude in degrees."""


def measures() -> Iterator[dict[str, Any]]:
    """Each line as it lies, and closed to a ring where it has three corners."""
    for corners in LINES:
        for closed in (False, True) if len(corners) > 2 else (False,):
            ring = [*corners, corners[0]] if closed else corners
            lons, lats = zip(*ring, strict=True)
            legs = GLOBE.line_lengths(lons, lats)
            area = abs(GLOBE.polygon_area_perimeter(*zip(*corners, strict=True))[0]) if closed else None
            points = [{"lat": lat, "lon": lon} for lon, lat in corners]
            told = {"length": round(sum(legs), 4), "last": round(legs[-1], 4) if len(ring) > 1 else 0}
            yield {"points": points, "closed": closed, **told, "area": None if area is None else round(area, 1)}


def courses() -> Iterator[dict[str, Any]]:
    """The middle of the shortest way between two places, which a drawn line passes."""
    for start, end in ((HUNCHUN, VLADIVOSTOK), ((100.0, 60.0), (140.0, 35.0)), ((170.0, 50.0), (-170.0, 52.0))):
        azimuth, _, metres = GLOBE.inv(*start, *end)
        lon, lat, _ = GLOBE.fwd(*start, azimuth, metres / 2)
        ends = [{"lat": one[1], "lon": one[0]} for one in (start, end)]
        yield {"from": ends[0], "to": ends[1], "middle": {"lat": round(lat, 6), "lon": round(lon, 6)}}
