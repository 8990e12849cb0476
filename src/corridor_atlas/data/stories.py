"""Guided tours: files of `geodata/stories/`, a chain of views with a few sentences each.

The text of a step is plain but for two marks: `[[feature-id|words]]` leads to a feature,
`[^source-key]` names the work that says so. It is parsed here, once, into runs; whoever shows
it has only text to set. A line break in the file is no more than a space.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from corridor_atlas.core.errors import Fault, Lost, shorten
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.core.model import Closed, Names, Number, Slug, Word, Year
from corridor_atlas.data import config, reading
from corridor_atlas.data.config import Source

MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]|\[\^([^\[\]|]+)\]")
MARKS = "only the marks [[feature-id|words]] and [^source-key]"


class Viewport(Closed):
    """What part of the map is seen."""

    zoom: Number = Field(ge=0, le=18)
    lat: Number = Field(ge=-85, le=85)
    lon: Number = Field(ge=-180, le=180)


class Step(Closed):
    """One view of a tour with what is told about it."""

    title: Names = Field(description="heading, by language")
    text: Names = Field(description="what is told, by language; [[feature-id|words]] and [^source-key] are marks")
    year: Year = Field(description="year that the map shows")
    since: Year | None = Field(default=None, description="first year of a range that ends in `year`")
    viewport: Viewport | None = Field(default=None, description="zoom, latitude and longitude of the view")
    fit: tuple[Slug, ...] = Field(default=(), description="features that the view shows whole; instead of `viewport`")
    layers: tuple[Word, ...] = Field(default=(), description="layers switched on; as on opening when left out")
    selected: Slug | None = Field(default=None, description="feature that is chosen")
    against: Year | None = Field(default=None, description="year to compare with")
    how: Literal["changes", "beside", "swipe"] | None = Field(default=None, description="how the two are compared")
    lit: tuple[Slug, ...] = Field(default=(), description="features drawn in full while the rest steps back")

    def runs(self, language: str) -> tuple[Run, ...]:
        """The text in a language it is written in, as runs."""
        return parse(self.text[language], language)

    def features(self) -> dict[str, tuple[str, ...]]:
        """Ids of features that the step names, by property; those of all languages together."""
        linked = {run.feature for language in self.text for run in self.runs(language) if run.feature}
        chosen = (self.selected,) if self.selected else ()
        return {"text": tuple(sorted(linked)), "fit": self.fit, "selected": chosen, "lit": self.lit}

    def sources(self) -> tuple[str, ...]:
        """Keys of the bibliography in the order in which the text names them, each once."""
        keys = [run.source for language in self.text for run in self.runs(language) if run.source]
        return tuple(dict.fromkeys(keys))


class Story(Closed):
    """A guided tour: a file of `geodata/stories/`, its id the name of the file."""

    id: Slug = Field(description="taken from the file's name")
    title: Names = Field(description="title by language")
    summary: Names = Field(description="what the tour is about, in a sentence or two, by language")
    steps: tuple[Step, ...] = Field(alias="step", description="the views in order")


@dataclass(frozen=True)
class Run:
    """A stretch of text: plain words, words that lead to a feature, or the mark of a source."""

    text: str = ""
    feature: str | None = None
    source: str | None = None


def parse(text: str, language: str = "en") -> tuple[Run, ...]:
    """Take a marked text apart. Raises `ValueError` that quotes what is no mark of ours.

    Parameters
    ----------
    text
        What a step tells, with its marks.
    language
        The code of its language: some put nothing in place of a line break.

    Returns
    -------
    tuple of Run
        In the order of the text, none of them empty.
    """
    spaced = language not in LANGUAGES or LANGUAGES[language].spaced
    text = re.sub(r"\s*\n\s*", " " if spaced else "", text.strip())
    found: list[Run] = []
    end = 0
    for mark in MARK.finditer(text):
        found.append(Run(_plain(text[end : mark.start()])))
        feature, words, source = mark.groups()
        found.append(Run(words.strip(), feature=feature.strip()) if feature else Run(source=source.strip()))
        end = mark.end()
    found.append(Run(_plain(text[end:])))
    return tuple(run for run in found if run != Run())


def _plain(text: str) -> str:
    stray = re.search(r"[\[\]].*", text)
    if stray:
        raise ValueError(shorten(stray[0], 40))
    return text


# --- reading and checking ---------------------------------------------------------------------


def read(folder: Path) -> tuple[dict[str, Story], list[Fault]]:
    """Read every tour of a folder that may be missing. A tour that is not sound is left out and named."""
    found: dict[str, Story] = {}
    faults: list[Fault] = []
    try:
        paths = [path for path in reading.entries(folder, "a folder of tours") if config.is_entry(path)]
    except reading.UnreadableError as error:
        return {}, [] if error.absent else [error.fault]
    for path in paths:
        wrong = config.check_name(path, Slug, "a-journey.toml")
        table, broken = config.read_toml(path) if not wrong else ({}, wrong)
        story, wrong = _story(path, table) if not broken else (None, broken)
        if story and not wrong:
            found[story.id] = story
        faults += wrong
    return found, faults


def _story(path: Path, table: dict[str, Any]) -> tuple[Story | None, list[Fault]]:
    faults = []
    if "id" in table:
        faults = [Fault(path.name, path.stem, "id", shorten(table["id"]), "no id: it is the name of the file")]
    try:
        story = Story.model_validate({**table, "id": path.stem})
    except ValidationError as error:
        return None, faults + [_in_step(fault) for fault in config.faults_of(error, path.name, path.stem)]
    if not story.steps:
        faults.append(Fault(path.name, path.stem, "step", "none", "at least one [[step]]"))
    for number, step in enumerate(story.steps, 1):
        faults += _unsound(_where(story, number), step)
    return story, faults


def _in_step(fault: Fault) -> Fault:
    """Steps are counted from 1, as the reader of a tour counts them."""
    place = re.fullmatch(r"step\.(\d+)\.?(.*)", fault.field)
    return replace(fault, id=f"{fault.id}, step {int(place[1]) + 1}", field=place[2]) if place else fault


def _where(story: Story, number: int) -> tuple[str, str]:
    return f"{story.id}.toml", f"{story.id}, step {number}"


def _unsound(where: tuple[str, str], step: Step) -> Iterator[Fault]:
    """What is wrong in a step taken alone, though each of its properties is of the right kind."""
    if bool(step.viewport) == bool(step.fit):
        yield Fault(*where, "viewport", "both" if step.fit else "nothing", "either `viewport` or `fit`")
    if (step.against is None) != (step.how is None):
        missing = "how" if step.how is None else "against"
        yield Fault(*where, missing, "nothing", "both `against` and `how`, or neither")
    if step.since is not None and step.since >= step.year:
        yield Fault(*where, "since", str(step.since), f"a year before {step.year}")
    if step.against is not None and step.against == step.year:
        yield Fault(*where, "against", str(step.against), f"another year than {step.year}")
    marks = {}
    for language, text in step.text.items():
        try:
            runs = parse(text, language)
        except ValueError as error:
            yield Fault(*where, f"text.{language}", str(error), MARKS)
            continue
        marks[language] = {run.feature or f"^{run.source}" for run in runs if run.feature or run.source}
    for language, named in marks.items():
        if named != marks.get("en", named):
            lacking, added = sorted(marks["en"] - named), sorted(named - marks["en"])
            found = " and ".join(f"{word} {', '.join(ids)}" for word, ids in (("no", lacking), ("added", added)) if ids)
            yield Fault(*where, f"text.{language}", found, "the same marks as in English")


def check(
    stories: Iterable[Story],
    years: tuple[int, int],
    *,
    features: Collection[str],
    sources: Collection[str],
    layers: Collection[str],
    lost: Mapping[str, Lost] | None = None,
) -> Iterator[Fault]:
    """Faults that only show beside the rest of the data: years outside, names that lead nowhere.

    Parameters
    ----------
    stories
        The tours, each sound in itself.
    years
        The first and the last year of the atlas.
    features, sources, layers
        Ids of features, keys of the bibliography and ids of layers that there are.
    lost
        What could not be read of the three, by `features`, `sources`, `layers`; None for nothing.

    Returns
    -------
    iterator of Fault
        None of them leaves a tour out.
    """
    unread = lost or {}
    for story in stories:
        for number, step in enumerate(story.steps, 1):
            where = _where(story, number)
            for name in ("year", "since", "against"):
                year = getattr(step, name)
                if year is not None and not years[0] <= year <= years[1]:
                    yield Fault(*where, name, str(year), f"a year from {years[0]} to {years[1]}", left_out=False)
            known = "the id of a feature of the atlas"
            named = [(name, ids, features, known, "features") for name, ids in step.features().items()]
            named.append(("text", step.sources(), sources, "a key of sources.json", "sources"))
            named.append(("layers", step.layers, layers, f"a layer: {', '.join(layers)}", "layers"))
            for name, ids, there, expected, sort in named:
                why = unread.get(sort, Lost())
                missing = [id_ for id_ in ids if id_ not in there]
                yield from (Fault(*where, name, id_, expected, left_out=False, causes=why(id_)) for id_ in missing)


# --- for the browser --------------------------------------------------------------------------


def told(stories: Iterable[Story], bibliography: Mapping[str, Source]) -> list[dict[str, Any]]:
    """The tours as plain values, each with the works that it names: `{key: [words, address]}`.

    A text is a list of runs: a string, `[feature id, words]`, or `{"s": source key}`.

    Parameters
    ----------
    stories
        The tours, in order.
    bibliography
        Works by key; a key that it lacks is passed over.
    """
    return [_tour(story, bibliography) for story in stories]


def _tour(story: Story, bibliography: Mapping[str, Source]) -> dict[str, Any]:
    keys = sorted({key for step in story.steps for key in step.sources() if key in bibliography})
    return {
        **story.model_dump(include={"id", "title", "summary"}),
        "steps": [_step(step) for step in story.steps],
        "sources": {key: [str(bibliography[key]), bibliography[key].url or ""] for key in keys},
    }


def _step(step: Step) -> dict[str, Any]:
    plain = step.model_dump(exclude={"text"}, exclude_defaults=True)
    return {**plain, "text": {language: [_run(run) for run in step.runs(language)] for language in step.text}}


def _run(run: Run) -> str | list[str] | dict[str, str]:
    if run.source:
        return {"s": run.source}
    return [run.feature, run.text] if run.feature else run.text
