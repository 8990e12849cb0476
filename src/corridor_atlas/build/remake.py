"""Make the geometry of one line of the data set again, from the nodes that it names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely.geometry import Point

from corridor_atlas.build import tracing
from corridor_atlas.core import files
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.data.backends import geojson
from corridor_atlas.data.dataset import Atlas, Feature


@dataclass(frozen=True)
class Line:
    """A remade line: GeoJSON geometry (WGS84) and what a person should know of it."""

    geometry: dict[str, Any]
    summary: str


def line(atlas: Atlas, feature: Feature, cache: Path) -> Line:
    """Trace `feature` through its nodes along the real tracks or roads.

    The parsed network is kept in the folder `cache`. Raises `AtlasError` when the feature is not
    a railway or road with nodes.
    """
    record = feature.record
    mode: tracing.Mode | None = "rail" if record.mode == "rail" else "road" if record.mode == "road" else None
    if mode is None or record.from_ is None or record.to is None:
        raise AtlasError(f"{feature.id} cannot be traced: expected mode rail or road, and from and to")
    points = [_place(atlas, id_) for id_ in (record.from_, *record.via, record.to)]
    cache.mkdir(parents=True, exist_ok=True)
    trace = tracing.trace_line(points, tracing.load_network(mode, cache=cache / f"{mode}.npz"))
    by_hand = sum(leg.by_hand for leg in trace.legs)
    summary = f"{trace.km:.1f} km in {counted(len(trace.legs), 'leg')}, {by_hand} of them straight for want of a track"
    return Line({"type": "LineString", "coordinates": [list(point) for point in trace.coordinates]}, summary)


def _place(atlas: Atlas, id_: str) -> tracing.Point:
    shape = atlas.feature(id_).geometry
    if not isinstance(shape, Point):
        raise AtlasError(f"{id_} is no node: expected a feature with a point")
    return shape.x, shape.y


def put(path: Path, id_: str, geometry: dict[str, Any]) -> None:
    """Replace the geometry of one feature in its GeoJSON file and leave everything else as it is."""
    document = json.loads(path.read_text(encoding="utf-8"))
    for feature in document["features"]:
        if feature["properties"].get("id") == id_:
            feature["geometry"] = geometry
    files.write(path, geojson.formatted(json.dumps(document, ensure_ascii=False)).encode())
