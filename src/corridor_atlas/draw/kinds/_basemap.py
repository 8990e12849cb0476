"""The base map for the browser: land and waters in up to three tiers, names.

Files are those of geodata/basemap/ (see its README); any of them may be missing. The finest tier is cut into cells,
each of which can travel by itself when it is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.characters import clean
from corridor_atlas.data import base_map
from corridor_atlas.data.disputes import Dispute
from corridor_atlas.draw.kinds import _delta, _tints, _topology, areas, lines, points

UNITS = {"world": 100, "region": 10_000, "detail": 100_000}
"""Parts of a degree that one integer step of a tier stands for."""
REACH = {"world": 0.3, "region": 0.025, "detail": 0.003}
"""How far from a corner its rounding begins at most, in degrees of the equator (see `rounding`)."""
MOUTH = 0.25
"""So many reaches from the shore a vertex of a river is at its mouth, and stays where it is."""
PROVINCES = 1000
"""The same for the borders of provinces."""
FROM = {"world": 0, "region": 5, "detail": 9}
"""The zoom from which a tier takes the place of the one before."""
CELL = (7.0, 5.5)
"""Degrees of longitude and latitude of a cell, about."""
OVERLAP = 0.01
"""Degrees by which cells overlap, so that no seam shows between them."""
FAR_RANK = 2
"""Rivers up to this rank are seen at the zooms of the world, where finer tiers have waters of their own."""

COARSE = 10
"""Parts of a degree that one integer step of the waters of a sea stands for."""

Box = tuple[float, float, float, float]
Feature = dict[str, Any]
Files = tuple[tuple[int, ...] | None, ...]
"""What tells the files of a base map from others that were put in their place."""
Claim = tuple[str, Box]
"""Who holds an area in dispute, and where it lies."""
Rivals = tuple[tuple[str, ...], ...]
"""Codes of the countries that claim each area in dispute."""


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
    files, rivals = _files(folder), _rivals(disputes)
    told = _payload(folder, files, rivals)
    if disputes and (tints := _tints_of(folder, files, rivals)):
        signs = _signs(folder, files, tuple((one.holder, one.box) for one in disputes))
        told = {**told, "disputes": [_disputed(one, tints, signs) for one in disputes]}
    if not whole or "detail" not in told:
        return told
    detail, apart = told["detail"], cells(folder, disputes)
    return {**told, "detail": {**detail, "cells": [{**one, **apart[one["id"]]} for one in detail["cells"]]}}


def cells(folder: Path, disputes: Sequence[Dispute] = ()) -> dict[str, dict[str, Any]]:
    """The cells of the finest tier by id, which changes with what they are made of; `disputes` as for `payload`.

    They are made when they are asked for: that takes as long as all the rest.
    """
    return _cells(folder, _files(folder), _rivals(disputes))


def part(folder: Path, box: Box, zoom: float, disputes: Sequence[Dispute] = ()) -> dict[str, Any]:
    """What is drawn of the base map in a box at a zoom, encoded as by `payload`; no cell is left to follow.

    `disputes` are as for `payload`, of which this is a part.
    """
    files, rivals = _files(folder), _rivals(disputes)
    tints, whole = _tints_of(folder, files, rivals), payload(folder, whole=False, disputes=disputes)
    told: dict[str, Any] = {}
    own = True
    for name, one in _tiers(folder, files).items():
        inside = _common(box, one.box) if one.land and zoom >= FROM[name] else None
        if inside:
            told = {} if inside == box else told  # nothing coarser is seen beneath it
            told[name] = one.told([one.cell(tints, inside)], inside)
            own = own and one.has_water
    places = [one for one in whole["places"] if one["z"] <= zoom and _lies_in(one["g"], box)]
    far = {name: [] if own else whole[name] for name in ("lakes", "rivers")}
    if "disputes" in whole:
        told["disputes"] = [one for one in whole["disputes"] if _common(one["b"], box)]
    if "provinces" in whole:
        told["provinces"] = _provinces(folder, box)
    return {**told, **far, "places": places}


def _common(box: Sequence[float], other: Box | None) -> Box | None:
    """What two boxes have in common, None for nothing; another that is None is the world."""
    if other is None:
        return (box[0], box[1], box[2], box[3])
    west, south, east, north = (*map(max, box[:2], other[:2]), *map(min, box[2:], other[2:]))
    return (west, south, east, north) if west < east and south < north else None


def _lies_in(shape: dict[str, Any], box: Box) -> bool:
    """Whether an encoded point lies in a box."""
    lon, lat = (one / _delta.UNIT for one in shape["c"][0])
    return bool(box[0] <= lon <= box[2] and box[1] <= lat <= box[3])


def _rivals(disputes: Sequence[Dispute]) -> Rivals:
    return tuple(one.claimants for one in disputes)


def _files(folder: Path) -> Files:
    return tuple(_written(folder / f"{name}.geojson") for name in base_map.FILES)


def _written(path: Path) -> tuple[int, ...] | None:
    """What tells a file from one that was put in its place, or may no longer be read."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


