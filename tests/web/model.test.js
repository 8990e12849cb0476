import assert from "node:assert/strict";
import { test } from "node:test";
import { changesByYear } from "../../src/corridor_atlas/web/src/model/changes.js";
import { dateInWords } from "../../src/corridor_atlas/web/src/model/dates.js";
import { clip, decodeShape, inArea, partsAt, project, touches, traceInside } from "../../src/corridor_atlas/web/src/model/geometry.js";
import { changesIn, datesOf } from "../../src/corridor_atlas/web/src/model/happenings.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { timeOf } from "../../src/corridor_atlas/web/src/model/sentences.js";
import { aliveIn, codeAt, codeOf, DOUBTFUL, firstYear, GONE, lastYear, onlyOf, runs, runStart } from "../../src/corridor_atlas/web/src/model/spans.js";
import { FACETS, SAME_EVERYWHERE, State } from "../../src/corridor_atlas/web/src/model/state.js";
import { rounded, said, spec } from "./spec.js";

const time = spec("time");
const shapes = spec("shapes");
const AS_IT_IS = { scale: 1, x: 0, y: 0 };

/* ---- time ---- */

test("a feature has the same status in every year as in Python", () => {
  for (const { timeline, spans, first, codes } of time.spans) {
    assert.deepEqual(codes.map((_code, i) => codeAt(spans, first + i)), codes, said(timeline));
  }
});

test("a feature is alive in the same eras as in Python", () => {
  for (const one of time.eras) assert.equal(aliveIn(one.spans, one.era, one.last), one.alive, said(one));
});

test("a date is told as in Python", () => {
  const { dates, texts } = spec("dates");
  const plain = (words) => words.replace(/\s/g, " "); // some write a narrow space that does not break
  for (const { language, date, words } of dates) assert.equal(plain(dateInWords(date, language, (key) => texts[language][key])), plain(words), `${language} ${date}`);
});

test("a run of one status begins where doubt about it does not", () => {
  const spans = [1991, 1994, 3 + DOUBTFUL, 1995, 2003, 3, 2004, 2025, 3 + GONE];
  assert.deepEqual(runs(spans), [{ start: 1991, end: 2003, code: 3 }]);
  assert.equal(runStart(spans, 2000), 1991);
  assert.equal(runStart([1991, 1994, 4, 1995, 2003, 3], 2000), 1995);
  assert.equal(runStart([1991, 1994, 3, 1998, 2003, 3], 2000), 1998, "what was interrupted begins again");
  const freight = [1991, 2019, 3, 2020, 2022, codeOf("operating", "freight"), 2023, 2025, 3];
  assert.equal(runStart(freight, 2021), 2020, "what alone is carried is a state of its own");
  assert.deepEqual(runs(freight).map(({ start }) => start), [1991, 2020, 2023]);
  assert.deepEqual([3, 35, 67, -1].map(onlyOf), ["", "freight", "passengers", ""]);
  assert.deepEqual([firstYear({ spans }), lastYear({ spans })], [1991, 2003]);
  assert.equal(firstYear({ spans, timeless: true }), null);
});

test("a range of years is written with both, but not when it is none", () => {
  assert.deepEqual([{ since: 1995, year: 2000 }, { since: 2000, year: 2000 }, { since: null, year: 2000 }].map(timeOf), ["1995–2000", "2000", "2000"]);
});

/* ---- what is shown ---- */

const { payload, filters, counts: counted, values } = spec("filters");
const model = decodeModel(payload);
const drawn = (state) => model.features.filter((one) => one.shape && state.code(one) >= 0);

test("a view shows the same features with the same states as in Python", () => {
  for (const { options, shown } of filters) {
    const state = new State(model, options);
    const found = drawn(state).map((one) => [one.id, state.code(one)]).sort(([a], [b]) => (a < b ? -1 : 1));
    assert.deepEqual(Object.fromEntries(found), shown, said(options));
  }
  assert.ok(filters.filter(({ shown }) => Object.keys(shown).length).length > filters.length / 2, "most of the views show something");
});

test("facets have the same values as in Python", () => {
  assert.deepEqual(SAME_EVERYWHERE, values);
});

test("every count is what the choice would show", () => {
  const count = (state) => drawn(state).filter((one) => !one.layer.background).length;
  for (const { options } of filters.slice(0, 40)) {
    const changed = (more) => new State(model, { ...options, ...more });
    const tally = changed({}).tally();
    for (const facet of FACETS.filter((name) => name !== "statuses")) {
      for (const value of new Set(model.features.flatMap((one) => one[facet]))) assert.equal(tally[facet].get(value) || 0, count(changed({ [facet]: [value] })), `${facet} ${value} ${said(options)}`);
    }
    assert.equal(tally.shown, count(changed({})));
    assert.equal(tally.doubtful, count(changed({ certainOnly: false })) - count(changed({ certainOnly: true })));
    assert.equal(tally.gone, count(changed({ showGone: true })) - count(changed({ showGone: false })));
    for (const { id } of model.eras) assert.equal(tally.eras.get(id) || 0, count(changed({ era: id })), `${id} ${said(options)}`);
  }
});

