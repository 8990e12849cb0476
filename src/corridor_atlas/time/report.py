"""The ledger of changes as a whole: as lines of text for people, as plain values for JSON and for the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corridor_atlas.core.words import Words
from corridor_atlas.data import translations
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.grounds import UNSEEN
from corridor_atlas.time.changes import Change, carried, changes, there
from corridor_atlas.time.ledger import (
    cited,
    counts,
    disputes,
    groups,
    heading,
    layer_title,
    notes,
    numbers,
    sentence,
)


def lines(atlas: Atlas, found: Sequence[Change], years: tuple[int, int], words: Words) -> Iterator[str]:
    """The ledger as lines of plain text, with the list of its sources.

    Parameters
    ----------
    atlas
        The data set, with its layers and bibliography.
    found
        The changes in the order of the ledger (`changes.changes`).
    years
        The two years as they were asked for; the later one first is told and turned.
    words
        The words in which it is told (`words_in`).
    """
    numbered = numbers(atlas, found)
    yield heading(*years, found, words)
    if years[0] > years[1]:
        yield words("ledger_swapped", first=years[0], last=years[1])
    for kind, of_kind in groups(found):
        yield ""
        yield f"{words(f'ledger_kind_{kind}')} ({sum(len(members) for _, members in of_kind)})"
        for layer, members in of_kind:
            if layer:
                yield f"  {layer_title(atlas, layer, words)}"
            for change in members:
                yield f"  - {sentence(change, words)} [{cited(change, numbered, words)}]"
                yield from (
                    f"      {note}"
                    for note in (*notes(change, words, atlas.texts), *disputes(change, numbered, words, atlas.texts))
                )
    if numbered:
        yield ""
        yield words("ledger_sources")
        yield from (f"  [{number}] {atlas.bibliography[key]}" for key, number in numbered.items())


def document(atlas: Atlas, found: Sequence[Change], years: tuple[int, int], words: Words) -> dict[str, Any]:
    """The ledger as plain values: `from`, `to`, `counts` by kind, `changes`, and `bibliography` by key.

    A change has `id`, `name` by language, `layer`, `kind` (see `changes.KINDS`), `drawn` (how maps
    colour it), `before` and `after` (a status; null for not yet or no longer), `traffic_before` and
    `traffic_after` (what alone is carried; null for everything), `certain`, `date` (EDTF, of the step
    that counts), `steps` in between, `sentence`, `notes`, `sources` (keys),
    `disputes` (what a source says otherwise about its dates).

    Parameters
    ----------
    atlas
        The data set, with its bibliography.
    found
        The changes in the order of the ledger (`changes.changes`).
    years
        The two years, in either order.
    words
        The words of the sentences (`words_in`).
    """
    rows = [
        {
            "id": change.feature.id,
            "name": change.feature.record.name,
            "layer": change.layer,
            "kind": change.kind,
            "drawn": change.drawn,
            "before": there(change.before),
            "after": there(change.after),
            "traffic_before": carried(change.before),
            "traffic_after": carried(change.after),
            "certain": change.certain,
            "date": change.turn.date,
            "steps": [
                {
                    "date": step.date,
                    "status": step.period.status,
                    "traffic": step.period.only,
                    "begins": step.begins,
                }
                for step in change.steps
            ],
            "sentence": sentence(change, words),
            "notes": notes(change, words, atlas.texts),
            "sources": list(change.sources),
            "disputes": [{"source": claim.source, "says": claim.says} for claim in change.disputes],
        }
        for change in found
    ]
    works = {key: str(atlas.bibliography[key]) for key in numbers(atlas, found)}
    return {
        "from": min(years),
        "to": max(years),
        "counts": counts(found),
        "changes": rows,
        "bibliography": works,
    }


NAME = "\ue000"
"""Stands for the name while a sentence is made: a sign that no text holds."""


def told(atlas: Atlas, years: tuple[int, int], words: Words) -> dict[str, Any]:
    """What the page is told of all that changed between two years: it counts and lists what its view shows of it.

    `entries` by id, in the order of the ledger, have the `kind`, what stands `before` and `after` the name in the
    sentence, the `date` (EDTF, of the step that counts), whether the states at both ends are `certain`, `notes`,
    `disputes` (what a source says otherwise, and the key of that source), the keys of the works they rest on
    (`sources`), and whether something rests on no source that anybody saw (`unseen`). `works` by key are the text
    and the address, if any, of each.

    Parameters
    ----------
    atlas
        The data set.
    years
        Two years of it, in either order.
    words
        The words of the sentences (`words_in`).

    Raises
    ------
    YearError
        For a year outside the atlas.
    """
    found = changes(atlas, *years)
    entries = {}
    for change in found:
        before, _, after = sentence(change, words, name=NAME).partition(NAME)
        entries[change.feature.id] = {
            "kind": change.kind,
            "before": before,
            "after": after,
            "date": change.turn.date,
            "certain": change.certain,
            "notes": notes(change, words, atlas.texts),
            "disputes": [
                [translations.told(atlas.texts, claim.says, words).removesuffix("."), claim.source]
                for claim in change.disputes
            ],
            "sources": [key for key in change.sources if key in atlas.bibliography and key != UNSEEN],
            "unseen": UNSEEN in change.sources,
        }
    works = {key: [str(atlas.bibliography[key]), atlas.bibliography[key].url] for key in numbers(atlas, found)}
    first, last = sorted(years)
    return {"first": first, "last": last, "language": words.language, "entries": entries, "works": works}
