/* What happened within some years: events and agreements, and changes of status. */

import { GONE, stateOf } from "./spans.js";
import { FACETS } from "./state.js";

/** Dates of a happening that lie in the years: its beginning, its end, or both. `order` sorts them.
 * @param {Pick<Happening, "d">} happening
 * @param {number} first
 * @param {number} last */
export function datesOf({ d }, first, last) {
  /** @param {string} text */
  const within = (text) => {
    const year = yearOf(text);
    return year >= first && year <= last;
  };
  /** @type {{ date: string, order: string, status: string, ended: boolean }[]} */
  const found = [];
  d.forEach(([status, start, end], i) => {
    if (within(start)) found.push({ date: start, order: start, status, ended: false });
    const over = end && status === "operating" && !(d[i + 1] && d[i + 1][1] === end);
    if (over && within(end) && yearOf(end) !== yearOf(start)) found.push({ date: end, order: end, status, ended: true });
  });
  return found;
}

/** @param {string} text */
export function yearOf(text) {
  const found = /(\d{4})(?!.*\d{4})/.exec(text);
  return found ? Number(found[1]) : NaN;
}

/**
 * @param {Happening} one
 * @param {State} state */
export function fits(one, state) {
  if (!state.facets.countries.size) return true;
  return (one.c || []).some((code) => state.facets.countries.has(code));
}

/** The last change of status or traffic between two years, or null; that an atlas begins is none.
 * @param {Feature} feature
 * @param {number} since
 * @param {number} until
 * @param {number} beginning */
function lastChange(feature, since, until, beginning) {
  const { spans } = feature;
  /** @type {StatusChange | null} */
  let change = null;
  for (let i = 0; i < spans.length; i += 3) {
    const [start, code] = [spans[i], spans[i + 2]];
    if (code & GONE || start < since || start > until || start === beginning) continue;
    const before = i ? stateOf(spans[i - 1]) : -1;
    if (stateOf(code) !== before) change = { feature, year: start, code };
  }
  return change;
}

/** Features of the layers that are on whose status or traffic becomes another within the years, with the last one.
 * @param {Model} model
 * @param {State} state
 * @param {number} since */
export function changesIn(model, state, since) {
  const found = [];
  for (const feature of model.features) {
    if (feature.timeless || !state.layers.has(feature.layer.id) || feature.layer.happening) continue;
    const change = lastChange(feature, since, state.year, model.years[0]);
    if (change && FACETS.every((facet) => state.fits(feature, change.code, facet))) found.push(change);
  }
  return found.sort((a, b) => a.year - b.year || b.feature.layer.order - a.feature.layer.order);
}
