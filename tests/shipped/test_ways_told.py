"""Reach and figures on the shipped atlas: what is said of a year rests on dates that may be corrected."""

from __future__ import annotations

from typing import Any

import pytest

from corridor_atlas import article
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.graph import Network

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture(scope="module")
def network(atlas: Atlas) -> Network:
    return Network(atlas)


def places(network: Network, year: int, origin: str, **limit: int) -> set[str]:
    """The places of the nodes that are reached."""
    return {place for node in network.reach(origin, year, **limit) for place in network.nodes[node]}


def test_a_port_is_near_and_a_city_far(network: Network) -> None:
    near = places(network, 2024, "hunchun", km=120)
    assert "zarubino-port" in near
    assert "harbin" not in near


def test_a_bridge_brings_the_other_bank_within_reach(network: Network) -> None:
    before, now = (places(network, year, "heihe", km=100) for year in (2021, 2023))
    assert "blagoveshchensk" in now - before


def test_one_border_leads_into_another_country(network: Network) -> None:
    assert "khabarovsk" in places(network, 2024, "hunchun", borders=1) - places(network, 2024, "hunchun", borders=0)


def figure(network: Network, id_: str, language: str = "en") -> dict[str, Any]:
    return next(one for one in article.figures(network, language) if one["id"] == id_)


def test_a_figure_is_told_with_what_is_claimed_and_what_comes_out(network: Network) -> None:
    found = figure(network, "two-mountains-1500-km")
    assert "about 1,500 km" in found["claim"]
    assert (found["claimed"], found["computed"], found["verdict"]) == ("1,500 km", "85 km – 1,864 km", "depends")
    assert "Ruilin Liu" in found["work"]["by"]
    assert found["method"].endswith(".")
    sea = figure(network, "hunchun-to-the-sea")
    assert (sea["claimed"], sea["computed"]) == ("71 km; 42 km", "76 km; 68 km")
    assert figure(network, "heihe-bridge")["claimed"] == "≤ 60 km"


def test_a_figure_speaks_the_language_of_the_page(network: Network) -> None:
    found = figure(network, "heihe-bridge", "ko")
    assert ["헤이허 – 블라고베셴스크, 도로 또는 철도, 2022년 말", "37 km"] in found["results"]


def test_the_ways_of_a_figure_are_legs_of_the_network(network: Network) -> None:
    legs = (*network.legs, *network.lanes)
    found = figure(network, "heihe-bridge")
    assert "heihe-blagoveshchensk-bridge-road" in {legs[number].line for number in found["ways"]}
    assert set(found["ways"]).isdisjoint(found["before"])
    assert "heihe-blagoveshchensk-highway-bridge" in network.atlas.check("heihe-bridge").about
