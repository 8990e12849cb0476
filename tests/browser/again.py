"""The one-file page that several tests have in common, brought to where each of them begins, and how it is found out
whether one that a test has left is as it was opened."""

from __future__ import annotations

from playwright.sync_api import Error, Page

NOTE = """() => { const { undo, handlers } = map_1.atlas;
  const heard = Object.entries(handlers).map(([name, all]) => [name, all.length]);
  map_1.atOpening = { undo: undo.length, heard: Object.fromEntries(heard) }; }"""
"""Run in the page as it opens: how many listen, so that those who come later can be told to go."""
CLEAR = """const { atlas } = map_1, { atOpening } = map_1;
  const go = link => {
    history.replaceState(null, "", location.pathname + link); // the whole address: nothing of the last one stays
    dispatchEvent(new HashChangeEvent("hashchange"));
  };
  const painted = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const shut = () => {
    atlas.pause();
    atlas.finder.clear();
    atlas.steps.leave();
    atlas.openStory(null);
    atlas.drawer.open(null);
    atlas.drawer.sheet.set("peek");
    atlas.setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    document.activeElement.blur();
  };
  const forget = () => { // panels and articles are made when they are first opened
    if (!atOpening) return;
    const { article, entries } = atlas.drawer;
    for (const one of [article.body, article.foot, article.kick]) one.replaceChildren();
    article.parts.clear();
    article.strip = null;
    for (const one of entries.values()) {
      one.body.replaceChildren();
      one.panel = null;
    }
    for (const undo of atlas.undo.splice(atOpening.undo)) undo();
    for (const [name, all] of Object.entries(atlas.handlers)) all.length = atOpening.heard[name] || 0;
  };"""
# the first address makes the other news, also where the last step is not written yet
BEGIN = f"async link => {{ {CLEAR} shut(); go('#lang=en'); forget(); go(link); await painted(); }}"
FOLLOW = f"async link => {{ {CLEAR} go(link); const held = location.hash; await painted(); return held; }}"
GLOBALS = "() => Object.keys(window).sort().join()"
STANDS = (
    f"""() => {{ const names = ({GLOBALS})();"""
    + """
  const { atlas } = map_1, found = [names, location.href, document.title, innerWidth, innerHeight, scrollY];
  found.push(atlas.clock.speed, ...[localStorage, sessionStorage].map(one => JSON.stringify(one)));
  found.push(...["dark", "light"].map(one => matchMedia(`(prefers-color-scheme: ${one})`).matches));
  found.push(matchMedia("print").matches, document.head.childElementCount, document.documentElement.lang);
  const made = [navigator, navigator.clipboard, navigator.geolocation, document, history, map_1, atlas];
  const isPart = one => one && typeof one === "object" && !(one instanceof Node) && !Array.isArray(one);
  made.push(...Object.values(atlas).filter(isPart));
  for (const one of made) {
    found.push(Object.keys(one || {}).filter(name => name !== "text" && typeof one[name] === "function").join());
  }
  found.push(Boolean(atlas.finder.index), atlas.state.notes.length);
  const nothing = name => /^(style|id|d)$/.test(name);
  for (const one of document.querySelectorAll("body *")) {
    if (/^(script|style)$/.test(one.localName)) continue;
    if (one.closest(".leaflet-pane, .cam-voice")) continue; // where the map is the address says, what was said is over
    found.push(`${one.localName} ${one.classList[0] ?? ""}`);
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    const said = [...one.attributes].filter(({ name, value }) => value && !nothing(name)).map(at => at.name + at.value);
    const text = [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data);
    found.push([...said.sort(), ...text, one.value ?? "", one.checked ?? "", one.scrollTop].join(" "));
  }
  found.push(...[...document.querySelectorAll(".leaflet-marker-pane *")].map(one => one.className));
  return found.map(String); }"""
)
"""Run in the page: all that a reader or a screen reader finds in it, and what a test may have put into it unseen."""


LOOKS = 6
"""How often a page is looked at until it counts as another one: it is then opened anew, which is only slower."""


def begin(page: Page, link: str = "") -> Page:
    """The page as if it had been opened at a link; opening it anew takes the browser three times as long.

    What a reader cannot bring back by a link and by shutting what is open stays as it is: methods
    that a test has put in, what was said, how fast it plays, where Tab goes on. A test that
    needs these fresh opens a page.
    """
    page.mouse.move(0, 0)
    page.evaluate(BEGIN, link)
    return page


def follow(page: Page, link: str) -> None:
    """Go to a link on a page that stands as it opens."""
    held = page.evaluate(FOLLOW, link)
    assert len(held.split("&")) == len(link.split("&")), f"the address holds {held}, expected {link}"


def note(page: Page) -> list[str]:
    """What is found in the page as it opens."""
    page.evaluate(NOTE)
    return stands(page)


def stands(page: Page) -> list[str]:
    """What is found in the page; two pages of which it is the same are the same to whoever comes next."""
    found: list[str] = page.evaluate(STANDS)
    return found


def is_as_opened(page: Page, opened: list[str]) -> bool:
    """Bring a page back to where it opens, and tell whether that was done; `opened` is what was found when it did."""
    try:
        if page.evaluate(GLOBALS) != opened[0]:  # what no link brings back
            return False
        begin(page)
        for _ in range(LOOKS):  # some things go a moment after what they belong to
            if stands(page) == opened:
                return True
            page.wait_for_timeout(50)
        return False
    except Error:  # a test has taken the map away
        return False
