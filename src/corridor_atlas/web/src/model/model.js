/* What the page holds: all features, decoded once. */

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
      schematic: one.p === SCHEMATIC, shape: decodeShape(one.g), aliases: one.a || [],
      countries: one.c || [], along: one.k || [], tiers: one.tier ? [one.tier] : [],
      connectivity: one.soft === "both" ? ["hard", "soft"] : one.soft ? [one.soft] : [],
      confidence: one.sure ? [one.sure] : [], standing: one.town,
      dates: { from: one.from || [], to: one.to || [] },
      eras: payload.eras.filter((era) => aliveIn(one.s, era, payload.years[1])).map((era) => era.id),
    };
  });
  features.sort((a, b) => a.layer.order - b.layer.order);
  const unplaced = (payload.unplaced || []).map((one) => /** @type {Feature} */ ({
    id: one.id, names: one.n, aliases: one.a || [], ownYear: one.y || null, spans: [], mode: "", timeless: true, schematic: false, shape: null,
    countries: one.c || [], along: one.k || [], tiers: [], connectivity: [], confidence: [], dates: { from: [], to: [] }, eras: [],
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
    byId,
    unplaced: new Map(unplaced.map((one) => [one.id, one])),
    happenings: payload.happenings || [],
    corridors: payload.corridors || {},
    countries: payload.countries || {},
  };
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
