"""Figures of the network as a language writes them: lengths, years, shares, ways through the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.units import UNITS
from corridor_atlas.core.words import Words
from corridor_atlas.network.graph import Network
from corridor_atlas.network.query import Way

KM, YEAR, PER_CENT = "km", "year", "per cent"
"""Units of what the network measures; statistics have others."""


@dataclass(frozen=True)
class Teller:
    """The network that is asked, and the words in which it answers."""

    network: Network
    w: Words

    def name(self, id_: str) -> str:
        """The name of a feature."""
        return pick(self.network.atlas.feature(id_).record.name, self.w.language)

    def pair(self, start: str, end: str) -> str:
        """Two ends of a way."""
        return self.w("way_between", start=self.name(start), end=self.name(end))

    def figure(self, value: float | None, unit: str = KM, *, bare: bool = False) -> str:
        """A figure with its unit or `bare`, kilometres as whole ones; that there is no way where it is None."""
        if value is None:
            return self.w("check_no_way" if unit in (KM, YEAR) else "check_no_figure")
        if unit == YEAR:
            return self.w.date(str(round(value)))
        number = self.w.number(round(value)) if unit == KM else self.w.exact(value)
        if bare:
            return number
        if unit in UNITS:
            whole = round(value) if unit == KM or value == round(value) else value
            return self.w(f"details_unit_{UNITS[unit]}", value=number, number=whole)
        words = self.network.atlas.vocabulary.unit.get(unit, {})
        return f"{number} {pick({DEFAULT: unit} | words, self.w.language)}"

    def share(self, share: float, sign: str = "") -> str:
        """A share as per cent, what is more than nothing with a sign."""
        return self.w("percent", value=(sign if share > 0 else "") + self.w.number(round(100 * share, 1)))

    def years(self, years: list[int]) -> str:
        """Years as runs: 1999 to 2003, 2013; that there is none."""
        return self.w.list(self._run(first, last) for first, last in runs(years)) or self.w("check_never")

    def _run(self, first: int, last: int) -> str:
        begin, end = self.w.date(str(first)), self.w.date(str(last))
        return begin if first == last else self.w("date_between", first=begin, last=end)

    def through_the_years(self, ways: Iterable[Way]) -> str:
        """The ways of all years in words: 76 km 1994 to 2019; 84 km 2020 to 2022."""
        stretches = ((km, [way.year for way in run]) for km, run in groupby(ways, key=lambda way: way.km))
        return self.w.list(
            (
                self.w("check_in_years", km=self.figure(km), years=self._run(years[0], years[-1]))
                for km, years in stretches
            ),
            apart=True,
        )


def runs(years: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring years as runs, each with its first and its last."""
    while years:
        last = 0
        while last + 1 < len(years) and years[last + 1] == years[last] + 1:
            last += 1
        yield years[0], years[last]
        years = years[last + 1 :]
