"""What an article leads on to: related features, corridors, and what is next on the way through one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridor_atlas.article.kinds import kind_of
from corridor_atlas.core.language import pick
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.tables import Role
from corridor_atlas.view.related import Group, Place, Related

KINDS = (
    *("belongs", "along", "meets", "lines", "sides", "about", "names", "near"),
    *("told_by", "named_by", "corridor"),
)
"""Kinds of related features in the order in which they stand."""


def groups(feature: Feature, related: Related, w: Words) -> list[dict[str, Any]]:
    """Related features by kind: `title` of the group and its `members`, each with id, name, what it is, how far.

    Parameters
    ----------
    feature
        The one that they stand beside.
    related
        The relations of its atlas.
    w
        The words of the reader, of the tables `map` and `page`.
    """
    found = {group.kind: group for group in related.groups(feature.id)}
    return [_group(found[kind], feature, related.atlas, w) for kind in KINDS if kind in found]


def _group(group: Group, feature: Feature, atlas: Atlas, w: Words) -> dict[str, Any]:
    town = group.kind == "belongs" and feature.meaning.role is Role.TOWN
    members = []
    for one in group.members:
        other = atlas.features[one.id]
        told = {"id": one.id, "name": pick(other.record.name, w.language), "kind": kind_of(atlas, other, w.language)}
        members.append(told | ({"far": _far(one.km, w)} if one.km is not None else {}))
    return {"title": w(f"details_{'places_in' if town else group.kind}"), "members": members}


def _far(km: float, w: Words) -> str:
    if km < 0.1:
        return w("details_same_spot")
    return w("details_km", number=w.number(round(km) if km >= 10 else round(km, 1)))


def corridors(feature: Feature, related: Related, w: Words) -> list[dict[str, Any]]:
    """The corridors that a feature belongs to: id, name, its place in it in words, what comes next either way.

    Parameters
    ----------
    feature
        The one that is told of.
    related
        The relations of its atlas.
    w
        The words of the reader, of the tables `map` and `page`.
    """
    return [
        {
            "id": one.corridor,
            "name": pick(related.atlas.corridors[one.corridor].name, w.language),
            "where": w("details_member", position=one.number, all=one.of) if one.number else w("details_part_of_plan"),
            "next": list(_next(one, related.atlas, w)),
        }
        for one in related.corridors(feature.id)
    ]


def _next(place: Place, atlas: Atlas, w: Words) -> Iterator[dict[str, str]]:
    """The neighbours of a member in its corridor, each with where it leads to: onwards first."""
    corridor = atlas.corridors[place.corridor]
    ways = ((place.after, corridor.stops[-1:], corridor.members[-1:]), (place.before, corridor.stops, corridor.members))
    for id_, stops, members in ways:
        ends = [one for one in (*stops[:1], *members[:1]) if one in atlas.features]
        if id_ and ends:
            end = atlas.features[ends[0]]
            town = atlas.features.get(end.record.place or "", end)
            to = pick(town.record.name, w.language)
            name = pick(atlas.features[id_].record.name, w.language)
            yield {"id": id_, "name": name, "words": w("article_next", place=to)}
