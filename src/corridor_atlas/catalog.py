"""What the atlas holds besides features: its place on disk, layers, eras, bibliography."""

from __future__ import annotations

import csv
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from corridor_atlas.characters import unfit_texts
from corridor_atlas.errors import Fault, shorten
from corridor_atlas.model import (
    Closed,
    Corridor,
    Date,
    Names,
    Series,
    Slug,
    Statistic,
    Text,
    Unmapped,
    Vocabulary,
    Word,
    wrong,
)

Entry = TypeVar("Entry", Corridor, Series, Unmapped)
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
HOME = "CORRIDOR_ATLAS_HOME"
"""Environment variable that names another folder with `geodata/` and `layers/` in it."""
MAIN_SIDE = "tumen"
"""The side whose eras divide the atlas: filters and figures offer them, the others are bands beside."""


def home() -> Path:
    """The folder that holds `geodata/` and `layers/`: $CORRIDOR_ATLAS_HOME, else the checkout."""
    return Path(os.environ.get(HOME) or Path(__file__).parents[2]).resolve()


class Layer(Closed):
    """How one kind of thing is drawn: a file in `layers/`, its id the name of the file."""

    id: Word = Field(description="taken from the file's name")
    title: Names = Field(description="title by language")
    data: Word = Field(description="table in geodata/: the name of its .geojson file")
    kinds: tuple[Word, ...] = Field(default=(), description="only features of these kinds; all when left out")
    kind: Literal["points", "lines", "areas"] = Field(description="how it is drawn")
    order: int = Field(description="place in the legend, and what lies over what: the highest on top")
    color: Colour = Field(description="colour on the light theme")
    color_dark: Colour = Field(description="colour on the dark theme")
    symbol: Literal["anchor", "gate", "bridge", "zone", "dot", "square", "none"] = Field(
        default="dot", description="sign of a point"
    )
    width: float = Field(default=2.0, gt=0, le=12, description="line width in pixels")
    radius: float = Field(default=5.0, gt=0, le=30, description="half the size of a point's sign in pixels")
    fill_opacity: float = Field(default=0.18, ge=0, le=1, description="how strongly an area is filled")
    min_zoom: int = Field(default=0, ge=0, le=18, description="zoom from which it is drawn")
    label_zoom: int = Field(default=9, ge=0, le=19, description="zoom from which names are written")
    on: bool = Field(default=True, description="shown when the atlas opens")
    background: bool = Field(
        default=False, description="the ground on which the rest stands: filters by status and the like pass it over"
    )


class Era(Closed):
    """A named stretch of years. A boundary year belongs to the later era."""

    id: Slug
    side: Annotated[str, Field(pattern=r"^(tumen|[A-Z]{2}(\+[A-Z]{2})*)$")] = Field(
        default=MAIN_SIDE, description="whose era: the Tumen programmes, or one or more countries such as CN+RU"
    )
    title: Names
    short: Names
    start: int = Field(ge=1900, le=2100)
    end: int | None = Field(default=None, ge=1900, le=2100, description="left out while the era goes on")
    color: Colour
    color_dark: Colour
    sources: tuple[Slug, ...]
    note: Text | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> Era:
        if self.end is not None and self.end <= self.start:
            raise wrong("end", str(self.end), f"a year after {self.start}")
        return self


class Span(Closed):
    """The years and the edition that the data stand for."""

    first_year: int = Field(ge=1900, le=2100)
    last_year: int = Field(ge=1900, le=2100)
    data_version: Text
    data_date: Date

    @model_validator(mode="after")
    def _ends_after_start(self) -> Span:
        if self.last_year < self.first_year:
            raise wrong("last_year", str(self.last_year), f"a year not before {self.first_year}")
        return self


@dataclass(frozen=True)
class Source:
    """One work of the bibliography (a CSL-JSON record)."""

    key: str
    record: Mapping[str, Any]

    @property
    def title(self) -> str:
        """Title as recorded."""
        return str(self.record.get("title", self.key))

    @property
    def url(self) -> str | None:
        """Link, only if it is one that a browser may follow safely."""
        url = str(self.record.get("URL", ""))
        return url if url.startswith(("https://", "http://")) else None

    @property
    def year(self) -> str:
        """Year of issue as text; empty when unknown."""
        match self.record.get("issued"):
            case {"date-parts": [[year, *_], *_]}:
                return str(year)
        return ""

    @property
    def is_data(self) -> bool:
        """Whether it is a data set, whose licence asks to be named wherever its shapes are shown."""
        return self.record.get("type") == "dataset"

    @property
    def authors(self) -> list[str]:
        """Names of the authors, given name first."""
        people = self.record.get("author")
        names = [_person(one) for one in people if isinstance(one, dict)] if isinstance(people, list) else []
        return [name for name in names if name]

    def __str__(self) -> str:
        """Author or publisher, title and year, as far as known."""
        house = self.record.get("container-title") or self.record.get("publisher") or ""
        parts = (", ".join(self.authors), self.title, str(house), self.year)
        return ", ".join(part for part in parts if part)


def _person(record: Mapping[str, Any]) -> str:
    return str(record.get("literal") or " ".join(str(record[k]) for k in ("given", "family") if record.get(k)))


