import assert from "node:assert/strict";
import { test } from "node:test";
import { Answers, kmByCountry, modesIn, stretchesOf } from "../../src/corridor_atlas/web/src/network/answers.js";
import { Teller } from "../../src/corridor_atlas/web/src/network/sentences.js";
import { runsOf } from "../../src/corridor_atlas/web/src/panels/year_strips.js";
import { spec } from "./spec.js";

/* Two towns, A and B, a road between them until 1999, a railway from 1998 to 2001 and again from 2004, whose dates are in
 * doubt in 1998; between B and C a river, to which the road leads alone. */
const told = {
  gauges: [1435, 1520], nodes: ["a", "b", "c"], kinds: [0, 0, 0], at: ["", "", ""], valves: [], towns: {}, apart: [], choices: ["a", "b", "c"],
  tracks: [{ gauges: [1435], later: [] }, { gauges: [], later: [] }], lands: [["AA"], ["AA", "BB"]],
  lines: [
    { id: "road", mode: 1, nodes: [0, 1], cut: [0, 1], legs: [100, 1, 0] },
    { id: "rail", mode: 0, nodes: [0, 1], cut: [0, 1], legs: [80, 0, 1] },
    { id: "river", mode: 3, nodes: [1, 2], cut: [0, 1], legs: [50, 1, 0] },
  ],
  lanes: { line: "open-sea", rows: [], places: [] }, more: {},
};
const spans = { road: [1991, 1999, 3, 2000, 2005, 4], rail: [1998, 1998, 11, 1999, 2001, 3, 2002, 2003, 2, 2004, 2005, 3], river: [1991, 2005, 3] };
const features = Object.entries(spans).map(([id, s]) => [id, { id, spans: s, timeless: false }]);
const model = { years: [1991, 2005], byId: new Map(features), nameOf: (id) => ({ en: id.toUpperCase() }) };
const answers = new Answers(told, model);
const ask = (more) => ({ origin: "a", destination: "b", modes: ["rail", "road", "sea", "river"], load: "cargo", anySea: false, ...more });

test("modes that the atlas has are offered, and those that never have a way are named", () => {
  assert.deepEqual(answers.net.modes, ["rail", "road", "river"]);
  const { rows, never, mixed } = answers.through(ask());
  assert.deepEqual(rows.map((row) => row.modes), [["rail"], ["road"]]);
  assert.deepEqual(never, ["river"]);
  assert.equal(mixed, false);
});

test("a strip has the best way of each year, and its doubt", () => {
  const [rail, road] = answers.through(ask()).rows;
  assert.deepEqual(rail.years.map((way) => way && way.km), [null, null, null, null, null, null, null, 80, 80, 80, 80, null, null, 80, 80]);
  assert.equal(rail.years[7].doubtful, true);
  assert.equal(rail.years[8].doubtful, false);
  assert.deepEqual(runsOf(rail.years).map(({ from, to }) => [from, to]), [[7, 10], [13, 14]]);
  assert.deepEqual(runsOf(road.years).map(({ from, to, km }) => [from, to, km]), [[0, 8, 100]]);
});

test("what only several modes together can do has a row of its own", () => {
  const { rows, mixed, never } = answers.through(ask({ destination: "c" }));
  assert.equal(mixed, true);
  assert.deepEqual(never, ["rail", "road", "river"]);
  assert.deepEqual(rows.map((row) => row.modes), [["rail", "road", "river"]]);
  assert.equal(rows[0].years[12], null);
  assert.deepEqual(modesIn(rows[0].years[0]), ["road", "river"]);
});

test("a year has its ways, and what the other modes lack in it", () => {
  const of1995 = answers.of(ask(), 1995);
  assert.deepEqual(of1995.ways.map((way) => [...way.lines]), [["road"]]);
  assert.deepEqual(of1995.lacking.map((one) => one.modes), [["rail"]]);
  assert.deepEqual(of1995.lacking[0].missing, [{ id: "rail", status: null, only: null }]);
  assert.equal(of1995.lacking[0].opened.km, 80);
  assert.deepEqual(answers.of(ask(), 1999).ways.map((way) => [...way.lines]), [["rail"], ["road"]]);
  assert.deepEqual(answers.of(ask({ modes: ["road"] }), 1999).ways.map((way) => [...way.lines]), [["road"]]);
});

