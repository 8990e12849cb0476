"""Ways in the real data, through the command line and without: what history says of them, with numbers."""

from __future__ import annotations

import json
import sys

import pytest

from corridor_atlas import cli
from corridor_atlas.core import home
from corridor_atlas.network.graph import Network, Query
from corridor_atlas.network.legs import MODES
from small_world import feature, line, period, point, write_table

pytestmark = pytest.mark.usefixtures("read_once")
KEYS = ["from", "to", "year", "km", "km_by_mode", "km_by_country", "border_crossings", "gauge_breaks", "transfers"]
KEYS += ["legs", "missing", "alternatives"]


@pytest.fixture(scope="module")
def network(atlas) -> Network:
    return Network(atlas)


@pytest.fixture
def ask(monkeypatch, capsys):
    """Run the command line; gives exit code, output and error output."""

    def asking(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["corridor-atlas", *words])
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
        else:
            code = 0
        out, err = capsys.readouterr()
        return int(code or 0), out, err

    return asking


# origin, destination, modes, year: kilometres, border crossings, gauge breaks
WAYS = [
    # Hunchun to the sea by rail: 2000 to 2004 and again since 2013, between them only round by Suifenhe
    ("tumen-station", "zarubino-port", "rail", 2003, 150, ["hunchun-kamyshovaya-rail-crossing"], 1),
    ("tumen-station", "zarubino-port", "rail", 2008, 683, ["suifenhe-grodekovo-rail"], 1),
    ("tumen-station", "zarubino-port", "rail", 2014, 150, ["hunchun-kamyshovaya-rail-crossing"], 1),
    ("hunchun", "posyet-port", "rail", 2014, 68, ["hunchun-kamyshovaya-rail-crossing"], 0),
    ("harbin", "vladivostok", "rail", 1995, 711, ["suifenhe-grodekovo-rail"], 1),
    ("harbin", "vladivostok", "rail", 2025, 711, ["suifenhe-grodekovo-rail"], 1),
    ("ulan-ude-station", "harbin", "rail", 1995, 1952, ["manzhouli-zabaikalsk-rail"], 1),
    # the bridges over the Amur
    ("heihe", "blagoveshchensk", "", 2010, 4.5, ["heihe-blagoveshchensk-river"], 0),
    ("heihe", "blagoveshchensk", "", 2020, 2667, ["suifenhe-grodekovo-rail"], 1),
    ("heihe", "blagoveshchensk", "", 2023, 36.7, ["heihe-kani-kurgan-road"], 0),
    ("tongjiang-station", "birobidzhan-station", "", 2020, 1672, ["suifenhe-grodekovo-rail"], 1),
    ("tongjiang-station", "birobidzhan-station", "", 2023, 160, ["tongjiang-nizhneleninskoye-railway-bridge"], 1),
    ("harbin", "khabarovsk", "rail", 2021, 1254, ["suifenhe-grodekovo-rail"], 1),
    ("harbin", "khabarovsk", "rail", 2024, 935, ["tongjiang-nizhneleninskoye-railway-bridge"], 1),
    # North Korea: the line from Khasan, the sealed borders of 2020, the two lines to the south
    ("vladivostok", "rajin-port", "rail", 2014, 373, ["khasan-tumangang-crossing"], 0),
    ("vladivostok", "rajin-port", "rail", 2023, 373, ["khasan-tumangang-crossing"], 0),
    ("hunchun", "rajin-port", "", 2008, 85, ["quanhe-wonjong-crossing"], 0),
    ("hunchun", "rajin-port", "", 2023, 85, ["quanhe-wonjong-crossing"], 0),
    ("tumen-city", "chongjin", "rail", 2008, 175, ["tumen-namyang-crossing"], 0),
    ("pyongyang-station", "beijing-station", "rail", 1995, 1165, ["dandong-sinuiju-rail-crossing"], 0),
    ("pyongyang-station", "beijing-station", "rail", 2023, 1165, ["dandong-sinuiju-rail-crossing"], 0),
    ("seoul", "pyongyang-station", "rail", 2007, 258, ["korea-dmz-west-border"], 0),
    ("rajin-port", "busan-port", "", 2008, 830, [], 0),
    # Mongolia to the sea
    ("ulaanbaatar", "tianjin-port-gate", "rail", 1995, 1726, ["erenhot-zamyn-uud"], 1),
    ("ulaanbaatar", "dalian-port", "rail", 2025, 2627, ["erenhot-zamyn-uud"], 1),
    ("choibalsan", "dalian-port", "rail", 2025, 2242, ["solovyevsk-ereentsav", "manzhouli-zabaikalsk-rail"], 1),
    # over the sea
    ("hunchun", "sokcho-port", "", 2005, 620, ["hunchun-kraskino-road-crossing"], 0),
    ("hunchun", "niigata-port", "", 2018, 941, ["hunchun-kraskino-road-crossing"], 0),
    ("vladivostok", "sakaiminato-port", "", 2012, 1115, [], 0),
    ("vladivostok", "busan-port", "", 2020, 953, [], 0),
]

