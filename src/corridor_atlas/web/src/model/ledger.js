/* The list of changes as plain values: sections by kind, parts by layer, rows with what the page was told of each. */

import { groupOf, yearsOf } from "./changes.js";
import { codeAt, GONE, STATUSES } from "./spans.js";

/** What a spreadsheet would compute instead of show, as in `take/formats/csv.py`. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/;
const INSIDE = /(?<=[;\t])(?=[=+\-@\t\r\n＝＋－＠])/g;

/** Whether what was told is of the two years and the language that are shown.
 * @param {Ledger | undefined} told
 * @param {State} state */
export function isOf(told, state) {
  const [first, last] = yearsOf(state);
  return Boolean(told) && told.first === first && told.last === last && told.language === state.language;
}

/** The changes in the order of the list: by kind, by layer as in the legend, then as they were told or by year; what
 * happened is one chronicle.
 * @param {Changed[]} found sorted by kind
 * @param {Ledger | null} told
 * @param {State} state
 * @returns {LedgerSection[]} */
export function sectionsOf(found, told, state) {
  const [first] = yearsOf(state);
  const places = new Map(Object.keys(told ? told.entries : {}).map((id, i) => [id, i]));
  /** @param {Changed} one */
  const when = ({ feature }) => places.get(feature.id) ?? feature.steps.find((year, i) => i % 2 === 0 && year > first) ?? 0;
  /** @param {Changed} one */
  const layer = ({ feature, kind }) => (kind === "happened" ? null : feature.layer);
  /** @type {LedgerSection[]} */
  const sections = [];
  for (const one of found) {
    if (sections.at(-1)?.kind !== one.kind) sections.push({ kind: one.kind, group: groupOf(one.kind), number: 0, parts: [] });
    const section = sections[sections.length - 1];
    let part = section.parts.find((other) => other.layer === layer(one));
    if (!part) section.parts.push((part = { layer: layer(one), rows: [] }));
    part.rows.push(one);
    section.number += 1;
  }
  for (const { parts } of sections) {
    parts.sort((a, b) => b.layer.order - a.layer.order);
    for (const { rows } of parts) rows.sort((a, b) => when(a) - when(b) || (a.feature.id < b.feature.id ? -1 : 1));
  }
  return sections;
}

/** The numbers of the works that the rows rest on, in the order in which they are needed.
 * @param {LedgerSection[]} sections
 * @param {Ledger | null} told */
export function numbersOf(sections, told) {
  const keys = sections.flatMap(({ parts }) => parts).flatMap(({ rows }) => rows).flatMap(({ feature }) => {
    const entry = told && told.entries[feature.id];
    return entry ? [...entry.sources, ...entry.disputes.map(([, key]) => key)] : [];
  });
  return new Map([...new Set(keys)].filter((key) => told.works[key]).map((key, i) => [key, i + 1]));
}

/** Status of a feature at the end of a year; empty for what is not there.
 * @param {Feature} feature
 * @param {number} year */
function statusAt({ spans }, year) {
  const code = codeAt(spans, year);
  return code < 0 || code & GONE ? "" : STATUSES[code & 7];
}

/** A value as it may stand in a spreadsheet, between quotation marks where it needs them.
 * @param {string | boolean} value */
function cell(value) {
  const text = String(value).replace(/[\u2028\u2029]/g, "\n").replace(INSIDE, " ");
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The list as CSV: a mark at the head by which spreadsheets know UTF-8, one row a change, sources written out.
 * @param {LedgerSection[]} sections
 * @param {Ledger | null} told
 * @param {State} state
 * @param {{ name(feature: Feature): string, sentence(change: Changed): string, unseen: string }} words */
export function csvOf(sections, told, state, words) {
  const [first, last] = yearsOf(state);
  const rows = sections.flatMap(({ parts }) => parts).flatMap((part) => part.rows).map((one) => {
    const { feature, kind } = one;
    const entry = told && told.entries[feature.id];
    const sources = entry ? [...entry.sources.map((key) => (told.works[key] || [key])[0]), ...(entry.unseen ? [words.unseen] : [])] : [];
    const notes = entry ? [...entry.notes, ...entry.disputes.map(([says]) => says)] : [];
    return [
      feature.id, words.name(feature), feature.layer.id, kind, groupOf(kind), statusAt(feature, first), statusAt(feature, last),
      entry ? entry.certain : "", entry ? entry.date : "", words.sentence(one), notes.join("; "), sources.join("; "),
    ];
  });
  const head = ["id", "name", "layer", "kind", "drawn", "before", "after", "certain", "date", "sentence", "notes", "sources"];
  return "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
}
