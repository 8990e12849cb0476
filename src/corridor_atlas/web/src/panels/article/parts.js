/* Pieces that the parts of an article share. */

import { el } from "../../core/dom.js";
import { fill } from "../../core/words.js";

const JOINER = "\u2060"; // keeps a number on the line of the word before it

/** Small numbers of works after a text; each leads to the work.
 * @param {HTMLElement} parent
 * @param {number[] | undefined} marks
 * @param {ArticleTools} tools */
export function addMarks(parent, marks, { data, atlas, cite }) {
  if (!marks || !marks.length) return;
  const box = el("sup", "cam-sup", parent, { text: JOINER });
  marks.forEach((number, i) => {
    const name = fill(atlas.text("article_source"), { number, name: (data.works[number - 1] || {}).short || "" });
    const mark = el("button", "cam-sup-mark", box, { type: "button", text: String(number), title: name, "aria-label": name });
    mark.onclick = () => cite(number);
    if (i < marks.length - 1) el("span", "", box, { text: ", " });
  });
}

/** A heading within a part.
 * @param {HTMLElement} parent
 * @param {string} text */
export const addTitle = (parent, text) => el("h3", "cam-article-title", parent, { text });

/** A button that goes to a feature and lights it while it is pointed at.
 * @param {HTMLElement} parent
 * @param {ArticleLink} link
 * @param {Atlas} atlas */
export function addLink(parent, { id, name, kind, far }, atlas) {
  const hint = [kind, far].filter(Boolean).join(" · ");
  const button = el("button", "cam-article-link", parent, { type: "button", text: name, "data-feature": id, ...(hint && { title: hint }) });
  if (far) el("small", "", button, { text: far });
  button.onclick = () => atlas.select(id, { pan: true });
  button.onpointerenter = button.onfocus = () => atlas.light(id);
  button.onpointerleave = button.onblur = () => atlas.light(null);
  return button;
}

/** Who says something: the short names of works.
 * @param {number[] | undefined} marks
 * @param {ArticleTools} tools */
export function who(marks, { data, atlas }) {
  return (marks || []).map((number) => (data.works[number - 1] || {}).short).filter(Boolean).join(atlas.text("list_semicolon"));
}
