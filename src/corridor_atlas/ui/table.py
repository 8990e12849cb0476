"""What is on the map as a table, and how much of it there was through the years as a chart."""

from __future__ import annotations

from functools import partial
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from corridor_atlas.core import dates
from corridor_atlas.core.language import pick
from corridor_atlas.core.model import Status
from corridor_atlas.core.timeline import State
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.draw import payload
from corridor_atlas.take import formats
from corridor_atlas.take.formats import csv
from corridor_atlas.time.tallies import by_year, line_km
from corridor_atlas.ui import cache, state
from corridor_atlas.ui.places import one_of
from corridor_atlas.ui.templates import TEMPLATES
from corridor_atlas.view.selection import Selection, counted, selection
from corridor_atlas.view.view import View

ORDER = [
    Status.OPERATING,
    Status.SUSPENDED,
    Status.UNDER_CONSTRUCTION,
    Status.PLANNED,
    Status.PROPOSED,
    Status.CLOSED,
    Status.CANCELLED,
]
"""Statuses from the ground of the chart upwards."""
ALL = "all"
TABLE_HEIGHT, CHART_HEIGHT = 480, 290
PICKED = "picked"
"""Name of the chart's selection."""


def show(atlas: Atlas, view: View) -> None:
    """Draw the panel: a table of the features shown, or charts through the years."""
    words = Words(view.language, "map", "page")
    view = counted(view, atlas)
    window = state.window(view)
    chosen = selection(atlas, view, window)
    tabs = {"rows": words("table_rows"), "charts": words("table_charts")}
    with st.container(key="wide_head", horizontal=True, vertical_alignment="center"):
        st.html(f"<h2>{_title(view, words)}</h2>", width="content")
        st.caption(words("block_sum" if window else "block_sum_all", number=len(chosen)), width="content")
        tab = st.segmented_control(
            words("panel_table"),
            tabs,
            format_func=lambda one: tabs[one],
            default="rows",
            key="table_tab",
            label_visibility="collapsed",
        )
        if chosen:
            _download(atlas, view, chosen, words)
        else:
            st.empty()
    _doors(atlas, view, words)
    shown = "table_none" if not chosen else "table_charts" if tab == "charts" else "table_all_rows"
    with one_of(("table_none", "table_charts", "table_all_rows"), shown):
        if not chosen:
            st.caption(words("table_empty"))
        elif tab == "charts":
            _charts(atlas, view, words)
        else:
            _table(atlas, view, chosen, words)


def _doors(atlas: Atlas, view: View, words: Words) -> None:
    """Draw what leads on from here: how far one gets, from the picked row if that is a place, and the figures."""
    network = cache.network()
    if not network.legs:
        return
    row = state.picked()
    origin = row if row in network.places else None
    name = pick(atlas.features[origin].record.name, view.language) if origin else ""
    with st.container(key="wide_doors", horizontal=True):
        said = words("table_reach_from", place=name) if origin else words("reach_title")
        st.button(said, key="table_reach", type="tertiary", on_click=state.open_panel, args=("reach", origin))
        if atlas.checks:
            said = words("figures_title")
            st.button(said, key="table_figures", type="tertiary", on_click=state.open_panel, args=("figures",))


def _title(view: View, words: Words) -> str:
    if view.since and view.since < view.year:
        return words("table_range", first=view.since, last=view.year)
    return words("table_title", year=view.year)


def _table(atlas: Atlas, view: View, chosen: Selection, words: Words) -> None:
    layers = {one.id: layer.id for layer in atlas.layers for one in atlas.drawn_by(layer)}
    rows = [_row(atlas, feature, now, layers[feature.id], words) for feature, now in chosen]
    table = pd.DataFrame(rows).sort_values(["layer", "name"], ignore_index=True)
    titles = {name: words(f"table_{name}") for name in table.columns if name != "id"}
    st.dataframe(
        table,
        column_order=list(titles),
        column_config={
            **titles,
            "name": st.column_config.TextColumn(titles["name"], width="large"),  # pinned, it would be too pale to read
            "since": st.column_config.NumberColumn(titles["since"], format="%d"),
            "km": st.column_config.NumberColumn(titles["km"], format="%.0f"),
        },
        placeholder="",
        hide_index=True,
        on_select=partial(_choose_row, f"table_{view.year}", list(table["id"]), atlas),
        selection_mode="single-row",
        key=f"table_{view.year}",
        height=TABLE_HEIGHT,
    )
    st.caption(words("table_hint"))


def _choose_row(key: str, ids: list[str], atlas: Atlas) -> None:
    row = state.picked_row(key, len(ids), atlas)
    state.pick(None if row is None else ids[row])


