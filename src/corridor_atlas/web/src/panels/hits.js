/* What lists of hits have in common: the found letters are marked, and one row is the one that Enter takes. */

import { el } from "../core/dom.js";
import { marksIn } from "../model/folding.js";

/** Write a text with the needles in <mark>.
 * @param {HTMLElement} node
 * @param {string} text
 * @param {string[]} needles */
export function marked(node, text, needles) {
  let at = 0;
  for (const [start, end] of marksIn(text, needles)) {
    node.append(text.slice(at, start));
    el("mark", "", node, { text: text.slice(start, end) });
    at = end;
  }
  node.append(text.slice(at));
}

/** Mark a row as the one that the field speaks of, or with -1 none.
 * @param {{ list: HTMLElement, input: HTMLElement }} box
 * @param {number} at */
export function markRow({ list, input }, at) {
  const rows = [...list.children];
  rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
  if (rows[at]) {
    input.setAttribute("aria-activedescendant", rows[at].id);
    rows[at].scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}
