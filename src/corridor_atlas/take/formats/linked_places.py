"""Linked Places 1.2: a feature for each thing, its names by language, its statuses as types with times of their own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import shapely
from shapely.geometry import mapping

from corridor_atlas.core.days import stays
from corridor_atlas.data.backends import geojson
from corridor_atlas.data.config import Source
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.take.formats import _flat, _when
from corridor_atlas.view import cite
from corridor_atlas.view.view import View, opening

USE = "gis"
SHORT = "Linked Places"
SUFFIX = ".jsonld"
MEDIA_TYPE = "application/ld+json"
LOSES = ("properties", "claims", "corridors", "notes", "shapeless")
CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """One FeatureCollection (JSON-LD, WGS84) of what has a shape."""
    found = _flat.chosen(atlas, view)
    features = [_place(atlas, one) for one in found.features if one.geometry is not None]
    collection = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "atlas": _flat.about(atlas, view, found),
        "features": features,
    }
    return geojson.formatted(json.dumps(collection)).encode()


def _place(atlas: Atlas, feature: Feature) -> dict[str, Any]:
    record = feature.record
    keys = sorted({key for found in record.source_keys().values() for key in found} & set(atlas.bibliography))
    cited = [_citation(atlas.bibliography[key]) for key in keys]
    names = [{"toponym": name, "lang": code} for code, name in record.name.items()]
    names += [{"toponym": name} for name in record.aliases]
    shape: Any = shapely.orient_polygons(shapely.force_2d(feature.geometry), exterior_cw=False)
    found = stays(record.timeline)
    return {
        "@id": _address(atlas, feature),
        "type": "Feature",
        "properties": {"title": record.name["en"], "ccodes": list(record.countries), "id": record.id},
        **_when.when(found),
        "names": [names[0] | ({"citations": cited} if cited else {}), *names[1:]],
        "types": [
            {"identifier": "", "label": _kind(feature), "sourceLabel": _status(feature, one.period)} | _when.when([one])
            for one in found
        ] or [{"identifier": "", "label": _kind(feature), "sourceLabel": _kind(feature)}],
        "geometry": mapping(shape),
        **({"descriptions": [{"value": record.note, "lang": "en"}]} if record.note else {}),
    }  # fmt: skip


def _address(atlas: Atlas, feature: Feature) -> str:
    """Where the atlas shows the feature; its id where the atlas is not published."""
    if not atlas.settings.address:
        return feature.id
    return cite.permalink(atlas, replace(opening(atlas), selected=feature.id))


def _kind(feature: Feature) -> str:
    return (feature.record.kind or feature.table).replace("_", " ")


def _status(feature: Feature, period: int) -> str:
    held = feature.record.timeline[period]
    status = str(held.status).replace("_", " ")
    return f"{status}, {held.only} only" if held.only else status


def _citation(work: Source) -> dict[str, str]:
    return {"label": str(work)} | ({"@id": work.url} if work.url else {})
