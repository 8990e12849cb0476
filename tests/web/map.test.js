import assert from "node:assert/strict";
import { test } from "node:test";
import { drawChangeSigns } from "../../src/corridor_atlas/web/src/map/change_signs.js";
import { groundOf } from "../../src/corridor_atlas/web/src/map/basemap.js";
import { lineAt, signAt, areaAt } from "../../src/corridor_atlas/web/src/map/hits.js";
import { Occupied, windows, wrap } from "../../src/corridor_atlas/web/src/map/label_places.js";
import { shortName } from "../../src/corridor_atlas/web/src/core/words.js";
import { placeName } from "../../src/corridor_atlas/web/src/map/places.js";
import { placeSigns } from "../../src/corridor_atlas/web/src/map/sign_places.js";
import { inkOf, signFactor, styleOf, widthFactor, withAlpha } from "../../src/corridor_atlas/web/src/map/style.js";
import { rounded, said, spec } from "./spec.js";

const { looks, zooms, inks } = spec("looks");
const names = spec("names");
const view = { scale: 1, x: 0, y: 0 };

test("a status looks as in print", () => {
  for (const { code, look } of looks) {
    const { id, dash, cap, tint, core, sign, alpha } = styleOf(code);
    assert.deepEqual({ id, dash, cap, tint, core, sign, alpha: rounded([alpha])[0] }, { ...look, alpha: rounded([look.alpha])[0] }, `code ${code}`);
  }
});

test("lines and signs grow with the zoom as in print", () => {
  for (const { zoom, width, sign } of zooms) assert.deepEqual(rounded([widthFactor(zoom), signFactor(zoom)]), rounded([width, sign]), `zoom ${zoom}`);
});

test("letters have the colour of print", () => {
  for (const { colour, ink, letters } of inks) assert.equal(inkOf(colour, { ink }), letters, colour);
  assert.equal(withAlpha("#0a141e", 0.5), "rgba(10, 20, 30, 0.5)");
});

test("a place has the name that it has in print", () => {
  for (const { names: known, views, native, language, side, written } of names.place_names) {
    assert.equal(placeName({ names: known, views, native }, language, side), written, said([known, language, side]));
  }
});

test("a name is shortened as in print", () => {
  for (const { name, short } of names.short_names) assert.equal(shortName(name).replace(/\s+/g, " "), short, name);
});

test("a name finds the straight stretches of a line as in print", () => {
  for (const { line, need, found } of names.stretches) {
    const spots = windows(line.map(([x, y]) => ({ x, y })), need).map(({ x, y, angle, straight }) => rounded([x, y, angle, straight]));
    assert.deepEqual(spots, found.map(rounded), said([line, need]));
  }
});

test("a long name is broken near its middle", () => {
  assert.deepEqual(wrap("Short", 24), ["Short"]);
  assert.deepEqual(wrap("The Long Name of a Railway", 24), ["The Long Name", "of a Railway"]);
  assert.deepEqual(wrap("長い長い長い長い名前", 4).join(""), "長い長い長い長い名前");
});

test("where one name stands there is no room for another, but for its owner's", () => {
  const occupied = new Occupied();
  const owner = {};
  occupied.add([60, 60, 140, 80], owner); // over the rim of a cell of the grid
  assert.equal(occupied.free([130, 70, 200, 90]), false);
  assert.equal(occupied.free([130, 70, 200, 90], owner), true);
  assert.equal(occupied.free([130, 70, 200, 90], {}), false);
  assert.equal(occupied.free([141, 60, 200, 80]), true);
});

const feature = (id, x, y, order) => ({ id, layer: { radius: 8, symbol: "anchor", order }, shape: { parts: [[x, y]] } });
const state = { selected: null, lit: null };

test("signs that would lie on each other move aside; the later layer keeps its place", () => {
  const entries = [feature("low", 100, 100, 1), feature("high", 103, 100, 2), feature("far", 300, 100, 3)].map((one) => ({ feature: one, code: 3 }));
  const placed = Object.fromEntries(placeSigns(entries, { zoom: 9, view }, state).map((one) => [one.feature.id, one]));
  assert.deepEqual([placed.high.x, placed.far.x, placed.low.px], [103, 300, 100]);
  assert.ok(Math.hypot(placed.low.x - 103, placed.low.y - 100) > 15, "the other has gone far enough");
  assert.ok(!placed.low.small);
});

test("signs that do not lie on each other stay, however close they are", () => {
  const moved = (gap) => {
    const entries = [feature("low", 100, 100, 1), feature("high", 100 + gap, 100, 2)].map((one) => ({ feature: one, code: 3 }));
    return placeSigns(entries, { zoom: 9, view }, state).some((one) => one.x !== one.px || one.y !== one.py);
  };
  assert.deepEqual([moved(17), moved(18)], [true, false]); // twice the radius of 8.8, less a twelfth, and a pixel
});

test("where two changes lie close only one has a sign", () => {
  const pen = new Proxy({}, { get: () => () => {}, set: () => true });
  const sign = (x, more) => ({ change: "opened", x, y: 0, r: 0, ...more });
  const placed = (...signs) => drawChangeSigns(pen, { zoom: 8, view, world: [] }, { line: [], area: [] }, signs, {}).map(([x]) => x);
  assert.deepEqual(placed(sign(0), sign(13), sign(14), sign(40)), [0, 14, 40]);
  assert.deepEqual(placed(sign(0, { small: true }), sign(40, { change: "same" }), sign(80, { dim: true })), []);
  assert.deepEqual(placed(...Array.from({ length: 301 }, (_one, i) => sign(i * 20))), [], "too many to see the map");
});

test("at small scales they shrink to a dot; the chosen one stays a sign", () => {
  const entries = [feature("low", 100, 100, 1), feature("high", 103, 100, 2)].map((one) => ({ feature: one, code: 3 }));
  const small = (selected) => placeSigns(entries, { zoom: 7.5, view }, { ...state, selected }).filter((one) => one.small).map((one) => one.feature.id);
  assert.deepEqual([small(null), small("low")], [["low"], ["high"]]);
});

test("what lies at a point is the nearest sign, the nearest line, the uppermost area", () => {
  const signs = [{ feature: "one", x: 0, y: 0, r: 5 }, { feature: "other", x: 12, y: 0, r: 5 }];
  assert.deepEqual([signAt(signs, 4, 0, 3), signAt(signs, 8, 0, 3), signAt(signs, 40, 0, 3)], ["one", "other", null]);
  const shape = (xy, box) => ({ feature: { shape: { parts: [Float64Array.from(xy)], box, detail: {} } } });
  const lines = [shape([0, 0, 100, 0], [0, 0, 100, 0]), shape([0, 8, 100, 8], [0, 8, 100, 8])];
  assert.equal(lineAt(lines, { view, zoom: 9 }, 50, 3, 7), lines[0].feature);
  assert.equal(lineAt(lines, { view, zoom: 9 }, 50, 30, 7), null);
  const square = [0, 0, 10, 0, 10, 10, 0, 10];
  const areas = [shape(square, [0, 0, 10, 10]), shape(square, [0, 0, 10, 10])];
  assert.equal(areaAt(areas, { view }, 5, 5), areas[1].feature);
  assert.equal(areaAt(areas, { view }, 15, 5), null);
});

test("where nobody knows what is land, the ground is paper and not sea", () => {
  const colours = { sea: "#00f", paper: "#fff" };
  assert.equal(groundOf({ tiers: {} }, colours), "#fff");
  assert.equal(groundOf({ tiers: { world: { box: null, land: [], lines: [] } } }, colours), "#00f");
});
