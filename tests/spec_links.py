"""The cases of `spec/links.json`: parameters that are sound and such as make no sense, what they ask for, and how
the address of a view is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import small_network
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.view import link, notes, view
from corridor_atlas.view.view import View

Case = dict[str, Any]
Options = Callable[[View], Case]
"""A view as the options of the page."""

NOTES = [
    ["120.5,40,The old bridge"],
    ["120.5,40,The old bridge", "121.25,-40.00001,Здесь, у моста: 100 % & <b>café</b>? #1", "0,0,珲春/훈춘"],
    [f"{120 + i},40,{'word ' * 12}{i}" for i in range(20)],
    [f"{120 + i},40,{'桥' * 20}" for i in range(8)],
    [f"{120 + i},40,{'桥' * 20}" for i in range(7)],
]
"""Notes of the reader's own as a link has them: some are too long for one, the last but one by little."""

LINKS: list[dict[str, str | list[str]]] = [
    {},
    {"year": "2003"},
    {"year": "latest"},
    {"year": "1990"},
    {"year": "2003.0"},
    {"year": "two"},
    {"year": "2003", "since": "1995"},
    {"since": "none"},
    {"vs": "1999", "how": "swipe"},
    {"vs": "none", "how": "sideways"},
    {"vs": "1999", "count": "view"},
    {"panel": "changes"},
    {"panel": "changes", "year": "1991"},
    {"panel": "changes", "vs": "1999"},
    {"layers": "ports"},
    {"layers": "none"},
    {"layers": "nothing"},
    {"layers": "nothing,ports"},
    {"country": "AU,ZZ"},
    {"year": "2003)"},
    {"era": "early"},
    {"era": "no-such"},
    {"certain": "1", "gone": "1"},
    {"count": "all"},
    {"count": "some"},
    {"certain": "0", "gone": "yes"},
    {"country": "AU,NZ", "status": "operating"},
    {"country": "ZZ"},
    {"tier": "local", "kind": "soft", "sure": "low,high"},
    {"id": "port-3"},
    {"id": "port-99"},
    {"at": "9.5/40.25/-120.5"},
    {"at": "14.5/40.25/120.5"},
    {"at": "19/40.25/120.5"},
    {"at": "8/99/130.6"},
    {"at": "8/42.75"},
    {"lang": "ko", "names": "both"},
    {"lang": "xx", "names": "XX"},
    {"story": "no-such", "step": "2"},
    {"from": "port-0", "to": "port-1"},
    {"from": "port-0", "to": "port-1", "modes": "road,rail", "for": "people", "sea": "any", "alt": "2"},
    {"from": "port-0"},
    {"from": "port-0", "km": "120", "before": "1999", "sea": "any", "for": "people"},
    {"from": "port-0", "borders": "0", "panel": "corridors"},
    {"from": "port-0", "to": "port-1", "panel": "reach"},
    {"from": "port-0", "km": "7", "borders": "99", "before": "1899"},
    {"from": "port-0", "panel": "changes"},
    {"to": "port-1"},
    {"panel": "reach", "km": "5000"},
    {"panel": "figures"},
    {"check": "as-claimed"},
    {"check": "as-claimed", "panel": "corridors"},
    {"check": "no-such"},
    {"from": "port-99", "to": "port-1", "modes": "rail,sledge", "for": "both", "sea": "some", "alt": "8"},
    {"corridor": "a-way"},
    {"corridor": "a-way", "panel": "corridors", "for": "people"},
    {"corridor": "a-way", "panel": "changes"},
    {"corridor": "a-way", "from": "port-0", "to": "port-1"},
    {"corridor": "no-way", "panel": "corridors"},
    *({"note": one} for one in NOTES),
    {
        "note": [
            "1,2",
            "1,2,",
            "1,2, ",
            "x,2,text",
            "1,99,text",
            "361,2,text",
            "1e1,2,text",
            " 1,2,text",
            "5,6,kept, too",
        ]
    },
    {"note": ["1,2,bell\x07", "1,2,turned \u202eround", "1,2,two\nlines ", f"1,2,{'y' * 160}", f"1,2,{'y' * 161}"]},
    {"note": f"1,2,{'🚂' * 160}"},
    {"note": f"1,2,{'🚂' * 161}"},
    {"note": ["none", "3,4,after all"]},
    {"note": "none"},
    {"note": "-0.000001,1.000009,rounded"},
    {"note": [f"{i},2,one of many" for i in range(25)]},
]

