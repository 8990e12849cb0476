"""The corridors of the shipped atlas: how long they are, where the gauge changes, how far they could be used."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from corridor_atlas.network import report, strip


def corridors(atlas) -> list[str]:
    return [id_ for id_, one in atlas.corridors.items() if one.stops]


# corridor: modes, kilometres, usable share in 1995, 2008 and 2025
FIGURES = {
    "china-mongolia-russia-economic-corridor": ({"rail"}, 2338, (1.0, 1.0, 1.0)),
    # two stretches of its road and rail came later or were being rebuilt
    "circular-cross-border-tourism-route": ({"rail", "road"}, 708, (0.99, 0.93, 1.0)),
    # no more than Borzya–Choibalsan was ever built
    "cmrec-eastern-railway-corridor": ({"rail"}, 588, (0.50, 0.50, 0.50)),
    "cmrec-northeast-channel": ({"rail"}, 2331, (1.0, 1.0, 1.0)),
    "harbin-hamburg-ha-ou-train": ({"rail"}, 3061, (1.0, 1.0, 1.0)),
    "harbin-russia-international-freight-line": ({"rail"}, 3061, (1.0, 1.0, 1.0)),
    "heilongjiang-land-sea-silk-road-belt": ({"rail"}, 2150, (1.0, 1.0, 1.0)),
    # the crossing opened in 1997, the container line sailed from October 1995 to May 2010
    "hunchun-rajin-busan-corridor": ({"road", "sea"}, 917, (0.99, 1.0, 0.09)),
    "primorye-1-corridor": ({"rail"}, 711, (1.0, 1.0, 1.0)),
    # Tumen–Hunchun opened about 1997, Hunchun–Makhalino stood still from 2004 to 2013
    "primorye-2-corridor": ({"rail"}, 629, (0.85, 0.95, 1.0)),
    # rebuilt from 2008 to 2013
    "rajin-khasan-logistics-corridor": ({"rail"}, 54, (1.0, 0.0, 1.0)),
    # Sokcho 2000 to 2014; Niigata came to nothing in 2017
    "sea-of-japan-ferry-network": ({"sea"}, 1406, (0.0, 0.38, 0.0)),
    # the motorway was finished in 2010
    "self-drive-tour-route": ({"road"}, 566, (0.13, 0.15, 1.0)),
    # Arxan–Choibalsan is a plan to this day
    "tumen-transport-corridor": ({"rail"}, 1743, (0.70, 0.74, 0.75)),
}


def test_every_corridor_with_stops_has_its_figures(atlas) -> None:
    assert set(FIGURES) == set(corridors(atlas))


@pytest.mark.parametrize("id_", FIGURES)
def test_a_corridor_is_as_long_and_as_usable_as_history_says(network, id_) -> None:
    modes, km, shares = FIGURES[id_]
    found = [strip.strip(network, id_, year) for year in (1995, 2008, 2025)]
    assert {segment.leg.mode for segment in found[0].segments} == modes
    assert found[0].km == pytest.approx(km, rel=0.01)
    assert [one.share for one in found] == [pytest.approx(share, abs=0.01) for share in shares]


@pytest.mark.parametrize("id_", FIGURES)
def test_the_segments_of_a_corridor_join(network, id_) -> None:
    for here, after in pairwise(strip.strip(network, id_, 2025).segments):
        assert here.end_km == after.start_km
        joined = set(network.nodes[here.leg.end]) & set(network.nodes[after.leg.start])
        assert joined, f"{here.leg.end} to {after.leg.start}"


def test_the_gauge_changes_where_a_train_has_to_stop(network) -> None:
    breaks = {id_: list(strip.strip(network, id_, 2025).gauge_breaks) for id_ in FIGURES}
    assert breaks["china-mongolia-russia-economic-corridor"] == ["erenhot-station"]
    assert breaks["cmrec-northeast-channel"] == ["zabaikalsk-station"]
    assert breaks["primorye-1-corridor"] == ["grodekovo-station"]
    assert breaks["primorye-2-corridor"] == ["hunchun-south-station"]
    assert breaks["sea-of-japan-ferry-network"] == []


def test_a_gauge_that_changed_with_the_years_moves_the_break(network) -> None:
    """The broad track ended at Tumangang until the line to Rajin got four rails."""
    breaks = [strip.strip(network, "rajin-khasan-logistics-corridor", year).gauge_breaks for year in (2012, 2013)]
    assert breaks == [("tumangang-station",), ()]


def test_the_series_of_a_corridor_has_every_year(network) -> None:
    found = strip.series(network, "primorye-2-corridor")
    first, last = network.atlas.years
    assert [one.year for one in found] == list(range(first, last + 1))
    assert {one.km for one in found} == {found[0].km}
    assert found[2008 - first] == strip.strip(network, "primorye-2-corridor", 2008)


def test_a_strip_in_words_and_as_json(network) -> None:
    found = strip.strip(network, "hunchun-rajin-busan-corridor", 2021)
    text = list(report.strip_in_words(network, found))
    assert text[0] == "Hunchun–Rajin–Busan logistics corridor, 2021: 917 km, 8% usable"
    assert "(its border crossing or bridge is shut)" in text[2]
    document = json.loads(json.dumps(report.strip(network, found)))
    assert document["segments"][1]["valves"] == [
        {"id": "quanhe-wonjong-crossing", "status": "suspended", "traffic": None}
    ]
    assert [segment["usable"] for segment in document["segments"]] == [True, *[False] * 2, True, True, True, False]
