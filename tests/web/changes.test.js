import assert from "node:assert/strict";
import { test } from "node:test";
import { changesOf, countChanges, countsOf, entryOf, groupOf, KINDS, kindOf, otherYear } from "../../src/corridor_atlas/web/src/model/changes.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { GONE } from "../../src/corridor_atlas/web/src/model/spans.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { said, spec } from "./spec.js";

const { payload, kinds, others, views } = spec("changes");
const model = decodeModel(payload);

test("what became of a feature is the same as in Python, and so is its colour", () => {
  for (const { timeline, spans, steps, years, kind, group } of kinds) {
    const found = kindOf({ spans, steps, layer: {} }, ...years);
    assert.deepEqual([found, groupOf(found)], [kind, group], `${years} ${said(timeline)}`);
  }
  assert.deepEqual(new Set(kinds.map((one) => one.kind)), new Set([null, ...KINDS.filter((one) => one !== "happened")]));
});

test("a year is compared with the same other one as in Python", () => {
  for (const { year, years, other } of others) assert.equal(otherYear(year, years), other, String(year));
});

test("a view tells of the same changes as in Python, and colours the same features", () => {
  for (const { options, kinds: expected, drawn } of views) {
    const state = new State(model, options);
    const byId = changesOf(state).map(({ feature, kind }) => [feature.id, kind]).sort(([a], [b]) => (a < b ? -1 : 1));
    assert.deepEqual(Object.fromEntries(byId), expected, said(options));
    const entries = model.features.filter((one) => one.steps.length).map((one) => entryOf(state, one)).filter(Boolean);
    assert.deepEqual(Object.fromEntries(entries.map(({ feature, code, change }) => [feature.id, [code, change]])), drawn, said(options));
  }
  assert.ok(views.filter((one) => Object.keys(one.kinds).length > 5).length > views.length / 3, "many of the views have changes");
});

test("the total is the sum of its parts, whichever way they are counted", () => {
  for (const { options } of views) {
    const state = new State(model, options);
    const { total, happened, kinds: parts, groups } = countsOf(state);
    const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
    assert.equal(sum(Object.values(parts)), total + happened);
    assert.equal(sum(Object.values(groups)), total);
    const { same, ...coloured } = countChanges(state);
    assert.deepEqual(coloured, groups);
    assert.ok(same >= 0);
  }
});

test("what is in view is counted by the same rule, and what has no place in any case", () => {
  const state = new State(model, { year: 2025, against: 1991, layers: model.layers.map((one) => one.id) });
  const all = changesOf(state, "all");
  assert.deepEqual(changesOf(state), all, "without a map everything is in view");
  const placed = all.filter(({ feature }) => feature.shape);
  assert.ok(placed.length > 1 && placed.length < all.length);
  state.seen = new Set([placed[0].feature]);
  assert.deepEqual(changesOf(state), all.filter(({ feature }) => !feature.shape || feature === placed[0].feature));
  assert.ok(countsOf(state).total < countsOf(state, "all").total);
  assert.ok(countChanges(state).same <= countChanges(state, "all").same);
});

test("what is gone by the later year is drawn as closed, whichever of them is shown", () => {
  const spans = [1995, 2003, 3, 2004, 2025, 3 + GONE];
  const feature = { ...model.features[0], layer: { ...model.layers[0], happening: false }, spans, steps: [1995, 3, 2004, -1] };
  for (const [year, against] of [[2010, 2000], [2000, 2010]]) {
    const state = new State(model, { year, against, layers: model.layers.map((one) => one.id) });
    assert.deepEqual(entryOf(state, feature), { feature, code: 5, change: "closed" });
    state.against = null;
    assert.equal(entryOf(state, feature)?.change, undefined);
  }
});
