"""What the tables of an atlas mean: an ordinary thing, a happening, a place of the network, and how one speaks of it.

`geodata/tables.toml` says it, with an entry for each table of which something else holds than the
defaults. The engine asks `Feature.meaning` or `Atlas.table` and knows no table by its name.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from corridor_atlas.core.errors import Fault, did_you_mean, shorten
from corridor_atlas.core.model import Closed, Flag, Names, Whole
from corridor_atlas.data import config

FILE = "tables.toml"


class Role(StrEnum):
    """What the features of a table are to the rest of the atlas."""

    THING = "thing"
    HAPPENING = "happening"
    BODY = "body"
    BORDER = "border"
    TOWN = "town"
    PORT = "port"
    VALVE = "valve"
    NODE = "node"


TELLING = frozenset({Role.HAPPENING, Role.BODY})
"""What is done or agreed by somebody, or does it: its texts name places, and its own place is a symbol."""
PLACES = frozenset({Role.TOWN, Role.PORT})
"""Where cargo sets out and arrives."""
NOT_NEAR = TELLING | {Role.BORDER, Role.NODE}
"""What lies in no place of its own, or only in that of something else."""


class Table(Closed):
    """What a table means. The defaults are those of a table that nothing is said of."""

    role: Role = Field(default=Role.THING, description="what its features are to the rest of the atlas")
    manner: Literal["traffic", "service", "founded", "force", "event"] = Field(
        default="traffic",
        description="how one speaks of their statuses: open to traffic, in service, active, in force, under way",
    )
    rank: Whole = Field(
        default=70, ge=0, le=100, description="which goes first of several features of one name: the lower"
    )
    near: Flag = Field(default=True, description="found near other features, and has others near it; lines never are")
    at_sea: Flag = Field(default=False, description="lies at sea: a point of it is sought in no country")
    kind_tells: Flag = Field(default=False, description="its kinds say all: a city, not a city settlement")
    singular: Names | None = Field(default=None, description="what one of its features is called, by language")

    @property
    def tells(self) -> bool:
        """Whether its features are happenings or bodies, in whose texts others are named."""
        return self.role in TELLING

    @property
    def symbolic(self) -> bool:
        """Whether the place of its features on the map may be outside their countries."""
        return self.tells or self.at_sea

    @property
    def has_neighbours(self) -> bool:
        """Whether its features lie somewhere, so that "near" means something."""
        return self.near and self.role not in NOT_NEAR


PLAIN = Table()
"""The meaning of a table that nothing is said of."""


def read_meanings(path: Path, tables: Collection[str]) -> tuple[dict[str, Table], list[Fault]]:
    """Read the optional tables.toml: what it says by table; `tables` are the names that geodata/ has files for.

    An entry with a fault is left out and named: the defaults stand for it.

    Parameters
    ----------
    path
        The file, which may be absent.
    tables
        Names that geodata/ has files for.
    """
    written, faults = config.read_toml(path, optional=True)
    found: dict[str, Table] = {}
    for name, entry in written.items():
        if name not in tables:
            expected = f"a table of geodata/: {', '.join(sorted(tables))}{did_you_mean(name, tables)}"
            faults.append(Fault(FILE, name, "", "no such table", expected))
            continue
        try:
            found[name] = Table.model_validate(entry)
        except ValidationError as error:
            faults += _faults_of(error, name, entry)
    return found, faults


def _faults_of(error: ValidationError, name: str, entry: Any) -> list[Fault]:
    if not isinstance(entry, dict):
        return [Fault(FILE, name, "", shorten(entry), f"a table of its own: [{name}]")]
    return config.faults_of(error, FILE, name)
