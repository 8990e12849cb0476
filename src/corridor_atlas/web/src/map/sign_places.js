/* Where signs stand on the map, and which of them stands for others. */

import { tinted } from "../model/changes.js";
import { GONE } from "../model/spans.js";
import { apart, spread } from "./spread.js";
import { signFactor } from "./style.js";

const MANY = 1500; // above this number of signs nobody could read them apart; they stay where they are
const REACH = { far: 3, near: 7 }; // times its radius that a sign may go from its place
const NEAR = 8; // zoom from which on there is room for the latter
const KEPT = 12; // zooms that are remembered

/** The place of a sign in pixels of the world at a zoom, and the feature whose sign stands for it.
 * @typedef {{ x: number, y: number, under: Feature | null }} Stand */

/** @type {WeakMap<Model, Map<string, Map<Feature, Stand>>>} */
const known = new WeakMap();

/** A place to find one's way by: it never leaves its spot, and needs no sign where another stands on it.
 * @param {Feature} feature */
const isFixed = ({ layer, timeless }) => layer.symbol === "dot" && timeless;

/** Where each sign goes that a state can show at a zoom, in any of its years: what comes and goes moves nothing.
 * @param {State} state
 * @param {number} zoom
 * @returns {Map<Feature, Stand>} */
function standsAt(state, zoom) {
  const { model } = state;
  const always = Boolean(state.showGone || state.since || tinted(state));
  const key = `${zoom} ${always} ${[...state.layers].sort()}`;
  const kept = known.get(model) || new Map();
  known.set(model, kept);
  let found = kept.get(key);
  if (!found) {
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value);
    kept.set(key, (found = stands(state, zoom, always)));
  }
  return found;
}

/**
 * @param {State} state
 * @param {number} zoom
 * @param {boolean} always
 * @returns {Map<Feature, Stand>} */
function stands({ model, layers }, zoom, always) {
  const factor = signFactor(zoom);
  const scale = Math.pow(2, zoom);
  /** @param {Feature} feature */
  const isSign = ({ shape, layer }) => shape && shape.type === "point" && layer.symbol !== "none" && layers.has(layer.id) && zoom >= layer.min_zoom;
  const features = model.features.filter(isSign).reverse(); // layers from the top
  if (features.length > MANY) return new Map();
  const spots = spread(features.map((feature) => {
    const { 0: x, 1: y } = feature.shape.parts[0];
    const r = feature.layer.radius * factor;
    const reach = isFixed(feature) ? 0 : r * (zoom < NEAR ? REACH.far : REACH.near);
    return { x: x * scale, y: y * scale, r, reach, years: always || feature.timeless ? null : yearsOf(feature) };
  }));
  return new Map(spots.map(({ x, y, under }, i) => [features[i], { x, y, under: under === null ? null : features[under] }]));
}

/** @param {Feature} feature */
function yearsOf({ spans }) {
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 0; i < spans.length; i += 3) if (!(spans[i + 2] & GONE)) found.push([spans[i], spans[i + 1]]);
  return found;
}

/** The signs of a moment in drawing order. Of those that share a place the chosen one stands for all, else what is
 * pointed at, what is spoken of, what has changed, the uppermost; `others` are those it stands for. A place to find
 * one's way by has no sign there (`covered`), only its name.
 * @param {Entry[]} entries
 * @param {Frame} frame
 * @param {State} state
 * @returns {Sign[]} */
export function placeSigns(entries, frame, state) {
  const factor = signFactor(frame.zoom);
  const { scale, x: left, y: top } = frame.view;
  const places = standsAt(state, frame.zoom);
  /** @type {Map<Feature, Sign[]>} */
  const groups = new Map();
  const signs = entries.map((entry) => {
    const { feature } = entry;
    const { 0: wx, 1: wy } = feature.shape.parts[0];
    const [px, py] = [wx * scale - left, wy * scale - top];
    const place = places.get(feature);
    /** @type {Sign} */
    const sign = { ...entry, px, py, x: place ? place.x - left : px, y: place ? place.y - top : py, r: feature.layer.radius * factor, covered: false, others: [] };
    const under = (place && place.under) || feature;
    groups.set(under, [...(groups.get(under) || []), sign]);
    return sign;
  });
  /** @type {Set<Sign>} */
  const away = new Set();
  for (const [leader, group] of groups) if (group.length > 1) gather(group, leader, places.get(leader), state, frame, away);
  const shown = signs.filter((one) => !away.has(one));
  for (const one of shown) if (isFixed(one.feature) && places.get(one.feature)?.under) one.covered = shown.some((other) => other !== one && lies(one, other));
  return shown;
}

/** Whether a sign lies on another.
 * @param {Sign} a
 * @param {Sign} b */
const lies = (a, b) => !b.covered && b.feature.layer.symbol !== "none" && Math.hypot(a.x - b.x, a.y - b.y) < apart(a, b);

/** Let one sign stand for all of a group; the others go `away`.
 * @param {Sign[]} group
 * @param {Feature} leader
 * @param {Stand} place of the leader, which need not be there itself
 * @param {State} state
 * @param {Frame} frame
 * @param {Set<Sign>} away */
function gather(group, leader, place, state, { view }, away) {
  /** @param {Sign} one */
  const weight = (one) => [one.feature.id === state.selected, one.feature.id === state.hovered, !isFixed(one.feature), !one.dim, Boolean(one.change) && one.change !== "same", one.feature === leader]
    .reduce((sum, yes) => sum * 2 + Number(yes), 0);
  const [first, ...rest] = group.slice().reverse().sort((a, b) => weight(b) - weight(a));
  if (!isFixed(first.feature)) [first.x, first.y] = [place.x - view.x, place.y - view.y];
  for (const one of rest) {
    if (isFixed(one.feature)) one.covered = true;
    else {
      first.others.push(one.feature);
      away.add(one);
    }
  }
}

/** The next whole zoom at which some of what a sign stands for stands by itself, or null.
 * @param {Sign} sign
 * @param {State} state
 * @param {number} zoom
 * @param {number} last */
export function opensAt({ feature, others }, state, zoom, last) {
  for (let next = Math.floor(zoom) + 1; others.length && next <= last; next++) {
    const places = standsAt(state, next);
    const shared = [feature, ...others].map((one) => places.get(one)?.under || one);
    if (new Set(shared).size > 1) return next;
  }
  return null;
}
