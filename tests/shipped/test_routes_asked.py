"""Ways in the network of the shipped atlas, asked for on the command line."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("read_once")
KEYS = ["from", "to", "year", "km", "km_by_mode", "km_by_country", "border_crossings", "gauge_breaks", "transfers"]
KEYS += ["legs", "missing", "alternatives"]


def test_route_as_json_is_one_document_with_all_its_keys(ask) -> None:
    code, out, err = ask("route", "harbin", "vladivostok", "--year", "2025", "--modes", "rail", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert list(document) == KEYS
    assert (document["from"], document["to"], document["year"]) == ("harbin", "vladivostok", 2025)
    assert document["km"] == pytest.approx(711, abs=5)
    assert document["km_by_mode"] == {"rail": document["km"]}
    assert set(document["km_by_country"]) == {"CN", "RU"}
    assert document["border_crossings"] == ["suifenhe-grodekovo-rail"]
    assert document["gauge_breaks"] == ["grodekovo-station"]
    assert (document["transfers"], document["missing"], document["alternatives"]) == ([], [], [])
    leg = document["legs"][0]
    assert list(leg)[:5] == ["line", "from", "to", "km", "mode"]
    assert (leg["from"], leg["mode"], leg["status"], leg["gauge_mm"]) == ("harbin-station", "rail", "operating", [1435])
    assert all(leg["sources"] for leg in document["legs"])


def test_route_as_json_says_what_is_missing(ask) -> None:
    code, out, _ = ask("route", "rajin-port", "busan-port", "-y", "2012", "--modes", "sea", "--json")
    document = json.loads(out)
    assert code == 0
    assert (document["km"], document["legs"]) == (None, [])
    assert document["missing"] == [{"id": "route-hunchun-rajin-busan", "status": "suspended", "traffic": None}]


def test_route_in_words(ask) -> None:
    code, out, _ = ask("route", "Hunchun", "Zarubino Port (Troitsa Bay)", "-y", "2014", "--modes", "rail")
    assert code == 0
    assert out.startswith("Hunchun to Zarubino Port (Troitsa Bay), 2014: 84 km; border crossings 1")
    assert "31.1 km  Hunchun–Makhalino (Kamyshovaya) cross-border railway" in out


def test_options_change_the_way(ask) -> None:
    def asked(*more: str) -> dict:
        return json.loads(ask("route", "hunchun", "vladivostok", "-y", "2014", "--json", *more)[1])

    best = asked()
    assert asked("--modes", "rail")["km_by_mode"].keys() == {"rail"}
    assert "RU" in asked()["km_by_country"]
    assert asked("--avoid", "ru")["km"] is None
    assert any(leg["to"] == "slavyanka-road-node" for leg in asked("--via", "slavyanka")["legs"])
    planned = asked("--allow", "planned", "--modes", "road")
    assert planned["km"] <= asked("--modes", "road")["km"]
    others = asked("--alternatives", "2")["alternatives"]
    assert others
    assert all({leg["line"] for leg in other["legs"]} != {leg["line"] for leg in best["legs"]} for other in others)


def test_any_ship_may_be_taken_where_no_service_sails(ask) -> None:
    words = ["route", "chongjin-port", "busan-port", "-y", "2024", "--modes", "sea", "--json"]
    assert json.loads(ask(*words)[1])["km"] is None
    document = json.loads(ask(*words, "--any-sea")[1])
    assert document["km_by_mode"] == {"sea": pytest.approx(778, rel=0.01)}
    assert [(leg["line"], leg["status"]) for leg in document["legs"]] == [("open-sea", None)]


def test_other_ways_pass_the_places_asked_for(ask) -> None:
    words = ["route", "harbin", "vladivostok", "-y", "2024", "--via", "mudanjiang-station", "--alternatives", "2"]
    document = json.loads(ask(*words, "--json")[1])
    assert len(document["alternatives"]) == 2
    for way in (document, *document["alternatives"]):
        assert any("mudanjiang" in leg["to"] for leg in way["legs"])


def test_reach_by_border_crossings_and_by_mode(ask) -> None:
    def reached(*more: str) -> dict[str, float]:
        return json.loads(ask("reach", "hunchun", "-y", "2024", "--json", *more)[1])["reached"]

    at_home, abroad = reached("--borders", "0"), reached("--borders", "1")
    assert set(at_home) < set(abroad)
    assert "zarubino-port-terminal" in set(abroad) - set(at_home)
    assert not any("road-node" in node for node in reached("--km", "200", "--modes", "rail"))
    assert reached("--borders", "1", "--avoid", "RU").keys() < abroad.keys()
    for more in ([], ["--km", "5", "--borders", "1"]):
        code, out, err = ask("reach", "hunchun", "-y", "2024", *more)
        assert (code, out) == (1, "")
        assert "one of the two" in err


def test_a_port_of_a_town_with_a_station_is_in_the_network(ask) -> None:
    document = json.loads(ask("route", "chongjin-port", "tumen-city", "-y", "2008", "--modes", "rail", "--json")[1])
    assert document["km"] == pytest.approx(175, rel=0.01)


def test_people_may_take_the_high_speed_line(ask) -> None:
    lines = []
    for more in ([], ["--for", "people"]):
        document = json.loads(ask("route", "changchun", "yanji", "-y", "2016", "--modes", "rail", "--json", *more)[1])
        lines.append({leg["line"] for leg in document["legs"]})
    assert lines == [{"changchun-tumen-railway"}, {"changchun-hunchun-intercity-railway"}]
