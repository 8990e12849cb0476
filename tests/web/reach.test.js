import assert from "node:assert/strict";
import { test } from "node:test";
import { legsWithin, placesAmong, reachedFrom, toldApart } from "../../src/corridor_atlas/web/src/network/reach.js";
import { MODES } from "../../src/corridor_atlas/web/src/model/state.js";
import { routerOf, said, spec } from "./spec.js";

const { worlds } = spec("ways");
const asked = { modes: MODES, load: "cargo" };

spec("reach").worlds.forEach((cases, number) => {
  test(`network ${number}: the same is within reach as in Python`, () => {
    const router = routerOf(worlds[number]);
    const { nodes } = router.net;
    for (const one of cases) {
      const reach = { origin: one.from, within: one.km ?? 0, borders: one.borders ?? null };
      const found = reachedFrom(router, reach, one.year, { ...asked, ...one.asked });
      const km = Object.fromEntries([...found].map(([node, value]) => [nodes[node], Math.round(value * 1e6) / 1e6]));
      assert.deepEqual(km, one.nodes, said(one));
      const legs = legsWithin(router, found, one.year, { ...asked, ...one.asked });
      const told = {};
      for (const { line } of legs) told[line] = (told[line] || 0) + 1;
      assert.deepEqual(told, one.legs, said(one));
    }
  });
});

test("nothing is within reach of a place that no line leads to", () => {
  assert.equal(reachedFrom(routerOf(worlds[0]), { origin: "nowhere", within: 5000, borders: null }, 2020, asked).size, 0);
});

test("places and crossings have the least distance of the nodes that they are or have, and other nodes are not told of", () => {
  const net = { told: { nodes: ["a-port", "west", "east", "halt"], at: ["", "town", "pass", ""], choices: ["a-port", "town"] }, valves: new Set(["pass"]) };
  const reached = new Map([[0, 12], [1, 8], [2, 5], [3, 1]]);
  assert.deepEqual([...placesAmong(net, reached)], [["a-port", 12], ["town", 8], ["pass", 5]]);
});

test("legs of two years are told apart by their stretch", () => {
  const legs = [1, 2, 3].map((stretch) => ({ stretch }));
  assert.deepEqual(toldApart(legs.slice(0, 2), legs.slice(1)), { way: [legs[1]], gained: [legs[2]], lost: [legs[0]] });
});