@lru_cache(maxsize=4)
def _payload(folder: Path, files: Files, rivals: Rivals) -> dict[str, Any]:
    tiers = _tiers(folder, files)
    tints = _tints_of(folder, files, rivals)
    told: dict[str, Any] = {
        name: one.told([one.cell(tints, one.box)]) for name, one in tiers.items() if one.land and name != "detail"
    }
    if tiers["detail"].land:
        told["detail"] = tiers["detail"].told(
            [{"id": id_, "box": list(box)} for id_, box in _grid(folder, files, rivals)]
        )
    far = FAR_RANK if base_map.present(folder, base_map.WATERS.values()) else None
    told["lakes"] = [{"g": _delta.shape(areas.drawn(shape(one["geometry"])))} for one in base_map.read(folder, "lakes")]
    rivers = base_map.read(folder, "rivers")
    told["rivers"] = [_river(one) for one in rivers if far is None or one["properties"]["rank"] <= far]
    told["places"] = [_place(one) for one in base_map.read(folder, "places")]
    if provinces := _provinces(folder):
        told["provinces"] = provinces
    return told


def _provinces(folder: Path, box: Box | None = None) -> list[dict[str, Any] | None]:
    """The borders of provinces, all of them or what lies in a box."""
    shapes = [shape(one["geometry"]) for one in base_map.read(folder, "provinces")]
    if box:
        shapes = [one for one in shapely.clip_by_rect(shapes, *box) if not one.is_empty]
    return [_delta.shape(lines.drawn(one), PROVINCES) for one in shapes]


@lru_cache(maxsize=4)
def _cells(folder: Path, files: Files, rivals: Rivals) -> dict[str, dict[str, Any]]:
    tints, detail = _tints_of(folder, files, rivals), _tiers(folder, files)["detail"]
    return {id_: detail.cell(tints, box) for id_, box in _grid(folder, files, rivals)} if detail.land else {}


@lru_cache(maxsize=4)
def _tiers(folder: Path, _files: Files) -> dict[str, _Tier]:
    return {name: _Tier(folder, name) for name in base_map.TIERS}


@lru_cache(maxsize=4)
def _tints_of(folder: Path, files: Files, rivals: Rivals) -> dict[str, int]:
    """The tints of countries; rivals have different ones."""
    return _tints.of([one.by_code() for one in _tiers(folder, files).values() if one.land], rivals)


@lru_cache(maxsize=4)
def _signs(folder: Path, files: Files, claims: tuple[Claim, ...]) -> set[Box]:
    """The boxes of claims in which no fine tier has land of the holder."""
    fine = [one.by_code() for one in _tiers(folder, files).values() if one.box]
    return {box for holder, box in claims if not any(_holds(holder, box, land) for land in fine)}


def _holds(holder: str, box: Box, land: Mapping[str, BaseGeometry]) -> bool:
    return holder in land and bool(land[holder].intersects(shapely.box(*box)))


