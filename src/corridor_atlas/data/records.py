"""The tables of an atlas: the records of its files, each with its shape, checked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core import home
from corridor_atlas.core.errors import Fault
from corridor_atlas.core.model import Record, Word
from corridor_atlas.data import backends, config, reading

if TYPE_CHECKING:
    import geopandas as gpd

CURE = f"--data FOLDER or {home.VARIABLE} names the folder with geodata/ and layers/"
"""What helps where there is no data at all."""

Rows = Sequence[tuple[Record, BaseGeometry | None]]
"""What one table holds: each record with its geometry (WGS84), if it has one."""


class Tables(Mapping[str, "gpd.GeoDataFrame"]):
    """Every table by name as a GeoDataFrame (WGS84; columns id, record, geometry), made when it is first asked for."""

    def __init__(self, rows: Mapping[str, Rows]) -> None:
        self.rows = rows
        self._frames: dict[str, gpd.GeoDataFrame] = {}

    def __getitem__(self, name: str) -> gpd.GeoDataFrame:
        if name not in self._frames:
            self._frames[name] = frame(self.rows[name])
        return self._frames[name]

    def __contains__(self, name: object) -> bool:
        return name in self.rows  # the usual way would make the table

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def frame(rows: Rows) -> gpd.GeoDataFrame:
    """Records and shapes as a GeoDataFrame (WGS84) with the columns id, record and geometry."""
    records = [record for record, _ in rows]
    columns: dict[str, Sequence[object]] = {"id": [record.id for record in records], "record": records}
    return backends.frame(columns, [shape for _, shape in rows])


def read(folder: Path) -> tuple[Tables, list[Fault]]:
    """Read every table of a folder; what is not sound is left out and named among the faults."""
    tables: dict[str, Rows] = {}
    faults: list[Fault] = []
    owners: dict[str, str] = {}
    try:
        paths = reading.entries(folder, f"a folder of tables; {CURE}")
    except reading.UnreadableError as error:
        return Tables({}), [error.fault]
    for path in paths:
        read = backends.reader(path.suffix)
        if read is None:
            continue
        wrong = config.check_name(path, Word, "border_crossings.geojson")
        if path.stem in tables:
            wrong.append(Fault(path.name, "", "", f"a second table {path.stem}", "one file for each table"))
        if not wrong:
            raw, wrong = read(path)
            tables[path.stem], more = _check(path.name, raw, owners)
            wrong += more
        faults += wrong
    if not tables and not faults:
        faults.append(Fault(folder.name, "", "", "no table", f"at least one .geojson file; {CURE}"))
    return Tables(tables), faults


def _check(file: str, raw: Iterable[backends.Row], owners: dict[str, str]) -> tuple[Rows, list[Fault]]:
    """Turn raw properties into records; what is not sound is left out and named."""
    rows: list[tuple[Record, BaseGeometry | None]] = []
    faults: list[Fault] = []
    for row in raw:
        try:
            record = Record.model_validate(row.properties)
        except ValidationError as error:
            faults += config.faults_of(error, file, row.id)
            continue
        if record.id in owners:
            expected = f"each id once: {owners[record.id]} has it already"
            faults.append(Fault(file, record.id, "id", "a second feature with this id", expected))
        elif row.geometry is not None and record.geometry_basis is None:
            faults.append(Fault(file, record.id, "geometry_basis", "nothing", "where the geometry comes from"))
        else:
            owners[record.id] = file
            rows.append((record, row.geometry))
    return rows, faults
