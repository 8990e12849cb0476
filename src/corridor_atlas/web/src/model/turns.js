/* What a year brings to a feature, told from its state at the end of three years: the rule of `time/turns.py`. */

import { yearOf } from "./happenings.js";
import { codeAt, DOUBTFUL, GONE, STATUSES } from "./spans.js";

/** What a year may bring, the most telling first. */
export const TURNS = ["opened", "resumed", "closed", "suspended", "begun", "planned", "proposed", "dropped"];

/** What a status that has come makes of a year; operating is told apart by what was there before.
 * @type {Record<string, string>} */
const ARRIVED = { suspended: "suspended", under_construction: "begun", planned: "planned", proposed: "proposed" };
const OPERATING = STATUSES.indexOf("operating");
const SUSPENDED = STATUSES.indexOf("suspended");
const CLOSED = STATUSES.indexOf("closed"); // this and what comes after it is an end

/** The status of what is there in a year; -1 for what is not yet, or no longer.
 * @param {number[]} spans
 * @param {number} year */
function thereIn(spans, year) {
  const code = codeAt(spans, year);
  return code < 0 || code & GONE || (code & 7) >= CLOSED ? -1 : code & 7;
}

/** What a year brings: one of `TURNS`, or null. What begins with doubt about the year is not told, nor is what was there
 * before the first year of the atlas.
 * @param {Pick<Feature, "spans" | "timeless">} feature
 * @param {number} year
 * @param {[number, number]} years the first and the last of the atlas */
export function turnOf({ spans, timeless }, year, [first, last]) {
  const code = codeAt(spans, year);
  const status = code & 7;
  if (timeless || code < 0 || (code & GONE && status < CLOSED)) return null;
  const come = year > first && thereIn(spans, year - 1) !== status ? arrival(spans, year, code, first) : null;
  return come || (status < CLOSED && year < last ? departure(spans, year, status) : null);
}

/** What it is that a status ends with the year and nothing follows.
 * @param {number[]} spans
 * @param {number} year
 * @param {number} status */
function departure(spans, year, status) {
  const next = codeAt(spans, year + 1);
  if (next < 0 || !(next & GONE)) return null;
  return status === OPERATING || status === SUSPENDED ? "closed" : "dropped";
}

/** What it is that the state of a year differs from the one before.
 * @param {number[]} spans
 * @param {number} year
 * @param {number} code
 * @param {number} first */
function arrival(spans, year, code, first) {
  const status = code & 7;
  const was = thereIn(spans, year - 1);
  if (status >= CLOSED) return code & GONE || was < 0 ? null : status === CLOSED ? "closed" : "dropped";
  if (was < 0 && code & DOUBTFUL) return null;
  if (status !== OPERATING) return ARRIVED[STATUSES[status]];
  for (let one = first; one < year; one++) if (thereIn(spans, one) === OPERATING) return "resumed";
  return "opened";
}

/** All that each year brings to what stands on the map, whatever the filter.
 * @param {Pick<Model, "features" | "years">} model */
export function turnsByYear({ features, years }) {
  const [first, last] = years;
  /** @type {Map<number, Turn[]>} */
  const found = new Map();
  for (const feature of features) {
    if (feature.timeless || !feature.shape || feature.layer.background || feature.layer.happening) continue;
    for (const year of turning(feature.spans, first, last)) {
      const kind = turnOf(feature, year, years);
      if (kind) found.set(year, [...(found.get(year) || []), { feature, kind }]);
    }
  }
  return found;
}

/** The years in which a status begins or ends.
 * @param {number[]} spans
 * @param {number} first
 * @param {number} last */
function turning(spans, first, last) {
  const found = new Set();
  for (let i = 0; i < spans.length; i += 3) for (const year of [spans[i] - 1, spans[i], spans[i + 1]]) found.add(year);
  return [...found].filter((year) => year >= first && year <= last);
}

/** The date of a turn as written, where more than its year is known.
 * @param {Turn} turn
 * @param {number} year */
export function dateOf({ feature, kind }, year) {
  const { from, to } = feature.dates;
  const ends = kind === "closed" || kind === "dropped" ? to : [];
  const known = [...from, ...ends].filter((date) => yearOf(date) === year);
  return known.pop() || String(year);
}
