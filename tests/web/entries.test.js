import assert from "node:assert/strict";
import test from "node:test";
import { Entries } from "../../src/corridor_atlas/web/src/links/entries.js";

const acted = true;

test("what the reader does is a step to go back to", () => {
  const entries = new Entries();
  assert.equal(entries.next("", "year=2005", { time: 0, acted }), "push");
  assert.equal(entries.next("year=2005", "year=2005&id=rail", { time: 100, acted }), "push");
  assert.equal(entries.next("year=2005&id=rail", "year=2005", { time: 200, acted }), "replace");
  assert.equal(entries.next("year=2005", "year=2005&panel=table", { time: 5000, acted }), "push");
});

test("a run of years is one step, and so is the map that moves to what was chosen", () => {
  const entries = new Entries();
  assert.equal(entries.next("", "year=2005", { time: 0, acted }), "push");
  assert.equal(entries.next("year=2005", "year=2006", { time: 1000, acted }), "replace");
  assert.equal(entries.next("year=2006", "year=2007", { time: 2500, acted }), "replace");
  assert.equal(entries.next("year=2007", "year=2008", { time: 9000, acted }), "push");
  assert.equal(entries.next("year=2008", "year=2008&id=rail", { time: 20000, acted }), "push");
  assert.equal(entries.next("year=2008&id=rail", "year=2008&id=rail&at=9/43/130", { time: 20900, acted }), "replace");
});

test("each that is opened from a list is a step, however quickly", () => {
  const entries = new Entries();
  assert.equal(entries.next("corridor=a", "panel=corridors", { time: 0, acted }), "push");
  assert.equal(entries.next("panel=corridors", "corridor=b", { time: 300, acted }), "push");
  assert.equal(entries.next("corridor=b", "corridor=b&at=5/46/108", { time: 900, acted }), "replace");
});

test("nothing is a step before the reader did anything, nor what changes nothing", () => {
  const entries = new Entries();
  assert.equal(entries.next("year=3000", "", { time: 0, acted: false }), "replace");
  assert.equal(entries.next("at=7/43/130&year=2005", "year=2005&at=7/43/130", { time: 1, acted }), null);
});

/** A page on which a reader does things. */
function pageOf(entries) {
  const page = new EventTarget();
  const undo = [];
  entries.watch(page, undo);
  return { undo, does: (isTrusted = true) => page.dispatchEvent(Object.defineProperty(new Event("keydown"), "isTrusted", { value: isTrusted })) };
}

test("after going back what the reader does next is a step again", () => {
  const entries = new Entries();
  const reader = pageOf(entries);
  assert.equal(entries.next("", "year=2005", { time: 0, acted }), "push");
  entries.arrive();
  reader.does();
  assert.equal(entries.next("", "year=2004", { time: 500, acted }), "push");
});

test("what the page itself writes after going back leaves the way forward open, however late", () => {
  const entries = new Entries();
  const reader = pageOf(entries);
  assert.equal(entries.next("at=9/43/130", "at=9/43/130&id=rail", { time: 0, acted }), "push");
  entries.arrive();
  assert.equal(entries.next("at=9/43/130", "at=9/43.1/130", { time: 9000, acted }), "replace");
  reader.does(false);
  assert.equal(entries.next("at=9/43.1/130", "at=9/43.1/130&count=view", { time: 19000, acted }), "replace");
  reader.does();
  assert.equal(entries.next("at=9/43.1/130", "at=9/43.1/130&id=port", { time: 19500, acted }), "push");
  assert.deepEqual(reader.undo.length, 5);
});
