// What the map does while the page has lost its server: it keeps the address right, takes over what is done
// with the slider of the page meanwhile, and sees to it that the page comes back when the server does.
const NONE = "none"; // written for what is empty where opening, or the step of a tour, has something
const LOOK = 100; // milliseconds between two looks whether map and page are one again
const PROBE = 2000; // milliseconds between two questions to the server whether it is there
const STUCK = 8000; // milliseconds for which it is there, and the page not connected, until the page is loaded anew
const app = () => document.querySelector("[data-test-connection-state]");
const yearSlider = () => document.querySelector(".st-key-year input[type=range]");
const joined = (values) => [...values].join(",");

/** How each part of the map's state stands in a link; nothing for what is left out. */
const PARAMETERS = {
  year: (year) => ({ year }),
  since: (year) => ({ since: year ?? NONE }),
  selected: (id) => ({ id: sharedThing(id) }),
  layers: (ids) => ({ layers: joined(sharedLayers(ids)) || NONE }),
  filter: (one) => ({
    era: one.era, certain: one.certainOnly ? "1" : null, gone: one.showGone ? "1" : null,
    status: joined(one.statuses), traffic: joined(one.traffic), country: joined(one.countries), along: joined(one.along),
    tier: joined(one.tiers), kind: joined(one.connectivity), sure: joined(one.confidence),
  }),
  scope: (count) => ({ count }),
  compare: ({ against, how }) => ({ vs: against ?? NONE, how }),
  panel: (panel) => ({ panel }),
  notes: (notes) => ({ note: window.CorridorAtlas.inLink(notes) }),
  story: (one) => ({ story: one?.id, step: one?.step }),
  viewport: ({ lat, lon, zoom }) => ({ at: `${+zoom.toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}` }),
};
const OF_A_STEP = ["year", "since", "layers", "compare"]; // what a step of a tour sets, so that a link leaves it out

/** Whether the page knows that it has no server. */
function isAway() {
  return (app()?.dataset.testConnectionState ?? "CONNECTED") !== "CONNECTED";
}

function isRunning() {
  return ["running", "rerunRequested"].includes(app()?.dataset.testScriptState);
}

function addressWith(query) {
  const text = query.toString().replace(/%2C/g, ",").replace(/%2F/g, "/");
  return location.pathname + (text ? `?${text}` : "");
}

function putAddress(query, hash = location.hash) {
  replace(history.state, "", addressWith(query) + hash);
}

/** Put into the address what Python has not heard; the rest stands there as Python wrote it. */
function keepAddress(one) {
  const names = Object.keys(one.unheard).filter((name) => name in PARAMETERS);
  if (!names.length) return;
  const held = one.controller.held();
  const query = new URLSearchParams(location.search);
  for (const name of new Set([...names, ...(names.includes("story") ? OF_A_STEP : [])])) {
    for (const [parameter, value] of Object.entries(PARAMETERS[name](held[name]))) {
      query.delete(parameter);
      for (const text of [value ?? ""].flat()) if (text !== "") query.append(parameter, text);
    }
  }
  putAddress(query);
}

/** Python has heard everything: the address is again what Python says. */
function settleAddress(data, put = putAddress) {
  const here = new URLSearchParams(location.search);
  const query = new URLSearchParams(data.query);
  for (const [name, value] of here) if (name.startsWith("embed")) query.append(name, value); // Streamlit's own
  here.sort();
  const wanted = new URLSearchParams(query);
  wanted.sort();
  if (here.toString() !== wanted.toString()) put(query);
}

/** Nothing is left to be heard and the page shows what Python says: all goes on as usual. */
function rejoin(one) {
  const { year } = one.data;
  const told = Object.keys(one.unheard).length === 0 && one.data.heard >= one.number;
  if (one.away || !told || isRunning() || (yearSlider()?.value ?? String(year)) !== String(year)) return;
  one.apart = false;
  settleAddress(one.data);
}

/** Take over a step that the reader took with the slider. What Python itself sets is none. */
function takeSlid(one) {
  const value = yearSlider()?.value;
  if (!value || value === one.slid) return;
  one.slid = value;
  if (value !== String(one.data.year)) one.controller.setYear(Number(value));
}

/** Follow the slider of the page until the two are one again: a step taken with it reaches a server that knows of the
 * page only what the address says. So the address must say it in the same breath, before the page sends the step. */
function watchSlider(one) {
  const steps = new MutationObserver(() => takeSlid(one));
  steps.observe(document.body, { subtree: true, attributeFilter: ["value"] });
  const look = () => {
    takeSlid(one);
    rejoin(one);
    if (one.apart) setTimeout(look, LOOK);
    else steps.disconnect();
  };
  look();
}

/** Ask whether the server is there again. The page finds that out by itself, but where a question of its own
 * hangs it waits for half a minute: then it is loaded anew, all that it shows is in the address. */
async function probe(one, since = null) {
  await new Promise((done) => setTimeout(done, PROBE));
  if (!one.away) return;
  const health = new URL("_stcore/health", location.origin + location.pathname);
  const asked = fetch(health, { cache: "no-store", signal: AbortSignal.timeout(PROBE) });
  const well = await asked.then((answer) => answer.ok, () => false);
  if (!one.away) return;
  if (well && since !== null && performance.now() - since > STUCK) location.reload();
  else probe(one, well ? (since ?? performance.now()) : null);
}

/** Streamlit's own dialog asks whoever reads to start a server in a terminal, and lies over a map that works. */
function closeDialog() {
  for (const dialog of document.querySelectorAll("body > .stDialog")) {
    if (dialog.querySelector("h2")?.textContent === "Connection error") dialog.querySelector("[role=dialog] > button").click();
  }
}

/** Say in words that the server is away, until it is back; give what takes that away again. */
function sayAway(one) {
  const note = document.createElement("div");
  note.className = "ca-away";
  note.setAttribute("role", "status");
  document.body.append(note);
  note.textContent = one.data.away;
  const watch = new MutationObserver(closeDialog);
  watch.observe(document.body, { childList: true });
  return () => {
    watch.disconnect();
    note.remove();
  };
}

/** The page lost its server or found it again, or a run of the script began or ended. */
function attend(one) {
  const away = isAway();
  if (away && !one.away) {
    one.away = one.apart = true;
    one.isBack = sayAway(one);
    keepAddress(one);
    watchSlider(one);
    probe(one);
  } else if (!away && one.away) {
    one.away = false;
    one.isBack();
    one.sentAt = -Infinity; // what was sent last may be lost
    tell(one, "back", true); // the answer tells whether this is still the same session
  } else if (!one.apart && !isRunning()) {
    one.slid = yearSlider()?.value;
  }
}
