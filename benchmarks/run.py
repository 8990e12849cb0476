"""Measure the atlas against its peers and print a table: `make bench`. See README.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser

import data
import panels
import report
from pages import OVERVIEW, Contender, chromium, first_map, first_text, open_page, play, rest
from server import lay_out_apps, serve

BAR, SLIDER = ".cam-frame .cam-handle-year", ".st-key-year input[type=range]"
OUT = data.ROOT / "out" / "bench.json"
PREPARED = 10
"""Seconds after which a server started by `corridor-atlas run` has made what its first visitor needs."""


def steps(browser: Browser, folder: Path, count: int, number: int, *, playing: bool) -> dict[str, Any]:
    """One year further, for all contenders in turn, `number` times over; then play."""
    lines = data.cut(count)
    home, peers = folder / f"home-{count}", folder / f"lines-{count}.json"
    data.write_for_atlas(lines, home)
    data.write_for_peers(lines, peers)
    apps = lay_out_apps(folder / f"apps-{count}")
    with ExitStack() as stack:
        atlas = stack.enter_context(serve(data.ROOT / "app.py", {"CORRIDOR_ATLAS_HOME": str(home)}))
        env = {"BENCH_LINES": str(peers)}
        urls = {name: stack.enter_context(serve(apps / f"{name}.py", env)).url for name in ("bare", "rebuild", "group")}
        ours = f"{atlas.url}/?year=1995&{OVERVIEW}"
        contenders = [
            Contender("in_map", open_page(browser, ours), BAR),
            Contender("slider", open_page(browser, ours), SLIDER),
            Contender("bare", open_page(browser, urls["bare"], watch=True), SLIDER),
            Contender("group", open_page(browser, urls["group"]), SLIDER),
            Contender("rebuild", open_page(browser, urls["rebuild"]), SLIDER),
        ]
        for round_ in range(number + 1):
            for contender in contenders:
                contender.step(keep=round_ > 0)  # the first step warms up
        found: dict[str, Any] = {one.name: one.summary() for one in contenders}
        for one in contenders:
            one.page.context.close()
        if playing:
            page = open_page(browser, f"{atlas.url}/?year=1991&{OVERVIEW}")
            page.locator(BAR).wait_for()
            rest(page, 1000)
            found["play"] = play(page, data.YEARS[0], data.YEARS[-1])
            page.context.close()
    return found


def opening(browser: Browser, folder: Path, number: int) -> dict[str, Any]:
    """The first map of the real atlas and an empty page, in turn; memory after the first visitor."""
    apps = lay_out_apps(folder / "apps-opening")
    with serve(data.ROOT / "app.py") as atlas, serve(apps / "empty.py") as empty:
        first_text(browser, empty.url)
        cold = first_map(browser, atlas.url)
        memory = atlas.peak_mb()
        pairs = [(first_map(browser, atlas.url), first_text(browser, empty.url)) for _ in range(number)]
    with serve(data.ROOT / "app.py", program="corridor_atlas.ui.serve") as atlas:
        time.sleep(PREPARED)
        ready = first_map(browser, atlas.url)
    maps, texts = zip(*pairs, strict=True)
    return {
        "first_visitor_ms": cold,
        "first_visitor_prepared_ms": ready,
        "map_median_ms": median(maps),
        "map_worst_ms": max(maps),
        "empty_median_ms": median(texts),
        "empty_worst_ms": max(texts),
        "loads": number,
        "server_peak_mb": memory,
    }


def in_process(name: str, number: int) -> dict[str, float]:
    """Medians of `number` fresh processes that run a script of this folder."""
    script = [sys.executable, str(Path(__file__).parent / name)]
    runs = [json.loads(subprocess.run(script, check=True, capture_output=True).stdout) for _ in range(number)]
    return {key: median(run[key] for run in runs) for key in runs[0]}


def measure(counts: Iterable[int], number: int, loads: int) -> dict[str, Any]:
    """Everything, in one run. `number` steps for each contender, `loads` openings."""
    counts = sorted(counts)
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        return {
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": {
                "cores": os.cpu_count(),
                "load_before": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
                "system": platform.platform(terse=True),
                "python": platform.python_version(),
                "chromium": browser.version,
            },
            "loading": in_process("loading.py", 3),
            "travel": in_process("travel.py", 3),
            "panels": panels.measure(browser),
            "opening": opening(browser, folder, loads),
            "steps": {str(n): steps(browser, folder, n, number, playing=n == counts[-1]) for n in counts},
        }


def main() -> None:
    """Read the options, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 lines, 5 steps, 3 openings: to see that it works")
    parser.add_argument("--out", type=Path, default=OUT, help="where the figures go, as JSON")
    options = parser.parse_args()
    found = measure([1000], 5, 3) if options.quick else measure([1000, 10_000], 15, 9)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(report.table(found))


if __name__ == "__main__":
    main()
