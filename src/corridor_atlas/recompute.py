"""Figures of the papers and of their sources, computed again on the network of the atlas.

Each check states the claim, how it was computed and from what, and what came out. A figure
that depends on unstated places or on an unstated old way is computed for several, so that a
reader sees which of them give it and which do not. What lies outside the region of the atlas
is never guessed: a check says where its own figures end and whose figure goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from corridor_atlas.errors import NotFoundError
from corridor_atlas.journey import Query, Way
from corridor_atlas.language import pick
from corridor_atlas.network import Network

Verdict = Literal["agrees", "differs", "depends"]
RAIL = Query(modes=("rail",))
RAIL_AND_ROAD = Query(modes=("rail", "road"))
RAIL_AND_SEA = Query(modes=("rail", "sea"), any_sea=True)
TWO_MOUNTAINS = "arxan-choibalsan-railway"
BUILT = frozenset({TWO_MOUNTAINS, "arxan-sumber-crossing"})
NEAR = 0.15
"""How near to the claimed figure a result must be to count as the same, where the claim is rough."""
CLOSE = 0.05
"""The same where the claim is to the kilometre: as near as the lengths of the atlas are (docs/distances.md)."""
POSTS = {"Moscow": 0.0, "Yekaterinburg": 1778.0, "Taishet": 4483.0}
"""Kilometres from Moscow by `transsib-pl-route`: the network of the atlas ends at Taishet."""


@dataclass(frozen=True)
class Line:
    """One result of a check: what was asked, in words, and the figure in `unit`; None where there is no way."""

    asked: str
    value: float | None
    unit: str = "km"


@dataclass(frozen=True)
class Check:
    """A claim computed again; `source` is a key of the bibliography.

    `ways` are those that the check is about, `before` those that they are compared with.
    """

    id: str
    claim: str
    source: str
    method: str
    inputs: str
    results: tuple[Line, ...]
    verdict: Verdict
    conclusion: str
    ways: tuple[Way, ...] = ()
    before: tuple[Way, ...] = ()


def checks(network: Network) -> list[Check]:
    """All checks, in the order of the papers; one whose places the data set lacks is left out."""
    found = []
    for check in _CHECKS.values():
        try:
            found.append(check(network))
        except NotFoundError:
            continue
    return found


def _name(network: Network, id_: str) -> str:
    return pick(network.atlas.feature(id_).record.name)


def _pair(network: Network, start: str, end: str) -> str:
    return f"{_name(network, start)} to {_name(network, end)}"


def _km(km: float | None) -> str:
    return f"{km:,.0f} km" if km else "no way"


def _saved(old: Way, new: Way) -> float | None:
    return round(old.km - new.km, 1) if old.km and new.km else None


def _is_near(value: float | None, claimed: float, share: float) -> bool:
    return value is not None and abs(value - claimed) <= share * claimed


def _runs(years: list[int]) -> Iterator[str]:
    """Neighbouring years as runs: 2000 to 2003."""
    while years:
        last = 0
        while last + 1 < len(years) and years[last + 1] == years[last] + 1:
            last += 1
        yield str(years[0]) if last == 0 else f"{years[0]} to {years[last]}"
        years = years[last + 1 :]


def _through_the_years(ways: Iterable[Way]) -> str:
    """The ways of all years in words: 76 km 1994 to 2019; 84 km 2020 to 2022."""
    parts = []
    for km, run in groupby(ways, key=lambda way: way.km):
        years = [way.year for way in run]
        parts.append(f"{_km(km)} {next(_runs(years))}")
    return "; ".join(parts)


def _two_mountains(network: Network) -> Check:
    """How much the railway from Arxan to Choibalsan would shorten ways to the sea, against which old way."""
    year, claimed = network.atlas.years[1], 1500.0
    start, far = "choibalsan", "ulaanbaatar"
    results, near, ways, before = [], [], [], []
    savings = []
    for port in ("zarubino-port", "rajin-port", "vladivostok-port", "dalian-port", "yingkou-port"):
        new = network.way(start, port, year, replace(RAIL, opened=BUILT))
        ways.append(new)
        for kind, query in (("shortest way", RAIL), ("way out of China", replace(RAIL, avoid=frozenset({"CN"})))):
            old = network.way(start, port, year, query)
            saved = _saved(old, new)
            if saved is None:
                continue  # without China no railway leads to a Chinese port
            pair = _pair(network, start, port)
            results.append(Line(f"{pair}, {kind} {_km(old.km)}, with the line {_km(new.km)}; saving", saved))
            if query is RAIL:
                savings.append(saved)
            if _is_near(saved, claimed, NEAR):
                near.append(f"{pair} ({saved:,.0f} km)")
                before.append(old)
    for port in ("zarubino-port", "dalian-port"):
        old, new = (network.way(far, port, year, query) for query in (RAIL, replace(RAIL, opened=BUILT)))
        asked = f"{_pair(network, far, port)}, shortest way {_km(old.km)}, with the line {_km(new.km)}; saving"
        results.append(Line(asked, _saved(old, new)))
    return Check(
        "two-mountains-1500-km",
        "The railway from Arxan to Choibalsan shortens transport to the Tumen outlet by about 1,500 km",
        "liu-tumen",
        "Best way by rail as it is, and as if the planned line and its border crossing were open; the difference is "
        "what the line saves. The old way is once the shortest one, over Borzya, Zabaikalsk and Harbin, and once the "
        "one that keeps out of China, over Chita and Khabarovsk, on one gauge from end to end",
        f"Railways open at the end of {year}; the planned line as drawn, straight between the places that the plans "
        "name, so that its own length is a lower bound",
        tuple(results),
        "depends" if near else "differs",
        f"The line is not built, so nothing is shortened yet. Against the shortest way of today it would save "
        f"{min(savings):,.0f} to {max(savings):,.0f} km. About 1,500 km come out only against the old way through "
        f"Russia: {', '.join(near) or 'nowhere'}. From {_name(network, far)} it saves nothing: the railway from there "
        f"to {_name(network, start)} itself goes round through Russia.",
        tuple(ways),
        tuple(before),
    )


def _tumen_mouth(network: Network) -> Check:
    """In which years Hunchun had a way by rail to a port of the Tumen mouth."""
    results, open_years, ways = [], set(), []
    for port in ("zarubino-port", "posyet-port", "rajin-port"):
        query = RAIL if port == "rajin-port" else replace(RAIL, avoid=frozenset({"KP"}))
        direct = [way for way in network.series("hunchun", port, query) if way.km is not None and way.km < 300]
        open_years |= {way.year for way in direct}
        years = ", ".join(_runs([way.year for way in direct])) or "never"
        asked = f"{_pair(network, 'hunchun', port)} by rail, directly: {years}"
        results.append(Line(asked, min((way.km or 0.0 for way in direct), default=None)))
        ways += direct[-1:]
    reached = ", ".join(_runs(sorted(open_years)))
    return Check(
        "tumen-mouth-by-rail",
        "The Hunchun railway was reactivated in 1999 and in normal operation from 2013",
        "liu-tumen",
        "Best way by rail at the end of every year; ways of 300 km and more, which go round by Suifenhe, "
        "are left out, and so is transit through the DPRK to a Russian port",
        "Railways, border crossings and bridges with their dated statuses in every year of the atlas",
        tuple(results),
        "differs",
        f"By rail Hunchun reached a port of the Tumen mouth at the end of {reached or 'no year'}. To the Russian "
        "ports it did so from 1999 to 2003 and again since 2013: 1999 was the opening of the line, not its return.",
        tuple(ways),
    )


def _hunchun_to_the_sea(network: Network) -> Check:
    """How far it is from Hunchun to the quays, by whatever was open."""
    results, told, fits, ways = [], [], [], []
    for port in ("zarubino-port", "posyet-port", "rajin-port"):
        years = network.series("hunchun", port, RAIL_AND_ROAD)
        results.append(
            Line(f"{_pair(network, 'hunchun', port)} by road or rail: {_through_the_years(years)}", years[-1].km)
        )
        ways.append(years[-1])
        claimed = network.atlas.feature(port).record.facts.get("distance_to_hunchun_km")
        if isinstance(claimed, int | float):
            fits.append(_is_near(years[-1].km, claimed, NEAR))
            told.append(f"{_name(network, port)} {claimed:g} km claimed, {_km(years[-1].km)} computed")
    road = network.way("hunchun", "kraskino", network.atlas.years[1], replace(RAIL_AND_ROAD, modes=("road",)))
    results.append(Line(f"{_pair(network, 'hunchun', 'kraskino')} by road", road.km))
    return Check(
        "hunchun-to-the-sea",
        "Hunchun lies 71 km from the port of Zarubino and 42 km from that of Posyet",
        "itjtransportjournal-2019-tri-state",
        "Best way by road and rail at the end of every year, to the quay",
        "Roads, railways, border crossings and bridges with their dated statuses in every year of the atlas",
        tuple(results),
        "agrees" if all(fits) else "depends" if any(fits) else "differs",
        f"{'; '.join(told)}. The figure for Posyet fits the road to Kraskino ({_km(road.km)}), across the bay "
        "from the port.",
        tuple(ways),
    )


def _tongjiang(network: Network) -> Check:
    """What the bridge at Tongjiang saves on the way west."""
    results, ways, before, near = [], [], [], []
    for start in ("tongjiang-station", "jiamusi-station", "harbin"):
        for end in ("birobidzhan-station", "khabarovsk", "taishet-station"):
            old, new = (network.way(start, end, year, RAIL) for year in (2021, 2023))
            saved = _saved(old, new)
            pair = _pair(network, start, end)
            results.append(Line(f"{pair}: {_km(old.km)} in 2021, {_km(new.km)} in 2023; saving", saved))
            if saved and 700 * (1 - NEAR) <= saved <= 809 * (1 + NEAR):
                near.append(f"{pair} ({saved:,.0f} km)")
                ways.append(new)
                before.append(old)
    return Check(
        "tongjiang-bridge",
        "The Tongjiang bridge shortens the way by over 700 km, or by 809 km to Moscow",
        "wikipedia-2022-tongjiang",
        "Best way by rail at the end of 2021 and of 2023; Taishet, where the network ends, stands for Moscow",
        "Railways, crossings and bridges open at the end of 2021 and of 2023",
        tuple(results),
        "depends" if near else "differs",
        f"Near the claimed figures: {', '.join(near) or 'none of the pairs computed'}. To Moscow the bridge saves "
        "nothing from any of the three places: the way over Manzhouli stays the shortest. The 809 km must start from "
        "a place farther east, or from another old way.",
        tuple(ways),
        tuple(before),
    )


def _heihe(network: Network) -> Check:
    """What the road bridge between Heihe and Blagoveshchensk changed."""
    old, new = (network.way("heihe", "blagoveshchensk", year, RAIL_AND_ROAD) for year in (2021, 2022))
    results = tuple(
        Line(f"{_pair(network, 'heihe', 'blagoveshchensk')} by road or rail at the end of {way.year}", way.km)
        for way in (old, new)
    )
    return Check(
        "heihe-bridge",
        "The bridge links Heihe and Blagoveshchensk directly",
        "zhang-2019",
        "Best way by rail and road at the end of 2021 and of 2022; river crossings and the winter bridge are left out",
        "Roads, railways, crossings and bridges open at the end of 2021 and of 2022",
        results,
        "agrees" if new.km and (old.km or 1e9) > 5 * new.km else "differs",
        f"From {_km(old.km)} to {_km(new.km)}.",
        (new,),
        (old,),
    )


def _harbin_europe(network: Network) -> Check:
    """How long the ways of the trains from Harbin to Europe are, as far as the atlas reaches."""
    year = network.atlas.years[1]
    best, *others = network.ways("harbin", "taishet-station", year, RAIL)
    here = best.km or 0.0
    to_moscow = here + POSTS["Taishet"]
    to_yekaterinburg = to_moscow - POSTS["Yekaterinburg"]
    claimed = {
        id_: float(str(network.atlas.corridor(id_).facts.get("length_km", 0)))
        for id_ in ("harbin-hamburg-ha-ou-train", "harbin-russia-international-freight-line")
    }
    hamburg, yekaterinburg = claimed.values()
    results = [Line("Harbin to Taishet over Manzhouli, computed", here)]
    results += [Line(f"The same over {_border(network, way)}, computed", way.km) for way in others]
    results += [
        Line("On to Yekaterinburg with the kilometre posts of the Trans-Siberian", round(to_yekaterinburg, 1)),
        Line(
            f"Claimed for the train to Yekaterinburg {yekaterinburg:,.0f} km; difference of the way computed",
            round(to_yekaterinburg - yekaterinburg, 1),
        ),
        Line("On to Moscow with the kilometre posts", round(to_moscow, 1)),
        Line(
            f"Claimed for the train to Hamburg {hamburg:,.0f} km; left for Moscow to Hamburg",
            round(hamburg - to_moscow, 1),
        ),
        Line("Claimed elsewhere 7,450 km; left for Moscow to Hamburg", round(7450 - to_moscow, 1)),
    ]
    fits = _is_near(to_yekaterinburg, yekaterinburg, CLOSE)
    return Check(
        "harbin-europe",
        "The train from Harbin to Yekaterinburg runs 5,889 km, that to Hamburg 9,820 km, or 7,450 km",
        "trackingchina-2015-harbin",
        "Best ways by rail from Harbin to Taishet, where the network of the atlas ends; from there the published "
        "kilometre posts of the Trans-Siberian Railway to Yekaterinburg and Moscow. Moscow to Hamburg is not computed",
        f"Railways open at the end of {year}; kilometre posts of the source transsib-pl-route",
        tuple(results),
        "agrees" if fits else "differs",
        f"The figure for Yekaterinburg comes out to {abs(to_yekaterinburg / yekaterinburg - 1):.1%}. Of the two for "
        f"Hamburg only {hamburg:,.0f} km can be right: {to_moscow:,.0f} km lie before Moscow already. What is left "
        "west of Moscow lies outside the atlas and was not checked.",
        (best, *others),
    )


def _border(network: Network, way: Way) -> str:
    return " and ".join(_name(network, id_) for id_ in way.border_crossings)


def _harbin_busan(network: Network) -> Check:
    """How far it is from Harbin to Busan by three ports."""
    year = network.atlas.years[1]
    claims = {"vladivostok-port": 1711.0, "dalian-port": 1935.0, "zarubino-port": 1689.0}
    results, fits, ways = [], [], []
    for port, claimed in claims.items():
        way = network.way("harbin", "busan-port", year, RAIL_AND_SEA, via=[port])
        ways.append(way)
        fits.append(_is_near(way.km, claimed, CLOSE))
        error = f" ({way.km / claimed - 1:+.1%})" if way.km else ""
        asked = f"{_pair(network, 'harbin', 'busan-port')} by {_name(network, port)}, {claimed:,.0f} km claimed{error}"
        results.append(Line(asked, way.km))
    short, long = ways[0].km or 0.0, ways[1].km or 0.0
    return Check(
        "harbin-busan",
        "Harbin to Busan is 1,711 km by Suifenhe and Vladivostok, 1,935 km by Dalian, 1,689 km by Hunchun and Zarubino",
        "newstielucn-2015-sui-eya",
        "Best way by rail to the port and by sea to Busan; where no dated service sails, as a chartered ship would",
        f"Railways and ports open at the end of {year}; ways by sea of sea_lanes.csv",
        tuple(results),
        "agrees" if all(fits) else "depends" if any(fits) else "differs",
        f"The way by Vladivostok is {long - short:,.0f} km shorter than that by Dalian; 224 km were claimed. Only "
        "kilometres are compared here, neither days nor costs, and that by Dalian crosses no land border.",
        tuple(ways),
    )


_CHECKS: dict[str, Callable[[Network], Check]] = {
    "two-mountains-1500-km": _two_mountains,
    "tumen-mouth-by-rail": _tumen_mouth,
    "hunchun-to-the-sea": _hunchun_to_the_sea,
    "tongjiang-bridge": _tongjiang,
    "heihe-bridge": _heihe,
    "harbin-europe": _harbin_europe,
    "harbin-busan": _harbin_busan,
}
IDS = tuple(_CHECKS)
"""Ids of the checks, in the order of the papers."""
