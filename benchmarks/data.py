"""The lines that are measured with: real railway tracks, cut up, with made-up dates.

The tracks are those of Northeast Asia in `scgraph_data` (OpenStreetMap, ODbL). The dates mean
nothing; they are drawn with a fixed seed, so that every run shows the same picture in every year.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REGION = (106.0, 36.0, 142.0, 54.0)
"""West, south, east, north in degrees."""
LONGEST, SHORTEST = 26, 8
"""Vertices of a line."""
YEARS = range(1991, 2026)
SEED = 1991

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A piece of track (lon, lat) and its statuses: (status, first year), in order."""

    id: str
    coordinates: list[Point]
    timeline: list[tuple[str, int]]

    def status(self, year: int) -> str | None:
        """The status at the end of a year; None before the first."""
        begun = [status for status, start in self.timeline if start <= year]
        return begun[-1] if begun else None


def tracks() -> tuple[list[Point], dict[int, list[int]]]:
    """The railway network inside the region: places (lon, lat) and the neighbours of each.

    The module's text is read instead of imported: importing it builds an index for half a minute.
    """
    path = Path(str(distribution("scgraph-data").locate_file("scgraph_data/world_railways.py")))
    parts = dict(re.findall(r"^(graph|nodes)=(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    places: list[Point] = [(lon, lat) for lat, lon in json.loads(parts["nodes"])]
    graph: list[dict[str, float]] = json.loads(re.sub(r"(\d+):", r'"\1":', parts["graph"]))
    west, south, east, north = REGION
    inside = {i for i, (lon, lat) in enumerate(places) if west <= lon <= east and south <= lat <= north}
    near = {i: [j for j in map(int, graph[i]) if j in inside and places[j] != places[i]] for i in sorted(inside)}
    return places, near


def cut(count: int) -> list[Line]:
    """`count` lines. The network is cut again, elsewhere, until there are enough.

    1,000 lines cover about two thirds of it, 10,000 cover it six times over.
    """
    places, near = tracks()
    chance = random.Random(SEED)
    lines: list[Line] = []
    while len(lines) < count:
        for walk in _walks(near, chance):
            if len(walk) >= SHORTEST and len(lines) < count:
                lines.append(Line(f"line-{len(lines):05}", [places[i] for i in walk], _dates(chance)))
    return lines


def _walks(near: dict[int, list[int]], chance: random.Random) -> list[list[int]]:
    """Walks that together use every link once, in random order, each at most `LONGEST` places long."""
    free = {i: set(ends) for i, ends in near.items()}
    starts = list(near)
    chance.shuffle(starts)
    walks = []
    for start in starts:
        while free[start]:
            walk = [start]
            while free[walk[-1]] and len(walk) < LONGEST:
                here = walk[-1]
                there = chance.choice(sorted(free[here]))
                free[here].discard(there)
                free[there].discard(here)
                walk.append(there)
            walks.append(walk)
    chance.shuffle(walks)
    return walks


def _dates(chance: random.Random) -> list[tuple[str, int]]:
    opened = chance.randint(1975, 2024)
    built = opened - chance.randint(1, 5)
    timeline = [("planned", built - chance.randint(1, 8)), ("under_construction", built), ("operating", opened)]
    if chance.random() < 0.2:
        timeline.append(("suspended", opened + chance.randint(1, 30)))
    return timeline


def write_for_peers(lines: list[Line], path: Path) -> None:
    """The lines with the status of every year written out, so that a peer has nothing to work out."""
    told = [
        {
            "id": line.id,
            "coordinates": line.coordinates,
            "status": {year: status for year in YEARS if (status := line.status(year))},
        }
        for line in lines
    ]
    path.write_text(json.dumps(told), encoding="utf-8")


def write_for_atlas(lines: list[Line], home: Path) -> None:
    """A data set of the atlas whose railways are these lines; base map, eras and look are the real ones."""
    (home / "layers").mkdir(parents=True)
    shutil.copy(ROOT / "layers" / "railways.toml", home / "layers")
    shutil.copytree(ROOT / "geodata" / "basemap", home / "geodata" / "basemap")
    for name in ("atlas.toml", "eras.toml", "sources.json"):
        shutil.copy(ROOT / "geodata" / name, home / "geodata")
    rows = ",\n".join(json.dumps(_feature(line)) for line in lines)
    table = f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'
    (home / "geodata" / "railways.geojson").write_text(table, encoding="utf-8")


def _feature(line: Line) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "id": line.id,
            "name": {"en": line.id},
            "timeline": [{"status": status, "start": str(start)} for status, start in line.timeline],
            "geometry_basis": {"method": "piece of the network, for measuring", "precision": "traced"},
            "mode": "rail",
        },
        "geometry": {"type": "LineString", "coordinates": line.coordinates},
    }
