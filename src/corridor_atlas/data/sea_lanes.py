"""Ways by sea between any two open ports, beside the dated services: `geodata/sea_lanes.csv`.

They were computed once (`build/sea_lanes.py`); here they are only read. They say how far it is
for a ship that somebody charters, not that one sails.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from corridor_atlas.core.errors import Fault, shorten
from corridor_atlas.data import reading

OPEN_SEA = "open-sea"
"""Id of the feature that stands for sailing without a dated service."""
KIND = "seaport"
"""Kind of the ports between which there are ways."""
FILE = Path("geodata") / "sea_lanes.csv"
COLUMNS = {
    "from": "id of a seaport",
    "to": "id of another; its way back is as long",
    "km": "kilometres along the course, on the ellipsoid WGS84",
    "course": "longitude and latitude (WGS84) of each vertex, with spaces between all numbers",
}
"""Columns of the file, each with what it holds."""

Places = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Places (lon, lat) in rows."""


@dataclass(frozen=True)
class Lane:
    """The way by sea from one port to another: kilometres and vertices, the ports included."""

    km: float
    course: Places


def read(root: Path) -> dict[tuple[str, str], Lane]:
    """The lanes of a data set by their two ports, each once; none where the file is missing.

    A row that is not sound is left out; `check` names it.
    """
    path = root / FILE
    return _read(path, path.stat().st_mtime_ns)[0] if path.is_file() else {}


def check(root: Path) -> list[Fault]:
    """What is wrong with the lanes of a data set."""
    return _read.__wrapped__(root / FILE, 0)[1]


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[dict[tuple[str, str], Lane], list[Fault]]:
    try:
        rows, faults = reading.rows(path, list(COLUMNS))
    except reading.UnreadableError as error:
        return {}, [] if error.absent else [error.fault]
    found: dict[tuple[str, str], Lane] = {}
    for line, row in rows:
        lane, ends = _lane(row), (row["from"], row["to"])
        if lane is None:
            faults.append(Fault(path.name, f"line {line}", "", shorten(row["course"]), "kilometres and places"))
        elif ends[0] == ends[1] or not found.keys().isdisjoint({ends, ends[::-1]}):
            again = f"{' and '.join(ends)}{'' if ends[0] == ends[1] else ' a second time'}"
            faults.append(Fault(path.name, f"line {line}", "to", again, "two ports, each pair once"))
        else:
            found[ends] = lane
    return found, faults


def _lane(row: dict[str, str]) -> Lane | None:
    """The lane of a row, if its numbers are numbers and its course has at least two places."""
    try:
        km, course = float(row["km"]), np.array([float(part) for part in row["course"].split()]).reshape(-1, 2)
    except ValueError:
        return None
    sound = np.isfinite(km) and km >= 0 and len(course) >= 2 and (np.abs(course) <= (180, 90)).all()
    return Lane(km, course) if sound else None
