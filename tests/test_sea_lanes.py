"""Ships between any two open ports, beside the dated services.

What the file of the ways must hold is a check of `validate` (`checks/lanes.py`, test_gate_ways.py).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from shapely.geometry import LineString, Point

from corridor_atlas.data import sea_lanes
from corridor_atlas.network.graph import Costs, Network, Query
from corridor_atlas.network.legs import course
from small_network import STATIONS, Made, closed, line, network, node

FREE = Query(costs=Costs(0, 0, 0, 0))
A = STATIONS[0]


NORTH, SOUTH = ({"id": id_, "countries": ["RU"], "kind": "seaport"} for id_ in ("north", "south"))
OPEN_SEA = {"id": "open-sea", "kind": "any_ship", "mode": "sea"}, None


def sea(tmp_path, *services: Made, **said: object) -> Network:
    """Two ports, 111 km of water between them, a railway to the northern one."""
    (tmp_path / "geodata").mkdir()
    row = "north,south,111.1,130.0 43.0 130.0 42.0\n"
    (tmp_path / "geodata" / "sea_lanes.csv").write_text(f"from,to,km,course\n{row}", encoding="utf-8")
    ports = [(NORTH, Point(130, 43)), ({**SOUTH, **said}, Point(130, 42))]
    quay = node("quay", 130, 43, place="north", kind="terminal")
    made = [line("rails", A, quay)]
    return network([A, quay], made, tmp_path, ports=ports, sea_routes=[*services, OPEN_SEA])


def test_a_ship_sails_anywhere_only_when_that_is_asked(tmp_path) -> None:
    found = sea(tmp_path)
    assert found.way("n0", "south", 2020).legs == ()
    asked = found.way("n0", "south", 2020, Query(any_sea=True))
    assert [leg.line for leg in asked.legs] == ["rails", "open-sea"]
    assert asked.legs[-1].km == 111.1
    assert asked.transfers == ("north",)
    assert course(found.atlas, asked.legs[-1]).tolist() == [[130, 43], [130, 42]]
    back = found.way("south", "n0", 2020, Query(any_sea=True))
    assert back.km == asked.km
    assert course(found.atlas, back.legs[0]).tolist() == [[130, 42], [130, 43]]


def test_a_port_that_is_shut_takes_no_ship_and_is_told_missing(tmp_path) -> None:
    found = sea(tmp_path, timeline=closed("2010"))
    assert found.way("n0", "south", 2005, Query(any_sea=True)).legs
    shut = found.way("n0", "south", 2015, Query(any_sea=True))
    assert [(one.id, one.status) for one in shut.missing] == [("south", "suspended")]


def test_a_dated_service_goes_before_a_ship_that_somebody_has_to_find(tmp_path) -> None:
    ferry = {"id": "ferry", "mode": "sea", "from": "north", "to": "south", "track_km": 200.0}
    found = sea(tmp_path, (ferry, LineString([(130, 43), (130, 42)])))
    assert found.way("n0", "south", 2020, Query(any_sea=True)).lines == {"rails", "ferry"}
    assert found.way("n0", "south", 2020, replace(FREE, any_sea=True)).lines == {"rails", "open-sea"}


# --- in the real data --------------------------------------------------------------------------


def test_a_sail_is_as_long_as_is_published(atlas) -> None:
    """Zarubino to Niigata by Sokcho: about 800 nautical miles by the reports of the trial of 2008."""
    lanes = {frozenset(pair): lane.km for pair, lane in sea_lanes.read(atlas.root).items()}
    stops = ["zarubino-port", "sokcho-port", "niigata-port"]
    assert sum(lanes[frozenset(pair)] for pair in pairwise(stops)) / 1.852 == pytest.approx(800, rel=0.05)
