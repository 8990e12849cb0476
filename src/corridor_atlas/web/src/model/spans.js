/* Spans of years with one status: first year, last year and code of each, in one flat list. */

/** The statuses in the order of their codes. */
export const STATUSES = ["proposed", "planned", "under_construction", "operating", "suspended", "closed", "cancelled"];

/** Bits added to the status number of a span. */
export const DOUBTFUL = 8;
export const GONE = 16;

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

/** First year of the unbroken run of the same status that holds in `year`.
 * @param {number[]} spans
 * @param {number} year */
export function runStart(spans, year) {
  let start = year;
  const status = codeAt(spans, year) & 7;
  for (let i = spans.length - 3; i >= 0; i -= 3) {
    if (spans[i] > year) continue;
    if ((spans[i + 2] & 7) !== status || spans[i + 1] < start - 1) break;
    start = spans[i];
  }
  return start;
}

/** Runs of the same status, doubt and the years after its end left aside.
 * @param {number[]} spans */
export function runs(spans) {
  const found = [];
  for (let i = 0; i < spans.length; i += 3) {
    if (spans[i + 2] & GONE) continue;
    const status = spans[i + 2] & 7;
    const before = found[found.length - 1];
    if (before && before.status === status && before.end === spans[i] - 1) before.end = spans[i + 1];
    else found.push({ start: spans[i], end: spans[i + 1], status });
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
