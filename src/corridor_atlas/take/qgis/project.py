"""A project of QGIS beside the GeoPackage: the states with their look, and the years of the Temporal Controller."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

import geopandas as gpd

from corridor_atlas.core.characters import clean
from corridor_atlas.core.language import pick
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.take.qgis import style
from corridor_atlas.view import cite
from corridor_atlas.view.gazetteer import extent_of
from corridor_atlas.view.view import View, opening

TITLES = {"areas": "Areas", "lines": "Lines", "points": "Places"}
KINDS = {"areas": "Polygon", "lines": "Line", "points": "Point"}
SYSTEMS = {3857: "3857", 4326: "3452"}
"""Numbers that QGIS itself has for systems of coordinates; without one it does not look at the others."""
TYPES = {"areas": "MultiPolygon", "lines": "MultiLineString", "points": "Point"}


def project(atlas: Atlas, view: View | None, table: gpd.GeoDataFrame, file: str) -> bytes:
    """The project as the text of a .qgs file, which finds the GeoPackage in its own folder.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is seen at first; None for where the atlas opens.
    table
        The table of states in the GeoPackage.
    file
        The name of the GeoPackage.
    """
    forms = [form for form in TITLES if (table["form"] == form).any()]
    name = f"{pick(atlas.settings.title)}, {atlas.span.data_version}"
    made = Element("qgis", version=style.VERSION, projectname=clean(name))
    SubElement(made, "title").text = clean(name)
    made.append(_system("projectCrs", 3857))
    tree = SubElement(made, "layer-tree-group")
    for form in reversed(forms):
        SubElement(
            tree, "layer-tree-layer", id=_id(form), name=TITLES[form], providerKey="ogr", source=_source(file, form),
            checked="Qt::Checked", expanded="1",
        )  # fmt: skip
    layers = SubElement(made, "projectlayers")
    for form in forms:
        layers.append(_layer(atlas, table, form, file))
    order = SubElement(made, "layerorder")
    for form in forms:
        SubElement(order, "layer", id=_id(form))
    _canvas(SubElement(made, "properties"))
    about = SubElement(made, "projectMetadata")
    SubElement(about, "title").text = clean(name)
    SubElement(about, "abstract").text = clean(cite.citation(atlas, view).strip())
    _opened(made, view or opening(atlas))
    _years(made, atlas)
    indent(made, " ")
    text: bytes = tostring(made, encoding="utf-8")
    return b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + text + b"\n"


def _id(form: str) -> str:
    return f"states_{form}"


def _source(file: str, form: str) -> str:
    return f"./{file}|layername=states_{form}"


def _layer(atlas: Atlas, table: gpd.GeoDataFrame, form: str, file: str) -> Element:
    made = Element(
        "maplayer", type="vector", geometry=KINDS[form], wkbType=TYPES[form], styleCategories="AllStyleCategories",
        labelsEnabled="1",
    )  # fmt: skip
    for tag, text in (("id", _id(form)), ("datasource", _source(file, form)), ("layername", TITLES[form])):
        SubElement(made, tag).text = text
    made.append(_system("srs", 4326))
    SubElement(made, "provider", encoding="UTF-8").text = "ogr"
    for part in style.parts(atlas, table, form):
        made.append(part)
    return made


def _system(tag: str, code: int) -> Element:
    """A system of coordinates, by its number in the EPSG register."""
    made = Element(tag)
    system = SubElement(made, "spatialrefsys")
    SubElement(system, "srsid").text = SYSTEMS[code]
    SubElement(system, "srid").text = str(code)
    SubElement(system, "authid").text = f"EPSG:{code}"
    return made


def _canvas(properties: Element) -> None:
    """The colour of the paper, paths that begin at the project, and that it has a projection."""
    gui = SubElement(properties, "Gui")
    for part, value in zip(("Red", "Green", "Blue"), bytes.fromhex(palette()["paper"][1:]), strict=True):
        SubElement(gui, f"CanvasColor{part}Part", type="int").text = str(value)
    SubElement(SubElement(properties, "Paths"), "Absolute", type="bool").text = "false"
    SubElement(SubElement(properties, "SpatialRefSys"), "ProjectionsEnabled", type="int").text = "1"


def _opened(made: Element, view: View) -> None:
    """The part of the world that is seen at first."""
    west, south, east, north = (f"{edge:.6f}" for edge in extent_of(view.viewport))
    settings = SubElement(made, "ProjectViewSettings", UseProjectScales="0", rotation="0")
    extent = SubElement(settings, "DefaultViewExtent", xmin=west, ymin=south, xmax=east, ymax=north)
    extent.extend(_system("srs", 4326))


def _years(made: Element, atlas: Atlas) -> None:
    """The controller goes through the years of the atlas, two a second."""
    first, last = atlas.years
    settings = SubElement(
        made, "ProjectTimeSettings", cumulativeTemporalRange="0", frameRate="2", timeStep="1", timeStepUnit="y"
    )
    span = SubElement(settings, "TemporalRange")
    SubElement(span, "start").text = f"{first}-01-01T00:00:00Z"
    SubElement(span, "end").text = f"{last}-12-31T23:59:59Z"
