import assert from "node:assert/strict";
import { test } from "node:test";
import { upTo } from "../../src/corridor_atlas/web/src/model/geometry.js";
import { builtSince, stretches, stripsOf } from "../../src/corridor_atlas/web/src/model/strips.js";

const layer = { background: false };
const line = { type: "line" };
const feature = (id, spans, more) => ({ id, spans, layer, shape: line, timeless: false, ...more });
const features = [
  feature("always", [1991, 2025, 3]),
  feature("begun", [2000, 2004, 2, 2005, 2025, 3]),
  feature("late", [2010, 2025, 3]),
  feature("ended", [1991, 2001, 3, 2002, 2025, 21]),
  feature("border", [1991, 2000, 1, 2001, 2025, 3], { layer: { background: true } }),
  feature("place", [2005, 2025, 3], { shape: { type: "point" } }),
  feature("timeless", [1991, 2025, 3], { timeless: true }),
];
const model = { years: [1991, 2025], byId: new Map(features.map((one) => [one.id, one])) };
const all = features.map((one) => one.id);

test("a strip tells doubt and traffic apart, and nothing of the years after an end", () => {
  assert.deepEqual(stretches([1991, 1999, 3, 2000, 2003, 11, 2004, 2009, 3, 2010, 2012, 35, 2013, 2025, 21]), [
    { start: 1991, end: 1999, code: 3 },
    { start: 2000, end: 2003, code: 11 },
    { start: 2004, end: 2009, code: 3 },
    { start: 2010, end: 2012, code: 35 },
  ]);
  assert.deepEqual(stretches([1991, 1999, 3, 2000, 2003, 3]), [{ start: 1991, end: 2003, code: 3 }]);
});

test("strips are of what changes: neither of what always was, nor of the ground", () => {
  assert.deepEqual(stripsOf(model, ["no-such-thing", ...all]).map((one) => one.feature.id), ["begun", "late", "place"]);
  assert.deepEqual(stripsOf(model, [...all].reverse()).map((one) => one.feature.id), ["place", "late", "begun"]);
});

test("lines are drawn as they are built that came since the step before", () => {
  assert.deepEqual(builtSince(model, all, 1999, 2000), ["begun"]);
  assert.deepEqual(builtSince(model, all, 2000, 2010), ["begun", "late"]);
  assert.deepEqual(builtSince(model, all, 2010, 2020), []);
  assert.deepEqual(builtSince(model, all, 1990, 1991).sort(), ["always", "ended"]);
});

test("the beginning of a line is measured over all its parts", () => {
  const parts = [[0, 0, 4, 0], [10, 0, 10, 2, 10, 4]];
  const cut = (part) => upTo(parts, part).map((xy) => Array.from(xy));
  assert.deepEqual(cut(1), [[0, 0, 4, 0], [10, 0, 10, 2, 10, 4]]);
  assert.deepEqual(cut(0.5), [[0, 0, 4, 0]]);
  assert.deepEqual(cut(0.25), [[0, 0, 2, 0]]);
  assert.deepEqual(cut(0.625), [[0, 0, 4, 0], [10, 0, 10, 1]]);
  assert.deepEqual(cut(0), []);
});
