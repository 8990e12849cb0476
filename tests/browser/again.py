"""The one-file page that several tests have in common, brought to where each of them begins."""

from __future__ import annotations

from playwright.sync_api import Page

from pages import RESTED

BEGIN = """link => { const { atlas } = map_1, { block, legend, timebar, tools } = atlas, { menu } = timebar;
  atlas.pause();
  atlas.clock.speed = 1;
  menu.mark(1);
  menu.open(false);
  if (menu.fold?.getAttribute("aria-expanded") === "true") menu.fold.click();
  tools.measure.stop();
  tools.location.clear();
  tools.here.close(false);
  tools.pins.card.close(false);
  for (const one of document.querySelectorAll(":popover-open")) one.hidePopover();
  for (const one of document.querySelectorAll("dialog[open]")) one.close();
  atlas.finder.clear();
  atlas.steps.leave();
  atlas.openStory(null);
  atlas.drawer.open(null);
  block.sheet.set("peek");
  legend.wide = true;
  legend.open(true);
  atlas.theme.choice = "auto";
  atlas.theme.apply();
  const top = document.createElement("span"); // Tab goes on from where the focus was last
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus({ preventScroll: true });
  top.remove();
  for (const one of ["#lang=en", link]) { // the first makes the other news, also where the last step is not written yet
    history.replaceState(null, "", location.pathname + one);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } }"""


def begin(page: Page, link: str = "") -> Page:
    """The page as if it had been opened at a link; opening it anew takes the browser three times as long.

    Listeners, methods and data that a test has put in stay as they are. A test that does so leaves a name of its own
    in `window`, by which `pages.UNTOUCHED` knows that the page must not serve another.
    """
    page.mouse.move(0, 0)
    page.evaluate(BEGIN, link)
    page.evaluate(RESTED)
    return page
