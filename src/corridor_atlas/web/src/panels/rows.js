/* Layers as rows: a switch with swatch, name and number, and beside it "only", which leaves that layer alone. */

import { el, setText } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { paintSwatch } from "../map/swatch.js";
import { tinted } from "../model/changes.js";
import { choose, isAlone, onlyLayer } from "./choices.js";

/** A name as it stands inside a sentence: a capital that begins a word goes, those of an abbreviation stay.
 * @param {string} name */
export const inSentence = (name) => (/^\p{Lu}\p{Ll}/u.test(name) ? name[0].toLowerCase() + name.slice(1) : name);

export class Rows {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {Layer[]} layers
   * @param {boolean} [counted] whether they are counted; else they are the ground, with a switch alone */
  constructor(parent, atlas, layers, counted = true) {
    this.atlas = atlas;
    this.list = el("ul", "cam-rows", parent);
    /** @type {string[] | undefined} the layers that were on before one was left alone */
    this.before = undefined;
    this.rows = layers.map((layer) => this.add(layer, counted));
  }

  /**
   * @param {Layer} layer
   * @param {boolean} counted */
  add(layer, counted) {
    const item = el("li", "cam-line", this.list);
    const row = el("button", "cam-row", item, { type: "button", role: "switch" });
    const swatch = el("canvas", "cam-swatch", row, { "aria-hidden": "true" });
    const title = el("span", "cam-row-title", row);
    row.onclick = () => this.atlas.toggleLayer(layer.id);
    if (!counted) return { layer, row, swatch, title, count: null, only: null };
    const count = el("span", "cam-count", row);
    const only = el("button", "cam-only", item, { type: "button" });
    only.onclick = () => this.only(layer.id);
    return { layer, row, swatch, title, count, only };
  }

  /** Leave a layer alone, or bring back those that were on before.
   * @param {string} id */
  only(id) {
    const { atlas, before } = this;
    const { state } = atlas;
    const wasAlone = state.model.layers.some((one) => isAlone(state, one.id));
    if (!wasAlone) this.before = [...state.layers];
    choose(atlas, { layers: onlyLayer(state, id, before) });
  }

  /** New theme or language: paint and write everything again.
   * @param {State} state */
  dress(state) {
    const { text, palettes } = this.atlas;
    const palette = palettes[state.theme];
    this.list.setAttribute("aria-label", text("filters_layers"));
    const grey = tinted(state) && { color: palette.change_same, color_dark: palette.change_same };
    for (const { layer, swatch, title, only } of this.rows) {
      title.textContent = pick(layer.title, state.language);
      paintSwatch(swatch, { ...layer, ...grey }, 3, false, palette, state.theme);
      if (!only) continue;
      only.textContent = text("block_only");
      only.setAttribute("aria-label", fill(text("block_only_this"), { name: inSentence(title.textContent) }));
    }
  }

  /** New year, filter or view: only numbers and what is on change.
   * @param {State} state
   * @param {Tally} tally
   * @param {Tally | null} before of the other year, where two maps show both */
  update(state, tally, before) {
    const zoom = this.atlas.map.getZoom();
    for (const { layer, row, count, only } of this.rows) {
      const on = state.layers.has(layer.id);
      const far = on && zoom < layer.min_zoom;
      row.setAttribute("aria-checked", String(on));
      row.classList.toggle("cam-far", far);
      row.title = far ? this.atlas.text("zoom_in") : "";
      if (!count) continue;
      const number = tally.layers.get(layer.id) || 0;
      setText(count, before ? `${before.layers.get(layer.id) || 0} | ${number}` : number.toLocaleString(state.language));
      row.classList.toggle("cam-none", number === 0);
      only.setAttribute("aria-pressed", String(isAlone(state, layer.id)));
    }
  }
}
