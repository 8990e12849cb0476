"""What can be asked of the network, and what it answers: queries, ways, what is missing for one."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from corridor_atlas.core.model import Status, Traffic
from corridor_atlas.data.sea_lanes import OPEN_SEA
from corridor_atlas.network.legs import MODES, Leg


@dataclass(frozen=True)
class Costs:
    """What changes cost, in kilometres of detour that one would rather take. Choices of the model, not facts.

    They keep a way from changing mode or gauge for a trifle; the way's `km` never holds them.
    `voyage` is for a ship without a dated service, which somebody has to find first.
    """

    gauge_break: float = 100.0
    transfer: float = 150.0
    border: float = 20.0
    voyage: float = 200.0


@dataclass(frozen=True)
class Query:
    """What is asked: which modes, which statuses count as usable, which countries to avoid, for cargo or people.

    `opened` are features that count as usable whatever their status: what if they were there?
    With `any_sea` a ship may sail between any two open ports, not only on a dated service.
    """

    modes: tuple[str, ...] = MODES
    allow: frozenset[Status] = frozenset({Status.OPERATING})
    avoid: frozenset[str] = frozenset()
    load: Traffic = Traffic.FREIGHT
    opened: frozenset[str] = frozenset()
    costs: Costs = Costs()
    any_sea: bool = False

    def wants(self, leg: Leg) -> bool:
        """Whether a leg is of the kind that is asked for, its status apart."""
        return (
            leg.mode in self.modes
            and not self.avoid & set(leg.countries)
            and (leg.freight or self.load is not Traffic.FREIGHT)
            and (leg.line != OPEN_SEA or self.any_sea)
        )


CARGO = Query()
"""The usual question: cargo, over whatever operates."""
LOADS = {"cargo": Traffic.FREIGHT, "people": Traffic.PASSENGERS}
"""What a way may be for, as one asks, and what must be carried for it."""


@dataclass(frozen=True)
class Missing:
    """A feature that would have to open: its status in the year, None where it had none, and what alone it carries."""

    id: str
    status: Status | None
    only: Traffic | None = None


@dataclass(frozen=True)
class Way:
    """A way from one place to another in a year; `legs` is empty and `km` None when there is none."""

    origin: str
    destination: str
    year: int
    legs: tuple[Leg, ...] = ()
    border_crossings: tuple[str, ...] = ()
    gauge_breaks: tuple[str, ...] = ()
    transfers: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def km(self) -> float | None:
        """Length along the lines in kilometres."""
        return round(fsum(leg.km for leg in self.legs), 1) if self.legs else None

    @property
    def lines(self) -> frozenset[str]:
        """The lines that the way leads over."""
        return frozenset(leg.line for leg in self.legs)

    def km_by(self, what: str) -> dict[str, float]:
        """Kilometres by "mode" or "country"; a leg in two countries counts half to each."""
        found: dict[str, float] = {}
        for leg in self.legs:
            keys = (leg.mode,) if what == "mode" else leg.countries
            for key in keys:
                found[key] = found.get(key, 0.0) + leg.km / len(keys)
        return {key: round(km, 1) for key, km in sorted(found.items())}
