"""Figures of the papers and of their sources, computed again on the network of the atlas.

Each check states the claim, how it was computed and from what, and what came out. A figure
that depends on unstated places or on an unstated old way is computed for several, so that a
reader sees which of them give it and which do not. What lies outside the region of the atlas
is never guessed: a check says where its own figures end and whose figure goes on. Its sentences
are words of the page, `check_<id>_…` in each language, with the figures in their places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from babel.lists import format_list

from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.words import Words
from corridor_atlas.network.graph import Network
from corridor_atlas.network.query import Query, Way

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


def checks(network: Network, language: str = DEFAULT) -> list[Check]:
    """All checks, in the order of the papers; one whose places the data set lacks is left out."""
    teller = _Teller(network, Words(language, "map", "page"))
    found = []
    for check in _CHECKS.values():
        try:
            found.append(check(teller))
        except NotFoundError:
            continue
    return found


@dataclass(frozen=True)
class _Teller:
    """The network that is asked, and the words in which it answers."""

    network: Network
    w: Words

    def name(self, id_: str) -> str:
        """The name of a feature."""
        return pick(self.network.atlas.feature(id_).record.name, self.w.language)

    def pair(self, start: str, end: str) -> str:
        """Two ends of a way."""
        return self.w("way_between", start=self.name(start), end=self.name(end))

    def km(self, km: float | None) -> str:
        """A length, or that there is no way."""
        return self.w("way_kilometres", number=round(km)) if km else self.w("check_no_way")

    def share(self, share: float, sign: str = "") -> str:
        """A share as per cent, what is more than nothing with a sign."""
        return self.w("percent", value=(sign if share > 0 else "") + self.w.number(round(100 * share, 1)))

    def line(self, key: str, value: float | None, **places: str | int) -> Line:
        """A result; what was asked stands among the words."""
        return Line(self.w(f"check_{key}", **places), value)

    def near(self, pair: str, saved: float) -> str:
        """A way whose saving is near to what was claimed."""
        return self.w("check_near", pair=pair, km=self.km(saved))

    def years(self, years: list[int]) -> str:
        """Years as runs: 1999 to 2003, 2013."""
        return self.w.list(self._run(first, last) for first, last in _runs(years))

    def _run(self, first: int, last: int) -> str:
        begin, end = self.w.date(str(first)), self.w.date(str(last))
        return begin if first == last else self.w("date_between", first=begin, last=end)

    def through_the_years(self, ways: Iterable[Way]) -> str:
        """The ways of all years in words: 76 km 1994 to 2019; 84 km 2020 to 2022."""
        runs = ((km, [way.year for way in run]) for km, run in groupby(ways, key=lambda way: way.km))
        return self.w.list(
            (self.w("check_in_years", km=self.km(km), years=self._run(years[0], years[-1])) for km, years in runs),
            apart=True,
        )

    def check(
        self,
        id_: str,
        source: str,
        results: Iterable[Line],
        verdict: Verdict,
        ways: Iterable[Way],
        before: Iterable[Way] = (),
        **places: str | int,
    ) -> Check:
        """The check with its sentences, `places` filled in."""
        key = id_.replace("-", "_")
        claim, method, inputs, conclusion = (
            self.w(f"check_{key}_{part}", **places) for part in ("claim", "method", "inputs", "conclusion")
        )
        return Check(
            id_, claim, source, method, inputs, tuple(results), verdict, conclusion, tuple(ways), tuple(before)
        )


def _saved(old: Way, new: Way) -> float | None:
    return round(old.km - new.km, 1) if old.km and new.km else None


def _is_near(value: float | None, claimed: float, share: float) -> bool:
    return value is not None and abs(value - claimed) <= share * claimed


def _verdict(fits: list[bool]) -> Verdict:
    return "agrees" if all(fits) else "depends" if any(fits) else "differs"


def _runs(years: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring years as runs, each with its first and its last."""
    while years:
        last = 0
        while last + 1 < len(years) and years[last + 1] == years[last] + 1:
            last += 1
        yield years[0], years[last]
        years = years[last + 1 :]


