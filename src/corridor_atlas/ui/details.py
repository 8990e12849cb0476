"""The story of one feature, as a page worth reading beside the map.

Everything is written through one Jinja template with escaping on: what a file says cannot
become markup.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pycountry
import streamlit as st

from corridor_atlas import dates, timeline
from corridor_atlas.language import LANGUAGES, pick
from corridor_atlas.model import Record
from corridor_atlas.sources import Atlas, Feature
from corridor_atlas.ui import cache, state
from corridor_atlas.view import View

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
UNITS = {
    "km": "km",
    "km2": "km²",
    "m": "m",
    "m2": "m²",
    "mm": "mm",
    "kmh": "km/h",
    "t": "t",
    "kt": "thousand t",
    "mt": "million t",
    "mtpa": "million t a year",
    "kteu": "thousand TEU",
    "teu": "TEU",
    "bcm": "billion m³ a year",
    "ha": "ha",
    "kv": "kV",
    "nm": "nautical miles",
}
"""Units at the end of a fact's key, as a reader writes them."""
USUAL_NAMES = {"RU": "Russia"}
"""Where the standard has no common name for a country, the one in use."""
PRECISION = {
    "surveyed": "surveyed: as exact as its source",
    "traced": "traced along the real line",
    "approximate": "approximate: may be off by some kilometres",
    "schematic": "schematic: shows that it is there, not where exactly",
}


def show(atlas: Atlas, view: View) -> None:
    """Draw the details of the selected feature, or nothing."""
    if view.selected is None:
        return
    feature = atlas.features[view.selected]
    with st.container(key="details"):
        st.button("Close", key="close_details", icon=":material/close:", on_click=state.clear_selection)
        st.html(TEMPLATES.get_template("details.html").render(story(atlas, feature, view.year)))
        if feature.id in cache.network().places:
            _ask_for_way(feature)


def _ask_for_way(feature: Feature) -> None:
    with st.container(key="ask_way", horizontal=True):
        st.button("Way from here", key="way_from", on_click=state.go_from, args=(feature.id,))
        st.button("Way to here", key="way_to", on_click=state.go_to, args=(feature.id,))


def story(atlas: Atlas, feature: Feature, year: int) -> dict[str, Any]:
    """Everything the template needs, as plain values; nothing in it is escaped yet."""
    record = feature.record
    numbers = _numbers(feature, atlas)
    now = feature.state(year)
    return {
        "name": pick(record.name),
        "names": [(LANGUAGES[code], code, name) for code, name in record.name.items() if code != "en"],
        "aliases": [alias for alias in record.aliases if alias not in atlas.aliases],
        "kind": _words(record.kind or feature.table.removesuffix("s")),
        "countries": [_country(code) for code in record.countries],
        "year": year,
        "now": now,
        "now_words": _words(now.status) if now.status else _absence(now),
        "bars": _bars(feature, atlas.years),
        "year_place": _place(year, atlas.years),
        "periods": [
            {
                "status": period.status,
                "words": _words(period.status),
                "start": dates.label(period.start),
                "end": dates.label(period.end) if period.end else None,
                "note": period.note,
                "numbers": [numbers[key] for key in period.sources if key in numbers],
                "current": index == now.period and now.status is not None,
            }
            for index, period in enumerate(record.timeline)
        ],
        "facts": [_fact(key, value) for key, value in record.facts.items()],
        "gauges": ", ".join(f"{gauge} mm" for gauge in record.gauge_mm),
        "discrepancy": record.discrepancy,
        "claims": [
            {"claim": claim, "number": numbers.get(claim.source), "verdict": _words(claim.verdict or "")}
            for claim in record.claims
        ],
        "note": record.note,
        "basis": record.geometry_basis,
        "precision": PRECISION[record.geometry_basis.precision] if record.geometry_basis else None,
        "confidence": record.confidence,
        "classes": [
            _words(word)
            for word in (record.connectivity and f"{record.connectivity} connectivity", record.tier)
            if word
        ],
        "sources": [(number, atlas.bibliography[key]) for key, number in numbers.items()],
    }


def _numbers(feature: Feature, atlas: Atlas) -> dict[str, int]:
    """The works behind the feature, numbered in the order in which they are first needed."""
    record = feature.record
    keys = [key for period in record.timeline for key in period.sources]
    keys += [claim.source for claim in record.claims]
    keys += record.sources
    keys += record.geometry_basis.sources if record.geometry_basis else ()
    known = [key for key in dict.fromkeys(keys) if key in atlas.bibliography]
    return {key: number for number, key in enumerate(known, start=1)}


def _classes(record: Record) -> list[str]:
    connectivity = {"both": "hard and soft"}.get(record.connectivity or "", record.connectivity)
    return [
        text
        for text in (connectivity and f"{connectivity} connectivity", record.tier and f"{record.tier} tier")
        if text
    ]


def _words(word: str) -> str:
    return word.replace("_", " ")


def _absence(now: timeline.State) -> str:
    if now.last:
        return f"no longer {_words(now.last)}"
    return "no status in this year"


def _country(code: str) -> str:
    if code in USUAL_NAMES:
        return USUAL_NAMES[code]
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", None) or country.name if country else code


def _place(year: int, years: tuple[int, int]) -> float:
    """Where a year lies on the bar, in per cent from the left: the middle of its cell."""
    return 100 * (year - years[0] + 0.5) / (years[1] - years[0] + 1)


def _bars(feature: Feature, years: tuple[int, int]) -> list[dict[str, Any]]:
    """The status of every year as cells of a bar: left and width in per cent."""
    count = years[1] - years[0] + 1
    codes = list(timeline.CODES)
    return [
        {
            "left": 100 * (first - years[0]) / count,
            "width": 100 * (last - first + 1) / count,
            "status": codes[code % timeline.DOUBTFUL],
            "doubtful": bool(code & timeline.DOUBTFUL),
            "title": f"{first}–{last}: {_words(codes[code % timeline.DOUBTFUL])}",
        }
        for first, last, code in timeline.spans(feature.record.timeline, years)
        if not code & timeline.GONE
    ]


def _fact(key: str, value: Any) -> tuple[str, list[str]]:
    """A fact as label and lines of text, the unit taken from the key."""
    stem, _, last = key.rpartition("_")
    unit = UNITS.get(last, "") if stem else ""
    label = _words(stem if unit else key)
    label = label[:1].upper() + label[1:]
    if isinstance(value, dict):
        return label, [f"{_words(name)}: {_figure(one, unit)}" for name, one in value.items()]
    if isinstance(value, tuple):
        return label, [", ".join(_figure(one, unit) for one in value)]
    return label, [_figure(value, unit)]


def _figure(value: Any, unit: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        text = f"{value:,}" if abs(value) >= 10_000 else f"{value:g}" if isinstance(value, float) else str(value)
        return f"{text} {unit}".strip()
    return str(value)