# origin, destination, modes, year: what would have to open
NO_WAYS = [
    ("hunchun", "zarubino-port", "rail", 1995, {"tumen-hunchun-railway"}),
    ("hunchun", "niigata-port", "", 2007, {"route-hunchun-zarubino-niigata"}),
    ("hunchun", "sokcho-port", "", 2012, {"route-hunchun-zarubino-sokcho"}),
    ("hunchun", "sokcho-port", "", 2015, {"route-hunchun-zarubino-sokcho"}),
    ("rajin-port", "busan-port", "", 2012, {"route-hunchun-rajin-busan"}),
    ("seoul", "pyongyang-station", "rail", 2009, {"gyeongui-line-across-dmz"}),
    ("pyongyang-station", "beijing-station", "rail", 2021, {"dandong-sinuiju-rail-crossing"}),
    ("tavan-tolgoi-station", "beijing-station", "rail", 2015, {"tavan-tolgoi-zuunbayan-railway"}),
    ("vladivostok", "sakaiminato-port", "", 2020, {"route-donghae-vladivostok-sakaiminato"}),
    # both are shut; the way over them is the shortest of those that need no more
    ("vladivostok", "rajin-port", "rail", 2021, {"khasan-tumangang-crossing", "rajin-khasan-railway"}),
    # a road under repair; a rail way to Rajin was as shut, and longer
    ("hunchun", "rajin-port", "", 2011, {"wonjong-rajin-road"}),
    ("khabarovsk", "fuyuan-station", "rail", 2010, {"qianjin-fuyuan-railway"}),
]


def query(modes: str) -> Query:
    return Query(modes=tuple(modes.split(","))) if modes else Query()


@pytest.mark.parametrize(("origin", "destination", "modes", "year", "km", "borders", "breaks"), WAYS)
def test_a_way_that_there_was(network, origin, destination, modes, year, km, borders, breaks) -> None:
    found = network.way(origin, destination, year, query(modes))
    assert found.km == pytest.approx(km, rel=0.01)
    assert list(found.border_crossings) == borders
    assert len(found.gauge_breaks) == breaks


@pytest.mark.parametrize(("origin", "destination", "modes", "year", "missing"), NO_WAYS)
def test_a_way_that_there_was_not(network, origin, destination, modes, year, missing) -> None:
    found = network.way(origin, destination, year, query(modes))
    assert found.km is None
    assert {one.id for one in found.missing} == missing


def test_a_town_has_one_place_for_its_stations_and_roads(network) -> None:
    pairs = [("beijing-station", "beijing-road-node"), ("manzhouli-station", "manzhouli-road-node")]
    pairs += [("vladivostok-station", "vladivostok-port"), ("tumen-station", "tumen-road-node")]
    for station, other in pairs:
        assert set(network.nodes[station]) & set(network.nodes[other]), (station, other)


