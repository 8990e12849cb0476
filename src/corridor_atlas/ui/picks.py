"""What was picked in lists, tables and charts that Streamlit draws, read as strictly as the reports of the map."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from corridor_atlas.ui.reports import Closed, Year


def _from_digits(value: object) -> object:
    """A year from the attribute of an element, where it is text."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 4 else value


class Wish(Closed):
    """What was chosen in the list of what can be taken away."""

    picked: Annotated[str, Field(max_length=40)] | None = None


class Point(Closed):
    """A column of the chart through the years."""

    year: Annotated[Year, BeforeValidator(_from_digits)]


class Selection(Closed):
    """What Streamlit says was chosen in a table or in the chart: rows, counted from 0, or columns of the chart."""

    rows: list[Annotated[int, Field(ge=0)]] = Field(default_factory=list)
    columns: Any = None
    cells: Any = None
    picked: list[Point] = Field(default_factory=list)
