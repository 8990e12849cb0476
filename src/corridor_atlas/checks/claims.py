"""Claims that are computed again: whether the network has the places that they ask about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from corridor_atlas.core.errors import Fault
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.measures import Apart, Check, Length, Measured, Ways
from corridor_atlas.data.recomputed import FILE
from corridor_atlas.network.graph import Network


def check(atlas: Atlas) -> Iterator[Fault]:
    """Faults of ends that no line serves, that are one place, or that have no place on the map."""
    if not atlas.checks:
        return
    network = Network.of(atlas)
    for one in atlas.checks.values():
        for number, result in enumerate(one.results, 1):
            yield from _ends(network, one, number, result)


def _ends(network: Network, one: Check, number: int, result: Measured) -> Iterator[Fault]:
    if isinstance(result, Apart):
        for field, id_ in (("from", result.from_), ("to", result.to)):
            if network.atlas.feature(id_).geometry is None:
                yield _fault(one, number, field, f"{id_}, which is not on the map", "a feature with a geometry")
    if not isinstance(result, Ways):
        return
    via = (result.via,) if isinstance(result, Length) and result.via else ()
    ends = {"from": result.from_, "to": result.to, "via": via}
    strangers = [(field, id_) for field, ids in ends.items() for id_ in ids if not _nodes(network, id_)]
    for field, id_ in strangers:
        yield _fault(one, number, field, id_, "a place of the network: a node, or what a node serves")
    for start, end in product((*result.from_, *via), (*result.to, *via)):
        if _nodes(network, start) & _nodes(network, end) and not (start == end and start in via):
            yield _fault(one, number, "to", f"{start} and {end}, the same place", "two places that differ")


def _nodes(network: Network, id_: str) -> set[str]:
    return {*network.places.get(network.atlas.aliases.get(id_, id_), ())}


def _fault(one: Check, number: int, field: str, found: str, expected: str) -> Fault:
    return Fault(FILE, f"{one.id}, result {number}", field, found, expected)
