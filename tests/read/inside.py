"""Reading without a process of its own, for tests of what becomes of a file: those of bad files look at the process."""

from __future__ import annotations

from pathlib import Path

from corridor_atlas.bring import reader
from corridor_atlas.bring.limits import OWN, Limits
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.result import Result


def read(
    path: Path,
    name: str | None = None,
    mapping: Mappings | None = None,
    names: Names | None = None,
    limits: Limits = OWN,
    **_: object,
) -> Result:
    """Stand in for `child.read`."""
    return reader.read(path, name or path.name, mapping or Mappings(), names or Names(), limits)
