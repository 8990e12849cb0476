"""The base map for the browser: land with its borders in up to three tiers, waters, names.

Files are those of geodata/basemap/ (see its README); any of them may be missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely.geometry import MultiLineString, MultiPoint, box, shape
from shapely.ops import linemerge

from corridor_atlas.core.characters import clean
from corridor_atlas.data import base_map
from corridor_atlas.draw.kinds import _delta, areas, lines, points

Segment = tuple[tuple[float, float], tuple[float, float]]


def payload(folder: Path) -> dict[str, Any]:
    """Everything the browser needs to draw the base map found in `folder`, encoded; to read, not to change.

    It is made once for the files as they are: that takes most of the time that a map takes.
    """
    return _payload(folder, tuple(_written(folder / f"{name}.geojson") for name in base_map.FILES))


def _written(path: Path) -> tuple[int, ...] | None:
    """What tells a file from one that was put in its place, or may no longer be read."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


@lru_cache(maxsize=4)
def _payload(folder: Path, _written: tuple[tuple[int, ...] | None, ...]) -> dict[str, Any]:
    tiers = {name: base_map.read(folder, name) for name in base_map.TIERS}
    told: dict[str, Any] = {name: _tier(name, features) for name, features in tiers.items() if features}
    told["lakes"] = [{"g": _delta.shape(areas.drawn(shape(one["geometry"])))} for one in base_map.read(folder, "lakes")]
    told["rivers"] = [
        {
            "g": _delta.shape(lines.drawn(shape(one["geometry"]))),
            "r": one["properties"]["rank"],
            "n": _names(one["properties"].get("name")),
        }
        for one in base_map.read(folder, "rivers")
    ]
    told["places"] = [_place(one) for one in base_map.read(folder, "places")]
    return told


def _place(one: dict[str, Any]) -> dict[str, Any]:
    props, where = one["properties"], _delta.shape(points.drawn(shape(one["geometry"])))
    told = {"n": _names(props["name"]), "g": where, "r": props["rank"], "k": props["kind"], "z": props["min_zoom"]}
    return told | ({"v": {side: _names(names) for side, names in props["views"].items()}} if "views" in props else {})


def _names(names: dict[str, str] | None) -> dict[str, str] | None:
    """Names by language without what no text may hold: these files are not read as strictly as the facts."""
    return names and {language: clean(name) for language, name in names.items()}


def _tier(name: str, features: list[dict[str, Any]]) -> dict[str, Any]:
    shapes = [shape(one["geometry"]) for one in features]
    told: dict[str, Any] = {
        "land": [{"g": _delta.shape(areas.drawn(one))} for one in shapes],
        "borders": [{"g": {"t": "MultiLineString", "c": [_delta.encode(line) for line in _shared(_rings(shapes))]}}],
    }
    if name != "world":  # a finer tier covers a part of the world only
        bounds = MultiPoint([corner for one in shapes for corner in box(*one.bounds).exterior.coords]).bounds
        told["box"] = list(bounds)
    return told


def _rings(shapes: Iterable[Any]) -> list[list[tuple[float, float]]]:
    rings = []
    for one in shapes:
        for part in getattr(one, "geoms", [one]):
            rings += [list(ring.coords) for ring in (part.exterior, *part.interiors)]
    return rings


def _shared(rings: list[list[tuple[float, float]]]) -> list[list[tuple[float, float]]]:
    """Lines along which two countries touch: the segments that stand in two rings, joined."""
    seen: Counter[Segment] = Counter()
    for ring in rings:
        for a, b in pairwise(ring):
            seen[(a, b) if a <= b else (b, a)] += 1
    twice = [segment for segment, number in seen.items() if number > 1]
    merged = linemerge(MultiLineString(twice)) if twice else MultiLineString()
    return [list(line.coords) for line in getattr(merged, "geoms", [merged])]
