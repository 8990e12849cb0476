"""The files of geodata/basemap/: read here for the map and the figures alike, and checked.

Any of them may be missing. One that cannot be used is as good as missing, since a map without
its ground is better than none; `check` names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pydantic_core

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
    """The features of one file of the base map; none where it is missing or unsound.

    The faster of two readers: whether a key stands twice, and more, is asked by `check`.
    """
    try:
        document = pydantic_core.from_json(content(folder, name), allow_inf_nan=False)
    except ValueError:
        return []
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return []
    features = document.get("features")
    return features if isinstance(features, list) else []


def content(folder: Path, name: str) -> bytes:
    """What stands in one file of the base map; nothing where it is missing or too large."""
    try:
        return reading.content(folder / f"{name}.geojson")
    except reading.UnreadableError:
        return b""


def present(folder: Path, names: Iterable[str] = FILES) -> tuple[str, ...]:
    """The files of the base map that are there, by name, of all or of some."""
    return tuple(name for name in names if (folder / f"{name}.geojson").is_file())


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
