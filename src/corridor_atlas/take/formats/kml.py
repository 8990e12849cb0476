"""KML with time: one placemark for each dated status, so that the time slider of a globe shows it.

Written here and not by GDAL: its driver knows no colours of ours, and a description is HTML
to a globe, which has to be kept harmless.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.characters import clean
from corridor_atlas.core.days import Stay, stays
from corridor_atlas.core.language import pick
from corridor_atlas.core.words import Words
from corridor_atlas.data import descriptions
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.take.formats import _flat
from corridor_atlas.view.selection import Selection
from corridor_atlas.view.view import View

USE = "gis"
SUFFIX = ".kml"
MEDIA_TYPE = "application/vnd.google-earth.kml+xml"
LOSES = ("doubt", "figures", "claims", "corridors")
ENGLISH = Words("en", "map", "figure")
NAMESPACE = "http://www.opengis.net/kml/2.2"


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """A folder for each layer; in it a placemark for each status of a feature, over its whole life.

    The year of the view decides which features there are; the globe's own slider shows the years. The reader's own
    notes have a folder too.
    """
    found = _flat.chosen(atlas, view)
    root = Element("kml", xmlns=NAMESPACE)
    document = SubElement(root, "Document")
    about = _flat.about(atlas, view, found)
    _put(document, "name", f"{pick(atlas.settings.title)}, data {atlas.span.data_version}")
    _put(document, "description", _html(f"{key}: {text}" for key, text in about.items() if text))
    names = {table: licence.name for table, licence in _flat.licences(atlas).items()}
    folders, languages = _folders(document, atlas, found), descriptions.languages(atlas)
    for feature, state in found:
        layer = _layer(atlas, feature)
        whole = _flat.row(feature, state, found.year, names.get(feature.table, ""), languages)
        for stay, row in _rows(feature, whole):
            _placemark(folders[layer.id if layer else feature.table], feature, stay, row, layer)
    _own_notes(document, view)
    indent(root, " ")
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _layer(atlas: Atlas, feature: Feature) -> Layer | None:
    return atlas.layer_of(feature.table, feature.record.kind)


def _folders(document: Element, atlas: Atlas, found: Selection) -> dict[str, Element]:
    """A folder and a style for each layer, by its id; for what no layer draws one for its table."""
    drawn = [(feature.table, _layer(atlas, feature)) for feature in found.features]
    layers = {layer.id if layer else table: layer for table, layer in drawn}
    for used in filter(None, layers.values()):
        _style(document, used)
    folders = {}
    for name, layer in layers.items():
        folders[name] = SubElement(document, "Folder")
        _put(folders[name], "name", pick(layer.title) if layer else name)
    return folders


def _own_notes(document: Element, view: View | None) -> None:
    """The reader's own notes in a folder, where there are any."""
    held = _flat.notes(view)
    if held.empty:
        return
    folder = SubElement(document, "Folder")
    _put(folder, "name", ENGLISH("own_notes"))
    for note in held.itertuples():
        mark = SubElement(folder, "Placemark")
        _put(mark, "name", note.text)
        _shape(mark, note.geometry)


def _rows(feature: Feature, whole: dict[str, Any]) -> Iterator[tuple[Stay | None, dict[str, Any]]]:
    """A row for each status of a feature with its days, made of its `_flat.row`; one alone if it has no timeline."""
    for name in ("year", "status", "traffic", "certain", "gone", "since", "until", "timeline"):
        del whole[name]
    if not feature.record.timeline:
        yield None, {**whole, "note": _notes({}, whole)}
    rows = list(_flat.statuses(feature.record))
    for stay in stays(feature.record.timeline):
        status = rows[stay.period]
        yield stay, {**whole, **status, "note": _notes(status, whole)}


def _notes(status: dict[str, Any], whole: dict[str, Any]) -> str:
    return " ".join(note for note in (status.get("note"), whole["note"]) if note)


def _placemark(folder: Element, feature: Feature, stay: Stay | None, row: dict[str, Any], layer: Layer | None) -> None:
    mark = SubElement(folder, "Placemark")
    name = pick(feature.record.name)
    only = f", {row['traffic']} only" if row.get("traffic") else ""
    status = row.get("status", "").replace("_", " ") + only
    _put(mark, "name", f"{name} ({status})" if status else name)
    told = [_dates(status, row) if status else "", row["note"], f"Sources: {row['sources']}" if row["sources"] else ""]
    _put(mark, "description", _html(line for line in told if line))
    if stay:
        _span(mark, stay)
    if layer:
        _put(mark, "styleUrl", f"#layer-{layer.id}")
    data = SubElement(mark, "ExtendedData")
    for key, value in row.items():
        if value not in ("", None):
            _put(SubElement(data, "Data", name=key), "value", str(value))
    if feature.geometry is not None:
        _shape(mark, shapely.orient_polygons(shapely.force_2d(feature.geometry), exterior_cw=False))


def _dates(status: str, row: dict[str, Any]) -> str:
    """The status and its dates for a reader, as in "operating: May 1999 – c. 2003"."""
    start, last = ENGLISH.date(row["start"]), ENGLISH.date(row["end"]) if row["end"] else ""
    return f"{status}: {start}" if start == last else f"{status}: {start} – {last}".rstrip()


def _span(mark: Element, stay: Stay) -> None:
    """The days of a status, whole: GDAL, and QGIS with it, pass over a year alone."""
    span = SubElement(mark, "TimeSpan")
    for tag, day in (("begin", stay.begin), ("end", stay.end)):
        if day:
            _put(span, tag, day.isoformat())


def _put(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = clean(text)


def _html(lines: Iterable[str]) -> str:
    """Lines as HTML in which nothing is markup; `$[name]` would be filled in by the globe."""
    return "<br/>".join(html.escape(line).replace("$[", "$&#91;") for line in lines)


def _style(document: Element, layer: Layer) -> None:
    style = SubElement(document, "Style", id=f"layer-{layer.id}")
    red, green, blue = layer.color[1:3], layer.color[3:5], layer.color[5:7]
    for tag, alpha, more in (
        ("IconStyle", 1.0, ("scale", "0.8")),
        ("LineStyle", 1.0, ("width", f"{layer.width:g}")),
        ("PolyStyle", layer.fill_opacity, ("fill", "1")),
    ):
        part = SubElement(style, tag)
        _put(part, "color", f"{round(alpha * 255):02x}{blue}{green}{red}")
        _put(part, *more)


def _shape(parent: Element, shape: BaseGeometry) -> None:
    if hasattr(shape, "geoms"):
        several = SubElement(parent, "MultiGeometry")
        for part in shape.geoms:
            _shape(several, part)
        return
    one = SubElement(parent, shape.geom_type)
    if not isinstance(shape, Point):
        _put(one, "tessellate", "1")
    if not isinstance(shape, Polygon):
        _put(one, "coordinates", _coordinates(shape))
        return
    for tag, rings in (("outerBoundaryIs", [shape.exterior]), ("innerBoundaryIs", shape.interiors)):
        for ring in rings:
            _put(SubElement(SubElement(one, tag), "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(shape: BaseGeometry) -> str:
    return " ".join(f"{round(lon, 5)},{round(lat, 5)}" for lon, lat in shape.coords)
