import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, decimal, lengthOf, minutes, wrapped } from "../../src/corridor_atlas/web/src/model/coordinates.js";
import { course, distance, measured } from "../../src/corridor_atlas/web/src/model/geodesy.js";
import { cleaned, inLink, linkable, made, MAX_LETTERS } from "../../src/corridor_atlas/web/src/model/notes.js";
import { Tape } from "../../src/corridor_atlas/web/src/model/tape.js";
import { said, spec } from "./spec.js";

const { measures, courses } = spec("measure");
const WORDS = {
  measure_m: "{number} m", measure_km: "{number} km", measure_m2: "{number} m²", measure_km2: "{number} km²",
  here_north: "{value} N", here_south: "{value} S", here_east: "{value} E", here_west: "{value} W",
};
const text = (key) => WORDS[key];

test("lengths and areas on the ellipsoid are those of PROJ", () => {
  for (const { points, closed, length, last, area } of measures) {
    const found = measured(points, closed);
    assert.ok(Math.abs(found.length - length) < 1e-3 && Math.abs(found.last - last) < 1e-3, said(points));
    assert.equal(found.area === null, area === null, said(points));
    if (area !== null) assert.ok(Math.abs(found.area - area) < 1 + area * 1e-9, said(points));
  }
});

test("a drawn leg passes the middle of the shortest way, and its ends", () => {
  for (const { from, to, middle } of courses) {
    const line = course(from, to);
    const near = Math.min(...line.map(([lat, lon]) => distance({ lat, lon }, middle)));
    assert.ok(near < distance(from, to) / line.length, said(middle));
    assert.ok(distance({ lat: line[0][0], lon: line[0][1] }, from) < 0.01 && distance({ lat: line.at(-1)[0], lon: line.at(-1)[1] }, to) < 0.01, said(to));
    assert.ok(line.slice(1).every(([, lon], i) => Math.abs(lon - line[i][1]) < 90), "it goes on past 180 degrees");
  }
});

test("a tape is laid point by point, taken back, ended and begun anew", () => {
  const tape = new Tape();
  tape.end();
  tape.add({ lat: 0, lon: 0 });
  tape.end();
  assert.equal(tape.ended, false, "one point is no line");
  tape.add({ lat: 0, lon: 1 });
  assert.ok(!tape.canClose, "two points are no ring");
  assert.ok(tape.measure({ lat: 0, lon: 2 }).length > tape.measure().length, "where it is aimed at counts on the way");
  tape.add({ lat: 1, lon: 1 });
  tape.close();
  assert.deepEqual([tape.ended, tape.closed, tape.measure().area > 0], [true, true, true]);
  tape.back();
  assert.deepEqual([tape.ended, tape.closed, tape.points.length], [false, false, 3]);
  tape.back();
  tape.end();
  assert.deepEqual([tape.points.length, tape.measure().area], [2, null]);
  tape.add({ lat: 5, lon: 5 });
  assert.deepEqual([tape.points, tape.ended], [[{ lat: 5, lon: 5 }], false]);
});

test("lengths and areas have as many digits as can be told apart, as the language writes them", () => {
  const lengths = [0, 12.4, 999.4, 999.6, 1500, 14230, 119400, 1234567].map((one) => lengthOf(one, text, "en"));
  assert.deepEqual(lengths, ["0 m", "12 m", "999 m", "1 km", "1.5 km", "14.2 km", "119 km", "1,235 km"]);
  assert.equal(lengthOf(14230, text, "ru"), "14,2 km");
  assert.deepEqual([12345, 250000, 2473e6].map((one) => areaOf(one, text, "en")), ["12,345 m²", "0.25 km²", "2,473 km²"]);
});

test("coordinates are written in degrees, and in degrees and minutes", () => {
  assert.equal(decimal({ lat: 42.862, lon: 130.366 }), "42.86200, 130.36600");
  assert.equal(minutes({ lat: 42.862, lon: 130.366 }, text), "42°51.720′ N 130°21.960′ E");
  assert.equal(minutes({ lat: -0.5, lon: -70.0999999 }, text), "0°30.000′ S 70°06.000′ W");
  assert.equal(minutes({ lat: 9.9999999, lon: 0 }, text), "10°00.000′ N 0°00.000′ E");
  assert.deepEqual([190, -190, 360, 540].map(wrapped), [-170, 170, 0, -180]);
});

test("what is typed becomes a text that a note may hold", () => {
  for (const typed of ["  two\n lines ", "bell\x07 and \u202eround", "\ud800", "x".repeat(300), "🚂".repeat(200), "a".repeat(159) + " b"]) {
    const line = cleaned(typed);
    assert.ok([...line].length <= MAX_LETTERS, said(typed));
    assert.ok(!line || made(1, 2, line).text === line, said(typed));
  }
  assert.equal(cleaned("  two\n lines "), "two lines");
  assert.equal(cleaned(" \n "), "");
});

test("notes go into the link whole or not at all", () => {
  const notes = [...Array(20).keys()].map((i) => made(i, 2, "y".repeat(40)));
  assert.ok(linkable(notes) && inLink(notes).length === 20);
  const long = notes.map((one) => made(one.lon, one.lat, "y".repeat(80)));
  assert.ok(!linkable(long));
  assert.deepEqual(inLink(long), []);
});
