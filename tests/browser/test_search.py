"""The search box in a real browser: what it finds first, how fast, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from again import begin

BOX, ROWS = ".cam-finder-input", ".cam-finder-row"
SEARCH = """() => {
  const { features, unplaced } = map_1.atlas.model;
  window.all = [...features, ...unplaced.values()];
  window.make = () => new CorridorAtlas.Search(all);
}"""

# What is typed, and what must come first.
FIRST = {
    # whole names, beginnings, aliases, the mistransliterations of the papers
    "Zarubino": "zarubino",
    "zarub": "zarubino",
    "zarubin port": "zarubino-port",
    "hunch": "hunchun",
    "rajin": "rason",
    "khasan": "khasan",
    "Manhasset": "makhalino",
    "hunchun manhasset": "hunchun-makhalino-railway",
    "Luo Jin": "rason",
    "luojin": "rason",
    "Qiaobashan": "choibalsan",
    "ulan bator": "ulaanbaatar",
    "haishenwai": "vladivostok-port",
    "BAM": "baikal-amur-mainline",
    "ESPO": "espo-oil-pipeline",
    "GTI": "gti",
    "transsib": "trans-siberian-railway-far-east",
    "two mountains": "arxan-choibalsan-railway",
    "tripoint": "tumen-tripoint",
    "changjitu": "changjitu-pilot-zone",
    "power of siberia gas": "power-of-siberia-gas-pipeline",
    "friendship bridge": "korea-russia-friendship-bridge",
    "bridge": "bolshoi-ussuriysky-bridge",
    "rajin port": "rajin-port",
    # without a place
    "TRADP": "tradp",
    "undp": "undp",
    # typing errors, finished or not
    "Zarubinno": "zarubino",
    "Hunchin": "hunchun",
    "Huchun": "hunchun",
    "khunchun": "hunchun",
    "Makalino": "makhalino-station",
    "manhaset": "makhalino",
    "choybalsn": "choibalsan",
    "heixazi": "bolshoi-ussuriysky-heixiazi-island",
    "ulanbaatar": "ulaanbaatar",
    "Vladivistok": "vladivostok",
    "Wladiwostok": "vladivostok",
    "vladiwos": "vladivostok",
    "Blagoveschensk": "blagoveshchensk",
    "blagowesc": "blagoveshchensk",
    "Khabarowsk": "khabarovsk",
    "hassan": "khasan",
    "Posiet": "posyet",
    "Vostochnyi": "vostochny-port",
    "nizhneleninskoe bridge": "tongjiang-nizhneleninskoye-railway-bridge",
    # words in any order, written apart or as one, accents, apostrophes
    "port zarubino": "zarubino-port",
    "khasan rajin": "rajin-khasan-railway",
    "makhalino hunchun railway": "hunchun-makhalino-railway",
    "heixiazi": "bolshoi-ussuriysky-heixiazi-island",
    "hei xia zi": "bolshoi-ussuriysky-heixiazi-island",
    "chang ji tu": "changjitu-pilot-zone",
    "zamyn uud": "zamyn-uud-station",
    "zamynuud": "zamyn-uud-station",
    "Beian": "beian-station",
    "bei an": "beian-station",
    "Hongŭi": "hongui-junction",
    # Russian and Mongolian
    "владив": "vladivostok",
    "Владивасток": "vladivostok",
    "Хуньчунь": "hunchun",
    "хунчунь": "hunchun",
    "улан батор": "ulaanbaatar",
    "Улаанбаатар": "ulaanbaatar",
    "Чойбалсан": "choibalsan",
    "Замын-Үүд": "zamyn-uud-station",
    "замын ууд": "zamyn-uud-station",
    # Chinese and Japanese, from one sign on and from the middle of a name
    "珲": "hunchun",
    "珲春": "hunchun",
    "琿春": "hunchun",
    "黑瞎子": "bolshoi-ussuriysky-heixiazi-island",
    "瞎子岛": "bolshoi-ussuriysky-heixiazi-island",
    "鲁比诺港": "zarubino-port",
    "扎鲁比诺港": "zarubino-port",
    "海参崴": "vladivostok-port",
    "图们江大桥": "quanhe-wonjong-old-bridge",
    "北京": "beijing-station",
    "ザルビノ": "zarubino",
    "ウラジオ": "vladivostok",
    "うらじお": "vladivostok",
    "ウスリー島": "bolshoi-ussuriysky-heixiazi-island",
    # Korean, while a syllable is still being composed, and from the middle
    "훈춘": "hunchun",
    "훈ㅊ": "hunchun",
    "자루비": "zarubino",
    "자루비노항": "zarubino-port",
    "블라디보스톡": "vladivostok",
    "하산 라진": "rajin-khasan-railway",
    "우정의 다리": "korea-russia-friendship-bridge",
    # several languages at once
    "珲春 international": "hunchun-international-port",
}
NEAR = {"海參崴": "vladivostok-port", "zarubino qqq": "zarubino", "qqxqq": ""}
"""What nothing is called: the first suggestion, or none."""


@pytest.fixture
def page(look_map: Callable[..., Any]) -> Any:
    """The one-file page, with what the search is tried out with."""
    page = begin(look_map(width=1280, height=800))
    page.evaluate(SEARCH)
    return page


def find(page: Any, queries: list[str]) -> list[dict[str, Any]]:
    """What is found first for each query, and whether it is only near."""
    return list(
        page.evaluate(
            """queries => { const search = make();
            return queries.map((query) => {
              const { hits, near } = search.find(query, 'en');
              return { first: hits.length ? hits[0].feature.id : '', near };
            }); }""",
            queries,
        )
    )


def rows(page: Any) -> list[str]:
    """The ids of the listed features."""
    return list(page.evaluate("map_1.atlas.finder.hits.map((hit) => hit.feature.id)"))


def listed(page: Any, query: str) -> list[str]:
    page.locator(BOX).click()
    page.locator(BOX).fill(query)
    return rows(page)


def test_the_expected_comes_first(page: Any) -> None:
    found = find(page, list(FIRST))
    assert {query: one["first"] for query, one in zip(FIRST, found, strict=True)} == FIRST
    assert not [query for query, one in zip(FIRST, found, strict=True) if one["near"]]


def test_what_nothing_is_called_is_told_with_the_nearest(page: Any) -> None:
    found = find(page, list(NEAR))
    assert {query: one["first"] for query, one in zip(NEAR, found, strict=True)} == NEAR
    assert all(one["near"] for one in found)


def test_the_index_is_made_at_first_focus(open_map: Callable[..., Any]) -> None:
    page = open_map(fresh=True)
    assert page.evaluate("map_1.atlas.finder.index") is None
    page.locator(BOX).focus()
    assert page.evaluate("map_1.atlas.finder.index instanceof CorridorAtlas.Search")


def test_every_name_and_alias_finds_its_feature(page: Any) -> None:
    lost = page.evaluate(
        """() => { const search = make();
        const lost = [];
        for (const one of all) {
          for (const text of [...Object.values(one.names), ...one.aliases]) {
            const { hits, near } = search.find(text.slice(0, 60), 'en');
            if (near || !hits.some((hit) => hit.feature === one)) lost.push(text);
          }
        }
        return lost; }"""
    )
    assert lost == []


def active(page: Any) -> int:
    """The place in the list of what a screen reader is told to be on."""
    row = page.locator(BOX).get_attribute("aria-activedescendant")
    return int(page.locator(f"#{row}").get_attribute("data-at"))


def test_it_is_a_combobox(page: Any) -> None:
    box = page.get_by_role("combobox", name="Search the atlas by name")
    assert box.get_attribute("aria-expanded") == "false"
    box.click()
    box.fill("zarub")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("listbox").get_attribute("id") == box.get_attribute("aria-controls")
    options = page.get_by_role("listbox").get_by_role("option")
    assert options.count() > 5
    assert page.get_by_role("status").filter(has_text=f"{options.count()} found").count() == 1
    assert active(page) == 0
    page.keyboard.press("ArrowDown")
    assert active(page) == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert active(page) == options.count() - 1
    assert page.locator(f'{ROWS}[aria-selected="true"]').count() == 1
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "zarub"
    page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_the_slash_leads_to_it_but_not_out_of_a_field(page: Any) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "cam-finder-input"
    assert page.locator(BOX).input_value() == ""
    page.locator("input.cam-year").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "cam-year"


def test_a_row_says_what_matched_and_what_it_is(page: Any) -> None:
    assert listed(page, "Manhasset")[0] == "makhalino"
    row = page.locator(ROWS).first
    assert row.locator(".cam-finder-name").inner_text() == "Makhalino station"
    assert row.locator(".cam-finder-form mark").inner_text() == "Manhasset"
    assert row.locator(".cam-finder-kind").inner_text() == "Towns and stations"
    page.evaluate("map_1.atlas.setLanguage('ko')")
    listed(page, "Hunchun")
    assert row.locator(".cam-finder-name").inner_text() == "훈춘"
    assert row.locator(".cam-finder-form").inner_text() == "Hunchun"


def test_choosing_goes_to_the_first_year_of_what_is_not_there(page: Any) -> None:
    page.evaluate(
        """() => { const { atlas } = map_1;
        atlas.setYear(1995);
        atlas.setFilter({ layers: ['ports'], countries: ['KR'], statuses: ['suspended'], era: 'tradp' });
        atlas.setFilter({ certainOnly: true });
        window.heard = [];
        for (const name of ['year', 'layers', 'filter', 'select']) atlas.on(name, () => heard.push(name)); }"""
    )
    listed(page, "tongjiang railway bridge")
    first = page.evaluate("map_1.atlas.model.byId.get('tongjiang-nizhneleninskoye-railway-bridge').spans[0]")
    assert page.locator(".cam-finder-years.cam-away").first.inner_text().endswith(f"→ {first}")
    page.keyboard.press("Enter")
    assert page.evaluate("map_1.atlas.getYear()") == first
    assert page.evaluate("map_1.atlas.state.selected") == "tongjiang-nizhneleninskoye-railway-bridge"
    assert page.evaluate("map_1.atlas.state.code(map_1.atlas.model.byId.get(map_1.atlas.state.selected))") >= 0
    assert set(page.evaluate("heard")) == {"year", "layers", "filter", "select"}
    assert page.evaluate(
        """() => { const { box } = map_1.atlas.model.byId.get(map_1.atlas.state.selected).shape;
        const middle = L.point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        return map_1.getBounds().contains(L.CRS.EPSG3857.pointToLatLng(middle, 0)); }"""
    )


def test_choosing_stays_in_the_year_of_what_is_there_unless_asked(page: Any) -> None:
    page.evaluate("map_1.atlas.setYear(2020)")
    listed(page, "changchun hunchun high-speed")
    page.keyboard.press("Enter")
    assert page.evaluate("map_1.atlas.getYear()") == 2020
    listed(page, "changchun hunchun high-speed")
    page.keyboard.press("Shift+Enter")
    first = page.evaluate("map_1.atlas.model.byId.get('changchun-hunchun-intercity-railway').spans[0]")
    assert page.evaluate("map_1.atlas.getYear()") == first
    page.evaluate("map_1.atlas.setYear(2020)")
    listed(page, "changchun hunchun high-speed")
    page.locator(".cam-finder-years").first.click()
    assert page.evaluate("map_1.atlas.getYear()") == first


def test_what_has_no_place_is_chosen_without_moving_the_map(page: Any) -> None:
    seen = "(({lat, lon, zoom}) => [lat, lon, zoom, map_1.atlas.getYear()])(map_1.atlas.sight.view())"
    before = page.evaluate(seen)
    assert listed(page, "TRADP")[0] == "tradp"
    assert "not on the map" in page.locator(ROWS).first.inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate("map_1.atlas.state.selected") == "tradp"
    assert page.evaluate(seen) == pytest.approx(before, abs=0.005), "beside the drawer, to the pixel"


def test_suggestions_are_chosen_only_on_purpose(page: Any) -> None:
    assert listed(page, "zarubino qqq")[0] == "zarubino"
    assert page.locator(".cam-finder-message").inner_text() == "Nothing is called “zarubino qqq”. Near it:"
    page.keyboard.press("Enter")
    assert page.evaluate("map_1.atlas.state.selected") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("map_1.atlas.state.selected") == "zarubino"
    assert listed(page, "qqxqq") == []
    assert page.locator(".cam-finder-message").inner_text() == "Nothing is called “qqxqq”."
    assert page.locator(BOX).get_attribute("aria-expanded") == "false"


def test_names_are_only_text(open_map: Callable[..., Any]) -> None:
    page = open_map(fresh=True)
    page.evaluate(
        """() => { const { features } = map_1.atlas.model;
        features[0].names.en = '<img src=x onerror="window.hurt=1">quux<mark>';
        features[0].aliases = ['quuxo <script>hurt=1</script>']; }"""
    )
    listed(page, "quux")
    assert page.locator(f"{ROWS} :is(img[onerror], script)").count() == 0
    assert page.locator(f"{ROWS} .cam-finder-name").first.inner_text().startswith("<img src=x")
    listed(page, '<b>"&')
    assert page.locator(".cam-finder-panel b").count() == 0
    assert page.evaluate("window.hurt") is None
