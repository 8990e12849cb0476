"""Reader of the pn2 vector files in which the Marble globe ships Natural Earth.

Package: Debian `marble-qt-data` 4:22.12.3-1, folder `usr/share/marble/data/naturalearth`
(Natural Earth 1:50m, public domain). The files hold shapes only, to half a minute of arc, without names.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corridor_atlas.core.errors import DataError, Fault

UNITS_PER_DEGREE = 120
"""A coordinate counts half minutes of arc."""

LINE, RING, OUTER, INNER, MULTI = range(5)
"""What kind of shape follows."""

Points = list[tuple[float, float]]


@dataclass
class _Reader:
    """A big-endian byte stream."""

    data: bytes
    at: int = 0

    def take(self, layout: str) -> tuple[int, ...]:
        """The next values by a layout of `struct`; the reader moves past them."""
        values = struct.unpack_from(">" + layout, self.data, self.at)
        self.at += struct.calcsize(">" + layout)
        return values


def read_shapes(path: Path) -> Iterator[tuple[int, Points]]:
    """Read all shapes of a pn2 file of version 2, in order.

    Yields:
        The kind (`LINE`, `RING`, `OUTER`, `INNER`) and the points as longitude, latitude in degrees.

    Raises:
        DataError: the file is of another version.

    """
    reader = _Reader(path.read_bytes())
    version, _, coloured = reader.take("BIB")
    if version != 2:
        raise DataError([Fault(path.name, "", "version", str(version), "2")])
    placemark = 0
    while reader.at < len(reader.data):
        kind, ident = reader.take("BI")
        if ident != placemark and coloured:
            reader.take("B")
        placemark = ident
        if kind != MULTI:
            yield kind, _points(reader)
            continue
        for _ in range(reader.take("B")[0]):
            inner, _ = reader.take("BI")
            yield inner, _points(reader)


def _points(reader: _Reader) -> Points:
    """One run of points: absolute nodes, each followed by nodes given as byte offsets from it."""
    points: Points = []
    for _ in range(reader.take("I")[0]):
        lat, lon, offsets = reader.take("hhh")
        points.append((lon / UNITS_PER_DEGREE, lat / UNITS_PER_DEGREE))
        for _ in range(offsets):
            north, east = reader.take("bb")
            points.append(((lon + east) / UNITS_PER_DEGREE, (lat + north) / UNITS_PER_DEGREE))
    return points