def _two_mountains(tell: _Teller) -> Check:
    """How much the railway from Arxan to Choibalsan would shorten ways to the sea, against which old way."""
    network = tell.network
    year, claimed = network.atlas.years[1], 1500.0
    start, far = "choibalsan", "ulaanbaatar"
    results, near, ways, before = [], [], [], []
    savings = []

    def result(pair: str, kind: str, old: Way, new: Way) -> Line:
        asked = {"pair": pair, "kind": tell.w(f"check_{kind}"), "old": tell.km(old.km), "new": tell.km(new.km)}
        return tell.line("saving_of_line", _saved(old, new), **asked)

    for port in ("zarubino-port", "rajin-port", "vladivostok-port", "dalian-port", "yingkou-port"):
        new, pair = network.way(start, port, year, replace(RAIL, opened=BUILT)), tell.pair(start, port)
        ways.append(new)
        for kind, query in (("shortest", RAIL), ("out_of_china", replace(RAIL, avoid=frozenset({"CN"})))):
            old = network.way(start, port, year, query)
            saved = _saved(old, new)
            if saved is None:
                continue  # without China no railway leads to a Chinese port
            results.append(result(pair, kind, old, new))
            if query is RAIL:
                savings.append(saved)
            if _is_near(saved, claimed, NEAR):
                near.append(tell.near(pair, saved))
                before.append(old)
    for port in ("zarubino-port", "dalian-port"):
        old, new = (network.way(far, port, year, query) for query in (RAIL, replace(RAIL, opened=BUILT)))
        results.append(result(tell.pair(far, port), "shortest", old, new))
    return tell.check(
        "two-mountains-1500-km",
        "liu-tumen",
        results,
        "depends" if near else "differs",
        ways,
        before,
        year=year,
        least=tell.w.number(round(min(savings))),
        most=tell.km(max(savings)),
        near=tell.w.list(near) or tell.w("check_nowhere"),
        start=tell.name(start),
        far=tell.name(far),
    )


def _tumen_mouth(tell: _Teller) -> Check:
    """In which years Hunchun had a way by rail to a port of the Tumen mouth."""
    results, open_years, ways = [], set(), []
    for port in ("zarubino-port", "posyet-port", "rajin-port"):
        query = RAIL if port == "rajin-port" else replace(RAIL, avoid=frozenset({"KP"}))
        direct = [way for way in tell.network.series("hunchun", port, query) if way.km is not None and way.km < 300]
        open_years |= {way.year for way in direct}
        years = tell.years([way.year for way in direct]) or tell.w("check_never")
        shortest = min((way.km or 0.0 for way in direct), default=None)
        results.append(tell.line("directly", shortest, pair=tell.pair("hunchun", port), years=years))
        ways += direct[-1:]
    reached = tell.years(sorted(open_years)) or tell.w("check_never")
    return tell.check("tumen-mouth-by-rail", "liu-tumen", results, "differs", ways, years=reached)


def _hunchun_to_the_sea(tell: _Teller) -> Check:
    """How far it is from Hunchun to the quays, by whatever was open."""
    network = tell.network
    results, told, fits, ways = [], [], [], []
    for port in ("zarubino-port", "posyet-port", "rajin-port"):
        years = network.series("hunchun", port, RAIL_AND_ROAD)
        now = years[-1]
        pair = tell.pair("hunchun", port)
        results.append(tell.line("by_road_or_rail", now.km, pair=pair, ways=tell.through_the_years(years)))
        ways.append(now)
        claimed = network.atlas.feature(port).record.facts.get("distance_to_hunchun_km")
        if isinstance(claimed, int | float):
            fits.append(_is_near(now.km, claimed, NEAR))
            figures = {"claimed": tell.km(claimed), "computed": tell.km(now.km)}
            told.append(tell.w("check_claimed_and_computed", place=tell.name(port), **figures))
    road = network.way("hunchun", "kraskino", network.atlas.years[1], replace(RAIL_AND_ROAD, modes=("road",)))
    results.append(tell.line("by_road", road.km, pair=tell.pair("hunchun", "kraskino")))
    return tell.check(
        "hunchun-to-the-sea",
        "itjtransportjournal-2019-tri-state",
        results,
        _verdict(fits),
        ways,
        ports=tell.w.list(told, apart=True),
        road=tell.km(road.km),
    )


