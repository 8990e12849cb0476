"""Symbols of QGIS that look like the atlas on paper: colour is the layer, pattern the status (`draw.figure.style`).

Lengths are millimetres; a pixel of the atlas is `PIXEL` of them.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from corridor_atlas.core.model import Status, Traffic
from corridor_atlas.data.config import Layer
from corridor_atlas.draw.figure import sign_svg
from corridor_atlas.draw.figure.style import BORDER_DASH, DOUBT, palette, pattern

UNIT = "mm".upper()
"""Millimetres, as QGIS writes them."""
PIXEL = 0.2646
"""Millimetres to a pixel, at 96 to the inch."""
IN_DOUBT = (
    'coalesce("doubt" = \'throughout\' or year("certain_from") > {year} or year("certain_to") < {year}, false)'
).format(year="coalesce(year(@map_start_time), year(now()))")
"""Whether a state is in doubt in the year that is shown, as QGIS reckons it."""
SCHEMATIC = "\"precision\" = 'schematic'"
RAIL = "\"mode\" = 'rail'"
TYPES = {"areas": "fill", "lines": "line", "points": "marker"}
"""Kinds of symbols by the form of what they draw."""
Values = Mapping[str, object]


def symbol(form: str, name: str, layer: Layer, status: Status, only: Traffic | None, *, dated: bool) -> Element:
    """A symbol for what a layer draws in a form (areas, lines, points), in a status.

    Parameters
    ----------
    form
        One of `TYPES`.
    name
        By which the rules of a style know it.
    layer
        Says the colour, the widths and the sign.
    status, only
        Say the pattern.
    dated
        Whether there can be doubt: a thing without a timeline has a plain pattern.
    """
    made = Element("symbol", type=TYPES[form], name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    strength = pattern(status, only).alpha if form != "points" else 1.0
    faint = f"{strength * 100:g} * if({IN_DOUBT}, {DOUBT}, 1)" if dated else f"{strength * 100:g}"
    made.append(_computed({"alpha": faint}))
    {"areas": _areas, "lines": _lines, "points": _points}[form](made, layer, status, only)
    return made


def _lines(made: Element, layer: Layer, status: Status, only: Traffic | None) -> None:
    look, width = pattern(status, only), layer.width * PIXEL
    rim, colour, traffic = palette()["casing"], layer.color, '"mode" is not null'
    _line(made, rim, width + 2.2 * PIXEL, alpha=0.55 if look.dash else 0.9, enabled=traffic)
    if look.tint:
        _line(made, colour, width, alpha=look.tint)
    dash = [length * max(0.75, layer.width / 2) for length in look.dash]
    cap = "round" if look.cap == "round" else "flat"
    if dash:
        _line(made, colour, width * (1.05 if cap == "round" else 1), dash=dash, cap=cap)
        _doubt(made, width)
        return
    _line(made, colour, width * look.core, enabled=traffic, cap=cap)
    _line(made, colour, width, dash=BORDER_DASH, cap="flat", enabled='"mode" is null')
    _line(made, rim, width * 0.45, cap="flat", enabled=f"coalesce({SCHEMATIC} and \"mode\" <> 'sea', false)")
    _doubt(made, width)
    if status is Status.OPERATING:
        _ticks(made, colour, layer.width)


def _doubt(made: Element, width: float) -> None:
    """Small cuts across the line: "possibly"."""
    _line(made, palette()["casing"], width + 0.6 * PIXEL, dash=(1.4, 6.2), cap="flat", enabled=IN_DOUBT)


def _ticks(made: Element, colour: str, width: float) -> None:
    """The cross strokes of railways, at the scales of a province and nearer."""
    values = {"interval": f"{15 * PIXEL:g}", "interval_unit": UNIT, "placements": "Interval", "rotate": 1}
    marks = _layer(made, "MarkerLine", values, {"enabled": f"coalesce({RAIL}, false) and @map_scale < 1500000"})
    stroke = SubElement(marks, "symbol", type="marker", name="@ticks", alpha="1", clip_to_extent="1", force_rhr="0")
    size, rim = f"{(width + 5.2) * PIXEL:g}", f"{max(1, width * 0.42) * PIXEL:g}"
    _layer(
        stroke,
        "SimpleMarker",
        {"name": "line", "size": size, "size_unit": UNIT, "outline_color": rgba(colour), "outline_width": rim},
    )


def _areas(made: Element, layer: Layer, status: Status, only: Traffic | None) -> None:  # noqa: ARG001  as the others
    look, built = pattern(status), status is Status.OPERATING
    fill = layer.fill_opacity * (1 if built else 0.45)
    _layer(made, "SimpleFill", {"color": rgba(layer.color, fill), "style": "solid", "outline_style": "no"})
    if status is Status.UNDER_CONSTRUCTION:
        values = {"angle": 45, "distance": f"{7 * PIXEL:g}", "distance_unit": UNIT}
        hatch = _layer(made, "LinePatternFill", values)
        line = SubElement(hatch, "symbol", type="line", name="@hatch", alpha="0.35", clip_to_extent="1", force_rhr="0")
        _line(line, layer.color, 0.5 * PIXEL)
    _line(made, layer.color, layer.width * PIXEL, alpha=layer.rim_opacity, dash=look.dash or (), cap="flat")


def _points(made: Element, layer: Layer, status: Status, only: Traffic | None) -> None:
    if layer.symbol == "none":
        values: dict[str, object] = {"name": "circle", "size": 0, "color": rgba(layer.color)}
        _layer(made, "SimpleMarker", values)
        return
    plain, rough = (_svg(sign_svg.sign(layer, status, only, schematic=rough)) for rough in (False, True))
    size = f"{layer.radius * sign_svg.SIDE * PIXEL:g}"
    values = {"name": plain, "size": size, "size_unit": UNIT, "outline_width": 0}
    _layer(made, "SvgMarker", values, {"name": f"if({IN_DOUBT} or coalesce({SCHEMATIC}, false), '{rough}', '{plain}')"})


def _svg(text: str) -> str:
    return f"base64:{base64.b64encode(text.encode()).decode()}"


def _line(
    made: Element, colour: str, width: float, *, alpha: float = 1, dash: Sequence[float] = (), cap: str = "round",
    enabled: str = "",
) -> None:  # fmt: skip
    values: dict[str, object] = {
        "line_color": rgba(colour, alpha), "line_width": f"{width:.3f}", "line_width_unit": UNIT, "capstyle": cap,
        "joinstyle": "round", "line_style": "solid",
    }  # fmt: skip
    if dash:
        told = ";".join(f"{max(length * PIXEL, 0.01):.3f}" for length in dash)
        values |= {"use_custom_dash": 1, "customdash": told, "customdash_unit": UNIT}
    _layer(made, "SimpleLine", values, {"enabled": enabled} if enabled else {})


def rgba(colour: str, alpha: float = 1) -> str:
    """A colour as QGIS writes it: red, green, blue and strength, each 0 to 255.

    Parameters
    ----------
    colour
        Six digits after a sign, as `#2f2b2a`.
    alpha
        From 0 to 1.
    """
    return ",".join(map(str, [*bytes.fromhex(colour[1:]), round(alpha * 255)]))


def _layer(made: Element, kind: str, values: Values, computed: Mapping[str, str] | None = None) -> Element:
    """A layer of a symbol, with what is computed for each feature."""
    layer = SubElement(made, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    options = SubElement(layer, "Option", type="Map")
    for name, value in values.items():
        SubElement(options, "Option", type="QString", name=name, value=str(value))
    layer.append(_computed(computed or {}))
    return layer


def _computed(computed: Mapping[str, str]) -> Element:
    """Properties that are computed: each with its expression."""
    made = Element("data_defined_properties")
    options = SubElement(made, "Option", type="Map")
    SubElement(options, "Option", type="QString", name="name", value="")
    held = SubElement(options, "Option", type="Map", name="properties")
    for name, expression in computed.items():
        one = SubElement(held, "Option", type="Map", name=name)
        SubElement(one, "Option", type="bool", name="active", value="true")
        SubElement(one, "Option", type="QString", name="expression", value=expression)
        SubElement(one, "Option", type="int", name="type", value="3")
    SubElement(options, "Option", type="QString", name="type", value="collection")
    return made
