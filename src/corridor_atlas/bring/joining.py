"""Lines made a network: ends that lie within a tolerance of each other become one node, in metres on the ellipsoid.

A line that can be travelled (by rail, road, river or sea) begins and ends at nodes. Where ends of several lines meet,
there is one; points of the same file, and of the atlas by choice, go before nodes that are made. A node upon the
middle of a line is one that the line passes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import numpy as np
import shapely
from shapely.geometry import LineString, Point, shape

from corridor_atlas.bring.naming import Names, Table, slug
from corridor_atlas.bring.things import DECIMALS, Source
from corridor_atlas.checks import straight
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import Fault
from corridor_atlas.network.topology import GEOD, SNAP_M, distance_m

USUAL = SNAP_M
"""Metres within which ends are joined where nobody says otherwise."""
FARTHEST = 10_000.0
METRES_OF_A_DEGREE = 110_000.0
"""A little less than there are, on a meridian: a search in degrees finds all, and metres decide."""


@dataclass
class Line:
    """A line of a file, and what is known of its ends.

    Attributes
    ----------
    feature
        It as a feature of the atlas, which is changed.
    mode
        How it is travelled; None where nobody knows.
    within
        Metres within which its ends are joined; 0 for a line that stands alone, None where nobody has said.
    atlas
        Whether it joins the nodes of the atlas, too.
    ends
        What the file calls its beginning and its end.
    """

    feature: dict[str, Any]
    mode: str | None
    within: float | None = None
    atlas: bool = False
    ends: tuple[str | None, str | None] = (None, None)
    vertices: Any = None
    nodes: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name in English."""
        return str(self.feature["properties"]["name"]["en"])


@dataclass
class Node:
    """Where lines meet or end: a point that was there before (`id`), or one that is made."""

    place: tuple[float, float]
    id: str = ""
    names: list[str] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    """Name of each line that ends here, and with which end."""


def join(lines: list[Line], tables: list[Table], names: Names, source: Source) -> tuple[Table | None, list[Fault]]:
    """Join the ends of lines; the table of the nodes that are made, None for none, and what there is to tell.

    Parameters
    ----------
    lines
        Those of one file; their features are changed where they are joined.
    tables
        All tables of the file, for the points in them.
    names
        The names that are given, and the nodes of the atlas.
    source
        The file.
    """
    asked = any(line.within for line in lines)
    wanted = [line for line in lines if line.within != 0]
    if not wanted:
        return None, []
    within = max((line.within for line in wanted if line.within), default=USUAL)
    told: list[Fault] = []
    whole = [line for line in wanted if _is_whole(line)]
    if asked and len(whole) < len(wanted):
        odd = counted(len(wanted) - len(whole), "line")
        told.append(source.note(f"{odd} of several parts, or closed", "lines with two ends: they are not joined"))
    given = _given(tables, names, atlas=any(line.atlas for line in whole))
    nodes = _meet(whole, given, within)
    _pass(whole, nodes, min(within, SNAP_M))
    whole = [line for line in whole if line.nodes[0] != line.nodes[-1]]
    used = Counter(node for line in whole for node in {*line.nodes})
    nets = [line.nodes for line in whole]
    ends = [node for one in nets for node in (one[0], one[-1])]
    joined = sum(used[node] > 1 or bool(nodes[node].id) for node in ends)
    is_network = any(used[node] > 1 or (nodes[a].id and nodes[b].id) for a, *_, b in nets for node in (a, b))
    if not is_network and not asked:
        return None, []
    what = counted(len(ends), "end of lines", "ends of lines")
    if unknown := [line for line in whole if line.mode is None]:
        way = 'mode = "rail", "road", "river" or "sea" in the mapping makes them a network'
        told.append(source.note(f"{joined} of {what} that meet within {within:g} m", way))
        if len(unknown) == len(whole):
            return None, told
    opened = f"{counted(joined, 'end')} joined within {within:g} m, {len(ends) - joined} left open"
    told.append(source.note(what, f"{opened} (join in the mapping)"))
    return _written([line for line in whole if line.mode is not None], nodes, names, source), told


