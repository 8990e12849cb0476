import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, encode, followsFrom, knownValues, lasting, readAddress, sameView } from "../../src/corridor_atlas/web/src/links/address.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { MODES, State } from "../../src/corridor_atlas/web/src/model/state.js";
import { said, spec } from "./spec.js";

const { payload, links, editions, addresses, opening } = spec("links");
const may = knownValues(payload);
const model = decodeModel(payload);
const home = { lat: 40, lon: 120, zoom: 8 };

/** Options without what is empty, lists in one order: they are sets. */
const plain = (options) => Object.fromEntries(
  Object.entries(options)
    .filter(([, value]) => value !== null && value !== false && !(Array.isArray(value) && !value.length))
    .map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value]),
);
const usual = plain({ ...opening, how: "changes", language: "en", names: "both", scope: "view", alternative: 1, modes: MODES, load: "cargo" });

/** An address with parameters, each with its value or all its values. */
const addressWith = (query) => Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => `${name}=${encode(value)}`)).join("&");

test("an address is read as the app reads its link", () => {
  for (const { query, options } of links) {
    const found = { ...readAddress(addressWith(query), may), notices: null };
    delete found.notices;
    assert.deepEqual(plain({ ...usual, ...found }), plain(options), said(query));
  }
});

test("a link of another edition is told apart from a damaged one, as in the app", () => {
  for (const { query, other, damaged } of editions) {
    const { notices = [], ...found } = readAddress(String(new URLSearchParams(query)), may);
    assert.deepEqual(notices, other ? [{ edition: other }] : damaged ? [["edition", query.edition]] : [], said(query));
    assert.deepEqual(found, readAddress("", may), "it is no part of what is shown");
  }
  assert.equal(readAddress("#edition=8", { ...may, edition: null }).notices, undefined, "an atlas without editions has nothing to compare");
});

test("a link that is given out has its year and its edition, once", () => {
  const view = { part: "hash", year: 2001, edition: "8" };
  assert.equal(lasting("https://a.example/x", view), "https://a.example/x#year=2001&edition=8");
  assert.equal(lasting("https://a.example/#year=1999&edition=7", view), "https://a.example/#year=1999&edition=8");
  assert.equal(lasting("https://a.example/#story=a-tour&step=2", view), "https://a.example/#story=a-tour&step=2&edition=8");
  assert.equal(lasting("https://a.example/?lang=zh", { part: "search", year: 2001, edition: null }), "https://a.example/?year=2001&lang=zh");
  assert.equal(lasting("file:///a.html#edition=7", { part: "hash", year: 2001, edition: "Spring & 8" }), "file:///a.html#year=2001&edition=Spring%20%26%208");
});

test("the last of two values counts", () => {
  assert.equal(readAddress("#year=2001&year=2002", may).year, 2002);
});

test("an address is written as the app writes its link", () => {
  const first = addressOf(new State(model, {}), home, null);
  for (const { options, query } of addresses) {
    const now = addressOf(new State(model, options), home, null, options.panel);
    const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== first[name]));
    assert.deepEqual(changed, query, said(options));
  }
});

test("a way that is asked for stands in the address, until its panel is closed", () => {
  const asked = { origin: "port-0", destination: "port-1", modes: ["rail", "sea"], load: "people", anySea: true, alternative: 2 };
  const state = new State(model, asked);
  const { from, to, modes, for: load, sea, alt } = addressOf(state, home, null);
  assert.deepEqual({ from, to, modes, load, sea, alt }, { from: "port-0", to: "port-1", modes: "rail,sea", load: "people", sea: "any", alt: "2" });
  state.asking = false;
  assert.deepEqual(addressOf(state, home, null), addressOf(new State(model, {}), home, null));
});

test("what is written is read again", () => {
  for (const { options } of addresses) {
    const state = new State(model, options);
    const written = addressOf(state, home, null, options.panel);
    const again = readAddress("#" + addressWith(written), may);
    assert.deepEqual(addressOf(new State(model, again), again.view, null, again.panel), written, said(options));
  }
});

test("what follows from what is chosen need not be said, and is read again", () => {
  assert.deepEqual(followsFrom("port-3", may), { year: "2006" });
  assert.deepEqual(followsFrom("ground-5", may), { year: "2010", layers: "railways,grounds,ports" });
  for (const id of ["port-18", "port-99", null]) assert.deepEqual(followsFrom(id, may), {}, String(id));
  const unplaced = { ...may, ids: new Map([["far", { s: [1998, 2025, 3], y: 1998 }]]) };
  assert.deepEqual(followsFrom("far", unplaced), { year: "1998" });
  const { year, layers } = readAddress("#id=ground-5", may);
  assert.deepEqual({ year: String(year), layers: layers.join() }, followsFrom("ground-5", may));
});

test("a place that no map has is passed over", () => {
  for (const at of ["8/42", "x/1/2", "8//2", "19/1/2", "8/86/2", "8/1/361", "8/1/2/3"]) assert.equal(readAddress(`#at=${at}`, may).view, undefined, at);
});

test("a step of a tour comes with its tour only", () => {
  const told = { ...may, stories: [{ id: "a-tour" }] };
  assert.deepEqual(readAddress("#story=a-tour&step=3", told).story, { id: "a-tour", step: 3, staged: false });
  assert.deepEqual(readAddress("#story=a-tour&step=x&year=2001", told).story, { id: "a-tour", step: 1, staged: true });
  assert.equal(readAddress("#step=3", told).story, undefined);
});

test("two views are the same when the eye sees no difference", () => {
  assert.ok(sameView(home, { ...home, lon: 120.001 }));
  assert.ok(!sameView(home, { ...home, lon: 120.1 }));
  assert.ok(!sameView(home, { ...home, zoom: 8.5 }));
});
