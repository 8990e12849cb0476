"""The measures of `geodata/checks.toml`: what each of them finds on the network.

Each takes a result as it is asked for and gives its findings: a figure, the words that say what
was asked, and the ways behind it. What lies outside the atlas is never guessed: kilometres that
the network does not know are stated, and added by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from babel.lists import format_list

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import pick
from corridor_atlas.core.model import Names
from corridor_atlas.data.measures import (
    Against,
    Apart,
    Check,
    Claimed,
    Length,
    Lengths,
    Measured,
    Reading,
    Saving,
    Share,
    State,
    Sum,
    Ways,
    Years,
)
from corridor_atlas.data.recomputed import fact_of, filled
from corridor_atlas.network import strip
from corridor_atlas.network.phrases import KM, PER_CENT, YEAR, Teller
from corridor_atlas.network.query import Query, Way
from corridor_atlas.network.topology import distance_m

CLOSE = 0.05
"""How far off a figure still agrees, as a share: as near as the lengths of the atlas are (docs/distances.md)."""


@dataclass(frozen=True)
class Bounds:
    """What is claimed, and how far off still agrees, in its unit; a single figure has both bounds the same."""

    least: float | None
    most: float | None
    margins: tuple[float, float] = (0.0, 0.0)

    @property
    def figure(self) -> float | None:
        """The single figure that is claimed."""
        return self.least if self.least == self.most else None

    def holds(self, value: float | None) -> bool:
        """Whether a value agrees; what there is not agrees with nothing."""
        if value is None:
            return False
        below = self.least is not None and value < self.least - self.margins[0]
        return not below and not (self.most is not None and value > self.most + self.margins[1])


@dataclass(frozen=True)
class Finding:
    """One result: what was asked, the figure in `unit` (None where there is none), and what stands behind it.

    `judged` is the figure that is held against what is `claimed`, `judges` whether the verdict goes by it;
    `tags` are the names by which figures refer to it; `ways` are those that the claim is about, `before`
    those that they are compared with.
    """

    asked: str
    value: float | None
    unit: str = KM
    tags: frozenset[str | None] = frozenset()
    pair: str = ""
    end: str = ""
    years: tuple[int, ...] = ()
    claimed: Bounds | None = None
    judged: float | None = None
    judges: bool = False
    ways: tuple[Way, ...] = ()
    before: tuple[Way, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it agrees with what is claimed."""
        return self.claimed is not None and self.judges and self.claimed.holds(self.judged)

    @property
    def error(self) -> float | None:
        """By what share the figure is more (or, negative, less) than the claimed one."""
        figure = self.claimed.figure if self.claimed else None
        return self.judged / figure - 1 if figure and self.judged is not None else None


def findings(teller: Teller, check: Check) -> list[Finding]:
    """All that the results of a check find, in their order. Raises `AtlasError` as the network does.

    Parameters
    ----------
    teller
        The network with the words in which it is told.
    check
        What is asked, one of the checks of this atlas.

    Returns
    -------
    list of Finding
        Of each result one or more, each figure in the unit that it names.
    """
    found: list[Finding] = []
    for result in check.results:
        found += _MEASURES[type(result)](_Asker(teller, check.labels, tuple(found)), result)
    return found


