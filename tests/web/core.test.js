import assert from "node:assert/strict";
import { test } from "node:test";
import { el, isCommand, isField } from "../../src/corridor_atlas/web/src/core/dom.js";
import { Emitter } from "../../src/corridor_atlas/web/src/core/emitter.js";
import { clamp } from "../../src/corridor_atlas/web/src/core/numbers.js";
import { fill, pick } from "../../src/corridor_atlas/web/src/core/words.js";
import { fakeDocument, said, spec } from "./spec.js";

test("text of any origin is text, never HTML", () => {
  globalThis.document = fakeDocument;
  const hostile = '<img src=x onerror="alert(1)">';
  const parent = el("div");
  const node = el("span", "cam-name", parent, { text: hostile, title: hostile });
  assert.equal(node.textContent, hostile);
  assert.deepEqual([node.className, node.attributes, parent.children], ["cam-name", { title: hostile }, [node]]);
});

test("a name is that of the language, else the English one", () => {
  for (const one of spec("names").picks) assert.equal(pick(one.names, one.language), one.name, said(one));
  assert.equal(pick({ ja: "港" }, "ko"), "港");
  assert.equal(pick(undefined, "en"), "");
});

test("what a sentence has no value for stays as it is", () => {
  assert.equal(fill("{a} of {b}, {c}", { a: 0, b: "{a}" }), "0 of {a}, {c}");
});

test("a number is kept between two others", () => {
  assert.deepEqual([-1, 5, 11].map((one) => clamp(one, 0, 10)), [0, 5, 10]);
});

test("who stops listening while it is told of something does not keep it from the others", () => {
  const heard = [];
  const emitter = new Emitter();
  const stop = emitter.on("year", (year) => { heard.push(["one", year]); stop(); });
  emitter.on("year", (year) => heard.push(["other", year]));
  emitter.emit("year", 2000);
  emitter.emit("year", 2001);
  assert.deepEqual(heard, [["one", 2000], ["other", 2000], ["other", 2001]]);
});

test("keys that make a command are told from those of a field", () => {
  assert.deepEqual([{ ctrlKey: true }, { altKey: true }, { shiftKey: true }].map((one) => Boolean(isCommand(one))), [true, true, false]);
  assert.deepEqual([{ tagName: "INPUT" }, { tagName: "DIV", isContentEditable: true }, { tagName: "DIV" }].map((one) => Boolean(isField(one))), [true, true, false]);
});
