"""Parameters of links that the cases of `spec/links.json` are made of: sound ones, and such as make no sense."""

from __future__ import annotations

from typing import Any

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.view import link

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
    {"at": "8/99/130.6"},
    {"at": "8/42.75"},
    {"lang": "ko", "names": "both"},
    {"lang": "xx", "names": "XX"},
    {"story": "no-such", "step": "2"},
    {"from": "port-0", "to": "port-1"},
    {"from": "port-0", "to": "port-1", "modes": "road,rail", "for": "people", "sea": "any", "alt": "2"},
    {"from": "port-99", "to": "port-1", "modes": "rail,sledge", "for": "both", "sea": "some", "alt": "8"},
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


def editions(atlas: Atlas) -> list[dict[str, Any]]:
    """Which other edition a link was made with, and whether what it says of that makes sense."""
    queries = [{"edition": text} for text in EDITIONS]
    return [
        {"query": one, "other": link.other_edition(one, atlas), "damaged": bool(link.from_query(one, atlas)[1])}
        for one in queries
    ]
