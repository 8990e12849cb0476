"""Rivers and lakes of the base map.

Shapes: Natural Earth 1:50m from Debian `marble-qt-data` 4:22.12.3-1 (public domain). Where a river is
a land border its line is the border line itself, so that the two coincide on the map. The packaged
shapes have no names: a river or lake gets its name from a point that is known to lie on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build.land import Box, shared_edge, write_features
from corridor_atlas.build.marble_vectors import INNER, LINE, OUTER, read_shapes

Place = tuple[float, float]

NEAR_BORDER = 0.16
"""Degrees within which a packaged river beside a border river is taken to be the same river."""


@dataclass(frozen=True)
class Water:
    """A named river or lake: its rank (1 great to 3 small) and points on it."""

    name: Mapping[str, str]
    rank: int
    points: Sequence[Place]


@dataclass(frozen=True)
class BorderRiver:
    """A stretch of a border that runs along a river, by the vertices nearest to its two ends."""

    name: Mapping[str, str]
    rank: int
    countries: tuple[str, str]
    start: Place
    end: Place


AMUR = {"en": "Amur / Heilongjiang", "zh": "黑龙江", "ru": "Амур", "mn": "Хар мөрөн"}
TUMEN = {"en": "Tumen", "zh": "图们江", "ru": "Туманная", "ko": "두만강"}

BORDER_RIVERS = (
    BorderRiver({"en": "Argun", "zh": "额尔古纳河", "ru": "Аргунь"}, 2, ("CN", "RU"), (117.80, 49.52), (121.48, 53.33)),
    BorderRiver(AMUR, 1, ("CN", "RU"), (121.48, 53.33), (134.768, 48.361)),
    BorderRiver(
        {"en": "Ussuri", "zh": "乌苏里江", "ru": "Уссури"}, 2, ("CN", "RU"), (134.735, 48.272), (133.4152, 45.5751)
    ),
    BorderRiver(
        {"en": "Sungacha", "zh": "松阿察河", "ru": "Сунгача"}, 3, ("CN", "RU"), (133.4152, 45.5751), (132.851, 45.060)
    ),
    BorderRiver(
        {"en": "Yalu", "zh": "鸭绿江", "ru": "Ялуцзян", "ko": "압록강"},
        2,
        ("CN", "KP"),
        (124.36, 39.98),
        (128.05, 41.94),
    ),
    BorderRiver(TUMEN, 2, ("CN", "KP"), (128.30, 42.02), (130.637, 42.418)),
    BorderRiver(TUMEN, 2, ("KP", "RU"), (130.637, 42.418), (130.672, 42.316)),
)

RIVERS = (
    Water(AMUR, 1, [(135.05, 48.48), (137.0, 50.55), (137.3, 50.6), (138.5, 51.2), (140.3, 52.4), (140.7, 53.14)]),
    Water({"en": "Songhua", "zh": "松花江", "ru": "Сунгари"}, 2, [(126.6, 45.78), (130.35, 46.82), (132.2, 47.5)]),
    Water({"en": "Hailar", "zh": "海拉尔河", "ru": "Хайлар"}, 3, [(119.74, 49.22)]),
    Water(
        {"en": "Selenga", "zh": "色楞格河", "ru": "Селенга", "mn": "Сэлэнгэ"},
        2,
        [(107.58, 51.83), (103.5, 49.4), (106.7, 52.25)],
    ),
    Water(
        {"en": "Angara", "zh": "安加拉河", "ru": "Ангара"},
        2,
        [(104.28, 52.30), (102.9, 58.4), (99.5, 58.5), (101.8, 56.9)],
    ),
    Water(
        {"en": "Yenisei", "zh": "叶尼塞河", "ru": "Енисей"},
        1,
        [(92.87, 56.01), (91.4, 53.7), (91.3, 60.5), (92.3, 51.7), (91.5, 54.5)],
    ),
    Water({"en": "Lena", "zh": "勒拿河", "ru": "Лена"}, 1, [(105.77, 56.78), (114.9, 60.7), (125.0, 60.8)]),
    Water({"en": "Aldan", "zh": "阿尔丹河", "ru": "Алдан"}, 2, [(125.4, 58.95)]),
    Water({"en": "Yellow River", "zh": "黄河", "ru": "Хуанхэ"}, 1, [(109.85, 40.55), (103.83, 36.07), (116.98, 36.75)]),
    Water(
        {"en": "Yangtze", "zh": "长江", "ru": "Янцзы"},
        1,
        [(112.24, 30.3), (115.98, 29.73), (118.73, 32.08), (111.28, 30.7), (106.6, 29.57)],
    ),
    Water({"en": "Han", "zh": "汉江"}, 3, [(112.1, 32.05)]),
    Water({"en": "Liao", "zh": "辽河", "ru": "Ляохэ"}, 2, [(123.6, 42.3), (121.3, 43.55), (123.4, 43.7)]),
)

LAKES = (
    Water({"en": "Lake Baikal", "zh": "贝加尔湖", "ru": "Байкал", "mn": "Байгал нуур"}, 1, [(107.8, 53.5)]),
    Water({"en": "Lake Khanka / Xingkai", "zh": "兴凯湖", "ru": "Ханка"}, 1, [(132.4, 45.0)]),
    Water({"en": "Hulun Lake", "zh": "呼伦湖", "ru": "Далайнор"}, 2, [(117.4, 48.95)]),
    Water({"en": "Buir Lake", "zh": "贝尔湖", "ru": "Буйр-Нур", "mn": "Буйр нуур"}, 2, [(117.7, 47.8)]),
    Water({"en": "Khövsgöl", "zh": "库苏古尔湖", "ru": "Хубсугул", "mn": "Хөвсгөл нуур"}, 1, [(100.5, 51.0)]),
    Water({"en": "Uvs Lake", "zh": "乌布苏湖", "ru": "Убсу-Нур", "mn": "Увс нуур"}, 2, [(92.75, 50.3)]),
    Water({"en": "Khyargas Lake", "ru": "Хяргас-Нур", "mn": "Хяргас нуур"}, 3, [(93.3, 49.2)]),
    Water({"en": "Qinghai Lake", "zh": "青海湖", "ru": "Кукунор"}, 2, [(100.2, 36.9)]),
    Water({"en": "Bratsk Reservoir", "zh": "布拉茨克水库", "ru": "Братское водохранилище"}, 2, [(103.0, 54.5)]),
    Water({"en": "Lake Biwa", "zh": "琵琶湖", "ja": "琵琶湖", "ru": "Бива"}, 3, [(136.1, 35.3)]),
    Water({"en": "Lake Tai", "zh": "太湖", "ru": "Тайху"}, 3, [(120.2, 31.2)]),
)

NAME_REACH = 0.3
"""Degrees within which a packaged shape lies of a point that names it."""


def write_rivers(centrelines: Path, land: gpd.GeoDataFrame, box: Box, target: Path) -> None:
    """Write `rivers.geojson`: `name` by language (left out where unknown) and `rank`.

    Args:
        centrelines: `ne_50m_rivers_lake_centerlines.pn2`.
        land: the detailed country polygons, whose shared edges give the border rivers.
        box: west, south, east, north in degrees.
        target: the file to write.

    """
    borders = [(river, border_stretch(land, river)) for river in BORDER_RIVERS]
    line = shapely.union_all([stretch for _, stretch in borders])
    beside = line.buffer(NEAR_BORDER)
    features: list[tuple[dict[str, Any], BaseGeometry]]
    features = [({"name": dict(river.name), "rank": river.rank}, stretch) for river, stretch in borders]
    lines = [shapely.LineString(points) for kind, points in read_shapes(centrelines) if kind == LINE]
    inside = shapely.clip_by_rect(shapely.line_merge(shapely.union_all(lines)), *box)
    for part in shapely.get_parts(inside.difference(beside)):
        joined = _joined_to(part, line).simplify(0.004)
        features.append((_label(part, RIVERS), joined))
    features.sort(key=lambda feature: (feature[0]["rank"], feature[0].get("name", {}).get("en", "~")))
    write_features(target, features, 4)


def write_lakes(lakes: Path, box: Box, target: Path) -> None:
    """Write `lakes.geojson`: `name` by language (left out where unknown) and `rank`."""
    shells: list[tuple[list[Place], list[list[Place]]]] = []
    for kind, points in read_shapes(lakes):
        if kind == OUTER:
            shells.append((points, []))
        elif kind == INNER:
            shells[-1][1].append(points)
    window = shapely.box(*box)
    shapes = [shapely.make_valid(shapely.Polygon(shell, holes)) for shell, holes in shells]
    shown = shapely.orient_polygons([shape for shape in shapes if shape.intersects(window)])
    write_features(target, [(_label(shape, LAKES), shape) for shape in shown], 4)


def border_stretch(land: gpd.GeoDataFrame, river: BorderRiver) -> BaseGeometry:
    """The part of a border line between the vertices nearest to a river's two ends."""
    lines = shapely.get_parts(shared_edge(land, *river.countries))
    ends = shapely.points([river.start, river.end])
    line = min(lines, key=lambda one: float(shapely.distance(one, ends).sum()))
    xy = shapely.get_coordinates(line)
    first, last = sorted(int(((xy - end) ** 2).sum(axis=1).argmin()) for end in (river.start, river.end))
    return shapely.LineString(xy[first : last + 1])


def _joined_to(part: BaseGeometry, line: BaseGeometry) -> BaseGeometry:
    """A river that was cut off beside the border river, led on to it."""
    xy = shapely.get_coordinates(part).tolist()
    for at in (0, -1):
        end = shapely.Point(xy[at])
        if end.distance(line) < NEAR_BORDER * 1.05:
            mouth = shapely.ops.nearest_points(line, end)[0]
            xy.insert(0 if at == 0 else len(xy), [mouth.x, mouth.y])
    return shapely.LineString(xy)


def _label(shape: BaseGeometry, waters: Sequence[Water]) -> dict[str, Any]:
    reach = {min(shape.distance(shapely.Point(point)) for point in water.points): water for water in waters}
    nearest = min(reach)
    if nearest > NAME_REACH:
        return {"rank": 3}
    return {"name": dict(reach[nearest].name), "rank": reach[nearest].rank}
