/* Strips of statuses: a row for each feature, its years from left to right. */

import { el } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { statusText } from "../model/sentences.js";
import { DOUBTFUL, onlyOf, STATUSES } from "../model/spans.js";

/** @typedef {{ feature: Feature, runs: { start: number, end: number, code: number }[] }} Strip */

/** Rows for features, and the years below them; a mark stands at the year that is shown.
 * @param {HTMLElement} box
 * @param {Strip[]} strips
 * @param {Atlas} atlas
 * @param {number} year */
export function writeStrips(box, strips, atlas, year) {
  const { text, state, model } = atlas;
  const [first, last] = model.years;
  const width = last - first + 1;
  box.replaceChildren();
  box.hidden = !strips.length;
  for (const { feature, runs } of strips) {
    const name = el("span", "cam-step-strip-name", box, { text: pick(feature.names, state.language) });
    const said = runs.map((run) => inWords(run, last, text)).join(text("list_semicolon"));
    const lane = el("span", "cam-step-strip", box, { role: "img", "aria-label": `${name.textContent}: ${said}`, title: said });
    name.setAttribute("aria-hidden", "true");
    name.title = name.textContent;
    for (const { start, end, code } of runs) {
      const looks = [`cam-step-run-${STATUSES[code & 7]}`, code & DOUBTFUL ? "cam-step-run-doubtful" : "", onlyOf(code) ? "cam-step-run-limited" : ""];
      const node = el("i", `cam-step-run ${looks.join(" ").trim()}`, lane);
      node.style.left = `${((start - first) / width) * 100}%`;
      node.style.width = `${((end - start + 1) / width) * 100}%`;
    }
    el("b", "cam-step-strip-now", lane).style.left = `${((year - first + 0.5) / width) * 100}%`;
  }
  if (!strips.length) return;
  const axis = el("span", "cam-step-strip-axis", box, { "aria-hidden": "true" });
  for (const one of [first, Math.round((first + last) / 2), last]) el("span", "", axis, { text: String(one) });
}

/**
 * @param {Strip["runs"][0]} run
 * @param {number} last
 * @param {Say} text */
function inWords({ start, end, code }, last, text) {
  const status = statusText(code, text);
  const said = code & DOUBTFUL ? fill(text("possibly_status"), { status }) : status;
  return `${said} ${start}${end === start ? "" : end === last ? "–" : `–${end}`}`;
}
