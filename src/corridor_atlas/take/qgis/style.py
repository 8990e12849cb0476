"""The style of QGIS (QML) for the table of states: how it looks, and how the Temporal Controller plays it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

import geopandas as gpd

from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.model import Status, Traffic
from corridor_atlas.core.words import Words
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.take.qgis.symbols import PIXEL, UNIT, rgba, symbol

VERSION = "3.22.16-Białowieża"
"""The version whose notation this is; later ones read it."""
GEOMETRIES = {"areas": "2", "lines": "1", "points": "0"}
TIMED = {
    "mode": "4", "enabled": "1", "limitMode": "1", "startField": "begin", "endField": "end", "durationField": "",
    "fixedDuration": "0", "durationUnit": "min", "accumulate": "0",
}  # fmt: skip
"""Start and end from expressions (4), the end included (1)."""
Look = tuple[str | None, str | None]
"""A status with what alone is carried."""


def style(atlas: Atlas, table: gpd.GeoDataFrame, form: str) -> Element:
    """The style for what the table of states has in a form: rules by layer and status, times, labels.

    Without the controller the states of the last year are drawn.

    Parameters
    ----------
    atlas
        The data set, whose layers say the look.
    table
        The table of states (`take.states`).
    form
        areas, lines or points.
    """
    made = Element("qgis", version=VERSION, styleCategories="AllStyleCategories", labelsEnabled="1")
    for part in parts(atlas, table, form):
        made.append(part)
    SubElement(made, "layerGeometryType").text = GEOMETRIES[form]
    return made


def parts(atlas: Atlas, table: gpd.GeoDataFrame, form: str) -> list[Element]:
    """What a style and a layer of a project share: times, renderer, labels; see `style`."""
    temporal = Element("temporal", TIMED | shown_years(atlas))
    fixed = SubElement(temporal, "fixedRange")
    SubElement(fixed, "start")
    SubElement(fixed, "end")
    return [temporal, _renderer(atlas, table[table["form"] == form], form), _labels(atlas, form)]


def shown_years(atlas: Atlas) -> dict[str, str]:
    """The expressions for the days on which the controller shows a state: whole years, those of the atlas.

    So a feature has one state in each step, and open sides, which QGIS would leave out, are closed. Moments, not
    days: QGIS compares a day with a moment as texts.
    """
    first, last = atlas.years
    return {
        "startExpression": f'make_datetime(max(coalesce("first_year", {first}), {first}), 1, 1, 0, 0, 0)',
        "endExpression": f'make_datetime(min(coalesce("last_year", {last}), {last}), 12, 31, 23, 59, 59)',
    }


def _renderer(atlas: Atlas, table: gpd.GeoDataFrame, form: str) -> Element:
    """A rule for each layer, in it one for each status that occurs."""
    made = Element("renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0", enableorderby="0")
    now = f'@map_start_time is not null or coalesce("last_year", 9999) >= {atlas.years[1]}'
    now += f' and coalesce("first_year", 0) <= {atlas.years[1]}'
    root = SubElement(SubElement(made, "rules", key=_key(0)), "rule", key=_key(1), filter=now, label="")
    symbols = SubElement(made, "symbols")
    for layer, looks in _looks(atlas, table):
        rule = SubElement(root, "rule", label=pick(layer.title), filter=f"\"layer\" = '{layer.id}'")
        rule.set("key", _key(len(symbols) + 1000 * layer.order))
        if layer.min_zoom:
            rule.set("scalemaxdenom", f"{scale(layer.min_zoom):.0f}")
        for status, only in looks:
            name = str(len(symbols))
            shown = Status(status) if status else Status.OPERATING
            symbols.append(symbol(form, name, layer, shown, Traffic(only) if only else None, dated=bool(status)))
            one = SubElement(rule, "rule", symbol=name, filter=_filter(status, only), label=_said(layer, status, only))
            one.set("key", _key(2 + len(symbols)))
    return made


def _looks(atlas: Atlas, table: gpd.GeoDataFrame) -> Iterable[tuple[Layer, list[Look]]]:
    """The layers of a table from the top, each with its statuses in the order of a life."""
    order = {str(status): number for number, status in enumerate(Status)}
    held = {
        (layer, status if isinstance(status, str) else None, only if isinstance(only, str) else None)
        for layer, status, only in zip(table["layer"], table["status"], table["traffic"], strict=True)
        if isinstance(layer, str)
    }
    ordered = sorted(
        held, key=lambda one: (-atlas.layer(one[0]).order, one[0], order.get(one[1] or "", -1), one[2] or "")
    )
    for id_, group in groupby(ordered, key=lambda one: one[0]):
        yield atlas.layer(id_), [(status, only) for _, status, only in group]


def _filter(status: str | None, only: str | None) -> str:
    told = f"\"status\" = '{status}'" if status else '"status" is null'
    return f"{told} and \"traffic\" = '{only}'" if only else f'{told} and "traffic" is null'


def _said(layer: Layer, status: str | None, only: str | None) -> str:
    """What the legend calls a status; what has none is called as its layer."""
    words = Words(DEFAULT, "map")
    said = words(f"status_{status}") if status else pick(layer.title)
    return words(f"only_{only}", status=said) if only else said


def _key(number: int) -> str:
    """A name for a rule that is the same each time."""
    return f"{{00000000-0000-0000-0000-{number:012}}}"


def _labels(atlas: Atlas, form: str) -> Element:
    """Names of places, from the scale at which the atlas writes them."""
    made = Element("labeling", type="rule-based")
    rules = SubElement(made, "rules", key=_key(0))
    for layer in atlas.layers:
        near = f"\"layer\" = '{layer.id}' and @map_scale <= {scale(layer.label_zoom):.0f}"
        rule = SubElement(rules, "rule", key=_key(layer.order), filter=near, description=pick(layer.title))
        settings = SubElement(rule, "settings", calloutType="simple")
        text = SubElement(
            settings, "text-style", fieldName="name_en", isExpression="0", fontSize="7.5", fontSizeUnit="Point",
            textColor=rgba(palette()["ink"]), textOpacity="1", namedStyle="Regular",
        )  # fmt: skip
        SubElement(
            text, "text-buffer", bufferDraw="1", bufferSize="0.7", bufferSizeUnits=UNIT, bufferOpacity="0.9",
            bufferColor=rgba(palette()["casing"]), bufferJoinStyle="128",
        )  # fmt: skip
        around = {"areas": "0", "lines": "2", "points": "6"}[form]
        SubElement(settings, "placement", placement=around, dist=f"{layer.radius * PIXEL:.2f}", distUnits=UNIT)
        SubElement(settings, "rendering", scaleVisibility="0", obstacle="1")
    return made


def scale(zoom: float) -> float:
    """The denominator of the scale, at 96 dots to the inch on the equator, of a zoom of a web map."""
    return float(559082264.0287178 / 2**zoom)
