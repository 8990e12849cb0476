"""What the panels of the map and the page cost: times in ms, the least of several runs.

In the one-file page: the index of the search and a key typed, the filters' counts of a year, a
year step with the changes tinted. In Python, as CPU time: the ledger, the chart's counts, what a
view shows, and a figure for print.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from corridor_atlas.data import dataset
from corridor_atlas.draw import webmap
from corridor_atlas.draw.figure import figure
from corridor_atlas.time import changes, ledger
from corridor_atlas.time.tallies import by_year
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import opening

QUERIES = ["h", "hu", "hunch", "zarub", "Hunchin", "훈", "珲春", "blagoveshchensk heihe", "Манчжурия", "manhasset"]
IN_PAGE = """queries => {
  const { atlas } = map_1, { model, state, block, chips, finder } = atlas;
  const least = (work, times) => Math.min(...Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }));
  const everything = [...model.features, ...model.unplaced.values()];
  const found = { index_ms: least(() => new CorridorAtlas.Search(everything), 8) };
  finder.input.focus();
  found.key_ms = Math.max(...queries.map((query) => {
    finder.input.value = query;
    return least(() => finder.look(), 15);
  }));
  finder.input.value = "";
  finder.input.blur();
  atlas.setScope("all", { silent: true });
  let year = 1991;
  found.filters_ms = least(() => {
    state.year = year = year === 2025 ? 1991 : year + 1;
    block.update(state);
    chips.update();
  }, 70);
  atlas.compare({ against: 1995 });
  found.tinted_ms = least(() => {
    atlas.show(year = year === 2025 ? 1996 : year + 1);
    atlas.features.redrawNow();
  }, 40);
  return found;
}"""


def in_page(browser: Browser) -> dict[str, float]:
    """Times inside the one-file page."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "atlas.html"
        webmap.save_html(webmap.build(dataset.load()), path)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True, reduced_motion="reduce")
        context.add_init_script("localStorage.setItem('cam-been', '1')")  # without the opening
        page = context.new_page()
        page.goto(path.as_uri())
        page.wait_for_timeout(1000)
        found: dict[str, float] = page.evaluate(IN_PAGE, QUERIES)
        context.close()
    return found


def in_python() -> dict[str, float]:
    """CPU times of what the server works out for a panel."""
    atlas = dataset.load()
    view = opening(atlas)
    words = ledger.words_in("en")
    work: dict[str, Callable[[], Any]] = {
        "ledger_ms": lambda: [ledger.sentence(one, words) for one in changes.changes(atlas, *atlas.years)],
        "chart_ms": lambda: by_year(atlas, view),
        "selection_ms": lambda: selection(atlas, replace(view, countries=("CN", "RU"), since=2005)),
        "figure_ms": lambda: figure(atlas, replace(view, year=2017), size="a4", dpi=300).png(),
    }
    return {name: _least(one, 2 if name == "figure_ms" else 5) for name, one in work.items()}


def _least(work: Callable[[], Any], times: int) -> float:
    took = []
    for _ in range(times):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took) * 1000


def measure(browser: Browser) -> dict[str, float]:
    """All of it."""
    return in_page(browser) | in_python()
