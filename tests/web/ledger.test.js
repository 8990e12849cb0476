import assert from "node:assert/strict";
import { test } from "node:test";
import { changesOf } from "../../src/corridor_atlas/web/src/model/changes.js";
import { csvOf, isOf, numbersOf, sectionsOf } from "../../src/corridor_atlas/web/src/model/ledger.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { spec } from "./spec.js";

const model = decodeModel(spec("changes").payload);
const state = new State(model, { year: 2025, against: 1991, layers: model.layers.map((one) => one.id) });
const found = changesOf(state);
const rowsOf = (sections) => sections.flatMap(({ parts }) => parts).flatMap(({ rows }) => rows);

/** What Python might tell of these changes, the last of them first. */
const told = {
  first: 1991, last: 2025, language: "en",
  entries: Object.fromEntries(found.toReversed().map(({ feature, kind }, i) => [feature.id, {
    kind, before: "Opened: ", after: ".", date: "1999", certain: true, notes: ["=1+1", 'said "so"'],
    disputes: i ? [] : [["otherwise", "a-paper"]], sources: i % 2 ? ["a-book"] : ["a-map", "lost"], unseen: i === 2,
  }])),
  works: { "a-book": ["A book, 2020", null], "a-map": ["A map", "https://example.org/"], "a-paper": ["A paper", null] },
};

test("what was told is of two years and a language", () => {
  assert.ok(isOf(told, state));
  assert.ok(!isOf(undefined, state));
  for (const other of [{ first: 1992 }, { last: 2024 }, { language: "ko" }]) assert.ok(!isOf({ ...told, ...other }, state));
});

test("every change stands in the list once, by kind and by layer", () => {
  for (const ledger of [told, null]) {
    const sections = sectionsOf(found, ledger, state);
    assert.deepEqual(rowsOf(sections).map(({ feature }) => feature.id).sort(), found.map(({ feature }) => feature.id).sort());
    assert.equal(new Set(sections.map((one) => one.kind)).size, sections.length);
    for (const { number, parts, kind } of sections) {
      assert.equal(number, rowsOf([{ parts }]).length);
      const orders = parts.map(({ layer }) => layer?.order);
      assert.deepEqual(orders, orders.toSorted((a, b) => b - a));
      assert.equal(parts[0].layer === null, kind === "happened");
    }
  }
});

test("inside a layer the order is that of what was told, else that of the years", () => {
  const [ids] = [Object.keys(told.entries)];
  for (const { rows } of sectionsOf(found, told, state).flatMap(({ parts }) => parts)) {
    const places = rows.map(({ feature }) => ids.indexOf(feature.id));
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
  }
  for (const { rows } of sectionsOf(found, null, state).flatMap(({ parts }) => parts)) {
    const years = rows.map(({ feature }) => feature.steps.find((year, i) => i % 2 === 0 && year > 1991));
    assert.deepEqual(years, years.toSorted((a, b) => a - b));
  }
});

test("works are numbered as they are needed, and only those that are known", () => {
  const numbers = numbersOf(sectionsOf(found, told, state), told);
  assert.deepEqual([...numbers.values()], [1, 2, 3]);
  assert.deepEqual(new Set(numbers.keys()), new Set(Object.keys(told.works)));
  assert.equal(numbersOf(sectionsOf(found, null, state), null).size, 0);
});

test("the file has a row for each change, and no formula", () => {
  const words = { name: ({ id }) => (id === found[0].feature.id ? "@name" : id), sentence: () => "Opened, at last.", unseen: "nobody" };
  const lines = csvOf(sectionsOf(found, told, state), told, state, words).split("\r\n");
  assert.ok(lines[0].startsWith("\ufeffid,name,layer,kind,drawn,before,after,certain,date,sentence,notes,sources"));
  assert.equal(lines.length, found.length + 2);
  const row = lines.find((one) => one.startsWith(found[0].feature.id));
  assert.match(row, /,'@name,/);
  assert.match(row, /,"'=1\+1; said ""so""/, "no formula, quotation marks doubled");
  assert.match(row, /"Opened, at last\."/);
  assert.ok(lines.some((one) => one.includes("A map; lost; nobody")), "what is not known stands by its key");
  const plain = csvOf(sectionsOf(found, null, state), null, state, words).split("\r\n");
  assert.equal(plain.length, lines.length);
  assert.match(plain[1], /,opened,opened,[a-z_]*,operating,,,"Opened, at last\.",,$/);
});
