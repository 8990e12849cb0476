/* What is shown as a table for spreadsheets, where no text of ours can become a formula. */

import { DOUBTFUL, onlyOf, STATUSES } from "./spans.js";

/* The rules of take/formats/csv.py; spec/tables.json holds both to them. */
const FORMULA = "=+\\-@\t\r\n＝＋－＠";
const BEGINS = new RegExp(`^[${FORMULA}]`);
const INSIDE = new RegExp(`(?<=[;\t])(?=[${FORMULA}])`, "g");
const QUOTED = /[",\r\n]/;

/** A text as it may stand in a spreadsheet.
 * @param {string} value */
export function cell(value) {
  const text = value.replace(/[\u2028\u2029]/g, "\n").replace(INSIDE, " ");
  return BEGINS.test(text) || BEGINS.test(text.trimStart()) ? `'${text}` : text;
}

/** @param {string | number | boolean} value */
function written(value) {
  const text = typeof value === "string" ? cell(value) : String(value);
  return QUOTED.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** UTF-8 with a mark at the head, by which spreadsheets know it; commas; lines end with CR LF.
 * @param {string[]} columns
 * @param {(string | number | boolean)[][]} rows */
export const table = (columns, rows) => "\ufeff" + [columns, ...rows].map((row) => row.map(written).join(",") + "\r\n").join("");

/** The features that the map draws, a row each, with their status in the year.
 * @param {State} state
 * @param {string[]} languages whose names stand in columns of their own */
export function shownRows(state, languages) {
  const columns = ["id", "layer", ...languages.map((code) => `name_${code}`), "year", "status", "traffic", "certain", "countries", "corridors"];
  /** @type {Map<string, (string | number | boolean)[]>} */
  const rows = new Map(); // what two layers draw is one thing
  for (const feature of state.model.features) {
    const code = state.code(feature);
    if (code < 0 || rows.has(feature.id)) continue;
    const { id, layer, names, countries, along, timeless } = feature;
    const now = timeless ? ["", "", true] : [STATUSES[code & 7], onlyOf(code), !(code & DOUBTFUL)];
    rows.set(id, [id, layer.id, ...languages.map((one) => names[one] || ""), state.year, ...now, countries.join("; "), along.join("; ")]);
  }
  return { columns, rows: [...rows.values()] };
}
