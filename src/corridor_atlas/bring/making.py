"""Things of a sheet made into features of an atlas: ids, names, timelines, facts, sources; all that is odd is told.

Nobody is asked: what has no name is named by its layer and its number, what has no date is there in every year as
undated, what has no source has the file as its source.
"""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, date, datetime
from typing import Any

import pycountry
import shapely
from pydantic import ValidationError

from corridor_atlas.bring import cells, guess, joining, shapes, texts, timelines, words
from corridor_atlas.bring.mapping import Mapping
from corridor_atlas.bring.naming import Names, Table, slug, word
from corridor_atlas.bring.progress import Stage, steps
from corridor_atlas.bring.things import DECIMALS, Sheet, Source, Thing
from corridor_atlas.core import units
from corridor_atlas.core.errors import Fault, shorten
from corridor_atlas.core.language import pick
from corridor_atlas.core.model import Record
from corridor_atlas.data.rings import wound

LARGEST = 2**53
"""Whole numbers beyond it are not whole in a browser: they are kept as texts."""
ISO = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
UNIT_IN_NAME = re.compile(r"(.+?)[\s_]*(?:[\[(（](?P<b>[^\])）]{1,12})[\])）]|[,，]\s*(?P<c>\S{1,8}))\s*")


class Making:
    """The making of the features of one sheet."""

    def __init__(self, sheet: Sheet, mapping: Mapping, source: Source, names: Names) -> None:
        self.sheet, self.mapping, self.source, self.names = sheet, mapping, source, names
        self.faults: list[Fault] = []
        own = word(sheet.name) or word(source.stem) or "layer"
        self.stem = mapping.table or (own if own[0].isalpha() else f"t_{own}"[:40])
        self.title = dict(mapping.title or _title(sheet.name or source.stem))
        self.file_key = names.source(source.name, "dataset", read=datetime.now(UTC).date())
        self.times = timelines.Times(sheet, mapping)
        self.keys: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.numeric: set[str] = set()
        self.lines: list[joining.Line] = []

    def tables(self) -> list[Table]:
        """All features of the sheet, in one table for each form of their shapes."""
        used = self._used()
        self.keys = self._keys([column for column in self.sheet.columns if column not in used])
        self.numeric = {column for column in self.keys if self._is_numeric(column)}
        made: dict[str, list[dict[str, Any]]] = {"areas": [], "lines": [], "points": [], "": []}
        for number, thing in enumerate(steps(self.sheet.things, Stage.FEATURES, self.source.tell), start=1):
            if thing.wrong is not None:
                found, expected = thing.wrong
                self.faults.append(Fault(self.source.name, thing.place, "geometry", found, expected))
                continue
            if thing.shape is None:
                self._note(thing, "geometry", "no place", "a place on the map: it is in the table alone")
            for form, shape in shapes.parts(thing.shape):
                made[form].append(self._feature(thing, number, shape))
                if form == "lines":
                    self.lines.append(self._line(thing, made[form][-1]))
        forms = [form for form in ("areas", "lines", "points") if made[form]] or ["points"]
        made[forms[0]] += made[""]
        return [self._table(form, made[form], alone=len(forms) == 1) for form in forms if made[form]]

    def _table(self, form: str, features: list[dict[str, Any]], *, alone: bool) -> Table:
        name = self.names.table(self.stem if alone else f"{self.stem[:32]}_{form}")
        title = self.title if alone else {code: f"{text} ({form})" for code, text in self.title.items()}
        found = Table(name, title, form, features)
        used = {key for one in features for key in one["properties"].get("facts", {})}
        found.words["fact"] = {
            key: _labelled(label)
            for key, label in self.labels.items()
            if key in used and units.split(key).stem.replace("_", " ") != words.norm(label)
        }
        kinds = {one["properties"].get("kind") for one in features}
        found.words["kind"] = {
            key: _labelled(label)
            for label, key in self.kinds.items()
            if key in kinds and key.replace("_", " ") != words.norm(label)
        }
        return found

    def _note(self, thing: Thing, column: str, found: str, expected: str) -> None:
        self.faults.append(self.source.note(found, expected, thing.place, column))

    def _used(self) -> set[str]:
        """The columns that are not facts: those with a meaning, but for an id that is no id of ours."""
        one = self.mapping
        said = [one.kind, one.longitude, one.latitude, one.geometry, one.start, one.end, one.span, one.status]
        return {*filter(None, [*said, one.source, one.note, one.countries, *one.name.values(), *one.began.values()])}

    def _line(self, thing: Thing, feature: dict[str, Any]) -> joining.Line:
        one = self.mapping
        kind = thing.values.get(one.kind) if one.kind else None
        mode = one.mode or words.mode(kind, one.kind, *self.title.values(), self.sheet.name, self.source.stem)
        if one.mode:
            joining.travelled(feature, one.mode)
        ends = self._text(thing, one.origin), self._text(thing, one.destination)
        return joining.Line(feature, mode, one.join, bool(one.join_atlas), ends)

    # --- one feature ----------------------------------------------------------------------------

    def _feature(self, thing: Thing, number: int, shape: Any) -> dict[str, Any]:
        name = self._name(thing, number)
        times = self.times.of(thing)
        for column, found, expected in times.odd:
            self._note(thing, column, found, expected)
        note = self._text(thing, self.mapping.note, without_markup=True)
        facts = {**self._facts(thing), **times.facts}
        properties: dict[str, Any] = {
            "id": self._id(thing, name, number),
            "name": name,
            "countries": self._countries(thing),
            "kind": self._kind(thing),
            "timeline": times.periods,
            "gauge_mm": cells.gauges(thing.values.get(self.mapping.gauge)) if self.mapping.gauge else [],
            "facts": facts,
            "note": "\n".join(filter(None, [note, times.note])) or None,
            "sources": [self._source(thing)],
        }
        if shape is not None:
            basis = {"method": f"read from {self.source.name}", "sources": [self.file_key], "precision": "approximate"}
            properties["geometry_basis"] = basis
        properties = {key: value for key, value in properties.items() if value not in (None, [], {})}
        properties = self._sound(thing, properties)
        geometry = None if shape is None else wound(_document(shape))
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    def _sound(self, thing: Thing, properties: dict[str, Any]) -> dict[str, Any]:
        """The properties as the model of the atlas takes them: what it refuses is left out, and told."""
        while True:
            try:
                Record.model_validate(properties)
            except ValidationError as error:
                one = error.errors(include_url=False)[0]
                where = one.get("ctx", {}).get("field") or (str(one["loc"][0]) if one["loc"] else "")
                if where in ("id", "name") or where not in properties:
                    where = "timeline" if "timeline" in properties else "facts"
                if where not in properties:
                    raise
                found = one.get("ctx", {}).get("found") or shorten(one["input"], 80)
                expected = one.get("ctx", {}).get("expected") or str(one["msg"]).removeprefix("Value error, ")
                self._note(thing, where, found, f"{expected}: it is left out")
                if where == "timeline" and len(properties["timeline"]) > 1:
                    properties["timeline"] = properties["timeline"][:1]
                elif where == "timeline" and "end" in properties["timeline"][0]:
                    properties["timeline"] = [{**properties["timeline"][0]}]
                    properties["timeline"][0].pop("end")
                else:
                    properties.pop(where)
            else:
                return properties

    def _name(self, thing: Thing, number: int) -> dict[str, str]:
        names = {}
        for code, column in self.mapping.name.items():
            value = thing.values.get(column)
            if not words.is_unknown(value) and (text := self._cleaned(thing, column, value, 300)):
                names[code] = text
        if not names:
            return {"en": f"{pick(self.title)} {number}"}
        if "en" not in names:
            first = next(iter(names.values()))
            names = {"en": first, **names}
        script = guess.LANGUAGE_OF.get(texts.script_of(names["en"]))
        if script and len(names) == 1:
            names[script] = names["en"]
        return names

    def _id(self, thing: Thing, name: dict[str, str], number: int) -> str:
        said = thing.values.get(self.mapping.id) if self.mapping.id else None
        wanted = slug(str(said)) if said is not None and not words.is_unknown(said) else ""
        table = self.stem.replace("_", "-")
        if wanted and not re.search(r"[a-z]", wanted):
            wanted = f"{table}-{wanted}"
        found = self.names.id(wanted or slug(name["en"]) or f"{table}-{number}")
        if wanted and found != wanted:
            self._note(thing, self.mapping.id or "id", f"the id {said} once more", f"each id once: it is {found} here")
        return found

    def _countries(self, thing: Thing) -> list[str]:
        said = thing.values.get(self.mapping.countries) if self.mapping.countries else None
        if said is None or words.is_unknown(said):
            return []
        codes = [ISO.get(code, code) for code in re.split(r"[\s;,/|]+", str(said).strip().upper()) if code]
        known = [code for code in codes if len(code) == 2 and pycountry.countries.get(alpha_2=code)]
        if len(known) < len(codes):
            self._note(
                thing, self.mapping.countries or "", shorten(said, 60), "codes of ISO 3166-1: others are left out"
            )
        return list(dict.fromkeys(known))

    def _kind(self, thing: Thing) -> str | None:
        said = thing.values.get(self.mapping.kind) if self.mapping.kind else None
        if said is None or words.is_unknown(said):
            return None
        label = texts.plain(said, 80)[0]
        if label not in self.kinds:
            wanted = word(label) or f"kind_{len(self.kinds) + 1}"
            while wanted in self.kinds.values():
                wanted = f"{wanted[:34]}_{len(self.kinds) + 1}"
            self.kinds[label] = wanted
        return self.kinds[label]

    def _source(self, thing: Thing) -> str:
        said = self._text(thing, self.mapping.source)
        return self.names.source(said) if said else self.file_key

    def _text(self, thing: Thing, column: str | None, *, without_markup: bool = False) -> str | None:
        value = thing.values.get(column) if column else None
        if column is None or value is None or words.is_unknown(value):
            return None
        said = texts.without_markup(str(value)) if without_markup else str(value)
        return self._cleaned(thing, column, said, self.source.limits.letters) or None

    def _cleaned(self, thing: Thing, column: str, value: Any, most: int) -> str:
        text, told = texts.plain(value, most)
        if told:
            self._note(thing, column, shorten(value, 60), told)
        return text

    # --- facts ----------------------------------------------------------------------------------

    def _keys(self, columns: list[str]) -> dict[str, str]:
        """The key of the fact that each column is: Latin words, the unit at the end."""
        found: dict[str, str] = {}
        for number, column in enumerate(columns, start=1):
            match = UNIT_IN_NAME.fullmatch(column)
            unit = self.mapping.units.get(column) or (match and words.unit(match["b"] or match["c"]))
            stem = match[1] if match and unit else column
            key = word(stem, 44) or f"column_{number}"
            key = f"{key}_{unit}" if unit and not key.endswith(f"_{unit}") else key
            while key in found.values():
                key = f"{key[:50]}_{number}"
            found[column] = key[:60]
            self.labels[key[:60]] = stem.strip()
        return found

    def _is_numeric(self, column: str) -> bool:
        """Whether all that stands in a column are numbers, and none is a code with a zero before it."""
        values = [one.values.get(column) for one in self.sheet.things]
        values = [one for one in values if one is not None and one != "" and not words.is_unknown(one)]
        return bool(values) and all(
            cells.number(one) is not None and not re.match(r"[+-]?0\d", str(one).strip()) for one in values
        )

    def _facts(self, thing: Thing) -> dict[str, Any]:
        found = {}
        for column, key in self.keys.items():
            value = thing.values.get(column)
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if column == self.mapping.id and slug(str(value)) == str(value):
                continue
            said = self._scalar(thing, column, value)
            if said is not None and said != "":
                found[key] = said
        return found

    def _scalar(self, thing: Thing, column: str, value: Any) -> Any:
        if isinstance(value, bool):
            return value
        if isinstance(value, datetime | date):
            return value.isoformat().removesuffix("T00:00:00")
        if column in self.numeric and isinstance(value, str):
            value = cells.number(value)
        if isinstance(value, int | float):
            if not math.isfinite(value):
                return None if math.isnan(value) else str(value)
            if value == int(value):
                return int(value) if abs(value) < LARGEST else str(int(value))
            return value
        if isinstance(value, list | tuple | dict):
            value = json.dumps(value, ensure_ascii=False, default=str)
        return self._cleaned(thing, column, value, self.source.limits.letters)


def _document(shape: Any) -> dict[str, Any]:
    """A shape as GeoJSON with so many decimals as the atlas keeps; one that they would break keeps all it has."""
    rounded = shapely.transform(shape, lambda places: places.round(DECIMALS) + 0.0)
    if not rounded.is_valid or rounded.is_empty:
        rounded = shapely.set_precision(shape, 10**-DECIMALS)
        if rounded.is_empty or rounded.geom_type != shape.geom_type:
            rounded = shape
    return dict(json.loads(shapely.to_geojson(rounded)))


def _title(name: str) -> dict[str, str]:
    """The title of a layer of the name of its file: `north_ports` is North ports."""
    text = " ".join(texts.plain(re.sub(r"[_\s]+", " ", name), 120)[0].split())
    return _labelled(text[:1].upper() + text[1:] if text else "Layer")


def _labelled(text: str) -> dict[str, str]:
    """A text by language: in English, which is asked for, and in that of its script."""
    code = guess.LANGUAGE_OF.get(texts.script_of(text))
    return {"en": text, code: text} if code else {"en": text}
