"""Characters that no text may hold: the gate refuses them, messages show them, labels are free of them."""

from __future__ import annotations

import json
import sys

import pytest
from pydantic import BaseModel, ValidationError

import hostile_world
import small_world
from corridor_atlas import cli
from corridor_atlas.core import characters, home
from corridor_atlas.core.errors import DataError, Fault, NotFoundError
from corridor_atlas.core.model import Corridor, Record, Series, Statistic, Unmapped, Vocabulary
from corridor_atlas.data import bibliography, config, settings, stories
from corridor_atlas.data.config import Source
from corridor_atlas.draw.kinds import _basemap
from corridor_atlas.ui.plain import plain
from hostile_world import PAYLOAD, UNFIT

# --- the gate ---------------------------------------------------------------------------------------

MODELS: dict[type[BaseModel], dict] = {
    Record: {**hostile_world.TABLES["railways"][0]},
    Corridor: hostile_world.CORRIDOR,
    config.Layer: {
        "id": "x",
        "order": 1,
        "color": "#2f6f8f",
        "color_dark": "#2f6f8f",
        **hostile_world.LAYERS["ports"],
    },
    config.Era: hostile_world.ERA,
    config.Span: hostile_world.SPAN,
    Series: hostile_world.SERIES,
    Statistic: hostile_world.STATISTIC,
    Unmapped: {"id": "a-thing", "layer": "ports"},
    Vocabulary: hostile_world.WORDS,
    settings.Settings: hostile_world.SETTINGS,
    stories.Story: {"id": "a-tour", "step": [hostile_world.STEP]},
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_text_of_a_model_refuses_a_control_character(model) -> None:
    every = hostile_world.Filler(model, str)
    every.fill(MODELS[model])
    for path in every.filled:
        filler = hostile_world.Filler(model, lambda here, path=path: "Ports\x0cand" if here == path else "x")
        with pytest.raises(ValidationError, match=r"text without the control character U\+000C at place 6"):
            model.model_validate(filler.fill(MODELS[model]))


@pytest.mark.parametrize(("text", "found"), UNFIT.items(), ids=[ascii(text) for text in UNFIT])
def test_a_fault_names_the_character_and_can_be_printed(text, found, tmp_path, monkeypatch, capsys) -> None:
    folder = small_world.build(tmp_path / "small")
    (folder / "geodata" / "ports.geojson").write_text(
        json.dumps(small_world.collection(small_world.feature("a-port", note=text), small_world.feature(text)))
    )
    (folder / "geodata" / "sources.json").write_text(
        json.dumps([{**small_world.SOURCES[0], "author": [{"family": text}]}])
    )
    monkeypatch.setenv(home.VARIABLE, str(folder))
    monkeypatch.setattr(sys, "argv", ["corridor-atlas", "validate"])
    with pytest.raises(SystemExit):
        cli.main()
    out = capsys.readouterr().out
    out.encode()
    assert f"ports.geojson: a-port [note]: found {characters.visible(repr(text))}; expected text without {found}" in out
    assert f"sources.json: a-book [author.0.family]: found {found}" in out
    assert characters.unfit(out) is None


@pytest.mark.parametrize(
    "text", ["two\nlines", "a\ttab", "Windows\r\nlines", "separated\u2028here", "soft\u00adhyphen", "👨‍👩‍👧"]
)
def test_other_signs_are_let_in(text) -> None:
    record = Record.model_validate({"id": "x", "name": {"en": text}})
    assert record.name["en"] == text.replace("\r\n", "\n")


def test_a_long_text_is_refused_by_the_gate_but_not_by_what_shows_titles() -> None:
    with pytest.raises(ValidationError, match="at most 4000 characters"):
        Record.model_validate({"id": "x", "name": {"en": "x" * 10_000}})
    work = Source("long", {"id": "long", "title": PAYLOAD * 16})
    assert bibliography.ris([work]).count("\r\n") == 5


def test_a_document_tells_where_an_unfit_text_stands() -> None:
    document = {"a": ["x", {"b": "\x00"}], "k\x07": 1}
    assert list(characters.unfit_texts(document)) == [
        ("a.1.b", "the control character U+0000 at place 1"),
        ("", "a key with the control character U+0007 at place 2"),
    ]


def test_messages_hold_nothing_that_a_terminal_obeys() -> None:
    assert str(NotFoundError("port", "\x1b[31m", [])) == r"there is no port '\x1b[31m': known are "
    assert Fault("x", "P\ud800", "", "\u202e", "y").as_dict()["id"] == r"P\ud800"
    assert str(DataError([Fault("a", "", "", "b", "c"), Fault("d", "", "", "e", "f")])).count("\n") == 1


def test_names_of_the_base_map_lose_what_no_text_may_hold(tmp_path) -> None:
    hostile_world.build(tmp_path / "x", lambda path: "Sea\x00of\u202e\x0c" if path.startswith("place") else "x")
    told = _basemap.payload(tmp_path / "x" / "geodata" / "basemap")
    assert told["places"][0]["n"]["en"] == told["rivers"][0]["n"]["en"] == "Sea of  "
    assert told["places"][0]["v"]["JP"]["en"] == "Sea of  "


# --- labels of widgets ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ":material/home:",
        ":streamlit:",
        ":smile:",
        "www.example.com",
        "http://example.com",
        "a@b.example",
        "a -> b",
        "a -- b",
    ],
)
def test_a_label_breaks_up_what_streamlit_would_make_of_plain_text(text) -> None:
    shown = plain(text).replace("\\", "")
    assert text not in shown
    assert shown.replace("\u2060", "") == text


@pytest.mark.parametrize(("text", "label"), [("a\n\n# b", r"a \# b"), ("    code", "code"), ("a\x00b\u2028c", "a b c")])
def test_a_label_is_one_line(text, label) -> None:
    assert plain(text) == label
