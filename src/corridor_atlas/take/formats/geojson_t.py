"""GeoJSON-T of the states: a feature for each status with its days under `when`; plain GeoJSON to all others."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd
from shapely.geometry import mapping

from corridor_atlas.core.days import Stay
from corridor_atlas.data.backends import geojson
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat, _when
from corridor_atlas.take.states import DAYS, states
from corridor_atlas.view.view import View

USE = "map"
SHORT = "GeoJSON-T"
SUFFIX = ".states.geojson"
MEDIA_TYPE = "application/geo+json"
LOSES = ("claims", "corridors", "notes")


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """The table of states as one FeatureCollection (RFC 7946, WGS84); its `atlas` member says what it is."""
    found = _flat.chosen(atlas, view)
    table = states(atlas, found)
    rows = table.drop(columns="geometry").astype(object).to_dict("records")
    collection = {
        "type": "FeatureCollection",
        "atlas": _flat.about(atlas, view, found),
        "features": [_feature(row, shape) for row, shape in zip(rows, table.geometry, strict=True)],
    }
    return geojson.formatted(json.dumps(collection)).encode()


def _feature(row: dict[str, Any], shape: Any) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if not pd.isna(value)}
    days: dict[str, date | None] = {name: plain.get(name) for name in DAYS}
    stay = Stay(0, days["begin"], days["end"], None, days["certain_from"], days["certain_to"], plain.get("doubt"))
    return {
        "type": "Feature",
        "id": f"{row['id']}/{plain['number']}" if "number" in plain else row["id"],
        **(_when.when([stay]) if "status" in plain else {}),
        "properties": {name: str(value) if isinstance(value, date) else value for name, value in plain.items()},
        "geometry": None if shape is None else mapping(shape),
    }
