"""What an atlas shows of itself as the last line of a cell: what is in it, as a table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from corridor_atlas.core import dates
from corridor_atlas.core.counts import counted
from corridor_atlas.core.language import pick
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas, Feature

HEAD = ("layer", "id", "features", "dated", "first dates")


def html(atlas: Atlas) -> str:
    """The table of contents as HTML, a few kilobytes: layers with their counts and years, corridors, how to go on."""
    first, last = atlas.years
    said = f"{counted(len(atlas.features), 'feature')}, {first} to {last}, edition {atlas.span.data_version}"
    parts = [
        f"<p><b>{escape(pick(atlas.settings.title))}</b>: {escape(said)}</p>",
        _table(HEAD, (_row(layer, atlas.drawn_by(layer)) for layer in atlas.layers)),
    ]
    if atlas.corridors:
        names = "; ".join(f"{pick(one.name)} ({id_})" for id_, one in sorted(atlas.corridors.items()))
        parts.append(f"<p>{escape(counted(len(atlas.corridors), 'corridor'))}: {escape(names)}</p>")
    if atlas.faults:
        parts.append(f"<p>{escape(counted(len(atlas.faults), 'fault'))} in the data: <code>.data.faults</code></p>")
    shown = f'.view(year={last}, layers=["{atlas.layers[-1].id}"])' if atlas.layers else ".view()"
    parts.append(f"<p>A map: <code>{escape(shown)}</code></p>")
    return f"<div>{''.join(parts)}</div>"


def _row(layer: Layer, features: Iterable[Feature]) -> tuple[str, str, str, str, str]:
    found = list(features)
    dated = [one for one in found if one.record.timeline]
    begun = sorted(dates.parse(one.record.timeline[0].start).year for one in dated)
    years = f"{begun[0]} to {begun[-1]}" if begun else ""
    return pick(layer.title), layer.id, str(len(found)), str(len(dated)), years


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = "".join(f"<tr>{''.join(_cells(row, 'td'))}</tr>" for row in rows)
    return f"<table><thead><tr>{''.join(_cells(head, 'th'))}</tr></thead><tbody>{lines}</tbody></table>"


def _cells(texts: Iterable[str], tag: str) -> Iterator[str]:
    for text in texts:
        yield f"<{tag}>{escape(text)}</{tag}>"
