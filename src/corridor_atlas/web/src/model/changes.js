/* What changed between the ends of two years: the rule and the scope of `time/changes.py`, for the map, its legend,
 * the list and every count. */

import { codeAt, DOUBTFUL, GONE, onlyOf, stateOf, STATUSES } from "./spans.js";
import { FACETS } from "./state.js";

/** How the map colours the kinds, and what it leaves quiet; the colour of each is `change_…` in palette.toml.
 * @type {Change[]} */
export const CHANGES = ["opened", "closed", "changed", "same"];

/** What a change may be, in the order of the list; see `KINDS` in `time/changes.py`. */
export const KINDS = ["opened", "resumed", "closed", "suspended", "begun", "planned", "proposed", "traffic", "dropped", "stage", "interrupted", "passed", "happened"];

const ARRIVED = ["proposed", "planned", "begun", "opened", "suspended"]; // by the number of the status
const OPERATING = STATUSES.indexOf("operating");
const SUSPENDED = STATUSES.indexOf("suspended");
const CLOSED = STATUSES.indexOf("closed"); // this and what comes after it is an end
const NOTHING = 1 << STATUSES.length; // in a set of statuses: that there was none
const USUAL_SPAN = 10; // years

/** The year with which one is compared until the reader chooses.
 * @param {number} year
 * @param {[number, number]} years */
export const otherYear = (year, [first, last]) => (year > first ? Math.max(year - USUAL_SPAN, first) : Math.min(year + USUAL_SPAN, last));

/** How the map colours a kind of change, or none.
 * @param {string | null} kind
 * @returns {Change} */
export function groupOf(kind) {
  if (!kind || kind === "happened") return "same"; // what happened changes nothing that stands
  if (kind === "opened" || kind === "resumed") return "opened";
  return kind === "closed" || kind === "suspended" ? "closed" : "changed";
}

/** Status and traffic of what is there; -1 for what is not yet, or no longer.
 * @param {number} code */
const there = (code) => (code < 0 || code & GONE || (code & 7) >= CLOSED ? -1 : stateOf(code));

/** @param {number} code */
const bit = (code) => (code < 0 ? NOTHING : 1 << (code & 7));

/** What is written of a feature up to the end of two years: what holds then, the statuses till the first year and
 * those of the steps between, as sets, and whether what is carried changed.
 * @param {number[]} steps
 * @param {number} first
 * @param {number} last */
function writtenIn(steps, first, last) {
  const found = { was: -1, is: -1, known: 0, passed: 0, moved: false, carried: false };
  for (let i = 0; i < steps.length; i += 2) {
    const [year, code] = [steps[i], steps[i + 1]];
    if (year > last) continue;
    found.is = there(code);
    if (year <= first) {
      found.was = found.is;
      if (code >= 0) found.known |= bit(code);
      continue;
    }
    found.moved = true;
    if (code < 0 || (code & 7) < CLOSED) found.passed |= bit(code);
    found.carried ||= onlyOf(code) !== onlyOf(found.was);
  }
  return found;
}

/** The kind of a change between two statuses, -1 for nothing there; null when there is none.
 * @param {number} was
 * @param {number} is
 * @param {{ known: number, passed: number, moved: boolean }} written
 * @returns {string | null} */
function kindBetween(was, is, { known, passed, moved }) {
  if (bit(was) === bit(is)) {
    if (is < 0) return passed & ~NOTHING ? "passed" : null;
    return moved ? (passed === bit(is) ? "stage" : "interrupted") : null;
  }
  if (is < 0) return (known | passed) & (bit(OPERATING) | bit(SUSPENDED)) ? "closed" : "dropped";
  return (is & 7) === OPERATING && known & bit(OPERATING) ? "resumed" : ARRIVED[is & 7];
}

/** What became of a feature from the end of a year to the end of a later one, whatever the filter; null for nothing.
 * @param {Pick<Feature, "steps" | "spans" | "layer">} feature
 * @param {number} first
 * @param {number} last */
export function kindOf({ steps, spans, layer }, first, last) {
  const written = writtenIn(steps, first, last);
  if (layer.happening) return written.moved ? "happened" : null;
  const kind = kindBetween(written.was, written.is, written);
  if (kind === "stage" && written.carried) return "traffic";
  return kind || kindBetween(there(codeAt(spans, first)), there(codeAt(spans, last)), written); // what only doubt makes different
}

/** The two years that are compared, the earlier first.
 * @param {State} state */
