"""How a file becomes layers of an atlas: the mapping, a small TOML file that makes the same again.

What stands at its top holds for every sheet of the file, what stands in `[sheet."Name"]` for that one. A key left
out is guessed (`bring.guess`), an empty text says that there is no such column.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from corridor_atlas.core.errors import DataError
from corridor_atlas.core.model import Closed, Flag, Names, Number, Status, Word, is_language
from corridor_atlas.data import config

ENDING = ".mapping.toml"


def _languages(columns: dict[str, str]) -> dict[str, str]:
    for code in columns:
        if not is_language(code):
            raise ValueError("codes of ISO 639-1, such as en, zh, ru")
    return columns


Column = Annotated[str, Field(max_length=300)]


class Mapping(Closed):
    """Which column means what, and what is to be done with what stands there. All of it may be left out."""

    table: Word | None = Field(
        default=None, description="name of the table and layer; from the file's name if left out"
    )
    title: Names | None = Field(default=None, description="title of the layer by language")
    name: Annotated[dict[str, Column], AfterValidator(_languages)] = Field(
        default={}, description="columns with names, by language"
    )
    id: Column | None = None
    kind: Column | None = None
    status: Column | None = Field(default=None, description="column with the status; what its words mean: `statuses`")
    start: Column | None = Field(default=None, description="column with the date from which a thing is in use")
    end: Column | None = Field(default=None, description="column with the date at which it ends")
    span: Column | None = Field(default=None, description="column with both dates: 1905-1945")
    began: dict[Status, Column] = Field(default={}, description="columns with the dates at which other statuses begin")
    longitude: Column | None = None
    latitude: Column | None = None
    geometry: Column | None = Field(default=None, description="column with WKT, WKB, GeoJSON or `latitude, longitude`")
    source: Column | None = Field(default=None, description="column that says who says so")
    note: Column | None = None
    countries: Column | None = Field(default=None, description="column with ISO 3166-1 alpha-2 codes")
    origin: Column | None = Field(default=None, description="column with the name of the place where a line begins")
    destination: Column | None = Field(default=None, description="column with the name of the place where a line ends")
    gauge: Column | None = Field(default=None, description="column with the gauge of a track in millimetres")
    statuses: dict[str, Status] = Field(default={}, description="words of this file, and the status each stands for")
    units: dict[str, Word] = Field(default={}, description="units of columns with figures: km, mt, usd_mn …")
    mode: Literal["rail", "road", "river", "sea"] | None = Field(
        default=None, description="how the lines are travelled: such lines are joined where they meet"
    )
    join: Number | None = Field(
        default=None, ge=0, le=10_000, description="metres within which ends of lines are one place; 0 joins none"
    )
    join_atlas: Flag | None = Field(
        default=None, description="whether ends of lines join the stations and junctions of the atlas, too"
    )
    crs: str | None = Field(default=None, max_length=40, description="reference system, such as EPSG:3857")
    encoding: str | None = Field(default=None, max_length=40, description="of the texts, such as gbk or cp1251")
    swap: Flag | None = Field(default=None, description="whether latitude stands before longitude in shapes")
    simplify: Number | None = Field(default=None, gt=0, le=1, description="degrees by which shapes may be simplified")

    def document(self) -> dict[str, Any]:
        """It as plain values, without what it does not say."""
        return self.model_dump(mode="json", exclude_defaults=True)


class Mappings(Mapping):
    """The mapping of a whole file."""

    sheet: dict[str, Mapping] = Field(default={}, description="what holds for one sheet or layer of the file alone")

    def of(self, sheet: str) -> Mapping:
        """What is said for one sheet of the file."""
        everywhere = self.model_dump(exclude_unset=True, exclude={"sheet"})
        own = self.sheet.get(sheet, Mapping()).model_dump(exclude_unset=True)
        return Mapping.model_validate({**everywhere, **own})


def read(path: Path) -> Mappings:
    """Read a mapping. Raises `DataError` with all that is wrong in it."""
    table, faults = config.read_toml(path)
    if not faults:
        try:
            return Mappings.model_validate(table)
        except ValidationError as error:
            faults = config.faults_of(error, path.name, "")
    raise DataError(faults)


def beside(path: Path) -> Path:
    """Where the mapping of a file stands if nobody says otherwise: `stations.csv.mapping.toml`."""
    return path.with_name(path.name + ENDING)


def together(mappings: dict[str, Mapping]) -> Mappings:
    """The mapping of a file of those of its sheets, by their names; of a file with one sheet all stands at the top."""
    if len(mappings) == 1:
        return Mappings.model_validate(next(iter(mappings.values())).model_dump(exclude_unset=True))
    return Mappings.model_validate(
        {"sheet": {name: one.model_dump(exclude_unset=True) for name, one in mappings.items()}}
    )


def written(mappings: Mappings, file: str) -> str:
    """A mapping as TOML.

    Parameters
    ----------
    mappings
        What it says.
    file
        The name of the file that it is for.
    """
    lines = [f"# How {file!r} becomes layers of an atlas. Change what is wrong, then", ""]
    lines[0] += " import it again with this mapping."
    document = mappings.document()
    sheets = document.pop("sheet", {})
    lines += _table(document, ())
    for name, one in sheets.items():
        lines += ["", f"[sheet.{_key(name)}]", *_table(one, ("sheet", name))]
    return "\n".join(lines).strip() + "\n"


def _table(document: dict[str, Any], path: tuple[str, ...]) -> list[str]:
    plain = {key: value for key, value in document.items() if not isinstance(value, dict)}
    inner = {key: value for key, value in document.items() if isinstance(value, dict)}
    lines = [f"{_key(key)} = {toml_value(value)}" for key, value in plain.items()]
    for key, values in inner.items():
        lines += ["", f"[{'.'.join(map(_key, (*path, key)))}]"]
        lines += [f"{_key(name)} = {toml_value(value)}" for name, value in values.items()]
    return lines


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else toml_value(name)


def toml_value(value: Any) -> str:
    """A text, number, truth value or list as TOML writes it: a text in one line, letters as they are.

    TOML's basic strings take the escapes of JSON, and want DEL escaped too.
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    return repr(value)
