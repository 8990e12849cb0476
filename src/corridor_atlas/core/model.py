"""The closed data model of the atlas: what a feature may say, and in which words.

One model for the files, the checks, the JSON Schema and the documentation. Geometry stands
apart, in the GeoDataFrame; everything else a feature says is a `Record`.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal

import pycountry
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from corridor_atlas.core import characters, dates
from corridor_atlas.core.errors import DateError
from corridor_atlas.core.language import LANGUAGES


class Status(StrEnum):
    """What a thing is at a moment. The order is the code used by the map."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    UNDER_CONSTRUCTION = "under_construction"
    OPERATING = "operating"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Traffic(StrEnum):
    """What alone is carried where not everything is. The order is the code used by the map."""

    FREIGHT = "freight"
    PASSENGERS = "passengers"


ENDED = frozenset({Status.CLOSED, Status.CANCELLED})
"""Statuses after which a thing is gone."""


LAST_YEAR = 2200
"""No date of the data lies later, whatever the span of the atlas."""
FIRST_YEAR = 1000
"""No span and no era begins earlier: links and the page write years with four digits. Dates may lie before."""


def _edtf(text: str) -> str:
    try:
        years = dates.parse(text).years
    except DateError as error:
        raise ValueError(str(error).rpartition("; expected ")[2]) from None
    if not all(year is None or 1 <= year <= LAST_YEAR for year in years):
        raise ValueError(f"years from 1 to {LAST_YEAR}")
    return text


def _number(value: object) -> object:
    """A number as the file has it: neither a text that looks like one nor true or false, which count as 1 and 0."""
    if isinstance(value, str | bool):
        raise ValueError("a number, not a text and not true or false")
    return value


def wrong(field: str, found: str, expected: str) -> PydanticCustomError:
    """An error of a whole model that belongs to one field: `config.faults_of` puts it there.

    Without a `field` it belongs to the value that is being checked.
    """
    return PydanticCustomError(
        "wrong", "found {found}; expected {expected}", {"field": field, "found": found, "expected": expected}
    )


def _country(code: str) -> str:
    if not code.isupper() or pycountry.countries.get(alpha_2=code) is None:
        raise ValueError("an ISO 3166-1 alpha-2 country code")
    return code


def is_language(code: str) -> bool:
    """Whether `code` is one of ISO 639-1, in small letters."""
    return code.islower() and len(code) == 2 and pycountry.languages.get(alpha_2=code) is not None


def _by_language(texts: dict[str, str]) -> dict[str, str]:
    unknown = sorted(code for code in texts if code not in LANGUAGES and not is_language(code))
    if unknown:
        raise wrong("", f"unknown language {', '.join(unknown)}", f"codes of ISO 639-1, such as {', '.join(LANGUAGES)}")
    return texts


def _names(names: dict[str, str]) -> dict[str, str]:
    if not names.get("en"):
        raise ValueError("a name in English (en)")
    return names


def _sound(text: object) -> object:
    """Refuse characters that no text may hold, before the ends are stripped; line breaks become our own."""
    if not isinstance(text, str):
        return text
    text = text.replace("\r\n", "\n")
    if found := characters.unfit(text):
        raise ValueError(f"text without {found}")
    return text


Text = Annotated[str, Field(min_length=1, max_length=4000), BeforeValidator(_sound)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Word = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=40)]
Date = Annotated[str, AfterValidator(_edtf)]
Whole = Annotated[int, BeforeValidator(_number)]
"""A whole number; 1520.0 is one too, as programs for maps write it."""
Year = Annotated[Whole, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
"""A year that the time bar can have."""
Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False)]
Gauge = Annotated[Whole, Field(ge=200, le=3000)]
Flag = StrictBool
Country = Annotated[str, AfterValidator(_country)]
Term = Annotated[dict[str, Text], AfterValidator(_by_language)]
Names = Annotated[Term, AfterValidator(_names)]
Scalar = bool | int | Annotated[float, Field(allow_inf_nan=False)] | Text
Tier = Literal["strategic", "sectoral", "local"]
Confidence = Literal["high", "medium", "low"]
FactKey = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=60)]


