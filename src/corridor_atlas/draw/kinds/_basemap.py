"""The base map for the browser: land and waters in up to three tiers, names.

Files are those of geodata/basemap/ (see its README); any of them may be missing. The finest tier is cut into cells,
each of which can travel by itself when it is asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.characters import clean
from corridor_atlas.data import base_map
from corridor_atlas.data.disputes import Dispute
from corridor_atlas.draw.kinds import _delta, _tints, _topology, areas, lines, points

UNITS = {"world": 100, "region": 10_000, "detail": 100_000}
"""Parts of a degree that one integer step of a tier stands for."""
PROVINCES = 1000
"""The same for the borders of provinces."""
CELL = (7.0, 5.5)
"""Degrees of longitude and latitude of a cell, about."""
OVERLAP = 0.01
"""Degrees by which cells overlap, so that no seam shows between them."""
FAR_RANK = 2
"""Rivers up to this rank are seen at the zooms of the world, where finer tiers have waters of their own."""

Box = tuple[float, float, float, float]
Feature = dict[str, Any]
Claim = tuple[str, Box, tuple[str, ...]]
"""Who holds an area, where it lies, who claims it."""
Made = tuple[dict[str, Any], dict[str, dict[str, Any]], dict[str, int], set[Box]]
"""What is told, the cells that may follow, the tints of countries, and the boxes of claims without land in them."""


def payload(folder: Path, *, whole: bool = True, disputes: Sequence[Dispute] = ()) -> dict[str, Any]:
    """Everything the browser needs to draw the base map found in `folder`, encoded; to read, not to change.

    It is made once for the files as they are: that takes most of the time that a map takes.

    Parameters
    ----------
    folder
        Where the files are.
    whole
        Whether the cells of the finest tier stand in it; else only their boxes and ids, and `cells` has them.
    disputes
        Areas that more than one country claims.
    """
    told, apart, tints, signs = _made(folder, disputes)
    if tints and disputes:
        told = {**told, "disputes": [_disputed(one, tints, signs) for one in disputes]}
    if not whole or not apart:
        return told
    detail = told["detail"]
    return {**told, "detail": {**detail, "cells": [{**one, **apart[one["id"]]} for one in detail["cells"]]}}


def cells(folder: Path, disputes: Sequence[Dispute] = ()) -> dict[str, dict[str, Any]]:
    """The cells of the finest tier by id, which changes with what is in them; `disputes` as for `payload`."""
    return _made(folder, disputes)[1]


def _made(folder: Path, disputes: Sequence[Dispute]) -> Made:
    written = tuple(_written(folder / f"{name}.geojson") for name in base_map.FILES)
    return _payload(folder, written, tuple((one.holder, one.box, one.claimants) for one in disputes))


def _written(path: Path) -> tuple[int, ...] | None:
    """What tells a file from one that was put in its place, or may no longer be read."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


@lru_cache(maxsize=4)
def _payload(folder: Path, _written: tuple[tuple[int, ...] | None, ...], claims: tuple[Claim, ...]) -> Made:
    tiers = {name: _Tier(folder, name) for name in base_map.TIERS}
    tints = _tints.of(
        [shapes for one in tiers.values() if (shapes := one.by_code())], [claimants for _, _, claimants in claims]
    )
    told: dict[str, Any] = {
        name: one.told([one.cell(tints, one.box)]) for name, one in tiers.items() if one.land and name != "detail"
    }
    apart = {}
    if tiers["detail"].land:
        boxes = []
        for box in _grid(tiers["detail"].box or (0, 0, 0, 0)):
            cell = tiers["detail"].cell(tints, box)
            id_ = "ground_" + hashlib.sha256(json.dumps(cell).encode()).hexdigest()[:12]
            apart[id_] = cell
            boxes.append({"id": id_, "box": list(box)})
        told["detail"] = tiers["detail"].told(boxes)
    far = FAR_RANK if any(one.water for one in tiers.values()) else None
    told["lakes"] = [{"g": _delta.shape(areas.drawn(shape(one["geometry"])))} for one in base_map.read(folder, "lakes")]
    rivers = base_map.read(folder, "rivers")
    told["rivers"] = [_river(one) for one in rivers if far is None or one["properties"]["rank"] <= far]
    told["places"] = [_place(one) for one in base_map.read(folder, "places")]
    if provinces := base_map.read(folder, "provinces"):
        told["provinces"] = [_delta.shape(lines.drawn(shape(one["geometry"])), PROVINCES) for one in provinces]
    finest = [one.by_code() for one in tiers.values() if one.box]
    signs = {box for holder, box, _ in claims if not any(_holds(holder, box, land) for land in finest)}
    return told, apart, tints, signs


def _holds(holder: str, box: Box, land: Mapping[str, BaseGeometry]) -> bool:
    return holder in land and bool(land[holder].intersects(shapely.box(*box)))


