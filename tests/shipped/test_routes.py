"""Ways in the network of the shipped atlas: what history says of them, with numbers."""

from __future__ import annotations

import pytest

from corridor_atlas.core.language import short_name
from corridor_atlas.core.model import Traffic
from corridor_atlas.network.graph import Query
from corridor_atlas.network.legs import MODES

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
    # (goods went on over the river in 2020, and again from June 2022)
    ("heihe", "blagoveshchensk", "", 2020, 4.5, ["heihe-blagoveshchensk-river"], 0),
    ("heihe", "blagoveshchensk", "rail", 2021, 2666, ["suifenhe-grodekovo-rail"], 1),
    ("heihe", "blagoveshchensk", "road", 2023, 36.7, ["heihe-kani-kurgan-road"], 0),
    ("tongjiang-station", "birobidzhan-station", "rail", 2020, 1676, ["suifenhe-grodekovo-rail"], 1),
    ("tongjiang-station", "birobidzhan-station", "", 2020, 526, ["fuyuan-khabarovsk"], 0),
    ("tongjiang-station", "birobidzhan-station", "", 2023, 160, ["tongjiang-nizhneleninskoye-railway-bridge"], 1),
    ("harbin", "khabarovsk", "rail", 2021, 1254, ["suifenhe-grodekovo-rail"], 1),
    ("harbin", "khabarovsk", "rail", 2024, 935, ["tongjiang-nizhneleninskoye-railway-bridge"], 1),
    # North Korea: the line from Khasan, the sealed borders of 2020, the two lines to the south
    ("vladivostok", "rajin-port", "rail", 2014, 373, ["khasan-tumangang-crossing"], 0),
    ("vladivostok", "rajin-port", "rail", 2023, 373, ["khasan-tumangang-crossing"], 0),
    ("hunchun", "rajin-port", "", 2008, 87, ["quanhe-wonjong-crossing"], 0),
    ("hunchun", "rajin-port", "", 2023, 87, ["quanhe-wonjong-crossing"], 0),
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
    ("hunchun", "niigata-port", "", 2012, 941, ["hunchun-kraskino-road-crossing"], 0),
    ("rajin-port", "busan-port", "", 2012, 1293, ["quanhe-wonjong-crossing", "hunchun-kraskino-road-crossing"], 0),
    # lorries went on while travellers could not
    ("hunchun", "slavyanka", "road", 2020, 98, ["hunchun-kraskino-road-crossing"], 0),
    ("hunchun", "slavyanka", "road", 2022, 98, ["hunchun-kraskino-road-crossing"], 0),
    ("vladivostok", "sakaiminato-port", "", 2012, 1115, [], 0),
    ("vladivostok", "busan-port", "", 2020, 953, [], 0),
]


# origin, destination, modes, year: what would have to open
NO_WAYS = [
    ("hunchun", "zarubino-port", "rail", 1995, {"tumen-hunchun-railway"}),
    ("hunchun", "niigata-port", "", 2007, {"wonsan-niigata-ferry"}),
    ("hunchun", "niigata-port", "", 2018, {"route-hunchun-zarubino-niigata"}),
    ("hunchun", "sokcho-port", "", 2012, {"route-hunchun-zarubino-sokcho"}),
    ("hunchun", "sokcho-port", "", 2015, {"route-hunchun-zarubino-sokcho"}),
    ("rajin-port", "busan-port", "sea", 2012, {"route-hunchun-rajin-busan"}),
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
    """As it is written in full, and as it stands on the map, where what is in brackets is left out."""
    towns = [place for place in network.places if atlas.features[place].table in ("settlements", "ports")]
    names = [(town, name) for town in towns for name in atlas.features[town].record.name.values()]
    found = {(town, form): network.resolve(form) for town, name in names for form in (name, short_name(name))}
    astray = {asked: id_ for asked, id_ in found.items() if atlas.features[id_].table == "network_nodes"}
    assert astray == {}


def test_a_name_leads_to_the_same_place_in_every_language(network) -> None:
    for names in (
        ("Zarubino Port", "Zarubino port", "порт Зарубино", "扎鲁比诺港", "자루비노항", "ザルビノ港"),
        ("Mudanjiang", "牡丹江", "Муданьцзян", "무단장"),
        ("Rajin Port", "罗津港", "Порт Раджин", "라진항"),
    ):
        assert len({network.resolve(name) for name in names}) == 1, names


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


@pytest.mark.parametrize(("year", "cargo", "people"), [(2019, True, True), (2021, True, False), (2024, True, True)])
def test_a_border_that_let_only_lorries_through_was_shut_to_travellers(network, year, cargo, people) -> None:
    for load, there in ((Traffic.FREIGHT, cargo), (Traffic.PASSENGERS, people)):
        assert bool(network.way("hunchun", "slavyanka", year, Query(modes=("road",), load=load)).legs) is there
