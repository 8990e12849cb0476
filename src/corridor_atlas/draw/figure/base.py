"""The quiet map underneath: sea, land in the tint of its country, waters, borders (see geodata/basemap/README.md)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from corridor_atlas.data import base_map
from corridor_atlas.data.backends import WGS84
from corridor_atlas.data.disputes import Dispute
from corridor_atlas.draw import rounding
from corridor_atlas.draw.figure import frames
from corridor_atlas.draw.figure.frames import Extent, Frame
from corridor_atlas.draw.figure.ink import Sheet
from corridor_atlas.draw.figure.style import EARLIER, palette
from corridor_atlas.draw.kinds import _tints as tints
from corridor_atlas.draw.kinds import _topology
from corridor_atlas.draw.kinds._basemap import MOUTH, REACH, UNITS

TIERS = (("world", 0.0), ("region", 4.2), ("detail", 7.2))
"""From which zoom on each tier is drawn: earlier than on a screen, since paper shows more."""
PROVINCES = 8.2
"""Zoom to which borders of provinces are drawn: as far as their shapes are true."""
DISPUTES, SMALL, DISC, STRIPE = 4.2, 12.0, 5.0, 3.2
"""Zoom from which an area in dispute is shown however small; in pixels, the size below which a disc stands for it, the
radius of that, and the width of a stripe."""
DEGREE = 111_195.0
"""Metres of a degree of latitude."""
EDGES = ("shores", "borders")
"""Kinds of edges of land."""


@dataclass(frozen=True)
class Tier:
    """Land of one fineness: areas, coasts and borders (WGS84) without corners, and the box that it fills.

    `name` is that of its file, `codes` the countries of the areas; the box is None for the world.
    """

    name: str
    land: gpd.GeoSeries
    codes: tuple[str, ...]
    coasts: gpd.GeoSeries
    borders: gpd.GeoSeries
    box: Extent | None


def read(folder: Path, name: str) -> gpd.GeoDataFrame:
    """Read a file of the base map with its properties as columns; empty when it is missing."""
    path = folder / f"{name}.geojson"
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else _nothing()


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> gpd.GeoDataFrame:
    features = base_map.read(path.parent, path.stem)
    if not features:
        return _nothing()
    table = gpd.GeoDataFrame.from_features(features, crs=WGS84)
    return table if "name" in table else table.assign(name=None)  # rivers whose names nobody knows


@cache
def _nothing() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[], crs=WGS84)


def tier(folder: Path, name: str) -> Tier:
    """Read one tier of the land, its edges told apart: between two countries, or against the sea."""
    path = folder / f"{name}.geojson"
    return _tier(folder, name, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _tier(folder: Path, name: str, _changed: int) -> Tier:
    table = read(folder, name)
    codes = tuple(table["code"].fillna("")) if "code" in table else ("",) * len(table)
    west, south, east, north = (float(one) for one in table.total_bounds)
    land, coasts, borders = _joined(table.geometry, name, (west, south, east, north))
    return Tier(name, land, codes, coasts, borders, None if name == "world" else (west, south, east, north))


def _joined(shapes: gpd.GeoSeries, name: str, box: Extent, joints: Any = ()) -> list[gpd.GeoSeries]:
    """Areas without corners, and their edges: shores and borders, but nothing that lies on the rim of the box.

    Each edge is rounded once, so neighbours still fit; at `joints`, where a line ends at them, they keep their place.
    """
    packed = _topology.pack(shapely.orient_polygons(shapes.to_numpy()), UNITS[name], box, joints)
    arcs = _without_corners(_topology.lines(packed, UNITS[name]), name)
    areas = [MultiPolygon(_polygons(arcs, rings)) for rings in packed["areas"]]
    edges = (MultiLineString([arcs[i] for i in packed[one]]) for one in EDGES)
    coasts, borders = (shapely.get_parts(shapely.line_merge(one)) for one in edges)
    return [gpd.GeoSeries(found, crs=WGS84) for found in (areas, coasts, borders)]


def _without_corners(lines: Sequence[Any], name: str, joints: Any = ()) -> list[Any]:
    """Lines of a tier (WGS84) with their corners rounded, as on the screen."""
    known = [(x, y) for x, y in rounding.mercator(joints).tolist()] if len(joints) else []
    flat = rounding.rounded([rounding.mercator(one) for one in lines], REACH[name], known)
    return [rounding.lonlat(one) for one in flat]


def _polygons(arcs: Sequence[Any], rings: Sequence[Sequence[int]]) -> list[Polygon]:
    """Rings of arcs as polygons: each outer ring, which turns to the left, is followed by its holes."""
    found: list[tuple[Any, list[Any]]] = []
    for ring in rings:
        way = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]
        line = shapely.linearrings(np.concatenate([way[0], *(one[1:] for one in way[1:])]))
        if shapely.is_ccw(line) or not found:
            found.append((line, []))
        else:
            found[-1][1].append(line)
    return [Polygon(outer, holes) for outer, holes in found]


def has_land(folder: Path) -> bool:
    """Whether the base map of a folder has land, of any fineness."""
    return any(not read(folder, name).empty for name, _ in TIERS)


def tiers_for(folder: Path, frame: Frame) -> list[Tier]:
    """The tiers to draw, coarse to fine; a coarse one only where the finer does not cover the map."""
    chosen: list[Tier] = []
    for name, zoom in TIERS:
        if frame.zoom < zoom or read(folder, name).empty:
            continue
        one = tier(folder, name)
        if one.box is None or frame.within(one.box):
            chosen = []
        chosen.append(one)
    return chosen


def draw(sheet: Sheet, frame: Frame, folder: Path, disputes: Sequence[Dispute] = ()) -> None:
    """Paint the base map of a folder; without any land, plain paper: nobody knows where the sea is.

    `sheet` is drawn on, `frame` is where the map lies, `folder` has the files, `disputes` are areas that more than
    one country claims.
    """
    colours = palette()
    sheet.box(frame.box, fill=colours["sea" if has_land(folder) else "paper"])
    growth = min(1.3, max(0.45, frame.zoom / 7))
    for one in tiers_for(folder, frame):
        if one.box:  # a finer tier takes the place of what lies under its box
            whole = gpd.GeoSeries([shapely.box(*one.box)], crs=WGS84)
            sheet.fill(frame.place(whole, step=0.5), colours["sea"])
        coasts = frame.place(one.coasts)
        # bands of water along the coast, as on an engraved map; the land covers their inner half
        for width, alpha in ((26, 0.3), (14, 0.4), (6, 0.6)):
            sheet.stroke(coasts, colours["shallows"], width * growth, alpha=alpha)
        sheet.stroke(coasts, colours["coast"], 1.3)
        borders = frame.place(one.borders)
        tints_ = tints_of(folder, disputes)
        _countries(sheet, frame, one, borders, tints_)
        for dispute in disputes_on(frame, folder, disputes):
            _disputed(sheet, frame, one, dispute, tints_)
        _waters(sheet, frame, folder, one.name)
        if one.box and frame.zoom < PROVINCES:
            lines = frame.place(read(folder, "provinces").geometry)
            sheet.stroke(lines, colours["province"], 0.8, dash=(2, 3), cap="butt")
        dash = (8, 3, 1.6, 3) if frame.zoom >= 5 else ()
        sheet.stroke(borders, colours["border"], 0.8 if frame.zoom < 6 else 1.1, dash=dash, cap="butt")


def _countries(sheet: Sheet, frame: Frame, one: Tier, borders: gpd.GeoSeries, tint_of: dict[str, int]) -> None:
    """Fill the land, each country in its wash, with a band inside its borders."""
    colours = palette()
    land = frame.place(one.land, step=0.5)
    sheet.fill(land, colours["paper"])
    width = min(13.0, max(2.5, frame.zoom * 2.2 - 6))
    band = shapely.buffer(shapely.union_all(borders.to_numpy()), width)
    of_tint = np.array([tint_of.get(code, 0) for code in one.codes])
    for tint in np.unique(of_tint):
        shapes = shapely.make_valid(land.to_numpy()[of_tint == tint])
        sheet.fill(shapes, colours[f"wash_{tint}"])
        sheet.fill(shapely.intersection(shapes, band), colours[f"band_{tint}"])


def disputes_on(frame: Frame, folder: Path, disputes: Sequence[Dispute]) -> list[Dispute]:
    """Those of the areas in dispute that are drawn on a map; none where the base map of a folder has no land."""
    seen = [one for one in disputes if shapely.box(*one.box).intersects(shapely.box(*frame.bounds))]
    return [one for one in seen if frame.zoom >= DISPUTES or not _is_small(frame, one)] if has_land(folder) else []


def _is_small(frame: Frame, dispute: Dispute) -> bool:
    west, south, east, north = dispute.box
    across = max((east - west) * math.cos(math.radians((south + north) / 2)), north - south)
    return across * DEGREE / frame.ground < SMALL


def _disputed(sheet: Sheet, frame: Frame, one: Tier, dispute: Dispute, tint_of: dict[str, int]) -> None:
    """Hatch the land of the holder inside the box of a dispute; where that is too small, a disc stands for it."""
    claimed = [tint_of.get(code, 0) for code in dispute.claimants]
    held = one.land[[code == dispute.holder for code in one.codes]].clip_by_rect(*dispute.box)
    hatch(sheet, shapely.make_valid(frame.place(held).to_numpy()), claimed)
    if (one.box and held.is_empty.all()) or _is_small(frame, dispute):
        (middle,) = frame.place(gpd.GeoSeries([shapely.box(*dispute.box).centroid], crs=WGS84))
        disc = middle.buffer(DISC)
        if disc.is_empty:
            return
        hatch(sheet, [disc], claimed)
        sheet.stroke([disc], palette()["border"], 0.8)


def hatch(sheet: Sheet, shapes: Any, tints_: Sequence[int]) -> None:
    """Fill shapes (pixels of the page) with slanting stripes of several tints, parted by lines for print in grey."""
    area = shapely.union_all(shapes)
    if area.is_empty:
        return
    left, top, right, low = area.bounds
    period = STRIPE * np.sqrt(2)
    numbers = np.arange(np.floor((left + top) / period), np.ceil((right + low) / period) + 1)
    for i, tint in enumerate(tints_):
        stripes = [
            shapely.Polygon([(at - top, top), (at + period - top, top), (at + period - low, low), (at - low, low)])
            for at in numbers[numbers % len(tints_) == i] * period
        ]
        sheet.fill(shapely.intersection(np.array(stripes, dtype=object), area), palette()[f"tint_{tint}"])
    between = shapely.linestrings([[(at - top, top), (at - low, low)] for at in numbers * period])
    sheet.stroke(shapely.intersection(between, area), palette()["casing"], 0.5, cap="butt")


def changed(folder: Path) -> tuple[int, ...]:
    """When the files of the land were last written, to know what was made of them again."""
    paths = [folder / f"{name}.geojson" for name, _ in TIERS]
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)


def tints_of(folder: Path, disputes: Sequence[Dispute]) -> dict[str, int]:
    """The tint of each country by its code, as on the screen."""
    return _tints(folder, changed(folder), tuple(one.claimants for one in disputes))


@lru_cache(maxsize=4)
def _tints(folder: Path, _changed: tuple[int, ...], rivals: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    tables = [read(folder, name) for name, _ in TIERS]
    return tints.of(
        [dict(zip(one["code"].fillna(""), one.geometry, strict=True)) for one in tables if "code" in one], rivals
    )


def _waters(sheet: Sheet, frame: Frame, folder: Path, name: str) -> None:
    """The rivers and lakes of a tier."""
    colours = palette()
    rivers = _seen(rivers_of(folder, name), frame)
    for rank, rows in rivers.groupby("rank") if len(rivers) else ():
        width = min(2.6, max(0.5, (frame.zoom - 1.6) * 0.3 - rank * 0.16))
        sheet.stroke(frame.place(rows.geometry), colours["river"], width)
    lakes = frame.place(lakes_of(folder, name).geometry)
    sheet.fill(lakes, colours["water"])
    sheet.stroke(lakes, colours["river"], 0.7)


def _own(folder: Path, name: str) -> gpd.GeoDataFrame | None:
    """The waters of a tier, areas and lines without corners; None where it has none of its own."""
    file = base_map.WATERS.get(name, "")
    return None if read(folder, file).empty else _smooth(folder, file, name)


def lakes_of(folder: Path, name: str) -> gpd.GeoDataFrame:
    """Lakes and wide rivers that are drawn on a tier."""
    own = _own(folder, name)
    return _smooth(folder, "lakes", "world") if own is None else own[own.geom_type.str.endswith("Polygon")]


def rivers_of(folder: Path, name: str) -> gpd.GeoDataFrame:
    """Rivers that are drawn on a tier as lines."""
    own = _own(folder, name)
    return _smooth(folder, "rivers", "world") if own is None else own[own.geom_type.str.endswith("LineString")]


def _smooth(folder: Path, file: str, name: str) -> gpd.GeoDataFrame:
    """Waters of a file without corners, as fine as a tier; they still meet where they met."""
    path = folder / f"{file}.geojson"
    return _smoothed(folder, file, name, path.stat().st_mtime_ns) if path.is_file() else _nothing()


@lru_cache(maxsize=8)
def _smoothed(folder: Path, file: str, name: str, _changed: int) -> gpd.GeoDataFrame:
    table = read(folder, file)
    is_area = table.geom_type.str.endswith("Polygon").to_numpy()
    shapes = table.geometry.to_numpy().copy()
    lines, owner = shapely.get_parts(shapes[~is_area], return_index=True)
    joints = shapely.get_coordinates(shapely.get_point(lines[:, None], [0, -1]))
    flat = _without_corners([shapely.get_coordinates(one) for one in lines], name, joints)
    shapes[~is_area] = shapely.multilinestrings(
        np.array([LineString(one) for one in flat], dtype=object), indices=owner
    )
    coasts = () if read(folder, name).empty else [one.coords for one in tier(folder, name).coasts]
    mouths = _topology.mouths(shapes[is_area].tolist(), lines.tolist(), coasts, MOUTH * REACH[name])
    west, south, east, north = (float(one) for one in table.total_bounds)
    shapes[is_area] = _joined(table.geometry[is_area], name, (west, south, east, north), mouths)[0]
    return table.set_geometry(shapes, crs=WGS84)


def rivers_at(folder: Path, frame: Frame) -> gpd.GeoDataFrame:
    """Rivers that are drawn at the scale of the map, on its finest tier."""
    tiers = tiers_for(folder, frame)
    return _seen(rivers_of(folder, tiers[-1].name if tiers else "world"), frame)


def _seen(rivers: gpd.GeoDataFrame, frame: Frame) -> gpd.GeoDataFrame:
    return rivers[rivers["rank"] <= max(0, frame.zoom - 2)] if len(rivers) else rivers


def places_at(folder: Path, frame: Frame) -> gpd.GeoDataFrame:
    """Places whose names may stand at the scale of the map."""
    places = read(folder, "places")
    return places[places["min_zoom"] <= frame.zoom + EARLIER / 2] if len(places) else places


def drawn(folder: Path, frame: Frame) -> list[str]:
    """The files of the base map of which something lies on the map, in the order of `base_map.FILES`."""
    window, tiers = shapely.box(*frame.bounds), tiers_for(folder, frame)
    own = all(_own(folder, one.name) is not None for one in tiers)
    on_map = {
        **{one.name: one.land for one in tiers},
        **{found: read(folder, found).geometry for one in tiers if (found := base_map.WATERS.get(one.name))},
        **({} if own else {"lakes": read(folder, "lakes").geometry, "rivers": rivers_at(folder, frame).geometry}),
        **({"provinces": read(folder, "provinces").geometry} if frame.zoom < PROVINCES else {}),
        "places": places_at(folder, frame).geometry,
    }
    return [name for name in base_map.FILES if name in on_map and len(on_map[name].sindex.query(window, "intersects"))]


def graticule(frame: Frame) -> tuple[list[tuple[float, Any]], list[tuple[float, Any]]]:
    """Meridians and parallels of the map: their degrees and their lines in pixels of the page."""
    step = frames.graticule_step(frame)
    west, south, east, north = frame.bounds
    found = []
    for (low, high), (start, end), upright in (
        ((west, east), (south, north), True),
        ((south, north), (west, east), False),
    ):
        degrees = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
        along = np.linspace(start, end, 60)
        lines = [np.column_stack([np.full(60, one), along][:: 1 if upright else -1]) for one in degrees]
        placed = frame.place(gpd.GeoSeries(shapely.linestrings(np.array(lines)) if lines else [], crs=WGS84))
        box = frame.box
        cut = placed.clip_by_rect(*box)
        found.append([(float(one), line) for one, line in zip(degrees, cut, strict=True) if not line.is_empty])
    return found[0], found[1]