def _row(atlas: Atlas, feature: Feature, now: State, layer: str, words: Words) -> dict[str, Any]:
    record, km = feature.record, line_km(feature)
    period = record.timeline[now.period] if now.period is not None else None
    return {
        "id": record.id,
        "name": pick(record.name, words.language),
        "layer": pick(atlas.layer(layer).title, words.language),
        "status": _status(now, words),
        "since": dates.parse(period.start).year if period else None,
        "countries": words.list(words.country(code) for code in record.countries),
        "km": km or None,
        "tier": words(f"tier_{record.tier}") if record.tier else None,
        "connectivity": words(f"connectivity_{record.connectivity}") if record.connectivity else None,
        "confidence": words(f"confidence_{record.confidence}") if record.confidence else None,
        "sources": len({key for keys in record.source_keys().values() for key in keys}),
    }


def _status(now: State, words: Words) -> str | None:
    status = now.status or now.last
    if status is None:
        return None
    text = words(f"status_{status}")
    if now.only:
        text = words(f"only_{now.only}", status=text)
    return text if now.certain else words("table_doubtful", status=text)


def _download(atlas: Atlas, view: View, chosen: Selection, words: Words) -> None:
    st.download_button(
        words("table_download"),
        data=partial(csv.table, atlas, chosen),
        file_name=formats.file_name(atlas, view, csv.SUFFIX),
        mime=csv.MEDIA_TYPE,
        on_click="ignore",
        key="table_download",
        icon=":material/download:",
    )


def _charts(atlas: Atlas, view: View, words: Words) -> None:
    counts = pd.DataFrame(by_year(atlas, view))
    if counts.empty:
        st.caption(words("table_empty"))
        return
    left, right = st.columns([1, 4])
    measures = {"number": words("table_features"), "km": words("table_kilometres")}
    measure = left.selectbox(words("table_what"), measures, format_func=lambda one: measures[one], key="table_measure")
    lines = counts[counts["km"] > 0]["layer"].unique() if measure == "km" else counts["layer"].unique()
    known = {ALL: words("table_all_layers")} | {
        layer.id: pick(layer.title, view.language) for layer in reversed(atlas.layers) if layer.id in lines
    }
    layer = left.selectbox(words("table_of"), known, format_func=lambda one: known[one], key=f"table_of_{measure}")
    counted = counts["layer"].isin(lines) if layer == ALL else counts["layer"] == layer
    summed = counts[counted].groupby(["year", "status"], as_index=False)[[measure]].sum()
    summed["order"] = summed["status"].map({str(status): place for place, status in enumerate(ORDER)})
    summed["status"] = summed["status"].map(lambda status: words(f"status_{status}"))
    key = f"table_chart_{view.year}"
    palette = payload.palette()[state.theme()]
    colours = {
        words(f"status_{status}"): palette[f"status_{status}"]
        for status in ORDER
        if words(f"status_{status}") in set(summed["status"])
    }
    right.html(TEMPLATES.get_template("statuses.html").render(statuses=[(hue, text) for text, hue in colours.items()]))
    right.altair_chart(
        _chart(summed, measure, measures[measure], view.year, colours, words),
        on_select=partial(_choose_year, key, atlas),
        key=key,
    )
    right.caption(words("table_chart_hint"))
    with st.expander(words("table_numbers")):
        shown = summed.pivot_table(index="year", columns="status", values=measure, fill_value=0)
        st.dataframe(shown.rename_axis(words("table_year")).astype(int))


def _chart(
    summed: pd.DataFrame, measure: str, title: str, year: int, colours: dict[str, str], words: Words
) -> alt.Chart:
    """Stacked columns, one a year, the year of the map outlined: one view only, else Streamlit tells of no click."""
    palette = payload.palette()[state.theme()]
    colour = alt.Scale(domain=list(colours), range=list(colours.values()))
    pick_year = alt.selection_point(name=PICKED, fields=["year"], on="click", empty=False)
    here = alt.datum["year"] == year
    chart: alt.Chart = (
        alt.Chart(summed)
        .mark_bar(width={"band": 0.92})
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(values=list(range(1990, 2100, 5)), labelAngle=0)),
            y=alt.Y(f"sum({measure}):Q", title=title, axis=alt.Axis(tickCount=5, format=",.0f")),
            color=alt.Color("status:N", scale=colour, legend=None),
            stroke=alt.condition(here, alt.value(palette["accent"]), alt.value(palette["ink_soft"])),
            strokeWidth=alt.condition(here, alt.value(2), alt.value(0.4)),  # the palest fills need an edge
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("year:O", title=words("table_year")),
                alt.Tooltip("status:N", title=words("table_status")),
                alt.Tooltip(f"sum({measure}):Q", title=title, format=",.0f"),
            ],
        )
        .add_params(pick_year)
        .properties(height=CHART_HEIGHT)
    )
    return chart


def _choose_year(key: str, atlas: Atlas) -> None:
    year = state.picked_year(key, atlas)
    if year:
        state.choose_year(year)
