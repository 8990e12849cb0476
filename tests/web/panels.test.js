import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { describe, stateText } from "../../src/corridor_atlas/web/src/model/sentences.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { chosenFilters, flip, isAlone, layersOf, onlyLayer, valuesOf } from "../../src/corridor_atlas/web/src/panels/choices.js";
import { PANELS } from "../../src/corridor_atlas/web/src/panels/index.js";
import { inSentence } from "../../src/corridor_atlas/web/src/panels/rows.js";
import { spec } from "./spec.js";

const { payload } = spec("filters");
const model = decodeModel(payload);
const text = (key) => ({ since: "since {year}", since_or_before: "since {year} or before", plain_status: "{status}", possibly_status: "possibly {status}", list_comma: ", " })[key] || key;

test("what is on stands there as chips, in the order of the facets", () => {
  const state = new State(model, { year: 2010, since: 2000, countries: ["NZ", "AU"], statuses: ["closed"], certainOnly: true, era: [1995, 2004] });
  const groups = chosenFilters({ state, model, text });
  assert.deepEqual(groups.map((one) => [one.name, one.chips.map((chip) => chip.label)]), [
    ["range", ["2000–2010"]],
    ["statuses", ["status_closed"]],
    ["countries", groups[2].chips.map((chip) => chip.label)],
    ["eras", ["1995–2004"]],
    ["", ["filters_certain"]],
  ]);
  assert.deepEqual(groups[2].chips.map((chip) => chip.value).sort(), ["AU", "NZ"]);
  assert.deepEqual(chosenFilters({ state: new State(model, {}), model, text }), []);
});

test("the ground is a list of its own, and eras of the main line are chosen on the time bar", () => {
  const orders = layersOf(model).map((one) => one.order);
  assert.deepEqual(orders, orders.slice().sort((a, b) => b - a), "the highest stands on top");
  assert.deepEqual(layersOf(model).map((one) => one.id).sort(), ["ports", "railways"]);
  assert.deepEqual(layersOf(model, true).map((one) => one.id), ["grounds"]);
  assert.deepEqual(valuesOf("eras", { ...model, eras: [...model.eras, { id: "theirs", side: "AU" }] }), ["theirs"]);
});

test("only leaves one layer and the ground, and the second time brings back what was on", () => {
  const state = new State(model, { layers: ["railways", "ports", "grounds"] });
  assert.equal(isAlone(state, "railways"), false);
  const before = [...state.layers];
  state.layers = new Set(onlyLayer(state, "railways"));
  assert.deepEqual([...state.layers].sort(), ["grounds", "railways"]);
  assert.equal(isAlone(state, "railways"), true);
  assert.deepEqual(onlyLayer(state, "ports", before).sort(), ["grounds", "ports"], "from one to another");
  assert.deepEqual(onlyLayer(state, "railways", before).sort(), before.slice().sort());
  assert.deepEqual(onlyLayer(state, "railways").sort(), ["grounds", ...model.layers.filter((one) => one.on && !one.background).map((one) => one.id)].sort(), "with nothing before, the usual ones");
});

test("a chip narrows to what it names, and a second press frees it", () => {
  const state = new State(model, {});
  const atlas = { state, chooseFilter: (changed) => state.setFacets(changed), say: () => {} };
  flip("countries", "AU", atlas);
  flip("countries", "NZ", atlas);
  assert.deepEqual([...state.facets.countries], ["AU", "NZ"]);
  flip("countries", "AU", atlas);
  assert.deepEqual([...state.facets.countries], ["NZ"]);
});

test("a title within a sentence begins small, an abbreviation does not", () => {
  assert.deepEqual(["Railways", "GTI zones", "Железные дороги", "铁路"].map(inSentence), ["railways", "GTI zones", "железные дороги", "铁路"]);
});

test("every panel has a name of its own; tours stand only where there are some, ways only where there is a network", () => {
  assert.equal(new Set(PANELS.map((one) => one.name)).size, PANELS.length);
  const has = (told) => PANELS.filter((one) => !one.has || one.has({ payload: told, article: { any: true } })).map((one) => one.name);
  const none = has({ stories: [], network: null });
  assert.deepEqual(PANELS.map((one) => one.name).filter((name) => !none.includes(name)), ["cargo", "corridors", "reach", "figures", "stories"]);
  assert.equal(has({ stories: [{}], network: {}, checks: [{}] }).length, PANELS.length);
  assert.ok(!has({ stories: [{}], network: {}, checks: [] }).includes("figures"));
});

test("a feature is told with its status and since when", () => {
  const port = { names: { en: "Port" }, layer: { title: { en: "Ports" } }, spans: [1991, 1999, 3, 2000, 2003, 11] };
  const said = (year, spans) => stateText({ ...port, spans }, { year, model }, text);
  assert.equal(said(1995, port.spans), "status_operating, since 1991 or before");
  assert.equal(said(2001, port.spans), "possibly status_operating, since 1991 or before");
  assert.equal(said(2001, [2000, 2003, 11]), "possibly status_operating, since 2000");
  assert.equal(said(1990, port.spans), "");
  assert.equal(describe(port, { year: 1995, model, language: "en", how: "changes" }, text), "Port, Ports, status_operating, since 1991 or before");
});