EDITIONS = ["", "test", "8", "2001.07", "Spring 2001", "版本-3", "8)", " 8", "-8", "8\n", "<b>8</b>", "8,9"]
EDITIONS += ["x" * 30, "x" * 31]
"""What a link may say of the edition that it was made with."""


def editions(atlas: Atlas) -> list[Case]:
    """Which other edition a link was made with, and whether what it says of that makes sense."""
    queries = [{"edition": text} for text in EDITIONS]
    return [
        {"query": one, "other": link.other_edition(one, atlas), "damaged": bool(link.from_query(one, atlas)[1])}
        for one in queries
    ]


def asked(seen: View) -> Case:
    """What a view asks of the network and what its panel shows, as options of the page."""
    said: Case = {"check": seen.check, "corridor": seen.corridor}
    if seen.panel == "reach":
        reach = {name: getattr(seen, name) for name in ("origin", "within", "borders", "before")}
        return {**said, "reach": reach}
    return {**said, "origin": seen.origin, "destination": seen.destination}


def with_a_corridor(atlas: Atlas) -> Atlas:
    """The same atlas with a corridor that a link can name."""
    return replace(atlas, corridors={"a-way": small_network.corridor("a-way", [], ["line-0"])})


def cases(atlas: Atlas, views: Iterable[View], options: Options) -> dict[str, list[Case]]:
    """All cases, for these views among others, which an atlas of this kind has."""
    made = with_a_corridor(atlas)
    return {
        "links": list(links(made, options)),
        "addresses": list(addresses(made, views, options)),
        "editions": editions(atlas),
    }


def links(atlas: Atlas, options: Options) -> Iterator[Case]:
    """What an address asks for, as options of the page, and how the same state is written into one again."""
    usual = view.opening(atlas)
    for query in LINKS:
        seen, _ = link.from_query(query, atlas)
        lat, lon, zoom = seen.viewport
        said = {**options(seen), "against": seen.against, "how": seen.how, "selected": seen.selected}
        said |= asked(seen) | {"alternative": seen.alternative}
        said |= {"modes": list(seen.modes), "load": seen.load, "anySea": seen.any_sea}
        said |= {"language": seen.language, "names": seen.names, "story": seen.story}
        said |= {"scope": seen.scope, "panel": seen.panel}
        if seen.viewport != usual.viewport:
            said["view"] = {"zoom": zoom, "lat": lat, "lon": lon}
        yield {"query": query, "options": {name: value for name, value in said.items() if value is not None}}


def addresses(atlas: Atlas, views: Iterable[View], options: Options) -> Iterator[Case]:
    """What stands in the address of a view: all that is not as on opening."""
    usual = view.opening(atlas)
    panels = [
        replace(usual, panel="reach"),
        replace(usual, panel="reach", origin="port-0", within=120, before=1999, any_sea=True, load="people"),
        replace(usual, panel="reach", origin="port-0", borders=0),
        replace(usual, panel="figures"),
        replace(usual, panel="figures", check="as-claimed"),
        replace(usual, panel="corridors"),
        replace(usual, panel="corridors", corridor="a-way", load="people"),
    ]
    noted = [replace(usual, notes=tuple(map(notes.read, told))) for told in NOTES]
    for seen in (*views, *panels, *noted):
        said = {name: value for name, value in asked(seen).items() if value is not None}
        said |= {"panel": seen.panel} if seen.panel else {}
        said |= {"load": seen.load, "anySea": seen.any_sea} if seen.panel in ("reach", "corridors") else {}
        yield {"options": options(seen) | said, "query": dict(sorted(link.to_query(seen, atlas).items()))}
