/* The story: what it was when, what belongs to it, how well all that is known. */

import { el } from "../../core/dom.js";
import { fill } from "../../core/words.js";
import { addFigureDoors } from "../figures.js";
import { addCorrection } from "./correction.js";
import { addLink, addMarks, addTitle } from "./parts.js";
import { runAt, runClass } from "./strip.js";

/** @implements {ArticlePart} */
export class Story {
  /**
   * @param {HTMLElement} parent
   * @param {ArticleTools} tools */
  constructor(parent, tools) {
    const { data, atlas } = tools;
    this.runs = data.runs || [];
    addAsks(parent, data, atlas);
    const list = el("ol", "cam-rows", parent);
    this.rows = (data.rows || []).map((row) => addRow(list, row, tools));
    list.hidden = !this.rows.length;
    if (data.note) el("p", "cam-article-text", parent, { text: data.note });
    addCorridors(parent, tools);
    for (const { title, members } of data.groups || []) {
      addTitle(parent, title);
      const links = el("div", "cam-article-links", parent);
      for (const one of members) addLink(links, one, atlas);
    }
    addFigureDoors(parent, data.id, atlas);
    addKnown(parent, tools);
    addCorrection(parent, tools);
    this.update(atlas.state);
  }

  /** @param {State} state */
  update({ year }) {
    const run = runAt(this.runs, year);
    this.rows.forEach((row, i) => row.classList.toggle("cam-current", Boolean(run && run[5] === i)));
  }
}

/** Buttons that ask the network: for ways, and how far one gets.
 * @param {HTMLElement} parent
 * @param {ArticleData} data
 * @param {Atlas} atlas */
function addAsks(parent, { id, place }, atlas) {
  if (!place || !atlas.asking.can) return;
  const box = el("div", "cam-article-asks", parent);
  /** @type {Record<string, () => void>} */
  const asks = {
    from: () => atlas.ask({ origin: id }),
    to: () => atlas.ask({ destination: id }),
    reach: () => atlas.reaching.ask({ origin: id }),
  };
  for (const [key, ask] of Object.entries(asks)) {
    const button = el("button", "cam-action", box, { type: "button", text: atlas.text(`article_${key}`) });
    button.onclick = ask;
  }
}

/**
 * @param {HTMLElement} list
 * @param {ArticleRow} row
 * @param {ArticleTools} tools */
function addRow(list, { dates, code, words, seen, note, marks }, tools) {
  const node = el("li", "cam-row-of-time", list);
  el("span", "cam-row-dates", node, { text: dates });
  const said = el("div", "", node);
  const status = el("p", "cam-row-status", said);
  el("i", runClass(code), status, { "aria-hidden": "true" });
  el("b", "", status, { text: words });
  const more = [note, seen].filter(Boolean).join(" · ");
  addMarks(more ? el("p", "", said, { text: more }) : status, marks, tools);
  return node;
}

/**
 * @param {HTMLElement} parent
 * @param {ArticleTools} tools */
function addCorridors(parent, { data, atlas }) {
  if (!data.corridors) return;
  addTitle(parent, atlas.text("article_corridors"));
  const list = el("ul", "cam-article-corridors", parent);
  for (const { id, name, where, next } of data.corridors) {
    const node = el("li", "", list);
    if (atlas.drawer.entries.has("corridors")) {
      const button = el("button", "cam-article-link", node, { type: "button", text: name, "data-corridor": id });
      button.onclick = () => atlas.corridors.show(id);
    } else el("span", "", node, { text: name });
    el("small", "", node, { text: where });
    for (const one of next) {
      const line = el("p", "cam-quiet", node, { text: `${one.words}: ` });
      addLink(line, one, atlas);
    }
  }
}

/**
 * @param {HTMLElement} parent
 * @param {ArticleTools} tools */
function addKnown(parent, tools) {
  const { data, atlas } = tools;
  if (data.known) {
    addTitle(parent, atlas.text("article_known"));
    const list = el("ul", "cam-article-known", parent);
    for (const { text, more, marks } of data.known) {
      const node = el("li", "", list, { text });
      if (more) el("small", "", node, { text: ` ${more}` });
      addMarks(node, marks, tools);
    }
  }
  if (data.also) el("p", "cam-quiet", parent, { text: fill(atlas.text("article_also"), { names: data.also.join(atlas.text("list_semicolon")) }) });
}
