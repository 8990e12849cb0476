/* What happened within some years: events and agreements, and changes of status. */

import { GONE, STATUSES } from "./spans.js";
import { FACETS } from "./state.js";

/** Layers that hold events and agreements. */
export const HAPPENINGS = ["events", "agreements"];

/** Dates of a happening that lie in the years: its beginning, its end, or both. `order` sorts them. */
export function datesOf({ d }, first, last) {
  const within = (text) => {
    const year = yearOf(text);
    return year >= first && year <= last;
  };
  const found = [];
  d.forEach(([status, start, end], i) => {
    if (within(start)) found.push({ date: start, order: start, status, ended: false });
    const over = end && status === "operating" && !(d[i + 1] && d[i + 1][1] === end);
    if (over && within(end) && yearOf(end) !== yearOf(start)) found.push({ date: end, order: end, status, ended: true });
  });
  return found;
}

export function yearOf(text) {
  const found = /(\d{4})(?!.*\d{4})/.exec(text);
  return found ? Number(found[1]) : NaN;
}

export function fits(one, state) {
  if (!state.facets.countries.size) return true;
  return (one.c || []).some((code) => state.facets.countries.has(code));
}

/** Features of the layers that are on whose status becomes another within the years, with the last one. */
export function changesIn(model, state, since) {
  const found = [];
  for (const feature of model.features) {
    if (feature.timeless || !state.layers.has(feature.layer.id) || HAPPENINGS.includes(feature.layer.id)) continue;
    const { spans } = feature;
    let change = null;
    for (let i = 0; i < spans.length; i += 3) {
      if (spans[i + 2] & GONE || spans[i] < since || spans[i] > state.year || spans[i] === model.years[0]) continue;
      const before = i ? spans[i - 1] & 7 : -1;
      if ((spans[i + 2] & 7) !== before) change = { feature, status: STATUSES[spans[i + 2] & 7], year: spans[i], code: spans[i + 2] };
    }
    if (change && FACETS.every((facet) => state.fits(feature, change.code, facet))) found.push(change);
  }
  return found.sort((a, b) => a.year - b.year || b.feature.layer.order - a.feature.layer.order);
}
