"""Ways by sea: between ports of the atlas, as long as their courses, over water, and none too long.

That each row of the file is a way at all was asked when it was read (`sea_lanes.check`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from corridor_atlas.core.errors import Fault
from corridor_atlas.data import sea_lanes
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.sea_lanes import Lane
from corridor_atlas.network.legs import legs_of
from corridor_atlas.network.topology import distance_m, land_of, length_km

Pair = tuple[str, str]
Lanes = Mapping[Pair, Lane]
FILE = sea_lanes.FILE.name
AT_PORT_M = 150.0
"""How far from its port a course may begin: its places are rounded to a thousandth of a degree."""
ROUNDED_KM = 0.1
"""How much the kilometres may differ from the length of the course."""
DRY_KM = 0.5
"""How much of a course may lead over land, but for the harbours, which the simplified coast may hold for land."""
DETOUR_KM = 25.0
"""How much longer a way may be than one over a third port: the grid is 5 km wide, and harbours lie deep."""
SERVICE_KM = 0.2
"""How much the length of a dated service may differ from the way between its two ports."""


def check(atlas: Atlas) -> Iterator[Fault]:
    """Faults of ports and lengths, notices of land in the way, of detours and of what is missing."""
    lanes = sea_lanes.read(atlas.root)
    if not lanes:
        return
    if sea_lanes.OPEN_SEA not in atlas.features:
        yield _notice("", "", f"no feature {sea_lanes.OPEN_SEA}", "the feature that stands for these ways")
    for (start, end), lane in lanes.items():
        for field, name, place in (("from", start, lane.course[0]), ("to", end, lane.course[-1])):
            yield from _port(atlas, (start, end), field, name, place)
        length = length_km(LineString(lane.course))
        if abs(length - lane.km) > ROUNDED_KM:
            yield _fault((start, end), "km", f"{lane.km:g}", f"{length:.1f} km, the length of the course (WGS84)")
    yield from _over_land(atlas, lanes)
    yield from _detours(lanes)
    yield from _incomplete(atlas, lanes)
    yield from _services(atlas, lanes)


def _port(atlas: Atlas, pair: Pair, field: str, name: str, place: np.ndarray) -> Iterator[Fault]:
    """Both ends are seaports, and the course begins and ends in them."""
    port, expected = atlas.features.get(name), f"the id of a {sea_lanes.KIND} of the atlas"
    if port is None:
        yield _fault(pair, field, name, expected)
        return
    if port.record.kind != sea_lanes.KIND:
        yield _notice(_name(pair), field, f"{name}, of kind {port.record.kind}", expected)
    if isinstance(port.geometry, Point):
        metres = distance_m((place[0], place[1]), (port.geometry.x, port.geometry.y))
        if metres > AT_PORT_M:
            yield _fault(pair, "course", f"an end {metres:,.0f} m from {name}", f"an end within {AT_PORT_M:g} m")


def _over_land(atlas: Atlas, lanes: Lanes) -> Iterator[Fault]:
    land = land_of(atlas)
    if land is None:
        return
    shapely.prepare(land)
    for pair, lane in lanes.items():
        course = LineString(lane.course[1:-1]) if len(lane.course) > 3 else None
        if course is not None and land.intersects(course):
            km = length_km(course.intersection(land))
            if km > DRY_KM:
                yield _notice(_name(pair), "course", f"{km:.1f} km over land", f"at most {DRY_KM:g} km")


def _detours(lanes: Lanes) -> Iterator[Fault]:
    """A way is no longer than two ways over a third port."""
    ports = sorted({port for pair in lanes for port in pair})
    place = {port: number for number, port in enumerate(ports)}
    km = np.full((len(ports), len(ports)), np.inf)
    for (start, end), lane in lanes.items():
        km[place[start], place[end]] = km[place[end], place[start]] = lane.km
    for (start, end), lane in lanes.items():
        over = km[place[start]] + km[place[end]]
        best = int(np.argmin(over))
        if lane.km > over[best] + DETOUR_KM:
            expected = f"at most {over[best] + DETOUR_KM:.1f} km: over {ports[best]} it is {over[best]:.1f} km"
            yield _notice(_name((start, end)), "km", f"{lane.km:g}", expected)


def _incomplete(atlas: Atlas, lanes: Lanes) -> Iterator[Fault]:
    """There is a way between every two seaports; the rows stand in order."""
    ports = sorted(id_ for id_, one in atlas.features.items() if one.record.kind == sea_lanes.KIND)
    for pair in combinations(ports, 2):
        if pair not in lanes and pair[::-1] not in lanes:
            yield _notice(_name(pair), "", "no way", f"a way between every two features of kind {sea_lanes.KIND}")
    if list(lanes) != sorted((min(pair), max(pair)) for pair in lanes):
        yield _notice("", "", "rows in another order", "rows sorted by `from` and `to`, the earlier id first")


def _services(atlas: Atlas, lanes: Lanes) -> Iterator[Fault]:
    """A dated service is as long as the way between its ports."""
    for feature in atlas.features.values():
        for leg in legs_of(atlas, feature) if feature.record.mode == "sea" else ():
            lane = lanes.get((leg.start, leg.end)) or lanes.get((leg.end, leg.start))
            if lane and abs(leg.km - lane.km) > SERVICE_KM:
                found = f"{leg.km:.1f} km from {leg.start} to {leg.end}"
                expected = f"{lane.km:g} km as in {FILE}"
                yield Fault(f"{feature.table}.geojson", feature.id, "track_km", found, expected, False, notice=True)


def _name(pair: Pair) -> str:
    return " to ".join(pair)


def _fault(pair: Pair, field: str, found: str, expected: str) -> Fault:
    return Fault(FILE, _name(pair), field, found, expected, left_out=False)


def _notice(id_: str, field: str, found: str, expected: str) -> Fault:
    return Fault(FILE, id_, field, found, expected, left_out=False, notice=True)
