"""Many visitors at once: `python benchmarks/load.py`. See README.md."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import data
from server import Server, serve
from visitor import Visitor

YEARS = (1995, 2025)
ARRIVING = 8.0
"""Seconds in which all visitors come."""
EVERY = 3.0
"""Seconds between two changes of one visitor, a little more or less each time."""
VANISH = 0.2
"""Part of the visitors of a long run that leave without a word."""
SEED = 1991
OUT = data.ROOT / "out" / "load.json"


@dataclass
class Figures:
    """What a number of visitors met, in milliseconds and MB (10^6 bytes)."""

    visitors: int
    arrivals: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: dict[str, float] = field(default_factory=dict)
    cpu_s: float = 0.0
    seconds: float = 0.0
    back_s: list[float] = field(default_factory=list)
    """After the server was killed and started: until each visitor had an answer again."""


def resident_mb(pid: int) -> float:
    """What the process holds in memory now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_seconds(pid: int) -> float:
    """CPU time of the process so far."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


async def stay(visitor: Visitor, found: Figures, until: Callable[[], bool], chance: random.Random) -> None:
    """Change the year every few seconds, as long as one stays."""
    await asyncio.sleep(chance.uniform(0, EVERY))
    while not until():
        year = chance.choice([one for one in range(YEARS[0], YEARS[1] + 1) if one != visitor.year])
        found.changes.append(await visitor.turn_to(year) * 1000)
        await asyncio.sleep(EVERY * chance.uniform(0.8, 1.2))


async def warm(server: Server, found: Figures) -> None:
    """The first visitor of a server, for whom it reads the atlas."""
    first = Visitor(server.url, YEARS[1])
    await first.arrive()
    await first.leave()
    found.memory["one visitor"] = resident_mb(server.pid)


async def crowd(server: Server, number: int, seconds: float) -> Figures:
    """So many visitors, each for so long."""
    found = Figures(number)
    await warm(server, found)
    cpu, begun = cpu_seconds(server.pid), time.monotonic()
    end = begun + ARRIVING + seconds

    async def one(index: int) -> None:
        visitor, mine = Visitor(server.url, YEARS[1]), random.Random(SEED + index)
        await asyncio.sleep(ARRIVING * index / number)
        try:
            found.arrivals.append(await visitor.arrive() * 1000)
            await stay(visitor, found, lambda: time.monotonic() > end, mine)
            await visitor.leave(politely=mine.random() > VANISH)
        except Exception as error:  # whatever a visitor meets is counted
            found.errors.append(f"{type(error).__name__}: {error}")

    crowded = [asyncio.create_task(one(index)) for index in range(number)]
    await asyncio.sleep(ARRIVING + seconds - 1)
    found.memory["all there"] = resident_mb(server.pid)
    await asyncio.gather(*crowded)
    found.cpu_s, found.seconds = cpu_seconds(server.pid) - cpu, time.monotonic() - begun
    await asyncio.sleep(5)
    found.memory["5 s after"] = resident_mb(server.pid)
    return found


async def soak(server: Server, number: int, minutes: float) -> Figures:
    """Visitors who come and go, some without a word, for long, to see whether the server grows."""
    found = Figures(number)
    await warm(server, found)
    end = time.monotonic() + minutes * 60
    cpu, begun = cpu_seconds(server.pid), time.monotonic()

    async def seat(index: int) -> None:
        mine = random.Random(SEED + index)
        await asyncio.sleep(mine.uniform(0, ARRIVING))
        while time.monotonic() < end:
            visitor, gone = Visitor(server.url, YEARS[1]), time.monotonic() + mine.uniform(5, 30)
            try:
                found.arrivals.append(await visitor.arrive() * 1000)
                await stay(visitor, found, lambda gone=gone: time.monotonic() > min(gone, end), mine)  # type: ignore[misc]
                await visitor.leave(politely=mine.random() > VANISH)
            except Exception as error:
                found.errors.append(f"{type(error).__name__}: {error}")

    seats = [asyncio.create_task(seat(index)) for index in range(number)]
    for quarter in range(5):
        await asyncio.sleep(ARRIVING if quarter == 0 else (minutes * 60 - ARRIVING) / 4 - 0.5)
        found.memory[f"{quarter}/4 of the time"] = resident_mb(server.pid)
    await asyncio.gather(*seats)
    found.cpu_s, found.seconds = cpu_seconds(server.pid) - cpu, time.monotonic() - begun
    return found


async def restart(number: int) -> Figures:
    """The server is killed under its visitors and started again at the same address; when all are served again."""
    found = Figures(number)
    with serve(data.ROOT / "app.py") as server:
        port = int(server.url.rpartition(":")[2])
        visitors = [Visitor(server.url, YEARS[1]) for _ in range(number)]
        await asyncio.gather(*(one.arrive() for one in visitors))
        os.killpg(server.pid, signal.SIGKILL)
    with serve(data.ROOT / "app.py", port=port) as server:
        begun = time.perf_counter()

        async def back(visitor: Visitor) -> None:
            try:
                await visitor.arrive()
                await visitor.turn_to(2010)
                found.back_s.append(time.perf_counter() - begun)
            except Exception as error:
                found.errors.append(f"{type(error).__name__}: {error}")

        await asyncio.gather(*(back(one) for one in visitors))
        found.memory["all back"] = resident_mb(server.pid)
    return found


def p95(values: list[float]) -> float:
    """The value that one in twenty exceeds."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def told(name: str, found: Figures) -> str:
    """One line of the report."""
    parts = [f"{name:<22}"]
    for values, what in ((found.arrivals, "arrival"), (found.changes, "change")):
        if values:
            parts.append(f"{what} {median(values):6.0f} / {p95(values):6.0f} / {max(values):6.0f} ms ({len(values)})")
    if found.back_s:
        parts.append(f"all served again after {max(found.back_s):.1f} s, half of them after {median(found.back_s):.1f}")
    if found.seconds:
        parts.append(f"CPU {found.cpu_s:.1f} s in {found.seconds:.0f}")
    parts.append(", ".join(f"{key} {value:.0f}" for key, value in found.memory.items()) + " MB")
    parts.append(f"{len(found.errors)} errors" + (f", the first: {found.errors[0]}" if found.errors else ""))
    return " · ".join(parts)


def main() -> None:
    """Read the options, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, nargs="*", default=[1, 10, 30, 60, 100])
    parser.add_argument("--seconds", type=float, default=15, help="how long each number of visitors stays")
    parser.add_argument("--soak", type=float, default=0, metavar="MINUTES", help="and then 20 who come and go, so long")
    parser.add_argument("--restart", type=int, default=30, metavar="N", help="visitors under whom the server is killed")
    parser.add_argument("--out", type=Path, default=OUT, help="where the figures go, as JSON")
    options = parser.parse_args()
    found: dict[str, Figures] = {}

    def keep(name: str, figures: Figures) -> None:
        found[name] = figures
        print(told(name, figures), flush=True)

    print("median / p95 / worst", file=sys.stderr)
    for number in options.visitors:
        with serve(data.ROOT / "app.py") as server:
            keep(f"{number} visitors", asyncio.run(crowd(server, number, options.seconds)))
    if options.restart:
        keep(f"killed under {options.restart}", asyncio.run(restart(options.restart)))
    if options.soak:
        with serve(data.ROOT / "app.py") as server:
            keep(f"{options.soak:g} minutes", asyncio.run(soak(server, 20, options.soak)))
    written: dict[str, Any] = {name: asdict(figures) for name, figures in found.items()}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
