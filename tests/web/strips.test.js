import assert from "node:assert/strict";
import { test } from "node:test";
import { Net } from "../../src/corridor_atlas/web/src/network/net.js";
import { lookOf, percentOf, runsOf, Strips } from "../../src/corridor_atlas/web/src/network/strips.js";
import { said, spec } from "./spec.js";

const { worlds } = spec("strips");
const [shipped] = spec("ways").worlds;

/** The corridors of a world that knows spans, and no names and shapes. */
function stripsOf({ years, spans, network }) {
  const features = Object.entries(spans).map(([id, s]) => [id, { id, spans: s || [], timeless: !s }]);
  return new Strips(new Net(network, { years, byId: new Map(features), nameOf: () => undefined }));
}

worlds.forEach((world, number) => {
  const strips = stripsOf({ ...shipped, ...world });
  const { nodes } = strips.net;

  test(`network ${number}: the same strips as in Python`, () => {
    for (const { id, load, year, km, usable, share, percent, gaps, segments, marks } of world.cases) {
      const found = strips.strip(id, year, load);
      const told = found.segments.map((one) => [one.leg.line, nodes[one.start], nodes[one.end], one.to, one.status, one.usable, one.valves, one.only]);
      assert.deepEqual(told, segments, said({ id, load, year }));
      assert.deepEqual([found.km, found.usableKm, found.share, strips.gaps(id)], [km, usable, share, gaps], said({ id, load, year }));
      assert.equal(`${percentOf(found.share)}%`, percent);
      assert.deepEqual(strips.marks(found, load).map((one) => [one.node, one.km, one.sign, one.open]), marks, said({ id, load, year }));
    }
  });

  test(`network ${number}: the same share in every year`, () => {
    for (const { id, load, shares } of world.series) assert.deepEqual(strips.series(id, load), shares, said({ id, load }));
  });
});

test("what looks the same and is neighbours is one run", () => {
  const one = (from, to, more) => ({ from, to, status: "operating", usable: true, only: null, ...more });
  const segments = [one(0, 5), one(5, 8), one(8, 9, { usable: false }), one(9, 12, { only: "freight" }), one(12, 13, { status: null, usable: false })];
  assert.deepEqual(runsOf({ segments }), [
    { from: 0, to: 8, look: "operating" }, { from: 8, to: 9, look: "operating shut" },
    { from: 9, to: 12, look: "operating only" }, { from: 12, to: 13, look: "none" },
  ]);
  assert.equal(lookOf(one(0, 1, { only: "freight", usable: false })), "operating shut");
});

test("a share that is not quite all or nothing is not told as such", () => {
  assert.deepEqual([null, 0, 0.001, 0.125, 0.135, 0.5, 0.9996, 1].map(percentOf), [null, 0, 1, 12, 14, 50, 99, 100]);
});

test("all corridors in all years take less time than a blink", () => {
  const strips = stripsOf(shipped);
  const begun = process.cpuUsage();
  for (const id of strips.ids) strips.series(id, "cargo");
  const { user } = process.cpuUsage(begun);
  assert.ok(user < 500e3, `${user} microseconds`); // the machine of a test may be slow
});
