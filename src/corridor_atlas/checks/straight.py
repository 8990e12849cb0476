"""Straight pieces of lines: none is longer than what the line says of its own precision allows.

A straight piece between two vertices hides how the real way winds. Where that is two per cent longer than the
piece, it leaves it by up to a tenth of the length: half the length times the root of 1.02 squared less one.
From this the limits follow. Lines at sea and borders are straight by nature and are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.errors import Fault
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.network.topology import GEOD

MODES = ("rail", "road", "pipeline", "power")
"""What is built along a way: a railway in the plain, a road in the steppe, a pipeline and a power line are straight
for some kilometres, none of them for a hundred."""
LONGEST_KM = {"surveyed": 15.0, "traced": 15.0, "approximate": 70.0}
"""The longest straight piece by precision. "Traced" follows the real line: 15 km stray from it by about 1.5 km, and
railways in the plain are as straight as that. "Approximate" may be off by kilometres: 70 km stray by about 7 km.
"Schematic" claims nothing."""
UNBENT = "traced"
"""A line without any bend claims no more than one end and the other: it may be as long as a piece of this precision."""


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of lines that are straight for longer than their precision allows."""
    for feature in atlas.features.values():
        basis, shape = feature.record.geometry_basis, feature.geometry
        if basis is None or shape is None or feature.record.mode not in MODES:
            continue
        vertices, km = longest_piece(shape)
        unbent = vertices == 2 and basis.precision == "approximate"
        most = LONGEST_KM.get(UNBENT if unbent else basis.precision, np.inf)
        if km > most:
            yield _notice(feature, basis.precision, km, most, unbent=unbent)


def longest_piece(shape: BaseGeometry) -> tuple[int, float]:
    """Number of vertices of a line or a set of lines (WGS84), and its longest straight piece in kilometres."""
    longest = 0.0
    for part in shapely.get_parts(shape):
        lon, lat = shapely.get_coordinates(part).T
        _, _, metres = GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
        longest = max(longest, float(np.max(metres, initial=0.0)) / 1000.0)
    return int(shapely.get_num_coordinates(shape)), longest


def _notice(feature: Feature, precision: str, km: float, most: float, *, unbent: bool) -> Fault:
    found = f"{precision}, with a straight piece of {km:.0f} km" + (" and no bend" if unbent else "")
    expected = f"at most {most:g} km: vertices on the way between, or a precision that claims less"
    place = f"{feature.table}.geojson"
    return Fault(place, feature.id, "geometry_basis.precision", found, expected, left_out=False, notice=True)
