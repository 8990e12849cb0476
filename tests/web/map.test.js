import assert from "node:assert/strict";
import { test } from "node:test";
import { aside, decodeBeside, partsAside } from "../../src/corridor_atlas/web/src/model/aside.js";
import { drawChangeSigns } from "../../src/corridor_atlas/web/src/map/change_signs.js";
import { groundOf } from "../../src/corridor_atlas/web/src/map/basemap.js";
import { nameSpots } from "../../src/corridor_atlas/web/src/map/line_names.js";
import { lineAt, signAt, areaAt } from "../../src/corridor_atlas/web/src/map/hits.js";
import { Occupied, windows, wrap } from "../../src/corridor_atlas/web/src/map/label_places.js";
import { shortName } from "../../src/corridor_atlas/web/src/core/words.js";
import { placeName } from "../../src/corridor_atlas/web/src/map/places.js";
import { partsAt } from "../../src/corridor_atlas/web/src/model/geometry.js";
import { jointAt, rounded as withoutCorners } from "../../src/corridor_atlas/web/src/model/rounding.js";
import { opensAt, placeSigns } from "../../src/corridor_atlas/web/src/map/sign_places.js";
import { spread } from "../../src/corridor_atlas/web/src/map/spread.js";
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

const feature = (id, x, y, more = {}) => ({ id, spans: [2000, 2020, 3], layer: { id: "ports", radius: 8, symbol: "anchor", min_zoom: 0 }, shape: { type: "point", parts: [[x, y]] }, ...more });
const spans = (...years) => ({ spans: [...years, 3] });
const town = { timeless: true, layer: { id: "towns", radius: 3, symbol: "dot", min_zoom: 0 } };

/** The signs by id at a zoom: features are given in pixels of that zoom. */
function placedAt(zoom, features, more = {}, present = features) {
  const scale = 2 ** zoom;
  for (const { shape } of features) shape.parts[0] = shape.parts[0].map((one) => one / scale);
  const state = { model: { features }, layers: new Set(["ports", "towns"]), selected: null, lit: null, year: 2010, ...more };
  const signs = placeSigns(present.map((one) => ({ feature: one, code: 3 })), { zoom, view: { scale, x: 0, y: 0 } }, state);
  return Object.fromEntries(signs.map((one) => [one.feature.id, one]));
}

test("signs are spread as in print", () => {
  for (const { wishes, spots } of spec("signs").spreading) {
    assert.deepEqual(spread(wishes).map(({ x, y, under }) => [...rounded([x, y]), under]), spots, said(wishes));
  }
});

test("signs that would lie on each other stand side by side; the later layer keeps its place", () => {
  const placed = placedAt(9, [feature("low", 100, 100), feature("high", 103, 100), feature("far", 300, 100)]);
  assert.deepEqual(rounded([placed.high.x, placed.far.x, placed.low.px]), [103, 300, 100]);
  const away = Math.hypot(placed.low.x - 103, placed.low.y - 100);
  assert.ok(away > 16 && away < 19, `the other stands right beside it, ${away}`);
});

test("signs that do not lie on each other stay, however close they are", () => {
  const moved = (gap) => placedAt(9, [feature("low", 100, 100), feature("high", 100 + gap, 100)]).low.x !== placedAt(9, [feature("low", 100, 100)]).low.x;
  assert.deepEqual([moved(17), moved(18)], [true, false]); // twice the radius of 8.8, less a twelfth, and a pixel
});

test("a sign stays where it is while its neighbours come and go and while the map is moved", () => {
  const all = () => [feature("low", 100, 100), feature("high", 103, 100), feature("never", 101, 100, spans(1990, 1999))];
  const [whole, some] = [all(), all()];
  const both = placedAt(9, whole);
  const alone = placedAt(9, some, {}, [some[0]]);
  assert.deepEqual([alone.low.x, alone.low.y], [both.low.x, both.low.y]);
  assert.equal(placedAt(9, [feature("then", 100, 100, spans(1990, 1999)), feature("now", 100, 100)]).then.x, 100, "two that never meet are not in each other's way");
});

test("one that finds no room is stood for by another, which says so and may be the chosen one", () => {
  const crowd = () => Array.from({ length: 60 }, (_one, i) => feature(`port-${i}`, 100, 100));
  const placed = Object.values(placedAt(6, crowd()));
  assert.ok(placed.length < 60);
  assert.equal(placed.reduce((sum, one) => sum + 1 + one.others.length, 0), 60);
  const others = placed.find((one) => one.others.length).others;
  const chosen = placedAt(6, crowd(), { selected: others[0].id });
  assert.ok(chosen[others[0].id]);
  assert.deepEqual(Object.values(chosen).map(({ x, y }) => `${x} ${y}`).sort(), placed.map(({ x, y }) => `${x} ${y}`).sort(), "and nothing has moved");
});

