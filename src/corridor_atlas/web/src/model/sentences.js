/* What can be said of a feature, a date, a time. */

import { fill, pick } from "../core/words.js";
import { tinted } from "./changes.js";
import { codeAt, DOUBTFUL, onlyOf, runStart, STATUSES } from "./spans.js";

/** "operating, freight only" in words, of a code.
 * @param {number} code
 * @param {Say} text */
export function statusText(code, text) {
  const status = text("status_" + STATUSES[code & 7]);
  const only = onlyOf(code);
  return only ? fill(text("only_" + only), { status }) : status;
}

/** "operating since 2013" in words.
 * @param {Feature} feature
 * @param {Pick<State, "year" | "model">} state
 * @param {Say} text */
export function stateText(feature, state, text) {
  const code = codeAt(feature.spans, state.year);
  if (feature.timeless || code < 0) return "";
  const status = statusText(code, text);
  const since = runStart(feature.spans, state.year);
  const when = since <= state.model.years[0] ? "since_or_before" : "since";
  return fill(text(code & DOUBTFUL ? "possibly_status" : "plain_status"), { status }) + text("list_comma") + fill(text(when), { year: since });
}

/** What it is in each of the two years, a line each.
 * @param {Feature} feature
 * @param {State} state
 * @param {Say} text */
export function bothStates(feature, state, text) {
  if (feature.timeless) return "";
  const years = [state.against, state.year].sort((a, b) => a - b);
  /** @param {number} year */
  const status = (year) => stateText(feature, { year, model: state.model }, text) || text("compare_absent");
  return years.map((year) => fill(text("compare_at"), { year, status: status(year) })).join("\n");
}

/** A feature in one sentence: its name, what it is, its status.
 * @param {Feature} feature
 * @param {State} state
 * @param {Say} text */
export function describe(feature, state, text) {
  const said = [pick(feature.names, state.language), pick(feature.layer.title, state.language)];
  const status = feature.spans.length ? tinted(state) ? bothStates(feature, state, text).replace("\n", text("list_semicolon")) : stateText(feature, state, text) : "";
  return [...said, status].filter(Boolean).join(text("list_comma"));
}

/** The year, or the first and the last of a range.
 * @param {Pick<State, "since" | "year">} state */
export const timeOf = ({ since, year }) => (since && since < year ? `${since}–${year}` : String(year));
