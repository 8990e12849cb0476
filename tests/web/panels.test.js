import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { describe, stateText } from "../../src/corridor_atlas/web/src/model/sentences.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { chosenFilters } from "../../src/corridor_atlas/web/src/panels/filters.js";
import { PANELS } from "../../src/corridor_atlas/web/src/panels/index.js";
import { spec } from "./spec.js";

const { payload } = spec("filters");
const model = decodeModel(payload);
const text = (key) => ({ since: "since {year}", since_or_before: "since {year} or before", plain_status: "{status}", possibly_status: "possibly {status}", list_comma: ", " })[key] || key;

test("what is on stands there as chips, in the order of the panel", () => {
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

test("every panel has a name of its own; tours stand only where there are some, ways only where there is a network", () => {
  assert.equal(new Set(PANELS.map((one) => one.name)).size, PANELS.length);
  const has = (told) => PANELS.filter((one) => !one.has || one.has({ payload: told })).map((one) => one.name);
  const none = has({ stories: [], network: null });
  assert.deepEqual(PANELS.map((one) => one.name).filter((name) => !none.includes(name)), ["cargo", "stories"]);
  assert.equal(has({ stories: [{}], network: {} }).length, PANELS.length);
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
