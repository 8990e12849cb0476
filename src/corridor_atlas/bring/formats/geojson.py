"""GeoJSON (RFC 7946, and that of 2008 with a `crs`), a collection or one feature a line; without GDAL."""

from __future__ import annotations

from typing import Any

from corridor_atlas.bring.formats import _features, _json, linked_places
from corridor_atlas.bring.things import Sheet, Source, Thing

SUFFIXES = (".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl")


def is_one(head: bytes, source: Source) -> bool:
    """Whether it begins like JSON and speaks of features or coordinates; GeoJSON-T is one, with its times."""
    return _json.looks_like(head) and b'"elements"' not in head[:4000] and not linked_places.is_one(head, source)


def _rows(document: Any) -> list[Thing]:
    """The objects of a plain list, as the rows of a table: what many services answer."""
    if not isinstance(document, list) or not all(isinstance(one, dict) and "type" not in one for one in document):
        return []
    return [Thing(f"row {number}", dict(_json.flat(one))) for number, one in enumerate(document, start=1)]


def _other(document: Any) -> tuple[str, str]:
    """What JSON is that is no GeoJSON, and what to do."""
    if isinstance(document, dict) and document.get("type") == "Topology":
        return "TopoJSON", "GeoJSON: mapshaper and QGIS save it as that"
    return "JSON that is no GeoJSON", "a FeatureCollection with a list of features"


def read(source: Source) -> list[Sheet]:
    """All features as one sheet. Raises `ReadError`."""
    document, encoding = _json.document(source)
    features = _features.collection(document)
    if features is None and (rows := _rows(document)):
        return [Sheet(source.stem, rows, encoding=encoding)]
    if features is None:
        raise source.error(*_other(document))
    return [_features.sheet(source, document, encoding, _features.things(features))]
