"""A small data set whose every free text tries to get out of whatever it is put into.

What is a free text is asked of the model: its JSON Schema says so of each field. So a new field
of `model.Text` is covered without a word here, and one that stands too deep to be reached is named.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

import small_world
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.core.model import Corridor, Record, Series, Statistic, Unmapped, Vocabulary
from corridor_atlas.data.config import Era, Layer
from corridor_atlas.data.measures import Check
from corridor_atlas.data.settings import Settings
from corridor_atlas.data.stories import Story
from corridor_atlas.data.tables import Table

TEMPLATE = "{{cycler.__init__.__globals__.os.system('touch ran')}}"
PAYLOADS = (
    "=cmd|' /C calc'!A0 a;=1+1 a;@SUM(1)",
    f"{TEMPLATE} {{% include 'x' %}} Works of {{% Hunchun {{#1 {{{{7*7}}}} ${{7*7}} $[name]",
    "<script>window.__pwned=1</script><img src=x onerror=window.__pwned=1></script><svg onload=window.__pwned=1>",
    ']]> <!-- --> </title></style></textarea> &amp; &#60; <defs> " \' ` \\ " onmouseover=window.__pwned=1',
    "javascript:window.__pwned=1 [a](javascript:window.__pwned=1) ![i](http://example.com/x.png)",
    ":material/home: :streamlit: :smile: :red[x] **b** ~~s~~ $L^2$ -> -- www.example.com http://b.example a@b.example",
    "} , title={x}} @book{x, \\input{/etc/passwd} %",
    "\u2028ER  - \u2028TY  - BOOK\nER  - \nTY  - BOOK\n\n# x",
)
PAYLOAD = " ".join(PAYLOADS)
"""All of them in one text: a surface is opened once."""
INJECTED = (
    "[onerror], [onmouseover], svg[onload], [href^='javascript:' i], [src*='example'], "
    "a[href*='example']:not([href^='https://example.org/'])"
)
"""Elements that only a payload can bring into a page: the address of a work is a link of its own."""
UNFIT = {
    "a\x00b": "the control character U+0000 at place 2",
    "Ports\x0cand": "the control character U+000C at place 6",
    "\x1b[31m": "the control character U+001B at place 1",
    "end\x85": "the control character U+0085 at place 4",
    "lone\rreturn": "the control character U+000D at place 5",
    "\ud800x": "the half of a character U+D800 at place 1",
    "x\uffff": "the sign that is no character U+FFFF at place 2",
    "a\u202eb": "the mark of direction U+202E at place 2",
    "a\u2067b": "the mark of direction U+2067 at place 2",
}
"""Texts that the gate refuses, and how it names what is wrong."""

Say = Callable[[str], str]
Schema = dict[str, Any]


def holes(model: type[BaseModel]) -> Schema:
    """The JSON Schema of a model."""
    return model.model_json_schema(by_alias=True)


def _is_text(schema: Schema) -> bool:
    return schema.get("type") == "string" and schema.get("maxLength") == 4000 and "pattern" not in schema


class Filler:
    """Puts a text into every field of a document that may hold one; `filled` and `missed` tell which (by path)."""

    def __init__(self, model: type[BaseModel], say: Say) -> None:
        self.schema = holes(model)
        self.say = say
        self.filled: set[str] = set()
        self.missed: set[str] = set()

    def fill(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with the texts; fields that it lacks are added where a text alone makes them whole."""
        filled: dict[str, Any] = self._filled(self.schema, document, self.schema["title"])
        self.missed -= self.filled
        return filled

    def _filled(self, schema: Schema, value: Any, path: str) -> Any:
        schema = self._resolved(schema)
        if "anyOf" in schema:
            branches = [self._resolved(one) for one in schema["anyOf"]]
            chosen = next((one for one in branches if value is not None and _fits(one, value)), None)
            return self._filled(chosen or next((one for one in branches if _is_text(one)), {}), value, path)
        if _is_text(schema):
            self.filled.add(path)
            return self.say(path)
        if schema.get("type") == "array" and "items" in schema:
            found = [self._filled(schema["items"], one, f"{path}[]") for one in value or []]
            if not found and _is_text(self._resolved(schema["items"])):
                return [self._filled(schema["items"], None, f"{path}[]")]
            if not found:
                self.missed |= {f"{path}[]" for _ in self._texts(schema["items"])}
            return found or value
        if schema.get("type") == "object":
            return self._of_object(schema, value, path)
        return value

    def _of_object(self, schema: Schema, value: Any, path: str) -> Any:
        if "properties" in schema:
            if value is None:
                self.missed |= {path for _ in self._texts(schema)}
                return None
            told = {
                name: self._filled(one, value.get(name), f"{path}.{name}") for name, one in schema["properties"].items()
            }
            return {name: one for name, one in told.items() if one is not None}
        inner = schema.get("additionalProperties") or next(iter(schema.get("patternProperties", {}).values()), {})
        if _is_text(self._resolved(inner)) and "propertyNames" not in schema:
            return {code: self._filled(inner, None, f"{path}.{code}") for code in LANGUAGES}
        keyed = schema.get("propertyNames", {}).get("maxLength") == 4000
        return {
            self.say(f"{path} key") if keyed else key: self._filled(inner, one, f"{path}.*")
            for key, one in (value or {}).items()
        } or value

    def _resolved(self, schema: Schema) -> Schema:
        if "$ref" in schema:
            return dict(self.schema["$defs"][schema["$ref"].rpartition("/")[2]])
        return schema

    def _texts(self, schema: Schema) -> Iterator[Schema]:
        schema = self._resolved(schema)
        if _is_text(schema):
            yield schema
        for one in (*schema.get("properties", {}).values(), *schema.get("anyOf", ())):
            yield from self._texts(one)
        if "items" in schema:
            yield from self._texts(schema["items"])


