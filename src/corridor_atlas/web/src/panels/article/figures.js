/* Figures: series as bars, each with its value on it, and the facts. */

import { el } from "../../core/dom.js";
import { addMarks, addTitle, who } from "./parts.js";

const HATCHED = ["part", "expected", "contested"];
const WIDEST = 56; // per cent of the row that the longest bar takes: the rest is for its value
const MANY = 8; // more values than this under one label are folded

/** @implements {ArticlePart} */
export class Figures {
  /**
   * @param {HTMLElement} parent
   * @param {ArticleTools} tools */
  constructor(parent, tools) {
    /** @type {[HTMLElement, [number, number]][]} */
    this.bars = [];
    for (const series of tools.data.series || []) this.addSeries(parent, series, tools);
    addFacts(parent, tools);
    this.update(tools.atlas.state);
  }

  /**
   * @param {HTMLElement} parent
   * @param {NonNullable<ArticleData["series"]>[0]} series
   * @param {ArticleTools} tools */
  addSeries(parent, { title, unit, rows, below }, tools) {
    const { text } = tools.atlas;
    addTitle(parent, unit ? title + text("list_comma") + unit : title);
    if (rows.some(({ kind, share }) => share !== undefined && HATCHED.includes(kind))) el("p", "cam-quiet", parent, { text: text("article_chart_note") });
    const list = el("ul", below ? "cam-bars cam-bars-below" : "cam-bars", parent);
    for (const row of rows) this.addBar(list, row, tools);
  }

  /**
   * @param {HTMLElement} list
   * @param {ArticleBar} row
   * @param {ArticleTools} tools */
  addBar(list, { gap, when, figure, years, kind, marks, share, note }, tools) {
    if (gap) {
      el("li", "cam-bar-gap", list, { text: gap });
      return;
    }
    const node = el("li", "cam-bar-row", list);
    this.bars.push([node, years]);
    el("span", "cam-bar-when", node, { text: when });
    const box = el("div", "", node);
    const line = el("span", "cam-bar-line", box);
    if (share !== undefined) {
      const bar = el("i", HATCHED.includes(kind) ? "cam-bar-fill cam-bar-hatched" : "cam-bar-fill", line, { "aria-hidden": "true" });
      bar.classList.toggle("cam-bar-minus", share < 0);
      bar.style.width = `${Math.abs(share) * WIDEST}%`;
    }
    el("b", "", line, { text: figure });
    const said = kind === "counted" ? "" : tools.atlas.text(`article_kind_${kind}`);
    const more = [said, note, who(marks, tools)].filter(Boolean).join(" · ");
    if (more) el("small", "", box, { text: more });
  }

  /** @param {State} state */
  update({ year }) {
    for (const [node, [first, last]] of this.bars) node.classList.toggle("cam-current", first <= year && year <= last);
  }
}

/**
 * @param {HTMLElement} parent
 * @param {ArticleTools} tools */
function addFacts(parent, tools) {
  const { facts } = tools.data;
  if (!facts) return;
  const list = el("dl", "cam-facts", parent);
  for (const { label, values, marks } of facts) {
    addMarks(el("dt", "", list, { text: label }), marks, tools);
    const said = el("dd", "", list);
    let box = /** @type {HTMLElement} */ (said);
    if (values.length > MANY) {
      box = el("details", "", said);
      el("summary", "", box, { text: tools.atlas.tell("article_more", { number: values.length }) });
    }
    for (const [of, value] of values) {
      const line = el("div", of ? "cam-fact-of" : "", box);
      if (of) el("span", "", line, { text: of });
      el("span", "cam-fact-value", line, { text: value });
    }
  }
}
