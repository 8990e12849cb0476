"""Layers: each draws something, and each feature is drawn by one."""

from __future__ import annotations

from collections.abc import Iterator

from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import Fault
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of layers that draw nothing, or what another layer draws already (see `Atlas.layer_of`)."""
    for layer in atlas.layers:
        if layer.data not in atlas.tables:
            continue  # said when the files were read
        taken = _taken(atlas, layer)
        for winner, ids in taken.items():
            first = f"{ids[0]} and {counted(len(ids) - 1, 'other')}" if len(ids) > 1 else ids[0]
            expected = f"each feature in one layer, by `kinds`: {winner} draws them, {layer.id} does not"
            yield _notice(layer, "kinds", f"what {winner} draws too: {first}", expected)
        if not taken and not atlas.drawn_by(layer):
            yield _notice(layer, "data", f"nothing to draw in {layer.data}", "features with a geometry")


def _taken(atlas: Atlas, layer: Layer) -> dict[str, list[str]]:
    """Ids of the features that fit a layer but are drawn by another, by that other."""
    found: dict[str, list[str]] = {}
    for row in atlas.tables[layer.data].itertuples(index=False):
        kind = row.record.kind
        fits = row.geometry is not None and (not layer.kinds or kind in layer.kinds)
        winner = atlas.layer_of(layer.data, kind) if fits else None
        if winner is not None and winner.id != layer.id:
            found.setdefault(winner.id, []).append(row.id)
    return found


def _notice(layer: Layer, field: str, found: str, expected: str) -> Fault:
    return Fault(f"{layer.id}.toml", layer.id, field, found, expected, left_out=False, notice=True)
