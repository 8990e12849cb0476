import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeBase, paintGround } from "../../src/corridor_atlas/web/src/map/basemap.js";
import { claimOn, disputeAt, disputesIn } from "../../src/corridor_atlas/web/src/map/disputes.js";
import { decodeMosaic, liesIn, traceArea } from "../../src/corridor_atlas/web/src/map/topology.js";
import { partsAt, project } from "../../src/corridor_atlas/web/src/model/geometry.js";

/** Two squares side by side: one shared arc, and one around each. */
const PAIR = {
  arcs: [[100, 0, 0, 100], [100, 100, -100, 0, 0, -100, 100, 0], [100, 0, 100, 0, 0, 100, -100, 0]],
  areas: [[[0, 1]], [[2, ~0]]], shores: [1, 2], borders: [0],
};
const NONE = { arcs: [], areas: [], shores: [], borders: [] };
const CELL = { ...PAIR, tints: [0, 1], lakes: NONE, rivers: [] };
const COLOURS = new Proxy({}, { get: () => "#123456" });

class Recorder {
  points = [];
  moveTo(x, y) { this.points.push(["M", x, y]); }
  lineTo(x, y) { this.points.push(["L", x, y]); }
  closePath() { this.points.push(["Z"]); }
}

const frame = (zoom, [west, south, east, north]) => ({
  zoom, view: { scale: 1, x: 0, y: 0 }, box: [0, 0, 10, 10], world: [...project(west, north), ...project(east, south)],
});

function context() {
  const fills = [];
  const ctx = new Proxy({ fills }, { get: (kept, name) => name in kept ? kept[name] : name === "fill" ? () => fills.push(1) : () => {}, set: () => true });
  return ctx;
}

test("an area is drawn around its arcs, each in its direction", () => {
  const mosaic = decodeMosaic(PAIR, 100);
  const path = new Recorder();
  traceArea(path, mosaic, mosaic.areas[1], frame(9, [-1, -1, 3, 3]));
  const at = (lon, lat) => project(lon, lat).map((one) => one.toFixed(6)).join();
  const seen = path.points.filter(([kind]) => kind !== "Z").map(([, x, y]) => [x.toFixed(6), y.toFixed(6)].join());
  assert.deepEqual(seen, [at(1, 0), at(2, 0), at(2, 1), at(1, 1), at(1, 0)]);
  assert.deepEqual(path.points.map(([kind]) => kind).join(""), "MLLLLZ");
});

test("neighbours that share an edge share its curve", () => {
  const bent = { ...PAIR, arcs: [[100, 0, 30, 50, -30, 50], ...PAIR.arcs.slice(1)] };
  const mosaic = decodeMosaic(bent, 100, 0.2);
  const [left, right] = mosaic.areas.map((area) => {
    const path = new Recorder();
    traceArea(path, mosaic, area, frame(9, [-1, -1, 3, 3]));
    return new Set(path.points.slice(0, -1).map(([, x, y]) => `${x},${y}`));
  });
  const border = partsAt(mosaic.borders[0], 9)[0];
  assert.ok(border.length > 6, "the corner is a curve");
  for (let i = 0; i < border.length; i += 2) assert.ok([left, right].every((one) => one.has(`${border[i]},${border[i + 1]}`)));
});

test("neighbours have one border, which both have as an edge", () => {
  const { areas, borders, shores } = decodeMosaic(PAIR, 100);
  assert.equal(borders.length, 1);
  assert.equal(shores.length, 2);
  for (const area of areas) assert.deepEqual(area.edges, borders);
});

test("of an arc out of view the ends are drawn only", () => {
  const mosaic = decodeMosaic(PAIR, 100);
  const path = new Recorder();
  traceArea(path, mosaic, mosaic.areas[0], frame(9, [1.5, 0.2, 1.8, 0.4]));
  assert.equal(path.points.length, 4, "two arcs of two ends that meet, and the close");
});

test("a place lies in the area whose arcs go around it", () => {
  const mosaic = decodeMosaic(PAIR, 100);
  const lying = (lon, lat) => mosaic.areas.map((area) => liesIn(mosaic, area, 9, project(lon, lat)));
  assert.deepEqual(lying(0.5, 0.5), [true, false]);
  assert.deepEqual(lying(1.5, 0.9), [false, true]);
  assert.deepEqual(lying(2.5, 0.5), [false, false]);
});

