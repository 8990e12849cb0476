"""Figures of the papers, computed again on the network of the atlas.

Each check states the claim, how it was computed and from what, and what came out. A figure of
the papers that depends on unstated places is computed for several, so that a reader sees which
of them give it and which do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from corridor_atlas.language import pick
from corridor_atlas.network import Network, Query, Way

Verdict = Literal["agrees", "differs", "depends"]
RAIL = Query(modes=("rail",))
RAIL_AND_ROAD = Query(modes=("rail", "road"))
TWO_MOUNTAINS = "arxan-choibalsan-railway"
BUILT = frozenset({TWO_MOUNTAINS, "arxan-sumber-crossing"})
NEAR = 0.15
"""How near to the claimed figure a result must be to count as the same."""


@dataclass(frozen=True)
class Line:
    """One result of a check: what was asked, in words, and the figure in `unit`; None where there is no way."""

    asked: str
    value: float | None
    unit: str = "km"


@dataclass(frozen=True)
class Check:
    """A claim computed again; `source` is a key of the bibliography."""

    id: str
    claim: str
    source: str
    method: str
    results: tuple[Line, ...]
    verdict: Verdict
    conclusion: str
    ways: tuple[Way, ...] = ()


IDS = ("two-mountains-1500-km", "tumen-mouth-by-rail", "tongjiang-bridge", "heihe-bridge")
"""Ids of the checks, in the order of the papers."""


def checks(network: Network) -> list[Check]:
    """All checks, in the order of the papers."""
    return [_two_mountains(network), _tumen_mouth(network), _tongjiang(network), _heihe(network)]


def _name(network: Network, id_: str) -> str:
    return pick(network.atlas.features[id_].record.name)


def _two_mountains(network: Network) -> Check:
    """How much the railway from Arxan to Choibalsan would shorten ways to the sea."""
    year = network.atlas.years[1]
    results, ways, near = [], [], []
    for start in ("choibalsan", "ulaanbaatar"):
        for port in ("zarubino-port", "rajin-port", "vladivostok-port", "dalian-port", "yingkou-port"):
            now = network.way(start, port, year, RAIL)
            then = network.way(
                start, port, year, replace(RAIL, opened=frozenset({TWO_MOUNTAINS, "arxan-sumber-crossing"}))
            )
            saved = now.km - then.km if now.km and then.km else None
            asked = f"{_name(network, start)} to {_name(network, port)}: {_km(now)} now, {_km(then)} with the line"
            results.append(Line(asked, round(saved, 1) if saved is not None else None))
            ways.append(then)
            if saved is not None and abs(saved - 1500) <= NEAR * 1500:
                near.append(f"{_name(network, start)} to {_name(network, port)}")
    found = f"near the claimed figure: {', '.join(near)}" if near else "no pair of places comes near the claimed figure"
    return Check(
        "two-mountains-1500-km",
        "The railway from Arxan to Choibalsan shortens transport to the Tumen outlet by about 1,500 km",
        "liu-tumen",
        f"Best way by rail in {year} as it is, and as if the planned line were open; the difference is what it saves",
        tuple(results),
        "depends" if near else "differs",
        f"The line is not built, so nothing is shortened yet. Of the pairs computed, {found}.",
        tuple(ways),
    )


def _km(way: Way) -> str:
    return f"{way.km:,.0f} km" if way.km else "no way"


def _tumen_mouth(network: Network) -> Check:
    """In which years Hunchun had a way by rail to a port of the Tumen mouth."""
    results, open_years = [], set()
    for port in ("zarubino-port", "posyet-port", "rajin-port"):
        query = RAIL if port == "rajin-port" else replace(RAIL, avoid=frozenset({"KP"}))
        short = {}
        for way in network.series("hunchun", port, query):
            if way.km is not None and way.km < 300:  # not the way round by Suifenhe
                short[way.year] = way.km
        open_years |= set(short)
        years = ", ".join(_runs(sorted(short))) or "never"
        results.append(
            Line(f"Hunchun to {_name(network, port)} by rail, directly: {years}", min(short.values(), default=None))
        )
    reached = ", ".join(_runs(sorted(open_years)))
    return Check(
        "tumen-mouth-by-rail",
        "The Hunchun railway was reactivated in 1999 and in normal operation from 2013",
        "liu-tumen",
        "Best way by rail at the end of every year; ways of 300 km and more, which go round by Suifenhe, "
        "are left out, and so is transit through the DPRK to a Russian port",
        tuple(results),
        "differs",
        f"By rail Hunchun reached a port of the Tumen mouth at the end of {reached or 'no year'}.",
    )


def _runs(years: list[int]) -> Iterator[str]:
    """Neighbouring years as runs: 2000 to 2003."""
    while years:
        last = 0
        while last + 1 < len(years) and years[last + 1] == years[last] + 1:
            last += 1
        yield str(years[0]) if last == 0 else f"{years[0]} to {years[last]}"
        years = years[last + 1 :]


def _tongjiang(network: Network) -> Check:
    """What the bridge at Tongjiang saves on the way west."""
    results, ways = [], []
    for start in ("tongjiang-station", "jiamusi-station", "harbin"):
        for end in ("birobidzhan-station", "khabarovsk", "taishet-station"):
            before, after = (network.way(start, end, year, RAIL) for year in (2021, 2023))
            saved = before.km - after.km if before.km and after.km else None
            asked = f"{_name(network, start)} to {_name(network, end)}: {_km(before)} in 2021, {_km(after)} in 2023"
            results.append(Line(asked, round(saved, 1) if saved is not None else None))
            ways.append(after)
    near = [
        line.asked.split(":")[0]
        for line in results
        if line.value and 700 * (1 - NEAR) <= line.value <= 809 * (1 + NEAR)
    ]
    return Check(
        "tongjiang-bridge",
        "The Tongjiang bridge shortens the way by over 700 km, or by 809 km to Moscow",
        "wikipedia-2022-tongjiang",
        "Best way by rail at the end of 2021 and of 2023; Taishet stands for the way to Moscow",
        tuple(results),
        "agrees" if near else "differs",
        f"Near the claimed figures: {', '.join(near)}."
        if near
        else "None of the pairs computed gives the claimed figures.",
        tuple(ways),
    )


def _heihe(network: Network) -> Check:
    """What the road bridge between Heihe and Blagoveshchensk changed."""
    before, after = (network.way("heihe", "blagoveshchensk", year, RAIL_AND_ROAD) for year in (2021, 2022))
    results = tuple(
        Line(f"Heihe to Blagoveshchensk by road or rail at the end of {way.year}", way.km) for way in (before, after)
    )
    return Check(
        "heihe-bridge",
        "The bridge links Heihe and Blagoveshchensk directly",
        "zhang-2019",
        "Best way by rail and road at the end of 2021 and of 2022; river crossings and the winter bridge are left out",
        results,
        "agrees" if after.km and (before.km or 1e9) > 5 * after.km else "differs",
        f"From {_km(before)} to {_km(after)}.",
        (after,),
    )