class Closed(BaseModel):
    """Base: unknown keys are errors, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Period(Closed):
    """One status of a feature, with its dates and who says so."""

    status: Status = Field(description="the status that begins at `start`")
    start: Date = Field(description="EDTF date at which the status begins")
    end: Date | None = Field(
        default=None,
        description="EDTF date at which it ends, that date included; left out where it goes on or the next begins",
    )
    traffic: tuple[Traffic, ...] = Field(
        default=(), description="what alone is carried while it operates; left out where that is everything"
    )
    seen: Date | None = Field(
        default=None, description="EDTF date of the last report that it holds: afterwards it is in doubt"
    )
    sources: tuple[Slug, ...] = Field(default=(), description="keys of sources.json")
    note: Text | None = Field(default=None, description="what the reader must know about this status")

    @model_validator(mode="after")
    def _traffic_of_what_operates(self) -> Period:
        if len(self.traffic) > 1:
            raise wrong("traffic", ", ".join(self.traffic), "one of them; left out where both are carried")
        if self.traffic and self.status is not Status.OPERATING:
            raise wrong("traffic", f"{self.traffic[0]} of what is {self.status}", "none but of what is operating")
        return self

    @model_validator(mode="after")
    def _seen_while_it_lasts(self) -> Period:
        if self.seen and self.end:
            raise wrong("seen", f"{self.seen} beside the end {self.end}", "`seen` only where no end is known")
        if self.seen and dates.parse(self.seen).last < dates.parse(self.start).first:
            raise wrong("seen", self.seen, f"a date not before {self.start}")
        return self

    @property
    def only(self) -> Traffic | None:
        """What alone is carried; None where that is everything."""
        return self.traffic[0] if self.traffic else None


class Claim(Closed):
    """What one source says about a feature, in our own words."""

    source: Slug = Field(description="key of sources.json")
    locator: Text | None = Field(default=None, description="page, section or table in the source")
    says: Text = Field(description="what the source says, in our own words")
    field: Text | None = Field(default=None, description="the property that the claim is about")
    value: Scalar | None = Field(default=None, description="the figure or date that the source gives")
    stance: Literal["supports", "differs"] = Field(
        description="whether it supports or differs from what the atlas draws"
    )
    verdict: Literal["agrees", "differs", "not_checked"] | None = Field(
        default=None, description="how the claim stands against the other sources"
    )
    note: Text | None = None


class GeometryBasis(Closed):
    """Where the shape comes from and how far it can be trusted."""

    method: Text = Field(description="how the shape was made")
    sources: tuple[Slug, ...] = Field(default=(), description="keys of sources.json")
    precision: Literal["surveyed", "traced", "approximate", "schematic"] = Field(
        description="how well the shape follows the ground"
    )
    note: Text | None = None


class GaugeStretch(Closed):
    """A part of a line whose gauges are others than those of the line, or were so for a time."""

    from_: Slug = Field(alias="from", description="network node of the line where the stretch begins")
    to: Slug = Field(description="network node of the line where it ends")
    gauge_mm: tuple[Gauge, ...] = Field(description="track gauges of the stretch in millimetres")
    since: Date | None = Field(
        default=None, description="EDTF date from which they hold; from the beginning if left out"
    )
    sources: tuple[Slug, ...] = Field(default=(), description="keys of sources.json")
    note: Text | None = Field(default=None, description="what the reader must know")


class Record(Closed):
    """Everything a feature says about itself but its geometry."""

    id: Slug = Field(description="stable name, never reused")
    name: Names = Field(description="standard name by language; English always")
    aliases: tuple[Text, ...] = Field(default=(), description="every other spelling, those of the papers too")
    countries: tuple[Country, ...] = Field(default=(), description="ISO 3166-1 alpha-2 codes")
    kind: Word | None = Field(default=None, description="subtype within the layer")
    timeline: tuple[Period, ...] = Field(default=(), description="statuses in order; empty for what has no status")
    claims: tuple[Claim, ...] = Field(default=(), description="what each source says")
    facts: dict[FactKey, Scalar | tuple[Scalar, ...] | dict[Text, Scalar]] = Field(
        default_factory=dict, description="figures, the unit in the key; several values by label where sources differ"
    )
    discrepancy: Text | None = Field(default=None, description="where sources differ, in our own words")
    note: Text | None = Field(default=None, description="what the reader must know")
    corridors: tuple[Slug, ...] = Field(default=(), description="ids of corridors that it belongs to")
    connectivity: Literal["hard", "soft", "both"] | None = None
    tier: Tier | None = None
    confidence: Confidence | None = Field(default=None, description="coordinates and dates together")
    about: tuple[Slug, ...] = Field(
        default=(), description="ids of the features that an event, an agreement or an organisation is about"
    )
    from_: Slug | None = Field(default=None, alias="from", description="network node where a line begins")
    via: tuple[Slug, ...] = Field(default=(), description="network nodes on the way, in order")
    to: Slug | None = Field(default=None, description="network node where a line ends")
    mode: Literal["rail", "road", "sea", "river", "pipeline", "power"] | None = None
    gauge_mm: tuple[Gauge, ...] = Field(default=(), description="track gauges of a line in millimetres")
    gauge_stretches: tuple[GaugeStretch, ...] = Field(
        default=(), description="parts of a line with gauges of their own; a later entry goes before an earlier one"
    )
    track_km: Number | None = Field(
        default=None,
        gt=0,
        description="length of a line along its track or road; the shape is simplified",
    )
    place: Slug | None = Field(default=None, description="settlement, port or crossing that a network node serves")
    sources: tuple[Slug, ...] = Field(default=(), description="keys of sources.json for the feature as a whole")
    geometry_basis: GeometryBasis | None = Field(default=None, description="required wherever there is a geometry")

    @model_validator(mode="after")
    def _timeline_in_order(self) -> Record:
        for period in self.timeline:
            if period.end and dates.parse(period.end).last < dates.parse(period.start).first:
                raise wrong("timeline", f"{period.status} until {period.end}", f"an end not before {period.start}")
        for here, after in pairwise(self.timeline):
            following = dates.parse(after.start).last
            if following < dates.parse(here.start).first:
                raise wrong("timeline", f"{after.status} {after.start}", f"not before {here.status} {here.start}")
            if here.end and following < dates.parse(here.end).first:
                raise wrong("timeline", f"{after.status} {after.start}", f"not before {here.status} ends, {here.end}")
            if here.seen:
                raise wrong(
                    "timeline", f"{here.status} seen {here.seen}, then {after.status}", "`seen` in the last entry"
                )
        return self

    @model_validator(mode="after")
    def _differs_from_what_is_drawn(self) -> Record:
        drawn = {
            (f"timeline.{period.status}.{end}", date)
            for period in self.timeline
            for end, date in (("start", period.start), ("end", period.end))
        }
        for claim in self.claims:
            if claim.stance == "differs" and claim.value and (claim.field, claim.value) in drawn:
                found = f"{claim.source} differs with {claim.field} {claim.value}"
                raise wrong("claims", found, "another value than the timeline has, or the stance `supports`")
        return self

    @model_validator(mode="after")
    def _has_both_ends(self) -> Record:
        if (self.from_ is None) != (self.to is None):
            missing = "from" if self.from_ is None else "to"
            raise wrong(missing, "nothing", "both `from` and `to` of a line, or neither")
        return self

    def references(self) -> dict[str, tuple[str, ...]]:
        """Ids of other features that this one names, by property."""
        found = {
            "from": (self.from_,) if self.from_ else (),
            "via": self.via,
            "to": (self.to,) if self.to else (),
            "place": (self.place,) if self.place else (),
            "gauge_stretches": tuple(id_ for part in self.gauge_stretches for id_ in (part.from_, part.to)),
        }
        return {field: ids for field, ids in found.items() if ids}

    def source_keys(self) -> dict[str, tuple[str, ...]]:
        """Keys of the bibliography that this feature uses, by property."""
        found: dict[str, tuple[str, ...]] = {"sources": self.sources}
        for i, period in enumerate(self.timeline):
            found[f"timeline[{i}].sources"] = period.sources
        for i, claim in enumerate(self.claims):
            found[f"claims[{i}].source"] = (claim.source,)
        for i, part in enumerate(self.gauge_stretches):
            found[f"gauge_stretches[{i}].sources"] = part.sources
        if self.geometry_basis:
            found["geometry_basis.sources"] = self.geometry_basis.sources
        return {field: keys for field, keys in found.items() if keys}


class Corridor(Record):
    """A named way over many features, in order of travel."""

    members: tuple[Slug, ...] = Field(description="ids of the features it is made of, in order of travel")
    stops: tuple[Slug, ...] = Field(default=(), description="network nodes on the way, in order")

    def references(self) -> dict[str, tuple[str, ...]]:
        """Ids of features that the corridor names, by property."""
        return {**super().references(), "members": self.members, "stops": self.stops}


class Statistic(Closed):
    """One figure of a series: a row of statistics.csv."""

    series: Slug = Field(description="name of the series")
    year: Date = Field(description="EDTF date or interval that the figure is for")
    value: float = Field(ge=-1e18, le=1e18, allow_inf_nan=False, description="the figure")
    unit: Text = Field(description="its unit; money with its currency")
    kind: Literal["counted", "expected"] = Field(
        default="counted", description="`expected` for a target, plan, forecast or estimate; left out for a count"
    )
    source: Slug = Field(description="key of sources.json")
    note: Text | None = Field(default=None, description="what the reader must know")


class Series(Closed):
    """What a series of statistics.csv measures, and what it is about."""

    id: Slug = Field(description="name of the series in statistics.csv")
    title: Names = Field(description="title by language")
    about: tuple[Slug, ...] = Field(default=(), description="ids of the features and corridors that it tells of")


class Vocabulary(Closed):
    """What kinds, facts, the labels of values and units are called in other languages.

    English is what the data say themselves, unless a term has `en`.
    """

    kind: dict[Word, dict[Word, Term]] = Field(
        default_factory=dict, description="kinds of features by table; the table in the singular is a feature without"
    )
    fact: dict[FactKey, Term] = Field(
        default_factory=dict, description="facts by their key without unit and years, as labels"
    )
    value: dict[Text, Term] = Field(
        default_factory=dict, description="labels of the values under one fact, as they stand there"
    )
    unit: dict[Text, Term] = Field(default_factory=dict, description="what is counted: units of statistics.csv")


class Unmapped(Closed):
    """Something that the sources name and nobody could place or date."""

    id: Slug
    name: Text
    layer: Word = Field(description="table in which it would stand")
    reason: Text = Field(description="why it is not there")