class _Tier:
    """Land and waters of one fineness, and the box that they fill; None for the world."""

    def __init__(self, folder: Path, name: str) -> None:
        self.unit = UNITS[name]
        self.land = base_map.read(folder, name)
        self.shapes = [shape(one["geometry"]) for one in self.land]
        # only what has land beneath it is water
        self.water = base_map.read(folder, base_map.WATERS[name]) if self.land and name in base_map.WATERS else []
        self.waters = [shape(one["geometry"]) for one in self.water]
        self.box: Box | None = None
        if name != "world" and self.shapes:
            west, south, east, north = (float(one) for one in shapely.total_bounds(self.shapes))
            self.box = (west, south, east, north)

    def by_code(self) -> dict[str, BaseGeometry]:
        """The shapes of countries by their code."""
        return {
            one["properties"].get("code") or "": geometry for one, geometry in zip(self.land, self.shapes, strict=True)
        }

    def told(self, cells: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """The tier with its cells, as the browser gets it."""
        told: dict[str, Any] = {"unit": self.unit, "water": bool(self.water), "cells": list(cells)}
        return told | ({"box": list(self.box)} if self.box else {})

    def cell(self, tints: dict[str, int], box: Box | None) -> dict[str, Any]:
        """What lies in a box."""
        wide = box and self.box and _widened(box, self.box)
        land = _cut(self.land, self.shapes, wide)
        told: dict[str, Any] = _topology.pack([one for _, one in land], self.unit, wide)
        told["tints"] = [tints.get(props.get("code") or "", 0) for props, _ in land]
        water = _cut(self.water, self.waters, wide)
        lakes = [(props, one) for props, one in water if one.geom_type in ("Polygon", "MultiPolygon")]
        told["lakes"] = _topology.pack([one for _, one in lakes], self.unit, wide)
        told["lakes"]["names"] = [_names(props.get("name")) for props, _ in lakes]
        lines_ = [(props, one) for props, one in water if one.geom_type in ("LineString", "MultiLineString")]
        told["rivers"] = [
            {"g": _delta.shape(lines.drawn(one), self.unit), "r": props["rank"], "n": _names(props.get("name"))}
            for props, one in lines_
        ]
        return told


def _widened(box: Box, limits: Box) -> Box:
    """A box with the overlap, inside limits."""
    return (
        max(box[0] - OVERLAP, limits[0]),
        max(box[1] - OVERLAP, limits[1]),
        min(box[2] + OVERLAP, limits[2]),
        min(box[3] + OVERLAP, limits[3]),
    )


def _cut(
    features: Sequence[Feature], shapes: Sequence[BaseGeometry], box: Sequence[float] | None
) -> list[tuple[dict[str, Any], BaseGeometry]]:
    """The features of which something lies in a box, cut to it; polygons all turn the same way."""
    parts = (
        np.array(shapes, dtype=object) if box is None else shapely.clip_by_rect(np.array(shapes, dtype=object), *box)
    )
    turned = shapely.orient_polygons(parts)
    return [(features[i]["properties"], turned[i]) for i in np.flatnonzero(~shapely.is_empty(parts)).tolist()]


def _grid(box: Box) -> list[Box]:
    """A box as cells of about `CELL`."""
    west, south, east, north = box
    columns, rows = max(1, round((east - west) / CELL[0])), max(1, round((north - south) / CELL[1]))
    lons = [west + (east - west) * i / columns for i in range(columns + 1)]
    lats = [south + (north - south) * i / rows for i in range(rows + 1)]
    return [(lons[i], lats[j], lons[i + 1], lats[j + 1]) for i, j in product(range(columns), range(rows))]


def _disputed(one: Dispute, tints: dict[str, int], signs: set[Box]) -> dict[str, Any]:
    """An area that several claim: its names, its box, who claims it, first the holder, and their tints.

    Where the base map has no land of it, a sign stands for it at every zoom.
    """
    claimed = {"b": list(one.box), "by": list(one.claimants), "t": [tints.get(code, 0) for code in one.claimants]}
    return {"n": one.name, "v": one.views, **claimed, **({"sign": 1} if one.box in signs else {})}


def _river(one: Feature) -> dict[str, Any]:
    props = one["properties"]
    drawn = _delta.shape(lines.drawn(shape(one["geometry"])))
    return {"g": drawn, "r": props["rank"], "n": _names(props.get("name"))}


def _place(one: dict[str, Any]) -> dict[str, Any]:
    props, where = one["properties"], _delta.shape(points.drawn(shape(one["geometry"])))
    told = {"n": _names(props["name"]), "g": where, "r": props["rank"], "k": props["kind"], "z": props["min_zoom"]}
    return told | ({"v": {side: _names(names) for side, names in props["views"].items()}} if "views" in props else {})


def _names(names: dict[str, str] | None) -> dict[str, str] | None:
    """Names by language without what no text may hold: these files are not read as strictly as the facts."""
    return names and {language: clean(name) for language, name in names.items()}
