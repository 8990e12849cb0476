/* What the page holds: all features, decoded once. */

import { decodeBeside } from "./aside.js";
import { decodeShape, project } from "./geometry.js";
import { aliveIn, SCHEMATIC } from "./spans.js";

/** Decode a payload. Features come back sorted as they are drawn, low layers first.
 * @param {Payload} payload
 * @returns {Model} */
export function decodeModel(payload) {
  /** @type {Feature[]} */
  const features = payload.features.map((one) => {
    const layer = payload.layers[one.l];
    return {
      id: one.id, layer, names: one.n, spans: one.s, mode: one.m || "", timeless: Boolean(one.t),
      schematic: one.p === SCHEMATIC, shape: shapeOf(one, layer), aliases: one.a || [], steps: one.b || [], standing: one.town,
      dates: { from: one.from || [], to: one.to || [] },
      ...classesOf(one), eras: erasOf(one.s, payload),
    };
  });
  features.sort((a, b) => a.layer.order - b.layer.order);
  const unplaced = (payload.unplaced || []).map((one) => /** @type {Feature} */ ({
    id: one.id, names: one.n, aliases: one.a || [], ownYear: one.y || null, spans: [], mode: "", timeless: true, schematic: false, shape: null,
    steps: [], ...classesOf(one), dates: { from: [], to: [] }, eras: [],
    layer: { id: one.table, title: one.what, ...payload.layers[one.l], order: 0 },
  }));
  const byId = new Map(features.map((one) => [one.id, one]));
  const names = new Map([...features, ...unplaced].map((one) => [one.id, one.names]));
  return {
    title: payload.title,
    nameOf: (id) => names.get(id),
    years: payload.years,
    until: payload.until || null,
    layers: payload.layers.slice().sort((a, b) => a.order - b.order),
    eras: payload.eras,
    features,
    towns: features.filter((one) => one.standing !== undefined),
    regions: decodeRegions(payload.regions || []),
    dated: [...features.filter((one) => one.steps.length), ...datedOf(unplaced, payload)],
    byId,
    unplaced: new Map(unplaced.map((one) => [one.id, one])),
    happenings: payload.happenings || [],
    corridors: payload.corridors || {},
    countries: payload.countries || {},
  };
}

/** @param {Record<string, any>} one
 * @param {Layer} layer */
function shapeOf(one, layer) {
  const shape = decodeShape(one.g);
  if (shape && one.w) shape.beside = decodeBeside(one.w, layer.width);
  return shape;
}

/** Regions with what they cover in world pixels, the smallest first.
 * @param {{ n: Names, b: number[] }[]} regions */
function decodeRegions(regions) {
  /** @param {Region} one */
  const area = ({ box: [west, north, east, south] }) => (east - west) * (south - north);
  return regions
    .map(({ n, b: [west, south, east, north] }) => ({ names: n, box: [...project(west, north), ...project(east, south)] }))
    .sort((a, b) => area(a) - area(b));
}

/** What filters ask of a feature.
 * @param {Record<string, any>} one */
function classesOf(one) {
  return {
    countries: one.c || [], along: one.k || [], tiers: one.tier ? [one.tier] : [],
    connectivity: one.soft === "both" ? ["hard", "soft"] : one.soft ? [one.soft] : [],
    confidence: one.sure ? [one.sure] : [],
  };
}

/** Ids of the eras in which it was there.
 * @param {number[]} spans
 * @param {Payload} payload */
const erasOf = (spans, { eras, years }) => eras.filter((era) => aliveIn(spans, era, years[1])).map((era) => era.id);

/** What has no place but dates, and a layer that would draw it: it changes as all else does.
 * @param {Feature[]} unplaced
 * @param {Payload} payload */
function datedOf(unplaced, payload) {
  const dated = (payload.unplaced || []).filter((one) => one.b && one.l !== undefined);
  const known = new Map(unplaced.map((one) => [one.id, one]));
  return dated.map((one) => ({ .../** @type {Feature} */ (known.get(one.id)), layer: payload.layers[one.l], spans: one.s, steps: one.b, timeless: false, eras: erasOf(one.s, payload) }));
}
