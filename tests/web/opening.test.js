import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOf } from "../../src/corridor_atlas/web/src/map/picture.js";
import { asksForView, countedFor } from "../../src/corridor_atlas/web/src/model/asked.js";
import { countsOf } from "../../src/corridor_atlas/web/src/model/changes.js";
import { project } from "../../src/corridor_atlas/web/src/model/geometry.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { spec } from "./spec.js";

const { payload } = spec("filters");
const model = decodeModel(payload);

test("language, names and theme say how to read the atlas; everything else asks for a view", () => {
  for (const quiet of [["", ""], ["?lang=ru", "#"], ["?lang=zh&names=CN", "#theme=dark"]]) assert.equal(asksForView(quiet), false, quiet.join());
  for (const asking of [["?year=2003", ""], ["", "#id=a-port"], ["?lang=ru", "#vs=2001"], ["?embed=true", ""]]) assert.equal(asksForView(asking), true, asking.join());
});

test("what a card leaves open is counted for its link", () => {
  const [first, last] = model.years;
  assert.deepEqual(countedFor(model, [], {}), { first, last });
  const { id, spans } = model.features.find((one) => one.spans[0] > first);
  assert.equal(countedFor(model, [], { selected: id }).begun, spans[0]);
  assert.equal(countedFor(model, [{ id: "a-tour", steps: [{}, {}, {}] }], { story: { id: "a-tour" } }).steps, 3);
  const asked = { year: 2012, against: 2000 };
  const { total, groups } = countsOf(new State(model, asked), "all");
  const found = countedFor(model, [], asked);
  assert.deepEqual([found.opened, found.closed, found.changes], [groups.opened, groups.closed, total]);
});

test("a small map shows the whole of its box, in the middle", () => {
  const frame = frameOf([120, 40, 130, 50], 300, 100, 2);
  const at = ([x, y]) => [x * frame.view.scale - frame.view.x, y * frame.view.scale - frame.view.y];
  const [left, top] = at(project(120, 50));
  const [right, bottom] = at(project(130, 40));
  assert.ok(Math.abs(top) < 1e-6 && Math.abs(bottom - 100) < 1e-6, "as high as it may be");
  assert.ok(left > 0 && Math.abs(left - (300 - right)) < 1e-6);
  assert.equal(frame.world.length, 4);
});
