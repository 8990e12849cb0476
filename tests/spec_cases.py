"""The cases of `spec/`: rules that the page and Python both have, with what Python answers.

Python is asked once, and what it says is written down; `test_spec.py` holds it to that, and the tests
of the page (`tests/web/*.test.js`, run by Node) hold the page to the same. After a rule was changed on
purpose: `python tests/spec_cases.py` writes the files anew.
"""

from __future__ import annotations

import itertools
import json
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import small_world
import spec_changes
import spec_drawing
import spec_headline
import spec_links
import spec_measure
import spec_reach
import spec_strips
import spec_ways
from corridor_atlas.article import Articles, gathered
from corridor_atlas.core import timeline, words
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.core.model import Period
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.draw import payload as browser
from corridor_atlas.take.formats import csv
from corridor_atlas.view import view
from corridor_atlas.view.selection import Window, counted, selection
from corridor_atlas.view.view import View

Case = dict[str, Any]
SPEC = Path(__file__).parents[1] / "spec"
YEARS = (1991, 2025)
SEED = 10
COUNTRIES = ["AU", "FJ", "NZ"]
PERIODS = TypeAdapter(list[Period])
CHECK = """
[[check]]
id = "as-claimed"
source = "a-book"
about = ["port-3"]
title.en = "How far apart"
claim.en = "The ports are 10 km apart"
method.en = "As the crow flies"
inputs.en = "Where the ports are"
conclusion.en = "That is so"
labels.apart.en = "{pair}, {claimed} claimed"

[[check.result]]
measure = "apart"
asked = "apart"
from = "port-0"
to = "port-1"
claimed = { value = 10 }
"""

TIMELINES: list[list[tuple[str, ...]]] = [
    [("operating", "1995")],
    [("operating", "1995", "2003")],
    [("operating", "1991", "1991")],
    [("operating", "2025")],
    [("operating", "1950", "1980")],
    [("operating", "1980/1985", "2010-06-30")],
    [("proposed", "1992"), ("planned", "1996"), ("under_construction", "1999", "2001~"), ("operating", "2001~")],
    [("operating", "1993", "1998"), ("suspended", "1998", "2004-05"), ("operating", "2004-05")],
    [("operating", "1993", "1997"), ("operating", "2000", "2002")],
    [("planned", "2001", "2006"), ("cancelled", "2006")],
    [("operating", "1994-10", "2012"), ("closed", "2012")],
    [("operating", "2008?", "2014~")],
    [("operating", "200X", "2019")],
    [("under_construction", "2010/2012", "2015"), ("operating", "2015")],
    [("suspended", "2020-02", "2023-08-14"), ("operating", "2023-08-14")],
    [("operating", "1993"), ("operating freight", "2020-02-05", "2023-01~"), ("operating", "2023-01~")],
    [("operating passengers", "2010", "2014")],
    [("operating", "1998", "seen 2016-05")],
]


def periods(entries: list[tuple[str, ...]]) -> list[Period]:
    """A timeline of (status, start) or (status, start, end); see `period`."""
    return PERIODS.validate_python([period(*entry) for entry in entries])


def period(status: str, start: str, end: str | None = None) -> dict[str, Any]:
    """An entry of a timeline; a status may say what alone is carried, and an end when it was last seen."""
    status, _, only = status.partition(" ")
    seen = end.removeprefix("seen ") if end and end.startswith("seen ") else None
    said = small_world.period(status, start, None if seen else end)
    return {**said, **({"traffic": [only]} if only else {}), **({"seen": seen} if seen else {})}


def flat(spans: list[timeline.Span]) -> list[int]:
    """Spans as the page has them: first year, last year and code of each in one list."""
    return [number for span in spans for number in span]


# --- time -----------------------------------------------------------------------------------------


def spans() -> Iterator[Case]:
    """The code of a feature in each year; -1 where it is not there."""
    for entries in TIMELINES:
        dated = periods(entries)
        codes = [timeline.state(dated, year).code for year in range(YEARS[0], YEARS[1] + 1)]
        yield {
            "timeline": entries,
            "spans": flat(timeline.spans(dated, YEARS)),
            "first": YEARS[0],
            "codes": [-1 if code is None else code for code in codes],
        }


