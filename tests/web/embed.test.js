import assert from "node:assert/strict";
import { test } from "node:test";
import { knownValues } from "../../src/corridor_atlas/web/src/links/address.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { Embed, statedOrigin, understood } from "../../src/corridor_atlas/web/src/shell/embed.js";
import { spec } from "./spec.js";

const { payload } = spec("links");
const may = knownValues(payload);
const HEAD = { type: "corridor-atlas", version: 1 };
const asked = (rest) => understood({ ...HEAD, ...rest }, may);
const HOST = "https://host.example";

test("what is asked is read as a link is", () => {
  assert.deepEqual(asked({ action: "set", values: { year: 2003, layers: ["ports"], country: "AU,NZ", era: null, certain: true } }), {
    action: "set", options: { year: 2003, layers: ["ports"], countries: ["AU", "NZ"], era: null, certainOnly: true },
  });
  assert.deepEqual(asked({ action: "set", values: { country: [], at: "9.5/40.25/-120.5" } }).options, { countries: [], view: { zoom: 9.5, lat: 40.25, lon: -120.5 } });
  assert.deepEqual(asked({ action: "select", id: "port-3" }), { action: "select", id: "port-3" });
  assert.deepEqual(asked({ action: "select", id: null }), { action: "select", id: null });
  for (const link of ["?year=2003", "#year=2003", "year=2003", "https://a.example/x?year=2003"]) assert.deepEqual(asked({ action: "go", link }), { action: "go", query: "year=2003" }, link);
  assert.deepEqual(asked({ action: "go", link: "?year=2003&edition=8" }), { action: "go", query: "year=2003&edition=8" }, "of another edition the page itself tells");
  for (const action of ["hello", "play", "stop"]) assert.deepEqual(asked({ action }), { action });
});

const cycle = [];
cycle.push(cycle);
const DAMAGED = [
  [{ version: 2, action: "play" }, "version 2 is not known: expected 1"],
  [{ version: undefined, action: "play" }, "version undefined"],
  [{ action: "dance" }, "action “dance” is not known: expected one of hello, play, stop, set, select, go"],
  [{ action: "toString" }, "action “toString”"],
  [{ action: { toString: 1 } }, "action (an object)"],
  [{}, "action undefined"],
  [{ action: "play", speed: 2 }, "play takes no “speed”"],
  [{ action: "set" }, "expected parameters with their values"],
  [{ action: "set", values: [2003] }, "expected parameters with their values"],
  [{ action: "set", values: { yaer: 2003 } }, "“yaer” is no parameter of it"],
  [{ action: "set", values: { id: "port-3" } }, "“id” is no parameter of it"],
  [{ action: "set", values: { year: 1850 } }, "this atlas knows no year “1850”"],
  [{ action: "set", values: { year: 2003, layers: ["ports", "nothing"] } }, "this atlas knows no layers “nothing”"],
  [{ action: "set", values: { year: NaN } }, "found year NaN, expected a text, a number"],
  [{ action: "set", values: { layers: cycle } }, "found layers (an object)"],
  [{ action: "set", values: { year: { value: 2003 } } }, "found year (an object)"],
  [{ action: "set", values: { year: "" } }, "found year “”"],
  [{ action: "select" }, "there is no feature undefined"],
  [{ action: "select", id: "port-99" }, "there is no feature “port-99”"],
  [{ action: "go", link: 7 }, "found link 7, expected one with parameters"],
  [{ action: "go", link: "?year=20x3" }, "this atlas knows no year “20x3”"],
  [{ action: "go", link: "?year=" + "9".repeat(5000) }, "…"],
];

test("of what is damaged or unknown it is said what is wrong, in few words", () => {
  for (const [rest, said] of DAMAGED) {
    const { wrong } = asked(rest);
    assert.ok(wrong.includes(said), wrong);
    assert.ok(wrong.length < 300, wrong);
  }
});

test("what others say to each other is passed over", () => {
  for (const data of [null, undefined, 7, "corridor-atlas", [], {}, { type: "other", action: "play" }]) assert.equal(understood(data, may), null);
});

test("an origin is stated as a whole address or its beginning, and of the web", () => {
  assert.equal(statedOrigin("https://host.example/a/page?x"), HOST);
  assert.equal(statedOrigin(null), null);
  for (const text of ["host.example", "javascript:alert(1)", "null", "*", "file:///x"]) assert.equal(statedOrigin(text), false, text);
});

