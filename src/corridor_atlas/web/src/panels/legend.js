/* The legend: every layer with its look and how many of it there are in the year; a switch each. */

import { el } from "../core/dom.js";
import { pick } from "../core/words.js";
import { paintChange } from "../map/change_signs.js";
import { paintSwatch } from "../map/swatch.js";
import { CHANGES, countChanges, tinted } from "../model/changes.js";
import { codeOf, DOUBTFUL, onlyOf, STATUSES, TRAFFIC } from "../model/spans.js";

export class Legend {
  /** `actions` = {toggle(layerId)}; `parent` the corner that holds it.
   * @param {HTMLElement} parent
   * @param {Model} model
   * @param {Say} text
   * @param {{ toggle(id: string): void }} actions */
  constructor(parent, model, text, actions) {
    this.model = model;
    this.text = text;
    this.box = el("section", "cam-legend", parent);
    this.head = el("button", "cam-legend-head", this.box, { type: "button" });
    this.headText = el("span", "", this.head);
    el("span", "cam-chevron", this.head, { "aria-hidden": "true" });
    this.head.onclick = () => this.open(!this.isOpen);
    this.body = el("div", "cam-legend-body", this.box);
    /** @type {Undo | undefined} called when it is opened or closed */
    this.onopen = undefined;
    this.rows = new Map();
    const filled = new Set(model.features.filter((one) => one.shape).map((one) => one.layer));
    for (const layer of model.layers.filter((one) => filled.has(one)).sort((a, b) => b.order - a.order)) this.addRow(layer, actions);
    this.tint = this.addTint();
    this.keyTitle = el("div", "cam-legend-title", this.body);
    this.keys = el("div", "cam-keys", this.body);
    this.keyRows = STATUSES.map((status, code) => this.addKey(code, "status_" + status));
    this.limited = TRAFFIC.map((only) => this.addKey(codeOf("operating", only), "filters_traffic_" + only));
    this.extra = [this.addKey(DOUBTFUL + codeOf("operating"), "possibly"), this.addKey(codeOf("operating"), "schematic")];
    this.open(true);
  }

  /**
   * @param {Layer} layer
   * @param {{ toggle(id: string): void }} actions */
  addRow(layer, actions) {
    const row = el("button", "cam-row", this.body, { type: "button" });
    const swatch = el("canvas", "cam-swatch", row, { "aria-hidden": "true" });
    const title = el("span", "cam-row-title", row);
    const count = el("span", "cam-count", row);
    row.onclick = () => actions.toggle(layer.id);
    this.rows.set(layer.id, { row, swatch, title, count, layer });
  }

  /** The kinds of difference between two compared years; on top, because colour now means them. */
  addTint() {
    const box = el("div", "cam-tint");
    this.body.prepend(box);
    const title = el("div", "cam-legend-title", box);
    const rows = CHANGES.map((kind) => {
      const row = el("div", "cam-key cam-tint-row", box);
      const swatch = el("canvas", "cam-swatch", row, { "aria-hidden": "true" });
      return { kind, swatch, label: el("span", "", row), count: el("span", "cam-count", row) };
    });
    return { box, title, rows };
  }

  /** @param {State} state */
  updateTint(state) {
    const { box, title, rows } = this.tint;
    box.hidden = !tinted(state);
    if (box.hidden) return;
    title.textContent = [state.against, state.year].sort().join(" → ");
    const counts = countChanges(state);
    for (const { kind, count } of rows) count.textContent = String(counts[kind]);
  }

  /**
   * @param {number} code
   * @param {string} name */
  addKey(code, name) {
    const row = el("div", "cam-key", this.keys);
    const swatch = el("canvas", "cam-swatch", row, { "aria-hidden": "true" });
    return { row, swatch, label: el("span", "", row), code, name };
  }

  /** @param {boolean} open */
  open(open) {
    this.isOpen = open;
    this.box.classList.toggle("cam-closed", !open);
    this.head.setAttribute("aria-expanded", String(open));
    if (this.onopen) this.onopen();
  }

  /** Close it while there is no room; with room again it is as it was.
   * @param {boolean} narrow */
  fold(narrow) {
    if (narrow) this.wide = this.isOpen;
    this.open(!narrow && this.wide !== false);
  }

  /** New theme or language: paint and write everything again.
   * @param {State} state
   * @param {Palette} palette */
  dress(state, palette) {
    this.headText.textContent = this.text("legend");
    this.keyTitle.textContent = this.text("status");
    for (const { swatch, title, layer } of this.rows.values()) {
      title.textContent = pick(layer.title, state.language);
      const grey = tinted(state) && { color: palette.change_same, color_dark: palette.change_same };
      paintSwatch(swatch, { ...layer, ...grey }, 3, false, palette, state.theme);
    }
    for (const { kind, swatch, label } of this.tint.rows) {
      label.textContent = this.text("compare_" + kind);
      paintChange(swatch, kind, palette);
    }
    const plain = { kind: "lines", color: palette.ink, color_dark: palette.ink, width: 2.2, symbol: "dot" };
    for (const { swatch, label, code, name } of [...this.keyRows, ...this.limited, ...this.extra]) {
      label.textContent = this.text(name);
      paintSwatch(swatch, name === "schematic" ? { ...plain, width: 3.4 } : plain, code, name === "schematic", palette, state.theme, true);
    }
  }

  /** Of the looks of statuses only those stand there that are on the map, or on one of `both` maps.
   * @param {State} state
   * @param {boolean} [both] */
  updateKeys(state, both) {
    const codes = new Set();
    let schematic = false;
    for (const feature of state.model.features) {
      if (feature.timeless || !feature.shape) continue;
      for (const code of both ? [state.code(feature), state.code(feature, state.against)] : [state.code(feature)]) {
        if (code < 0) continue;
        codes.add(code & 7);
        codes.add(onlyOf(code));
        if (code & DOUBTFUL) codes.add("possibly");
        schematic = schematic || feature.schematic;
      }
    }
    this.keyRows.forEach(({ row }, code) => (row.hidden = !codes.has(code)));
    this.limited.forEach(({ row }, i) => (row.hidden = !codes.has(TRAFFIC[i])));
    for (const { row, name } of this.extra) row.hidden = name === "possibly" ? !codes.has("possibly") : !schematic;
    this.keyTitle.hidden = codes.size === 0;
  }

  /** New year, filter or zoom: only numbers and what is hidden change.
   * @param {State} state
   * @param {number} zoom */
  update(state, zoom) {
    const counts = state.counts();
    const before = state.against && state.how !== "changes" ? state.counts(state.against) : null;
    this.updateTint(state);
    this.updateKeys(state, Boolean(before));
    for (const { row, count, layer } of this.rows.values()) {
      const on = state.layers.has(layer.id);
      const number = (before ? before.get(layer.id) + " | " : "") + counts.get(layer.id);
      if (count.textContent !== number) count.textContent = number;
      row.setAttribute("aria-pressed", String(on));
      row.classList.toggle("cam-none", counts.get(layer.id) === 0);
      row.classList.toggle("cam-far", on && zoom < layer.min_zoom);
      row.title = on && zoom < layer.min_zoom ? this.text("zoom_in") : "";
    }
  }
}
