"""GeoJSON (RFC 7946, and that of 2008 with a `crs`), a collection or one feature a line; without GDAL."""

from __future__ import annotations

from corridor_atlas.bring.formats import _features, _json, linked_places
from corridor_atlas.bring.things import Sheet, Source

SUFFIXES = (".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl")


def is_one(head: bytes, source: Source) -> bool:
    """Whether it begins like JSON and speaks of features or coordinates; GeoJSON-T is one, with its times."""
    return _json.looks_like(head) and b'"elements"' not in head[:4000] and not linked_places.is_one(head, source)


def read(source: Source) -> list[Sheet]:
    """All features as one sheet. Raises `ReadError`."""
    document, encoding = _json.document(source)
    features = _features.collection(document)
    if features is None:
        raise source.error("JSON that is no GeoJSON", "a FeatureCollection with a list of features")
    return [_features.sheet(source, document, encoding, _features.things(features))]
