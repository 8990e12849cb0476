// Puts the Folium map into the page once and keeps it: later calls only pass on what changed.
// The big parts (Leaflet, the map's own script, styles, all features) come with the first call
// alone; `have` tells Python that they have arrived.
const mounted = new WeakMap();
const PATIENCE = 4000; // milliseconds after which a report without an answer counts as lost, or the slider as stuck
const PAUSE = 60; // milliseconds until it is looked again whether the page is still at work
const CALM = 250; // milliseconds after a run until the widgets hold what it said: they take it up in two goes
const ANSWER = 2000; // milliseconds in which a run begins if something was asked for
const ASKS = "button, a, input, textarea, label, summary, canvas, .stVegaLiteChart, .stSlider, [role=option]"; // what asks if touched
const IDLE = ["Tab", "Shift", "Control", "Alt", "Meta"]; // keys that ask for nothing
let shown = null;
let touched = -Infinity; // when something on the page was touched that may ask for a run of the script
let begun = -Infinity; // when a run was last seen to begin
let sent = -Infinity; // when the map itself last asked for one
let stirred = -Infinity; // when the page was last seen to be busy, with a run or with itself
let turn = null; // number of the run whose word was heard last
let awaited = null; // that number when a run began whose word has not come: the page has not drawn what it said
let first = false; // whether the next run to begin may be the one that the map asked for just before the touch
for (const name of ["click", "keydown"]) {
  document.addEventListener(name, ({ target, key }) => {
    if (target.closest?.(ASKS) && !target.closest(".ca-host") && !IDLE.includes(key)) {
      touched = performance.now();
      first = sent > begun;
    }
  }, true);
}
new MutationObserver(() => {
  stirred = performance.now();
  if (isRunning()) seeBegin();
  if (shown?.controller) attend(shown);
}).observe(document.documentElement, {
  subtree: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"],
});

/** Note that a run has begun. One that the map asked for before the touch is not the answer to the touch: that one
 * is broken off for the answer, and between the two the page looks as if it were at rest. */
function seeBegin() {
  begun = performance.now();
  awaited = turn;
  if (first) touched = begun + 1;
  first = false;
}

function isDark(element) {
  const paper = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const hex = /^#([0-9a-f]{6})/i.exec(paper);
  if (!hex) return matchMedia("(prefers-color-scheme: dark)").matches;
  const value = parseInt(hex[1], 16);
  return 0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255) < 128;
}

function run(code) {
  const script = document.createElement("script");
  script.textContent = code;
  document.head.append(script);
  script.remove();
}

/** Build the map, and hand it what Python tells; over when all of it is in place. */
async function build(one, parts, data, parentElement) {
  if (!window.CorridorAtlas) {
    const style = document.createElement("style");
    style.textContent = parts.css;
    document.head.append(style);
    parts.libraries.forEach(run);
  }
  const early = !one.controller; // what goes on meanwhile would miss one that was there before
  one.controller?.destroy();
  one.given = null;
  const host = parentElement.querySelector(".ca-host");
  const controller = window.CorridorAtlas.start(host, parts, {
    ...data.filter,
    ...data.compare,
    scope: data.scope,
    ...data.ways,
    ...asReach(data.reach),
    check: data.check,
    ...(data.corridor && { corridor: data.corridor.id, load: data.corridor.load }),
    year: data.year,
    since: data.since,
    selected: data.selected,
    story: data.story,
    language: data.language,
    names: data.names,
    notes: data.notes,
    view: data.at_home ? null : data.viewport, // without a place in the link, what is chosen is brought into view
    theme: isDark(parentElement) ? "dark" : "light",
    keys: "page",
    panel: data.story ? null : data.panel, // a tour has the whole window
    panels: ["table", "own", "take"],
    bring,
    early,
    controls: openSidebar,
    ground: addresses(data.ground),
    notices: data.notices,
  });
  if (controller.ready) await controller.ready;
  one.controller = controller;
  give(controller, data);
  shown = one;
  one.rev = data.rev;
  one.slid = yearSlider()?.value;
  one.view = data.viewport;
  one.told = told(data);
}

