"""Guided tours: what they owe their readers, and the years that they share with the records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from corridor_atlas.core import language
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import Fault
from corridor_atlas.core.model import Record
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.stories import MARK, Step, Story, parse

WORDS = (60, 110)
"""How long the English text of a step may be."""
STEPS = (7, 10)
"""How many steps a tour may have."""
THE_MAP = re.compile(r"\bmap\b|地图|\bкарт|지도", re.IGNORECASE)
"""What is said of the map itself needs no source."""
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")


def check(atlas: Atlas) -> Iterator[Fault]:
    """Faults of steps that mark what has no place, notices of everything else."""
    for story in atlas.stories.values():
        if not STEPS[0] <= len(story.steps) <= STEPS[1]:
            expected = f"{STEPS[0]} to {STEPS[1]} steps"
            yield Fault(
                f"{story.id}.toml", story.id, "step", counted(len(story.steps), "step"), expected, False, notice=True
            )
        for number, step in enumerate(story.steps, 1):
            fault = partial(Fault, f"{story.id}.toml", f"{story.id}, step {number}", left_out=False)
            yield from (fault(*told) for told in _unplaced(atlas, step))
            yield from (fault(*told, notice=True) for told in _of_text(story, step))
            yield from (fault(*told, notice=True) for told in _of_records(atlas, step))


Told = tuple[str, str, str]
"""Field, what was found, what was expected."""


def _unplaced(atlas: Atlas, step: Step) -> Iterator[Told]:
    for field in ("fit", "selected", "lit"):
        for id_ in step.features()[field]:
            if id_ in atlas.features and atlas.features[id_].geometry is None:
                yield field, id_, "a feature with a geometry"


def _of_text(story: Story, step: Step) -> Iterator[Told]:
    spoken = {code for one in (story.title, story.summary, *(one.text for one in story.steps)) for code in one}
    for field in ("title", "text"):
        lacking = sorted(spoken - getattr(step, field).keys())
        if lacking:
            yield field, f"nothing in {', '.join(lacking)}", "every language of the tour"
    words = len(MARK.sub(lambda mark: mark[2] or "", step.text["en"]).split())
    if not WORDS[0] <= words <= WORDS[1]:
        yield "text", counted(words, "word"), f"{WORDS[0]} to {WORDS[1]} words"
    for code, text in step.text.items():
        for line in text.strip().splitlines():
            if not line.rstrip().endswith("]") and not THE_MAP.search(line):
                yield f"text.{code}", line.strip()[:60], "a mark of the work that says so at the end of the line"


def _of_records(atlas: Atlas, step: Step) -> Iterator[Told]:
    """Sources, layers and years of a step are those of the features that it names."""
    named = [atlas.features[id_].record for ids in step.features().values() for id_ in ids if id_ in atlas.features]
    records = [
        *named,
        *(atlas.corridors[one] for record in named for one in record.corridors if one in atlas.corridors),
    ]
    behind = {one.source for one in atlas.statistics}
    behind |= {key for record in records for keys in record.source_keys().values() for key in keys}
    for key in step.sources():
        if key in atlas.bibliography and key not in behind:
            yield "text", key, "a source of what the step names, or of a statistic"
    if step.selected in atlas.features and step.layers:
        feature = atlas.features[step.selected]
        layer = atlas.layer_of(feature.table, feature.record.kind)
        if layer and layer.id not in step.layers:
            yield "selected", step.selected, f"a feature of the layers of the step, or {layer.id} among them"
    yield from _years(atlas, step, records)


def _years(atlas: Atlas, step: Step, records: Iterable[Record]) -> Iterator[Told]:
    """A year in the text stands in the records too: whoever corrects a date there finds it here."""
    known = _years_in(records) | {year for one in atlas.statistics for year in YEAR.findall(one.year)}
    known |= {str(year) for year in (step.year, step.since, step.against)}
    for line in step.text[language.DEFAULT].strip().splitlines():
        runs = parse(line)
        sources = {run.source for run in runs if run.source}
        years = {year for run in runs for year in YEAR.findall(run.text)} - known
        if years and not any(run.feature for run in runs):
            years -= _years_in(record for record in _all(atlas) if sources & _sources_of(record))
        for year in sorted(years):
            yield "text.en", f"{year} in {line.strip()[:60]!r}", "a year that stands in a record that the step names"


def _all(atlas: Atlas) -> Iterator[Record]:
    yield from (feature.record for feature in atlas.features.values())
    yield from atlas.corridors.values()


def _sources_of(record: Record) -> set[str]:
    return {key for keys in record.source_keys().values() for key in keys}


def _years_in(records: Iterable[Record]) -> set[str]:
    return {year for record in records for year in YEAR.findall(record.model_dump_json(exclude_defaults=True))}
