"""GeoJSON (RFC 7946): the whole record of each feature, and its status in the year."""

from __future__ import annotations

import json
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.timeline import State
from corridor_atlas.data.backends import geojson
from corridor_atlas.data.dataset import Atlas, Feature
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
        "features": [feature(one, state, found.year) for one, state in found]
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


def feature(one: Feature, state: State, year: int) -> dict[str, Any]:
    """One feature: its whole record, its `table`, and its `state` in a `year`."""
    status = {"year": year, **_flat.status_in(state, one.record)}
    said = {**_flat.said(one.record), "table": one.table, "status": status}
    return {"type": "Feature", "id": one.id, "properties": said, "geometry": _shape(one.geometry)}


def _shape(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """The shape in WGS84 with outer rings counter-clockwise, as the standard wants them."""
    return None if geometry is None else mapping(shapely.orient_polygons(geometry, exterior_cw=False))
