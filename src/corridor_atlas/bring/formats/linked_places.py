"""Linked Places: places with names in several languages, types, and times of each; JSON, or one place a line.

Linked Places Format 1.3 (https://github.com/LinkedPasts/linked-places-format). Its table, LP-TSV, is read as any table.
"""

from __future__ import annotations

from typing import Any

from corridor_atlas.bring.formats import _features, _json, _when
from corridor_atlas.bring.things import Sheet, Source, Thing

SUFFIXES = (".lpf", ".jsonld", ".json", ".geojson", ".jsonl", ".ndjson")
SIGNS = (b'"toponym"', b"linked-places", b"linkedplaces", b'"ccodes"')


def is_one(head: bytes, source: Source) -> bool:  # noqa: ARG001
    """Whether it is JSON with the words of Linked Places in it."""
    return _json.looks_like(head) and any(sign in head for sign in SIGNS)


def read(source: Source) -> list[Sheet]:
    """All places as one sheet. Raises `ReadError`."""
    document, encoding = _json.document(source)
    features = _features.collection(document)
    if features is None:
        raise source.error("JSON that is no Linked Places", "a FeatureCollection, or a Feature in each line")
    things: list[Thing] = []
    for number, feature in enumerate(features, start=1):
        found = _features.things([feature])
        for thing in found:
            thing.place = f"feature {number}"
            _tell(thing, feature)
        things += found
    return [_features.sheet(source, document, encoding, things)]


def _tell(thing: Thing, feature: Any) -> None:
    """Put names, types and the rest of a place into its cells."""
    if not isinstance(feature, dict):
        return
    values = thing.values
    for name in _objects(feature.get("names")):
        toponym, code = name.get("toponym"), name.get("lang")
        if isinstance(toponym, str) and toponym.strip():
            values.setdefault(f"name:{code[:2]}" if isinstance(code, str) and len(code) > 1 else "toponym", toponym)
        if not thing.spans:
            thing.spans = _when.spans(name.get("when"))
    kinds = [one.get("label") or one.get("sourceLabel") for one in _objects(feature.get("types"))]
    kinds += [one.get("sourceLabels", [{}])[0].get("label") for one in _objects(feature.get("types")) if _labelled(one)]
    if found := next((kind for kind in kinds if isinstance(kind, str)), None):
        values.setdefault("type", found)
    texts = [one.get("value") for one in _objects(feature.get("descriptions"))]
    if found := next((text for text in texts if isinstance(text, str)), None):
        values.setdefault("description", found)
    works = [one.get("label") or one.get("@id") for one in _objects(feature.get("citations"))]
    if found := next((work for work in works if isinstance(work, str)), None):
        values.setdefault("source", found)
    codes = values.get("ccodes")
    if isinstance(feature.get("ccodes"), list) and codes is None:
        values["ccodes"] = "; ".join(map(str, feature["ccodes"]))


def _objects(listed: Any) -> list[dict[str, Any]]:
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _labelled(one: dict[str, Any]) -> bool:
    labels = one.get("sourceLabels")
    return isinstance(labels, list) and bool(labels) and isinstance(labels[0], dict)
