/* The works behind an article, numbered, each with what it says. */

import { el } from "../../core/dom.js";

/** The list of works; gives the entries back, by number from 1 on.
 * @param {HTMLElement} parent
 * @param {ArticleTools} tools */
export function addSources(parent, { data, atlas }) {
  const list = el("ol", "cam-works", parent);
  return data.works.map((work, i) => {
    const node = el("li", "cam-work", list, { tabindex: "-1" });
    el("span", "cam-work-number", node, { text: String(i + 1), "aria-hidden": "true" });
    const said = el("div", "", node);
    if (work.url && /^https?:\/\//.test(work.url)) el("a", "", said, { href: work.url, target: "_blank", rel: "noopener noreferrer", text: work.title });
    else el("span", "", said, { text: work.title });
    el("small", "", said, { text: [work.by, work.kind, work.language, work.accessed].filter(Boolean).join(" · ") });
    const claims = (data.claims || {})[i + 1];
    if (claims) addClaims(said, claims, atlas);
    return node;
  });
}

/**
 * @param {HTMLElement} parent
 * @param {ArticleClaim[]} claims
 * @param {Atlas} atlas */
function addClaims(parent, claims, atlas) {
  const list = el("ul", "cam-claims", parent);
  for (const { says, differs, where, verdict, note } of claims) {
    const node = el("li", differs ? "cam-claim-differs" : "", list, { text: says });
    const more = [differs && atlas.text("article_differs"), where, verdict, note].filter(Boolean).join(" · ");
    if (more) el("small", "", node, { text: more });
  }
}