def _fits(schema: Schema, value: Any) -> bool:
    kinds = {"array": list | tuple, "object": dict, "string": str, "number": int | float, "integer": int}
    return schema.get("type") in kinds and isinstance(value, kinds[schema["type"]])  # type: ignore[arg-type]


# --- the small world, with something in every place that can hold a text --------------------------------

BY = {"sources": ["a-book"]}
RICH = {
    "name": {"en": "x"}, "countries": ["CN"], "corridors": ["a-way"], "geometry_basis": small_world.BASIS,
    "timeline": [{"status": "planned", "start": "1995", **BY}, {"status": "operating", "start": "2001"}],
    "claims": [{"source": "a-book", "stance": "differs", "field": "x", "value": "x", "says": "x"}],
    "facts": {"length_km": "x", "height_m": ["x"], "cost_usd": {"x": "x"}},
}  # fmt: skip
ENDS = {"from": "south-port", "to": "north-port"}
GAUGES = {"gauge_stretches": [{**ENDS, "gauge_mm": [1435]}]}
TABLES: dict[str, list[dict[str, Any]]] = {
    "ports": [{**RICH, "id": "north-port", "kind": "sea"}, {**RICH, "id": "south-port"}],
    "railways": [{**RICH, "id": "coast-railway", "mode": "rail", **ENDS, **GAUGES}],
    "events": [{**RICH, "id": "an-event", "about": ["north-port"]}],
}
SHAPES = {
    "north-port": small_world.point(131.1, 42.6), "south-port": small_world.point(131.0, 42.4),
    "an-event": small_world.point(131.05, 42.45), "coast-railway": small_world.line((131.0, 42.4), (131.1, 42.6)),
}  # fmt: skip
CORRIDOR = {
    **RICH,
    **GAUGES,
    "id": "a-way",
    "corridors": [],
    "members": ["south-port", "coast-railway", "north-port"],
    "stops": ["south-port", "north-port"],
}
LAYERS = {
    "ports": {"data": "ports", "kind": "points", "symbol": "anchor"},
    "railways": {"data": "railways", "kind": "lines"},
    "events": {"data": "events", "kind": "points"},
}
SPAN = {"first_year": 1991, "last_year": 2025, "data_date": "2025"}
SETTINGS = {
    "span": SPAN, "native": {"JP": "ja"}, "credits": {"places": ["osm"]},
    "opening": {"question": [{"link": "year=2010", "picture": {"box": [130, 42, 132, 44], "ids": ["north-port"]}}]},
}  # fmt: skip
ERA = {"id": "early", "start": 1991, "color": "#5f7fa6", "color_dark": "#7fa0c8", **BY}
STATISTIC = {"series": "trade", "year": "2010", "value": 3.5, "kind": "counted", "source": "a-book"}
SERIES = {"id": "trade", "about": ["north-port"]}
WORDS = {
    "kind": {"ports": {"sea": {}}}, "fact": {"length": {}}, "value": {"x": {}}, "unit": {"x": {}},
}  # fmt: skip
CHECK = {
    "id": "a-claim", "source": "a-book", "verdict": "differs", "labels": {"far": {}},
    "result": [{"measure": "length", "asked": "far", "from": ["south-port"], "to": ["north-port"]}],
}  # fmt: skip
STEP = {"year": 2010, "viewport": {"zoom": 8, "lat": 42.5, "lon": 131}}
WORK: dict[str, Any] = {
    "id": "a-book", "type": "book", "issued": {"date-parts": [[2020, 1]]}, "title": "x", "publisher": "x",
    "author": [{"family": "x", "given": "x"}, {"literal": "x"}], "container-title": "x", "collection-title": "x",
    "volume": "x", "issue": "x", "page": "x", "version": "x", "DOI": "x", "language": "x", "note": "x",
}  # fmt: skip


