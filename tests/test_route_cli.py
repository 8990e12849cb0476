"""Ways in the real data, through the command line and without: what history says of them, with numbers."""

from __future__ import annotations

import json

import pytest

from corridor_atlas.core import home
from corridor_atlas.network.graph import Network, Query
from small_world import feature, line, period, point, write_table

pytestmark = pytest.mark.usefixtures("read_once")
KEYS = ["from", "to", "year", "km", "km_by_mode", "km_by_country", "border_crossings", "gauge_breaks", "transfers"]
KEYS += ["legs", "missing", "alternatives"]


def test_the_years_share_few_graphs(atlas) -> None:
    fresh = Network(atlas)
    fresh.series("harbin", "vladivostok")
    first, last = atlas.years
    graphs = {id(fresh.graph(year, Query())) for year in range(first, last + 1)}
    assert len(graphs) < last + 1 - first


# --- the command -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hunchn", "rajin-port", "-y", "2014"], "there is no place in the network 'hunchn': did you mean hunchun"),
        (["hunchun", "rajin-prot", "-y", "2014"], "did you mean rajin-port"),
        (["hunchun", "rajin-port", "-y", "2014", "--via", "quanhe-wonjong"], "quanhe-wonjong-crossing"),
        (["hunchun", "rajin-port", "-y", "2014", "--modes", "rail,raod"], "there is no mode 'raod': did you mean road"),
        (["hunchun", "rajin-port", "-y", "2014", "--modes", ""], "there is no mode ''"),
        (["hunchun", "rajin-port", "-y", "1887"], "year 1887 is outside the atlas: expected 1991 to"),
        (["hunchun", "rajin-port", "-y", "2014", "--allow", "plannned"], "no status 'plannned': did you mean planned"),
        (["hunchun", "rajin-port", "-y", "2014", "--avoid", "KR,KP"], "there is no country 'KR,KP': did you mean"),
        (["hunchun", "rajin-port", "-y", "2014", "--avoid", "xx"], "there is no country 'XX': known are CN, JP, KP"),
        (["hunchun", "hunchun", "-y", "2014"], "are the same place"),
    ],
)
def test_a_mistake_is_told_in_one_line(ask, words, said) -> None:
    for more in ([], ["--json"]):
        code, out, err = ask("route", *words, *more)
        assert (code, out) == (1, "")
        assert err.startswith("corridor-atlas: ")
        assert said in err
        assert err.count("\n") == 1


def test_route_works_on_any_data_set(ask, small, monkeypatch) -> None:
    monkeypatch.setenv(home.VARIABLE, str(small))
    code, out, _ = ask("route", "south-port", "north-port", "-y", "2010")
    assert code == 0
    assert out.startswith("South Port to North Port, 2010: 24 km")
    assert "no way" in ask("route", "south-port", "north-port", "-y", "2000")[1]
    write_table(small, "railways", feature("lone", point()), feature("x", line((131, 42), (131, 43)), mode="rail"))
    assert ask("route", "south-port", "north-port", "-y", "2010")[0] == 1


def test_route_as_json_is_one_document_with_all_its_keys(ask, small, monkeypatch) -> None:
    monkeypatch.setenv(home.VARIABLE, str(small))
    document = json.loads(ask("route", "south-port", "north-port", "-y", "2010", "--json")[1])
    assert list(document) == KEYS
    assert (document["from"], document["to"], document["year"]) == ("south-port", "north-port", 2010)
    assert document["km_by_mode"] == {"rail": document["km"]}
    [leg] = document["legs"]
    assert list(leg)[:5] == ["line", "from", "to", "km", "mode"]
    before = json.loads(ask("route", "south-port", "north-port", "-y", "2000", "--json")[1])
    assert (before["km"], before["legs"]) == (None, [])
    assert before["missing"] == [{"id": "coast-railway", "status": "under_construction", "traffic": None}]


def test_a_way_is_for_cargo_or_for_people(ask, small, monkeypatch) -> None:
    monkeypatch.setenv(home.VARIABLE, str(small))
    table = small / "geodata" / "railways.geojson"
    text = table.read_text(encoding="utf-8")
    limited = text.replace('"status": "operating"', '"status": "operating", "traffic": ["freight"]')
    assert limited != text
    table.write_text(limited, encoding="utf-8")
    asked = ("route", "south-port", "north-port", "-y", "2010")
    assert ask(*asked)[1].startswith("South Port to North Port, 2010: 24 km")
    assert ask(*asked, "--for", "cargo")[1] == ask(*asked)[1]
    assert "missing: Coast Railway (operating, freight only)" in ask(*asked, "--for", "people")[1]
    assert json.loads(ask(*asked, "--for", "people", "--json")[1])["missing"][0]["traffic"] == "freight"
    assert "there is no load 'peple': did you mean people" in ask(*asked, "--for", "peple")[2]
    assert ask("status", "coast-railway", "-y", "2010")[1].endswith("operating, freight only\n")
    assert json.loads(ask("status", "coast-railway", "-y", "2010", "--json")[1])["traffic"] == "freight"


def test_a_line_that_is_only_allowed_says_its_status(ask, small, monkeypatch) -> None:
    monkeypatch.setenv(home.VARIABLE, str(small))
    shape = line((131.0, 42.4), (131.1, 42.6))
    ends = {"from": "south-port", "to": "north-port", "mode": "sea"}
    write_table(small, "sea_routes", feature("plan", shape, **ends, timeline=[period("planned", "1995")]))
    code, out, _ = ask("route", "south-port", "north-port", "-y", "1998", "--allow", "planned", "--json")
    assert code == 0
    assert [leg["status"] for leg in json.loads(out)["legs"]] == ["planned"]
