import assert from "node:assert/strict";
import { test } from "node:test";
import { tenths } from "../../src/corridor_atlas/web/src/network/router.js";
import { routerOf, said, spec } from "./spec.js";

const { worlds } = spec("ways");
const COUNT = 3;

/** Each line of a way with the nodes that are passed on it. */
function linesOf({ nodes }, legs) {
  const found = [];
  for (const { leg, start, end } of legs) {
    const last = found.at(-1);
    if (last && last[0] === leg.line && last.at(-1) === nodes[start]) last.push(nodes[end]);
    else found.push([leg.line, nodes[start], nodes[end]]);
  }
  return found;
}

/** A way as a case tells it. */
function told(net, { km, legs, borders, breaks, transfers, missing, doubtful }) {
  const all = { km, lines: linesOf(net, legs), borders, breaks, transfers, missing, doubtful };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value && value.length !== 0));
}

worlds.forEach((world, number) => {
  const router = routerOf(world);

  test(`network ${number}: the same ways as in Python`, () => {
    for (const { from, to, year, asked, ways } of world.cases) {
      const found = router.ways(from, to, year, asked, COUNT);
      const all = found.length ? found : [router.way(from, to, year, asked)];
      assert.deepEqual(all.map((way) => told(router.net, way)), ways, said({ from, to, year, asked }));
    }
  });

  test(`network ${number}: the same kilometres in every year`, () => {
    for (const { from, to, asked, km } of world.series) {
      assert.deepEqual(router.series(from, to, asked).map((way) => way && way.km), km, said({ from, to, asked }));
    }
  });
});

test("all years of four modes and of all together take less than a tenth of a second", () => {
  const router = routerOf(worlds[0]);
  const [{ from, to }] = worlds[0].cases;
  const asked = [["rail"], ["road"], ["sea"], ["river"], ["rail", "road", "sea", "river"]];
  const begun = process.cpuUsage();
  for (const modes of asked) router.series(from, to, { modes, load: "cargo" });
  const { user } = process.cpuUsage(begun);
  assert.ok(user < 500e3, `${user} microseconds`); // the machine of a test may be slow
});

test("a tenth is rounded as in Python", () => {
  assert.deepEqual([84.25, 84.75, 84.35, 84.05, 0.25, 119, 84.349999].map(tenths), [84.2, 84.8, 84.3, 84, 0.2, 119, 84.3]);
});
