import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, marksIn } from "../../src/corridor_atlas/web/src/model/folding.js";
import { Search } from "../../src/corridor_atlas/web/src/model/search.js";

const layer = { id: "ports", order: 20, kind: "points", symbol: "anchor", on: true };
const thing = (id, names, aliases = []) => ({ id, names, aliases, layer });
const search = new Search([
  thing("north-port", { en: "North Port", ko: "북항" }, ["Old North Port"]),
  thing("south-port", { en: "South Port", zh: "南港" }),
  thing("harbour-bridge", { en: "Harbour Bridge (planned)" }),
]);
const first = (query) => search.find(query, "en").hits.map((one) => one.feature.id)[0];

test("what is typed is found in any script, unfinished, and with an error", () => {
  const wanted = { "North Port": "north-port", nor: "north-port", 북항: "north-port", ㅂ: "north-port", 南港: "south-port", "sauth port": "south-port", harbuor: "harbour-bridge", "south-port": "south-port" };
  for (const [query, id] of Object.entries(wanted)) assert.equal(first(query), id, query);
});

test("what nothing fits is said to be only near", () => {
  assert.deepEqual([search.find("north port", "en").near, search.find("xxnorthxx", "en").near, search.find("  ", "en").hits.length], [false, true, 0]);
});

test("accents, case and apostrophes make no difference", () => {
  assert.equal(fold("Éire’s ПОРТ"), fold("eires порт"));
});

test("needles are marked where words begin, and never over each other", () => {
  const text = "Port of Northport";
  assert.deepEqual(marksIn(text, ["port", "north"]).map(([start, end]) => text.slice(start, end)), ["Port", "North"]);
  assert.deepEqual(marksIn("North", ["nor", "north"]), [[0, 5]]);
});
