"""Ways by sea between any two open ports, beside the dated services: `geodata/sea_lanes.csv`.

They were computed once (`build/sea_lanes.py`); here they are only read. They say how far it is
for a ship that somebody charters, not that one sails.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

OPEN_SEA = "open-sea"
"""Id of the feature that stands for sailing without a dated service."""
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
    """The lanes of a data set by their two ports, each once; none where the file is missing."""
    path = root / FILE
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> dict[tuple[str, str], Lane]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (row["from"], row["to"]): Lane(
            float(row["km"]), np.array([float(part) for part in row["course"].split()]).reshape(-1, 2)
        )
        for row in rows
    }
