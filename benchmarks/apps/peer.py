"""What both peers draw: the dated lines of a year in the fastest form that Folium has for them.

One GeoJson layer for each status with one fixed style, on Leaflet's canvas; no tooltips, no base map.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from branca.element import MacroElement
from jinja2 import Template

STYLES: dict[str, dict[str, Any]] = {
    "planned": {"color": "#2f2b2a", "weight": 1, "dashArray": "1 4"},
    "under_construction": {"color": "#2f2b2a", "weight": 1, "dashArray": "4 4"},
    "operating": {"color": "#2f2b2a", "weight": 1},
    "suspended": {"color": "#2f2b2a", "weight": 1, "dashArray": "12 5"},
}

folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet.css")]


class Marker(MacroElement):
    """Tells the page, from inside the frame of the map, that the script of this year has run."""

    _template = Template("{% macro script(this, kwargs) %}parent.bench.shown({{ this.year }});{% endmacro %}")

    def __init__(self, year: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Marker"
        self.year = year


@st.cache_resource
def lines() -> list[dict[str, Any]]:
    """The dated lines: `coordinates` and `status` by year."""
    found: list[dict[str, Any]] = json.loads(Path(os.environ["BENCH_LINES"]).read_text(encoding="utf-8"))
    return found


def base_map() -> folium.Map:
    """An empty map on which all lines are in view."""
    return folium.Map((45, 124), zoom_start=5, tiles=None, prefer_canvas=True)


def layers(year: int) -> list[folium.GeoJson]:
    """The lines that have a status in `year`, one layer for each status."""
    shown: dict[str, list[dict[str, Any]]] = {status: [] for status in STYLES}
    for line in lines():
        status = line["status"].get(str(year))
        if status:
            geometry = {"type": "LineString", "coordinates": line["coordinates"]}
            shown[status].append({"type": "Feature", "id": line["id"], "properties": {}, "geometry": geometry})
    return [
        folium.GeoJson({"type": "FeatureCollection", "features": features}, style_function=_style(STYLES[status]))
        for status, features in shown.items()
        if features
    ]


def _style(style: dict[str, Any]) -> Any:
    return lambda _: style