def travelled(feature: dict[str, Any], mode: str) -> None:
    """Say how a line is travelled, and claim no more of its course than its straight pieces allow.

    Parameters
    ----------
    feature
        The line, which is changed.
    mode
        rail, road, river or sea.
    """
    feature["properties"]["mode"] = mode
    vertices, km = straight.longest_piece(shape(feature["geometry"]))
    basis = feature["properties"].get("geometry_basis")
    most = straight.LONGEST_KM["traced" if vertices == 2 else "approximate"]
    if basis and mode in straight.MODES and km > most:
        basis["precision"] = "schematic"


def _is_whole(line: Line) -> bool:
    """Whether a line has two ends; its vertices are read."""
    found = shapely.line_merge(shape(line.feature["geometry"]))
    if not isinstance(found, LineString) or found.is_closed:
        return False
    line.vertices = shapely.get_coordinates(found)
    return True


def _given(tables: list[Table], names: Names, *, atlas: bool) -> list[Node]:
    """Points that lines can join: those of the file, and of the atlas if that is asked for."""
    own = [one for table in tables if table.form == "points" for one in table.features if one["geometry"]]
    found = [Node(tuple(one["geometry"]["coordinates"]), one["properties"]["id"]) for one in own]
    return [*found, *(Node(place, id_) for id_, place in names.places.items())] if atlas else found


def _near(places: Any, others: Any, metres: float) -> Iterable[tuple[int, int, float]]:
    """Pairs of places (lon, lat) that lie within so many metres of each other, with their distance."""
    if not len(places) or not len(others):
        return
    tree = shapely.STRtree(shapely.points(others))
    high = metres / METRES_OF_A_DEGREE
    wide = high / np.maximum(np.cos(np.radians(np.abs(places[:, 1]).clip(max=89.9))), 1e-3)
    boxes = shapely.box(places[:, 0] - wide, places[:, 1] - high, places[:, 0] + wide, places[:, 1] + high)
    here, there = tree.query(boxes)
    apart = GEOD.inv(places[here, 0], places[here, 1], others[there, 0], others[there, 1])[2]
    for a, b, one in zip(here.tolist(), there.tolist(), np.atleast_1d(apart).tolist(), strict=True):
        if one <= metres:
            yield a, b, one


def _meet(lines: list[Line], given: list[Node], metres: float) -> list[Node]:
    """The nodes at which lines begin and end; of every line the numbers of its two nodes are noted."""
    ends = np.array([place for line in lines for place in (line.vertices[0], line.vertices[-1])]).reshape(-1, 2)
    nearest: dict[int, tuple[float, int]] = {}
    for end, node, apart in _near(ends, np.array([node.place for node in given]).reshape(-1, 2), metres):
        nearest[end] = min(nearest.get(end, (apart, node)), (apart, node))
    free = [end for end in range(len(ends)) if end not in nearest]
    meeting: nx.Graph[int] = nx.Graph()
    meeting.add_nodes_from(free)
    meeting.add_edges_from((free[a], free[b]) for a, b, _ in _near(ends[free], ends[free], metres) if a < b)
    nodes, at = list(given), {end: node for end, (_, node) in nearest.items()}
    for group in sorted(nx.connected_components(meeting), key=min):
        at.update(dict.fromkeys(group, len(nodes)))
        middle = ends[sorted(group)].mean(axis=0)
        best = min(sorted(group), key=lambda end: float(np.hypot(*(ends[end] - middle))))
        nodes.append(Node(tuple(ends[best].tolist())))
    for number, line in enumerate(lines):
        line.nodes = [at[2 * number], at[2 * number + 1]]
        for side, which in enumerate(("start", "end")):
            one = nodes[line.nodes[side]]
            one.lines.append((line.name, which))
            one.names += [said] if (said := line.ends[side]) else []
    return nodes


