"""Small hand-made data sets, so that a test can show all that it depends on."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd

from corridor_atlas.core.errors import Fault
from corridor_atlas.data import backends
from corridor_atlas.data.backends import geojson
from corridor_atlas.data.tables import Table

Properties = dict[str, Any]

BASIS = {"method": "point on the map", "precision": "approximate", "sources": ["a-book"]}

ATLAS = """
[licence]
name = "CC-BY-4.0"
title = "CC BY 4.0"
path = "https://creativecommons.org/licenses/by/4.0/"

[span]
first_year = 1991
last_year = 2025
data_version = "test"
data_date = "2025"
"""

ERAS = """
[[era]]
id = "early"
start = 1991
end = 2005
color = "#5f7fa6"
color_dark = "#7fa0c8"
sources = ["a-book"]
title = { en = "Early years" }
short = { en = "Early" }

[[era]]
id = "late"
start = 2005
color = "#a8863f"
color_dark = "#cfae68"
sources = ["a-book"]
title = { en = "Late years" }
short = { en = "Late" }
"""

PORTS_LAYER = """
title = { en = "Ports", ko = "항만" }
data = "ports"
kind = "points"
order = 20
color = "#2f6f8f"
color_dark = "#6fb2d2"
symbol = "anchor"
"""

LINES_LAYER = """
title = { en = "Railways" }
data = "railways"
kind = "lines"
order = 10
color = "#333333"
color_dark = "#cccccc"
"""

MEANINGS = {
    "agreements": 'role = "happening"\nmanner = "force"',
    "border_crossings": 'role = "valve"',
    "borders": 'role = "border"\nmanner = "force"',
    "bridges": 'role = "valve"',
    "economic_zones": 'manner = "founded"',
    "events": 'role = "happening"\nmanner = "event"',
    "network_nodes": 'role = "node"',
    "organisations": 'role = "body"\nmanner = "founded"',
    "ports": 'role = "port"',
    "sea_routes": 'manner = "service"\nat_sea = true',
    "settlements": 'role = "town"',
}
"""What is said in tables.toml of these tables wherever a test makes one; the others are plain things."""

SOURCES = [{"id": "a-book", "type": "book", "title": "A book", "issued": {"date-parts": [[2020]]}}]


def point(lon: float = 131.0, lat: float = 42.5) -> dict[str, Any]:
    """A point, in GeoJSON."""
    return {"type": "Point", "coordinates": [lon, lat]}


def line(*coordinates: tuple[float, float]) -> dict[str, Any]:
    """A line, in GeoJSON."""
    return {"type": "LineString", "coordinates": [list(pair) for pair in coordinates]}


def feature(id_: str, geometry: Any = None, **properties: Any) -> dict[str, Any]:
    """A sound GeoJSON feature; `properties` are added to its id and name, or replace them."""
    said: Properties = {"id": id_, "name": {"en": id_.replace("-", " ").title()}}
    if geometry is not None:
        said["geometry_basis"] = BASIS
    return {"type": "Feature", "properties": said | properties, "geometry": geometry}


def period(status: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    """One entry of a timeline."""
    return {"status": status, "start": start, **({"end": end} if end else {}), **more}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    """A FeatureCollection."""
    return {"type": "FeatureCollection", **members, "features": list(features)}


def meaning(table: str) -> Table:
    """What a table means in the tests."""
    return Table.model_validate(tomllib.loads(MEANINGS.get(table, "")))


def write_meaning(root: Path, table: str, text: str) -> None:
    """Add an entry to `geodata/tables.toml` under `root`, if there is none of this table."""
    path = root / "geodata" / "tables.toml"
    said = path.read_text(encoding="utf-8") if path.exists() else ""
    if f"[{table}]" not in said:
        path.write_text(f"{said}[{table}]\n{text}\n", encoding="utf-8")


def write_table(root: Path, table: str, *features: Any, **members: Any) -> Path:
    """Write `geodata/<table>.geojson` under `root`, and what the table means."""
    path = root / "geodata" / f"{table}.geojson"
    if table in MEANINGS:
        write_meaning(root, table, MEANINGS[table])
    path.write_text(json.dumps(collection(*features, **members), ensure_ascii=False), encoding="utf-8")
    return path


def write_sources(root: Path, records: Any) -> None:
    """Write `geodata/sources.json` under `root`."""
    (root / "geodata" / "sources.json").write_text(json.dumps(records), encoding="utf-8")


def build(root: Path) -> Path:
    """A whole data set under `root`: two layers, two eras, one source, three features."""
    (root / "geodata").mkdir(parents=True)
    (root / "layers").mkdir()
    (root / "geodata" / "atlas.toml").write_text(ATLAS, encoding="utf-8")
    (root / "geodata" / "eras.toml").write_text(ERAS, encoding="utf-8")
    (root / "layers" / "ports.toml").write_text(PORTS_LAYER, encoding="utf-8")
    (root / "layers" / "railways.toml").write_text(LINES_LAYER, encoding="utf-8")
    write_sources(root, SOURCES)
    write_table(
        root,
        "ports",
        feature(
            "north-port",
            point(131.1, 42.6),
            aliases=["old-north-port"],
            timeline=[period("operating", "1995", "2003", sources=["a-book"])],
        ),
        feature("south-port", point(131.0, 42.4), timeline=[period("operating", "2008")]),
    )
    write_table(
        root,
        "railways",
        feature(
            "coast-railway",
            line((131.0, 42.4), (131.1, 42.6)),
            **{"from": "south-port", "to": "north-port", "mode": "rail"},
            timeline=[period("under_construction", "1999", "2001~"), period("operating", "2001~")],
        ),
    )
    return root


def read_frame(path: Path) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """A GeoJSON file as it is read, its rows as a GeoDataFrame of id, properties and geometry."""
    rows, faults = geojson.read(path)
    columns = {"id": [row.id for row in rows], "properties": [row.properties for row in rows]}
    return backends.frame(columns, [row.geometry for row in rows]), faults
