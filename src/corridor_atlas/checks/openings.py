"""The opening: its cards lead somewhere, show what there is, and speak every language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs

from corridor_atlas.core.errors import Fault, shorten
from corridor_atlas.core.language import spoken
from corridor_atlas.data import settings
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.opening import PLACEHOLDERS
from corridor_atlas.view import link
from corridor_atlas.view import view as views
from corridor_atlas.view.view import View

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
"""A number that is no year: what is counted changes with the data."""


def check(atlas: Atlas) -> Iterator[Fault]:
    """Faults of links and pictures that lead nowhere, notices of what is not said in a language of the page."""
    opening = atlas.settings.opening
    if opening is None:
        return
    usual = views.opening(atlas)
    yield from _texts("opening", {"eyebrow": opening.eyebrow, "sentence": opening.sentence}, _known(atlas, usual))
    for number, question in enumerate(opening.questions, 1):
        where = f"opening.question {number}"
        query = parse_qs(question.link, keep_blank_values=True)
        view, notices = link.from_query(query, atlas)
        notices += [f"no parameter of a link: {shorten(name)}." for name in query if name not in link.parameters()]
        if notices:
            yield _fault(f"{where}.link", " ".join(notices), "parameters of a link, each with a value that there is")
        elif view == usual:
            yield _fault(
                f"{where}.link", shorten(question.link), "a link to another view than that on which the atlas opens"
            )
        for id_ in question.picture.ids:
            if id_ not in atlas.features or atlas.features[id_].geometry is None:
                yield _fault(f"{where}.picture.ids", id_, "the id of a feature with a geometry")
        yield from _texts(where, {"text": question.text, "note": question.note}, _known(atlas, view))


def _fault(field: str, found: str, expected: str, *, notice: bool = False) -> Fault:
    return Fault(settings.FILE, "", field, found, expected, left_out=False, notice=notice)


def _known(atlas: Atlas, view: View) -> set[str]:
    """The placeholders that a link to the view can fill."""
    known = {"first", "last"}
    if view.against is not None:
        known |= {"changes", "opened", "closed"}
    if view.story is not None:
        known.add("steps")
    if view.selected in atlas.features and atlas.features[view.selected].record.timeline:
        known.add("begun")
    return known


def _texts(where: str, texts: Mapping[str, Mapping[str, str]], known: set[str]) -> Iterator[Fault]:
    fillable = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS if one in known)
    for field, names in texts.items():
        for code, text in names.items():
            for name in PLACEHOLDER.findall(text):
                if name not in known:
                    yield _fault(f"{where}.{field}.{code}", f"{{{name}}}", f"one of {fillable}")
            if NUMBER.search(PLACEHOLDER.sub("", text)):
                expected = "no number that changes with the data: {changes}, {opened}, {closed} and {steps} are counted"
                yield _fault(f"{where}.{field}.{code}", shorten(text), expected, notice=True)
        lacking = sorted(set(spoken()) - names.keys())
        if lacking:
            said = "every language of the page"
            yield _fault(f"{where}.{field}", f"nothing in {', '.join(lacking)}", said, notice=True)
