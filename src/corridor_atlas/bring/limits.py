"""How much of a file is read before it is refused: all limits on what comes from elsewhere, in one place.

`UPLOAD` holds for what a stranger hands to the page, `OWN` for the command line and Python, where the reader
of the file is its owner. The child process that reads (`bring.child`) is held to time and memory by the system.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What a file may be, and what it may cost to read it."""

    size: int
    """Bytes of the file."""
    seconds: int
    """Time on the clock; the child may use as much of a core."""
    memory: int
    """Bytes of address space of the child."""
    features: int
    vertices: int
    columns: int
    letters: int
    """Of one text; a longer one is cut, and that is told."""
    depth: int
    """Brackets of JSON or elements of XML in each other."""
    members: int
    """Files in an archive."""
    ratio: int
    """How many times larger an archive may become when it is unpacked."""
    unpacked: int
    """Bytes of all members of an archive."""
    faults: int
    """Lines of a report; of more, the number is told."""


UPLOAD = Limits(
    size=100 * MIB,
    seconds=180,
    memory=3000 * MIB,
    features=200_000,
    vertices=5_000_000,
    columns=500,
    letters=4000,
    depth=100,
    members=100,
    ratio=100,
    unpacked=400 * MIB,
    faults=5000,
)
AT_ONCE = 2
"""Files that the page reads at the same time, for all its visitors; others wait for their turn."""
FILES = 20
"""Files that one visitor of the page may have laid over the atlas; `features` of `UPLOAD` holds for all together."""
OWN = Limits(
    size=2000 * MIB,
    seconds=1800,
    memory=16_000 * MIB,
    features=5_000_000,
    vertices=100_000_000,
    columns=2000,
    letters=4000,
    depth=100,
    members=10_000,
    ratio=1000,
    unpacked=8000 * MIB,
    faults=100_000,
)
