"""Reading `geodata/checks.toml`, and what must hold in it: names that lead somewhere, words in every language.

A `{name}` in a text is the place of a figure and nothing else: which there are is known for each
measure and each check, and whatever else stands in braces is a fault. No text is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from corridor_atlas.core.errors import Fault, Lost
from corridor_atlas.core.model import Corridor, Names, Record
from corridor_atlas.data import config
from corridor_atlas.data.measures import (
    MEASURES,
    Against,
    Apart,
    Check,
    Claimed,
    Length,
    Lengths,
    Measured,
    Reading,
    Saving,
    Share,
    Sum,
    Ways,
    Years,
    labels,
    states,
)

FILE = "checks.toml"
HOLE = re.compile(r"{([a-z][a-z0-9_]*)}")
"""The place of a figure in a text."""
STANDING = frozenset({"year"})
"""Places that every sentence of a check may have: the last year of the atlas."""
_ENDS = frozenset({"pair", "start", "end"})
_HOLES: dict[str, frozenset[str]] = {
    "length": _ENDS | {"year", "km"},
    "saving": _ENDS | {"old", "new", "old_year", "new_year"},
    **dict.fromkeys(("years", "first_year", "last_year"), _ENDS | {"years", "first", "last"}),
    "lengths": _ENDS | {"ways"},
    "apart": _ENDS,
    "share": frozenset({"corridor", "year"}),
    "statistic": frozenset({"series", "year"}),
}
"""What the words of a result may name, by measure, besides what `_holes` adds."""
Told = tuple[int | None, str, str, str]
"""Number of the result from 1 (None: the check itself), field, what was found, what was expected."""


def read(path: Path) -> tuple[dict[str, Check], list[Fault]]:
    """Read the checks, by id; the file may be absent. One that is not sound is left out and named."""
    entries, faults = config.read_entries(path, "check", Check)
    faults = [_in_result(fault) for fault in faults]
    found = {}
    for check in entries:
        wrong = [_fault(check, *told) for told in _unsound(check)]
        if not wrong:
            found[check.id] = check
        faults += wrong
    return found, faults


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text of a check with its figures in their places."""
    return HOLE.sub(lambda hole: values[hole[1]], text)


def _in_result(fault: Fault) -> Fault:
    """Results are counted from 1, and the model of a measure is no field."""
    place = re.fullmatch(rf"result\.(\d+)(?:\.(?:{'|'.join(MEASURES)}))?(?:\.(.*))?", fault.field)
    return replace(fault, id=f"{fault.id}, result {int(place[1]) + 1}", field=place[2] or "measure") if place else fault


def _fault(check: Check, number: int | None, field: str, found: str, expected: str) -> Fault:
    return Fault(FILE, f"{check.id}, result {number}" if number else check.id, field, found, expected)


# --- what is wrong in an entry taken alone ------------------------------------------------------


def _unsound(check: Check) -> Iterator[Told]:
    if not check.results:
        yield None, "result", "none", "at least one [[check.result]]"
    yield from _wrong_names(check)
    yield from _wrong_claims(check)
    yield from _wrong_figures(check)
    yield from _wrong_words(check)


def _wrong_names(check: Check) -> Iterator[Told]:
    """Labels and names that lead nowhere, or to two things."""
    known: list[str] = []
    for number, result in enumerate(check.results, 1):
        for field, label in labels(result).items():
            if label not in check.labels:
                yield number, field, label, f"a key of `labels`: {', '.join(check.labels)}"
        if isinstance(result, Years | Lengths) and result.state.year is not None:
            yield number, "state.year", str(result.state.year), "no year: the measure goes through all of them"
        if isinstance(result, Sum | Against) and result.of not in known:
            yield number, "of", result.of, "the name of an earlier result"
        if result.name in known:
            yield number, "name", result.name or "", "each name once"
        known += [result.name] if result.name else []


def _wrong_claims(check: Check) -> Iterator[Told]:
    """Claims that state no figure or several, and a check in which nothing is judged."""
    for number, result in enumerate(check.results, 1):
        if result.claimed:
            for field, found, expected in _wrong_claim(result, result.claimed):
                yield number, f"claimed{field}", found, expected
    if check.verdict is None and not any(one.claimed and one.measure != "rest" for one in check.results):
        yield None, "verdict", "nothing", "a verdict, or a result with `claimed` that decides"


