"""How far the reading of a file has come: what it is at, and how much of that is done where that is known."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

One = TypeVar("One")

OFTEN = 0.1
"""Seconds between two words about it."""
PARTS = 200
"""Into so many parts a stage is divided, to be told of."""


class Stage(StrEnum):
    """What the reading of a file goes through, in this order; a file with several sheets comes back to the second."""

    READING = "reading"
    """The file is taken apart into rows and features."""
    SHAPES = "shapes"
    """Shapes are brought to WGS 84 and mended."""
    FEATURES = "features"
    """Rows become features: names, dates, statuses, facts."""


class Progress(NamedTuple):
    """What is being done, and the share of it (0 to 1) that is done; None where nobody knows."""

    stage: Stage
    share: float | None = None


Tell = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Tell nobody."""


def steps(things: Sequence[One], stage: Stage, tell: Tell) -> Iterator[One]:
    """Go through things one by one, and tell how far that has come.

    Parameters
    ----------
    things
        What is gone through.
    stage
        What is done to them.
    tell
        Who wants to know.
    """
    part = max(1, len(things) // PARTS)
    for number, one in enumerate(things):
        if number % part == 0:
            tell(Progress(stage, number / len(things)))
        yield one


class Noted:
    """Progress written into a small file, never more often than there is use in: the side of the child process."""

    def __init__(self, path: Path) -> None:
        self.path, self.at, self.stage = path, 0.0, ""

    def __call__(self, now: Progress) -> None:
        """Write it down, if it is news."""
        moment = time.monotonic()
        if now.stage == self.stage and moment - self.at < OFTEN:
            return
        self.at, self.stage = moment, str(now.stage)
        fresh = self.path.with_name(f"{self.path.name}.new")
        fresh.write_text(json.dumps([now.stage, now.share]), encoding="utf-8")
        fresh.replace(self.path)  # whoever reads it finds the whole


def noted(path: Path) -> Progress | None:
    """What stands in the file of a child process; None where there is nothing yet, or nothing that makes sense."""
    try:
        stage, share = json.loads(path.read_text(encoding="utf-8"))
        return Progress(Stage(stage), None if share is None else min(1.0, max(0.0, float(share))))
    except (OSError, ValueError, TypeError):
        return None
