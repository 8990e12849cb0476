"""Cases of `spec/headline.json`: what is said of a view; see `spec_cases`."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import small_world
from corridor_atlas.core.language import spoken
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import payload as browser
from corridor_atlas.time.headline import headline
from corridor_atlas.view import view
from corridor_atlas.view.gazetteer import Extent
from corridor_atlas.view.view import View
from small_world import feature, line, period, point

Case = dict[str, Any]
SEED = 12

ATLAS = """
[[region]]
box = [140, -20, 180, 0]
name = { en = "Wide sea (all of it)", zh = "大海", ru = "Большое море", ko = "큰 바다" }

[[region]]
box = [150, -12, 158, -6]
name = { en = "Inner isles", ru = "Внутренние острова" }

[[region]]
box = [153, -10.2, 155, -9]
name = { en = "Narrow strait", zh = "窄海峡", ru = "Узкий пролив", ko = "좁은 해협" }
"""
UNTIL = 'data_version = "test"\ndata_date = "2025-03"'
"""An edition of a year that is not over."""
COUNTED = {
    "ports": """
[counted.en]
one = "one port"
other = "{number} ports"
[counted.ru]
single = "один порт"
one = "{number} порт"
few = "{number} порта"
many = "{number} портов"
other = "{number} порта"
[counted.zh]
other = "{number}个港口"
[counted.ko]
other = "항만 {number}곳"
""",
    "railways": '[counted.en]\none = "one railway"\nother = "{number} railways"\n',
}
TOWNS = """
title = { en = "Towns" }
data = "settlements"
kind = "points"
order = 5
background = true
color = "#4a443e"
color_dark = "#cfc6b8"
"""
TREATIES = """
title = { en = "Treaties", ru = "Договоры" }
data = "agreements"
kind = "points"
order = 3
on = false
color = "#5a52a0"
color_dark = "#a8a1e6"
"""
FERRIES = """
title = { en = "Ferries", zh = "轮渡" }
data = "sea_routes"
kind = "lines"
order = 15
color = "#2077a8"
color_dark = "#6db3dd"
"""
TIMELINES = [
    [period("operating", "1995")],
    [period("operating", "1991", "2003")],
    [period("operating", "1997", "2009-06")],
    [period("operating", "1999~", "2010")],
    [period("planned", "1996"), period("under_construction", "2000"), period("operating", "2004")],
    [period("operating", "1993", "1998"), period("suspended", "1998", "2004"), period("operating", "2004")],
    [period("operating", "1994-10", "2012"), period("closed", "2012")],
    [period("proposed", "1995", "2004"), period("cancelled", "2004")],
    [period("under_construction", "2003", "2008")],
    [period("proposed", "2004")],
    [period("operating", "2004"), period("suspended", "2009")],
    [],
]
EXTENTS: list[Extent] = [
    (150, -13, 160, -5),
    (145, -18, 175, -2),
    (152.6, -10.4, 155.4, -8.8),
    (153.9, -9.9, 154.5, -9.5),
    (154.9, -9.6, 155.7, -9.1),
    (150.2, -11.8, 151.2, -11.2),
    (120, -40, 190, 30),
    (10, 40, 20, 50),
]


def build_world(root: Path) -> Atlas:
    """A small atlas with regions, towns, and layers that say how their things are counted."""
    small_world.build(root)
    geodata, layers = root / "geodata", root / "layers"
    told = small_world.ATLAS.replace('data_version = "test"\ndata_date = "2025"', UNTIL)
    (geodata / "atlas.toml").write_text(f"{told}{ATLAS}", encoding="utf-8")
    written = {"ports": small_world.PORTS_LAYER, "railways": small_world.LINES_LAYER}
    more = {"settlements": TOWNS, "agreements": TREATIES, "sea_routes": FERRIES}
    for name, text in {**written, **more}.items():
        (layers / f"{name}.toml").write_text(text + COUNTED.get(name, ""), encoding="utf-8")
    lot = random.Random(SEED)  # noqa: S311  no secret

    def thing(id_: str, geometry: Any, **said: Any) -> Any:
        countries = [one for one in ("AU", "FJ") if lot.random() < 0.5]
        timeline = lot.choice(TIMELINES)
        more = {"countries": countries, "timeline": timeline, "tier": lot.choice([None, "local"])}
        return feature(id_, geometry, **{key: value for key, value in more.items() if value}, **said)

    def place() -> tuple[float, float]:
        return round(lot.uniform(150, 158), 2), round(lot.uniform(-12, -6), 2)

    ports = [thing(f"port-{i}", point(*place()), name={"en": f"Port {i} (old)", "ru": f"Порт {i}"}) for i in range(40)]
    rails = [thing(f"line-{i}", line(place(), place()), mode="rail") for i in range(20)]
    ferries = [thing(f"ferry-{i}", line(place(), place()), mode="sea") for i in range(10)]
    treaties = [thing(f"treaty-{i}", point(*place())) for i in range(10)]
    towns = [
        feature("far-town", point(154.4, -9.62), kind="city", name={"en": "Far Town (city)", "zh": "远镇"}),
        feature("near-town", point(154.2, -9.7), kind="town", name={"en": "Near Town"}),
    ]
    tables = {"ports": ports, "railways": rails, "sea_routes": ferries, "agreements": treaties, "settlements": towns}
    for name, rows in tables.items():
        small_world.write_table(root, name, *rows)
    (geodata / "basemap").mkdir()
    spots = [("Bay Town", "city", 5, (150.7, -11.5)), ("Cape City", "capital", 1, (155.3, -9.35))]
    ground = [
        {"type": "Feature", "properties": {"kind": kind, "rank": rank, "min_zoom": 5, "name": {"en": name}}}
        | at(*place_)
        for name, kind, rank, place_ in spots
    ]
    (geodata / "basemap" / "places.geojson").write_text(json.dumps(small_world.collection(*ground)), encoding="utf-8")
    return dataset.load(root)


def at(lon: float, lat: float) -> dict[str, Any]:
    """The geometry of a place of the base map."""
    return {"geometry": point(lon, lat)}


def some_views(atlas: Atlas) -> Iterator[tuple[View, Extent]]:
    """Views of several places, years, filters and languages."""
    lot = random.Random(SEED)  # noqa: S311  no secret
    usual = view.opening(atlas)
    layers = tuple(layer.id for layer in atlas.layers)
    years = (1991, 1995, 1998, 2000, 2003, 2004, 2008, 2009, 2010, 2012, 2013, 2025)
    for number in range(120):
        made = replace(usual, year=lot.choice(years), language=lot.choice(spoken()))
        chance = lot.random()
        if chance < 0.3:
            made = replace(made, countries=("AU",) if lot.random() < 0.5 else ("AU", "FJ"))
        if chance < 0.1:
            made = replace(made, statuses=("suspended",), certain_only=True)
        elif chance > 0.85:
            made = replace(made, layers=lot.choice([(), ("settlements",), ("agreements",), layers]))
        elif chance > 0.7:
            made = replace(made, show_gone=True, certain_only=lot.random() < 0.5)
        elif chance > 0.6:
            made = replace(made, era="early", tiers=("local",) if lot.random() < 0.3 else ())
        elif chance > 0.5:
            made = replace(made, since=lot.choice((1993, 2001)))
        elif chance > 0.4:
            scope = ("view", "all")[number % 2]
            made = replace(made, against=lot.choice((1993, 2001, 2009)), scope=scope)
        yield made, EXTENTS[number % len(EXTENTS)]


def headlines(atlas: Atlas, options: Any) -> Iterator[Case]:
    """What is said of a view: `options` makes the options of the page from it."""
    for seen, extent in some_views(atlas):
        said = headline(atlas, seen, extent)
        more = {"language": seen.language, **({"against": seen.against, "scope": seen.scope} if seen.against else {})}
        yield {
            "options": {**options(seen), **more},
            "extent": extent,
            "title": said.title,
            "fresh": [[one.id, one.text] for one in said.fresh],
            "news": said.news,
            "counts": [[one.layer, str(one.status), one.number] for one in said.counts],
        }


def payload(atlas: Atlas) -> Case:
    """What the page is told of the atlas, without what a headline does not ask for."""
    content = browser.payload(atlas)
    kept = ("id", "title", "kind", "order", "on", "background", "counted", "manner")
    layers = [{name: one[name] for name in kept if name in one} for one in content["layers"]]
    eras = [{name: one[name] for name in ("id", "start", "end", "short")} for one in content["eras"]]
    named = ("title", "years", "until", "features", "regions", "corridors", "countries")
    base = {"places": content["base"]["places"]}
    return {name: content[name] for name in named} | {"layers": layers, "eras": eras, "base": base}


def texts() -> dict[str, dict[str, Any]]:
    """The words of a headline in the languages of the page."""
    first = ("headline", "fresh_", "status_", "filters_tiers_", "until_month", "list_comma")
    words = browser.texts()
    return {code: {key: text for key, text in words[code].items() if key.startswith(first)} for code in spoken()}
