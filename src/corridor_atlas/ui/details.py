"""The story of one feature, as a page worth reading beside the map.

Everything is written through Jinja templates with escaping on: what a file says cannot become
markup. What leads elsewhere (neighbours, corridors, related features) are buttons between the
parts, so that nothing loads anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
import streamlit as st

from corridor_atlas.core import timeline
from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.model import Status, Traffic
from corridor_atlas.core.words import Words, name_of
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.tables import Role
from corridor_atlas.time.ledger import status_words
from corridor_atlas.ui import cache, chart, facts, state, works
from corridor_atlas.ui.cited import Cited
from corridor_atlas.ui.places import place
from corridor_atlas.ui.plain import plain
from corridor_atlas.view.related import Group, Member
from corridor_atlas.view.view import View

HERE = Path(__file__).parent
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
KINDS = (
    *("belongs", "along", "meets", "lines", "sides", "about", "names", "near"),
    *("told_by", "named_by", "corridor"),
)
"""Kinds of related features in the order in which they stand."""
LABELLED = 22.0
"""Per cent of the bar that a cell needs to carry the name of its status."""

_to_top = st.components.v2.component(
    "corridor_atlas_details",
    html="<span></span>",
    js=(HERE / "details.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(atlas: Atlas, view: View) -> None:
    """Draw the details of the selected feature, or nothing."""
    if view.selected is None:
        return
    feature, w = atlas.features[view.selected], Words(view.language, "map", "page")
    cited = Cited(atlas, feature.record, w)
    _head(atlas, feature, w)
    with place("ask_way", asks := feature.id in cache.network().places, horizontal=True):
        if asks:
            _ask_for_way(feature, w)
    st.html(_render("details.html", story(feature, view.year, cited)))
    with st.container(key="details_links"):
        _corridors(atlas, feature, w)
        _related(atlas, feature, view.year, w)
    st.html(_render("evidence.html", works.told(cited)))
    _link(feature, view, w)
    _to_top(key="details_top", data={"id": feature.id})


def _render(template: str, content: dict[str, Any]) -> str:
    return TEMPLATES.get_template(template).render(content)


# --- what leads elsewhere -------------------------------------------------------------------------


def _head(atlas: Atlas, feature: Feature, w: Words) -> None:
    """Previous, next and close, always in sight."""
    around = zip(("previous", "next"), cache.related().neighbours(feature.id, w.language), strict=True)
    with st.container(key="details_head", horizontal=True):
        for way, id_ in around:
            st.button(
                w(f"details_{way}"),
                key=f"details_{way}",
                icon=":material/chevron_left:" if way == "previous" else ":material/chevron_right:",
                icon_position="left" if way == "previous" else "right",
                help=plain(pick(atlas.features[id_].record.name, w.language)) if id_ else None,
                disabled=id_ is None,
                on_click=state.choose,
                args=(id_,),
            )
        st.button(w("close"), key="close_details", icon=":material/close:", on_click=state.clear_selection)


def _corridors(atlas: Atlas, feature: Feature, w: Words) -> None:
    found = cache.related().corridors(feature.id)
    with place("details_corridors", found):
        if found:
            st.html(_render("heading.html", {"text": w("details_corridors")}))
        for one in found:
            where = w("details_member", position=one.number, all=one.of) if one.number else w("details_part_of_plan")
            with st.container(key=f"details_in_{one.corridor}", horizontal=True, vertical_alignment="center"):
                st.button(
                    plain(pick(atlas.corridors[one.corridor].name, w.language)),
                    key=f"corridor_{one.corridor}",
                    icon=":material/linear_scale:",
                    help=w("details_open_strip"),
                    on_click=state.open_corridor,
                    args=(one.corridor,),
                    wrap=True,
                )
                st.html(_render("note.html", {"text": where}))


def _related(atlas: Atlas, feature: Feature, year: int, w: Words) -> None:
    groups = {group.kind: group for group in cache.related().groups(feature.id)}
    for kind in KINDS:
        group = groups.get(kind)
        with place(f"details_all_{kind}", group):
            if group:
                st.html(_render("heading.html", {"text": w(f"details_{_heading(group, feature)}")}))
                with st.container(key=f"details_{kind}", horizontal=True):
                    for member in group.members:
                        _button(atlas, member, year, w)


def _heading(group: Group, feature: Feature) -> str:
    return "places_in" if group.kind == "belongs" and feature.meaning.role is Role.TOWN else group.kind


def _button(atlas: Atlas, member: Member, year: int, w: Words) -> None:
    """A button that selects a feature; what it is and its status stand in its hint."""
    other = atlas.features[member.id]
    far = f" · {_far(member.km, w)}" if member.km is not None else ""
    hint = kind_of(atlas, other, w.language)
    status = other.state(year).status
    if status:
        hint += f" · {year}: {status_words(status, other.meaning, w)}"
    st.button(
        plain(pick(other.record.name, w.language) + far),
        key=f"to_{member.id}",
        help=plain(hint),
        on_click=state.choose,
        args=(member.id,),
        wrap=True,
    )


def _far(km: float, w: Words) -> str:
    if km < 0.1:
        return w("details_same_spot")
    return w("details_km", number=w.number(round(km) if km >= 10 else round(km, 1)))


def _ask_for_way(feature: Feature, w: Words) -> None:
    """Offer the ends of a way, near the top: on a phone the rest of the story is far to scroll. The map takes it."""
    st.html(_render("ask.html", {"w": w, "place": feature.id}))


def _link(feature: Feature, view: View, w: Words) -> None:
    """The address of this feature in this year, to copy. Not `st.code`: that loads the grammars of 190 languages."""
    asked = {"id": feature.id, "year": view.year} | ({"lang": w.language} if w.language != View.language else {})
    address = f"{(st.context.url or '').rstrip('/')}/?{urlencode(asked)}"
    st.html(_render("link.html", {"w": w, "year": view.year, "address": address}))


# --- what is told ---------------------------------------------------------------------------------


def story(feature: Feature, year: int, cited: Cited) -> dict[str, Any]:
    """What the first part needs, as plain values: names, statuses, contests, figures, charts."""
    atlas, w = cited.atlas, cited.w
    record, now = feature.record, feature.state(year)
    series, shown = cache.related().series(feature.id), pick(record.name, w.language)
    return {
        "w": w,
        "name": shown,
        "names": [(name_of(code), code, name) for code, name in record.name.items() if name != shown],
        "aliases": [alias for alias in record.aliases if alias not in atlas.aliases],
        "kind": kind_of(atlas, feature, w.language),
        "countries": [w.country(code) for code in record.countries],
        "colours": _colours(atlas, feature),
        "year": year,
        "year_words": w.year(year, atlas.span.until),
        "now": now,
        "now_words": _status(now.status, feature, w, now.only) if now.status else _absence(now, feature, w),
        "since": w.date(record.timeline[now.period].start) if now.status and now.period is not None else "",
        "bars": _bars(feature, atlas.years, w),
        "began_before": bool(record.timeline) and timeline.state(record.timeline, atlas.years[0] - 1).status,
        "year_place": _place(year, atlas.years),
        "ticks": _ticks(atlas.years),
        "periods": _periods(feature, now, cited),
        "discrepancy": cited.told(record.discrepancy),
        "contests": works.contests(feature, cited),
        "facts": facts.rows(cited),
        "charts": [chart.chart(one, readings, cited, year) for one, readings in series],
    }


def kind_of(atlas: Atlas, feature: Feature, language: str) -> str:
    """What a feature is: by the vocabulary of the data, else by its kind and its table, a rail crossing, a seaport."""
    kind, thing = feature.record.kind, feature.table.removesuffix("s")
    terms = atlas.vocabulary.kind.get(feature.table, {}).get(kind or thing, {})
    return pick({DEFAULT: _kind_in_english(kind or "", thing, alone=feature.meaning.kind_tells)} | terms, language)


def _kind_in_english(kind: str, thing: str, *, alone: bool) -> str:
    kind, thing = kind.replace("_", " "), thing.replace("_", " ")
    enough = alone or not kind or kind.split()[-1] in thing or thing in kind
    return (kind or thing) if enough else f"{kind} {thing}"


def _status(status: Status, feature: Feature, w: Words, only: Traffic | None = None) -> str:
    return status_words(status, feature.meaning, w, only)


def _absence(now: timeline.State, feature: Feature, w: Words) -> str:
    return w("details_no_longer", status=_status(now.last, feature, w)) if now.last else w("details_no_status")


def _colours(atlas: Atlas, feature: Feature) -> tuple[str, str]:
    """The colours of its layer in the light and the dark theme; a quiet grey if it has none."""
    same_table = (layer for layer in atlas.layers if layer.data == feature.table)
    layer = atlas.layer_of(feature.table, feature.record.kind) or next(same_table, None)
    return (layer.color, layer.color_dark) if layer else ("#6a625a", "#b1a99c")


def _periods(feature: Feature, now: timeline.State, cited: Cited) -> list[dict[str, Any]]:
    return [
        {
            "status": period.status,
            "only": period.only,
            "words": _status(period.status, feature, cited.w, period.only),
            "start": cited.w.date(period.start),
            "end": cited.w.date(period.end) if period.end and period.end != period.start else None,
            "open": period.end is None and period.seen is None,
            "seen": cited.w.date(period.seen) if period.seen else None,
            "note": cited.told(period.note),
            "marks": cited.marks(period.sources),
            "current": index == now.period and now.status is not None,
        }
        for index, period in enumerate(feature.record.timeline)
    ]


def _place(year: int, years: tuple[int, int]) -> float:
    """Where a year lies on the bar, in per cent from the left: the middle of its cell."""
    return 100 * (year - years[0] + 0.5) / (years[1] - years[0] + 1)


def _ticks(years: tuple[int, int]) -> list[tuple[int, float, bool]]:
    """Years below the bar: a tick every five, a label at the ends and every ten."""
    marked = [year for year in range(years[0], years[1] + 1) if year % 5 == 0 or year in years]
    return [(year, _place(year, years), year % 10 == 0 or year in years) for year in marked]


def _bars(feature: Feature, years: tuple[int, int], w: Words) -> list[dict[str, Any]]:
    """The status of every year as cells of a bar: left and width in per cent."""
    count = years[1] - years[0] + 1
    codes = list(timeline.CODES)
    found = []
    for first, last, code in timeline.spans(feature.record.timeline, years):
        if code & timeline.GONE:
            continue
        status, width = codes[code % timeline.DOUBTFUL], 100 * (last - first + 1) / count
        only = next((one for one, bit in timeline.ONLY.items() if code & bit), None)
        text = _status(status, feature, w, only)
        found.append(
            {
                "left": 100 * (first - years[0]) / count,
                "width": width,
                "status": status,
                "only": only,
                "doubtful": bool(code & timeline.DOUBTFUL),
                "years": f"{first}–{last}" if last > first else str(first),
                "words": w("details_possibly", status=text) if code & timeline.DOUBTFUL else text,
                "label": _status(status, feature, w) if width >= LABELLED else "",
            }
        )
    return found
