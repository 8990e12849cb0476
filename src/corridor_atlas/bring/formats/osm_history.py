"""OpenStreetMap and OpenHistoricalMap: what Overpass answers (JSON with `out geom`), and .osm files; dates are tags.

OpenHistoricalMap writes `start_date`, `end_date` and, in EDTF, `start_date:edtf`. As GeoJSON its tags are properties,
and any reader of GeoJSON does.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon

from corridor_atlas.bring.formats import _json, _xml
from corridor_atlas.bring.things import Sheet, Source, Thing

SUFFIXES = (".osm",)
AREA = frozenset({"building", "landuse", "natural", "leisure", "amenity", "boundary", "place", "tourism", "water"})
"""Keys whose closed ways are areas, unless `area=no` stands there."""
KINDS = ("railway", "highway", "waterway", "aeroway", "aerialway", "power", "man_made", "barrier", "route", "place",
         "boundary", "building", "landuse", "amenity", "natural", "tourism", "historic", "leisure")  # fmt: skip
"""Keys whose value says what a thing is; the first that stands there does."""
EDTF = ":edtf"
Places = list[tuple[float, float]]


def is_one(head: bytes, source: Source) -> bool:  # noqa: ARG001
    """Whether it is what Overpass answers, or XML with `osm` as its first element."""
    return (_json.looks_like(head) and b'"elements"' in head[:4000]) or _xml.starts_with(head, "osm")


def read(source: Source) -> list[Sheet]:
    """Everything with a tag, as one sheet. Raises `ReadError`."""
    if _json.looks_like(source.data[:64]):
        document, encoding = _json.document(source)
        elements = document.get("elements") if isinstance(document, dict) else None
    else:
        said, encoding = _xml.text(source)
        elements = _elements(_xml.checked(source, said))
    if not isinstance(elements, list):
        raise source.error("no elements", "what Overpass answers: elements with tags")
    elements = [one for one in elements if isinstance(one, dict)]
    nodes = {one.get("id"): _place(one) for one in elements if one.get("type") == "node"}
    ways = {one.get("id"): _way(one, nodes) for one in elements if one.get("type") == "way"}
    things = [_thing(one, nodes, ways) for one in elements if isinstance(one.get("tags"), dict) and one["tags"]]
    return [Sheet(source.stem, things, encoding=encoding, degrees=True)]


def _elements(root: Element) -> list[dict[str, Any]]:
    """The elements of an .osm file as Overpass writes them."""
    found = []
    for element in root:
        if element.tag not in ("node", "way", "relation"):
            continue
        one: dict[str, Any] = {"type": element.tag, "id": element.get("id")}
        one["tags"] = {tag.get("k", ""): tag.get("v", "") for tag in element.iter("tag")}
        one["nodes"] = [part.get("ref") for part in element.iter("nd")]
        one["members"] = [dict(part.attrib) for part in element.iter("member")]
        for name in ("lat", "lon"):
            try:
                one[name] = float(element.get(name, ""))
            except ValueError:
                one[name] = None
        found.append(one)
    return found


def _place(one: Any) -> tuple[float, float] | None:
    longitude, latitude = (one.get("lon"), one.get("lat")) if isinstance(one, dict) else (None, None)
    if isinstance(longitude, int | float) and isinstance(latitude, int | float):
        return float(longitude), float(latitude)
    return None


def _way(one: dict[str, Any], nodes: dict[Any, Any]) -> Places:
    geometry = one.get("geometry")
    listed = geometry if isinstance(geometry, list) else None
    found = (
        [_place(part) for part in listed] if listed is not None else [nodes.get(ref) for ref in one.get("nodes") or []]
    )
    return [place for place in found if place is not None]


def _thing(one: dict[str, Any], nodes: dict[Any, Any], ways: dict[Any, Places]) -> Thing:
    tags = {str(key): value for key, value in one["tags"].items()}
    for name in ("start_date", "end_date"):  # one column for a date: in EDTF, where it is there
        if f"{name}{EDTF}" in tags:
            tags[name] = tags.pop(f"{name}{EDTF}")
    place = f"{one.get('type')} {one.get('id')}"
    kind = next((tags[key] for key in KINDS if key in tags), None)
    thing = Thing(place, {"id": f"{one.get('type')}/{one.get('id')}", **({"kind": kind} if kind else {}), **tags})
    try:
        thing.shape = _shape(one, tags, nodes, ways)
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        thing.shape = None
    if thing.shape is None:
        thing.wrong = ("no coordinates", "those too: `out geom;` at the end of the Overpass query")
    return thing


def _shape(one: dict[str, Any], tags: dict[str, Any], nodes: dict[Any, Any], ways: dict[Any, Places]) -> Any:
    if one.get("type") == "node":
        place = nodes.get(one.get("id"))
        return Point(place) if place else None
    if one.get("type") == "way":
        line = ways.get(one.get("id")) or []
        closed = len(line) > 3 and line[0] == line[-1]
        is_area = closed and tags.get("area") != "no" and (tags.get("area") == "yes" or AREA & tags.keys())
        if len(line) < 2:
            return _centre(one)
        return Polygon(line) if is_area else LineString(line)
    return _relation(one, tags, ways)


def _centre(one: dict[str, Any]) -> Any:
    place = _place(one.get("center"))
    return Point(place) if place else None


def _relation(one: dict[str, Any], tags: dict[str, Any], ways: dict[Any, Places]) -> Any:
    """An area of the rings of a multipolygon or boundary, the lines of any other relation."""
    rings: dict[str, list[Places]] = {"inner": [], "": []}
    for member in one.get("members") or []:
        if isinstance(member, dict) and member.get("type") == "way":
            line = _way(member, {}) or ways.get(member.get("ref")) or []
            if len(line) > 1:
                rings["inner" if member.get("role") == "inner" else ""].append(line)
    if not rings[""]:
        return _centre(one)
    lines = MultiLineString(rings[""])
    if tags.get("type") not in ("multipolygon", "boundary"):
        return lines
    outer = shapely.union_all(shapely.get_parts(shapely.polygonize([shapely.node(lines)])))
    if outer.is_empty:
        return lines
    if not rings["inner"]:
        return outer
    return outer.difference(shapely.union_all(shapely.get_parts(shapely.polygonize([MultiLineString(rings["inner"])]))))