const real = globalThis.setInterval;
globalThis.setInterval = (...given) => real(...given).unref(); // the tests look themselves

/** An atlas in a frame, with all that was told to the page around it. */
function framed(search = "", options = { address: true }) {
  globalThis.location = new URL(`https://atlas.example/${search}`);
  const told = [];
  const parent = { postMessage: (data, origin) => told.push([data.event, origin, data]) };
  const state = new State(decodeModel(payload), { year: 2010 });
  const played = [];
  const atlas = {
    state, options, undo: [], played, payload: { edition: "8" }, model: state.model, clock: { playing: false }, opening: { end() {} },
    notices: { list: [], tell(list) { this.list = list; } },
    find: (id) => state.model.byId.get(id) || null,
    setYear: (year) => (state.year = year), play: () => played.push(state.year),
    select() { throw new Error("something broke"); },
  };
  const embed = new Embed(atlas, may, parent);
  const say = (rest, origin = HOST, source = parent) => embed.hear({ data: { ...HEAD, ...rest }, origin, source });
  const rest = () => (embed.look(), embed.look());
  const end = () => atlas.undo.forEach((undo) => undo());
  return { atlas, embed, told, say, rest, end };
}

test("whoever speaks first is told of what has come to rest, and nobody else is", () => {
  const { atlas, told, say, rest, end } = framed();
  assert.deepEqual(told, [["ready", "*", { ...HEAD, event: "ready" }]], "that it is there, and no more");
  say({ action: "play" }, "null");
  say({ action: "play" }, HOST, {});
  assert.deepEqual([told.length, atlas.played], [1, []], "neither one without an origin nor another window");
  say({ action: "hello" });
  const { years, edition, year, selected, link } = told[1][2];
  assert.deepEqual({ years, edition, year, selected, link }, { years: [1991, 2025], edition: "8", year: 2010, selected: null, link: "?year=2010&edition=8" });
  say({ action: "set", values: { year: 2003 } });
  atlas.state.selected = "port-3";
  rest();
  assert.deepEqual(told.slice(2).map(([event, origin, data]) => [event, origin, data[event]]), [
    ["year", HOST, 2003], ["selected", HOST, { id: "port-3", name: "Port 3" }], ["link", HOST, "?year=2003&edition=8"],
  ]);
  say({ action: "set", values: { year: 1999 } }, "https://other.example");
  assert.equal(atlas.state.year, 2003, "another page that came into the window is not heard");
  rest();
  assert.equal(told.length, 5, "nothing is told twice");
  atlas.clock.playing = true;
  atlas.state.year = 2004;
  rest();
  assert.equal(told.length, 5, "not while it plays");
  end();
});

test("where an origin is stated it alone is heard, and is told without asking", () => {
  const { atlas, told, say, rest, end } = framed("?parent=https%3A%2F%2Fhost.example");
  atlas.state.year = 2003;
  rest();
  assert.deepEqual(told.map(([event, origin]) => [event, origin]), [["ready", HOST], ["year", HOST], ["link", HOST]]);
  assert.equal(told[2][2].link, "?year=2003&edition=8", "without the origin");
  globalThis.location.hash = "#note=8/1/2/mine&lang=zh";
  rest();
  assert.equal(told.at(-1)[2].link, "?year=2003&lang=zh&edition=8", "without the reader's own notes");
  say({ action: "play" }, "https://other.example");
  assert.deepEqual(atlas.played, []);
  end();
  const wrong = framed("?parent=host");
  wrong.say({ action: "play" });
  assert.deepEqual([wrong.atlas.played, wrong.atlas.notices.list], [[], [["parent", "host"]]], "one that makes no sense is told on the page, and nobody is heard");
});

test("faults are answered and never thrown", () => {
  const { told, say, end } = framed();
  for (const [rest] of DAMAGED) say(rest);
  say({ action: "select", id: null });
  assert.deepEqual(new Set(told.slice(1).map(([event]) => event)), new Set(["error"]));
  assert.equal(told.length, DAMAGED.length + 2);
  assert.match(told.at(-1)[2].wrong, /^select could not be followed: “Error: something broke”/);
  end();
});
