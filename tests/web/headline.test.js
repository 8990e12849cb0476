import assert from "node:assert/strict";
import { test } from "node:test";
import { pluralOf, tellIn } from "../../src/corridor_atlas/web/src/core/words.js";
import { project } from "../../src/corridor_atlas/web/src/model/geometry.js";
import { headline, inView, turnOf } from "../../src/corridor_atlas/web/src/model/headline.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { DOUBTFUL, GONE } from "../../src/corridor_atlas/web/src/model/spans.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { decodePlaces } from "../../src/corridor_atlas/web/src/map/places.js";
import { said, spec } from "./spec.js";

const { payload, texts, headlines } = spec("headline");
const model = decodeModel(payload);
const ground = { places: decodePlaces(payload.base, {}) };
const boxOf = ([west, south, east, north]) => [...project(west, north), ...project(east, south)];
const telling = (language) => (key, values) => tellIn(texts, language, key, values);
const headed = (options, extent) => headline(new State(model, options), model, ground, boxOf(extent), telling(options.language));
const plain = (text) => text.replace(/\s/g, " "); // some write a narrow space that does not break

test("a view has the same headline, news and counts as in Python", () => {
  for (const { options, extent, title, fresh, news, counts } of headlines) {
    const found = headed(options, extent);
    assert.equal(plain(found.title), plain(title), said({ options, extent }));
    assert.deepEqual(found.fresh.map(({ id, text }) => [id, text]), fresh, said({ options, extent }));
    assert.equal(found.news, news);
    assert.deepEqual(found.counts.map(({ layer, status, number }) => [layer.id, status, number]), counts, said({ options, extent }));
  }
  assert.ok(new Set(headlines.map(({ title }) => title)).size > headlines.length / 2, "they say different things");
  assert.ok(headlines.filter(({ fresh }) => fresh.length).length > 20);
});

test("texts are joined as the language joins them", () => {
  for (const [language, locale] of [["en", "en-GB"], ["zh", "zh"], ["ru", "ru"], ["ko", "ko"]]) {
    const tell = telling(language);
    const joined = tell("headline_and", { first: ["A", "B"].join(tell("headline_list", {})), last: "C" });
    assert.equal(joined, new Intl.ListFormat(locale).format(["A", "B", "C"]), language);
  }
});

test("exactly one may be said in another way than what ends with one", () => {
  const { counted } = model.layers.find(({ id }) => id === "ports");
  assert.deepEqual([1, 21, 22, 25].map((number) => pluralOf(counted.ru, number, "ru")), ["один порт", "21 порт", "22 порта", "25 портов"]);
  assert.deepEqual([1, 21].map((number) => pluralOf(counted.en, number, "en")), ["one port", "21 ports"]);
});

test("a year brings what its status differs in from the year before, and an end in the year itself", () => {
  const spans = [1991, 1996, 3, 1997, 1999, 4, 2000, 2003, 3, 2004, 2025, 3 + GONE];
  const turns = [1991, 1996, 1997, 2000, 2003, 2004].map((year) => turnOf(spans, year, [1991, 2025]));
  assert.deepEqual(turns, ["", "", "suspended", "resumed", "closed", ""]);
  assert.equal(turnOf([1999, 2001, 3 + DOUBTFUL, 2002, 2025, 3], 1999, [1991, 2025]), "", "nobody knows the year");
  assert.equal(turnOf([1999, 2001, 2, 2002, 2025, 2 + GONE], 2001, [1991, 2025]), "dropped");
});

test("what is in view is kept until the map moves", () => {
  const box = boxOf([150, -13, 160, -5]);
  assert.equal(inView(model, box), inView(model, [...box]));
  assert.notEqual(inView(model, box), inView(model, boxOf([150, -12, 160, -5])));
});
