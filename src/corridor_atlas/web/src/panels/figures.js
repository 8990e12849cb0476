/* Figures of the sources that are computed again: all of them, each with what is claimed and what comes out; one opened
 * with what was asked, how, from what, and the ways on the map. */

import { addIcon, el, setText } from "../core/dom.js";
import { pick } from "../core/words.js";
import { addTitle } from "./article/parts.js";

const BACK = "M15 5l-7 7 7 7";

class FiguresPanel {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    this.shown = ""; // which of them is shown, in which language
    this.wait = el("p", "cam-quiet", body, { role: "status" });
    this.content = el("div", "cam-figures-content", body);
  }

  /** @param {State} state */
  dress(state) {
    this.shown = "";
    this.atlas.figures.load();
    this.update(state);
  }

  /** @param {State} state */
  update({ check, language }) {
    const { figures, text } = this.atlas;
    const { all, lost } = figures;
    figures.draw(); // on a second map too
    setText(this.wait, all ? "" : text(lost ? "figures_lost" : "figures_loading"));
    this.content.hidden = !all;
    const one = all && all.find(({ id }) => id === check);
    const key = JSON.stringify([one && one.id, language, Boolean(all)]);
    if (!all || key === this.shown) return;
    const held = this.content.contains(document.activeElement); // what has the focus goes
    this.shown = key;
    this.content.replaceChildren(...(one ? this.one(one) : this.list(all)));
    this.content.parentElement.scrollTop = 0;
    if (held) /** @type {HTMLElement | null} */ (this.content.querySelector("button"))?.focus();
  }

  /** Every figure as a card.
   * @param {FigureData[]} all */
  list(all) {
    const { atlas } = this;
    const list = el("ol", "cam-figures-list", null);
    for (const one of all) {
      const card = el("button", "cam-figure-card", el("li", "", list), { type: "button", "data-check": one.id });
      el("b", "", card, { text: pick(atlas.payload.checks.find(({ id }) => id === one.id).n, atlas.state.language) });
      el("span", "cam-figure-claim", card, { text: one.claim });
      this.addCompared(card, one);
      this.addVerdict(card, one);
      card.onclick = () => atlas.figures.show(one.id);
    }
    return [el("p", "cam-quiet cam-figures-note", null, { text: atlas.text("figures_note") }), list];
  }

  /** What is claimed and what was found instead.
   * @param {HTMLElement} parent
   * @param {FigureData} figure */
  addCompared(parent, { claimed, computed }) {
    if (!claimed) return;
    const { text } = this.atlas;
    const pair = el("span", "cam-figure-pair", parent);
    for (const [name, value] of [["claimed", claimed], ["computed", computed]]) {
      const part = el("span", "", pair);
      el("small", "", part, { text: text(`figures_${name}`) });
      el("span", "cam-figure-value", part, { text: value });
    }
  }

  /**
   * @param {HTMLElement} parent
   * @param {FigureData} figure */
  addVerdict(parent, { verdict }) {
    el("span", `cam-verdict cam-verdict-${verdict}`, parent, { text: this.atlas.text(`check_${verdict}`) });
  }

  /** One of them in full.
   * @param {FigureData} figure */
  one(figure) {
    const { atlas } = this;
    const { text } = atlas;
    const back = el("button", "cam-link cam-figures-back", null, { type: "button" });
    addIcon(back, BACK);
    back.append(text("figures_all"));
    back.onclick = () => atlas.figures.show(null);
    const box = el("article", "cam-figure", null, { lang: atlas.state.language });
    el("h3", "cam-figure-title", box, { text: figure.claim });
    this.addVerdict(box, figure);
    this.addCompared(box, figure);
    el("p", "cam-figure-told", box, { text: figure.conclusion });
    if (figure.before.length) this.addKey(box);
    this.addPart(box, "check_results", this.results(figure));
    this.addPart(box, "check_method", el("p", "", null, { text: figure.method }), el("p", "cam-quiet", null, { text: text("check_lengths") }));
    this.addPart(box, "check_inputs", el("p", "", null, { text: figure.inputs }));
    if (figure.work) this.addPart(box, "check_source", this.source(figure));
    return [back, box];
  }

  /** What the colours on the map mean.
   * @param {HTMLElement} parent */
  addKey(parent) {
    const { text } = this.atlas;
    const key = el("p", "cam-reach-key", parent, { "aria-label": text("check_on_map") });
    for (const [kind, word] of [["gained", "ways"], ["lost", "before"], ["way", "both"]]) {
      const item = el("span", "", key);
      el("i", `cam-leg-${kind}`, item, { "aria-hidden": "true" });
      item.append(text(`check_${word}`));
    }
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} title
   * @param {...HTMLElement} content */
  addPart(parent, title, ...content) {
    el("h4", "cam-sub", parent, { text: this.atlas.text(title) });
    parent.append(...content);
  }

  /** What was asked, each with its figure.
   * @param {FigureData} figure */
  results({ results }) {
    const table = el("table", "cam-figure-results", null);
    for (const [asked, told] of results) {
      const row = el("tr", "", table);
      el("th", "", row, { scope: "row", text: asked });
      el("td", "", row, { text: told });
    }
    return table;
  }

  /** The work that claims it, with the place in it.
   * @param {FigureData} figure */
  source({ work, locator }) {
    const node = el("p", "", null);
    if (work.url && /^https?:\/\//.test(work.url)) el("a", "", node, { href: work.url, target: "_blank", rel: "noopener noreferrer", text: work.title });
    else el("span", "", node, { text: work.title });
    const more = [work.by, work.kind, work.language, locator].filter(Boolean).join(" · ");
    el("small", "", node, { text: more });
    return node;
  }

  opened() {
    this.atlas.figures.opened();
  }

  closed() {
    this.atlas.figures.closed();
  }
}

/** Links that open the figures a feature or corridor is the subject of.
 * @param {HTMLElement} parent
 * @param {string} id
 * @param {Atlas} atlas */
export function addFigureDoors(parent, id, { figures, state, text }) {
  const about = figures.about(id);
  if (!about.length) return;
  addTitle(parent, text("article_computed"));
  const links = el("div", "cam-article-links", parent);
  for (const { id: check, n } of about) {
    const link = el("button", "cam-article-link", links, { type: "button", text: pick(n, state.language), "data-check": check });
    link.onclick = () => figures.show(check);
  }
}

/** @type {PanelEntry} */
export const figuresPanel = {
  name: "figures",
  title: "figures_title",
  icon: "M5 3h14v18H5zM8 7h8M8 12h2M12 12h2M16 12h0M8 16h2M12 16h2M16 16h0",
  linked: true,
  make: (body, atlas) => new FiguresPanel(body, atlas),
  has: ({ payload, article }) => Boolean(payload.network && (payload.checks || []).length && article.any),
};
