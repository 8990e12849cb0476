"""How great a place is: from a capital down to a halt, as the data say.

The base map knows how many people live in a town. A town of the atlas has the rank that the same town has there;
where the base map does not know it, and for stations and nodes, its kind says it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import Point

from corridor_atlas.core.language import short_name
from corridor_atlas.data import base_map
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.tables import Role

TOWNS = ("capital", "city")
"""Kinds of places of the base map that are towns."""
CAPITAL, STATION = 1, 8
"""The highest rank and the lowest; between them 2 to 7 by the number of people (`build.places.RANKS`)."""
BY_KIND = {"city": 4, "town": 6, "village": 7}
"""The rank of a settlement where the base map knows none; of any other kind it is `STATION`."""
SMALL = 7
"""The rank of towns that a base map with places leaves out."""
CLOSE_KM, NAMESAKE_KM = 4.0, 60.0
"""Within so many kilometres two towns are one, and two of the same name."""
CROSSING_KM = 15.0
"""Within so many kilometres of a place where one crosses a border a town is a border town."""
BEFORE = 1
"""A town of the atlas of rank n is named from zoom n + 1 on, a border town a zoom earlier, none before its layer."""
KM_PER_DEGREE = 111.195
"""On a sphere of 6371 km."""


@dataclass(frozen=True)
class Standing:
    """The rank of a place, and the zoom from which its name is written."""

    rank: int
    named: float


def folded(name: str) -> str:
    """A name without accents, signs and what stands in brackets: two sources may write the same town differently.

    Parameters
    ----------
    name
        The name as it is written.
    """
    plain = unicodedata.normalize("NFD", short_name(name))
    return re.sub(r"[\W_]", "", "".join(sign for sign in plain if not unicodedata.combining(sign))).casefold()


def standings(atlas: Atlas) -> dict[str, Standing]:
    """The standing of each town, station and node of the atlas, by its id.

    Parameters
    ----------
    atlas
        The data set, with its base map.
    """
    features = [one for one in atlas.features.values() if isinstance(one.geometry, Point)]
    places = _places(atlas)
    gates = [one for one in features if one.meaning.role is Role.VALVE and len(one.record.countries) > 1]
    found = {}
    for one in features:
        layer = atlas.layer_of(one.table, one.record.kind)
        if layer and layer.symbol == "dot" and one.meaning.role in (Role.TOWN, Role.NODE):
            rank, border = _rank(one, places)
            border = border or (rank < STATION and any(_km(_at(one), _at(gate)) <= CROSSING_KM for gate in gates))
            found[one.id] = Standing(rank, max(layer.label_zoom, rank + BEFORE - border))
    return found


@dataclass(frozen=True)
class _Place:
    """A town of the base map: its name as `folded`, where it lies, what is told of it."""

    name: str
    at: tuple[float, float]
    rank: int
    border: bool


def _places(atlas: Atlas) -> list[_Place]:
    features = base_map.read(atlas.root / base_map.FOLDER, "places")
    told = ((one["properties"], one["geometry"]["coordinates"]) for one in features)
    return [
        _Place(folded(one["name"]["en"]), (at[0], at[1]), one["rank"], one.get("border", False))
        for one, at in told
        if one["kind"] in TOWNS
    ]


def _rank(feature: Feature, places: Sequence[_Place]) -> tuple[int, bool]:
    """The rank of a feature, and whether the base map calls it a border town."""
    kind = feature.record.kind or ""
    if feature.meaning.role is Role.NODE or kind not in BY_KIND:
        return STATION, False
    name, here = folded(feature.record.name["en"]), _at(feature)
    same = [one for one in places if _km(here, one.at) <= (NAMESAKE_KM if one.name == name else CLOSE_KM)]
    if same:
        known = min(same, key=lambda one: one.rank)
        return known.rank, known.border
    return max(BY_KIND[kind], SMALL if places and kind != "city" else 0), False


def _at(feature: Feature) -> tuple[float, float]:
    lon, lat = shapely.get_coordinates(feature.geometry)[0]
    return float(lon), float(lat)


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two places that are not far apart."""
    across = (other[0] - one[0]) * math.cos(math.radians(one[1]))
    return math.hypot(across, other[1] - one[1]) * KM_PER_DEGREE
