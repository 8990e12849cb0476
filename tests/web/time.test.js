import assert from "node:assert/strict";
import { test } from "node:test";
import { eraAround, eraStep, lanesOf, mainEras } from "../../src/corridor_atlas/web/src/model/eras.js";
import { Clock } from "../../src/corridor_atlas/web/src/time/clock.js";
import { marksOf } from "../../src/corridor_atlas/web/src/time/timebar.js";
import { readYear } from "../../src/corridor_atlas/web/src/time/years.js";

/** Frames at these times, in milliseconds; gives back what is to be called next. */
function frames() {
  const waiting = [];
  globalThis.requestAnimationFrame = (call) => waiting.push(call);
  globalThis.cancelAnimationFrame = () => waiting.splice(0);
  return (now) => waiting.splice(0).forEach((call) => call(now));
}

test("the clock takes every year in turn, however late a frame is", () => {
  const frame = frames();
  const told = [];
  let year = 2000;
  const clock = new Clock(() => (year += 1) < 2003, (playing) => told.push(playing));
  clock.play();
  const seen = [];
  for (const now of [0, 300, 350, 400, 5000, 5010, 5600]) {
    frame(now);
    seen.push(year);
  }
  assert.deepEqual(seen, [2000, 2000, 2001, 2001, 2002, 2002, 2003]);
  assert.deepEqual([told, clock.playing], [[true, false], false], "after the last year it stops by itself");
});

test("a clock that was stopped takes no further step", () => {
  const frame = frames();
  let steps = 0;
  const clock = new Clock(() => (steps += 1), () => {});
  clock.play();
  frame(0);
  clock.pause();
  frame(5000);
  assert.equal(steps, 0);
});

test("eras that overlap lie in different lanes, those that only meet in one", () => {
  const [early, late, across] = [{ start: 1991, end: 2005 }, { start: 2005, end: null }, { start: 2000, end: 2010 }];
  assert.deepEqual(lanesOf([early, late, across], 2025), [[early, late], [across]]);
});

test("a year lies inside of a main era only, and not at its edge", () => {
  const model = { eras: [{ id: "early", start: 1991, end: 2005 }, { id: "late", start: 2005, end: null }, { id: "other", start: 1990, end: 2020, side: "XX" }] };
  assert.deepEqual([1991, 2004, 2005, 2030].map((year) => eraAround(model, year)?.id), [undefined, "early", undefined, "late"]);
  assert.deepEqual(mainEras(model).map((one) => one.id), ["early", "late"]);
});

test("the years under the bar leave each other room, whatever the span", () => {
  const written = (first, last) => marksOf(first, last).map(({ year, minor }) => (minor ? `(${year})` : String(year))).join(" ");
  assert.equal(written(1991, 2025), "1991 (1995) 2000 (2005) 2010 (2015) (2020) 2025");
  assert.equal(written(1950, 2030), "1950 1960 (1970) 1980 (1990) 2000 (2010) (2020) 2030");
  assert.equal(written(2000, 2006), "2000 (2001) 2002 (2003) 2004 (2005) 2006");
  for (const [first, last] of [[1400, 2026], [-500, 1500], [1999, 2000]]) {
    assert.ok(marksOf(first, last).length <= 12);
  }
});

test("a year is read in the digits of any script, and nothing else is taken for one", () => {
  const typed = ["2015", " 2015 ", "２０１５", "٢٠١٥", "۲۰۱۵", "२०१५", "𝟚𝟘𝟙𝟝", "2015年", "2015 년"];
  assert.deepEqual(typed.map(readYear), typed.map(() => 2015));
  assert.deepEqual(["1885", "21", "20x5", "year", "", "-5", "20 15", "2015.5"].map(readYear), [1885, 21, null, null, null, null, null, null]);
});

test("a click on an era goes into it and stays where it lies in it; a second click leaves the era and not the year", () => {
  const years = [1991, 2026];
  const [early, middle, late] = [{ id: "a", start: 1985, end: 2005 }, { id: "b", start: 2005, end: 2015 }, { id: "c", start: 2015, end: null }];
  assert.deepEqual(eraStep(middle, null, 2020, years), { era: "b", year: 2014 }, "the year of the boundary belongs to the later era");
  assert.deepEqual(eraStep(middle, null, 2007, years), { era: "b", year: 2007 });
  assert.deepEqual(eraStep(late, middle, 2007, years), { era: "c", year: 2026 });
  assert.deepEqual(eraStep(early, null, 2010, years), { era: "a", year: 2004 });
  assert.deepEqual(eraStep(middle, middle, 2007, years), { era: null, year: 2007 });
});

test("eras whose names need room share no lane with what lies under the name", () => {
  const [one, two] = [{ start: 1995, end: 1997 }, { start: 1999, end: 2004 }];
  assert.deepEqual(lanesOf([one, two], 2026), [[one, two]]);
  assert.deepEqual(lanesOf([one, two], 2026, { first: 1991, room: 9 }), [[one], [two]]);
  const [late, before] = [{ start: 2020, end: 2022 }, { start: 2000, end: 2008 }];
  assert.deepEqual(lanesOf([late, before], 2026, { first: 1991, room: 9 }), [[late, before]]);
  assert.deepEqual(lanesOf([late, { start: 2005, end: 2014 }], 2026, { first: 1991, room: 9 }).length, 2, "late names stand to the left");
});
