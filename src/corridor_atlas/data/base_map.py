"""The files of geodata/basemap/: read here for the map and the figures alike, and checked.

Any of them may be missing. One that cannot be used is as good as missing, since a map without
its ground is better than none; `check` names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corridor_atlas.core.characters import unfit_texts
from corridor_atlas.core.errors import Fault
from corridor_atlas.data import reading
from corridor_atlas.data.backends import geojson

FOLDER = Path("geodata") / "basemap"
TIERS = ("world", "region", "detail")
"""Land, from coarse to fine."""
WATERS = {"region": "region_water", "detail": "detail_water"}
"""Rivers and lakes of a tier, areas and lines; for the world, and where there are none, `lakes` and `rivers`."""
FILES = (*TIERS, *WATERS.values(), "lakes", "rivers", "provinces", "places")


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """The features of one file of the base map; none where it is missing or unsound."""
    try:
        features: list[dict[str, Any]] = reading.features(folder / f"{name}.geojson")[1]
    except reading.UnreadableError:
        return []
    return features


def present(folder: Path) -> tuple[str, ...]:
    """The files of the base map that are there, by name."""
    return tuple(name for name in FILES if (folder / f"{name}.geojson").is_file())


def check(root: Path) -> list[Fault]:
    """What is wrong with the files of the base map of a data set."""
    try:
        paths = reading.entries(root / FOLDER, "a folder of base map files")
    except reading.UnreadableError as error:
        return [] if error.absent else [error.fault]
    return [fault for path in paths if path.suffix == ".geojson" for fault in _faults(path)]


def _faults(path: Path) -> Iterator[Fault]:
    rows, faults = geojson.read(path)
    yield from faults
    for row in rows:
        for where, what in unfit_texts(row.properties):
            yield Fault(path.name, row.id, where, what, "a text without it", left_out=False)
