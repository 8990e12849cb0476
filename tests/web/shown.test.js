import assert from "node:assert/strict";
import { test } from "node:test";
import { keepNotes, keptNotes } from "../../src/corridor_atlas/web/src/links/kept_notes.js";
import { lightLegs } from "../../src/corridor_atlas/web/src/shell/legs.js";
import { Shown } from "../../src/corridor_atlas/web/src/shell/shown.js";
import { inOtherYear } from "../../src/corridor_atlas/web/src/shell/twin.js";

const LINE = { parts: [[0, 0, 1, 1]], box: [0, 0, 1, 1] };

/** One that is asked for a word and draws it; in years before 2000 there is no way. */
class Word extends Shown {
  word = null;
  asked() {
    return this.word;
  }
  takeOver(word) {
    const moves = word !== this.word;
    this.word = word;
    return moves;
  }
  subject() {
    return this.open && this.word ? this.word : "";
  }
  drawing(year) {
    this.made = [...(this.made || []), year];
    return { name: this.word, lines: year < 2000 ? [] : [{ kind: "way", shape: LINE }], ends: [[1, 1]], lit: new Set([`${this.word} ${year}`]) };
  }
}

/** A word with an atlas of one map, and all that is told and moved. */
function worded() {
  const told = [];
  const flown = [];
  const state = { year: 2010, against: null, lit: null };
  const atlas = {
    state, frame: { dataset: {} }, features: { routes: null }, comparison: { second: null }, map: { atlasHeld: false },
    repaint() {}, select() {}, emit: (name, { value }) => name === "word" && told.push(value),
    sight: { narrow: false, fill: (shape) => flown.push(shape) }, block: { update() {} },
    drawer: { reads: false, update() {}, open: () => shown.opened() },
  };
  const shown = new Word(atlas, "words", "word");
  return { atlas, shown, state, told, flown };
}

/** Lay a second map beside the first, with a year of its own. */
function lay(atlas, against) {
  atlas.state.against = against;
  atlas.comparison.second = { how: "beside", state: inOtherYear(atlas.state), features: { routes: null } };
  return atlas.comparison.second;
}

test("what a panel shows is told while the panel is open, once for each change", () => {
  const { shown, told, flown } = worded();
  shown.word = "north";
  shown.raise(true);
  shown.changed(false);
  shown.follow("south");
  assert.deepEqual([told, flown.length], [["north"], 2], "whoever says so knows it; both times the map goes there");
  shown.closed();
  assert.deepEqual([told, shown.word], [["north", null], null]);
});

test("it is drawn on each of two maps as it is in the year of that one", () => {
  const { atlas, shown, state } = worded();
  shown.word = "north";
  shown.raise(true);
  const second = lay(atlas, 1995);
  shown.draw();
  assert.deepEqual([atlas.features.routes.lines.length, second.features.routes.lines.length], [1, 0]);
  assert.deepEqual([[...state.lit], [...second.state.lit]], [["north 2010"], ["north 1995"]]);
  assert.equal(atlas.frame.dataset.routes, "north");
  state.against = 2005;
  shown.draw();
  shown.draw();
  assert.deepEqual(shown.made, [2010, 2010, 1995, 2010, 2005], "only what has changed is drawn anew");
  lightLegs(atlas, [LINE], "0");
  assert.deepEqual([atlas, second].map(({ features }) => features.routes.lines.map(({ kind }) => kind)), [["way", "lit"], ["way", "lit"]]);
});

test("nothing of it stays when the panel closes, and the second map follows the first again", () => {
  const { atlas, shown, state } = worded();
  shown.word = "north";
  shown.raise(true);
  const second = lay(atlas, 1995);
  shown.draw();
  shown.closed();
  assert.deepEqual([atlas.features.routes, second.features.routes, state.lit], [null, null, null]);
  state.lit = new Set(["what a tour speaks of"]);
  assert.equal(second.state.lit, state.lit);
});

/* ---- notes that no link can say ---- */

const LONG = Array.from({ length: 12 }, (_, i) => ({ lon: i, lat: 42, text: "x".repeat(150) }));
const how = (type) => ({ getEntriesByType: () => [{ type }] });

test("notes that are too long for the link are there again when the page is loaded anew, and only then", () => {
  const held = new Map();
  globalThis.location = { pathname: "/atlas" };
  globalThis.sessionStorage = { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value), removeItem: (key) => held.delete(key) };
  let tell;
  keepNotes({ on: (_name, handler) => (tell = handler) });
  tell({ value: LONG });
  assert.deepEqual(keptNotes(how("reload")), LONG);
  assert.deepEqual(keptNotes(how("navigate")), [], "a link that is followed says what it shows");
  globalThis.location = { pathname: "/another" };
  assert.deepEqual(keptNotes(how("reload")), []);
  globalThis.location = { pathname: "/atlas" };
  held.set([...held.keys()][0], JSON.stringify(["1,2,sound", "1,99,nowhere", 3]));
  assert.deepEqual(keptNotes(how("reload")), [{ lon: 1, lat: 2, text: "sound" }]);
  tell({ value: LONG.slice(0, 1) });
  assert.equal(held.size, 0, "the link says it");
  globalThis.sessionStorage = { getItem: () => { throw new Error("not here"); } };
  assert.deepEqual(keptNotes(how("reload")), []);
});
