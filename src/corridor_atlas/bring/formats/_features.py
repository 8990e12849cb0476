"""Features of GeoJSON and of what is built on it, as things."""

from __future__ import annotations

from typing import Any

from corridor_atlas.bring import cells
from corridor_atlas.bring.formats import _json, _when
from corridor_atlas.bring.things import Sheet, Source, Thing
from corridor_atlas.core.errors import shorten
from corridor_atlas.data.backends._shapes import CRS_NAME

GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")


def collection(document: Any) -> list[Any] | None:
    """The features of a GeoJSON document of any form: a collection, a feature, a geometry, or a list of features."""
    if isinstance(document, list):
        return document if document and all(map(_is_feature, document)) else None
    if not isinstance(document, dict):
        return None
    if isinstance(document.get("features"), list):
        return list(document["features"])
    if _is_feature(document):
        return [document]
    if document.get("type") in GEOMETRIES:
        return [{"type": "Feature", "properties": {}, "geometry": document}]
    return None


def _is_feature(one: Any) -> bool:
    return isinstance(one, dict) and one.get("type") == "Feature"


def things(features: list[Any]) -> list[Thing]:
    """The things that features are: several for one whose shapes have times of their own."""
    found: list[Thing] = []
    for number, feature in enumerate(features, start=1):
        place = f"feature {number}"
        if not isinstance(feature, dict):
            found.append(Thing(place, {}, wrong=(shorten(feature, 60), "a GeoJSON Feature")))
            continue
        found += _of(place, feature)
    return found


def _of(place: str, feature: dict[str, Any]) -> list[Thing]:
    values = dict(_json.flat(feature.get("properties")))
    top = feature.get("@id", feature.get("id"))
    if isinstance(top, str | int) and "id" not in values and "@id" not in values:
        values = {"id": top, **values}
    if "attributes" in feature and "type" not in feature:
        return [Thing(place, values, wrong=("a feature of Esri JSON", "GeoJSON: ask the service with f=geojson"))]
    spans = _when.spans(feature.get("when"))
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        wrong = None if geometry is None else (shorten(geometry, 60), "a GeoJSON geometry, or null")
        return [Thing(place, values, spans=spans, wrong=wrong)]
    timed = [part for part in geometry.get("geometries") or [] if isinstance(part, dict) and "when" in part]
    if geometry.get("type") != "GeometryCollection" or not timed:
        spans = spans or _when.spans(geometry.get("when"))
        return [_shaped(Thing(place, values, spans=spans), geometry)]
    rest = [part for part in geometry["geometries"] if part not in timed]
    made = [_shaped(Thing(place, dict(values), spans=_when.spans(part["when"]) or spans), part) for part in timed]
    if rest:
        made.append(
            _shaped(Thing(place, dict(values), spans=spans), {"type": "GeometryCollection", "geometries": rest})
        )
    return made


def _shaped(thing: Thing, geometry: dict[str, Any]) -> Thing:
    if geometry.get("type") not in GEOMETRIES:
        thing.wrong = (shorten(geometry.get("type"), 60), f"a geometry of GeoJSON: {', '.join(GEOMETRIES)}")
        return thing
    if "coordinates" in geometry and not geometry["coordinates"]:
        return thing
    thing.shape = cells.geojson(geometry)
    if thing.shape is None:
        thing.wrong = (shorten(geometry.get("coordinates", geometry), 60), f"coordinates of a {geometry['type']}")
    return thing


def sheet(source: Source, document: Any, encoding: str, found: list[Thing]) -> Sheet:
    """Things as a sheet, with the reference system that a collection names (GeoJSON of 2008).

    Parameters
    ----------
    source, document, encoding
        The file, the value in it, and the encoding of its text.
    found
        Its things.

    Raises
    ------
    ReadError
        The system is a link, or none of an authority.
    """
    crs = document.get("crs") if isinstance(document, dict) else None
    name = None
    if crs is not None:
        properties = crs.get("properties") if isinstance(crs, dict) else None
        name = properties.get("name") if isinstance(properties, dict) else None
        if not isinstance(name, str) or not CRS_NAME.fullmatch(name):
            raise source.error(f"the crs {shorten(crs, 60)}", "none, or one by name such as EPSG:3857")
        if CRS_NAME.fullmatch(name)[1] == "OGC":  # type: ignore[index]  # it has matched
            name = None
    title = document.get("title") if isinstance(document, dict) else None
    return Sheet(
        title if isinstance(title, str) and title.strip() else source.stem, found, name, encoding, degrees=True
    )
