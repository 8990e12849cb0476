/* The key of statuses: one line at the foot of the map, on a narrow screen a part of the sheet. Its items are filters:
 * a press narrows to that status, a second frees it. While two years are compared it is the key of changes. */

import { el, setText } from "../core/dom.js";
import { paintChange } from "../map/change_signs.js";
import { claimOn, disputesIn, paintClaimed } from "../map/disputes.js";
import { paintSwatch } from "../map/swatch.js";
import { CHANGES, countChanges, tinted } from "../model/changes.js";
import { timeOf } from "../model/sentences.js";
import { codeOf, DOUBTFUL, TRAFFIC } from "../model/spans.js";
import { flip, labelOf } from "./choices.js";

/** From what is there to what is not: what has no room is what comes last. */
const ORDER = ["operating", "under_construction", "suspended", "planned", "proposed", "closed", "cancelled"];
const LINE = 10; // pixels by which what stands on another line lies lower

export class Key {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.parent = parent;
    this.box = el("div", "cam-key-line", parent, { role: "region" });
    atlas.shield(this.box);
    this.years = el("span", "cam-key-years", this.box);
    this.changes = CHANGES.map((kind) => {
      const item = this.addItem("span", " cam-key-change");
      return { kind, ...item, count: el("b", "cam-count", item.node) };
    });
    this.facets = [
      ...ORDER.map((value) => this.addFilter("statuses", value, codeOf(value))),
      ...TRAFFIC.map((value) => this.addFilter("traffic", value, codeOf("operating", value))),
    ];
    this.disputes = atlas.ground.disputes.map((dispute) => ({ dispute, ...this.addItem("span") }));
    this.signs = [
      { name: /** @type {const} */ ("doubtful"), words: "possibly", code: DOUBTFUL + codeOf("operating"), ...this.addItem("span") },
      { name: /** @type {const} */ ("schematic"), words: "schematic", code: codeOf("operating"), ...this.addItem("span") },
    ];
    this.more = el("button", "cam-key-more", this.box, { type: "button", text: "…" });
    this.more.onclick = () => {
      this.isOpen = !this.isOpen;
      this.fit();
    };
    this.isOpen = false;
    this.stands = ""; // what stands there, as it was fitted in last
    const watcher = new ResizeObserver(() => this.fit());
    watcher.observe(atlas.stage);
    const height = new ResizeObserver(() => atlas.frame.style.setProperty("--cam-key-now", `${this.box.offsetHeight}px`)); // what else is at the foot stands above it
    height.observe(this.box);
    atlas.undo.push(() => watcher.disconnect(), () => height.disconnect());
  }

  /** A swatch with its word.
   * @template {"span" | "button"} Tag
   * @param {Tag} tag
   * @param {string} [more] a class */
  addItem(tag, more = "") {
    const node = el(tag, "cam-key-item" + more, this.box, tag === "button" ? { type: "button" } : {});
    const swatch = el("canvas", "cam-swatch", node, { "aria-hidden": "true" });
    return { node, swatch, label: el("span", "", node) };
  }

  /**
   * @param {"statuses" | "traffic"} facet
   * @param {string} value
   * @param {number} code */
  addFilter(facet, value, code) {
    const item = this.addItem("button");
    item.node.onclick = () => flip(facet, value, this.atlas);
    return { facet, value, code, ...item };
  }

  /** Stand on the map, or in a place of the sheet.
   * @param {HTMLElement | null} place */
  move(place) {
    (place || this.parent).append(this.box);
    this.isInSheet = Boolean(place);
    this.fit();
  }

  /** New theme or language.
   * @param {State} state */
  dress(state) {
    const { atlas } = this;
    const palette = atlas.palettes[state.theme];
    const plain = { kind: "lines", color: palette.ink, color_dark: palette.ink, width: 2.2, symbol: "dot" };
    for (const { facet, value, code, swatch, label, node } of this.facets) {
      label.textContent = labelOf(facet, value, atlas);
      node.title = atlas.text("block_more_hint");
      paintSwatch(swatch, plain, code, false, palette, state.theme, true);
    }
    for (const { name, words, code, swatch, label } of this.signs) {
      const sketched = name === "schematic";
      label.textContent = atlas.text(words);
      paintSwatch(swatch, sketched ? { ...plain, width: 3.4 } : plain, code, sketched, palette, state.theme, true);
    }
    for (const { dispute, swatch } of this.disputes) paintClaimed(swatch, dispute.tints, palette);
    for (const { kind, swatch, label } of this.changes) {
      label.textContent = atlas.text("compare_" + kind);
      paintChange(swatch, kind, palette);
    }
    this.more.setAttribute("aria-label", atlas.text("block_key_more"));
    this.stands = "";
    this.update(state);
  }

  /** New year, filter or view: of the statuses those stand there that a press would show.
   * @param {State} state */
  update(state) {
    const changing = tinted(state);
    const tallies = [state.tally(undefined, "all")];
    if (state.against && !changing) tallies.push(state.tally(state.against, "all"));
    for (const { facet, value, node } of this.facets) {
      const on = state.facets[facet].has(value);
      node.setAttribute("aria-pressed", String(on));
      node.hidden = changing || !(on || tallies.some((one) => one[facet].get(value)));
    }
    for (const { name, node } of this.signs) {
      node.hidden = changing || (name === "doubtful" && state.certainOnly) || !tallies.some((one) => one[name]);
    }
    this.updateChanges(state, changing);
    this.updateDisputes(state);
    const stands = [...this.box.children].map((one) => (/** @type {HTMLElement} */ (one).hidden ? "" : one.textContent.replace(/\d/g, "0"))).join();
    if (stands !== this.stands) this.fit();
    this.stands = stands;
  }

  /** @param {State} state */
  updateDisputes(state) {
    const { atlas } = this;
    const seen = state.room ? disputesIn(atlas.ground.disputes, state.room, atlas.map.getZoom()) : [];
    for (const { dispute, node, label } of this.disputes) {
      node.hidden = !seen.includes(dispute);
      if (!node.hidden) setText(label, atlas.tell("key_disputed", claimOn(dispute, state)));
    }
  }

  /**
   * @param {State} state
   * @param {boolean} changing */
  updateChanges(state, changing) {
    const { text } = this.atlas;
    for (const node of [this.years, ...this.changes.map((one) => one.node)]) node.hidden = !changing;
    this.box.setAttribute("aria-label", text(changing ? "compare_changes" : "filters_statuses"));
    if (!changing) return;
    setText(this.years, [state.against, state.year].sort().join(" → "));
    this.years.title = timeOf(state);
    const counts = countChanges(state);
    for (const { kind, count } of this.changes) setText(count, counts[kind].toLocaleString(state.language));
  }

  /** Keep it to one line: what has no room stands behind "…". In the sheet there is room for all. */
  fit() {
    const { more, isOpen } = this;
    const items = [...this.changes, ...this.facets, ...this.disputes, ...this.signs].map((one) => one.node).filter((one) => !one.hidden);
    for (const node of items) node.classList.remove("cam-key-over");
    more.hidden = true;
    more.setAttribute("aria-expanded", String(isOpen));
    this.box.hidden = !items.length;
    if (this.isInSheet || !items.length) return;
    const top = items[0].offsetTop + LINE;
    if (items.every((one) => one.offsetTop < top)) return;
    more.hidden = false;
    if (isOpen) return;
    for (const node of items.reverse()) {
      if (more.offsetTop < top) break;
      node.classList.add("cam-key-over");
    }
  }
}