@dataclass(frozen=True)
class _Asker:
    """What a measure needs: the network with its words, the labels of the check, and what was found before."""

    tell: Teller
    labels: dict[str, Names]
    before: tuple[Finding, ...]

    def named(self, name: str) -> Finding:
        """The finding of an earlier result, the first if it has several."""
        return next(one for one in self.before if name in one.tags)

    def label(self, key: str, **values: str) -> str:
        """A label with its places filled."""
        return filled(pick(self.labels[key], self.tell.w.language), values)

    def kind(self, state: State) -> str:
        """What a state is called."""
        return self.label(state.label) if state.label else ""

    def year(self, state: State | Share) -> int:
        """The year of a state: the last one of the atlas unless it says so."""
        return self.tell.network.atlas.years[1] if state.year is None else state.year

    def way(self, start: str, end: str, state: State) -> Way:
        """The best way in a state of the network."""
        return self.tell.network.way(start, end, self.year(state), query_of(state))

    def ends(self, start: str, end: str) -> dict[str, str]:
        """The places of the ends in the words of a result."""
        return {"pair": self.tell.pair(start, end), "start": self.tell.name(start), "end": self.tell.name(end)}

    def found(
        self, result: Measured, values: dict[str, str], finding: Finding, *, end: str = "", judged: float | None = None
    ) -> Finding:
        """The finding with its words, held against what is claimed."""
        judged = finding.value if judged is None else judged
        bounds = self._bounds(result.claimed, end, finding.unit) if result.claimed else None
        judges = bounds is not None and result.measure != "rest"
        tags = finding.tags | {result.name}
        pair, place = values.get("pair", ""), self.tell.name(end) if end else ""
        found = replace(finding, tags=tags, claimed=bounds, judged=judged, judges=judges, pair=pair, end=place)
        return replace(found, asked=self.label(result.asked, **values, **self._claim(found)))

    def _claim(self, found: Finding) -> dict[str, str]:
        missing = self.tell.figure(None, found.unit)
        error = missing if found.error is None else self.tell.share(found.error, sign="+")
        return {"claimed": claim(self.tell, found), "error": error}

    def _bounds(self, claimed: Claimed, end: str, unit: str) -> Bounds | None:
        """What is claimed in figures; None where a fact says it and the end of the way has no such fact."""
        atlas, least, most = self.tell.network.atlas, claimed.least, claimed.most
        if claimed.value is not None:
            least = most = claimed.value
        elif claimed.fact:
            id_ = claimed.of or end
            record = atlas.corridors[id_] if id_ in atlas.corridors else atlas.feature(id_).record
            least = most = fact_of(record, claimed.fact)
        elif claimed.series:
            rows = (one.value for one in atlas.statistics if (one.series, one.year) == (claimed.series, claimed.year))
            least = most = next(rows)
        if least is None and most is None:
            return None
        return Bounds(least, most, (self._margin(claimed, least, unit), self._margin(claimed, most, unit)))

    def _margin(self, claimed: Claimed, figure: float | None, unit: str) -> float:
        if unit == YEAR:
            return claimed.tolerance or 0.0
        return (CLOSE if claimed.tolerance is None else claimed.tolerance) * abs(figure or 0.0)


def claim(teller: Teller, found: Finding) -> str:
    """What is claimed, in words: a figure, or its bounds.

    Parameters
    ----------
    teller
        The words in which it is told.
    found
        The finding that is held against the claim, whose unit the figures have.
    """
    bounds = found.claimed
    if bounds is None:
        return teller.w("check_no_figure")
    figures = [bounds.figure] if bounds.figure is not None else [bounds.least, bounds.most]
    return " – ".join(teller.figure(one, found.unit) for one in figures if one is not None)


def query_of(state: State) -> Query:
    """What is asked of the network in a state."""
    return Query(state.modes, avoid=frozenset(state.avoid), opened=frozenset(state.opened), any_sea=state.any_sea)


def _pairs(result: Ways) -> Iterator[tuple[str, str]]:
    return product(result.from_, result.to)


def _drawn(result: Ways, found: Finding, ways: Sequence[Way]) -> Finding:
    """The finding with what the map shows of it."""
    match result.draw:
        case "ways":
            return replace(found, ways=tuple(ways))
        case "before":
            return replace(found, before=tuple(ways))
        case "fitting" if found.fits:
            return replace(found, ways=tuple(ways))
    return found


def _length(ask: _Asker, result: Length) -> Iterator[Finding]:
    network, query, year = ask.tell.network, query_of(result.state), ask.year(result.state)
    via = [result.via] if result.via else []
    for start, end in _pairs(result):
        best = network.way(start, end, year, query, via)
        others = network.ways(start, end, year, query, via=via)[1:] if result.others else []
        for i, way in enumerate((best, *others)):
            values = ask.ends(start, end) | {"year": str(year), "km": ask.tell.figure(way.km)}
            values |= {"via": ask.tell.name(result.via)} if result.via else {}
            if i == 0:
                found = ask.found(result, values, Finding("", way.km), end=end)
            else:
                borders = format_list([ask.tell.name(id_) for id_ in way.border_crossings], locale=ask.tell.w.language)
                found = Finding(ask.label(result.others or "", **values, borders=borders), way.km)
            yield _drawn(result, found, [way])