def _tongjiang(tell: _Teller) -> Check:
    """What the bridge at Tongjiang saves on the way west."""
    results, ways, before, near = [], [], [], []
    for start in ("tongjiang-station", "jiamusi-station", "harbin"):
        for end in ("birobidzhan-station", "khabarovsk", "taishet-station"):
            old, new = (tell.network.way(start, end, year, RAIL) for year in (2021, 2023))
            saved, pair = _saved(old, new), tell.pair(start, end)
            results.append(tell.line("saving_of_bridge", saved, pair=pair, old=tell.km(old.km), new=tell.km(new.km)))
            if saved and 700 * (1 - NEAR) <= saved <= 809 * (1 + NEAR):
                near.append(tell.near(pair, saved))
                ways.append(new)
                before.append(old)
    verdict: Verdict = "depends" if near else "differs"
    told = tell.w.list(near) or tell.w("check_nowhere")
    return tell.check("tongjiang-bridge", "wikipedia-2022-tongjiang", results, verdict, ways, before, near=told)


def _heihe(tell: _Teller) -> Check:
    """What the road bridge between Heihe and Blagoveshchensk changed."""
    ends = ("heihe", "blagoveshchensk")
    old, new = (tell.network.way(*ends, year, RAIL_AND_ROAD) for year in (2021, 2022))
    return tell.check(
        "heihe-bridge",
        "zhang-2019",
        (tell.line("at_the_end_of", way.km, pair=tell.pair(*ends), year=way.year) for way in (old, new)),
        "agrees" if new.km and (old.km or 1e9) > 5 * new.km else "differs",
        (new,),
        (old,),
        old=tell.km(old.km),
        new=tell.km(new.km),
    )


def _harbin_europe(tell: _Teller) -> Check:
    """How long the ways of the trains from Harbin to Europe are, as far as the atlas reaches."""
    atlas = tell.network.atlas
    best, *others = tell.network.ways("harbin", "taishet-station", atlas.years[1], RAIL)
    here = best.km or 0.0
    to_moscow = here + POSTS["Taishet"]
    to_yekaterinburg = to_moscow - POSTS["Yekaterinburg"]
    hamburg, yekaterinburg = (
        float(str(atlas.corridor(id_).facts.get("length_km", 0)))
        for id_ in ("harbin-hamburg-ha-ou-train", "harbin-russia-international-freight-line")
    )
    off, left = round(to_yekaterinburg - yekaterinburg, 1), round(hamburg - to_moscow, 1)
    results = [
        tell.line("harbin_taishet", here),
        *(tell.line("harbin_taishet_over", way.km, borders=_borders(tell, way)) for way in others),
        tell.line("on_to_yekaterinburg", round(to_yekaterinburg, 1)),
        tell.line("claimed_to_yekaterinburg", off, claimed=tell.km(yekaterinburg)),
        tell.line("on_to_moscow", round(to_moscow, 1)),
        tell.line("claimed_to_hamburg", left, claimed=tell.km(hamburg)),
        tell.line("claimed_elsewhere", round(7450 - to_moscow, 1), claimed=tell.km(7450)),
    ]
    return tell.check(
        "harbin-europe",
        "trackingchina-2015-harbin",
        results,
        "agrees" if _is_near(to_yekaterinburg, yekaterinburg, CLOSE) else "differs",
        (best, *others),
        year=atlas.years[1],
        share=tell.share(abs(to_yekaterinburg / yekaterinburg - 1)),
        hamburg=tell.km(hamburg),
        moscow=tell.km(to_moscow),
    )


def _borders(tell: _Teller, way: Way) -> str:
    return format_list([tell.name(id_) for id_ in way.border_crossings], locale=tell.w.language)


def _harbin_busan(tell: _Teller) -> Check:
    """How far it is from Harbin to Busan by three ports."""
    year = tell.network.atlas.years[1]
    claims = {"vladivostok-port": 1711.0, "dalian-port": 1935.0, "zarubino-port": 1689.0}
    results, fits, ways = [], [], []
    for port, claimed in claims.items():
        way = tell.network.way("harbin", "busan-port", year, RAIL_AND_SEA, via=[port])
        ways.append(way)
        fits.append(_is_near(way.km, claimed, CLOSE))
        asked = {"pair": tell.pair("harbin", "busan-port"), "port": tell.name(port), "claimed": tell.km(claimed)}
        if way.km:
            asked["error"] = tell.share(way.km / claimed - 1, sign="+")
        results.append(tell.line("by_port_off" if way.km else "by_port", way.km, **asked))
    short, long = ways[0].km or 0.0, ways[1].km or 0.0
    less = tell.km(long - short)
    return tell.check("harbin-busan", "newstielucn-2015-sui-eya", results, _verdict(fits), ways, year=year, less=less)


_CHECKS: dict[str, Callable[[_Teller], Check]] = {
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
