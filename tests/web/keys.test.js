import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf } from "../../src/corridor_atlas/web/src/core/keys.js";
import { closeInnermost } from "../../src/corridor_atlas/web/src/shell/input.js";

test("a letter means the same in capitals, in another script, and while an input method waits", () => {
  const pressed = [["n", "KeyN"], ["N", "KeyN"], ["т", "KeyN"], ["Т", "KeyN"], ["ㅜ", "KeyN"], ["Process", "KeyN"], ["ｎ", "KeyN"], ["n", ""]];
  for (const [key, code] of pressed) assert.equal(keyOf({ key, code }), "n", key);
  assert.equal(keyOf({ key: "з", code: "KeyP" }), "p");
});

test("where the layout is Latin, what is typed counts and not the place of the key", () => {
  assert.equal(keyOf({ key: "n", code: "KeyL" }), "n", "Dvorak");
  assert.equal(keyOf({ key: "b", code: "KeyN" }), "b");
  assert.equal(keyOf({ key: "-", code: "Slash" }), "-", "a German keyboard");
});

test("signs and named keys are known on every layout", () => {
  const pressed = { ".": "/", "/": "/", "／": "/", Process: "/" };
  for (const [key, meant] of Object.entries(pressed)) assert.equal(keyOf({ key, code: "Slash" }), meant, key);
  assert.equal(keyOf({ key: "　", code: "Space" }), " ");
  for (const name of ["ArrowLeft", "Home", "Escape", "Enter", "PageUp"]) assert.equal(keyOf({ key: name, code: name }), name);
  assert.equal(keyOf({ key: ".", code: "Period" }), ".");
});

/** An atlas on which all of it is open, and what was closed of it. */
function opened() {
  const closed = [];
  const drawer = {
    isOpen: true,
    leave() { closed.push("drawer"); this.isOpen = false; },
  };
  const atlas = {
    timebar: { menu: { isOpen: true, open() { closed.push("menu"); this.isOpen = false; } } },
    comparison: { second: null },
    finder: { panel: { hidden: false }, close() { closed.push("hits"); this.panel.hidden = true; } },
    drawer,
    state: { selected: "somewhere" },
    select(id) { closed.push("selection"); this.state.selected = id; },
  };
  return { atlas, closed };
}

test("Escape closes one thing at a time, the innermost first", () => {
  const { atlas, closed } = opened();
  const done = [1, 2, 3, 4, 5].map(() => closeInnermost(atlas));
  assert.deepEqual(closed, ["menu", "hits", "drawer", "selection"]);
  assert.deepEqual(done, [true, true, true, true, false]);
});