def _wrong_claim(result: Measured, claimed: Claimed) -> Iterator[tuple[str, str, str]]:
    if len(claimed.forms) != 1:
        yield "", " and ".join(claimed.forms) or "nothing", "one of value, least or most, fact, series"
    if (claimed.series is None) != (claimed.year is None):
        yield ".year", claimed.year or "nothing", "a `series` together with its `year`"
    if claimed.of and not claimed.fact:
        yield ".of", claimed.of, "the `fact` that it has, too"
    if claimed.fact and not claimed.of and not isinstance(result, Ways | Apart):
        yield ".of", "nothing", "whose fact it is: the result is no way with an end"
    if isinstance(result, Against) and "least or most" in claimed.forms:
        yield "", "bounds", "a single figure, to be more or less than"


def _wrong_figures(check: Check) -> Iterator[Told]:
    """Figures that refer to nothing, or to what does not have them."""
    names = {result.name for result in check.results if result.name}
    kinds = {state.label for result in check.results for _, state in states(result) if state.label}
    claimed = {result.name for result in check.results if result.claimed}
    for key, figure in check.figures.items():
        field, alone = f"figures.{key}", figure.tell in ("figure", "difference", "error", "claimed")
        if figure.place and figure.model_fields_set != {"place"}:
            yield None, f"{field}.place", figure.place, "a place alone, or a figure"
        known = names if alone else names | kinds
        for which, name in (("of", figure.of), ("than", figure.than)):
            if name is not None and name not in known:
                yield None, f"{field}.{which}", name, f"one of {', '.join(sorted(known)) or 'the names of results'}"
        if alone and not (figure.of or figure.place):
            yield None, f"{field}.of", "nothing", "the name of a result"
        if (figure.tell == "difference") != (figure.than is not None):
            yield None, f"{field}.than", figure.than or "nothing", "the other figure of a difference, and only there"
        if figure.tell in ("error", "claimed") and figure.of in names - claimed:
            yield None, f"{field}.of", str(figure.of), "a result with `claimed`"


def _wrong_words(check: Check) -> Iterator[Told]:
    """Every text is there in the same languages with the same figures, and only such as there are."""
    texts: dict[str, Names] = {key: getattr(check, key) for key in ("title", "claim", "method", "inputs", "conclusion")}
    texts |= {f"labels.{key}": text for key, text in check.labels.items()}
    spoken = list(dict.fromkeys(code for text in texts.values() for code in text))
    holes = _holes_of(check)
    for field, text in texts.items():
        for code in spoken:
            if code not in text:
                yield None, f"{field}.{code}", "nothing", "a text in every language that the check is told in"
        english = set(HOLE.findall(text["en"])) & holes[field]
        for code, said in text.items():
            for found, expected in _wrong_text(said, holes[field], english):
                yield None, f"{field}.{code}", found, expected


def _wrong_text(said: str, known: frozenset[str], english: set[str]) -> Iterator[tuple[str, str]]:
    if stray := re.search(r"[^{}]{0,20}[{}][^{}]{0,20}", HOLE.sub("", said)):
        yield repr(stray[0]), "no braces but those around the name of a figure"
    holes = set(HOLE.findall(said))
    for hole in sorted(holes - known):
        yield f"{{{hole}}}", f"only figures that there are here: {', '.join(sorted(known)) or 'none'}"
    for hole in sorted(english - holes):
        yield f"no {{{hole}}}", "the same figures as in English"


def _holes_of(check: Check) -> dict[str, frozenset[str]]:
    """The places that each text may have: a label those that all results with it can fill."""
    sentence = STANDING | check.figures.keys()
    found: dict[str, frozenset[str]] = {"title": frozenset()}
    found |= dict.fromkeys(("claim", "method", "inputs", "conclusion"), sentence)
    for result in check.results:
        for field, label in labels(result).items():
            holes = _holes(result, field)
            found[f"labels.{label}"] = found.get(f"labels.{label}", holes) & holes
    return {f"labels.{key}": frozenset() for key in check.labels} | found


def _holes(result: Measured, field: str) -> frozenset[str]:
    """The places that a result fills in one of its labels: that of a state has none."""
    if field not in ("asked", "others"):
        return frozenset()
    more: set[str] = set()
    if result.claimed and field == "asked":
        more |= {"claimed"} if result.measure == "rest" else {"claimed", "error"}
    if isinstance(result, Length):
        more |= ({"via"} if result.via else set()) | ({"borders"} if field == "others" else set())
    if isinstance(result, Saving) and all(state.label for state in result.old):
        more |= {"kind"}
    return _HOLES.get(result.measure, frozenset()) | more


# --- what is wrong against the rest of the data -------------------------------------------------