def eras() -> Iterator[Case]:
    """Whether a feature was alive in an era; the year in which an era ends belongs to the next one."""
    bounds: list[tuple[int, int | None]] = [(1991, 1995), (1995, 2004), (2003, 2004), (2004, 2013), (2013, None)]
    for entries in TIMELINES:
        dated = periods(entries)
        for start, end in bounds:
            last = YEARS[1] if end is None else end - 1
            yield {
                "spans": flat(timeline.spans(dated, YEARS)),
                "era": {"start": start, "end": end},
                "last": YEARS[1],
                "alive": timeline.alive(dated, start, last),
            }


def dates() -> Iterator[Case]:
    """A date as written, in the words of each language."""
    written = [
        "1999",
        "1999-05",
        "1999-05-07",
        "1999~",
        "1999-05?",
        "2001%",
        "1998/2001",
        "../2001",
        "2001/..",
        "[2023-01..2024]",
        "200X",
    ]
    for language, text in itertools.product(LANGUAGES, written):
        yield {"language": language, "date": text, "words": words.Words(language, "map").date(text)}


# --- what a view shows ----------------------------------------------------------------------------


def build_world(root: Path) -> Atlas:
    """A small atlas of which every filter has something to keep and something to drop."""
    small_world.build(root)
    lot = random.Random(SEED)  # noqa: S311  no secret
    lines = [one for one in TIMELINES if one[0][1] != "200X"]

    def some(known: list[str], most: int) -> list[str]:
        return [one for one in known if one in lot.sample(known, lot.randint(0, most))]

    def thing(id_: str, geometry: Any, **more: Any) -> Any:
        said = {"countries": some(COUNTRIES, 2), "tier": lot.choice([None, "strategic", "sectoral", "local"])}
        said |= {
            "connectivity": lot.choice([None, "hard", "soft", "both"]),
            "confidence": lot.choice([None, "high", "low"]),
        }
        if lot.random() < 0.9:
            said["timeline"] = [period(*entry) for entry in lot.choice(lines)]
        return small_world.feature(id_, geometry, **{key: value for key, value in said.items() if value}, **more)

    ports = [thing(f"port-{i}", small_world.point(131 + i / 10, 42.5)) for i in range(20)]
    ends = {"from": "port-0", "to": "port-1", "mode": "rail"}
    rails = [thing(f"line-{i}", small_world.line((131.0, 42.5), (131.1, 42.5)), **ends) for i in range(12)]
    small_world.write_table(root, "ports", *ports)
    small_world.write_table(root, "railways", *rails)
    grounds = small_world.PORTS_LAYER.replace("Ports", "Grounds").replace('"ports"', '"grounds"')
    (root / "layers" / "ports.toml").write_text(f"min_zoom = 5\n{small_world.PORTS_LAYER}", encoding="utf-8")
    (root / "layers" / "grounds.toml").write_text(f"background = true\non = false\n{grounds}", encoding="utf-8")
    small_world.write_table(
        root, "grounds", *[thing(f"ground-{i}", small_world.point(131, 42 + i / 10)) for i in range(6)]
    )
    (root / "geodata" / "checks.toml").write_text(CHECK, encoding="utf-8")
    return dataset.load(root)


def fixed_values(atlas: Atlas) -> dict[str, list[str]]:
    """The values of the facets that have the same ones in every atlas."""
    known = view.known_values(atlas)
    return {name: known[name] for name in ("statuses", "traffic", "tiers", "connectivity", "confidence")}