export const yearsOf = ({ against, year }) => [Math.min(against, year), Math.max(against, year)];

/** Whether the map is coloured by what changed.
 * @param {State} state */
export const tinted = (state) => Boolean(state.against) && state.how === "changes";

/** Whether the filter leaves a feature in when two years are compared: the facets have to hold in one of them.
 * @param {State} state
 * @param {Feature} feature
 * @param {number[]} codes of the two years */
function passes(state, feature, codes) {
  if (state.certainOnly && codes.some((code) => code >= 0 && code & DOUBTFUL)) return false;
  return state.inEra(feature) && codes.some((code) => FACETS.every((facet) => state.fits(feature, code, facet)));
}

/** How a feature is drawn now: {feature, code, change?}, or null when it is not. While the map is coloured by what
 * changed it is drawn as in the later year, and as closed where it is not there then.
 * @param {State} state
 * @param {Feature} feature
 * @returns {Entry | null} */
export function entryOf(state, feature) {
  if (!tinted(state) || feature.timeless) {
    const code = state.code(feature);
    if (code < 0) return null;
    return tinted(state) ? { feature, code, change: "same" } : { feature, code };
  }
  return state.layers.has(feature.layer.id) ? compared(state, feature) : null;
}

/** What is to be drawn of a feature with dates when two years are compared, its layer being on.
 * @param {State} state
 * @param {Feature} feature
 * @returns {Entry | null} */
function compared(state, feature) {
  const [first, last] = yearsOf(state);
  const codes = [codeAt(feature.spans, first), codeAt(feature.spans, last)];
  if (!passes(state, feature, codes)) return null;
  const change = groupOf(kindOf(feature, first, last));
  const [before, after] = codes.map((code) => (code & GONE && !state.showGone ? -1 : code));
  if (change === "same" && before < 0 && after < 0) return null;
  return { feature, code: after < 0 ? CLOSED : after, change };
}

/** All that changed or happened between the two years on the layers that are on, events and agreements in any case,
 * by kind. What has no place lies in no part of the map, and counts in any case.
 * @param {State} state
 * @param {Scope} [scope] in view or everywhere; else as the reader chose
 * @param {Feature[]} [among] those among which is looked
 * @returns {Changed[]} */
export function changesOf(state, scope, among = state.model.dated) {
  const [first, last] = yearsOf(state);
  /** @type {Changed[]} */
  const found = [];
  for (const feature of among) {
    if (!(feature.layer.happening || state.layers.has(feature.layer.id)) || (feature.shape && !state.isCounted(feature, scope))) continue;
    const kind = kindOf(feature, first, last);
    if (kind && passes(state, feature, [codeAt(feature.spans, first), codeAt(feature.spans, last)])) found.push({ feature, kind });
  }
  return found.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/** How much changed between the two years: `total` is the sum of the `kinds` but what `happened`, and of the `groups`
 * by which the map is coloured.
 * @param {State} state
 * @param {Scope} [scope] in view or everywhere; else as the reader chose
 * @param {Feature[]} [among] those among which it is counted */
export function countsOf(state, scope, among) {
  const found = changesOf(state, scope, among);
  /** @param {(one: Changed) => boolean} is */
  const number = (is) => found.filter(is).length;
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, number((one) => one.kind === kind)]));
  const groups = Object.fromEntries(CHANGES.filter((group) => group !== "same").map((group) => [group, number((one) => groupOf(one.kind) === group)]));
  return { total: found.length - kinds.happened, happened: kinds.happened, kinds, groups };
}

/** How many features there are of each group by which the map is coloured; what has no dates is none.
 * @param {State} state
 * @param {Scope} [scope] in view or everywhere; else as the reader chose
 * @returns {Record<Change, number>} */
export function countChanges(state, scope) {
  const { opened, closed, changed } = countsOf(state, scope).groups;
  const dated = state.model.features.filter((one) => one.steps.length && !one.layer.happening && state.layers.has(one.layer.id) && state.isCounted(one, scope));
  return { opened, closed, changed, same: dated.filter((one) => compared(state, one)?.change === "same").length };
}

/** @param {Entry} entry */
export const moved = (entry) => Boolean(entry.change) && entry.change !== "same";

/** What changed comes last: it lies over what did not.
 * @param {Entry[]} entries */
export const changedLast = (entries) => entries.sort((a, b) => Number(moved(a)) - Number(moved(b)));

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