def _pass(lines: list[Line], nodes: list[Node], metres: float) -> None:
    """Nodes that lie upon the middle of a line are among its nodes, in their order; it gets a vertex there."""
    if not lines or not nodes:
        return
    places = np.array([node.place for node in nodes])
    high = metres / METRES_OF_A_DEGREE
    wide = high / np.maximum(np.cos(np.radians(np.abs(places[:, 1]).clip(max=89.9))), 1e-3)
    tree = shapely.STRtree([LineString(line.vertices) for line in lines])
    boxes = shapely.box(places[:, 0] - wide, places[:, 1] - high, places[:, 0] + wide, places[:, 1] + high)
    passed: dict[int, list[tuple[float, int, tuple[float, float]]]] = defaultdict(list)
    for number, one in zip(*(side.tolist() for side in tree.query(boxes, predicate="intersects")), strict=True):
        if number in lines[one].nodes:
            continue
        east, north = nodes[number].place
        flat = np.array([np.cos(np.radians(north)), 1.0])  # degrees as long as each other
        course = LineString(lines[one].vertices * flat)
        at = float(course.project(Point(east * flat[0], north)))
        foot = shapely.get_coordinates(course.interpolate(at))[0] / flat
        if 0 < at < course.length and distance_m((east, north), tuple(foot.tolist())) <= metres:
            passed[one].append((at / course.length, number, tuple(foot.tolist())))
    for one, found in passed.items():
        _with_vertices(lines[one], sorted(found))


def _with_vertices(line: Line, passed: list[tuple[float, int, tuple[float, float]]]) -> None:
    course = LineString(line.vertices)
    along = [float(course.project(Point(place), normalized=True)) for _, _, place in passed]
    old = [float(course.project(Point(place), normalized=True)) for place in line.vertices]
    old[0], old[-1] = 0.0, 1.0
    order = np.argsort([*old, *along], kind="stable")
    line.vertices = np.vstack([line.vertices, [place for _, _, place in passed]])[order]
    line.nodes[1:1] = [number for _, number, _ in passed]


def _written(lines: list[Line], nodes: list[Node], names: Names, source: Source) -> Table | None:
    """Lines with their nodes, and the nodes that were not there before as a table."""
    used = dict.fromkeys(node for line in lines for node in line.nodes)
    own = {line.feature["properties"]["geometry_basis"]["sources"][0]: None for line in lines}
    stem = lines[0].feature["properties"]["id"] if lines else ""
    made = []
    for number, which in enumerate((one for one in used if not nodes[one].id), start=1):
        node, name = nodes[which], _name(nodes[which], number)
        node.id = names.id(slug(name) or f"{stem[:60]}-node-{number}")
        basis = {"method": f"read from {source.name}", "sources": list(own)[:1], "precision": "approximate"}
        properties = {"id": node.id, "name": {"en": name}, "sources": list(own)[:1], "geometry_basis": basis}
        geometry = {"type": "Point", "coordinates": list(node.place)}
        made.append({"type": "Feature", "properties": properties, "geometry": geometry})
    for line in lines:
        ids = [nodes[one].id for one in line.nodes]
        line.vertices[0], line.vertices[-1] = nodes[line.nodes[0]].place, nodes[line.nodes[-1]].place
        properties = line.feature["properties"]
        properties |= {"from": ids[0], "to": ids[-1]}
        if ids[1:-1]:
            properties["via"] = ids[1:-1]
        line.feature["geometry"] = {"type": "LineString", "coordinates": _rounded(line.vertices)}
        travelled(line.feature, str(line.mode))
    if not made:
        return None
    table = names.table(f"{slug(source.stem, 30).replace('-', '_') or 'line'}_nodes")
    title = {"en": f"Nodes of {source.stem}"}
    return Table(table if table[0].isalpha() else f"t_{table}", title, "points", made, nodes=True)


def _rounded(vertices: Any) -> list[list[float]]:
    places = (vertices.round(DECIMALS) + 0.0).tolist()
    fresh = [one for number, one in enumerate(places) if number == 0 or one != places[number - 1]]
    return fresh if len(fresh) > 1 else vertices.tolist()


def _name(node: Node, number: int) -> str:
    """What a node is called: what the file calls it, or after the lines that meet or end there."""
    if node.names:
        return Counter(node.names).most_common(1)[0][0]
    lines = list(dict.fromkeys(name for name, _ in node.lines))
    if len(lines) > 1:
        return " – ".join(lines[:3])
    return f"{lines[0]} ({node.lines[0][1]})" if len(node.lines) == 1 else f"{lines[0]} ({number})"
