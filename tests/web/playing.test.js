import assert from "node:assert/strict";
import { test } from "node:test";
import { firstPart } from "../../src/corridor_atlas/web/src/map/glow.js";
import { codeOf, DOUBTFUL, GONE } from "../../src/corridor_atlas/web/src/model/spans.js";
import { dateOf, turnOf, turnsByYear } from "../../src/corridor_atlas/web/src/model/turns.js";
import { newsOf } from "../../src/corridor_atlas/web/src/panels/ticker.js";

const YEARS = [1991, 2025];
const [PLANNED, BUILT, OPEN, SHUT, CLOSED, DROPPED] = ["planned", "under_construction", "operating", "suspended", "closed", "cancelled"].map((one) => codeOf(one));

/** What each year brings, of those that bring something. */
const told = (spans) => {
  const found = {};
  for (let year = YEARS[0]; year <= YEARS[1]; year++) {
    const kind = turnOf({ spans, timeless: false }, year, YEARS);
    if (kind) found[year] = kind;
  }
  return found;
};

test("a year brings what its end differs in from the end of the one before", () => {
  assert.deepEqual(told([1993, 1998, BUILT, 1999, 2003, OPEN, 2004, 2012, SHUT, 2013, 2025, OPEN]), { 1993: "begun", 1999: "opened", 2004: "suspended", 2013: "resumed" });
  assert.deepEqual(told([1991, 2025, OPEN]), {}, "what was there before the atlas begins is not new");
  assert.deepEqual(told([1995, 1999, PLANNED, 2000, 2000, DROPPED, 2001, 2025, DROPPED + GONE]), { 1995: "planned", 2000: "dropped" });
});

test("what ends and is followed by nothing closes in the last year in which it is seen", () => {
  assert.deepEqual(told([2000, 2009, OPEN, 2010, 2025, OPEN + GONE]), { 2000: "opened", 2009: "closed" });
  assert.deepEqual(told([2000, 2008, OPEN, 2009, 2009, CLOSED, 2010, 2025, CLOSED + GONE]), { 2000: "opened", 2009: "closed" });
  assert.deepEqual(told([2000, 2025, OPEN]), { 2000: "opened" }, "the last year of the atlas is no end");
});

test("what begins in doubt is not told, nor a change of traffic alone", () => {
  assert.deepEqual(told([2000, 2001, OPEN + DOUBTFUL, 2002, 2025, OPEN]), {});
  assert.deepEqual(told([2000, 2009, OPEN, 2010, 2025, codeOf("operating", "freight")]), { 2000: "opened" });
  assert.equal(turnOf({ spans: [2000, 2025, OPEN], timeless: true }, 2000, YEARS), null);
});

/** A feature of a layer, in an order. */
const feature = (id, order, spans, dates = { from: [], to: [] }) => ({ id, spans, dates, timeless: false, shape: { box: [0, 0, 1, 1] }, names: { en: id }, layer: { order } });

test("a turn has its date as written, an end that of the end", () => {
  const one = feature("pier", 1, [], { from: ["2013-04", "2014-07-18"], to: ["2014-11"] });
  assert.equal(dateOf({ feature: one, kind: "opened" }, 2013), "2013-04");
  assert.equal(dateOf({ feature: one, kind: "opened" }, 2014), "2014-07-18");
  assert.equal(dateOf({ feature: one, kind: "closed" }, 2014), "2014-11");
  assert.equal(dateOf({ feature: one, kind: "opened" }, 2020), "2020");
});

test("the ticker tells the three most telling things of the years that passed, in order of time", () => {
  const features = [
    feature("port", 2, [2014, 2025, OPEN], { from: ["2014-07-18"], to: [] }),
    feature("line", 5, [1991, 2013, OPEN, 2014, 2025, SHUT], { from: ["2014-02"], to: [] }),
    feature("plan", 9, [2014, 2025, PLANNED]),
    feature("bridge", 3, [2015, 2025, OPEN]),
    feature("far", 8, [2014, 2025, OPEN]),
  ];
  const model = { features, years: YEARS, happenings: [] };
  const turns = turnsByYear(model);
  const of = { turns, inView: ({ id }) => id !== "far", state: { model, code: ({ id }) => (id === "hidden" ? -1 : OPEN), facets: { countries: new Set() } } };
  const names = (since, year, state = of.state) => newsOf({ ...of, state }, since, year).map((one) => (one.feature ? one.feature.id : one.one.id));
  assert.deepEqual(names(2013, 2014), ["plan", "line", "port"]);
  assert.deepEqual(names(2013, 2015), ["line", "port", "bridge"], "of two years at once the most telling");
  const happenings = [{ id: "visit", d: [["operating", "2014-03-02", ""]] }, { id: "talks", d: [["planned", "2014-05", ""]] }];
  assert.deepEqual(names(2013, 2014, { ...of.state, model: { ...model, happenings } }), ["line", "visit", "port"], "an event before a mere plan");
  assert.deepEqual(names(2014, 2014), []);
});

test("a line grows from its beginning, part after part", () => {
  const parts = [[0, 0, 10, 0], [20, 0, 20, 30]];
  assert.deepEqual(firstPart(parts, 1), parts);
  assert.deepEqual(firstPart(parts, 0.125), [[0, 0, 5, 0]]);
  assert.deepEqual(firstPart(parts, 0.5), [[0, 0, 10, 0], [20, 0, 20, 10]]);
});
