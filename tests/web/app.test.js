import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { Entries } from "../../src/corridor_atlas/web/src/links/entries.js";

/* The scripts of the app around the map, joined as the page has them, on a page with nothing else on it. */

const UI = new URL("../../src/corridor_atlas/ui/", import.meta.url);
const SCRIPT = ["access.js", "history.js", "own.js", "away.js", "loader.js"].map((name) => readFileSync(new URL(name, UI), "utf8")).join("\n");
const OPENING = {
  rev: 1, have: 1, session: "s", heard: 0, turn: 0, query: "year=2010", year: 2010, since: null, scope: "view", filter: {}, compare: {}, story: null,
  language: "en", names: "both", panel: null, ledger: null, selected: null, article: null, figures: null, ways: null, reach: null, check: null,
  corridor: null, viewport: { lat: 42, lon: 130, zoom: 7 }, at_home: false, ground: {}, notes: [], home: { lat: 42, lon: 130, zoom: 7 }, notices: [],
};
const settled = () => new Promise((done) => setTimeout(done, 0));

/** A history of the browser, with its entries. */
function historyOf(location) {
  const entries = [location.search];
  let at = 0;
  const write = (url) => {
    const [path, hash = ""] = url.split("#");
    Object.assign(location, { search: path.slice(location.pathname.length), hash: hash && `#${hash}`, href: `http://atlas${url}` });
    entries[at] = location.search;
  };
  return {
    entries, state: null,
    pushState(_state, _title, url) {
      entries.splice(++at);
      write(url);
    },
    replaceState: (_state, _title, url) => write(url),
    go(steps) {
      at += steps;
      write(location.pathname + entries[at]);
    },
  };
}

/** The map as the app sees it: what it shows, what it was made to show, and its handlers. */
function mapOf(shown) {
  const handlers = {};
  const quiet = () => {};
  const map = {
    on: (name, handler) => (handlers[name] = handler),
    does: (name, event) => handlers[name](event),
    options: {}, give: quiet, setTheme: quiet, destroy: quiet, compare: quiet, openStory: quiet, select: quiet, setFilter: quiet, setNames: quiet, setSince: quiet, setLanguage: quiet,
    setYear: (year) => (shown.year = year), setPanel: (panel) => (shown.panel = panel), setScope: (scope) => (shown.scope = scope),
    sight: { look: quiet }, held: () => ({ layers: [], filter: {}, story: null, notes: [], ...shown }),
  };
  for (const name of ["reaching", "figures", "corridors", "asking"]) map[name] = { follow: quiet };
  return { ...map, notices: { tell: quiet }, tools: { pins: { set: quiet } } };
}

/** A page with the app in it: what Python says, and what it hears. */
async function app() {
  const location = { pathname: "/", search: "?year=2010", hash: "", href: "http://atlas/?year=2010" };
  const history = historyOf(location);
  const listeners = {};
  const heard = [];
  const shown = { year: 2010, panel: null, scope: "view" };
  const map = mapOf(shown);
  const node = { querySelector: () => node, isConnected: true, append() {}, remove() {}, toggleAttribute() {} };
  class Nothing {
    observe() {}
    disconnect() {}
  }
  let now = 0;
  const page = {
    location, history, URL, URLSearchParams, TextDecoder, Response, Blob, DecompressionStream, console, MutationObserver: Nothing,
    navigator: { userActivation: { hasBeenActive: true } }, performance: { now: () => (now += 1000) }, 
    setTimeout: (act, wait, ...asked) => wait < 1000 && setTimeout(act, 0, ...asked), // nothing takes so long here that it is repeated
    document: { addEventListener() {}, querySelector: () => null, createElement: () => node, head: node, documentElement: node, baseURI: "http://atlas/" },
    addEventListener: (name, handler) => (listeners[name] = handler), getComputedStyle: () => ({ getPropertyValue: () => "#ffffff" }),
    CorridorAtlas: { start: () => map, inLink: (notes) => notes, Entries: class extends Entries { watch() { return this; } } },
  };
  page.window = page;
  const run = vm.runInNewContext(`(() => {${SCRIPT.replace("export default function", "return function")}})()`, page);
  const parts = gzipSync(JSON.stringify({}));
  const says = (data, packed = Buffer.alloc(0)) => {
    Object.assign(state, data);
    const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(state)}\n`), packed]);
    run({ data: new Uint8Array(bytes), parentElement: node, setStateValue: (name, value) => name === "report" && heard.push(value) });
    return settled();
  };
  const state = { ...OPENING };
  await says({ turn: 1 }, parts);
  for (let i = 0; i < 20; i++) await settled();
  return {
    map, shown, heard, history, location, says,
    back(steps = -1) {
      history.go(steps);
      listeners.popstate({ stopImmediatePropagation() {} });
    },
    reported: async () => {
      for (let i = 0; i < 20; i++) await settled();
      return heard.at(-1);
    },
  };
}

test("what the map told is what Python is thought to say: its old word is then taken over", async () => {
  const { map, shown, says, reported } = await app();
  Object.assign(shown, { panel: "take" });
  map.does("panel", { value: "take" });
  const { panel: { number } } = await reported();
  shown.year = 2009;
  map.does("year", { year: 2009, settled: true });
  await says({ turn: 2, heard: number, panel: "take" }); // the year is on its way: nothing of this is taken over
  const { year } = await reported();
  await says({ turn: 3, heard: year.number, year: 2009, panel: null }); // the dialog was closed meanwhile
  assert.deepEqual([shown.year, shown.panel], [2009, null]);
});

test("where the map lies does not keep it from what Python says", async () => {
  const { map, shown, says, reported } = await app();
  map.does("scope", { value: "all" });
  const { scope } = await reported();
  map.does("view", { lat: 43, lon: 131, zoom: 7 });
  await says({ turn: 2, heard: scope.number, scope: "view", year: 2001 });
  assert.deepEqual([shown.scope, shown.year], ["view", 2001]);
});

test("what was done and not heard before going back is of the entry that was left", async () => {
  const { map, shown, history, says, back, reported } = await app();
  history.pushState(null, "", "/?year=2009");
  Object.assign(shown, { year: 2007 });
  map.does("year", { year: 2007, settled: true });
  back();
  const { address, year } = await reported();
  assert.deepEqual([address.value, year], ["year=2010", undefined]);
  await says({ turn: 2, heard: address.number, year: 2010, query: "year=2010" });
  assert.equal(shown.year, 2010, "though Python says nothing new");
});

test("what Python writes into the address while it has not heard of the return is left out, and its last word is not", async () => {
  const { map, history, location, says, back, reported } = await app();
  history.pushState(null, "", "/?year=2009");
  back();
  history.pushState(null, "", "/?year=2008");
  assert.equal(location.search, "?year=2010");
  map.does("panel", { value: "table" });
  const { panel } = await reported();
  await says({ turn: 2, heard: panel.number, year: 2010, panel: "table", query: "year=2010&panel=table" });
  assert.equal(location.search, "?year=2010&panel=table");
  assert.equal(history.entries.length, 2, "it belongs to the entry that was gone to: nobody has done anything since");
});
