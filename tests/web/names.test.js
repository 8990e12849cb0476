import assert from "node:assert/strict";
import { test } from "node:test";
import { sideFor, sidesOf } from "../../src/corridor_atlas/web/src/map/label_places.js";
import { lettering, orderOf } from "../../src/corridor_atlas/web/src/map/ranks.js";
import { Memory } from "../../src/corridor_atlas/web/src/map/realms.js";
import { Tracks } from "../../src/corridor_atlas/web/src/map/tracks.js";
import { frameAt, namesIn, realMap } from "./real_map.js";
import { rounded, said, spec } from "./spec.js";

const PLACES = { mouth: [42.35, 130.65], heihe: [50.25, 127.5], dandong: [40.1, 124.4], manzhouli: [49.6, 117.45] };
const world = realMap();

test("the name of a town is written by its rank as in print", () => {
  for (const { rank, beyond, look, order } of spec("names").letterings) {
    const found = lettering(rank, beyond);
    assert.deepEqual({ ...found, size: rounded([found.size])[0] }, look, said([rank, beyond]));
    assert.deepEqual([orderOf(rank, true), orderOf(rank, false)], order, said(rank));
  }
});

test("a name keeps its side while it fits, and leaves a line when another side is free", () => {
  const boxes = sidesOf({ x: 100, y: 100, r: 3, town: true }, 60, 14);
  const always = () => true;
  const never = () => false;
  assert.equal(sideFor(boxes, -1, always, never), 0);
  assert.equal(sideFor(boxes, 3, always, never), 3, "where it stood before");
  assert.equal(sideFor(boxes, 3, ([x]) => x !== boxes.at(3)[0], never), 0, "taken meanwhile");
  const over = new Tracks(frameAt([0, 0], 3, [400, 300]));
  over.mark(100, 100, 300, 100);
  assert.equal(sideFor(boxes, 0, always, (box) => over.cross(box)), 1, "a line runs to the right");
  assert.equal(sideFor(boxes, 0, ([x]) => x === boxes.at(0)[0], (box) => over.cross(box)), 0, "rather over a line than not at all");
  assert.equal(sideFor(boxes, 0, never, never), -1);
});

test("lines lie in the same cells when the map is moved", () => {
  const crossed = [0, 10, 17].map((right) => {
    const tracks = new Tracks(frameAt([42, 130], 7.3, [400, 300], [right, right]));
    tracks.mark(60, 40, 300, 220);
    return Array.from({ length: 60 }, (_, i) => tracks.cross([70 + 3 * i, 100, 74 + 3 * i, 103]));
  });
  assert.deepEqual(crossed[1], crossed[0]);
  assert.deepEqual(crossed[2], crossed[0]);
});

/** Where each name stands from the middle of its first view, on the ground. */
const onGround = ({ written }, { view }) => new Map(written.map(([text, x, y]) => [text, [(x + view.x) / view.scale, (y + view.y) / view.scale]]));

for (const [name, at] of Object.entries(PLACES)) {
  for (const zoom of [5, 7, 9]) {
    test(`names stand still around ${name} at zoom ${zoom} while the map is moved a little`, () => {
      const memory = new Memory();
      const [here, moved] = [frameAt(at, zoom), frameAt(at, zoom, undefined, [10, 0])];
      const first = onGround(namesIn(world, here, { memory }), here);
      const second = onGround(namesIn(world, moved, { memory }), moved);
      const stayed = [...first].filter(([text, [x, y]]) => second.has(text) && Math.hypot(second.get(text)[0] - x, second.get(text)[1] - y) * here.view.scale < 1);
      assert.ok(first.size > 5, `${first.size} names`);
      assert.ok(stayed.length >= first.size - 2, `${stayed.length} of ${first.size} stayed`);
    });
  }
}

test("a name keeps its side when one zooms a little", () => {
  for (const [name, at] of Object.entries(PLACES)) {
    const memory = new Memory();
    namesIn(world, frameAt(at, 8), { memory });
    const before = new Map(memory.sides);
    namesIn(world, frameAt(at, 8.25), { memory });
    const kept = [...before].filter(([key, side]) => memory.sides.get(key) === side);
    const moved = before.size - kept.length; // a sign beside it has parted from its neighbour
    assert.ok(moved <= Math.max(2, before.size * 0.2), `${name}: ${kept.length} of ${before.size}`);
  }
});

test("no name of a place lies on a sign of another", () => {
  for (const at of Object.values(PLACES)) {
    for (const zoom of [5, 7, 9, 11]) {
      const { written, signs } = namesIn(world, frameAt(at, zoom));
      for (const [text, x, y] of written) {
        const on = signs.filter((one) => one.r >= 2 && Math.abs(one.x - x) < one.r + 3 && Math.abs(one.y - y) < one.r + 2);
        assert.deepEqual(on.map((one) => one.feature.names.en), [], `${text} at zoom ${zoom}`);
      }
    }
  }
});

test("the country in view has its name at every zoom, inside it", () => {
  const lines = (zoom, at) => namesIn(world, frameAt(at, zoom)).written.map(([text]) => text);
  for (const zoom of [6, 8, 9.5, 11, 12]) {
    const seen = lines(zoom, PLACES.mouth);
    assert.ok(seen.includes("RUSSIA") && seen.includes("KOREA"), `${zoom}: ${seen}`);
  }
  assert.ok(lines(10, [47, 125]).includes("CHINA"));
  assert.ok(!lines(10, [47, 125]).includes("RUSSIA"));
});

test("a sea is named in its own waters only", () => {
  const seen = namesIn(world, frameAt([39.6, 124.1], 9)).written.map(([text]) => text);
  assert.ok(seen.includes("Yellow Sea"), String(seen));
  assert.ok(!seen.includes("Bohai Sea"));
});
