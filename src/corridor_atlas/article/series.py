"""A statistical series as bars: one for each figure, with the value on it; years that have none are said to lack it.

What covers more than a year would dwarf the rest and has no bar; nor have figures of several units.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridor_atlas.article import facts
from corridor_atlas.article.cited import Cited
from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.model import Series
from corridor_atlas.core.units import UNITS
from corridor_atlas.view.related import Reading


def bars(series: Series, readings: list[Reading], cited: Cited) -> dict[str, Any]:
    """The figures of a series in order of time.

    Parameters
    ----------
    series
        What is measured.
    readings
        Its figures, in order of time.
    cited
        The works behind the feature that it is about.

    Returns
    -------
    dict
        `title`, `unit` (empty where there are several) and `rows`. A row has `when`, `figure`, `years` (first
        and last), the `kind` of figure (counted, part, span, expected, contested), its `marks` and, if it has a
        bar, its `share` of the largest in the series, from -1 to 1; or it has only `gap`: the years for which
        there is none. `below`: some figures lie below zero.
    """
    units = list(dict.fromkeys(one.statistic.unit for one in readings))
    alike = len(units) == 1
    drawn = [one for one in readings if one.covers != "span"] if alike else []
    largest = max((abs(one.statistic.value) for one in drawn), default=0.0)
    told: dict[str, Any] = {
        "title": pick(series.title, cited.w.language),
        "unit": _unit(units[0], cited) if alike else "",
        "rows": list(_rows(readings, cited, largest)),
    }
    if any(one.statistic.value < 0 for one in drawn):
        told["below"] = True
    return told


def kind(one: Reading, cited: Cited) -> str:
    """How far a figure can be compared: contested, expected, span, part of a year, or counted over a whole one."""
    said_so = [claim for claim in cited.record.claims if claim.source == one.statistic.source]
    if any(claim.stance == "differs" and claim.value == one.statistic.value for claim in said_so):
        return "contested"
    if one.statistic.kind == "expected":
        return "expected"
    return {"year": "counted"}.get(one.covers, one.covers)


def figure(one: Reading, cited: Cited) -> str:
    """A figure with its unit."""
    value, unit = one.statistic.value, one.statistic.unit
    if unit in UNITS:
        return facts.figure(value, UNITS[unit], cited.w)
    return f"{cited.w.exact(value)} {_unit(unit, cited)}"


def _rows(readings: list[Reading], cited: Cited, largest: float) -> Iterator[dict[str, Any]]:
    reached: int | None = None
    for one in readings:
        if reached is not None and one.covers != "span" and one.first > reached + 1:
            missing = sorted({reached + 1, one.first - 1})
            yield {"gap": cited.w("article_gap", years="–".join(map(str, missing)))}
        if one.covers != "span":
            reached = max(reached or one.last, one.last)
        yield _row(one, cited, largest)


def _row(one: Reading, cited: Cited, largest: float) -> dict[str, Any]:
    statistic = one.statistic
    row: dict[str, Any] = {
        "when": cited.w.date(statistic.year),
        "figure": _number(one, cited) if largest else figure(one, cited),
        "years": [one.first, one.last],
        "kind": kind(one, cited),
        "marks": cited.marks([statistic.source]),
    }
    if largest and one.covers != "span":
        row["share"] = round(statistic.value / largest, 4)
    if statistic.note:
        row["note"] = statistic.note
    return row


def _number(one: Reading, cited: Cited) -> str:
    """A figure without its unit, which stands above the column."""
    return facts.number(one.statistic.value, UNITS.get(one.statistic.unit, ""), cited.w)


def _unit(unit: str, cited: Cited) -> str:
    if unit in UNITS:
        return facts.alone(UNITS[unit], cited.w)
    return pick({DEFAULT: unit} | cited.atlas.vocabulary.unit.get(unit, {}), cited.w.language)
