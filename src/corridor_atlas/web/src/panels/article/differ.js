/* Where sources differ: each contested property with its values side by side, and every work that has one. */

import { el } from "../../core/dom.js";
import { addMarks, who } from "./parts.js";

/** How many things sources differ about.
 * @param {ArticleData} data */
export const contested = ({ differ }) => (differ ? differ.contests.length + differ.others.length : 0);

/**
 * @param {HTMLElement} parent
 * @param {ArticleTools} tools */
export function addDiffer(parent, tools) {
  const { contests, others, text } = tools.data.differ;
  for (const { label, values, folded } of contests) {
    const box = el("section", "cam-contest", parent);
    el("h3", "cam-article-title", box, { text: label });
    addValues(box, values, tools);
    if (!folded.length) continue;
    const more = el("details", "", box);
    el("summary", "", more, { text: tools.atlas.tell("article_folded", { number: folded.length }) });
    addValues(more, folded.map((one) => ({ ...one, followed: false })), tools);
  }
  if (others.length) {
    const list = el("ul", "cam-contest", parent);
    for (const { marks, says } of others) {
      const node = el("li", "", list);
      el("b", "", node, { text: who(marks, tools) });
      addMarks(el("p", "", node, { text: says }), marks, tools);
    }
  }
  if (text) el("p", "cam-article-text", parent, { text });
}

/**
 * @param {HTMLElement} parent
 * @param {ArticleValue[]} values
 * @param {ArticleTools} tools */
function addValues(parent, values, tools) {
  const list = el("dl", "cam-values", parent);
  for (const { text, followed, marks, says } of values) {
    const value = el("dt", "", list, { text });
    if (followed) el("small", "", value, { text: tools.atlas.text("article_followed") });
    const said = el("dd", "", list);
    const names = who(marks, tools);
    if (names) el("b", "", said, { text: names });
    if (says && says !== names) el("span", "", said, { text: (names ? ": " : "") + says });
    addMarks(said, marks, tools);
  }
}
