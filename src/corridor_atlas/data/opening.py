"""The opening of an atlas: what someone who comes without a link sees first, a table of `atlas.toml`.

It has a line of place and time, a sentence, and a few questions, each a card with a small map that
leads to a view. What may change is not written but counted: texts have `PLACEHOLDERS`, which the
browser fills.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from corridor_atlas.core.model import Closed, Names, Number, Slug, wrong

PLACEHOLDERS = ("first", "last", "begun", "steps", "changes", "opened", "closed")
"""What a text may leave to be counted: first and last year of the atlas, the first year of what the link chooses, the
steps of its tour, and between its two years all changes, what opened and what closed."""
MOST = 4
"""Questions that have room beside each other."""
Query = Annotated[str, Field(pattern=r"^[A-Za-z0-9_=&,.%/-]+$", max_length=400)]
Box = tuple[Number, Number, Number, Number]


def _extent(box: Box) -> Box:
    west, south, east, north = box
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
        raise wrong("", ", ".join(f"{one:g}" for one in box), "west, south, east, north in degrees, in this order")
    return box


Extent = Annotated[Box, AfterValidator(_extent)]
"""A box that is one: degrees, west before east, south before north."""


class Picture(Closed):
    """What the small map of a card shows."""

    box: Extent = Field(description="west, south, east, north in degrees: all seen")
    ids: tuple[Slug, ...] = Field(default=(), description="features drawn strongly")


class Question(Closed):
    """A card of the opening."""

    text: Names = Field(description="the question, by language")
    note: Names = Field(description="what the answer shows, in a few words, by language")
    link: Query = Field(description="the parameters of the link that answers it, such as year=2010&id=a-port")
    picture: Picture = Field(description="the small map; of the year of the link, with two years what opened between")


class Opening(Closed):
    """What someone who comes without a link sees first."""

    eyebrow: Names = Field(description="place and time, above the title, by language")
    sentence: Names = Field(description="what the atlas tells, below the title, by language")
    questions: tuple[Question, ...] = Field(
        default=(), alias="question", max_length=MOST, description="cards that lead to views"
    )
