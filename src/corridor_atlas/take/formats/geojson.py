"""GeoJSON (RFC 7946): the whole record of each feature, and its status in the year."""

from __future__ import annotations

import json
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.backends import geojson
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat
from corridor_atlas.view.view import View

USE = "map"
SHORT = "GeoJSON"
SUFFIX = ".geojson"
MEDIA_TYPE = "application/geo+json"
LOSES = ("corridors",)


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """One FeatureCollection in WGS84, five decimals; its `atlas` member says what it is.

    A feature's properties are its record, its `table`, and `status`: that of the year. The reader's own notes come
    last, of a table of their own.
    """
    found = _flat.chosen(atlas, view)
    collection = {
        "type": "FeatureCollection",
        "atlas": _flat.about(atlas, view, found),
        "features": [
            {
                "type": "Feature",
                "id": feature.id,
                "properties": {
                    **_flat.said(feature.record),
                    "table": feature.table,
                    "status": {"year": found.year, **_flat.status_in(state, feature.record)},
                },
                "geometry": _shape(feature.geometry),
            }
            for feature, state in found
        ]
        + [
            {
                "type": "Feature",
                "id": f"{_flat.NOTES}-{note.number}",
                "properties": {"table": _flat.NOTES, "number": note.number, "text": note.text},
                "geometry": mapping(note.geometry),
            }
            for note in _flat.notes(view).itertuples()
        ],
    }
    return geojson.formatted(json.dumps(collection)).encode()


def _shape(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """The shape with outer rings counter-clockwise, as the standard wants them."""
    return None if geometry is None else mapping(shapely.orient_polygons(geometry, exterior_cw=False))
