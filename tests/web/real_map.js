/* A map of the shipped facts for tests of names: real towns, signs, lines and land, without a page. */

import { readFileSync } from "node:fs";
import { decodeBase } from "../../src/corridor_atlas/web/src/map/basemap.js";
import { writeNames } from "../../src/corridor_atlas/web/src/map/labels.js";
import { Memory } from "../../src/corridor_atlas/web/src/map/realms.js";
import { placeSigns } from "../../src/corridor_atlas/web/src/map/sign_places.js";
import { meets, project } from "../../src/corridor_atlas/web/src/model/geometry.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../../geodata/${name}.geojson`, import.meta.url), "utf8")).features;
const LAYERS = {
  ports: { symbol: "anchor", radius: 6.6, label_zoom: 8, order: 120 },
  border_crossings: { symbol: "gate", radius: 6.2, min_zoom: 4, label_zoom: 9, order: 110 },
  bridges: { symbol: "bridge", radius: 6, min_zoom: 5, label_zoom: 9, order: 100 },
  settlements: { symbol: "dot", radius: 3.2, min_zoom: 4, label_zoom: 5, order: 50 },
  railways: { width: 2.3, label_zoom: 8, order: 150 },
};
const RANKS = { city: 4, town: 7, station: 8 };

/** Steps of whole numbers, as a payload has them. */
function steps(line, unit = 1e5) {
  const points = line.map(([lon, lat]) => [Math.round(lon * unit), Math.round(lat * unit)]);
  return points.flatMap(([x, y], i) => (i ? [x - points[i - 1][0], y - points[i - 1][1]] : [x, y]));
}

function encoded({ type, coordinates }) {
  const lines = { Point: () => [[coordinates]], LineString: () => [coordinates], MultiLineString: () => coordinates }[type];
  return lines ? { t: type, c: (type === "Point" ? [[coordinates]] : lines()).map((one) => steps(one)) } : null;
}

function featuresOf(table, l) {
  return read(table).filter((one) => one.geometry).map(({ geometry, properties: { id, name, kind } }) => ({
    id, n: name, l, g: encoded(geometry), s: [1991, 2026, 3], ...(table === "settlements" ? { t: 1, rank: RANKS[kind] ?? 8, named: Math.max(5, (RANKS[kind] ?? 8) + 1) } : {}),
  }));
}

function landOf(rows) {
  const arcs = [];
  const areas = rows.map(({ geometry: { type, coordinates } }) => (type === "Polygon" ? [coordinates] : coordinates).flat().map((ring) => [arcs.push(steps(ring, 1e4)) - 1]));
  const none = { arcs: [], areas: [], shores: [], borders: [] };
  return { arcs, areas, shores: [], borders: [], lakes: none, rivers: [], tints: areas.map(() => 0), codes: rows.map((one) => one.properties.code) };
}

const placeOf = ({ properties: one, geometry }) => ({
  n: one.name, v: one.views, g: encoded(geometry), r: one.rank, k: one.kind, z: one.min_zoom, c: one.code,
  w: one.waters && { t: "Polygon", c: one.waters.map((ring) => steps(ring, 10)) },
});

/** The base map and the model, read once. */
export function realMap() {
  const names = Object.keys(LAYERS);
  const layers = names.map((id) => ({ id, title: { en: id }, min_zoom: 0, on: true, color: "#333333", color_dark: "#cccccc", ...LAYERS[id] }));
  const model = decodeModel({ layers, features: names.flatMap(featuresOf), eras: [], years: [1991, 2026] });
  const tiers = { region: { unit: 1e4, box: [84, 28, 150, 62], water: false, cells: [landOf(read("basemap/region"))] } };
  return { model, base: decodeBase({ ...tiers, places: read("basemap/places").map(placeOf) }, {}) };
}

/** A pen that measures letters and forgets what it draws. */
export function pen(written = []) {
  const kept = { font: "", measureText: (text) => ({ width: text.length * 0.55 * Number(/([\d.]+)px/.exec(kept.font)[1]) }), translate: (x, y) => (kept.at = [x, y]), fillText: (text) => written.push([text, ...kept.at]) };
  return new Proxy(kept, { get: (of, name) => (name in of ? of[name] : () => {}), set: (of, name, value) => (of[name] = value, true) });
}

/** What is seen of a view `size` pixels wide and high around a place, moved by some pixels.
 * @returns {any} */
export function frameAt([lat, lon], zoom, [width, height] = [1200, 800], [right, down] = [0, 0]) {
  const scale = 2 ** zoom;
  const [x, y] = project(lon, lat).map((one) => Math.round(one * scale));
  const view = { scale, x: x - width / 2, y: y - height / 2 };
  const inner = [right + 3, down + 3, right + width - 3, down + height - 3];
  const box = [right - 60, down - 40, right + width + 60, down + height + 40];
  return { zoom, view, ratio: 1, inner, box, world: [(box[0] + view.x) / scale, (box[1] + view.y) / scale, (box[2] + view.x) / scale, (box[3] + view.y) / scale] };
}

/** Names written in a view, each with the middle of its letters, and the signs there. */
export function namesIn({ model, base }, frame, { memory = new Memory(), ...options } = {}) {
  const state = new State(model, { year: 2014, language: "en", ...options });
  const seen = { area: [], line: [], point: [] };
  for (const feature of model.features) if (feature.shape && meets(feature.shape.box, frame.world) && frame.zoom >= feature.layer.min_zoom) seen[feature.shape.type].push({ feature, code: 3 });
  const signs = placeSigns(seen.point, frame, state);
  const written = [];
  const colours = new Proxy({}, { get: () => "#123456" });
  writeNames({ ctx: pen(written), frame, state, base, memory, colours }, { seen, signs, changeSigns: [] }, []);
  return { written, signs };
}
