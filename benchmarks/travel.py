"""Ask the network for ways in a fresh process; prints one JSON object, times in ms.

All pairs of a fixed sample of places, in a year whose graph is there, and whole series of years
from nothing. CPU time of the process, so that other work on the machine does not count.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from itertools import combinations
from statistics import median

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.data import dataset
from corridor_atlas.network import strip
from corridor_atlas.network.graph import Network

SEED, PLACES, SERIES = 1991, 24, 12
YEAR = 2024


def took(work: Callable[[], object]) -> float:
    """Milliseconds of CPU time that a piece of work takes."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def pairs(network: Network, number: int) -> list[tuple[str, str]]:
    """All pairs of a random but fixed sample of towns and ports."""
    known = sorted(one for one in network.places if network.atlas.features[one].table in ("settlements", "ports"))
    chosen = random.Random(SEED).sample(known, number)
    return [pair for pair in combinations(chosen, 2) if _differ(network, *pair)]


def _differ(network: Network, a: str, b: str) -> bool:
    try:
        network.way(a, b, YEAR)
    except AtlasError:  # two names of one place
        return False
    return True


atlas = dataset.load()
built = Network(atlas)
first = took(lambda: built.way("harbin", "vladivostok", YEAR))
asked = pairs(built, PLACES)
times: dict[bool, list[float]] = {True: [], False: []}
for origin, destination in asked:
    there = bool(built.way(origin, destination, YEAR).legs)
    times[there].append(took(lambda a=origin, b=destination: built.way(a, b, YEAR)))
others = [took(lambda a=a, b=b: built.ways(a, b, YEAR, count=3)) for a, b in asked[:40]]
fresh = Network(atlas)
whole = took(lambda: fresh.series("harbin", "vladivostok"))
series = [took(lambda a=a, b=b: built.series(a, b)) for a, b in random.Random(SEED).sample(asked, SERIES)]
corridors = took(lambda: [strip.series(fresh, id_) for id_ in atlas.corridors])

print(
    json.dumps(
        {
            "first_ms": first,
            "pairs": len(asked),
            "query_median_ms": median(times[True]),
            "query_worst_ms": max(times[True]),
            "none_median_ms": median(times[False]) if times[False] else None,
            "others_median_ms": median(others),
            "series_first_ms": whole,
            "series_median_ms": median(series),
            "series_worst_ms": max(series),
            "corridors_ms": corridors,
        }
    )
)
