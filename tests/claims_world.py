"""A small data set for claims that are computed again, and one claim of it."""

from __future__ import annotations

from pathlib import Path

from corridor_atlas.data.recomputed import FILE
from small_world import feature, line, period, point, write_table

WORDS = """
[[check]]
id = "the-coast"
source = "a-book"
locator = "p. 7"
title.en = "Along the coast"
title.ko = "해안을 따라"
claim.en = "The railway is 30 km long"
claim.ko = "철도 길이는 30 km이다"
method.en = "Best way by rail"
method.ko = "철도 최적 경로"
inputs.en = "What is open at the end of {year}"
inputs.ko = "{year}년 말에 열려 있는 것"
"""
CHECK = (
    WORDS
    + """
conclusion.en = "From {start} it is {far}"
conclusion.ko = "{start}에서 {far}"
labels.asked.en = "{pair} by rail, {claimed} claimed"
labels.asked.ko = "{pair} 철도, 주장 {claimed}"
figures.start = { place = "south-port" }
figures.far = { of = "far" }

[[check.result]]
name = "far"
measure = "length"
asked = "asked"
from = ["south-port"]
to = ["north-port"]
state = { modes = ["rail"] }
claimed = { value = 31 }
"""
)
SOUTH = 'from = ["south-port"]\nstate = { modes = ["rail"] }\nasked = "it"\n'
FAR = '[[check.result]]\nname = "far"\nmeasure = "length"\nto = ["north-port"]\n' + SOUTH


def build(small: Path) -> Path:
    """The small data set with three railways: 30 km along the coast, a planned 20 km, and a detour of 90 km."""
    ends = {"from": "south-port", "mode": "rail", "gauge_mm": [1435]}
    places = {"south-port": (131.0, 42.4), "north-port": (131.1, 42.6), "island-port": (131.2, 42.6)}
    facts = {"facts": {"distance_km": 60, "called": "far"}}
    write_table(
        small,
        "ports",
        *(feature(id_, point(*place), **facts if "island" in id_ else {}) for id_, place in places.items()),
    )
    coast = {**ends, "to": "north-port", "track_km": 30, "countries": ["CN"]}
    bay = {**ends, "from": "north-port", "to": "island-port", "track_km": 20, "countries": ["CN"]}
    detour = {**ends, "to": "island-port", "track_km": 90, "countries": ["RU"]}
    south, north, island = places.values()
    write_table(
        small,
        "railways",
        feature(
            "coast-railway",
            line(south, north),
            **coast,
            timeline=[
                period("operating", "2001", "2004"),
                period("suspended", "2005", "2009"),
                period("operating", "2010"),
            ],
        ),
        feature("bay-railway", line(north, island), **bay, timeline=[period("planned", "2020")]),
        feature("detour-railway", line(south, island), **detour, timeline=[period("operating", "1995")]),
    )
    corridor = '[[corridor]]\nid = "a-way"\nname = { en = "A way" }\nmembers = ["coast-railway"]\n'
    corridor += 'stops = ["south-port", "north-port"]\n'
    (small / "geodata" / "corridors.toml").write_text(corridor, encoding="utf-8")
    rows = "series,year,value,unit,source\nfreight,1999,5,t,a-book\n"
    (small / "geodata" / "statistics.csv").write_text(rows, encoding="utf-8")
    series = '[[series]]\nid = "freight"\ntitle = { en = "Freight" }\n'
    (small / "geodata" / "series.toml").write_text(series, encoding="utf-8")
    return small


def written(world: Path, text: str) -> Path:
    """The data set with these checks."""
    (world / "geodata" / FILE).write_text(text, encoding="utf-8")
    return world


def asked(results: str, label: str, more: str = "") -> str:
    """A check in English with one label, and these results."""
    english = "\n".join(one for one in WORDS.splitlines() if ".ko" not in one)
    return f'{english}\nconclusion.en = "So it is."\nverdict = "differs"\nlabels.it.en = "{label}"\n{more}\n{results}'