def read_toml(path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Read a TOML file; a broken one gives an empty table and a fault with its line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except OSError as error:
        found = "no such file" if isinstance(error, FileNotFoundError) else error.strerror or "unreadable"
        return {}, [Fault(path.name, "", "", found, "a TOML file here")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [Fault(path.name, "", "", f"broken TOML: {error}", "a TOML file (https://toml.io)")]


def faults_of(error: ValidationError, file: str, id_: str) -> list[Fault]:
    """The faults of a model as ours: one for each field, with what was found and expected."""
    found = []
    for one in error.errors(include_url=False):
        field = ".".join(str(part) for part in one["loc"])
        message = one["msg"].removeprefix("Value error, ")
        if one["type"] == "extra_forbidden":
            found.append(
                Fault(file, id_, field, f"unknown property {one['loc'][-1]!r}", "only properties of the model")
            )
        elif one["type"] == "wrong":
            told = one["ctx"]
            found.append(Fault(file, id_, told["field"], told["found"], told["expected"]))
        elif one["type"] == "missing":
            found.append(Fault(file, id_, field, "nothing", "this property: it is required"))
        else:
            found.append(Fault(file, id_, field, shorten(one["input"]), message[:1].lower() + message[1:]))
    return found


def read_layers(folder: Path) -> tuple[list[Layer], list[Fault]]:
    """Read every `layers/*.toml` but those that begin with an underscore, in drawing order."""
    layers, faults = [], []
    for path in sorted(folder.glob("[!_]*.toml")):
        table, not_read = read_toml(path)
        faults += not_read
        if not_read:
            continue
        if "id" in table:
            faults.append(Fault(path.name, path.stem, "id", shorten(table["id"]), "no id: it is the name of the file"))
        try:
            layers.append(Layer.model_validate({**table, "id": path.stem}))
        except ValidationError as error:
            faults += faults_of(error, path.name, path.stem)
    return sorted(layers, key=lambda layer: (layer.order, layer.id)), faults


def read_eras(path: Path) -> tuple[Span | None, list[Era], list[Fault]]:
    """Read the span of the atlas and its eras."""
    table, faults = read_toml(path)
    span: Span | None = None
    eras: dict[str, Era] = {}
    if not faults:
        try:
            span = Span.model_validate(table.get("atlas", {}))
        except ValidationError as error:
            faults += faults_of(error, path.name, "atlas")
    entries = table.get("era", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        name = str(entry.get("id")) if isinstance(entry, dict) and "id" in entry else f"era {number + 1}"
        try:
            era = Era.model_validate(entry)
        except ValidationError as error:
            faults += faults_of(error, path.name, name)
            continue
        if era.id in eras:
            faults.append(Fault(path.name, era.id, "id", "a second era with this id", "each id once"))
        eras.setdefault(era.id, era)
    return span, list(eras.values()), faults


def read_sources(path: Path) -> tuple[dict[str, Source], list[Fault]]:
    """Read the bibliography (CSL-JSON, a list of records with `id` and `title`), by key."""
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        return {}, [Fault(path.name, "", "", str(error), "a CSL-JSON list")]
    if not isinstance(records, list):
        return {}, [Fault(path.name, "", "", type(records).__name__, "a CSL-JSON list")]
    found: dict[str, Source] = {}
    faults = list(_wrong_records(path.name, records))
    for record in records:
        if isinstance(record, dict) and isinstance(record.get("id"), str) and record.get("title"):
            if any(unfit_texts(record)):
                continue
            found.setdefault(record["id"], Source(record["id"], record))
    return found, faults


def read_entries(path: Path, name: str, model: type[Entry]) -> tuple[list[Entry], list[Fault]]:
    """Read the `[[name]]` tables of an optional TOML file, each with an `id` of its own."""
    if not path.exists():
        return [], []
    table, faults = read_toml(path)
    found: dict[str, Entry] = {}
    entries = table.get(name, [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        id_ = str(entry.get("id", f"{name} {number}")) if isinstance(entry, dict) else f"{name} {number}"
        try:
            one = model.model_validate(entry)
        except ValidationError as error:
            faults += faults_of(error, path.name, id_)
            continue
        if id_ in found:
            faults.append(Fault(path.name, id_, "id", "a second entry with this id", "each id once"))
        found.setdefault(id_, one)
    return list(found.values()), faults


def read_vocabulary(path: Path) -> tuple[Vocabulary, list[Fault]]:
    """Read the optional words of the data; with a fault in them all is told in English."""
    if not path.exists():
        return Vocabulary(), []
    table, faults = read_toml(path)
    try:
        return Vocabulary.model_validate(table), faults
    except ValidationError as error:
        return Vocabulary(), faults_of(error, path.name, "")


def read_statistics(path: Path) -> tuple[list[Statistic], list[Fault]]:
    """Read the optional long table of figures (CSV, UTF-8, a header with the names of `Statistic`)."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except FileNotFoundError:
        return [], []
    except (OSError, ValueError, csv.Error) as error:
        return [], [Fault(path.name, "", "", str(error), "a CSV table in UTF-8")]
    found, faults = [], []
    for number, row in enumerate(rows, start=2):
        try:
            found.append(Statistic.model_validate({key: value for key, value in row.items() if value != ""}))
        except ValidationError as error:
            faults += faults_of(error, path.name, f"line {number}")
    return found, faults


def _wrong_records(file: str, records: list[Any]) -> Iterator[Fault]:
    seen = set()
    for number, record in enumerate(records):
        sound = isinstance(record, dict) and isinstance(record.get("id"), str) and record["id"] and record.get("title")
        if not sound:
            yield Fault(file, f"record {number + 1}", "", shorten(record), "a record with id and title")
        elif record["id"] in seen:
            yield Fault(file, record["id"], "id", "a second record with this id", "each id once", left_out=False)
        else:
            seen.add(record["id"])
            for path, what in unfit_texts(record):
                yield Fault(file, record["id"], path, what, "text without it")


def era_bounds(era: Era, last_year: int) -> tuple[int, int]:
    """First and last year of an era inside the atlas; the boundary year is the later era's."""
    return era.start, last_year if era.end is None else era.end - 1
