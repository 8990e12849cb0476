"""kepler.gl: a map with the states in it and a filter that plays the years, to be dropped on kepler.gl."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import mapping

from corridor_atlas.core.language import pick
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat
from corridor_atlas.take.states import states
from corridor_atlas.view import cite
from corridor_atlas.view.view import View, opening

USE = "analysis"
SHORT = "kepler.gl"
SUFFIX = ".kepler.json"
MEDIA_TYPE = "application/json"
LOSES = ("claims", "corridors", "notes", "shapeless", "patterns")
SHOWN = ("shown_from", "shown_to")
"""Columns with the first and the last day of the years in which a state is counted: the filter goes by them."""
FIELDS = {
    "_geojson": "geojson", "id": "string", "name_en": "string", "kind": "string", "status": "string",
    "traffic": "string", "doubt": "string", "since": "string", "until": "string", "begin": "string", "end": "string",
    "first_year": "integer", "last_year": "integer", "shown_from": "timestamp", "shown_to": "timestamp",
    "sources": "string",
}  # fmt: skip
ANALYZED = {"geojson": "GEOMETRY", "string": "STRING", "integer": "INT", "timestamp": "DATE"}
TOLD = ("name_en", "status", "since", "until", "sources")
"""What kepler.gl says of a thing under the pointer."""


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """Data and settings in one file: a data set and a layer in its colour for each layer of the atlas.

    All have one filter of time, a year long, that stands on the view's year; without a view on the last.
    """
    found = _flat.chosen(atlas, view)
    table = _shown(atlas, states(atlas, found))
    used = [layer for layer in atlas.layers if (table["layer"] == layer.id).any()]
    made = {
        "datasets": [_data(layer, table[table["layer"] == layer.id]) for layer in used],
        "config": {"version": "v1", "config": _settings(atlas, view, used)},
        "info": {
            "app": "kepler.gl",
            "title": f"{pick(atlas.settings.title)}, {atlas.span.data_version}",
            "description": cite.citation(atlas, view).strip(),
            "created_at": cite.edition_day(atlas).isoformat(),
        },
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def _shown(atlas: Atlas, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """What has a shape and is counted in any year of the atlas, with the days on which the filter shows it."""
    first, last = atlas.years
    since = table["first_year"].fillna(first).clip(lower=first)
    until = table["last_year"].fillna(last).clip(upper=last)
    counted = table["begin"].isna() | table["first_year"].notna() | table["last_year"].notna()
    table = table.assign(shown_from=since.map("{}-01-01".format), shown_to=until.map("{}-12-31".format))
    return table[counted & (since <= until) & table.geometry.notna() & table["layer"].notna()]


def _data(layer: Layer, table: gpd.GeoDataFrame) -> dict[str, Any]:
    names = list(FIELDS)[1:]
    values = table[names].astype(object).to_dict("split")["data"]
    rows = [
        [{"type": "Feature", "properties": {}, "geometry": mapping(shape)}, *map(_plain, row)]
        for row, shape in zip(values, table.geometry, strict=True)
    ]
    fields = [
        {
            "name": name, "type": kind, "format": "YYYY-M-D" if kind == "timestamp" else "",
            "analyzerType": ANALYZED[kind],
        }
        for name, kind in FIELDS.items()
    ]  # fmt: skip
    told = {"id": layer.id, "label": pick(layer.title), "color": _rgb(layer), "allData": rows, "fields": fields}
    return {"version": "v1", "data": told}


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value if isinstance(value, int | str) else str(value)


def _settings(atlas: Atlas, view: View | None, used: list[Layer]) -> dict[str, Any]:
    lat, lon, zoom = (view or opening(atlas)).viewport
    year = view.year if view else atlas.years[1]
    ids = [layer.id for layer in used]
    span = [int(datetime(year, *day, tzinfo=UTC).timestamp() * 1000) for day in ((1, 1), (12, 31))]
    filter_ = {
        "id": "years", "dataId": ids, "name": [SHOWN[0]] * len(ids), "endName": [SHOWN[1]] * len(ids),
        "type": "timeRange", "value": span, "enlarged": True, "view": "enlarged", "speed": 1, "enabled": True,
        "plotType": {"interval": "1-year", "defaultTimeFormat": "YYYY", "type": "histogram", "aggregation": "sum"},
        "animationWindow": "free", "yAxis": None,
    }  # fmt: skip
    fields = [{"name": name, "format": None} for name in TOLD]
    return {
        "visState": {
            "filters": [filter_],
            "layers": [_layer(layer) for layer in reversed(used)],
            "interactionConfig": {
                "tooltip": {"fieldsToShow": dict.fromkeys(ids, fields), "compareMode": False, "enabled": True}
            },
            "layerBlending": "normal",
        },
        "mapState": {"latitude": lat, "longitude": lon, "zoom": zoom - 1, "bearing": 0, "pitch": 0},
        "mapStyle": {"styleType": "positron"},
    }


def _layer(layer: Layer) -> dict[str, Any]:
    """A layer of kepler.gl; lines and rims have the width of the atlas, signs are discs."""
    return {
        "id": layer.id,
        "type": "geojson",
        "config": {
            "dataId": layer.id,
            "label": pick(layer.title),
            "color": _rgb(layer),
            "columns": {"geojson": "_geojson"},
            "isVisible": True,
            "visConfig": {
                "opacity": layer.fill_opacity if layer.kind == "areas" else 0.9, "strokeOpacity": 0.9,
                "thickness": layer.width / 2, "strokeColor": _rgb(layer), "radius": layer.radius,
                "stroked": True, "filled": True, "enable3d": False, "wireframe": False,
            },
        },
        "visualChannels": {},
    }  # fmt: skip


def _rgb(layer: Layer) -> list[int]:
    return list(bytes.fromhex(layer.color[1:]))
