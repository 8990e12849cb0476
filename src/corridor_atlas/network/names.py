"""Which place of the network is meant by a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized

from corridor_atlas.core.language import short_name
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.tables import Role


def by_name(atlas: Atlas, places: Iterable[str], nodes: Mapping[str, Sized]) -> dict[str, str]:
    """The place that each name means, in any language, as written or as it stands on the map; case folded.

    A town or port goes before the stations that bear its name, and a station before its roads and quays: so a
    name leads to the same place in every language.

    Parameters
    ----------
    atlas
        The data set.
    places
        Ids of the places of its network.
    nodes
        The nodes among them, each with the places that it is or serves.
    """

    def rank(place: str) -> tuple[bool, bool]:
        return atlas.features[place].meaning.role is Role.NODE, len(nodes.get(place, ())) > 1

    found: dict[str, str] = {}
    for place in sorted(places, key=rank):
        record = atlas.features[place].record
        for text in (*record.name.values(), *record.aliases):
            for form in (text, short_name(text)):
                found.setdefault(form.casefold(), place)
    return found
