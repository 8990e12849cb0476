/* What differs between the ends of two years. */

import { DOUBTFUL, GONE, stateOf, STATUSES } from "./spans.js";

/** Kinds of difference; the colour of each is `change_…` in palette.toml.
 * @type {Change[]} */
export const CHANGES = ["opened", "closed", "changed", "same"];

const OPERATING = STATUSES.indexOf("operating");
const CLOSED = STATUSES.indexOf("closed"); // this and what comes after it is an end

/** Status and traffic of what is there; -1 for what is not yet, or no longer.
 * @param {number} code */
const there = (code) => (code < 0 || code & GONE || (code & 7) >= CLOSED ? -1 : stateOf(code));

/** @param {number} state */
const isOperating = (state) => state >= 0 && (state & 7) === OPERATING;

/** The difference of two codes, the earlier first; the rule of `changes.drawn`.
 * @param {number} before
 * @param {number} after
 * @returns {Change} */
export function changeOf(before, after) {
  const was = there(before);
  const is = there(after);
  if (isOperating(was) !== isOperating(is)) return isOperating(is) ? "opened" : "closed";
  return was === is ? "same" : "changed";
}

/** Whether the map is coloured by what changed.
 * @param {State} state */
export const tinted = (state) => Boolean(state.against) && state.how === "changes";

/** How a feature is drawn now: {feature, code, change?}, or null when it is not. What is gone by
 * the later of two compared years is drawn as closed, what is to come by then as it will be.
 * @param {State} state
 * @param {Feature} feature
 * @returns {Entry | null} */
export function entryOf(state, feature) {
  const code = state.code(feature);
  if (!tinted(state)) return code < 0 ? null : { feature, code };
  if (feature.timeless) return code < 0 ? null : { feature, code, change: "same" };
  const other = state.code(feature, state.against);
  if (code < 0 && other < 0) return null;
  const forward = state.against <= state.year;
  const change = forward ? changeOf(other, code) : changeOf(code, other);
  return { feature, code: code >= 0 ? code : forward ? CLOSED : other, change };
}

/** How many features of the layers that are on are of each kind, of all or of some; what has no dates is none.
 * @param {State} state
 * @param {Feature[]} [features] */
export function countChanges(state, features = state.model.features) {
  const found = Object.fromEntries(CHANGES.map((kind) => [kind, 0]));
  const [first, last] = [state.year, state.against].sort((a, b) => a - b);
  for (const feature of features) {
    if (feature.timeless || !feature.shape) continue;
    const before = state.code(feature, first);
    const after = state.code(feature, last);
    if (before >= 0 || after >= 0) found[changeOf(before, after)] += 1;
  }
  return found;
}

/** @param {Entry} entry */
export const moved = (entry) => Boolean(entry.change) && entry.change !== "same";

/** What changed comes last: it lies over what did not.
 * @param {Entry[]} entries */
export const changedLast = (entries) => entries.sort((a, b) => Number(moved(a)) - Number(moved(b)));

/* ---- the sign beside it ---- */
/** Number of changes of status in each year, over the layers that are on; the first year has none.
 * @param {State} state */
export function changesByYear(state) {
  const [first, last] = state.model.years;
  const found = new Array(last - first + 1).fill(0);
  for (const { spans, layer, timeless } of state.model.features) {
    if (timeless || !state.layers.has(layer.id)) continue;
    let before = -1;
    for (let i = 0; i < spans.length; i += 3) {
      const what = spans[i + 2] & ~DOUBTFUL;
      if (what !== before && spans[i] > first) found[spans[i] - first] += 1;
      before = what;
    }
  }
  return found;
}