def _grid(folder: Path, files: Files, rivals: Rivals) -> list[tuple[str, Box]]:
    """The finest tier as cells of about `CELL`, each with its id."""
    west, south, east, north = _tiers(folder, files)["detail"].box or (0, 0, 0, 0)
    columns, rows = max(1, round((east - west) / CELL[0])), max(1, round((north - south) / CELL[1]))
    lons = [west + (east - west) * i / columns for i in range(columns + 1)]
    lats = [south + (north - south) * i / rows for i in range(rows + 1)]
    boxes = [(lons[i], lats[j], lons[i + 1], lats[j + 1]) for i, j in product(range(columns), range(rows))]
    held = [base_map.content(folder, name) for name in (*base_map.TIERS, *base_map.WATERS.values())]
    sum_ = hashlib.sha256(b"\0".join([*held, repr(rivals).encode()])).hexdigest()[:12]
    return [(f"ground_{sum_}_{number}", box) for number, box in enumerate(boxes)]


class _Tier:
    """Land and waters of one fineness, and the box that they fill; None for the world."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.unit = UNITS[name]
        self.land = base_map.read(folder, name)
        self.shapes = [shape(one["geometry"]) for one in self.land]
        self.box: Box | None = None
        if name != "world" and self.shapes:
            west, south, east, north = (float(one) for one in shapely.total_bounds(self.shapes))
            self.box = (west, south, east, north)

    @cached_property
    def water(self) -> list[Feature]:
        """Rivers and lakes: only what has land beneath it is water. Read when asked for."""
        return base_map.read(self.folder, base_map.WATERS[self.name]) if self.land and self.has_water else []

    @cached_property
    def waters(self) -> list[BaseGeometry]:
        """Their shapes."""
        return [shape(one["geometry"]) for one in self.water]

    @property
    def has_water(self) -> bool:
        """Whether the tier has waters of its own."""
        return bool(base_map.present(self.folder, [base_map.WATERS.get(self.name, "")]))

    def by_code(self) -> dict[str, BaseGeometry]:
        """The shapes of countries by their code."""
        return {
            one["properties"].get("code") or "": geometry for one, geometry in zip(self.land, self.shapes, strict=True)
        }

    def told(self, cells: Sequence[dict[str, Any]], box: Box | None = None) -> dict[str, Any]:
        """The tier with its cells, as the browser gets it: all of it, or what lies in a box."""
        told: dict[str, Any] = {"unit": self.unit, "water": self.has_water, "cells": list(cells)}
        told |= {"from": FROM[self.name], "reach": REACH[self.name]}
        return told | ({"box": list(box or self.box or ())} if box or self.box else {})

    def cell(self, tints: dict[str, int], box: Box | None) -> dict[str, Any]:
        """What lies in a box."""
        wide = _widened(box, self.box) if box and self.box else box
        land = _cut(self.land, self.shapes, wide)
        told: dict[str, Any] = _topology.pack([one for _, one in land], self.unit, wide)
        told["tints"] = [tints.get(props.get("code") or "", 0) for props, _ in land]
        told["codes"] = [props.get("code") or "" for props, _ in land]
        water = _cut(self.water, self.waters, wide)
        lakes = [(props, one) for props, one in water if one.geom_type in ("Polygon", "MultiPolygon")]
        lines_ = [(props, one) for props, one in water if one.geom_type in ("LineString", "MultiLineString")]
        arcs = _topology.lines(told, self.unit)
        shores = [arcs[i] for i in told["shores"]]
        areas_ = [one for _, one in lakes]
        mouths = _topology.mouths(areas_, [one for _, one in lines_], shores, MOUTH * REACH[self.name])
        told["lakes"] = _topology.pack(areas_, self.unit, wide, mouths)
        told["lakes"]["names"] = [_names(props.get("name")) for props, _ in lakes]
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
    if "views" in props:
        told["v"] = {side: _names(names) for side, names in props["views"].items()}
    if props["kind"] == "country":
        told["c"] = props.get("code", "")
    if "waters" in props:
        told["w"] = _delta.shape(MultiPolygon([Polygon(ring) for ring in props["waters"]]), COARSE)
    return told


def _names(names: dict[str, str] | None) -> dict[str, str] | None:
    """Names by language without what no text may hold: these files are not read as strictly as the facts."""
    return names and {language: clean(name) for language, name in names.items()}