def check(
    checks: Iterable[Check],
    *,
    records: Mapping[str, Record],
    sources: Collection[str],
    figures: Collection[tuple[str, str]],
    years: tuple[int, int],
    lost: Mapping[str, Lost],
) -> Iterator[Fault]:
    """References that lead nowhere: a check with one is of no use, but for a source that is not known.

    `records` are all features and corridors, `figures` the series and years of statistics.csv, `years`
    the span of the atlas.
    """
    for one in checks:
        if one.source not in sources:
            told = _fault(one, None, "source", one.source, "a key of sources.json")
            yield replace(told, left_out=False, causes=lost["sources"](one.source))
        for number, field, id_ in features_of(one):
            if not _is_feature(records.get(id_)):
                told = _fault(one, number, field, id_, "the id of a feature of the atlas")
                yield replace(told, causes=lost["features"](id_))
        for id_ in one.about:
            if id_ not in records:
                told = _fault(one, None, "about", id_, "the id of a feature or corridor of the atlas")
                yield replace(told, left_out=False, causes=lost["both"](id_))
        for number, result in enumerate(one.results, 1):
            for wrong in (*_wrong_scope(result, records, years), *_wrong_figure(result, records, figures)):
                yield _fault(one, number, *wrong)


def _is_feature(record: Record | None) -> bool:
    return record is not None and not isinstance(record, Corridor)


def features_of(one: Check) -> Iterator[tuple[int | None, str, str]]:
    """Every feature that a check names, with the number of the result and the field."""
    for key, figure in one.figures.items():
        if figure.place:
            yield None, f"figures.{key}.place", figure.place
    for number, result in enumerate(one.results, 1):
        ends: dict[str, tuple[str, ...]] = {}
        if isinstance(result, Ways):
            ends = {"from": result.from_, "to": result.to}
        elif isinstance(result, Apart):
            ends = {"from": (result.from_,), "to": (result.to,)}
        if isinstance(result, Length) and result.via:
            ends["via"] = (result.via,)
        ends |= {f"{field}.opened": state.opened for field, state in states(result)}
        yield from ((number, field, id_) for field, ids in ends.items() for id_ in ids)


def subjects(one: Check) -> tuple[str, ...]:
    """Ids of the features and corridors that a check is about: those that it says, then those that its results name."""
    named = [id_ for number, _, id_ in features_of(one) if number is not None]
    named += [result.corridor for result in one.results if isinstance(result, Share)]
    named += [result.claimed.of for result in one.results if result.claimed and result.claimed.of]
    return tuple(dict.fromkeys((*one.about, *named)))


def _wrong_scope(
    result: Measured, records: Mapping[str, Record], years: tuple[int, int]
) -> Iterator[tuple[str, str, str]]:
    """Years, countries and corridors that the atlas does not have."""
    asked = [(f"{field}.year", state.year) for field, state in states(result)]
    if isinstance(result, Share):
        asked.append(("year", result.year))
        if not isinstance(records.get(result.corridor), Corridor):
            yield "corridor", result.corridor, "the id of a corridor"
    for field, year in asked:
        if year is not None and not years[0] <= year <= years[1]:
            yield field, str(year), f"a year of the atlas, {years[0]} to {years[1]}"
    avoided = [(f"{field}.avoid", code) for field, state in states(result) for code in state.avoid]
    if avoided:
        known = {code for record in records.values() for code in record.countries if _is_feature(record)}
        yield from ((field, code, "a country of the features") for field, code in avoided if code not in known)


def _wrong_figure(
    result: Measured, records: Mapping[str, Record], figures: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Facts and statistics that there are not, or that are no figures."""
    claimed = result.claimed
    readings = [("series", result.series, result.year)] if isinstance(result, Reading) else []
    if claimed and claimed.series and claimed.year:
        readings.append(("claimed.series", claimed.series, claimed.year))
    for field, series, year in readings:
        if (series, year) not in figures:
            yield field, f"{series} {year}", "a series and year of statistics.csv"
    if claimed and claimed.fact:
        ends = result.to if isinstance(result, Ways) else (result.to,) if isinstance(result, Apart) else ()
        owners = (claimed.of,) if claimed.of else ends
        if all(fact_of(records.get(id_), claimed.fact) is None for id_ in owners):
            yield "claimed.fact", claimed.fact, f"a fact of {' or '.join(owners)} that is a number"


def fact_of(record: Record | None, key: str) -> float | None:
    """A fact that is one number; None where there is none, or it is something else."""
    value = record.facts.get(key) if record else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
