/* The status of a thing through the years: in words for the year of the map, and as a strip. */

import { el, setText } from "../../core/dom.js";
import { clamp } from "../../core/numbers.js";
import { fill } from "../../core/words.js";
import { DOUBTFUL, GONE, onlyOf, STATUSES } from "../../model/spans.js";

const LABELS = 5; // years written below

/** The run that holds in a year.
 * @param {Run[]} runs
 * @param {number} year */
export const runAt = (runs, year) => runs.find(([first, last]) => first <= year && year <= last) || null;

/** The classes of a swatch for a code.
 * @param {number} code */
export function runClass(code) {
  const only = onlyOf(code) ? " cam-run-only" : "";
  return `cam-run cam-run-${STATUSES[code & 7]}${only}${code & DOUBTFUL ? " cam-run-doubt" : ""}`;
}

/** @param {number} first
 * @param {number} last */
const span = (first, last) => (first === last ? String(first) : `${first}–${last}`);

export class Strip {
  /**
   * @param {HTMLElement} parent
   * @param {Run[]} runs
   * @param {Atlas} atlas */
  constructor(parent, runs, atlas) {
    const { text, model } = atlas;
    this.atlas = atlas;
    this.runs = runs;
    const [first, last] = model.years;
    this.first = first;
    this.last = last;
    const now = el("p", "cam-article-now", parent);
    this.status = el("b", "", now);
    this.since = el("span", "", now);
    this.doubt = el("i", "", now, { text: text("possibly") });
    const box = el("div", "cam-article-strip", parent);
    this.flag = el("span", "cam-article-strip-now", box, { "aria-hidden": "true" });
    this.label = el("b", "", this.flag);
    const shown = runs.filter((one) => !(one[2] & GONE));
    const said = shown.map(([from, to, , words]) => fill(text("article_run"), { years: span(from, to), status: words }));
    const lane = el("div", "cam-article-strip-lane", box, { role: "img", "aria-label": `${text("article_strip")}: ${said.join(text("list_semicolon"))}` });
    shown.forEach(([from, to, code], i) => {
      const part = el("i", runClass(code), lane, { title: said[i] });
      part.style.left = `${this.at(from)}%`;
      part.style.width = `${this.at(to + 1) - this.at(from)}%`;
    });
    const axis = el("div", "cam-article-strip-axis", box, { "aria-hidden": "true" });
    for (let i = 0; i < LABELS; i += 1) {
      el("span", "", axis, { text: String(Math.round(first + (i * (last - first)) / (LABELS - 1))) });
    }
    this.update(atlas.state);
  }

  /** Where a year begins, in per cent from the left.
   * @param {number} year */
  at(year) {
    return (100 * (year - this.first)) / (this.last - this.first + 1);
  }

  /** @param {State} state */
  update({ year }) {
    const { text } = this.atlas;
    const run = runAt(this.runs, year);
    setText(this.status, fill(text("article_in_year"), { year, status: run ? run[3] : text("article_none") }));
    setText(this.since, run && run[4] ? ` ${run[4]}` : "");
    this.doubt.hidden = !(run && run[2] & DOUBTFUL);
    this.flag.style.left = `${clamp(this.at(year + 0.5), 0, 100)}%`;
    setText(this.label, String(year));
  }
}
