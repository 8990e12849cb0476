/* What a step of a tour is about, through the years: a strip of statuses for each thing that changed. */

import { codeAt, DOUBTFUL, GONE, runStart, stateOf } from "./spans.js";

const MOST = 4; // strips that a card has room for

/** Runs of the same status, traffic and doubt, in the years that are kept.
 * @param {number[]} spans */
export function stretches(spans) {
  /** @type {{ start: number, end: number, code: number }[]} */
  const found = [];
  for (let i = 0; i < spans.length; i += 3) {
    const [start, end, full] = [spans[i], spans[i + 1], spans[i + 2]];
    if (full & GONE) continue;
    const code = stateOf(full) | (full & DOUBTFUL);
    const before = found[found.length - 1];
    if (before && before.code === code && before.end === start - 1) before.end = end;
    else found.push({ start, end, code });
  }
  return found;
}

/** The features among `ids` whose status changes within the years, in their order, the first few.
 * @param {Model} model
 * @param {string[]} ids */
export function stripsOf({ byId, years: [first] }, ids) {
  const found = [];
  for (const id of ids) {
    const feature = byId.get(id);
    if (!feature || feature.timeless || feature.layer.background || feature.layer.happening) continue;
    const runs = stretches(feature.spans);
    if (runs.length > 1 || (runs.length === 1 && runs[0].start > first)) found.push({ feature, runs });
  }
  return found.slice(0, MOST);
}

/** The lines among `ids` that came to be what they are in the years after `since` and up to `year`.
 * @param {Model} model
 * @param {string[]} ids
 * @param {number} since
 * @param {number} year */
export function builtSince({ byId }, ids, since, year) {
  return ids.filter((id) => {
    const feature = byId.get(id);
    if (!feature || feature.timeless || feature.layer.background || !feature.shape || feature.shape.type !== "line") return false;
    const code = codeAt(feature.spans, year);
    return code >= 0 && !(code & GONE) && runStart(feature.spans, year) > since;
  });
}
