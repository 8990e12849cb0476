"""Numbers and shapes in cells: decimal commas, degrees with minutes, WKT, WKB and GeoJSON."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import shapely
from shapely.geometry import Point
from shapely.geometry import shape as from_document
from shapely.geometry.base import BaseGeometry

WKT = re.compile(
    r"(?i)(?:SRID=(\d{1,6});)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY)"
)
HEX = re.compile(r"0[01][0-9A-Fa-f]{40,}")
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
GROUPED = re.compile(r"[+-]?\d{1,3}(?:([ \u00a0\u202f'’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
DMS = re.compile(
    r"(?P<before>[NSEWСЮВЗ北南东西東북남동서])?\s*(?P<sign>[+-])?(?P<d>\d{1,3}(?:[.,]\d+)?)\s*[°º度도]\s*"
    r"(?:(?P<m>\d{1,2}(?:[.,]\d+)?)\s*['’′分분]\s*)?(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''|秒|초)\s*)?"
    r"(?P<after>[NSEWСЮВЗ北南东西東북남동서]|(?:[сю]\.?\s?ш|[вз]\.?\s?д)\.?)?",
)
LETTERED = re.compile(r"(?P<before>[NSEW])?\s*(?P<d>\d{1,3}(?:[.,]\d+)?)\s*(?P<after>[NSEW])?")
NEGATIVE = frozenset("SWЮЗ南西남서юз")
PAIR = re.compile(r"\s*(\S.*?\S|\S)\s*[,;]\s*(\S.*?)\s*")


def number(value: Any) -> float | None:
    """A number of a cell, with a decimal point or comma, or with spaces between thousands; None for no number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e300 else math.inf
    text = str(value).strip().replace("−", "-")
    if PLAIN.fullmatch(text):
        return float(text)
    if PLAIN.fullmatch(text.replace(",", ".")) and text.count(",") == 1:
        return float(text.replace(",", "."))
    if match := GROUPED.fullmatch(text):
        return float(text.replace(match[1], "").replace(",", "."))
    return None


def gauges(value: Any) -> list[int]:
    """Gauges of a track in whole millimetres, several with a sign between them: `1435;1520`; empty for none."""
    found = [number(part) for part in re.split(r"[;/|+]", re.sub(r"(?i)\s*(mm|мм|毫米|밀리미터)\b", "", str(value)))]
    return [int(one) for one in found if one is not None and 200 <= one <= 3000 and one == int(one)]


def degrees(value: Any) -> float | None:
    """A latitude or longitude as a cell has it, also as 42°52'30"N or 130.5E; None where it is none."""
    found = number(value)
    if found is not None:
        return found
    text = str(value).strip()
    match = DMS.fullmatch(text)
    if match:
        parts = [float((match[name] or "0").replace(",", ".")) for name in ("d", "m", "s")]
        side = (match["before"] or match["after"] or " ")[0]
        sign = -1 if side in NEGATIVE or match["sign"] == "-" else 1
        return sign * (parts[0] + parts[1] / 60 + parts[2] / 3600)
    match = LETTERED.fullmatch(text)
    if match and (match["before"] or match["after"]):
        sign = -1 if (match["before"] or match["after"]) in NEGATIVE else 1
        return sign * float(match["d"].replace(",", "."))
    return None


def shape(value: Any) -> BaseGeometry | None:
    """The shape that a cell holds: WKT, EWKT, WKB in hexadecimal or as bytes, GeoJSON, or `latitude, longitude`.

    Returns None where it holds none.
    """
    match value:
        case BaseGeometry():
            found: BaseGeometry | None = value
        case dict():
            found = geojson(value)
        case bytes():
            found = _loaded(shapely.from_wkb, value)
        case str():
            found = _written(value.strip())
        case _:
            found = None
    return found


def _written(text: str) -> BaseGeometry | None:
    """The shape that a text is."""
    if match := WKT.match(text):
        return _loaded(shapely.from_wkt, text[match.start(2) :])
    if HEX.fullmatch(text):
        return _loaded(shapely.from_wkb, text)
    if text.startswith("{"):
        try:
            return geojson(json.loads(text))
        except (ValueError, RecursionError):
            return None
    return _pair(text)


def srid(value: Any) -> str | None:
    """The reference system that a cell with EWKT or EWKB names, as EPSG:4326; None for none."""
    if isinstance(value, str) and (match := WKT.match(value.strip())) and match[1]:
        return f"EPSG:{match[1]}"
    if (isinstance(value, str) and HEX.fullmatch(value.strip())) or isinstance(value, bytes):
        found = shape(value)
        code = shapely.get_srid(found) if found is not None else 0
        return f"EPSG:{code}" if code else None
    return None


def _pair(text: str) -> BaseGeometry | None:
    """`42.87, 130.36` or `42.87 130.36`: latitude first, as people write it."""
    bare = text.strip("()[] ")
    match = PAIR.fullmatch(bare)
    parts = match.groups() if match else tuple(bare.split())
    if len(parts) != 2:
        return None
    first, second = degrees(parts[0]), degrees(parts[1])
    return None if first is None or second is None else Point(second, first)


def geojson(document: Any) -> BaseGeometry | None:
    """The shape of a GeoJSON geometry; None where it is none that can be built."""
    try:
        return from_document(document)
    except (shapely.errors.ShapelyError, AttributeError, KeyError, TypeError, ValueError, IndexError, OverflowError,
            RecursionError, NotImplementedError):  # fmt: skip
        return None


def _loaded(load: Any, value: Any) -> BaseGeometry | None:
    try:
        found: BaseGeometry | None = load(value)
    except (shapely.errors.ShapelyError, TypeError, ValueError):
        return None
    return found