test("where there is no way in any year all modes together lack something", () => {
  const { ways, lacking } = answers.of(ask({ modes: ["sea", "river"] }), 2005);
  assert.deepEqual(ways, []);
  assert.deepEqual(lacking, [{ modes: ["river"], missing: [], opened: null }]);
});

test("one place, and a place without a line, are no question", () => {
  assert.equal(answers.canAnswer(ask()), true);
  for (const wrong of [{ destination: "a" }, { destination: null }, { origin: "nowhere" }]) assert.equal(answers.canAnswer(ask(wrong)), false);
});

test("stretches have their legs, and a leg in two countries counts half to each", () => {
  const [way] = answers.of(ask(), 1999).ways;
  assert.deepEqual(stretchesOf(way), [{ line: "rail", mode: "rail", start: 0, end: 1, km: 80, parts: [0, 0] }]);
  assert.deepEqual([...kmByCountry(way)], [["AA", 40], ["BB", 40]]);
});

const WORDS = {
  cargo_by_rail: "by rail", cargo_by_road: "by road", cargo_by_river: "by river", cargo_yes: "In {year} it could go {by}, {km} {over}", cargo_over_none: "over no border",
  cargo_mixed: "In {year} only {by} together, {km} {over}", cargo_or: ", or {by}, {km}", cargo_but_not: ", but not {by}.", cargo_stop: ".", cargo_no: "In {year} it could not go {by}.",
  cargo_never: "{first} to {last}: never", people_yes: "In {year} people could go {by}, {km} {over}", cargo_thing: "{name} ({status})", cargo_lacks_by: "Missing {by}: {things}.",
  list_semicolon: "; ", status_suspended: "suspended",
};
const teller = new Teller({
  text: (key) => WORDS[key] || key, tell: (_key, { number }) => `${number} km`, state: { language: "en" },
}, answers.net);
const said = (question, year) => {
  const { yes, no } = teller.answer(answers.through(question), answers.of(question, year), year, answers.modesOf(question), question.load);
  return yes + no;
};

test("the answer is one sentence: what there was, and what there was not", () => {
  assert.equal(said(ask(), 1995), "In 1995 it could go by road, 100 km over no border, but not by rail.");
  assert.equal(said(ask(), 1999), "In 1999 it could go by rail, 80 km over no border, or by road, 100 km.");
  assert.equal(said(ask({ modes: ["rail"] }), 1999), "In 1999 it could go by rail, 80 km over no border.");
  assert.equal(said(ask(), 2002), "In 2002 it could not go by rail, by road, or by river.");
  assert.equal(said(ask({ destination: "c" }), 1995), "In 1995 only by road and by river together, 150 km over no border.");
  assert.equal(said(ask({ modes: ["river"] }), 1995), "1991 to 2005: never");
  assert.equal(said(ask({ load: "people", modes: ["road"] }), 1995), "In 1995 people could go by road, 100 km over no border.");
});

test("what is missing is named with its status", () => {
  const [, road] = answers.of(ask(), 2002).lacking;
  assert.equal(teller.lacks(road), "Missing by road: ROAD (suspended).");
});

test("in the shipped atlas the question of the first page has the answers that the papers give", () => {
  const { years, spans: all, network } = spec("ways").worlds[0];
  const shipped = new Answers(network, { years, byId: new Map(Object.entries(all).map(([id, s]) => [id, { id, spans: s || [], timeless: !s }])), nameOf: () => undefined });
  const { rows, never } = shipped.through(ask({ origin: "hunchun", destination: "rajin-port" }));
  const [rail, road] = rows.map((row) => (year) => row.years[year - years[0]]?.km ?? null);
  assert.deepEqual([2003, 2010, 2015].map(rail), [221.2, null, 118.8]);
  assert.deepEqual([2003, 2010, 2011].map(road), [87.1, 87.1, null]);
  assert.deepEqual(never.toSorted(), ["river", "sea"]);
});