def _saving(ask: _Asker, result: Saving) -> Iterator[Finding]:
    for start, end in _pairs(result):
        new, drawn = ask.way(start, end, result.new), False
        for state in result.old:
            old = ask.way(start, end, state)
            saved = round(old.km - new.km, 1) if old.km and new.km else None
            values = ask.ends(start, end) | {"old": ask.tell.figure(old.km), "new": ask.tell.figure(new.km)}
            values |= {"kind": ask.kind(state), "old_year": str(old.year), "new_year": str(new.year)}
            tags: frozenset[str | None] = frozenset({state.label})
            found = ask.found(result, values, Finding("", saved, tags=tags), end=end)
            if result.draw != "none" and (found.fits or not result.claimed):
                found = replace(found, before=(old,))
            shown = _drawn(result, found, [] if drawn else [new])
            drawn = drawn or bool(shown.ways)
            yield shown


def _years(ask: _Asker, result: Years) -> Iterator[Finding]:
    for start, end in _pairs(result):
        ways = [way for way in ask.tell.network.series(start, end, query_of(result.state)) if way.km is not None]
        ways = [way for way in ways if result.under_km is None or (way.km or 0.0) < result.under_km]
        years = [way.year for way in ways]
        values = ask.ends(start, end) | {"years": ask.tell.years(years)}
        values |= {"first": ask.tell.years(years[:1]), "last": ask.tell.years(years[-1:])}
        value: float | None = min((way.km or 0.0 for way in ways), default=None)
        if result.measure != "years":
            chosen = years[:1] if result.measure == "first_year" else years[-1:]
            value = float(chosen[0]) if chosen else None
        unit = KM if result.measure == "years" else YEAR
        found = ask.found(result, values, Finding("", value, unit, years=tuple(years)), end=end)
        yield _drawn(result, found, ways[-1:])


def _lengths(ask: _Asker, result: Lengths) -> Iterator[Finding]:
    for start, end in _pairs(result):
        ways = ask.tell.network.series(start, end, query_of(result.state))
        values = ask.ends(start, end) | {"ways": ask.tell.through_the_years(ways)}
        found = ask.found(result, values, Finding("", ways[-1].km), end=end)
        yield _drawn(result, found, ways[-1:])


def _apart(ask: _Asker, result: Apart) -> Iterator[Finding]:
    shapes = [ask.tell.network.atlas.feature(id_).geometry for id_ in (result.from_, result.to)]
    points = [(shape.centroid.x, shape.centroid.y) for shape in shapes if shape is not None]
    if len(points) < 2:
        raise AtlasError(f"{result.from_} or {result.to} has no place on the map: expected two that have one")
    km = round(distance_m(points[0], points[1]) / 1000, 1)
    yield ask.found(result, ask.ends(result.from_, result.to), Finding("", km), end=result.to)


def _share(ask: _Asker, result: Share) -> Iterator[Finding]:
    network, year = ask.tell.network, ask.year(result)
    share = strip.strip(network, result.corridor, year).share
    name = pick(network.atlas.corridor(result.corridor).name, ask.tell.w.language)
    value = None if share is None else round(100 * share, 1)
    yield ask.found(result, {"corridor": name, "year": str(year)}, Finding("", value, PER_CENT))


def _reading(ask: _Asker, result: Reading) -> Iterator[Finding]:
    atlas = ask.tell.network.atlas
    row = next(one for one in atlas.statistics if (one.series, one.year) == (result.series, result.year))
    series = atlas.series.get(result.series)
    title = pick(series.title, ask.tell.w.language) if series else result.series
    values = {"series": title, "year": ask.tell.w.date(result.year)}
    yield ask.found(result, values, Finding("", row.value, row.unit))


def _sum(ask: _Asker, result: Sum) -> Iterator[Finding]:
    base = ask.named(result.of)
    value = None if base.value is None else round(base.value + sum(result.plus), 1)
    yield ask.found(result, {}, Finding("", value, base.unit))


def _against(ask: _Asker, result: Against) -> Iterator[Finding]:
    base = ask.named(result.of)
    found = ask.found(result, {}, Finding("", base.value, base.unit), judged=base.value)
    claimed = found.claimed.figure if found.claimed else None
    value = None if base.value is None or claimed is None else base.value - claimed
    more = result.measure == "excess"
    yield replace(found, value=None if value is None else round(value if more else -value, 1))


_MEASURES: dict[type[Measured], Callable[[_Asker, Any], Iterator[Finding]]] = {
    Length: _length,
    Saving: _saving,
    Years: _years,
    Lengths: _lengths,
    Apart: _apart,
    Share: _share,
    Reading: _reading,
    Sum: _sum,
    Against: _against,
}
