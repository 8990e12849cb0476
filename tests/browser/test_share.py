"""Links in a real browser: what the one-file page keeps in its address, and what its panel gives to take away."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

from again import begin
from playwright.sync_api import expect

from corridor_atlas.data import dataset
from corridor_atlas.draw import webmap
from pages import PAUSED_AFTER, SPAN, comes_to, until

STATE = """() => { const {sight, state} = map_1.atlas, {zoom, lat, lon} = sight.view(); return {
  year: state.year, since: state.since, layers: [...state.layers].sort(), era: state.era && state.era.id,
  certain: state.certainOnly, gone: state.showGone, against: state.against, how: state.how, selected: state.selected,
  language: state.language, names: state.names,
  facets: Object.fromEntries(CorridorAtlas.FACETS.map(facet => [facet, [...state.facets[facet]]])),
  view: [zoom, ...[lat, lon].map(one => Math.round(one * 4) / 4)] }; }"""
"""What a link holds; the middle of the view to quarters of a degree, for the map rounds it to whole pixels."""
FULL = (
    "year=2018&era=gti&layers=railways,ports,bridges&id=hunchun-makhalino-railway&certain=1&gone=1"
    "&at=7/43.5000/131.0000&since=2010&vs=2005&how=beside&lang=zh&names=KR"
    "&status=operating,suspended&traffic=freight&country=CN,RU&along=primorye-2-corridor"
    "&tier=strategic&kind=hard&sure=high"
)


HELD = "() => Object.fromEntries(new URLSearchParams(location.hash.slice(1)))"


def hash_of(page: Any) -> dict[str, str]:
    """What the address holds after the #."""
    return dict(page.evaluate(HELD))


def writes(page: Any, **wanted: str) -> None:
    """Wait until the address holds just this after the #."""
    comes_to(page, HELD, wanted)


def panel(page: Any) -> Any:
    """The panel, opened."""
    page.locator(".cam-tools").get_by_role("button", name="Take away").click()
    return page.locator(".cam-take")


# --- the address of the one-file page -------------------------------------------------------------


def test_a_link_brings_everything_back(
    open_map: Callable[..., Any], look_map: Callable[..., Any], atlas: dataset.Atlas
) -> None:
    page = begin(look_map(), "#" + FULL)
    first = page.evaluate(STATE)
    assert (first["year"], first["since"], first["against"], first["how"]) == (2018, 2010, 2005, "beside")
    assert first["layers"] == ["bridges", "ports", "railways"]
    assert (first["era"], first["certain"], first["gone"]) == ("gti", True, True)
    assert (first["selected"], first["language"], first["names"]) == ("hunchun-makhalino-railway", "zh", "KR")
    assert first["facets"] == {
        "statuses": ["operating", "suspended"],
        "traffic": ["freight"],
        "countries": ["CN", "RU"],
        "along": ["primorye-2-corridor"],
        "tiers": ["strategic"],
        "connectivity": ["hard"],
        "confidence": ["high"],
    }
    assert first["view"] == [7, 43.5, 131]
    page.evaluate("map_1.atlas.emit('year', {year: 2018, settled: true})")
    until(page, "asked => location.hash !== asked", "#" + FULL)
    written = hash_of(page)
    asked = {name: values[0] for name, values in parse_qs(FULL).items()}
    order = [one.id for one in atlas.layers]
    asked["layers"] = ",".join(sorted(asked["layers"].split(","), key=order.index))
    assert written.pop("at").startswith("7/43.")
    assert written == {name: value for name, value in asked.items() if name != "at"}
    again = open_map("#" + urlparse(page.url).fragment, fresh=True)
    assert again.evaluate(STATE) == first


def test_nothing_is_written_for_what_is_as_on_opening(look_map: Callable[..., Any]) -> None:
    page = begin(look_map())
    last = page.evaluate("map_1.atlas.getYear()")
    assert "#" not in page.url
    page.locator(".cam-handle-year").focus()
    page.keyboard.press("ArrowLeft")
    writes(page, year=str(last - 1))
    page.evaluate("map_1.atlas.chooseFilter({countries: ['KP'], showGone: true})")
    writes(page, year=str(last - 1), country="KP", gone="1")
    page.keyboard.press("ArrowRight")
    page.evaluate("map_1.atlas.chooseFilter({countries: [], showGone: false})")
    writes(page)
    assert "#" not in page.url
    entries = page.evaluate("history.length")
    for key in ("ArrowLeft", "ArrowLeft", "Home"):
        page.keyboard.press(key)
    writes(page, year=str(page.evaluate("map_1.atlas.model.years[0]")))
    assert page.evaluate("history.length") == entries, "each year is not a step of the back button"