/** What Python tells on top of the parts: what is read, and the figures that are computed again. */
function give(controller, { article, figures, ground }) {
  controller.options.ground = addresses(ground); // the finest comes when it is made
  controller.give("article", article);
  controller.give("figures", figures);
}

/** A reach as the map opens with it. */
function asReach(value) {
  const { load, anySea, ...reach } = value || {};
  return value ? { load, anySea, reach } : {};
}

/** Where the cells of the ground are, seen from this page, which need not stand at the root of its host. */
function addresses(ground) {
  return Object.fromEntries(Object.entries(ground || {}).map(([id, path]) => [id, new URL(path.replace(/^\//, ""), document.baseURI).href]));
}

/** Unfold the page's own sidebar, whose button is out of sight: the menu of the map stands for it. The focus goes to
 * the button that folds it again, once that can take it. */
function openSidebar() {
  document.querySelector("[data-testid=stExpandSidebarButton]")?.click();
  const end = performance.now() + PATIENCE;
  const look = () => {
    const fold = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    fold?.focus({ preventScroll: true });
    if ((!fold || document.activeElement !== fold) && performance.now() < end) requestAnimationFrame(look);
  };
  look();
}

/** What Python says, each part as a text that can be compared. */
function told(data) {
  return Object.fromEntries(Object.keys(SETTERS).map((name) => [name, JSON.stringify(data[name] ?? null)]));
}

const SETTERS = {
  language: (map, value) => map.setLanguage(value),
  names: (map, value) => map.setNames(value),
  filter: (map, value) => map.setFilter(value),
  notes: (map, value) => map.tools.pins.set(value),
  scope: (map, value) => map.setScope(value, { silent: true }),
  since: (map, value) => map.setSince(value, { silent: true }),
  year: (map, value) => map.setYear(value, { silent: true }),
  compare: (map, value) => map.compare(value, { silent: true }),
  selected: (map, value) => map.select(value, { silent: true, pan: true }),
  reach: (map, value) => map.reaching.follow(value),
  check: (map, value) => map.figures.follow(value),
  corridor: (map, value) => map.corridors.follow(value),
  panel: (map, value) => map.setPanel(value),
  ways: (map, value) => map.asking.follow(value),
  story: (map, value) => map.openStory(value && value.id, value && value.step, { silent: true }),
  notices: (map, value) => map.notices.tell(value),
};

/** Note what Python is to hear, and send it. Each part has the number of the report that it goes with: a part
 * that Python has heard must not come back with a later one. What was told counts as what Python says: if it then
 * says what it said before, that is something else. */
function tell(one, name, value) {
  one.number = Math.max(one.sent, one.heard) + 1;
  one.unheard[name] = { number: one.number, value };
  one.told[name === "layers" ? "filter" : name] = JSON.stringify(value ?? null);
  if (one.apart) keepAddress(one);
  report(one);
}

function listen(one) {
  const told = (name) => ({ value }) => tell(one, name, value);
  if (one.data.story && one.data.panel) tell(one, "panel", null);
  one.controller.on("year", ({ year, settled }) => settled && tell(one, "year", year));
  one.controller.on("select", ({ id }) => tell(one, "selected", id));
  one.controller.on("layers", ({ ids }) => tell(one, "layers", ids));
  for (const name of ["since", "filter", "scope", "seen", "compare", "panel", "ways", "reach", "check", "corridor", "story", "language", "names", "notes"]) one.controller.on(name, told(name));
  one.controller.on("view", (view) => {
    if (!one.view || !same(view, one.view)) tell(one, "viewport", (one.view = view));
  });
}

/** Whether the page is at work on something that was asked for before, or the question is still on its way, or the
 * answer is there and not yet drawn: what would be sent now breaks that off, and brings the widgets along as they
 * were before the answer. */
function isAtWork() {
  const now = performance.now();
  return isRunning() || (touched > begun && now - touched < ANSWER) || (awaited !== null && now - stirred < PATIENCE);
}

/** Note the word of a run: the widgets are about to take up what it said, too. */
function hear(number) {
  turn = number;
  if (number !== awaited) awaited = null;
  stirred = performance.now();
}

/** Whether the page's slider does not yet show the year that Python has: it is not to be taken at its word. */
function isBehind(one) {
  const slider = document.querySelector(".st-key-year");
  return Boolean(slider) && yearSlider()?.value !== String(one.data.year);
}

/** Do something once the page is at rest, however long that takes: a run may be as long as drawing a film. Only
 * for its slider it is not waited for ever, nor for looks that come in time: one that comes late, because the page
 * was busy with itself, may come before what the server has said meanwhile, or before the widgets have taken it up. */
function whenAtRest(one, act) {
  const since = performance.now();
  let rested = null;
  const look = (wait) => {
    const due = performance.now() + wait;
    setTimeout(() => {
      const now = performance.now();
      if (now - due > PAUSE && now - since < PATIENCE) stirred = now;
      rested = isAtWork() || now - stirred < CALM ? null : (rested ?? now);
      if (rested === null || (isBehind(one) && now - rested < PATIENCE)) look(PAUSE);
      else act();
    }, wait);
  };
  look(0);
}

/** Send a part of what the map keeps for Python. */
function send(one, name, value) {
  sent = performance.now();
  one.setState(name, value);
}

/** Repeat the year where the page's slider has not taken it up: what told it so may have been broken off or have
 * come too late, and the slider would bring its own year along with the next thing that is touched. */
function mendSlider(one) {
  if (one.mending) return;
  one.mending = true;
  whenAtRest(one, () => {
    one.mending = false;
    if (isBehind(one) && !Object.keys(one.unheard).length && !isAway()) tell(one, "year", one.data.year);
  });
}

/** Send all that Python has not heard, one report at a time and none while the page is at work: the widgets
 * would come along as they were before Python answered, and take back what the answer says. */
function report(one) {
  const waiting = one.sent > one.heard && performance.now() - one.sentAt < PATIENCE;
  if (one.due || waiting || isAway()) return;
  one.due = true;
  whenAtRest(one, () => {
    one.due = false;
    if (isAway()) return;
    one.sent = one.number;
    one.sentAt = performance.now();
    send(one, "report", { session: one.session, ledger: one.given, ...one.unheard });
    setTimeout(insist, PATIENCE, one, one.sentAt);
  });
}

/** Repeat a report that brought no answer, once no run of the script is under way that may still bring it. */
function insist(one, sentAt) {
  if (one.sentAt !== sentAt || one.sent <= one.heard || isAway()) return;
  if (isRunning()) setTimeout(insist, PATIENCE, one, sentAt);
  else report(one);
}

/** Whether two viewports are the same to the eye: Leaflet rounds the middle to whole pixels. */
function same(a, b) {
  const pixels = (256 * 2 ** b.zoom) / 360;
  return a.zoom === b.zoom && Math.abs(a.lat - b.lat) * pixels < 3 && Math.abs(a.lon - b.lon) * pixels < 3;
}

/** Whether Python has yet to hear of something that what it says depends on: where the map lies is no such thing. */
function isUnheard(one) {
  return Object.keys(one.unheard).some((name) => !["viewport", "seen"].includes(name));
}

/** Pass on what Python says differently from before. The rest belongs to the map: a run of the
 * script for some other reason must not pull the year back while the map plays. */
function apply(one, data) {
  const now = told(data);
  for (const [name, set] of Object.entries(SETTERS)) {
    if (now[name] !== one.told[name]) set(one.controller, data[name]);
  }
  one.told = now;
}

/** What Python sends: a line of JSON, then packed what changed between two years, while that is read, and once in a
 * session the parts of the map. */
function received(bytes) {
  const end = bytes.indexOf(10);
  const data = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const rest = bytes.subarray(end + 1);
  const size = data.ledger ? data.ledger.size : 0;
  return { data, ledger: rest.subarray(0, size), packed: rest.subarray(size) };
}

/** Hand the map what Python tells of the changes between two years. What came once is kept: reports say what came
 * last, and Python need not send it again. */
async function giveLedger(one) {
  const { rev, size } = one.data.ledger || {};
  if (!rev || one.given === rev) return;
  if (size) one.ledgers.set(rev, unpack(one.ledger));
  one.given = rev;
  const told = await one.ledgers.get(rev);
  if (told && one.given === rev && one.controller) one.controller.give("ledger", told);
}

function unpack(packed) {
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** The server has begun anew and knows of the page what the address said last: it hears all that the map shows. */
function renew(one) {
  one.session = one.data.session;
  one.sent = one.heard = one.data.heard;
  one.number = one.heard + 1;
  const { number } = one;
  one.unheard = Object.fromEntries(Object.entries(one.controller.held()).map(([name, value]) => [name, { number, value }]));
}

/** What the map shows, in the form in which Python says it. */
function heldAsData({ controller }) {
  if (!controller) return {};
  const { layers, filter, story, ...held } = controller.held();
  return { ...held, filter: { ...filter, layers }, story: story && { ...story, staged: true }, at_home: false };
}

/** Say which revision of the map is here, if Python should know it from before. */
function have(one, rev) {
  if (one.have === rev) return;
  one.have = rev;
  whenAtRest(one, () => send(one, "have", one.have));
}

/** Bring the map to what Python says. */
function follow(one, parentElement) {
  const { data } = one;
  if (one.session !== data.session) renew(one);
  have(one, data.rev);
  one.controller.setTheme(isDark(parentElement) ? "dark" : "light");
  give(one.controller, data);
  // what Python says is out of date while it has not heard the last word of the map
  const returns = "address" in one.unheard;
  one.heard = data.heard;
  for (const [name, { number }] of Object.entries(one.unheard)) {
    if (number <= data.heard) delete one.unheard[name];
  }
  if (Object.keys(one.unheard).length) report(one);
  if (returns && !one.unheard.address) endReturn(data);
  if (!isUnheard(one)) apply(one, data);
  lookAtOwn(one);
  giveLedger(one);
  mendSlider(one);
}

/** Unpack the parts and build the map; what Python says meanwhile is taken up when it stands. */
async function start(one, packed, parentElement) {
  const { rev } = one.data;
  one.opening = rev;
  const parts = await unpack(packed);
  if (one.opening !== rev || !parentElement.isConnected) return;
  await build(one, parts, { ...one.data, ...heldAsData(one) }, parentElement);
  one.opening = null;
  listen(one);
  const { notes } = one.controller.held();
  if (notes.length && !one.data.notes.length) tell(one, "notes", notes); // too long for a link, and kept by this tab
  follow(one, parentElement);
  noteAddress();
  if (location.hash.includes("=")) takeAddress(one);
  if (one.data.panel === "table") one.controller.tellSeen();
}

export default function ({ data: bytes, parentElement, setStateValue }) {
  const { data, ledger, packed } = received(bytes);
  if (data.turn !== turn) hear(data.turn);
  let one = mounted.get(parentElement);
  if (!one) {
    const { session, heard } = data;
    one = { session, heard, number: heard, sent: heard, unheard: {}, told: {}, ledgers: new Map(), given: null, away: false, apart: false };
    mounted.set(parentElement, one);
  }
  one.setState = setStateValue;
  one.data = data;
  one.ledger = ledger;
  if (one.rev === data.rev) follow(one, parentElement);
  else if (packed.length && one.opening !== data.rev) {
    start(one, packed, parentElement).catch((error) => {
      console.warn("The map could not be built:", error);
      parentElement.querySelector(".ca-host").textContent = data.sorry;
    });
  }
  else if (!packed.length && one.opening !== data.rev && data.have !== null) have(one, null);
}
