"""QGIS: the GeoPackage and a project that draws it like the atlas and plays its years, in a zip."""

from __future__ import annotations

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _archive, _flat, gpkg
from corridor_atlas.take.qgis.project import project
from corridor_atlas.take.states import states
from corridor_atlas.view import cite
from corridor_atlas.view.view import View

USE = "gis"
SHORT = "QGIS"
SUFFIX = ".qgis.zip"
MEDIA_TYPE = "application/zip"
LOSES: tuple[str, ...] = ()
FILE, PROJECT = "corridor-atlas.gpkg", "corridor-atlas.qgs"


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """The project, to be opened once the zip is unpacked, and the GeoPackage (`gpkg`) beside it."""
    table = states(atlas, _flat.chosen(atlas, view))
    files = {PROJECT: project(atlas, view, table, FILE), FILE: gpkg.write(atlas, view)}
    return _archive.pack(files, cite.edition_day(atlas))