test("a cell is asked for when it comes into view, once, and what waits for it is told", async () => {
  globalThis.Path2D = class extends Recorder {};
  const asked = [];
  const base = decodeBase({
    region: { from: 5, unit: 100, box: [0, 0, 2, 1], cells: [CELL] },
    detail: { from: 9, unit: 100, box: [0, 0, 2, 1], cells: [{ id: "west", box: [0, 0, 1, 1] }, { id: "east", box: [1.01, 0, 2, 1] }] },
  }, {}, (id) => {
    asked.push(id);
    return id === "west" ? Promise.resolve(CELL) : Promise.reject(new Error("away"));
  });
  let told = 0;
  base.waiting.add(() => told++);
  const west = frame(9, [0.1, 0.1, 0.9, 0.9]);
  paintGround(context(), frame(8, [0.1, 0.1, 0.9, 0.9]), base, COLOURS);
  assert.deepEqual(asked, [], "not from far away");
  paintGround(context(), west, base, COLOURS);
  paintGround(context(), west, base, COLOURS);
  await new Promise((done) => setImmediate(done));
  assert.deepEqual([asked, told], [["west"], 1]);
  assert.ok(base.tiers.detail.cells[0].drawn);
  const ctx = context();
  paintGround(ctx, frame(9, [0.5, 0.1, 1.9, 0.9]), base, COLOURS);
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(asked, ["west", "east"]);
  assert.ok(ctx.fills.length > 6, "beneath a cell that is missing the coarser tier is drawn");
  assert.ok(base.tiers.detail.cells[1].again < Infinity, "it is asked for again after a while");
});

test("an area in dispute is hatched in the tints of all who claim it, on the land of its holder", () => {
  globalThis.Path2D = class extends Recorder { rect() {} arc() { this.round = true; } };
  const dispute = { n: { en: "Islet" }, v: {}, b: [0, 0, 1, 1], by: ["AA", "BB"], t: [0, 1] };
  const base = decodeBase({ region: { unit: 100, from: 0, box: [0, 0, 2, 1], cells: [CELL] }, disputes: [dispute] }, {});
  const painted = (zoom, box) => {
    const seen = { colours: new Set(), discs: 0 };
    const ctx = new Proxy({}, {
      get: (_, name) => (name === "stroke" ? (one) => (seen.discs += Number(Boolean(one && one.round))) : () => {}),
      set: (_, name, value) => Boolean(name !== "strokeStyle" || seen.colours.add(value)),
    });
    const colours = new Proxy({}, { get: (_, name) => (["shallows", "sea"].includes(name) ? "#123456" : String(name)) });
    paintGround(ctx, { ...frame(zoom, box), view: { scale: 2 ** zoom, x: 0, y: 0 } }, base, colours);
    return seen;
  };
  const near = painted(8, [0.1, 0.1, 0.9, 0.9]);
  assert.ok(near.colours.has("tint_0") && near.colours.has("tint_1"));
  assert.equal(near.discs, 0);
  assert.ok(!painted(8, [1.2, 0.1, 1.9, 0.9]).colours.has("tint_1"), "not where it is not seen");
  assert.deepEqual(disputesIn(base.disputes, frame(3, [0, 0, 2, 1]).world, 3), [], "nor from so far away that it is a speck");
  const under = (zoom, lon, lat) => {
    const [x, y] = project(lon, lat).map((one) => one * 2 ** zoom);
    return disputeAt(base, { ...frame(zoom, [0, 0, 2, 1]), view: { scale: 2 ** zoom, x: 0, y: 0 } }, x, y);
  };
  assert.equal(under(8, 0.5, 0.5), base.disputes[0], "the pointer finds it");
  assert.deepEqual([under(8, 1.5, 0.5), under(8, 0.5, -0.5), under(3, 0.5, 0.5)], [null, null, null]);
  assert.deepEqual(claimOn(base.disputes[0], { language: "en", names: "BB", model: { countries: { en: { AA: "Aland", BB: "Beland" } } } }),
    { name: "Islet", who: "Beland and Aland" });
  base.disputes[0].sign = true;
  assert.equal(painted(8, [0.1, 0.1, 0.9, 0.9]).discs, 1, "a disc stands where there is no land of it");
});
