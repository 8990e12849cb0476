/* What can be chosen in the list that is legend, layers and filter: which values there are, which are on, how to
 * choose one. A row switches what it names on or off; whatever is called "only" narrows to it, and a second time
 * frees it again. */

import { pick } from "../core/words.js";
import { timeOf } from "../model/sentences.js";
import { FACETS, SAME_EVERYWHERE } from "../model/state.js";

const LATE = 8; // milliseconds; what takes longer twice running waits until the map stands still

/** Layers that draw something, the highest first: what is counted, and the ground on which that stands.
 * @param {Model} model
 * @param {boolean} [ground] */
export function layersOf(model, ground = false) {
  const filled = new Set(model.features.filter((one) => one.shape).map((one) => one.layer));
  return model.layers.filter((one) => filled.has(one) && Boolean(one.background) === ground).reverse();
}

/** @type {WeakMap<Model, Map<string, string[]>>} */
const offered = new WeakMap();

/** The values of a filter in the order in which they are offered: countries and corridors by how much there is of each.
 * @param {string} name a facet, or "eras" for those of other sides: the main ones stand on the time bar
 * @param {Model} model */
export function valuesOf(name, model) {
  if (!offered.has(model)) offered.set(model, new Map());
  const known = offered.get(model);
  if (!known.has(name)) known.set(name, inOrder(name, model));
  return known.get(name);
}

/**
 * @param {string} name
 * @param {Model} model
 * @returns {string[]} */
function inOrder(name, model) {
  if (name === "eras") return model.eras.filter((one) => one.side).map((one) => one.id);
  if (name in SAME_EVERYWHERE) return SAME_EVERYWHERE[/** @type {keyof typeof SAME_EVERYWHERE} */ (name)];
  const found = new Map(Object.keys(name === "along" ? model.corridors : {}).map((id) => [id, 0]));
  for (const one of model.features) {
    if (one.layer.background) continue;
    for (const value of one[/** @type {"countries" | "along"} */ (name)]) found.set(value, (found.get(value) || 0) + 1);
  }
  return [...found].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {Named} of */
export function labelOf(name, value, { model, state, text }) {
  const { language } = state;
  if (name === "countries") return (model.countries[language] || model.countries.en || {})[value] || value;
  if (name === "along") return pick(model.corridors[value], language) || value;
  if (name === "eras") return pick(model.eras.find((one) => one.id === value).short, language);
  return text(name === "statuses" ? "status_" + value : `filters_${name}_${value}`);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {State} state */
export function isOn(name, value, state) {
  if (name === "eras") return Boolean(state.era) && state.era.id === value;
  return state.facets[/** @type {Facet} */ (name)].has(value);
}

/** Narrow to a value, or free it again; values of one facet add up.
 * @param {string} name
 * @param {string} value
 * @param {Atlas} atlas */
export function flip(name, value, atlas) {
  const { state } = atlas;
  const on = isOn(name, value, state);
  if (name === "eras") choose(atlas, { era: on ? null : value });
  else {
    const before = [...state.facets[/** @type {Facet} */ (name)]];
    choose(atlas, { [name]: on ? before.filter((one) => one !== value) : [...before, value] });
  }
}

/** Whether of the layers that are counted this one alone is on.
 * @param {State} state
 * @param {string} id */
export function isAlone(state, id) {
  const on = state.model.layers.filter((one) => !one.background && state.layers.has(one.id));
  return on.length === 1 && on[0].id === id;
}

/** The layers that are on when "only" is chosen for one of them, and when it is freed again: those of `before`, else
 * the usual ones. The ground stays as it is.
 * @param {State} state
 * @param {string} id
 * @param {string[]} [before] */
export function onlyLayer(state, id, before) {
  const { layers } = state.model;
  const ground = layers.filter((one) => one.background && state.layers.has(one.id)).map((one) => one.id);
  if (!isAlone(state, id)) return [...ground, id];
  const things = layers.filter((one) => !one.background && (before ? before.includes(one.id) : one.on)).map((one) => one.id);
  return [...ground, ...things];
}

/** Change the filter and have it said how much is left.
 * @param {Atlas} atlas
 * @param {Options} changed */
export function choose(atlas, changed) {
  atlas.chooseFilter(changed);
  atlas.say();
}

/** Take back every filter; layers stay as they are.
 * @param {Atlas} atlas */
export function clearAll(atlas) {
  const nothing = Object.fromEntries(FACETS.map((facet) => [facet, /** @type {string[]} */ ([])]));
  atlas.setSince(null);
  choose(atlas, { ...nothing, era: null, certainOnly: false, showGone: false });
}

/** The filters that are on, by group: [{name, chips: [{value, label, colour?, clear()}]}].
 * @param {Named & Atlas} atlas */
export function chosenFilters(atlas) {
  const { state, model, text } = atlas;
  const groups = [];
  if (state.since) groups.push({ name: "range", chips: [{ value: "since", label: timeOf(state), clear: () => atlas.setSince(null) }] });
  for (const name of FACETS) {
    const values = valuesOf(name, model).filter((value) => isOn(name, value, state));
    if (values.length) groups.push({ name, chips: values.map((value) => ({ value, label: labelOf(name, value, atlas), clear: () => flip(name, value, atlas) })) });
  }
  if (state.era) {
    const { era } = state;
    const label = era.short ? pick(era.short, state.language) : `${era.start}–${era.end - 1}`;
    const colour = state.theme === "dark" ? era.color_dark : era.color;
    groups.push({ name: "eras", chips: [{ value: "era", label, colour, clear: () => choose(atlas, { era: null }) }] });
  }
  for (const [name, option] of /** @type {["certain" | "gone", "certainOnly" | "showGone"][]} */ ([["certain", "certainOnly"], ["gone", "showGone"]])) {
    if (state[option]) groups.push({ name: "", chips: [{ value: option, label: text("filters_" + name), clear: () => choose(atlas, { [option]: false }) }] });
  }
  return groups;
}

/** `work` as a function that leaves it out while the map plays, if it is slow, and makes up for it afterwards.
 * @param {Atlas} atlas
 * @param {() => void} work */
export function sparing(atlas, work) {
  let slow = 0;
  let owed = false;
  const run = () => {
    const start = performance.now();
    owed = false;
    work();
    slow = performance.now() - start > LATE ? slow + 1 : 0;
  };
  atlas.on("year", ({ settled }) => { if (settled && owed) run(); });
  return () => {
    if (atlas.clock.playing && slow > 1) owed = true;
    else run();
  };
}

/** "38 of 214 shown", or how many there are when nothing is narrowed.
 * @param {Atlas} atlas
 * @param {{ shown: number, all: number }} tally */
export function howMany(atlas, { shown, all }) {
  const { state } = atlas;
  return atlas.tell(state.narrowed ? "filters_shown_of" : "filters_shown", { number: shown, all: all.toLocaleString(state.language) });
}
