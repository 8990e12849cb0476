"""The tints of the ground: by them the eye tells one country from the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import shapely
from shapely.geometry.base import BaseGeometry

TINTS = 5
"""How many there are: `wash_N` and `band_N` in `web/palette.toml`."""


def of(tiers: Iterable[Mapping[str, BaseGeometry]], apart: Iterable[tuple[str, ...]] = ()) -> dict[str, int]:
    """A tint for each country by its code, 0 to `TINTS` - 1, another one for its neighbours in any tier.

    Parameters
    ----------
    tiers
        The land of each country by its code, in each fineness.
    apart
        Codes of countries that are told apart as neighbours are: those that claim the same area.
    """
    beside: dict[str, set[str]] = {}
    for shapes in tiers:
        codes, geometries = list(shapes), list(shapes.values())
        left, right = shapely.STRtree(geometries).query(geometries, predicate="intersects")
        for code in codes:
            beside.setdefault(code, set())
        for i, j in zip(left, right, strict=True):
            if i != j:
                beside[codes[i]].add(codes[j])
    for one, other in (pair for claimants in apart for pair in combinations(claimants, 2)):
        if one in beside and other in beside:
            beside[one].add(other)
            beside[other].add(one)
    found: dict[str, int] = {}
    # who has most neighbours chooses first; of what is free, what is least used so far (Welsh and Powell 1967)
    for code in sorted(beside, key=lambda code: (-len(beside[code]), code)):
        taken = {found[other] for other in beside[code] if other in found}
        free = [tint for tint in range(TINTS) if tint not in taken] or list(range(TINTS))
        found[code] = min(free, key=lambda tint: (list(found.values()).count(tint), tint))
    return found
