"""Small made-up networks in memory: nodes on a map, lines between them, and what is at each node."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from corridor_atlas.core.model import Corridor, Record
from corridor_atlas.data.config import Span
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.records import Rows, Tables
from corridor_atlas.network.graph import Network
from small_world import meaning

BASIS = {"method": "drawn for a test", "precision": "schematic"}
SPAN = Span(first_year=1991, last_year=2025, data_version="test", data_date="2025")
Made = tuple[dict[str, Any], Any]


def node(id_: str, lon: float, lat: float, **properties: Any) -> Made:
    """A station, in country CN unless it says otherwise."""
    return {"id": id_, "kind": "station", "countries": ["CN"], **properties}, Point(lon, lat)


def line(id_: str, *stations: Made, **properties: Any) -> Made:
    """A railway of 1,435 mm through these stations, straight between them, unless it says otherwise."""
    first, *via, last = (properties_["id"] for properties_, _ in stations)
    said = {"from": first, "via": via, "to": last, "mode": "rail", "gauge_mm": [1435], "countries": ["CN"]}
    return {"id": id_, **said, **properties}, LineString([shape for _, shape in stations])


def closed(since: str = "1995") -> list[dict[str, str]]:
    """The timeline of something that was open until a year and is suspended since."""
    return [
        {"status": "operating", "start": "1950", "end": since},
        {"status": "suspended", "start": since},
    ]


def atlas(corridors: Iterable[Corridor] = (), root: Path = Path("nowhere"), **tables: Iterable[Made]) -> Atlas:
    """An atlas with these tables and nothing else."""
    rows = {table: _station_rows() if made is STATIONS else _rows(made) for table, made in tables.items()}
    meanings = {table: meaning(table) for table in tables}
    return Atlas(root, SPAN, [], [], {}, Tables(rows), {one.id: one for one in corridors}, meanings=meanings)


def _rows(made: Iterable[Made]) -> Rows:
    rows = []
    for properties, shape in made:
        name = {"en": properties["id"].replace("-", " ").title()}
        rows.append((Record.model_validate({"name": name, "geometry_basis": BASIS, **properties}), shape))
    return rows


@cache
def _station_rows() -> Rows:
    """The six stations; made once, for they stand in every example."""
    return _rows(STATIONS)


def network(
    nodes: Iterable[Made], lines: Iterable[Made], root: Path = Path("nowhere"), **tables: Iterable[Made]
) -> Network:
    """A network of these nodes and lines."""
    return Network(atlas(root=root, network_nodes=nodes, railways=lines, **tables))


def stretch(start: str, end: str, *gauges: int, **properties: Any) -> dict[str, Any]:
    """A part of a line with gauges of its own."""
    return {"from": start, "to": end, "gauge_mm": gauges, **properties}


def corridor(id_: str, stops: list[str], members: list[str]) -> Corridor:
    """A corridor through these stops."""
    return Corridor.model_validate({"id": id_, "name": {"en": id_}, "stops": stops, "members": members})


STATIONS = (
    node("n0", 120, 40),
    node("n1", 122, 41.3),
    node("n2", 124.1, 40.2, countries=["KP"]),
    node("n3", 121.2, 43, countries=["RU"]),
    node("n4", 123.7, 43.4, countries=["RU"]),
    node("n5", 126, 42.1),
)
"""Six stations in three countries, no two pairs equally far apart."""
# strategies made once: the making takes longer than the drawing
_NUMBER = st.integers(1, 9)
_ENDS = st.lists(st.sampled_from(range(6)), min_size=2, max_size=4, unique=True)
_KINDS = st.sampled_from(["1435", "1520", "both", "unknown", "split", "road"])
_SHUT = st.booleans()


@st.composite
def lines(draw: st.DrawFn) -> list[Made]:
    """Some lines between the six stations: road, or rail of one, both or no known gauge; some shut since 1995.

    Of a "split" line the first stretch has another gauge than the rest, since 2010 both.
    """
    made = []
    for i in range(draw(_NUMBER)):
        ends = draw(_ENDS)
        kind = draw(_KINDS)
        said: dict[str, Any] = {"gauge_mm": {"1435": [1435], "1520": [1520], "both": [1435, 1520]}.get(kind, [])}
        if kind == "road":
            said["mode"] = "road"
        if kind == "split":
            first = f"n{ends[0]}", f"n{ends[1]}"
            said["gauge_mm"] = [1520]
            said["gauge_stretches"] = [stretch(*first, 1435), stretch(*first, 1435, 1520, since="2010")]
        if draw(_SHUT):
            said["timeline"] = closed()
        made.append(line(f"line-{i}", *(STATIONS[end] for end in ends), **said))
    return made
