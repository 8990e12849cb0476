import assert from "node:assert/strict";
import { test } from "node:test";
import { groupsOf, placeAfter } from "../../src/corridor_atlas/web/src/shell/menu.js";
import { countsOf } from "../../src/corridor_atlas/web/src/shell/notes.js";

/** As much of an atlas as the menu asks. */
function fake({ isFree = true, native = { CN: "zh", KR: "ko" } } = {}) {
  const told = [];
  return {
    told, text: (key) => key, state: { language: "en", names: "both" }, theme: { isFree, choice: "auto", choose: (one) => told.push(["theme", one]) },
    model: { countries: { en: { CN: "China" } }, features: [1, 2], unplaced: new Map([["x", 1]]), layers: [1], corridors: {} },
    payload: { spoken: [["en", "English"], ["zh", "中文"]], native },
    setLanguage() {}, setNames() {}, emit: (name, { value }) => told.push([name, value]),
    tell: (key, { number }) => `${number} ${key}`,
  };
}

test("the menu offers languages in their own names, themes and whose names", () => {
  const atlas = fake();
  const groups = groupsOf(atlas);
  assert.deepEqual(groups.map(({ name, chosen }) => [name, chosen]), [["language", "en"], ["theme", "auto"], ["names", "both"]]);
  assert.deepEqual(groups[0].choices, [["en", "English"], ["zh", "中文"]]);
  assert.deepEqual(groups[2].choices, [["both", "menu_names_all"], ["CN", "China"], ["KR", "KR"]]);
  groups[0].choose("zh");
  groups[1].choose("dark");
  groups[2].choose("KR");
  assert.deepEqual(atlas.told, [["language", "zh"], ["theme", "dark"], ["names", "KR"]]);
});

test("what leaves no choice is not offered", () => {
  const names = groupsOf(fake({ isFree: false, native: {} })).map(({ name }) => name);
  assert.deepEqual(names, ["language"]);
});

test("arrows go round, Home and End to the ends, other keys nowhere", () => {
  assert.deepEqual(["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "Home", "End", "a"].map((key) => placeAfter(0, 3, key)), [1, 2, 1, 2, 0, 2, -1]);
  assert.equal(placeAfter(2, 3, "ArrowDown"), 0);
});

test("what the atlas holds is counted, and nothing said of what it lacks", () => {
  assert.deepEqual(countsOf(fake(), 3), ["3 about_features", "1 about_layers", "3 about_tours"]);
});