def test_a_name_in_any_language_finds_the_town_or_port_and_not_one_of_its_stations(network, atlas) -> None:
    towns = [place for place in network.places if atlas.features[place].table in ("settlements", "ports")]
    found = {
        (town, name): network.resolve(name) for town in towns for name in atlas.features[town].record.name.values()
    }
    astray = {asked: id_ for asked, id_ in found.items() if atlas.features[id_].table == "network_nodes"}
    assert astray == {}


def test_every_node_is_on_a_line_or_named_for_none(network, atlas) -> None:
    table = set(atlas.tables["network_nodes"]["id"])
    assert table - set(network.nodes) == set()


def test_every_line_of_a_way_of_travelling_is_in_the_network(network, atlas) -> None:
    lines = {leg.line for leg in network.legs}
    for feature_ in atlas.features.values():
        record = feature_.record
        if record.from_ and record.mode in MODES and record.kind != "service":
            assert feature_.id in lines
            assert all(leg.km > 0 for leg in network.legs if leg.line == feature_.id), feature_.id


def test_the_way_back_is_as_long_in_every_decade(network) -> None:
    for year in (1995, 2005, 2015, 2025):
        for a, b in (("harbin", "busan-port"), ("ulaanbaatar", "rajin-port"), ("khabarovsk", "niigata-port")):
            there, back = network.way(a, b, year), network.way(b, a, year)
            assert there.km == pytest.approx(back.km) if there.km else back.km is None


def test_the_years_share_few_graphs(atlas) -> None:
    fresh = Network(atlas)
    fresh.series("harbin", "vladivostok")
    first, last = atlas.years
    graphs = {id(fresh.graph(year, Query())) for year in range(first, last + 1)}
    assert len(graphs) < last + 1 - first


# --- the command -------------------------------------------------------------------------------


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
    code, out, _ = ask("route", "rajin-port", "busan-port", "-y", "2012", "--json")
    document = json.loads(out)
    assert code == 0
    assert (document["km"], document["legs"]) == (None, [])
    assert document["missing"] == [{"id": "route-hunchun-rajin-busan", "status": "suspended"}]


def test_route_in_words(ask) -> None:
    code, out, _ = ask("route", "Hunchun", "Zarubino Port (Troitsa Bay)", "-y", "2014", "--modes", "rail")
    assert code == 0
    assert out.startswith("Hunchun to Zarubino Port (Troitsa Bay), 2014: 84 km; border crossings 1")
    assert "31.1 km  Hunchun–Makhalino (Kamyshovaya) cross-border railway" in out


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
    for more in ([], ["--passengers"]):
        document = json.loads(ask("route", "changchun", "yanji", "-y", "2016", "--modes", "rail", "--json", *more)[1])
        lines.append({leg["line"] for leg in document["legs"]})
    assert lines == [{"changchun-tumen-railway"}, {"changchun-hunchun-intercity-railway"}]


def test_route_works_on_any_data_set(ask, small, monkeypatch) -> None:
    monkeypatch.setenv(home.VARIABLE, str(small))
    code, out, _ = ask("route", "south-port", "north-port", "-y", "2010")
    assert code == 0
    assert out.startswith("South Port to North Port, 2010: 24 km")
    assert "no way" in ask("route", "south-port", "north-port", "-y", "2000")[1]
    write_table(small, "railways", feature("lone", point()), feature("x", line((131, 42), (131, 43)), mode="rail"))
    assert ask("route", "south-port", "north-port", "-y", "2010")[0] == 1


def test_a_line_that_is_only_allowed_says_its_status(ask, small, monkeypatch) -> None:
    monkeypatch.setenv(home.VARIABLE, str(small))
    shape = line((131.0, 42.4), (131.1, 42.6))
    ends = {"from": "south-port", "to": "north-port", "mode": "sea"}
    write_table(small, "sea_routes", feature("plan", shape, **ends, timeline=[period("planned", "1995")]))
    code, out, _ = ask("route", "south-port", "north-port", "-y", "1998", "--allow", "planned", "--json")
    assert code == 0
    assert [leg["status"] for leg in json.loads(out)["legs"]] == ["planned"]
