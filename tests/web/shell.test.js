import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as api from "../../src/corridor_atlas/web/src/index.js";
import { STEPS } from "../../src/corridor_atlas/web/src/time/steps.js";
import { inOtherYear } from "../../src/corridor_atlas/web/src/shell/twin.js";

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), "../../src/corridor_atlas/web/src");

/* A folder imports from itself and from earlier folders only. */
const ROOMS = ["core", "model", "network", "map", "time", "links", "panels", "shell"];

const modules = readdirSync(SOURCE, { recursive: true }).map((name) => name.replaceAll("\\", "/")).filter((name) => name.endsWith(".js") && name !== "index.js");

/** Modules by name, with those that each imports. */
const needs = new Map(modules.map((name) => {
  const found = readFileSync(join(SOURCE, name), "utf8").matchAll(/^import [^;]*?from "(\.[^"]+)";/gms);
  return [name, Array.from(found, ([, path]) => posix.join(posix.dirname(name), path)).filter((path) => !path.startsWith(".."))];
}));

test("imports go one way between the folders", () => {
  const floor = (name) => ROOMS.indexOf(name.split("/")[0]);
  const wrong = [...needs].flatMap(([name, paths]) => paths.filter((path) => floor(path) > floor(name)).map((path) => `${name} imports ${path}`));
  assert.deepEqual(wrong, []);
  assert.deepEqual(modules.filter((name) => floor(name) < 0), []);
  assert.ok([...needs.values()].flat().every((path) => needs.has(path)), "every import is a module");
});

test("no module needs itself by a detour", () => {
  const done = new Set();
  const visit = (name, way) => {
    assert.ok(!way.includes(name), [...way, name].join(" > "));
    if (done.has(name)) return;
    for (const path of needs.get(name)) visit(path, [...way, name]);
    done.add(name);
  };
  for (const name of modules) visit(name, []);
});

test("the global has what pages call", () => {
  for (const name of ["attach", "mount", "prepare", "start"]) assert.equal(typeof api[name], "function", name);
  assert.deepEqual(api.store, {});
});

test("the second map shares all of the state but its year", () => {
  const state = { year: 2010, against: 2000, layers: new Set(["ports"]), code() { return this.year; } };
  const other = inOtherYear(state);
  assert.deepEqual([other.year, other.against, other.code(), other.layers], [2000, null, 2000, state.layers]);
  state.against = 1999;
  assert.equal(other.year, 1999);
});

test("arrows move the year by one, pages by five", () => {
  assert.deepEqual([STEPS.ArrowRight, STEPS.ArrowLeft, STEPS.PageUp, STEPS.PageDown], [1, -1, 5, -5]);
});
