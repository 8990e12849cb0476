"""How far it is by sea from every port to every other: `python -m corridor_atlas.build.sea_lanes`.

The shortest way over the open water of the base map: first over a grid of points at sea, then
pulled straight wherever a straight line stays off the land. Nothing keeps it away from shoals,
closed waters or borders at sea, so the result is a distance, not a course to sail.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from scipy.ndimage import binary_dilation
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra
from shapely.geometry import LineString, Point

from corridor_atlas.data import dataset
from corridor_atlas.data.sea_lanes import COLUMNS, FILE, KIND, Places
from corridor_atlas.data.tables import Role
from corridor_atlas.network.topology import GEOD, length_km

BOX = (117.0, 32.0, 143.0, 51.0)
"""West, south, east, north in degrees: from the Yellow Sea to the Tatar Strait."""
STEP = 0.05
"""Degrees between two points of the grid."""
MOVES = ((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2))
"""Steps from a point to its neighbours; those back are the same links."""
Numbers = np.ndarray[Any, np.dtype[Any]]


class Water:
    """The grid of points at sea, with the links between neighbours that cross no land."""

    def __init__(self, land: shapely.Geometry) -> None:
        self.land = land
        shapely.prepare(land)
        west, south, east, north = BOX
        self.columns, rows = round((east - west) / STEP) + 1, round((north - south) / STEP) + 1
        lon, lat = np.meshgrid(np.linspace(west, east, self.columns), np.linspace(south, north, rows))
        self.places: Places = np.column_stack([lon.ravel(), lat.ravel()])
        self.wet: Numbers = ~shapely.contains_xy(land, self.places)

    @cached_property
    def links(self) -> coo_array:
        """Lengths in kilometres between neighbouring points, the sea alone and not its inland pools."""
        starts, ends = (np.concatenate(parts) for parts in zip(*map(self._links, MOVES), strict=True))
        a, b = self.places[starts], self.places[ends]
        km = np.asarray(GEOD.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2]) / 1000
        size = len(self.places)
        return coo_array((km, (starts, ends)), shape=(size, size))

    @cached_property
    def coastal(self) -> Numbers:
        """Which points lie so near to land that a link from them could cross it."""
        dry = ~self.wet.reshape(-1, self.columns)
        return np.asarray(binary_dilation(dry, np.ones((3, 3)), iterations=3)).ravel()

    def _links(self, move: tuple[int, int]) -> tuple[Numbers, Numbers]:
        numbers = np.arange(len(self.places)).reshape(-1, self.columns)
        dx, dy = move
        here = numbers[max(0, -dy) : len(numbers) - max(0, dy), : self.columns - dx].ravel()
        there = numbers[max(0, dy) : len(numbers) + min(0, dy), dx:].ravel()
        both = self.wet[here] & self.wet[there]
        here, there = here[both], there[both]
        near = np.flatnonzero(self.coastal[here])
        lines = shapely.linestrings(np.stack([self.places[here[near]], self.places[there[near]]], axis=1))
        dry = near[shapely.intersects(self.land, lines)]
        return np.delete(here, dry), np.delete(there, dry)

    @cached_property
    def sea(self) -> Numbers:
        """Numbers of the points of the one great water."""
        _, group = connected_components(self.links, directed=False)
        return np.flatnonzero((group == np.bincount(group[self.wet]).argmax()) & self.wet)

    def nearest(self, port: Point) -> int:
        """Number of the point at sea that is nearest to a port."""
        _, _, metres = GEOD.inv(
            np.full(len(self.sea), port.x), np.full(len(self.sea), port.y), *self.places[self.sea].T
        )
        return int(self.sea[int(np.argmin(metres))])

    def pulled(self, way: Places) -> Places:
        """The way with every detour cut off that a straight line over water can do without."""
        kept, here = [0], 0
        while here < len(way) - 1:
            ahead = range(len(way) - 1, here, -1)
            here = next(i for i in ahead if i == here + 1 or not self._crosses(way[here], way[i]))
            kept.append(here)
        return way[kept]

    def _crosses(self, a: Numbers, b: Numbers) -> bool:
        return bool(shapely.intersects(self.land, LineString([a, b])))


def lanes(water: Water, ports: dict[str, Point]) -> Iterator[dict[str, str]]:
    """A row of the file for every two ports, in the order of their ids."""
    names = sorted(ports)
    at = [water.nearest(ports[name]) for name in names]
    _, before = dijkstra(water.links.tocsr(), directed=False, indices=at, return_predecessors=True)
    for (i, start), (j, end) in combinations(enumerate(names), 2):
        numbers = [at[j]]
        while numbers[-1] != at[i]:
            numbers.append(int(before[i, numbers[-1]]))
        way = water.pulled(water.places[numbers[::-1]])
        course = np.round([(ports[start].x, ports[start].y), *way, (ports[end].x, ports[end].y)], 4)
        text = " ".join(f"{number:g}" for number in course.ravel())
        yield dict(zip(COLUMNS, (start, end, f"{length_km(LineString(course)):.1f}", text), strict=True))


def main(root: Path | None = None) -> None:
    """Compute all lanes of a data set and write its file."""
    atlas = dataset.load(root)
    land = gpd.read_file(atlas.root / "geodata" / "basemap" / "region.geojson")
    shape = shapely.union_all(land.clip(BOX).geometry.to_numpy())
    ports = {
        one.id: one.geometry
        for one in atlas.features.values()
        if one.meaning.role is Role.PORT and one.record.kind == KIND and isinstance(one.geometry, Point)
        if shapely.box(*BOX).covers(one.geometry)
    }
    with (atlas.root / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lanes(Water(shape), ports))


if __name__ == "__main__":
    main()
