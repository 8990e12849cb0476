"""Areas that more than one country claims: `geodata/disputes.toml`.

Where such an area lies is said by a box: it is the land of the country that holds it, as the base map has it, inside
the box. So no shape is drawn by hand, and the atlas takes no side: the map hatches it in the tints of all claimants.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from corridor_atlas.core.model import Closed, Country, Names, Slug, Text, wrong
from corridor_atlas.data.opening import Extent

FILE = "disputes.toml"


def _each_once(claimants: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(claimants)) != len(claimants):
        raise wrong("", ", ".join(claimants), "each country once")
    return claimants


class Dispute(Closed):
    """An area that more than one country claims."""

    id: Slug = Field(description="stable name")
    name: Names = Field(description="what it is called, by language; of two names in use both, with / between")
    views: dict[Country, Names] = Field(default={}, description="what one country calls it, by language")
    claimants: Annotated[tuple[Country, ...], AfterValidator(_each_once)] = Field(
        min_length=2, description="who claims it, first the country that holds it"
    )
    box: Extent = Field(description="west, south, east, north in degrees: all land of the holder inside it is the area")
    sources: tuple[Slug, ...] = Field(min_length=1, description="works in which the claims are made")
    note: Text | None = Field(default=None, description="what the reader must know")

    @property
    def holder(self) -> str:
        """The country that holds it."""
        return self.claimants[0]
