"""The one-file page that several tests have in common, brought to where each of them begins."""

from __future__ import annotations

from playwright.sync_api import Page

from pages import RESTED

BEGIN = """link => { const { atlas } = map_1;
  atlas.pause();
  atlas.finder.clear();
  atlas.steps.leave();
  atlas.openStory(null);
  atlas.drawer.open(null);
  atlas.setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.activeElement.blur();
  for (const one of ["#lang=en", link]) { // the first makes the other news, also where the last step is not written yet
    history.replaceState(null, "", location.pathname + one);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } }"""


def begin(page: Page, link: str = "") -> Page:
    """The page as if it had been opened at a link; opening it anew takes the browser more than twice as long.

    What a reader cannot bring back by a link and by shutting what is open stays as it is: listeners and methods
    that a test has put in, what was said, how fast it plays, where Tab goes on. A test that
    needs these fresh opens a page.
    """
    page.mouse.move(0, 0)
    page.evaluate(BEGIN, link)
    page.evaluate(RESTED)
    return page