def build(root: Path, say: Say = lambda _: PAYLOAD) -> tuple[set[str], set[str]]:
    """Write the data set under `root`, each text what `say` makes of its path; return the paths filled and missed."""
    filled: set[str] = set()
    missed: set[str] = set()

    def told(model: type[BaseModel], document: dict[str, Any]) -> dict[str, Any]:
        filler = Filler(model, say)
        made = filler.fill(document)
        filled.update(filler.filled)
        missed.update(filler.missed)
        return made

    small_world.build(root)
    data = root / "geodata"
    for table, records in TABLES.items():
        features = [
            {"type": "Feature", "properties": told(Record, one), "geometry": SHAPES[one["id"]]} for one in records
        ]
        (data / f"{table}.geojson").write_text(json.dumps(small_world.collection(*features)), encoding="utf-8")
    shared = {"order": 1, "color": "#2f6f8f", "color_dark": "#6fb2d2"}
    for id_, layer in LAYERS.items():
        made = told(Layer, {"id": id_, **shared, **layer})
        _write_toml(root / "layers" / f"{id_}.toml", {key: one for key, one in made.items() if key != "id"})
    eras = [told(Era, ERA), told(Era, {**ERA, "id": "cn-era", "side": "CN"})]
    _write_toml(data / "atlas.toml", told(Settings, SETTINGS))
    _write_toml(data / "eras.toml", {"era": eras})
    _write_toml(data / "corridors.toml", {"corridor": [told(Corridor, CORRIDOR)]})
    _write_toml(data / "series.toml", {"series": [told(Series, SERIES)]})
    _write_toml(data / "unmapped.toml", {"entry": [told(Unmapped, {"id": "a-thing", "layer": "ports"})]})
    _write_toml(data / "vocabulary.toml", told(Vocabulary, WORDS))
    meanings = {"events": {"role": "happening", "singular": {"en": "x"}}, "ports": {"role": "port"}}
    _write_toml(data / "tables.toml", {table: told(Table, one) for table, one in meanings.items()})
    _write_toml(data / "checks.toml", {"check": [_without_places(told(Check, CHECK))]})
    (data / "stories").mkdir()
    story = told(Story, {"id": "a-tour", "step": [STEP]})
    for step in story["step"]:
        step["text"] = {code: _without_marks(text) for code, text in step["text"].items()}
    _write_toml(data / "stories" / "a-tour.toml", {key: one for key, one in story.items() if key != "id"})
    _write_csv(data / "statistics.csv", [told(Statistic, STATISTIC)])
    _write_references(data, say)
    return filled, {path for path in missed if not any(one.startswith(path) for one in filled)}


def _write_references(data: Path, say: Say) -> None:
    """The bibliography and the names of the base map, whose shape no model of ours says."""
    work = {key: say(f"work.{key}") if one == "x" else one for key, one in WORK.items()}
    work["URL"] = "https://example.org/" + "".join(say("work.URL").split())  # an address with a space is refused
    work["author"] = [{part: say("work.author") for part in one} for one in WORK["author"]]
    data_set = {"id": "osm", "type": "dataset", "title": say("work.title"), "note": say("work.note")}
    (data / "sources.json").write_text(json.dumps([work, data_set]), encoding="utf-8")
    names = {code: say(f"place.{code}") for code in LANGUAGES}
    place = {"name": names, "kind": "sea", "rank": 1, "min_zoom": 3, "views": {"JP": names}}
    river = {"name": names, "rank": 1}
    (data / "basemap").mkdir()
    for name, properties, shape in (
        ("places", place, small_world.point(131.2, 42.5)),
        ("rivers", river, small_world.line((130.5, 42.3), (131.2, 42.7))),
    ):
        feature = {"type": "Feature", "properties": properties, "geometry": shape}
        (data / "basemap" / f"{name}.geojson").write_text(json.dumps(small_world.collection(feature)), encoding="utf-8")


def _without_marks(text: str) -> str:
    """Brackets are marks in the text of a tour."""
    return text.translate({ord("["): "(", ord("]"): ")"})


def _without_places(check: dict[str, Any]) -> dict[str, Any]:
    """Braces are places of figures in the texts of a check."""
    plain = {ord("{"): "(", ord("}"): ")"}
    texts = ("locator", "title", "claim", "method", "inputs", "conclusion", "labels")
    return {key: _mapped(one, plain) if key in texts else one for key, one in check.items()}


def _mapped(value: Any, signs: dict[int, str]) -> Any:
    if isinstance(value, dict):
        return {key: _mapped(one, signs) for key, one in value.items()}
    return value.translate(signs)


def _write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _write_toml(path: Path, table: dict[str, Any]) -> None:
    """A table as TOML: JSON's texts, numbers and lists are TOML's too, and a table can stand on one line."""
    lines = []
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for one in value:
                lines += [f"[[{key}]]", *(f"{json.dumps(name)} = {_toml(part)}" for name, part in one.items())]
        else:
            lines.append(f"{json.dumps(key)} = {_toml(value)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value).replace("\x7f", "\\u007f")


def everything(value: Any) -> Iterator[str]:
    """Every text of a JSON document, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from everything(one)
    elif isinstance(value, list):
        for one in value:
            yield from everything(one)