test("a click on one that stands for others goes to where they stand apart", () => {
  const features = Array.from({ length: 60 }, (_one, i) => feature(`port-${i}`, 100 + i / 10, 100));
  for (const { shape } of features) shape.parts[0] = shape.parts[0].map((one) => one / 64);
  const state = { model: { features }, layers: new Set(["ports"]) };
  const sign = placeSigns(features.map((one) => ({ feature: one, code: 3 })), { zoom: 6, view: { scale: 64, x: 0, y: 0 } }, state).find((one) => one.others.length);
  const zoom = opensAt(sign, state, 6, 12);
  assert.ok(zoom > 6 && zoom <= 12);
  assert.equal(opensAt(sign, state, 6, 6), null);
  assert.equal(opensAt({ ...sign, others: [] }, state, 6, 12), null);
});

test("a town has no sign where another stands on it, and never moves", () => {
  const placed = placedAt(9, [feature("town", 100, 100, town), feature("port", 103, 100)]);
  assert.deepEqual([placed.town.covered, placed.town.x, ...rounded([placed.port.x])], [true, placed.town.px, 103]);
  assert.equal(placedAt(9, [feature("town", 100, 100, town)]).town.covered, false);
  assert.equal(signAt([placed.town], 100, 100, 3), null);
});

test("where two changes lie close only one has a sign", () => {
  const pen = new Proxy({}, { get: () => () => {}, set: () => true });
  const sign = (x, more) => ({ change: "opened", x, y: 0, r: 0, ...more });
  const placed = (...signs) => drawChangeSigns(pen, { zoom: 8, view, world: [] }, { line: [], area: [] }, signs, {}).map(([x]) => x);
  assert.deepEqual(placed(sign(0), sign(13), sign(14), sign(40)), [0, 14, 40]);
  assert.deepEqual(placed(sign(0, { covered: true }), sign(40, { change: "same" }), sign(80, { dim: true })), []);
  assert.deepEqual(placed(...Array.from({ length: 301 }, (_one, i) => sign(i * 20))), [], "too many to see the map");
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

test("a line stands beside another as in print", () => {
  for (const { line, stretches, apart, taper, aside: moved } of spec("shapes").asides) {
    assert.deepEqual(rounded(aside(line, stretches, apart, taper)), moved, said([line, stretches]));
  }
});

test("a line loses its corners as in print", () => {
  for (const { line, reach, joints, rounded: bent } of spec("shapes").roundings) {
    const kept = new Set(joints.map(([x, y]) => jointAt(x, y)));
    assert.deepEqual(rounded(Array.from(withoutCorners(line, reach, kept))), bent, said([line, reach, joints]));
  }
});

test("corners are rounded from the zoom on at which that is seen", () => {
  const shape = { type: "line", parts: [Float64Array.from([0, 0, 1, 0, 1, 1, 2, 1, 2, 2])], box: [], detail: {}, reach: 0.01 };
  assert.equal(partsAt(shape, 8)[0].length, 10);
  assert.ok(partsAt(shape, 9)[0].length > 20);
});

test("the nearer one comes the less two lines are moved apart, and what is told of it comes back", () => {
  const beside = decodeBeside([0, 0, 10000, 1, 0], 2);
  const line = Float64Array.from([0, 0, 40, 0]);
  const away = (zoom) => Math.max(...partsAside([line], beside, zoom)[0].filter((_one, i) => i % 2)) * 2 ** zoom;
  assert.deepEqual([away(5), away(9)].map((one) => Math.round(one * 100) / 100), [3.2, 3.2]);
  const apart = decodeBeside([0, 0, 10000, 1, 10000], 2); // a tenth of a degree lies between them
  assert.equal(Math.max(...partsAside([line], apart, 9)[0]), 40);
  assert.equal(decodeBeside(undefined, 2), null);
});

test("the name of a long line stands at fixed places along it, wherever one pans", () => {
  const xy = Float64Array.from([0, 0, 2000, 0]);
  const at = (x) => nameSpots(xy, { view: { scale: 1, x, y: -100 }, inner: [0, 0, 900, 400] }, 120).map(([first]) => rounded([first.x + x, first.y - 100, first.angle]));
  assert.deepEqual(at(0), [[250, 0, 0], [750, 0, 0]].concat(at(0).slice(2)));
  assert.deepEqual(at(137).filter(([x]) => x === 750), [[750, 0, 0]], "panning moves none");
  const short = Float64Array.from([0, 0, 80, 0]);
  assert.deepEqual(nameSpots(short, { view: { scale: 1, x: 0, y: 0 }, inner: [0, 0, 900, 400] }, 120), []);
  const bent = Float64Array.from([0, 0, 260, 0, 260, 300]);
  const [[first]] = nameSpots(bent, { view: { scale: 1, x: 0, y: 0 }, inner: [0, 0, 900, 400] }, 100);
  assert.ok(Math.abs(first.angle) < 1e-9 || Math.abs(first.angle - Math.PI / 2) < 1e-9, "not around the corner");
});
