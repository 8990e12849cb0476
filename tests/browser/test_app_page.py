"""The real app in a real browser with the network cut: what a stranger does in the first minutes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from pages import FIRST, LAST, Visit


@pytest.fixture
def latest(look) -> Visit:
    """The page as it opens; the time bar has been brought back to the last year."""
    page = look()
    page.bar.press("End")
    page.has_query(year=None)
    expect(page.slider).to_have_value(str(LAST))
    page.rest()
    return page


def test_opens_with_all_layers_drawn_and_nothing_from_outside(look) -> None:
    page = look()
    expect(page.bar).to_have_attribute("aria-valuenow", str(LAST))
    for layer in ("Railways", "Ports", "Bridges", "Border crossings", "Economic zones"):
        row = page.page.locator(".cam-legend").get_by_role("switch", name=re.compile(f"^{layer}"))
        expect(row).to_be_visible()
        assert int(re.findall(r"\d+", row.inner_text())[-1]) > 0
    assert page.colours() > 20


def test_the_time_bar_moves_the_slider(latest) -> None:
    page = latest
    page.bar.focus()
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("ArrowLeft")
    expect(page.bar).to_have_attribute("aria-valuenow", str(LAST - 2))
    expect(page.slider).to_have_value(str(LAST - 2))
    page.has_query(year=str(LAST - 2))
    page.page.keyboard.press("Home")
    expect(page.slider).to_have_value("1991")


def test_the_slider_moves_the_time_bar_and_the_map_stays(latest) -> None:
    page = latest
    page.page.evaluate("document.querySelector('.cam-map').dataset.mark = 'the same map'")
    page.slider.focus()
    for _ in range(3):
        page.page.keyboard.press("ArrowLeft")
    expect(page.bar).to_have_attribute("aria-valuenow", str(LAST - 3))
    page.has_query(year=str(LAST - 3))
    assert page.page.evaluate("document.querySelector('.cam-map').dataset.mark") == "the same map"


def test_the_year_changes_without_sending_the_map_again(latest) -> None:
    page = latest
    sent: list[int] = []
    page.page.on("websocket", lambda socket: None)
    session = page.page.context.new_cdp_session(page.page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", lambda event: sent.append(len(event["response"]["payloadData"])))
    page.slider.focus()
    page.page.keyboard.press("ArrowLeft")
    page.has_query(year=str(LAST - 1))
    session.detach()
    assert sent, "the change was answered over the socket"
    assert sum(sent) < 60_000, f"{sum(sent)} characters came back for one year"


def test_play_passes_every_year_and_stops_at_the_last(visit) -> None:
    page = visit("/?year=1991")
    page.page.evaluate(
        """() => {
          window.seen = [];
          const bar = document.querySelector(".cam-frame .cam-handle-year");
          new MutationObserver(() => window.seen.push(Number(bar.getAttribute("aria-valuenow"))))
            .observe(bar, {attributes: true, attributeFilter: ["aria-valuenow"]});
        }"""
    )
    page.page.get_by_role("button", name="Speed and more").click()
    page.page.get_by_role("button", name="10×").click()
    page.page.keyboard.press("Escape")
    page.bar.focus()
    page.page.keyboard.press("Space")
    expect(page.slider).to_have_value(str(LAST))
    passed = list(dict.fromkeys(page.page.evaluate("window.seen")))
    assert passed == list(range(FIRST + 1, LAST + 1))
    page.has_query(year=None)


def test_a_click_opens_the_details_and_close_ends_them(visit) -> None:
    page = visit("/?at=11/42.234/130.288&layers=ports")
    page.point_at_middle()
    page.page.mouse.click(*page.middle())
    article = page.page.locator(".cam-article")
    expect(article).to_contain_text("Rajin")
    article.get_by_role("tab", name=re.compile("^Sources")).click()
    assert page.parameter("id").startswith("rajin-port")
    assert article.locator("a[href^=http]").count() > 0
    page.page.locator(".cam-drawer-head > .cam-drawer-close").click()
    expect(article).to_be_hidden()
    page.has_query(id=None)


def test_the_address_bar_restores_the_state_in_a_new_page(visit) -> None:
    first = visit("/?year=2008&era=gti&layers=railways,ports&id=hunchun-makhalino-railway&at=9/42.8/130.6")
    second = visit(first.page.url.removeprefix(re.match(r"https?://[^/]+", first.page.url)[0]))
    expect(second.bar).to_have_attribute("aria-valuenow", "2008")
    expect(second.page.locator(".cam-article-name")).to_contain_text("Hunchun–Makhalino")
    expect(second.page.locator(".st-key-era input[value], .st-key-era label:has(input:checked)").first).to_be_attached()
    assert second.query() == first.query()


def test_panning_is_written_to_the_address_and_leaves_the_year(latest) -> None:
    page = latest
    box = page.page.locator(".cam-map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 120, y + 60, steps=6)
    page.page.mouse.up()
    zoom, lat, lon = (float(part) for part in page.parameter("at").split("/"))
    assert (zoom, lat > 42.75, lon < 130.6) == (8, True, True)
    expect(page.bar).to_have_attribute("aria-valuenow", str(LAST))
    page.rest()


def test_a_layer_switched_off_in_the_legend_is_off_in_the_link(latest) -> None:
    page = latest
    page.page.locator(".cam-legend").get_by_role("switch", name=re.compile("^Railways")).click()
    assert "railways" not in page.parameter("layers").split(",")
    page.page.locator(".cam-legend").get_by_role("switch", name=re.compile("^Railways")).click()
    page.has_query(layers=None)


def test_fits_a_phone_in_both_themes(visit) -> None:
    page = visit("/", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    play = page.page.locator(".cam-frame").get_by_role("button", name=re.compile("play", re.IGNORECASE))
    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)
        expect(page.page.locator(f".cam-frame[data-theme={scheme}]")).to_be_visible()
        width = page.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, "nothing sticks out at the side"
        box = play.bounding_box()
        assert min(box["width"], box["height"]) >= 40, "large enough for a thumb"


def test_a_way_is_drawn_on_the_map_and_follows_the_year(visit) -> None:
    page = visit("/?year=2023&from=heihe&to=blagoveshchensk")
    answer = page.page.locator(".cam-cargo")
    expect(answer).to_contain_text("Heihe–Blagoveshchensk river crossing")
    expect(page.page.locator(".cam-frame[data-routes='way']")).to_be_visible()
    page.bar.focus()
    for _ in range(2):
        page.page.keyboard.press("ArrowLeft")
    expect(answer.locator(".cam-answer")).to_contain_text("In 2021")
    page.has_query(year="2021")


def test_a_browser_that_cannot_build_the_map_is_told_so(chromium, app) -> None:
    page = chromium.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(app)
    expect(page.locator(".ca-host")).to_have_text("The map could not be drawn in this browser. A newer one will do.")
    expect(page.locator(".st-key-year")).to_be_visible()
    page.close()
