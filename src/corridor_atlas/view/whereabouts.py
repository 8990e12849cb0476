"""What a part of the map is called: after a region of the atlas, or after the town in its middle.

The rule of the page (`web/src/model/whereabouts.js`); `spec/headline.json` holds both to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import shapely

from corridor_atlas.core.language import pick, short_name
from corridor_atlas.core.words import Words
from corridor_atlas.data import base_map
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.settings import Region
from corridor_atlas.data.tables import Role
from corridor_atlas.view.gazetteer import GROWN, Extent, mercator

MOST = 0.5
"""A region gives its name to what lies in it with more than this part of its area."""
FITS = 4.0
"""So many times the area of the map a region may have, and still is a better name than that of a town."""
CLOSE_KM = 300.0
"""A map whose sides are shorter than this, taken together, may be named after a town."""
INNER = 0.6
"""The part of width and height in the middle of a map in which the town has to lie."""
EQUATOR_KM = 40075.0
MAJOR = 4
"""Rank of a place of the base map up to which it goes before the towns of the atlas that are no cities."""


@dataclass(frozen=True)
class _Box:
    """A part of the world in Web Mercator, as parts of the world's width: west, north, east, south."""

    west: float
    north: float
    east: float
    south: float

    @property
    def area(self) -> float:
        """Its area, as part of the square of the world."""
        return max(0.0, self.east - self.west) * max(0.0, self.south - self.north)

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, from west and north."""
        return (self.west + self.east) / 2, (self.north + self.south) / 2

    def shared(self, other: _Box) -> float:
        """The area that both cover."""
        return _Box(
            max(self.west, other.west), max(self.north, other.north),
            min(self.east, other.east), min(self.south, other.south),
        ).area  # fmt: skip


def flat(lon: float, lat: float) -> tuple[float, float]:
    """A place (WGS84) on the Web Mercator square, as parts of its width, from west and north.

    `lon` and `lat` are degrees.
    """
    return (lon + 180) / 360, mercator(lat)


def whereabouts(atlas: Atlas, extent: Extent, words: Words) -> str:
    """What the part of the world that a map shows is called.

    The smallest region of the atlas that holds more than half of it; where that is much larger, or there is
    none, the city or town in its middle if it is seen from close by; else the largest region that it meets,
    and at last the title of the atlas.

    Parameters
    ----------
    atlas
        The data set, with the regions of `atlas.toml`, its towns and its base map.
    extent
        West, south, east, north in degrees (WGS84).
    words
        Those of the language, with the table "map".
    """
    west, south, east, north = extent
    seen = _Box(*flat(west, north), *flat(east, south))
    regions = sorted(((_box(one), one) for one in atlas.settings.region), key=lambda one: one[0].area)
    held = next((one for one in regions if one[0].shared(seen) > MOST * seen.area), None)
    if held and held[0].area <= FITS * seen.area:
        return pick(held[1].name, words.language)
    side = math.sqrt(seen.area) * EQUATOR_KM * math.cos(math.radians((south + north) / 2))
    town = _town(atlas, seen) if side < CLOSE_KM else None
    if town:
        return words("headline_around", place=short_name(pick(town, words.language)))
    widest = held or next((one for one in reversed(regions) if one[0].shared(seen) > 0), None)
    return pick(widest[1].name if widest else atlas.settings.title, words.language)


def _box(region: Region) -> _Box:
    west, south, east, north = region.box
    return _Box(*flat(west, north), *flat(east, south))


def _town(atlas: Atlas, seen: _Box) -> Mapping[str, str] | None:
    """The names of the best known place in the middle of a map, of several alike the one that lies nearest to it."""
    x, y = seen.middle
    wide, high = (INNER / 2 * one for one in (seen.east - seen.west, seen.south - seen.north))
    found = [
        (standing, math.hypot(px - x, py - y), names)
        for standing, (px, py), names in (*_towns(atlas), *_places(atlas))
        if abs(px - x) <= wide and abs(py - y) <= high
    ]
    return min(found, key=lambda one: one[:2])[2] if found else None


Candidate = tuple[int, tuple[float, float], Mapping[str, str]]
"""How far a place stands behind a city of the atlas, where it lies in Web Mercator, and its names."""


def _towns(atlas: Atlas) -> Iterator[Candidate]:
    """Cities, towns and villages of the atlas itself."""
    for feature in atlas.features.values():
        kind = feature.record.kind
        if feature.meaning.role is Role.TOWN and feature.geometry is not None and kind in GROWN:
            lon, lat = shapely.get_coordinates(feature.geometry)[0]
            yield STANDINGS[kind], flat(lon, lat), feature.record.name


STANDINGS = {"city": 0, "town": 2, "village": 9}
"""How far a settlement of the atlas stands behind its cities, by kind (`gazetteer.GROWN`)."""


def _places(atlas: Atlas) -> Iterator[Candidate]:
    """Capitals and cities of the base map."""
    for one in base_map.read(atlas.root / base_map.FOLDER, "places"):
        told = one["properties"]
        if told["kind"] in ("capital", "city"):
            yield 1 if told["rank"] <= MAJOR else told["rank"] - 2, flat(*one["geometry"]["coordinates"]), told["name"]
