"""Figures that sources claim and the network can compute again: the entries of `geodata/checks.toml`.

An entry says what is measured, in which state of the network, and tells it in words of its own. A
`{name}` in a text is the place of a computed figure; `recomputed` says which ones there are.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from corridor_atlas.core.errors import did_you_mean, shorten
from corridor_atlas.core.model import (
    Closed,
    Country,
    Date,
    FactKey,
    Flag,
    Names,
    Number,
    Slug,
    Text,
    Word,
    Year,
    wrong,
)

Mode = Literal["rail", "road", "sea", "river"]
Verdict = Literal["agrees", "differs", "depends", "unknown"]


class State(Closed):
    """The network as a way finds it: the end of a year, and what of it may be used."""

    year: Year | None = Field(default=None, description="year at whose end it is; the last of the atlas if left out")
    modes: tuple[Mode, ...] = Field(default=("rail", "road", "sea", "river"), min_length=1, description="ways to go by")
    avoid: tuple[Country, ...] = Field(default=(), description="countries to keep out of")
    opened: tuple[Slug, ...] = Field(default=(), description="features that count as open whatever their status")
    any_sea: Flag = Field(default=False, description="ships between any two open ports, not on dated services only")
    label: Word | None = Field(default=None, description="its name among the labels; `{kind}` in the words of a result")


class Claimed(Closed):
    """What is claimed: a figure, bounds, or where the atlas has it already. One of these, not several."""

    value: Number | None = Field(default=None, description="the figure, in the unit of the result")
    least: Number | None = Field(default=None, description="it is claimed to be so much at least")
    most: Number | None = Field(default=None, description="it is claimed to be so much at most")
    fact: FactKey | None = Field(default=None, description="a fact has the figure; what has no such fact has no claim")
    of: Slug | None = Field(default=None, description="whose fact it is; that of the end of the way if left out")
    series: Slug | None = Field(default=None, description="a series of statistics.csv has it, together with `year`")
    year: Date | None = Field(default=None, description="for which year, as statistics.csv has it")
    tolerance: Number | None = Field(
        default=None, ge=0, description="how far off still agrees: a share of the figure (0.05), of years a number (0)"
    )

    @property
    def forms(self) -> tuple[str, ...]:
        """Which of the ways to state a figure are used."""
        bounds = self.least is not None or self.most is not None
        used = {"value": self.value is not None, "least or most": bounds, "fact": self.fact, "series": self.series}
        return tuple(name for name, there in used.items() if there)


class Measured(Closed):
    """What all measures have: words, and what is claimed."""

    measure: str
    name: Word | None = Field(default=None, description="by which figures and later results refer to it")
    asked: Word = Field(description="key of the label that says what was asked")
    claimed: Claimed | None = Field(default=None, description="what the result is held against")


class Ways(Measured):
    """A result for each pair of ends."""

    from_: tuple[Slug, ...] = Field(alias="from", min_length=1, description="places where ways begin")
    to: tuple[Slug, ...] = Field(min_length=1, description="places where ways end: each from each")
    draw: Literal["ways", "before", "fitting", "none"] = Field(
        default="ways", description="on the map: as what the claim is about, as what it is compared with, if it fits"
    )


class Length(Ways):
    """Kilometres of the best way, and of other ways if `others` has words for them."""

    measure: Literal["length"]
    state: State = State()
    via: Slug | None = Field(default=None, description="a place that the way leads through")
    others: Word | None = Field(default=None, description="key of the label for up to two other ways")


class Saving(Ways):
    """By how many kilometres the best way is shorter in another state of the network: one result for each old one."""

    measure: Literal["saving"]
    old: tuple[State, ...] = Field(min_length=1)
    new: State
    draw: Literal["ways", "fitting", "none"] = Field(
        default="ways", description="on the map: every new way with the old ones that fit, both if they fit, or none"
    )


class Years(Ways):
    """The years with a way: kilometres of the shortest of them, or the first or the last year."""

    measure: Literal["years", "first_year", "last_year"]
    state: State = State()
    under_km: Number | None = Field(default=None, gt=0, description="ways of this length and more do not count")


class Lengths(Ways):
    """The best way through all years: kilometres of the last."""

    measure: Literal["lengths"]
    state: State = State()


class Apart(Measured):
    """Kilometres between two places as the crow flies (geodesic on WGS84)."""

    measure: Literal["apart"]
    from_: Slug = Field(alias="from")
    to: Slug


class Share(Measured):
    """How much of a corridor can be used at the end of a year, in per cent of its length."""

    measure: Literal["share"]
    corridor: Slug
    year: Year | None = None


class Reading(Measured):
    """A figure of a series of statistics.csv, in its unit."""

    measure: Literal["statistic"]
    series: Slug
    year: Date = Field(description="as statistics.csv has it")


class Sum(Measured):
    """A figure found before, and stated kilometres that the network does not know (less, with a minus)."""

    measure: Literal["sum"]
    of: Word
    plus: tuple[Number, ...] = Field(min_length=1)


class Against(Measured):
    """A figure found before against a claimed one: its excess over that, or what it leaves of it as the rest."""

    measure: Literal["excess", "rest"]
    of: Word
    claimed: Claimed


MEASURES = (
    *("length", "saving", "years", "first_year", "last_year", "lengths"),
    *("apart", "share", "statistic", "sum", "excess", "rest"),
)
"""All measures, as `measure` of a result names them."""


def _measured(result: object) -> object:
    if isinstance(result, dict) and result.get("measure") not in MEASURES:
        found = result.get("measure", "")
        expected = f"one of {', '.join(MEASURES)}{did_you_mean(str(found), MEASURES)}"
        raise wrong("", shorten(found) if found else "nothing", expected)
    return result


Result = Annotated[
    Length | Saving | Years | Lengths | Apart | Share | Reading | Sum | Against,
    Field(discriminator="measure"),
    BeforeValidator(_measured),
]


class Figure(Closed):
    """What stands for a `{name}` in the words of a check: a figure of its results, or the name of a place."""

    tell: Literal["figure", "least", "most", "difference", "error", "claimed", "claims", "fitting", "years"] = "figure"
    of: Word | None = Field(default=None, description="name of a result or label of a state; all results if left out")
    than: Word | None = Field(default=None, description="the other one of a difference")
    bare: Flag = Field(default=False, description="the number without its unit")
    place: Slug | None = Field(default=None, description="the name of this feature, in place of all others")


class Check(Closed):
    """A claim that is computed again."""

    id: Slug
    source: Slug = Field(description="key of sources.json: who claims it")
    locator: Text | None = Field(default=None, description="page, section or table in the source")
    about: tuple[Slug, ...] = Field(
        default=(), description="features and corridors that it is about, besides those that its results name"
    )
    title: Names = Field(description="what it is listed as, by language")
    claim: Names = Field(description="the claim, in our own words")
    method: Names = Field(description="how it is computed")
    inputs: Names = Field(description="from what it is computed")
    conclusion: Names = Field(description="what came out")
    labels: dict[Word, Names] = Field(description="what is asked in each result, and what states are called")
    figures: dict[Word, Figure] = Field(default_factory=dict, description="what may stand in the sentences as {name}")
    verdict: Verdict | None = Field(default=None, description="stated where no figure decides; else computed")
    results: tuple[Result, ...] = Field(alias="result")


def states(result: Measured) -> tuple[tuple[str, State], ...]:
    """The states of the network that a result is measured in, each with its field."""
    if isinstance(result, Saving):
        return (*((f"old.{i}", one) for i, one in enumerate(result.old, 1)), ("new", result.new))
    return (("state", result.state),) if isinstance(result, Length | Years | Lengths) else ()


def labels(result: Measured) -> dict[str, str]:
    """The labels that a result uses, by field."""
    found = {"asked": result.asked}
    if isinstance(result, Length) and result.others:
        found["others"] = result.others
    return found | {f"{field}.label": state.label for field, state in states(result) if state.label}
