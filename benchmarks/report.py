"""The figures as a table to read: what was measured, how much, what it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Row = tuple[str, str, str, str]

FRAME = 1000 / 60
NAMES = {
    "in_map": "our map, its own time bar",
    "slider": "our map, Streamlit slider",
    "bare": "bare rerun, slider and text only",
    "group": "peer: feature_group_to_add",
    "rebuild": "peer: map rebuilt in st_folium",
}


def table(found: dict[str, Any]) -> str:
    """All figures as aligned text."""
    rows: list[Row] = [("what", "median", "worst", "against the goal"), *_rows(found)]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    machine = found["machine"]
    head = f"{found['date'][:10]}, {machine['cores']} cores, headless Chromium {machine['chromium'].split('.')[0]}"
    if machine["load_before"] is not None:
        head += f", load before the run {machine['load_before']:.1f}"
    return "\n".join([head, "", *lines])


def _rows(found: dict[str, Any]) -> Iterator[Row]:
    for count, contenders in found["steps"].items():
        yield from _steps(int(count), contenders)
        if "play" in contenders:
            yield _play(int(count), contenders["play"])
    yield from _opening(found["opening"])
    yield from _loading(found["loading"], found["opening"]["server_peak_mb"])
    yield from _travel(found["travel"])
    yield from _panels(found["panels"])


def _steps(count: int, contenders: dict[str, dict[str, float]]) -> Iterator[Row]:
    medians = {name: contenders[name]["median_ms"] for name in NAMES}
    slider = f"bare rerun {medians['slider'] - medians['bare']:+.0f} ms, goal {FRAME:+.0f}"
    if count >= 10_000:
        slider += f"; {medians['slider'] / medians['group']:.2f}x of feature_group_to_add, goal < 0.25x"
    times = 20 if count >= 10_000 else 9
    notes = {
        "in_map": "goal 50 ms",
        "slider": slider,
        "bare": "",
        "group": f"{medians['group'] / medians['in_map']:.1f}x ours in the map",
        "rebuild": f"{medians['rebuild'] / medians['in_map']:.1f}x ours in the map, goal {times}x",
    }
    for name, label in NAMES.items():
        figures = contenders[name]
        yield f"year step, {count:,} lines: {label}", _ms(figures["median_ms"]), _ms(figures["worst_ms"]), notes[name]
        if name == "in_map" and "presented_median_ms" in figures:
            yield "  the same as the browser reports it (steps of 8)", _ms(figures["presented_median_ms"]), "", ""
        if name == "in_map":
            yield "  until the last touch is drawn and all is still", _ms(figures["settled_median_ms"]), "", ""


def _play(count: int, figures: dict[str, float]) -> Row:
    shown = f"{figures['shown']} of {figures['years']} years"
    note = f"{figures['dropped']} dropped, goal 0; took {figures['seconds']:.1f} s of {figures['ideal_seconds']:.1f}"
    return f"play at 10 years a second, {count:,} lines", shown, "", note


def _opening(figures: dict[str, float]) -> Iterator[Row]:
    ratio = figures["map_median_ms"] / figures["empty_median_ms"]
    ours, empty = "first map, warm server, real data", "empty Streamlit page"
    yield ours, _ms(figures["map_median_ms"]), _ms(figures["map_worst_ms"]), f"{ratio:.2f}x the empty page, goal 1.5x"
    yield empty, _ms(figures["empty_median_ms"]), _ms(figures["empty_worst_ms"]), ""
    first = "first map for the first visitor of a fresh server"
    yield first, _ms(figures["first_visitor_ms"]), "", ""
    yield f"{first}, `corridor-atlas run`", _ms(figures["first_visitor_prepared_ms"]), "", "goal 2000 ms"


def _loading(figures: dict[str, float], memory: float | None) -> Iterator[Row]:
    features = f"{figures['features']:,.0f} features, {figures['faults']:.0f} faults; goal 1 s"
    yield "load, validate and index all data", f"{figures['load_s']:.2f} s", "", features
    yield "check of shapes and junctions", f"{figures['topology_s']:.2f} s", "", ""
    yield "imports before that", f"{figures['import_s']:.2f} s", "", ""
    yield "render the map for the page", f"{figures['render_s']:.2f} s", "", ""
    yield "server, peak memory with one user", "not told" if memory is None else f"{memory:.0f} MB", "", "goal 400 MB"
    yield (
        "map data sent to the browser",
        f"{figures['payload_mb']:.2f} MB",
        "",
        f"{figures['payload_gzip_mb']:.2f} MB gzip",
    )
    yield "one-file HTML", f"{figures['html_mb']:.2f} MB", "", "goal 4 MB"


def _travel(figures: dict[str, float]) -> Iterator[Row]:
    yield "first way of a year, its graph included", f"{figures['first_ms']:.1f} ms", "", ""
    asked = f"goal 10 ms; {figures['pairs']:.0f} pairs of places"
    way = f"{figures['query_median_ms']:.1f} ms", f"{figures['query_worst_ms']:.1f} ms"
    yield "a way, the year's graph there", *way, asked
    yield "no way: what is missing for one", f"{figures['none_median_ms']:.1f} ms", "", "goal 10 ms"
    yield "the best way and two others", f"{figures['others_median_ms']:.1f} ms", "", ""
    yield "a way in every year, 1991 to today, from nothing", _ms(figures["series_first_ms"]), "", "goal 1 s"
    median, worst = _ms(figures["series_median_ms"]), _ms(figures["series_worst_ms"])
    yield "the same, the graphs of the years there", median, worst, ""
    yield "all corridors in every year", _ms(figures["corridors_ms"]), "", ""


def _panels(figures: dict[str, float]) -> Iterator[Row]:
    yield "search: index of all names", f"{figures['index_ms']:.0f} ms", "", "goal 60 ms"
    yield "search: a key typed, its list drawn (slowest of ten)", f"{figures['key_ms']:.1f} ms", "", "goal 10 ms"
    yield "filters: counts of a year", f"{figures['filters_ms']:.1f} ms", "", "goal 3 ms"
    yield "year step with the changes tinted", f"{figures['tinted_ms']:.1f} ms", "", "goal 50 ms"
    yield "ledger 1991 to today, in sentences", _ms(figures["ledger_ms"]), "", "goal 150 ms"
    yield "chart: counts by status in every year", _ms(figures["chart_ms"]), "", ""
    yield "what a view shows", _ms(figures["selection_ms"]), "", ""
    yield "figure A4, PNG at 300 dpi", f"{figures['figure_ms'] / 1000:.1f} s", "", "goal 3 s"


def _ms(value: float) -> str:
    return f"{value:.0f} ms"