NONSENSE = [
    "#year=20x5&since=&layers=nothing&era=never&certain=maybe&gone=2&status=flying&country=ZZ&along=x&tier=y",
    "#kind=z&sure=w&vs=1066&how=sideways&story=none-such&step=-1&lang=xx&names=ZZ&id=%3Cscript%3E&at=a/b/c",
    "#at=99/0/0&year=99999&vs=0&%E0%A4%A=1&&&==&since=2020.5",
    "#at=8/NaN/Infinity&at=1/2/3/4&layers=,,,&status=,",
]


def test_nonsense_in_the_address_is_passed_over(open_map: Callable[..., Any], look_map: Callable[..., Any]) -> None:
    usual = begin(look_map()).evaluate(STATE)
    assert {link: begin(look_map(), link).evaluate(STATE) for link in NONSENSE} == dict.fromkeys(NONSENSE, usual)
    every = NONSENSE[0] + "&" + "&".join(link[1:] for link in NONSENSE[1:3])
    assert open_map(every, fresh=True).evaluate(STATE) == usual


def test_a_link_of_another_edition_says_so_until_that_is_closed(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), f"#year=2012&edition={SPAN['data_version']}")
    notices = page.locator(".cam-notices")
    assert not notices.is_visible(), "its own"
    page.evaluate("location.hash = 'year=2003&edition=1998.01'")
    expect(notices).to_contain_text(f"edition 1998.01; you see edition {SPAN['data_version']}")
    page.locator(".cam-handle-year").focus()
    page.keyboard.press("ArrowLeft")
    writes(page, year="2002")
    expect(notices).to_be_visible()
    notices.get_by_role("button", name="Close").click()
    expect(notices).to_be_hidden()


