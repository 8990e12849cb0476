"""What the atlas holds besides features: its place on disk, layers, eras, bibliography."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, model_validator

from corridor_atlas.core import dates
from corridor_atlas.core.errors import Fault, did_you_mean, shorten
from corridor_atlas.core.model import (
    Closed,
    Corridor,
    Date,
    Flag,
    Names,
    Number,
    Series,
    Slug,
    Statistic,
    Text,
    Unmapped,
    Vocabulary,
    Whole,
    Word,
    Year,
    wrong,
)
from corridor_atlas.data import csl, reading
from corridor_atlas.data.disputes import Dispute
from corridor_atlas.data.forms import Counted
from corridor_atlas.data.measures import Check
from corridor_atlas.data.reading import UnreadableError


def kinds() -> tuple[str, ...]:
    """How a layer can be drawn: the names of the modules in `draw/kinds/` but those that begin with an underscore."""
    return tuple(sorted(path.stem for path in (Path(__file__).parents[1] / "draw" / "kinds").glob("[!_]*.py")))


def _kind(name: str) -> str:
    if name not in kinds():
        raise ValueError(f"one of {', '.join(kinds())}")
    return name


Kind = Annotated[str, AfterValidator(_kind)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Side = Annotated[str, Field(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*|[A-Z]{2}(\+[A-Z]{2})*)$", max_length=100)]


class Layer(Closed):
    """How one kind of thing is drawn: a file in `layers/`, its id the name of the file."""

    id: Word = Field(description="taken from the file's name")
    title: Names = Field(description="title by language")
    counted: Counted = Field(default={}, description="what so many of its things are called, by language")
    data: Word = Field(description="table in geodata/: the name of its .geojson file")
    kinds: tuple[Word, ...] = Field(default=(), description="only features of these kinds; all when left out")
    kind: Kind = Field(description="how it is drawn")
    order: Whole = Field(description="place in the legend, and what lies over what: the highest on top")
    color: Colour = Field(description="colour on the light theme")
    color_dark: Colour = Field(description="colour on the dark theme")
    symbol: Literal["anchor", "gate", "bridge", "zone", "dot", "square", "none"] = Field(
        default="dot", description="sign of a point"
    )
    width: Number = Field(default=2.0, gt=0, le=12, description="line width in pixels")
    radius: Number = Field(default=5.0, gt=0, le=30, description="half the size of a point's sign in pixels")
    fill_opacity: Number = Field(default=0.18, ge=0, le=1, description="how strongly an area is filled")
    rim_opacity: Number = Field(default=1.0, ge=0, le=1, description="how strongly the rim of an area is drawn")
    min_zoom: Whole = Field(default=0, ge=0, le=18, description="zoom from which it is drawn")
    label_zoom: Whole = Field(default=9, ge=0, le=19, description="zoom from which names are written")
    on: Flag = Field(default=True, description="shown when the atlas opens")
    background: Flag = Field(
        default=False, description="the ground on which the rest stands: filters by status and the like pass it over"
    )


class Era(Closed):
    """A named stretch of years. A boundary year belongs to the later era."""

    id: Slug
    side: Side | None = Field(
        default=None, description="whose era: a side by name, or countries joined by +; the main one if left out"
    )
    title: Names
    short: Names
    narrow: Names | None = Field(default=None, description="for where there is little room; `short` if left out")
    start: Year
    end: Year | None = Field(default=None, description="left out while the era goes on")
    color: Colour
    color_dark: Colour
    sources: tuple[Slug, ...]
    note: Text | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> Era:
        if self.end is not None and self.end <= self.start:
            raise wrong("end", str(self.end), f"a year after {self.start}")
        return self


Entry = TypeVar("Entry", Check, Corridor, Dispute, Era, Series, Unmapped)


class Span(Closed):
    """The years and the edition that the data stand for."""

    first_year: Year
    last_year: Year
    data_version: Text
    data_date: Date
    margin_years: Whole = Field(default=200, ge=0, le=2200, description="dates may lie so far before and after it")

    @property
    def until(self) -> str | None:
        """The date of the edition, if the last year was not over by then; else None."""
        edition = dates.parse(self.data_date).last
        return self.data_date if edition.year == self.last_year and edition < date(self.last_year, 12, 31) else None

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
    def is_openstreetmap(self) -> bool:
        """Whether it is OpenStreetMap or made from it: its licence, the ODbL, goes with every shape taken from it."""
        return self.is_data and any("OpenStreetMap" in str(self.record.get(key, "")) for key in ("title", "note"))

    @property
    def authors(self) -> list[str]:
        """Names of the authors, given name first."""
        people = self.record.get("author")
        names = [_person(one) for one in people if isinstance(one, dict)] if isinstance(people, list) else []
        return [name for name in names if name]

    def __str__(self) -> str:
        """Author or publisher, title and year, as far as known; a house that is its own author is named once."""
        house = str(self.record.get("container-title") or self.record.get("publisher") or "")
        parts = (", ".join(self.authors), self.title, "" if house in self.authors else house, self.year)
        return ", ".join(part for part in parts if part)


def _person(record: Mapping[str, Any]) -> str:
    return str(record.get("literal") or " ".join(str(record[k]) for k in ("given", "family") if record.get(k)))


def read_toml(
    path: Path, tables: Collection[str] = (), *, optional: bool = False
) -> tuple[dict[str, Any], list[Fault]]:
    """Read a TOML file; a broken one gives an empty table and a fault with its line.

    Parameters
    ----------
    path
        The file.
    tables
        Keys that may stand at its top; any when empty. One that is none of them is left out and named.
    optional
        Whether it is no fault that the file is not there at all.
    """
    try:
        table = reading.toml(path)
    except UnreadableError as error:
        return {}, [] if optional and error.absent else [error.fault]
    unknown = [key for key in table if tables and key not in tables]
    faults = [_unknown(path.name, key, tables) for key in unknown]
    return {key: value for key, value in table.items() if key not in unknown}, faults


def _unknown(file: str, key: str, known: Collection[str]) -> Fault:
    return Fault(file, "", key, f"an unknown table {shorten(key)}", f"{', '.join(known)}{did_you_mean(key, known)}")


def faults_of(error: ValidationError, file: str, id_: str) -> list[Fault]:
    """The faults of a model as ours: one for each field, with what was found and expected.

    `file` and `id_` say where; `error` says what. The feature counts as left out.
    """
    found = []
    for one in error.errors(include_url=False):
        field = ".".join(str(part) for part in one["loc"])
        if one["type"] == "extra_forbidden":
            found.append(
                Fault(file, id_, field, f"unknown property {shorten(one['loc'][-1])}", "only properties of the model")
            )
        elif one["type"] == "wrong":
            told = one["ctx"]
            found.append(Fault(file, id_, told["field"] or field, told["found"], told["expected"]))
        elif one["type"] == "missing":
            found.append(Fault(file, id_, field, "nothing", "this property: it is required"))
        else:
            found.append(Fault(file, id_, field, shorten(one["input"]), _expected(one["msg"])))
    return found


def _expected(message: str) -> str:
    """What a model wants, as the rest of a sentence that begins with "expected"."""
    said = re.sub(r"^(Value error, |[A-Z]\w+ should (be |have )?)", "", message)
    return said[:1].lower() + said[1:]


def read_layers(folder: Path) -> tuple[list[Layer], list[Fault]]:
    """Read every `layers/*.toml` but those that begin with an underscore, in drawing order."""
    expected = "a folder with a TOML file for each layer"
    try:
        paths = [path for path in reading.entries(folder, expected) if is_entry(path)]
    except UnreadableError as error:
        return [], [error.fault]
    if not paths:
        return [], [Fault(folder.name, "", "", "no layer", expected)]
    layers, faults = [], []
    for path in paths:
        layer, wrong = _layer(path)
        layers += [layer] if layer else []
        faults += wrong
    return sorted(layers, key=lambda layer: (layer.order, layer.id)), faults


def is_entry(path: Path) -> bool:
    """Whether a file of `layers/` or `stories/` is one of them, and not set aside with an underscore."""
    return path.suffix == ".toml" and not path.name.startswith("_")


def check_name(path: Path, pattern: Any, example: str) -> list[Fault]:
    """A fault when the name of a file cannot be the id that it stands for: `pattern` is `Word` or `Slug`.

    `path` is the file, its name without the ending the id; `example` is a name that would do.
    """
    try:
        TypeAdapter(pattern).validate_python(path.stem)
    except ValidationError:
        return [Fault(path.name, "", "", "a name that cannot be an id", f"lower case and digits as in {example}")]
    return []


def _layer(path: Path) -> tuple[Layer | None, list[Fault]]:
    if faults := check_name(path, Word, "border_crossings.toml"):
        return None, faults
    table, faults = read_toml(path)
    if faults:
        return None, faults
    if "id" in table:
        faults.append(Fault(path.name, path.stem, "id", shorten(table["id"]), "no id: it is the name of the file"))
    try:
        return Layer.model_validate({**table, "id": path.stem}), faults
    except ValidationError as error:
        return None, faults + faults_of(error, path.name, path.stem)


def read_eras(path: Path) -> tuple[list[Era], list[Fault]]:
    """Read the eras of the atlas; it may have none."""
    table, faults = read_toml(path, ("era",), optional=True)
    faults = [_moved(path.name) if fault.field == "atlas" else fault for fault in faults]
    eras, wrong = _entries(path.name, "era", table.get("era", []), Era)
    return eras, faults + wrong


def _moved(file: str) -> Fault:
    return Fault(file, "", "atlas", "a table [atlas]", "these keys in the table [span] of atlas.toml")


def read_sources(path: Path) -> tuple[dict[str, Source], list[Fault]]:
    """Read the bibliography (CSL-JSON, a list of records with `id` and `title`), by key."""
    expected = "a CSL-JSON list"
    try:
        records = reading.read_json(path, expected)
    except UnreadableError as error:
        return {}, [error.fault]
    if not isinstance(records, list):
        return {}, [Fault(path.name, "", "", type(records).__name__, expected)]
    found: dict[str, Source] = {}
    return found, list(_wrong_records(path.name, records, found))


def read_entries(path: Path, name: str, model: type[Entry], *, needed: bool = False) -> tuple[list[Entry], list[Fault]]:
    """Read the `[[name]]` tables of a TOML file, each with an `id` of its own; it may be absent unless `needed`.

    Parameters
    ----------
    path
        The file.
    name
        The key of the tables; others are faults.
    model
        What each of them has to be; one that is not sound is left out and named.
    needed
        Whether it is a fault that the file is not there at all.
    """
    table, faults = read_toml(path, (name,), optional=not needed)
    found, wrong = _entries(path.name, name, table.get(name, []), model)
    return found, faults + wrong


def _entries(file: str, name: str, entries: Any, model: type[Entry]) -> tuple[list[Entry], list[Fault]]:
    found: dict[str, Entry] = {}
    faults: list[Fault] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        id_ = str(entry.get("id", f"{name} {number}")) if isinstance(entry, dict) else f"{name} {number}"
        try:
            one = model.model_validate(entry)
        except ValidationError as error:
            faults += faults_of(error, file, id_)
            continue
        if one.id in found:
            faults.append(Fault(file, one.id, "id", "a second entry with this id", "each id once"))
        found.setdefault(one.id, one)
    return list(found.values()), faults


def read_vocabulary(path: Path) -> tuple[Vocabulary, list[Fault]]:
    """Read the optional words of the data; with a fault in them all is told in English."""
    table, faults = read_toml(path, tuple(Vocabulary.model_fields), optional=True)
    try:
        return Vocabulary.model_validate(table), faults
    except ValidationError as error:
        return Vocabulary(), faults + faults_of(error, path.name, "")


def read_statistics(path: Path) -> tuple[list[Statistic], list[Fault]]:
    """Read the optional long table of figures (CSV, UTF-8, a header with the names of `Statistic`)."""
    required = [name for name, field in Statistic.model_fields.items() if field.is_required()]
    try:
        rows, faults = reading.rows(path, required, [name for name in Statistic.model_fields if name not in required])
    except UnreadableError as error:
        return [], [] if error.absent else [error.fault]
    found = []
    for line, row in rows:
        try:
            found.append(Statistic.model_validate({key: value for key, value in row.items() if value != ""}))
        except ValidationError as error:
            faults += faults_of(error, path.name, f"line {line}")
    return found, faults


def _wrong_records(file: str, records: list[Any], found: dict[str, Source]) -> Iterator[Fault]:
    """Faults of the records; what is sound of each goes into `found` by its id, of two with one id the first."""
    for number, record in enumerate(records):
        whole = isinstance(record, dict) and isinstance(record.get("id"), str) and record["id"] and record.get("title")
        if not whole:
            yield Fault(file, f"record {number + 1}", "", shorten(record), "a record with id and title")
            continue
        if record["id"] in found:
            yield Fault(file, record["id"], "id", "a second record with this id", "each id once", left_out=False)
        else:
            sound, wrong = csl.check(record)
            found[record["id"]] = Source(record["id"], sound)
            for name, told, expected in wrong:
                yield Fault(file, record["id"], name, told, expected, left_out=False)
        for key in reading.doubled(record):
            yield Fault(file, record["id"], key, "the key twice", "each key once", left_out=False)


def era_bounds(era: Era, last_year: int) -> tuple[int, int]:
    """First and last year of an era inside the atlas; the boundary year is the later era's.

    `era` is one of the atlas; without an end it goes on to `last_year`, that of the atlas.
    """
    return era.start, last_year if era.end is None else era.end - 1