test("there are as many of each layer as in Python, everywhere and in view", () => {
  for (const { options, box: [west, south, east, north], zoom, everywhere, in_view } of counted) {
    const state = new State(model, options);
    const shown = (scope) => Object.fromEntries([...state.tally(undefined, scope).layers].filter(([id]) => state.layers.has(id) && id !== "grounds").sort());
    assert.deepEqual(shown("all"), everywhere, said(options));
    assert.deepEqual(shown("view"), everywhere, "without a map everything is in view");
    state.look([...project(west, north), ...project(east, south)], zoom);
    assert.deepEqual(shown("view"), in_view, said({ west, south, east, north, zoom }));
    assert.deepEqual(shown(), in_view, "what is in view is what counts first");
    assert.deepEqual(shown("all"), everywhere);
    assert.equal(state.tally().shown, Object.values(in_view).reduce((sum, one) => sum + one, 0), "the sum is that of the rows");
  }
  assert.ok(counted.filter((one) => Object.keys(one.in_view).length).length > 5);
});

test("the first year of the atlas is no change", () => {
  const state = new State(model, { layers: ["ports", "railways"] });
  const found = changesByYear(state);
  assert.equal(found.length, 2025 - 1991 + 1);
  assert.equal(found[0], 0);
  assert.ok(found.some((one) => one > 0));
  state.year = 2025;
  assert.ok(changesIn(model, state, 1991).every((one) => one.year > 1991));
});

test("a happening is told with its beginning, its end, or both", () => {
  const pact = { d: [["operating", "1995-05", "2001"], ["closed", "2003", ""]] };
  assert.deepEqual(datesOf(pact, 1995, 1995).map((one) => [one.date, one.ended]), [["1995-05", false]]);
  assert.deepEqual(datesOf(pact, 1990, 2010).map((one) => [one.date, one.ended]), [["1995-05", false], ["2001", true], ["2003", false]]);
  assert.deepEqual(datesOf({ d: [["operating", "2004-06", "2004-06"]] }, 2004, 2004).length, 1, "what is over at once has one date");
});

/* ---- shapes ---- */

test("a segment is cut at a box as by shapely", () => {
  for (const { segment, box, inside } of shapes.clipping) assert.deepEqual(rounded(clip(...segment, box)), inside, said(segment));
});

test("a line is traced as far as it runs inside, and lifts the pen where it leaves", () => {
  const calls = [];
  const path = { moveTo: (...at) => calls.push(["move", ...at]), lineTo: (...at) => calls.push(["line", ...at]) };
  traceInside(path, [-10, 5, 5, 5, 20, 5, 20, 8, 5, 8], AS_IT_IS, [0, 0, 10, 10]);
  assert.deepEqual(calls, [["move", 0, 5], ["line", 5, 5], ["line", 10, 5], ["move", 10, 8], ["line", 5, 8]]);
});

test("a shape has a point in a box where shapely finds one", () => {
  for (const { type, parts, box, meets } of shapes.meetings) {
    const [xs, ys] = [0, 1].map((k) => parts.flat().filter((_one, i) => i % 2 === k));
    const bounds = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    assert.equal(touches({ type, parts, box: bounds }, box), meets, `${type} ${box}`);
  }
});

test("a point lies in an area as by shapely", () => {
  for (const { rings, point, inside } of shapes.areas) assert.equal(inArea(...point, rings, AS_IT_IS), inside, said(point));
});

test("of two areas that meet, a point of the seam lies in one", () => {
  const [left, right] = [[[0, 0, 10, 0, 10, 10, 0, 10]], [[10, 0, 20, 0, 20, 10, 10, 10]]];
  assert.deepEqual([inArea(10, 5, left, AS_IT_IS), inArea(10, 5, right, AS_IT_IS)], [false, true]);
  assert.deepEqual([inArea(5, 0, left, AS_IT_IS), inArea(5, 10, left, AS_IT_IS)], [true, false]);
});

test("a line has no more points than its zoom can show", () => {
  for (const { line, zoom, kept } of shapes.thinning) {
    const shape = { type: "line", parts: [Float64Array.from(line)], box: [], detail: {} };
    assert.deepEqual(rounded(partsAt(shape, zoom)[0]), rounded(kept), `zoom ${zoom}, ${line.length / 2} points`);
    assert.equal(partsAt(shape, zoom), partsAt(shape, zoom), "kept for the next time");
  }
});

test("shapes come back from whole numbers, each relative to the one before", () => {
  const shape = decodeShape({ t: "LineString", c: [[0, 0, 9000000, 0]] });
  assert.equal(shape.type, "line");
  assert.deepEqual(rounded(shape.parts[0]), [128, 128, 192, 128]);
  assert.deepEqual(rounded(shape.box), [128, 128, 192, 128]);
  assert.equal(decodeShape(null), null);
});

test("what has no place is of the layer that would draw it, else of what its table is called", () => {
  const { unplaced } = decodeModel({
    ...payload, layers: [{ id: "stations", title: { en: "Stations" }, order: 9 }], features: [],
    unplaced: [{ id: "a-halt", n: { en: "A halt" }, table: "nodes", l: 0 }, { id: "a-fair", n: { en: "A fair" }, table: "fairs", what: { en: "fair" } }],
  });
  const told = ["a-halt", "a-fair"].map((id) => unplaced.get(id).layer).map(({ id, title }) => [id, title.en]);
  assert.deepEqual(told, [["stations", "Stations"], ["fairs", "fair"]]);
});
