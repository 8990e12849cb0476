"""A picture of a map with its place on the globe: the world file beside it, and GeoTIFF (OGC 19-008r4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from corridor_atlas.draw.figure import xmp
from corridor_atlas.draw.figure.frames import Frame

SCALE, TIEPOINT, KEYS, DOUBLES, ASCII = 33550, 33922, 34735, 34736, 34737
"""Tags of TIFF that GeoTIFF has for itself."""
ANGLES = {
    3078: "Latitude of 1st standard parallel",
    3079: "Latitude of 2nd standard parallel",
    3084: "Longitude of false origin",
    3085: "Latitude of false origin",
    3086: "Easting at false origin",
    3087: "Northing at false origin",
}
"""Keys of a conformal conic with two standard parallels, and what its parameters are called in the EPSG register."""


@dataclass(frozen=True)
class Grid:
    """Dots on the globe: metres at the left top corner of the first dot, and from dot to dot (across, down).

    `box` is the map among the dots: left, top, right, bottom.
    """

    west: float
    north: float
    across: float
    down: float
    box: tuple[int, int, int, int]


def grid(frame: Frame, page: tuple[float, float], dots: tuple[int, int]) -> Grid:
    """Where the dots of a picture lie.

    Parameters
    ----------
    frame
        The map on the page.
    page
        Width and height of the page, in its pixels.
    dots
        Width and height of the picture.
    """
    (left, top, right, bottom), (x, y) = frame.box, frame.corner
    wide, high = dots[0] / page[0], dots[1] / page[1]
    return Grid(
        x - left * frame.scale,
        y + top * frame.scale,
        frame.scale / wide,
        frame.scale / high,
        (round(left * wide), round(top * high), round(right * wide), round(bottom * high)),
    )


def world_file(dots: Grid) -> str:
    """The six lines of a world file, for the whole picture; `dots` say where it lies."""
    lines = (dots.across, 0, 0, -dots.down, dots.west + dots.across / 2, dots.north - dots.down / 2)
    return "".join(f"{line:.10f}\n" for line in lines)


def geotiff(png: bytes, frame: Frame, dots: Grid, title: str, about: Mapping[str, str]) -> bytes:
    """The map of a picture as a GeoTIFF.

    Parameters
    ----------
    png
        The whole picture.
    frame
        The map on its page, with the projection.
    dots
        Where the picture lies.
    title, about
        What it says of itself, as in `xmp.packet`.
    """
    with Image.open(BytesIO(png)) as picture:
        resolution = picture.info.get("dpi", (72, 72))
        cut = picture.convert("RGB").crop(dots.box)
    tags = ImageFileDirectory_v2()
    for tag, text in ((270, title), (305, about["creator"]), (315, about["creator"]), (33432, about["rights"])):
        if text:
            tags[tag] = text.encode("ascii", "replace").decode()
    tags.tagtype[700] = 1
    tags[700] = xmp.packet(title, about)
    left, top = dots.box[:2]
    corner = (dots.west + left * dots.across, dots.north - top * dots.down)
    doubles, keys = _keys(frame)
    told = {SCALE: (dots.across, dots.down, 0.0), TIEPOINT: (0.0, 0.0, 0.0, *corner, 0.0), DOUBLES: doubles}
    for tag, values in told.items():
        if values:
            tags.tagtype[tag] = 12
            tags[tag] = values
    tags.tagtype[KEYS] = 3
    tags[KEYS] = keys
    out = BytesIO()
    cut.save(out, "TIFF", compression="tiff_deflate", tiffinfo=tags, dpi=resolution)
    return out.getvalue()


def _keys(frame: Frame) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """The projection as keys of GeoTIFF: numbers that stand apart, and the directory of keys."""
    crs = frame.projection.crs
    code = crs.to_epsg()
    entries = [(1024, 0, 1, 1), (1025, 0, 1, 1)]
    doubles: list[float] = []
    if code:
        entries.append((3072, 0, 1, code))
    else:
        operation: Any = crs.coordinate_operation
        held = {one.name: float(one.value) for one in operation.params}
        entries += [(2048, 0, 1, 4326), (3072, 0, 1, 32767), (3074, 0, 1, 32767), (3075, 0, 1, 8), (3076, 0, 1, 9001)]
        for key, name in ANGLES.items():
            entries.append((key, DOUBLES, 1, len(doubles)))
            doubles.append(held[name])
    return tuple(doubles), (1, 1, 0, len(entries), *(number for entry in entries for number in entry))
