/* The ways of a year as cards in words; the chosen one with its stretches. */

import { addIcon, el } from "../core/dom.js";
import { fill } from "../core/words.js";
import { kmByCountry, modesIn, stretchesOf } from "../network/answers.js";

/** @type {Record<string, string>} */
const ICONS = {
  rail: "M7 4h10a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM5 11h14M9 14h.01M15 14h.01M8 17l-2 3.500M16 17l2 3.500",
  road: "M2 6h12v10H2zM14 9.500h4l3 3.500v3h-7M6.500 15a2 2 0 1 0 0 4a2 2 0 0 0 0-4zM17 15a2 2 0 1 0 0 4a2 2 0 0 0 0-4z",
  sea: "M3 14h18l-3 5H6zM6 14V9h12v5M10 9V5h4v4",
  river: "M3 12h18l-2 4H5zM8 12V8h6v4M3 20c2-1.500 4-1.500 6 0s4 1.500 6 0s4-1.500 6 0",
  none: "M6 6l12 12M18 6L6 18",
};
const NAMED = 4; // lines that are named on a card that is not chosen

export class WayCards {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {import("../network/sentences.js").Teller} teller */
  constructor(parent, atlas, teller) {
    this.atlas = atlas;
    this.teller = teller;
    this.title = el("h3", "cam-sub", parent);
    this.list = el("ol", "cam-routes", parent);
  }

  /** Show the ways of a year.
   * @param {ReturnType<import("../shell/asking.js").Asking["ofYear"]>} ofYear
   * @param {number} year */
  show({ ways, lacking, chosen }, year) {
    const { atlas } = this;
    const held = document.activeElement instanceof HTMLElement && this.list.contains(document.activeElement) ? document.activeElement.dataset.way : "";
    this.title.textContent = fill(atlas.text("cargo_ways"), { year });
    const cards = ways.map((way, i) => this.card(way, i, i === chosen));
    this.list.replaceChildren(...cards, ...lacking.map((one) => this.lack(one)));
    if (held) /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-way="${held}"]`))?.focus();
  }

  /**
   * @param {Route} way
   * @param {number} i
   * @param {boolean} chosen */
  card(way, i, chosen) {
    const { atlas, teller } = this;
    const modes = modesIn(way);
    const item = el("li", "cam-route", null);
    const card = el("button", "cam-route-card", item, { type: "button", "aria-pressed": String(chosen), "data-way": i + 1 });
    addIcon(card, ICONS[modes[0]]);
    el("b", "", card, { text: teller.modes(modes) });
    el("span", "cam-route-km", card, { text: teller.km(way.km) });
    const words = el("span", "cam-route-words", card);
    if (!chosen) el("span", "", words, { text: this.lines(way) });
    el("span", "", words, { text: this.counts(way) });
    if (way.doubtful) el("span", "cam-route-doubt", words, { text: atlas.text("cargo_doubtful") });
    card.onclick = () => atlas.ask({ alternative: i + 1 });
    if (chosen) this.addStretches(item, way);
    return item;
  }

  /** The lines of a way with their kilometres.
   * @param {Route} way */
  lines(way) {
    const { atlas, teller } = this;
    const all = stretchesOf(way).map(({ line, km }) => fill(atlas.text("cargo_line"), { line: teller.name(line), km: teller.km(km) }));
    const more = all.length - NAMED;
    return all.slice(0, more > 1 ? NAMED : all.length).join(atlas.text("list_comma")) + (more > 1 ? " …" : "");
  }

  /** Borders, gauge breaks and transfers of a way.
   * @param {Route} way */
  counts({ borders, breaks, transfers, legs }) {
    const { atlas, teller } = this;
    const parts = [teller.counted("borders", borders)];
    if (legs.some(({ leg }) => leg.mode === "rail")) parts.push(teller.counted("breaks", breaks));
    if (transfers.length) parts.push(teller.counted("transfers", transfers));
    return parts.join(atlas.text("list_comma"));
  }

  /** The stretches of the chosen way: pointed at they are lit on the map, a click opens their line.
   * @param {HTMLElement} item
   * @param {Route} way */
  addStretches(item, way) {
    const { atlas, teller } = this;
    const { nodes } = teller.net;
    const list = el("ol", "cam-route-stretches", item);
    for (const { line, start, end, km, parts } of stretchesOf(way)) {
      const row = el("li", "", list);
      const button = el("button", "cam-link", row, { type: "button", text: teller.name(line) });
      const between = fill(atlas.text("cargo_between"), { start: teller.name(nodes[start]), end: teller.name(nodes[end]) });
      el("span", "cam-quiet", row, { text: between });
      el("span", "cam-route-part", row, { text: teller.km(km) });
      button.onclick = () => atlas.select(line, { pan: false });
      row.onpointerenter = button.onfocus = () => atlas.asking.light(parts);
      row.onpointerleave = button.onblur = () => atlas.asking.light(null);
    }
    const countries = atlas.model.countries[atlas.state.language] || atlas.model.countries.en || {};
    const shares = [...kmByCountry(way)].map(([code, km]) => fill(atlas.text("cargo_line"), { line: countries[code] || code, km: teller.km(km) }));
    el("p", "cam-quiet", item, { text: fill(atlas.text("cargo_countries"), { shares: shares.join(atlas.text("list_comma")) }) });
  }

  /** What some modes lack, and the way that there would be with it.
   * @param {import("../network/answers.js").Lacking} lacking */
  lack(lacking) {
    const { atlas, teller } = this;
    const item = el("li", "cam-route cam-route-none", null);
    const card = el("div", "cam-route-card", item);
    addIcon(card, ICONS.none);
    el("b", "", card, { text: teller.modes(lacking.modes) });
    el("span", "cam-route-km", card, { text: atlas.text("cargo_no_way") });
    const words = el("span", "cam-route-words", card);
    if (!lacking.missing.length) el("span", "", words, { text: atlas.text("cargo_unknown") });
    for (const one of lacking.missing) {
      const button = el("button", "cam-link", words, { type: "button", text: teller.thing(one) });
      button.onclick = () => atlas.select(one.id, { pan: false });
    }
    const { opened } = lacking;
    if (opened) el("span", "", words, { text: fill(atlas.text("cargo_with"), { km: teller.km(opened.km), over: teller.over(opened) }) });
    return item;
  }
}