def test_what_makes_sense_beside_nonsense_counts(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2012&layers=ports,nothing&country=CN,ZZ&how=sideways&vs=2000")
    found = page.evaluate(STATE)
    assert (found["year"], found["layers"], found["facets"]["countries"]) == (2012, ["ports"], ["CN"])
    assert (found["against"], found["how"]) == (2000, "changes")


def test_a_changed_address_is_followed(look_map: Callable[..., Any]) -> None:
    usual = begin(look_map()).evaluate(STATE)
    page = begin(look_map(), "#year=2012&country=CN&vs=2000&how=beside")
    page.evaluate("location.hash = 'year=2003&id=rason-special-economic-zone&at=6/45/130'")
    until(page, "map_1.atlas.getYear() === 2003")
    found = page.evaluate(STATE)
    assert (found["year"], found["against"], found["facets"]) == (2003, None, usual["facets"])
    assert found["view"] == [6, 45, 130]
    assert page.locator(".cam-second").count() == 0
    page.evaluate("location.hash = ''")
    comes_to(page, STATE, usual)


def test_a_page_made_for_a_view_can_leave_it(chromium: Any, atlas: dataset.Atlas, tmp_path: Path) -> None:
    options = {
        "year": 2015,
        "era": "gti",
        "countries": ["CN"],
        "against": 2000,
        "selected": "hunchun-makhalino-railway",
    }
    path = tmp_path / "view.html"
    webmap.save_html(webmap.build(atlas, options=options), path)
    page = chromium.new_page()
    page.goto(path.as_uri())
    page.evaluate("map_1.atlas.chooseFilter({era: null, countries: []})")
    page.evaluate("() => { map_1.atlas.select(null); map_1.atlas.compare({against: null}); }")
    emptied = {"era": "none", "country": "none", "id": "none", "vs": "none"}
    comes_to(page, f"() => {{ const {{at, ...held}} = ({HELD})(); return held; }}", emptied)
    page.reload()
    found = page.evaluate(STATE)
    assert (found["year"], found["era"], found["against"], found["selected"]) == (2015, None, None, None)
    assert found["facets"]["countries"] == []
    page.close()


def test_nothing_is_written_while_the_map_plays(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2015")
    page.evaluate("map_1.atlas.clock.speed = 5")
    page.get_by_role("button", name="Play").click()
    held, _ = page.evaluate(PAUSED_AFTER, 2019)
    assert held == "#year=2015"
    reached, last = page.evaluate("[map_1.atlas.getYear(), map_1.atlas.model.years[1]]")
    until(
        page,
        "year => (new URLSearchParams(location.hash.slice(1)).get('year') || year[1]) === year[0]",
        [str(reached), str(last)],
    )


def test_a_guided_tour_is_in_the_link(look_map: Callable[..., Any], atlas: dataset.Atlas) -> None:
    tour = next(iter(atlas.stories))
    page = begin(look_map(), f"#story={tour}&step=2&lang=ru")
    expect(page.locator(".cam-story-count")).to_be_visible()
    page.locator(".cam-story-next").click()
    until(page, "new URLSearchParams(location.hash.slice(1)).get('step') === '3'")
    assert hash_of(page)["story"] == tour
    page.evaluate("map_1.atlas.openStory(null)")
    until(page, "!new URLSearchParams(location.hash.slice(1)).has('story')")


# --- the panel --------------------------------------------------------------------------------------


class Frames(HTMLParser):
    """The attributes of the frames in a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_the_link_is_copied_and_said(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2012&country=CN")
    body = panel(page)
    field = body.get_by_role("textbox", name="Link to this view")
    edition = f"&edition={SPAN['data_version']}"
    assert field.input_value() == page.url + edition
    page.locator(".cam-handle-year").focus()
    page.keyboard.press("ArrowLeft")
    body.get_by_role("button", name="Copy the link").click()  # at once: the address is waited for
    expect(body.locator("[aria-live]")).to_have_text("Copied")
    assert "year=2011&country=CN" in page.url
    assert page.evaluate("navigator.clipboard.readText()") == page.url + edition == field.input_value()
    frame = Frames(body.get_by_role("textbox", name="To put the map into a page").input_value()).found
    assert frame[0]["src"] == "map.html#year=2011&country=CN", "beside the page, with no folder of this computer in it"
    assert frame[0]["title"] == "Corridor Atlas, 2011"


def test_without_a_clipboard_the_text_is_selected(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2012")
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
        " document.execCommand = () => false; }"
    )
    body = panel(page)
    body.get_by_role("button", name="Copy the link").click()
    expect(body.locator("[aria-live]")).to_have_text(re.compile("Selected"))
    chosen = """() => { const {value, selectionStart, selectionEnd} = document.activeElement;
        return value.slice(selectionStart, selectionEnd); }"""
    assert page.evaluate(chosen) == f"{page.url}&edition={SPAN['data_version']}"


def test_the_panel_says_what_the_link_holds(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#" + FULL.replace("&lang=zh", ""))
    said = panel(page).locator(".cam-take-list li").all_inner_texts()
    assert said[:2] == ["The years 2010 to 2018", "Compared with 2005: Side by side"]
    assert said[2] == "Layers: Railways, Ports, Bridges"
    whole = " | ".join(said)
    for part in (
        "Greater Tumen Initiative",
        "Only operating, suspended",
        "Only China, Russia",
        "Only hard connectivity",
    ):
        assert part in whole, whole


def test_a_file_gives_its_citation_and_a_table_of_what_is_shown(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2012&country=CN&layers=ports")
    body = panel(page)
    assert body.get_by_text("This map is a file on your computer").is_visible()
    cited = body.get_by_role("textbox", name="Citation").input_value()
    assert "view of 2012" in cited
    assert "file:" not in cited, "nobody else could follow that"
    body.get_by_role("combobox", name="Reference").select_option("ris")
    assert body.get_by_role("textbox", name="Reference").input_value().startswith("TY  -")
    with page.expect_download() as waiting:
        body.get_by_role("button", name="Download CSV").click()
    assert waiting.value.suggested_filename == "corridor-atlas_2012.csv"
    rows = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("id,layer,name_en")
    assert len(rows) > 2
    assert all(",ports," in row for row in rows[1:])
