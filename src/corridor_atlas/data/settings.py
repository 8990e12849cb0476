"""What makes an atlas this one and no other: `geodata/atlas.toml`, and what holds where it says nothing.

The engine knows no place and no year; what it needs to know of its atlas it asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError

from corridor_atlas.core import dates
from corridor_atlas.core.errors import Fault
from corridor_atlas.core.language import LANGUAGES, pick
from corridor_atlas.core.model import (
    FIRST_YEAR,
    LAST_YEAR,
    Closed,
    Country,
    Names,
    Number,
    Record,
    Slug,
    Text,
    wrong,
)
from corridor_atlas.data import base_map, config
from corridor_atlas.data.config import Span
from corridor_atlas.data.opening import Opening
from corridor_atlas.data.stories import Viewport

FILE = "atlas.toml"
Extent = tuple[float, float, float, float]
WORLD: Extent = (-180.0, -85.0, 180.0, 85.0)
"""West, south, east, north of all that a map can show."""
AROUND = 65.0
"""Degrees around the data within which the map can be moved where the atlas names no bounds."""
MARGIN = LAST_YEAR
"""So many years before and after its span dates may lie where an atlas does not say: any that a date can have."""
NEAR = 10.0
"""Degrees around the data that the small map of a figure shows at least, where the atlas does not say."""


def _extent(numbers: Extent) -> Extent:
    west, south, east, north = numbers
    if not (-360 <= west < east <= 360 and -90 <= south < north <= 90):
        raise wrong("", ", ".join(f"{one:g}" for one in numbers), "west, south, east, north in degrees, in this order")
    return numbers


def _one_of(known: Collection[str]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in known:
            raise ValueError(f"one of {', '.join(known)}")
        return text

    return check


Address = Annotated[str, Field(pattern=r"^https?://[!-~]+$", max_length=400)]
Doi = Annotated[str, Field(pattern=r"^10\.[0-9]{4,9}/[!-~]+$", max_length=400)]
Bounds = Annotated[tuple[Number, Number, Number, Number], AfterValidator(_extent)]
Language = Annotated[str, AfterValidator(_one_of(LANGUAGES))]
BaseMapFile = Annotated[str, AfterValidator(_one_of(base_map.FILES))]


class Locator(Closed):
    """What the small map of a figure shows."""

    region: Bounds = Field(description="west, south, east, north in degrees: around most maps")
    world: Bounds = Field(description="the same around a map that is nearly as wide as the region")


class Region(Closed):
    """A part of the world that has a name: what a map is called that shows it."""

    name: Names = Field(description="what it is called, by language")
    box: Bounds = Field(description="west, south, east, north in degrees")


class Licence(Closed):
    """What others may do with the data."""

    name: Text = Field(description="its SPDX identifier, such as CC0-1.0")
    title: Text = Field(description="its name as it is written under a figure")
    path: Address = Field(description="where it can be read")


class Settings(Closed):
    """The atlas as a whole: its words, its part of the world, its years, its main line of eras, whom it owes."""

    title: Names = Field(default={"en": "Corridor Atlas"}, description="what the atlas is called")
    subject: Names | None = Field(
        default=None, description="what it shows and where: the title of figures of several years"
    )
    summary: Names | None = Field(default=None, description="the same in short: stands under the title on the page")
    corridors: Names | None = Field(default=None, description="the title of a figure of all corridors")
    cited_as: Text | None = Field(default=None, description="its title in a citation; title and subject if left out")
    authors: Text | None = Field(default=None, description="who made it; “The … authors” with its title if left out")
    address: Address | None = Field(default=None, description="where it is published: links begin with it")
    repository: Address | None = Field(default=None, description="where its files are kept")
    doi: Doi | None = Field(default=None, description="its Digital Object Identifier, without an address")
    licence: Licence | None = Field(
        default=None, description="under which the data are given; what is taken from others keeps its own"
    )
    span: Span | None = Field(default=None, description="years and edition; from the data if left out")
    home: Viewport | None = Field(default=None, description="where the map opens; on all data if left out")
    opening: Opening | None = Field(default=None, description="what someone sees first who comes without a link")
    bounds: Bounds | None = Field(
        default=None, description="west, south, east, north in degrees: so far the map can be moved"
    )
    locator: Locator | None = None
    region: tuple[Region, ...] = Field(
        default=(), description="parts of the world that have a name: the headline of a view takes it from here"
    )
    main_side: Slug | None = Field(
        default=None, description="the side of the eras that divide the atlas; eras without a side are always of it"
    )
    native: dict[Country, Language] = Field(
        default={}, description="whose names for places can be chosen, each with the language it names them in"
    )
    credits: dict[BaseMapFile, tuple[Slug, ...]] = Field(
        default={}, description="keys of sources.json to be named where a file of basemap/ is drawn"
    )
    audited: tuple[Slug, ...] = Field(
        default=(), description="keys of sources.json: the works that the atlas checks, whose word alone proves nothing"
    )
    homonyms: tuple[Text, ...] = Field(
        default=(), description="names of a feature that in texts nearly always stand for something else"
    )
    proper: tuple[Text, ...] = Field(default=(), description="names and acronyms in keys of facts, as they are written")

    @property
    def cited(self) -> str:
        """The title of the atlas in a citation, in English."""
        return self.cited_as or ": ".join(pick(one) for one in (self.title, self.subject) if one)

    @property
    def makers(self) -> str:
        """Who made the atlas, as the author in a citation."""
        return self.authors or f"The {pick(self.title)} authors"


def read(path: Path) -> tuple[Settings, list[Fault]]:
    """Read `atlas.toml`; it may be absent, and of a key with a fault what is left out holds."""
    table, faults = config.read_toml(path, tuple(Settings.model_fields), optional=True)
    try:
        return Settings.model_validate(table), faults
    except ValidationError as error:
        broken = {one["loc"][0] for one in error.errors()}
        sound = {key: value for key, value in table.items() if key not in broken}
        return Settings.model_validate(sound), faults + config.faults_of(error, path.name, "")


# --- what holds where the file says nothing ----------------------------------------------------


def span_of(records: Iterable[Record]) -> Span:
    """From the first to the last year that a timeline names, this year where none does; an edition of its last year.

    It has two years at least, so that there is something to move through. Years that no atlas can have
    (`FIRST_YEAR`, `LAST_YEAR`) are cut off; the dates themselves may lie before.
    """
    written = [text for one in records for period in one.timeline for text in (period.start, period.end) if text]
    years = [year for text in written for year in dates.parse(text).years if year is not None]
    known = sorted(min(LAST_YEAR, max(FIRST_YEAR, year)) for year in years or [datetime.now(UTC).year])
    last = max(known[-1], min(LAST_YEAR, known[0] + 1))
    first = min(known[0], last - 1)
    return Span(first_year=first, last_year=last, data_version=str(last), data_date=str(last), margin_years=MARGIN)


def grown(extent: Extent, degrees: float, share: float = 0.0) -> Extent:
    """An extent with so many degrees more on each side, or the `share` of its size where that is more; 85 at most.

    Parameters
    ----------
    extent
        West, south, east, north in degrees (WGS84).
    degrees
        What is added on each side at least.
    share
        What is added as part of the width, or of the height, where that is more.

    Returns
    -------
    tuple of 4 floats
        Latitudes stay within 85; longitudes may pass 180.
    """
    west, south, east, north = extent
    across, down = max(degrees, share * (east - west)), max(degrees, share * (north - south))
    return west - across, max(WORLD[1], south - down), east + across, min(WORLD[3], north + down)


def bounds_of(settings: Settings, extent: Extent) -> Extent:
    """How far the map can be moved: as the atlas says, else its data (`extent`) with `AROUND` degrees around them.

    Degrees (WGS84), west, south, east, north; `settings` are those of the atlas, `extent` is `Atlas.extent`.
    """
    return settings.bounds or grown(extent, AROUND)


def locator_of(settings: Settings, extent: Extent) -> Locator:
    """What the small map of a figure shows: as the atlas says, else the data (`extent`) and what lies around them.

    Degrees (WGS84), west, south, east, north; `settings` are those of the atlas, `extent` is `Atlas.extent`.
    """
    if settings.locator:
        return settings.locator
    return Locator(region=grown(extent, NEAR, share=0.5), world=grown(extent, AROUND))
