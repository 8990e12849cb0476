"""Areas that share their edges as arcs: each line once, an area as the arcs around it (as in TopoJSON).

An arc runs from one meeting of areas to the next. One that bounds two areas is a border between them, one that
bounds a single area its shore; what lies on the rim of the box to which all were cut is neither. So neighbours fit
whatever happens to a line on the screen, and nothing is drawn twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

Point = tuple[int, int]
Ring = list[Point]


def pack(shapes: Sequence[BaseGeometry], unit: int, box: Sequence[float] | None = None) -> dict[str, Any]:
    """Return polygons as arcs.

    Parameters
    ----------
    shapes
        Polygons or sets of them (WGS84, degrees).
    unit
        Parts of a degree that one integer step stands for.
    box
        West, south, east, north in degrees, to which they were cut; None for the whole world.

    Returns
    -------
    dict
        `arcs`: each `[lon0, lat0, dlon, dlat, ...]`; `areas`: for each shape its rings, each a list of numbers of
        arcs, of which `~n` is arc n from its end; `shores` and `borders`: numbers of arcs.
    """
    sides = [round(one * unit) for one in box] if box else [None] * 4
    rings = [[_points(ring.coords, unit) for part in _parts(one) for ring in _rings(part)] for one in shapes]
    rings = [[ring for ring in of_one if len(ring) > 2] for of_one in rings]
    meetings = _meetings((ring for of_one in rings for ring in of_one), sides)
    known: dict[tuple[Point, ...], int] = {}
    owners: list[set[int]] = []
    areas = [[_arcs_of(ring, meetings, known, owners, i) for ring in of_one] for i, of_one in enumerate(rings)]
    arcs = list(known)
    off_rim = [i for i, arc in enumerate(arcs) if not _on_rim(arc, sides)]
    return {
        "arcs": [_steps(arc) for arc in arcs],
        "areas": areas,
        "shores": [i for i in off_rim if len(owners[i]) == 1],
        "borders": [i for i in off_rim if len(owners[i]) > 1],
    }


def _parts(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon) and not part.is_empty]


def _rings(part: Polygon) -> list[Any]:
    return [part.exterior, *part.interiors]


def _points(coordinates: Iterable[Sequence[float]], unit: int) -> Ring:
    """A ring without its closing point and without points that fall together."""
    ring = [(round(lon * unit), round(lat * unit)) for lon, lat, *_ in coordinates]
    return [one for one, after in pairwise(ring) if one != after]


def _meetings(rings: Iterable[Ring], sides: Sequence[int | None]) -> set[Point]:
    """Points where arcs end: where more than two lines come together, and on the rim."""
    beside: dict[Point, set[Point]] = {}
    for ring in rings:
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    west, south, east, north = sides
    return {
        one for one, others in beside.items() if len(others) != 2 or one[0] in (west, east) or one[1] in (south, north)
    }


def _arcs_of(
    ring: Ring, meetings: set[Point], known: dict[tuple[Point, ...], int], owners: list[set[int]], owner: int
) -> list[int]:
    """A ring as numbers of arcs; arcs that are new are added to `known` and `owners`."""
    ends = [i for i, one in enumerate(ring) if one in meetings]
    # a ring that meets nothing is one arc, from its smallest point, so that the ring of a neighbour is the same
    start = ends[0] if ends else min(range(len(ring)), key=ring.__getitem__)
    turned = [*ring[start:], *ring[:start], ring[start]]
    cuts = [i - start for i in ends] or [0]
    found = []
    for first, last in zip(cuts, [*cuts[1:], len(ring)], strict=True):
        arc = tuple(turned[first : last + 1])
        number, turn = (known[arc], False) if arc in known else (known.get(arc[::-1]), True)
        if number is None:
            number, turn = len(known), False
            known[arc] = number
            owners.append(set())
        owners[number].add(owner)
        found.append(~number if turn else number)
    return found


def _on_rim(arc: Sequence[Point], sides: Sequence[int | None]) -> bool:
    west, south, east, north = sides
    return any(all(one[0] == side for one in arc) for side in (west, east) if side is not None) or any(
        all(one[1] == side for one in arc) for side in (south, north) if side is not None
    )


def _steps(arc: Sequence[Point]) -> list[int]:
    return [*arc[0], *(step for one, other in pairwise(arc) for step in (other[0] - one[0], other[1] - one[1]))]
