"""Files and GeoDataFrames in Python: what `corridor_atlas.read` gives, and a GeoDataFrame as a layer of an atlas."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import Point
from shapely.geometry import shape as from_document
from shapely.geometry.base import BaseGeometry

from corridor_atlas.bring import child, folder, layers, mapping, reader, shapes
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names, Table
from corridor_atlas.bring.result import Result
from corridor_atlas.bring.things import Sheet, Thing
from corridor_atlas.bring.things import Source as File
from corridor_atlas.core import units
from corridor_atlas.core.errors import AtlasError, DataError
from corridor_atlas.core.language import pick
from corridor_atlas.core.model import Record, Vocabulary
from corridor_atlas.data import backends
from corridor_atlas.data.config import Layer, Source
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.records import Rows, Tables
from corridor_atlas.data.settings import Settings, grown

if TYPE_CHECKING:
    import geopandas as gpd

RIM = 5.0
"""Degrees around what is laid over an atlas within which its map can be moved."""


def read(path: Path, said: MappingOf[str, Any]) -> gpd.GeoDataFrame:
    """A file of any known format as a GeoDataFrame; see `corridor_atlas.read`.

    Parameters
    ----------
    path
        The file.
    said
        What its columns mean, as in a mapping.

    Raises
    ------
    DataError
        Nothing of it can be used; says why.
    """
    beside = mapping.beside(path)
    known = mapping.read(beside) if not said and beside.is_file() else Mappings.model_validate(dict(said))
    result = child.read(path, mapping=known)
    if not result.tables:
        raise DataError(result.faults)
    return frame(result)


def frame(result: Result) -> gpd.GeoDataFrame:
    """The features of a file, a row each (WGS84): id, table, name, names, kind, statuses, start, end, facts, sources.

    `result` is what became of the file; it stands in `attrs["report"]` as plain values.
    """
    rows = [(table.name, one) for table in result.tables for one in table.features]
    found: list[dict[str, Any]] = []
    for name, one in rows:
        said = one["properties"]
        periods = said.get("timeline", [])
        found.append(
            {
                "id": said["id"],
                "table": name,
                "name": pick(said["name"]),
                "names": said["name"],
                "kind": said.get("kind"),
                "status": periods[-1]["status"] if periods else None,
                "start": periods[0]["start"] if periods else None,
                "end": periods[-1].get("end") if periods else None,
                "timeline": periods,
                "note": said.get("note"),
                "sources": said.get("sources", []),
                **{key: value for key, value in said.get("facts", {}).items() if key not in ("id", "table", "name")},
            }
        )
    columns = list(dict.fromkeys(key for one in found for key in one))
    places = [None if one["geometry"] is None else from_document(one["geometry"]) for _, one in rows]
    made = backends.frame({key: [one.get(key) for one in found] for key in columns}, places)
    made.attrs["report"] = result.document()
    return made


def with_layer(atlas: Atlas, of: gpd.GeoDataFrame, title: str, said: MappingOf[str, Any]) -> Atlas:
    """The atlas with a GeoDataFrame as one more layer (one for each form of its shapes), above the others.

    Parameters
    ----------
    atlas
        The atlas, which stays as it is.
    of
        Any GeoDataFrame; without a reference system its degrees are taken for WGS 84.
    title
        What the layer is called.
    said
        Which columns mean what, as in a mapping; the rest is guessed.

    Raises
    ------
    AtlasError
        It has no column that is named, or nothing that could be drawn.
    """
    said_of = Mappings.model_validate(dict(said))
    result = reader.made([sheet(of, title)], File(Path(title), title), said_of, names_in(atlas))
    if not result.tables:
        raise DataError(result.faults)
    return laid_over(atlas, result, rows_of(result))


def names_in(atlas: Atlas) -> Names:
    """The names that an atlas has already: ids, tables and layers, sources, and where lines may end."""
    names = Names(set(atlas.features) | set(atlas.corridors), {*atlas.tables, *(one.id for one in atlas.layers)})
    names.places = {
        one.id: (one.geometry.x, one.geometry.y)
        for one in atlas.features.values()
        if isinstance(one.geometry, Point) and one.meaning.role in folder.JOINED
    }
    names.sources = {key: dict(one.record) for key, one in atlas.bibliography.items()}
    return names


def rows_of(result: Result) -> dict[str, Rows]:
    """The records and shapes of each table that a file became."""
    return {table.name: [_row(one) for one in table.features] for table in result.tables}


def laid_over(atlas: Atlas, result: Result, rows: MappingOf[str, Rows]) -> Atlas:
    """The atlas with what a file became as layers above the others.

    Parameters
    ----------
    atlas
        The atlas, which stays as it is.
    result
        What the file became, with names that the atlas does not have (`names_in`).
    rows
        `rows_of` that.
    """
    added: list[Layer] = []
    shapes_ = [shape for table in rows.values() for _, shape in table if shape is not None]
    for table in result.tables:
        added.append(_layer(table, [*atlas.layers, *added]))
    sources = {key: Source(key, record) for key, record in result.sources.items()}
    return replace(
        atlas,
        tables=Tables({**atlas.tables.rows, **rows}),
        layers=[*atlas.layers, *added],
        bibliography={**sources, **atlas.bibliography},
        notices=[*atlas.notices, *result.faults],
        vocabulary=_vocabulary(atlas.vocabulary, result.tables),
        settings=_widened(atlas.settings, shapes_),
    )


def _widened(settings: Settings, shapes_: Sequence[BaseGeometry]) -> Settings:
    """The settings with a map that can be moved as far as the new shapes lie."""
    if not settings.bounds or not shapes_:
        return settings
    west, south, east, north = grown(tuple(shapely.total_bounds(shapes_).tolist()), RIM)
    bounds = settings.bounds
    wide = (min(west, bounds[0]), min(south, bounds[1]), max(east, bounds[2]), max(north, bounds[3]))
    return settings.model_copy(update={"bounds": wide})


def _vocabulary(known: Vocabulary, tables: list[Table]) -> Vocabulary:
    """What is known already, and what the new kinds and facts are called in their file."""
    kinds, facts = dict(known.kind), dict(known.fact)
    for table in tables:
        kinds |= {table.name: table.words["kind"]} if table.words["kind"] else {}
        facts = {units.split(key).stem: term for key, term in table.words["fact"].items()} | facts
    return Vocabulary.model_validate({**known.model_dump(), "kind": kinds, "fact": facts})


def _row(one: dict[str, Any]) -> tuple[Record, Any]:
    geometry = one["geometry"]
    return Record.model_validate(one["properties"]), None if geometry is None else from_document(geometry)


def _layer(table: Table, others: list[Layer]) -> Layer:
    import tomllib  # noqa: PLC0415

    text = layers.written(table, [one.color for one in others if one.kind == table.form], len(others))
    made = Layer.model_validate({**tomllib.loads(text), "id": table.name})
    return made.model_copy(update={"order": max([made.order, *(one.order + 1 for one in others)])})


def sheet(of: gpd.GeoDataFrame, name: str) -> Sheet:
    """A GeoDataFrame as a sheet. Raises `AtlasError` for what is none.

    Parameters
    ----------
    of
        The GeoDataFrame.
    name
        What the sheet is called.
    """
    if not hasattr(of, "geometry") or not hasattr(of, "crs"):
        raise AtlasError(f"a {type(of).__name__} has no geometry: expected a GeoDataFrame of geopandas")
    geometry = of.geometry.name
    columns = {str(column): of[column].astype(object).tolist() for column in of.columns if column != geometry}
    things = [
        Thing(f"row {index}", {name: _plain(values[number]) for name, values in columns.items()}, shape)
        for number, (index, shape) in enumerate(zip(of.index, of.geometry, strict=True))
    ]
    return Sheet(name, things, shapes.called(of.crs) if of.crs is not None else None, degrees=True)


def _plain(value: Any) -> Any:
    """A cell as a value of Python: None for NaN and NaT."""
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        value = value.item()
    return None if isinstance(value, float | type(None)) and value != value else value  # noqa: PLR0124
