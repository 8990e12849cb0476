"""One rule of what is shown, told twice: `selection` in Python and the script of the page, in a real browser."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from corridor_atlas.data import dataset
from corridor_atlas.view import view
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import View

SEED, VIEWS, COUNTED = 4, 75, 30

SHOWN = """views => {
  const { model } = map_1.atlas;
  return views.map((one) => {
    const state = new CorridorAtlas.State(model, one);
    return model.features.filter((f) => f.shape && state.code(f) >= 0).map((f) => f.id).sort();
  });
}"""

# every number of the tally, and the same number by choosing just that and counting what is drawn
TALLIED = """views => {
  const A = CorridorAtlas;
  const { model } = map_1.atlas;
  const drawn = (state) => model.features.filter((f) => f.shape && state.code(f) >= 0);
  const count = (state) => drawn(state).filter((f) => !f.layer.background).length;
  const wrong = [];
  views.forEach((one, i) => {
    const state = (changed) => new A.State(model, { ...one, ...changed });
    const tally = state({}).tally();
    const check = (name, found, expected) => { if (found !== expected) wrong.push([i, name, found, expected]); };
    for (const facet of A.FACETS) {
      const known = new Set(model.features.flatMap((f) => (facet === "statuses" ? [] : f[facet])));
      for (const value of facet === "statuses" ? A.STATUSES : known) {
        check(facet + ":" + value, tally[facet].get(value) || 0, count(state({ [facet]: [value] })));
      }
    }
    for (const { id } of model.eras) check("era:" + id, tally.eras.get(id) || 0, count(state({ era: id })));
    for (const { id } of model.layers) {
      const on = state({ layers: [id] });
      check("layer:" + id, tally.layers.get(id) || 0, drawn(on).filter((f) => f.layer.id === id).length);
    }
    check("doubtful", tally.doubtful, count(state({ certainOnly: false })) - count(state({ certainOnly: true })));
    check("gone", tally.gone, count(state({ showGone: true })) - count(state({ showGone: false })));
    check("shown", tally.shown, count(state({})));
    const free = Object.fromEntries(A.FACETS.map((facet) => [facet, []]));
    check("all", tally.all, count(state({ ...free, era: null, certainOnly: false })));
  });
  return wrong;
}"""


def some_views(atlas: dataset.Atlas) -> list[View]:
    """Views drawn by lot, the same in every run: each filter is on in about a third of them."""
    lot = random.Random(SEED)  # noqa: S311  no secret
    layers, known = [layer.id for layer in atlas.layers], view.known_values(atlas)
    first, last = atlas.years

    def some(values: list[str]) -> tuple[str, ...]:
        wanted = lot.sample(values, lot.randint(1, min(3, len(values)))) if lot.random() < 0.3 else []
        return tuple(value for value in values if value in wanted)

    found = []
    for _ in range(VIEWS):
        on = lot.sample(layers, lot.randint(1, len(layers))) if lot.random() < 0.3 else layers
        made = View(
            year=lot.randint(first, last),
            layers=tuple(id_ for id_ in layers if id_ in on),
            since=lot.randint(first, last) if lot.random() < 0.4 else None,
            era=lot.choice(atlas.eras).id if lot.random() < 0.3 else None,
            certain_only=lot.random() < 0.3,
            show_gone=lot.random() < 0.4,
        )
        found.append(replace(made, **{name: some(values) for name, values in known.items()}))
    return found


def options(seen: View) -> dict[str, Any]:
    """A view as the options of the map."""
    return {
        "year": seen.year,
        "since": seen.since,
        "layers": seen.layers,
        "era": seen.era,
        "certainOnly": seen.certain_only,
        "showGone": seen.show_gone,
        **seen.facets,
    }


@pytest.fixture
def page(look_map: Callable[..., Any]) -> Any:
    """The one-file page of the shipped data set."""
    return look_map()


def test_page_and_python_show_the_same(page: Any, atlas: dataset.Atlas) -> None:
    views = some_views(atlas)
    drawn = page.evaluate(SHOWN, [options(seen) for seen in views])
    chosen = [sorted(feature.id for feature in selection(atlas, seen).features) for seen in views]
    pairs = zip(views, chosen, drawn, strict=True)
    wrong = [(seen, set(ours) ^ set(theirs)) for seen, ours, theirs in pairs if ours != theirs]
    assert not wrong
    assert sum(map(bool, chosen)) > VIEWS / 2, "most of the views show something"


def test_every_count_is_what_the_choice_would_show(page: Any, atlas: dataset.Atlas) -> None:
    assert page.evaluate(TALLIED, [options(seen) for seen in some_views(atlas)[:COUNTED]]) == []
