/* Spans of years with one status: first year, last year and code of each, in one flat list. */

/** The statuses in the order of their codes. */
export const STATUSES = ["proposed", "planned", "under_construction", "operating", "suspended", "closed", "cancelled"];

/** Bits added to the status number of a span. */
export const DOUBTFUL = 8;
export const GONE = 16;
/** What alone is carried, in the order of the bits that say so. */
export const TRAFFIC = ["freight", "passengers"];
/** @type {Record<string, number>} */
const ONLY = { freight: 32, passengers: 64 };

/** The code of a status, and of what alone is carried.
 * @param {string} status
 * @param {string} [only] */
export const codeOf = (status, only) => STATUSES.indexOf(status) + (only ? ONLY[only] : 0);

/** What alone is carried by what has this code; nothing where that is everything.
 * @param {number} code */
export const onlyOf = (code) => (code < 0 ? "" : TRAFFIC.find((only) => code & ONLY[only]) || "");

/** Status and traffic of a code, without doubt and end.
 * @param {number} code */
export const stateOf = (code) => code & (7 | ONLY.freight | ONLY.passengers);

/** The code of a feature in a year: status, doubt, gone; -1 when it is not there.
 * @param {number[]} spans
 * @param {number} year */
export function codeAt(spans, year) {
  for (let i = 0; i < spans.length; i += 3) {
    if (year < spans[i]) return -1;
    if (year <= spans[i + 1]) return spans[i + 2];
  }
  return -1;
}

/** A boundary year belongs to the later era.
 * @param {number[]} spans
 * @param {Years} era
 * @param {number} end */
export function aliveIn(spans, era, end) {
  const last = era.end ? era.end - 1 : end;
  for (let i = 0; i < spans.length; i += 3) {
    if (!(spans[i + 2] & GONE) && spans[i] <= last && spans[i + 1] >= era.start) return true;
  }
  return false;
}

/** First year of the unbroken run of the same status and traffic that holds in `year`.
 * @param {number[]} spans
 * @param {number} year */
export function runStart(spans, year) {
  let start = year;
  const state = stateOf(codeAt(spans, year));
  for (let i = spans.length - 3; i >= 0; i -= 3) {
    if (spans[i] > year) continue;
    if (stateOf(spans[i + 2]) !== state || spans[i + 1] < start - 1) break;
    start = spans[i];
  }
  return start;
}

/** Runs of the same status and traffic, doubt and the years after its end left aside.
 * @param {number[]} spans */
export function runs(spans) {
  const found = [];
  for (let i = 0; i < spans.length; i += 3) {
    if (spans[i + 2] & GONE) continue;
    const code = stateOf(spans[i + 2]);
    const before = found[found.length - 1];
    if (before && before.code === code && before.end === spans[i] - 1) before.end = spans[i + 1];
    else found.push({ start: spans[i], end: spans[i + 1], code });
  }
  return found;
}

/** @param {Feature} feature */
export function firstYear({ spans, timeless }) {
  return timeless || !spans.length ? null : spans[0];
}

/** @param {Feature} feature */
export function lastYear({ spans }) {
  for (let i = spans.length - 3; i >= 0; i -= 3) if (!(spans[i + 2] & GONE)) return spans[i + 1];
  return spans[1];
}

export const SCHEMATIC = 3;
