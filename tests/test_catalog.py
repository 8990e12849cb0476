"""Layers, eras and the bibliography: what a file may say, and what is said when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridor_atlas.core import home
from corridor_atlas.data import config
from corridor_atlas.data.config import Era, Source
from small_world import ERAS, LINES_LAYER, PORTS_LAYER, write_sources


@pytest.fixture
def layers(small: Path) -> Path:
    """The folder of layers of the small data set."""
    return small / "layers"


@pytest.fixture
def eras(small: Path) -> Path:
    """The file of eras of the small data set."""
    return small / "geodata" / "eras.toml"


def era(start: int, end: int | None = None) -> Era:
    colors = {"color": "#000000", "color_dark": "#ffffff"}
    titles = {"title": {"en": "Era"}, "short": {"en": "E"}}
    return Era.model_validate({"id": "era", "start": start, "end": end, "sources": [], **colors, **titles})


def test_home_is_the_checkout_unless_the_environment_names_another(root, tmp_path, monkeypatch) -> None:
    assert home.folder() == root
    monkeypatch.setenv(home.VARIABLE, str(tmp_path))
    assert home.folder() == tmp_path
    monkeypatch.setenv(home.VARIABLE, "")
    assert home.folder() == root


def test_layers_come_in_drawing_order_with_their_file_name_as_id(layers) -> None:
    found, faults = config.read_layers(layers)
    assert [(layer.id, layer.order) for layer in found] == [("railways", 10), ("ports", 20)]
    assert faults == []


def test_a_new_layer_is_one_new_file_and_an_underscore_hides_one(layers) -> None:
    (layers / "piers.toml").write_text(PORTS_LAYER.replace("20", "30"), encoding="utf-8")
    (layers / "_template.toml").write_text("not even TOML", encoding="utf-8")
    found, faults = config.read_layers(layers)
    assert [layer.id for layer in found] == ["railways", "ports", "piers"]
    assert faults == []


@pytest.mark.parametrize(
    ("line", "field", "found", "expected"),
    [
        ('colour = "red"', "colour", "unknown property 'colour'", "only properties of the model"),
        ("width = 0", "width", "0", "greater than 0"),
        ("min_zoom = 30", "min_zoom", "30", "less than or equal to 18"),
        ("fill_opacity = 1.5", "fill_opacity", "1.5", "less than or equal to 1"),
        ('symbol = "skull"', "symbol", "'skull'", "'anchor', 'gate'"),
        ('kinds = ["River Port"]', "kinds.0", "'River Port'", "pattern"),
    ],
)
def test_a_key_that_a_layer_cannot_have_is_named(layers, line, field, found, expected) -> None:
    (layers / "railways.toml").write_text(LINES_LAYER + line, encoding="utf-8")
    sound, (fault,) = config.read_layers(layers)
    assert [layer.id for layer in sound] == ["ports"]
    assert (fault.file, fault.id, fault.field, fault.found) == ("railways.toml", "railways", field, found)
    assert expected in fault.expected


@pytest.mark.parametrize(
    ("old", "new", "field", "found", "expected"),
    [
        ('"#333333"', '"grey"', "color", "'grey'", "pattern"),
        ('"#333333"', '"#333"', "color", "'#333'", "pattern"),
        ('"lines"', '"blobs"', "kind", "'blobs'", "one of areas, lines, points"),
        ('en = "Railways"', 'zh = "铁路"', "title", "{'zh': '铁路'}", "a name in English"),
        ('en = "Railways"', 'en = "Railways", xx = "?"', "title", "unknown language xx", "ISO 639-1, such as en, zh"),
        ('data = "railways"', "", "data", "nothing", "required"),
    ],
)
def test_a_value_that_a_layer_cannot_have_is_named(layers, old, new, field, found, expected) -> None:
    assert old in LINES_LAYER
    (layers / "railways.toml").write_text(LINES_LAYER.replace(old, new), encoding="utf-8")
    _, (fault,) = config.read_layers(layers)
    assert (fault.file, fault.id, fault.field) == ("railways.toml", "railways", field)
    assert found in fault.found
    assert expected in fault.expected


def test_the_id_of_a_layer_is_its_file_name_and_nothing_else(layers) -> None:
    (layers / "railways.toml").write_text('id = "ports"\n' + LINES_LAYER, encoding="utf-8")
    sound, faults = config.read_layers(layers)
    assert "ports" not in [layer.id for layer in sound if layer.data == "railways"]
    assert [(fault.file, fault.field) for fault in faults] == [("railways.toml", "id")]


def test_broken_toml_is_reported_with_its_line_and_the_other_layers_stay(layers) -> None:
    (layers / "railways.toml").write_text('title = { en = "Railways" }\ndata = railways\n', encoding="utf-8")
    sound, (fault,) = config.read_layers(layers)
    assert [layer.id for layer in sound] == ["ports"]
    assert fault.file == "railways.toml"
    assert fault.found.startswith("broken TOML")
    assert "line 2" in fault.found


def test_toml_that_is_no_text_is_reported(layers) -> None:
    (layers / "railways.toml").write_bytes(b"\xff\xfe\x00")
    _, (fault,) = config.read_layers(layers)
    assert fault.found == "a text in UTF-16"


def test_a_folder_named_like_a_layer_is_reported(layers) -> None:
    (layers / "odd.toml").mkdir()
    sound, (fault,) = config.read_layers(layers)
    assert [layer.id for layer in sound] == ["railways", "ports"]
    assert (fault.file, fault.found) == ("odd.toml", "a folder")


def test_eras_are_read_in_order(eras) -> None:
    found, faults = config.read_eras(eras)
    assert [(one.id, one.start, one.end) for one in found] == [("early", 1991, 2005), ("late", 2005, None)]
    assert faults == []


def test_a_boundary_year_belongs_to_the_later_era(eras) -> None:
    (early, late), _ = config.read_eras(eras)
    assert config.era_bounds(early, 2025) == (1991, 2004)
    assert config.era_bounds(late, 2025) == (2005, 2025)


def test_a_broken_file_of_eras_gives_none_and_its_line(eras) -> None:
    eras.write_text("[[era]\n", encoding="utf-8")
    found, (fault,) = config.read_eras(eras)
    assert found == []
    assert fault.file == "eras.toml"
    assert "line 1" in fault.found


def test_an_atlas_needs_no_eras(tmp_path) -> None:
    assert config.read_eras(tmp_path / "eras.toml") == ([], [])


def test_span_and_edition_in_the_file_of_eras_are_one_fault_that_says_where_they_go(eras) -> None:
    eras.write_text('[atlas]\nfirst_year = 1991\nlast_year = "?"\n' + ERAS, encoding="utf-8")
    found, (fault,) = config.read_eras(eras)
    assert [one.id for one in found] == ["early", "late"]
    assert str(fault) == (
        "eras.toml [atlas]: found a table [atlas]; expected these keys in the table [span] of atlas.toml"
    )


@pytest.mark.parametrize(
    ("old", "new", "id_", "field"),
    [
        ('id = "early"', "", "era 1", "id"),
        ('id = "early"', 'id = "early"\nside = "Russia"', "early", "side"),
        ('color = "#a8863f"', 'color = "gold"', "late", "color"),
        ("end = 2005", "end = 1980", "early", "end"),
        ("end = 2005", "end = 2005\nuntil = 2006", "early", "until"),
    ],
)
def test_a_fault_in_the_eras_names_its_era_and_field(eras, old, new, id_, field) -> None:
    assert old in ERAS
    eras.write_text(ERAS.replace(old, new, 1), encoding="utf-8")
    _, (fault,) = config.read_eras(eras)
    assert (fault.file, fault.id, fault.field) == ("eras.toml", id_, field)


def test_two_eras_of_one_id_are_reported(eras) -> None:
    eras.write_text(ERAS.replace('id = "late"', 'id = "early"'), encoding="utf-8")
    _, (fault,) = config.read_eras(eras)
    assert (fault.file, fault.id, fault.field) == ("eras.toml", "early", "id")


@pytest.mark.parametrize("entry", ['[era]\nid = "early"', "era = 3", 'era = ["early"]'])
def test_eras_written_as_something_else_than_a_list_of_tables_are_reported(eras, entry) -> None:
    eras.write_text(entry, encoding="utf-8")
    found, faults = config.read_eras(eras)
    assert found == []
    assert {fault.file for fault in faults} == {"eras.toml"}


def test_the_bibliography_is_read_by_key(small) -> None:
    works, faults = config.read_sources(small / "geodata" / "sources.json")
    assert (list(works), faults) == (["a-book"], [])
    assert str(works["a-book"]) == "A book, 2020"


def test_a_source_is_written_out_as_far_as_it_is_known() -> None:
    work = {
        "title": "The road",
        "author": [{"family": "Kim", "given": "A."}, {"literal": "Port Office"}],
        "container-title": "38 North",
        "issued": {"date-parts": [[2011, 8]]},
    }
    assert str(Source("kim", work)) == "A. Kim, Port Office, The road, 38 North, 2011"
    assert str(Source("bare", {"title": "Bare"})) == "Bare"


@pytest.mark.parametrize(
    "work",
    [
        {"author": "Kim"},
        {"author": ["Kim"]},
        {"author": None},
        {"issued": "2011"},
        {"issued": None},
        {"issued": {"date-parts": []}},
        {"issued": {"date-parts": 2011}},
        {"issued": {"literal": "about 2011"}},
    ],
)
def test_an_oddly_written_source_is_reported_or_can_still_be_written_out(small, work) -> None:
    write_sources(small, [{"id": "odd", "title": "Odd", **work}])
    works, faults = config.read_sources(small / "geodata" / "sources.json")
    assert faults or "Odd" in str(works["odd"])


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a", True),
        ("http://example.org/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_only_web_links_are_followed(url, followed) -> None:
    assert (Source("a", {"URL": url}).url == url) is followed
    assert followed or Source("a", {"URL": url}).url is None


@pytest.mark.parametrize(
    ("records", "id_", "expected"),
    [
        ({"id": "a"}, "", "a CSL-JSON list"),
        ([{"id": "no-title"}], "record 1", "a record with id and title"),
        ([{"title": "No id"}], "record 1", "a record with id and title"),
        (["a-book"], "record 1", "a record with id and title"),
        ([{"id": ["a"], "title": "A list for an id"}], "record 1", "a record with id and title"),
        ([{"id": "twice", "title": "A"}, {"id": "twice", "title": "B"}], "twice", "each id once"),
    ],
)
def test_a_wrong_record_of_the_bibliography_is_named(small, records, id_, expected) -> None:
    write_sources(small, records)
    _, (fault,) = config.read_sources(small / "geodata" / "sources.json")
    assert (fault.file, fault.id, fault.expected) == ("sources.json", id_, expected)


@pytest.mark.parametrize("text", ["", "[", "[" * 100_000, "\x00"])
def test_a_broken_bibliography_is_one_fault(small, text) -> None:
    path = small / "geodata" / "sources.json"
    path.write_text(text, encoding="utf-8")
    works, (fault,) = config.read_sources(path)
    assert works == {}
    assert fault.expected == "a CSL-JSON list"


def test_the_last_year_of_an_open_era_is_that_of_the_atlas() -> None:
    assert config.era_bounds(era(2015), 2025) == (2015, 2025)
    assert config.era_bounds(era(2015, 2020), 2025) == (2015, 2019)