def some_views(atlas: Atlas, number: int) -> list[View]:
    """Views drawn by lot, the same in every run."""
    lot = random.Random(SEED)  # noqa: S311  no secret
    on, known = [layer.id for layer in atlas.layers], view.known_values(atlas)
    first, last = atlas.years
    found = []
    for _ in range(number):
        facets = {}
        for name, values in known.items():
            wanted = lot.sample(values, min(len(values), lot.randint(1, 3))) if lot.random() < 0.25 else []
            facets[name] = tuple(value for value in values if value in wanted)
        chosen = lot.sample(on, lot.randint(1, len(on))) if lot.random() < 0.3 else on
        made = replace(
            view.opening(atlas),
            year=lot.randint(first, last),
            layers=tuple(one for one in on if one in chosen),
            since=lot.randint(first, last) if lot.random() < 0.4 else None,
            era=lot.choice(atlas.eras).id if lot.random() < 0.3 else None,
            certain_only=lot.random() < 0.3,
            show_gone=lot.random() < 0.4,
        )
        found.append(replace(made, **facets))
    return found


def options(seen: View) -> Case:
    """A view as the options of the page; what is empty is left out."""
    said = {
        "year": seen.year,
        "layers": list(seen.layers),
        "since": seen.since,
        "era": seen.era,
        "certainOnly": seen.certain_only,
        "showGone": seen.show_gone,
        **{name: list(values) for name, values in seen.facets.items()},
        "notes": [note._asdict() for note in seen.notes],
    }
    return {name: value for name, value in said.items() if name in ("year", "layers") or value}


def payload(atlas: Atlas) -> Case:
    """What the page is told of an atlas, without what the rules do not ask for."""
    content = browser.payload(atlas)
    kept = ("id", "title", "kind", "order", "on", "background", "min_zoom", "symbol", "happening")
    layers = [{name: one[name] for name in kept if name in one} for one in content["layers"]]
    eras_ = [{name: one[name] for name in ("id", "start", "end", "side") if name in one} for one in content["eras"]]
    named = ("years", "features", "unplaced", "happenings", "corridors", "checks")
    rest = {"countries": {"en": content["countries"]["en"]}, "stories": [], "texts": {code: {} for code in LANGUAGES}}
    return (
        {name: content[name] for name in named} | {"layers": layers, "eras": eras_, "native": content["native"]} | rest
    )


def simply_there(feature: Feature) -> int:
    """The code that the page has for what has no dates."""
    return timeline.timeless(YEARS, doubtful=feature.record.mode is not None)[0][2]


def filters(atlas: Atlas) -> Iterator[Case]:
    """What a view shows, with the code of each."""
    for seen in some_views(atlas, 120):
        states = ((feature, state.code) for feature, state in selection(atlas, seen))
        shown = {feature.id: code if feature.record.timeline else simply_there(feature) for feature, code in states}
        yield {"options": options(seen), "shown": dict(sorted(shown.items()))}


def counts(atlas: Atlas) -> Iterator[Case]:
    """How many there are of each layer that is on, everywhere and in a part of the map; the ground is not counted."""
    lot = random.Random(SEED)  # noqa: S311  no secret
    for seen in some_views(atlas, 40):
        west, north = lot.uniform(130.5, 132), lot.uniform(41.9, 43)
        box = west, north - lot.uniform(0.2, 1), west + lot.uniform(0.2, 2), north
        window = Window(box, lot.choice([3.0, 7.5]))
        view_ = counted(seen, atlas)
        everywhere, there = (selection(atlas, view_, one).tables() for one in (None, window))
        yield {
            "options": options(seen),
            "box": [round(degrees, 6) for degrees in window.box],
            "zoom": window.zoom,
            "everywhere": {table: len(found) for table, found in everywhere.items()},
            "in_view": {table: len(found) for table, found in there.items()},
        }


# --- files ----------------------------------------------------------------------------------------------


def cells() -> Iterator[Case]:
    """Texts as they may stand in a spreadsheet."""
    texts = ["", "plain", "=1+1", "-5", "+7", "@a", "＝1", " =1", "\t=1"]
    texts += ["a;=b", "a;b", "a\t+b", "a\u2028=b", "1-2", "'=x", "\u00a0=1"]
    for text in texts:
        yield {"text": text, "cell": csv.cell(text)}


