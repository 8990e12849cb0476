"""A statistical series as a small chart of columns, and the same figures as rows of a table.

A year without a figure stays empty. What covers more than a year would dwarf the rest and
stands in the table alone. Places are in per cent of the chart, from the left and from the foot.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, isfinite, log10
from sys import float_info
from typing import Any

from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.model import Series
from corridor_atlas.core.units import UNITS
from corridor_atlas.ui import facts
from corridor_atlas.ui.cited import Cited
from corridor_atlas.view.related import Reading

FEWEST_YEARS = 8
"""The chart is as wide as this many years at least, so that two figures do not make two walls."""
WIDEST = 5.0
"""Width of a column, in per cent, where there is room."""
KINDS = ("counted", "part", "expected", "contested")
"""How a column is filled: a whole year, a part of one, what was not counted, what other sources contradict."""
LABELS = 9
"""So many years fit below."""
SMALLEST, LARGEST = 1e-300, float_info.max
"""What is smaller is nothing, and no value of the grid is larger."""


def chart(series: Series, readings: list[Reading], cited: Cited, year: int) -> dict[str, Any]:
    """The series as columns and as rows of a table; no columns where there is nothing to compare."""
    drawn = [one for one in readings if one.covers != "span"]
    units = list(dict.fromkeys(one.statistic.unit for one in readings))
    captions = [_unit(unit, cited) for unit in units]
    told = {
        "title": pick(series.title, cited.w.language),
        "unit": " / ".join(captions),
        "rows": [_row(one, cited) for one in readings],
        "columns": [],
        "left_out": len(readings) - len(drawn),
        "kinds": [kind for kind in KINDS if kind in {_kind(one, cited) for one in drawn}],
    }
    if len(units) > 1 or len({one.last for one in drawn}) < 2:
        return told
    return told | _shapes(drawn, cited, year)


def _kind(one: Reading, cited: Cited) -> str:
    said_so = [claim for claim in cited.record.claims if claim.source == one.statistic.source]
    if any(claim.stance == "differs" and claim.value == one.statistic.value for claim in said_so):
        return "contested"
    if one.statistic.kind == "expected":
        return "expected"
    return "counted" if one.covers == "year" else "part"


def _row(one: Reading, cited: Cited) -> dict[str, Any]:
    statistic = one.statistic
    return {
        "when": cited.w.date(statistic.year),
        "figure": _figure(statistic.value, statistic.unit, cited),
        "expected": statistic.kind == "expected",
        "note": statistic.note,
        "marks": cited.marks([statistic.source]),
    }


def _figure(value: float, unit: str, cited: Cited) -> str:
    if unit in UNITS:
        return facts.figure(value, UNITS[unit], cited.w)
    return f"{cited.w.exact(value)} {_unit(unit, cited)}"


def _unit(unit: str, cited: Cited) -> str:
    if unit in UNITS:
        return facts.alone(UNITS[unit], cited.w)
    return pick({DEFAULT: unit} | cited.atlas.vocabulary.unit.get(unit, {}), cited.w.language)


def _shapes(drawn: list[Reading], cited: Cited, year: int) -> dict[str, Any]:
    first, last = min(one.last for one in drawn), max(one.last for one in drawn)
    slot = 100 / max(FEWEST_YEARS, last - first + 1)
    values = [one.statistic.value for one in drawn]
    grid = _grid(min(0.0, *values), max(0.0, *values))
    unit = UNITS.get(drawn[0].statistic.unit, "")
    scale = 50 / (grid[-1] / 2 - grid[0] / 2)  # the whole may be larger than any number
    columns = []
    for here in range(first, last + 1):
        within = [one for one in drawn if one.last == here]
        width = min(WIDEST, 0.9 * slot / max(1, len(within)))
        middle = (here - first + 0.5) * slot
        for place, one in enumerate(within):
            value = one.statistic.value
            columns.append(
                {
                    "left": middle + (place - len(within) / 2) * width,
                    "width": width,
                    "foot": min(value, 0) * scale - grid[0] * scale,
                    "height": abs(value) * scale,
                    "kind": _kind(one, cited),
                    "mark": cited.numbers.get(one.statistic.source, ""),
                    "title": _title(one, cited),
                }
            )
    return {
        "columns": columns,
        "grid": [(value * scale - grid[0] * scale, facts.number(round(value, 6), unit, cited.w)) for value in grid],
        "zero": -grid[0] * scale,
        "years": [((one - first + 0.5) * slot, one) for one in _labelled(first, last)],
        "now": (year - first + 0.5) * slot if first <= year <= last else None,
        "span": (first, last),
    }


def _title(one: Reading, cited: Cited) -> str:
    row = _row(one, cited)
    parts = [f"{row['when']}: {row['figure']}", row["note"] or "", *(short for _, short in row["marks"])]
    return ", ".join(part for part in parts if part)


def _grid(low: float, high: float) -> list[float]:
    """Round values from `low` to `high` or just beyond, zero among them, three or four steps apart.

    Total: of the largest numbers there are the last step stops short of infinity.
    """
    rough = high / 3 - low / 3
    if rough < SMALLEST:
        return [0.0, 1.0]
    power = 10.0 ** floor(log10(rough))
    steps = [power * factor for factor in (1, 2, 2.5, 5, 10) if isfinite(power * factor)]
    step = next((one for one in steps if one >= rough * 0.999), steps[-1])
    values = [step * number for number in range(floor(low / step), ceil(high / step) + 1)]
    return [min(max(value, -LARGEST), LARGEST) for value in values]


def _labelled(first: int, last: int) -> list[int]:
    """The years to write below, so few that they do not touch; the first and the last always."""
    every = ceil((max(last - first + 1, FEWEST_YEARS)) / LABELS)
    shown = list(range(first, last + 1, every))
    if shown[-1] != last:
        shown = [*(one for one, after in pairwise([*shown, last]) if after - one >= every), last]
    return shown