def lines_of(cases: list[Any]) -> str:
    """Cases as JSON, one to a line: what changes is then seen line by line."""
    return ",\n".join("    " + json.dumps(one, ensure_ascii=False) for one in cases)


def written(about: dict[str, list[Any]], **more: Any) -> str:
    """A file of named lists of cases, and what they all need before them."""
    head = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in more.items()]
    return (
        "{\n"
        + ",\n".join([*head, *(f'  "{name}": [\n{lines_of(cases)}\n  ]' for name, cases in about.items())])
        + "\n}\n"
    )


def articles(atlas: Atlas) -> str:
    """Some articles packed together, and each of them in each language as it comes out again."""
    codes, ids = ("en", "zh"), ("port-0", "port-1", "line-0")
    made = Articles(atlas)
    cases = [{"id": id_, "language": code, "article": made.get(id_, code)} for id_ in ids for code in codes]
    return written({"articles": json.loads(json.dumps(cases))}, packed=gathered(atlas, codes, ids))


def differences() -> str:
    """What changed between two years, of single features and in views of a world that has happenings, too."""
    timelines = [*TIMELINES, *spec_changes.MORE]
    with tempfile.TemporaryDirectory() as folder:
        build_world(root := Path(folder) / "world")
        atlas = spec_changes.widen(root, [one for one in timelines if one[0][1] != "200X"], period)
        return written(
            {
                "kinds": list(spec_changes.kinds([(one, periods(one)) for one in timelines], YEARS)),
                "others": list(spec_changes.others(YEARS)),
                "views": list(spec_changes.compared(atlas, some_views(atlas, 60), options)),
            },
            payload=payload(atlas),
        )


def files(atlas: Atlas, headed: Atlas) -> dict[str, str]:
    """Every file of `spec/` by its name, as Python answers now; `headed` is the world of the headlines.

    Ways and strips are those of the shipped atlas.
    """
    told, shipped = payload(atlas), dataset.load(SPEC.parent)

    def of(*makers: Callable[[], Iterator[Case]]) -> str:
        return written({make.__name__: list(make()) for make in makers})

    texts = {
        code: {key: text for key, text in found.items() if key.startswith("date_")}
        for code, found in browser.texts().items()
    }
    return {
        "articles.json": articles(atlas),
        "time.json": of(spans, eras),
        "changes.json": differences(),
        "dates.json": written({"dates": list(dates())}, texts=texts),
        "filters.json": written(
            {"filters": list(filters(atlas)), "counts": list(counts(atlas))}, values=fixed_values(atlas), payload=told
        ),
        "links.json": written(
            spec_links.cases(atlas, some_views(atlas, 40), options),
            payload=payload(spec_links.with_a_corridor(atlas)) | {"edition": atlas.edition},
            opening=options(view.opening(atlas)),
        ),
        "tables.json": of(cells),
        "headline.json": written(
            {"headlines": list(spec_headline.headlines(headed, options))},
            payload=spec_headline.payload(headed),
            texts=spec_headline.texts(),
        ),
        "shapes.json": of(
            *(spec_drawing.clipping, spec_drawing.areas, spec_drawing.meetings, spec_drawing.thinning),
            *(spec_drawing.asides, spec_drawing.roundings),
        ),
        "looks.json": of(spec_drawing.looks, spec_drawing.zooms, spec_drawing.inks),
        "names.json": of(
            spec_drawing.picks,
            spec_drawing.short_names,
            spec_drawing.place_names,
            spec_drawing.stretches,
            spec_drawing.letterings,
        ),
        "signs.json": of(spec_drawing.spreading),
        "measure.json": of(spec_measure.measures, spec_measure.courses),
        "reach.json": spec_reach.text(shipped),
        "strips.json": spec_strips.text(shipped),
        "ways.json": spec_ways.text(shipped),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        found = files(build_world(Path(folder) / "world"), spec_headline.build_world(Path(folder) / "headed"))
    SPEC.mkdir(exist_ok=True)
    for name, text in found.items():
        (SPEC / name).write_text(text, encoding="utf-8")
