/* What is on: a row of chips under the bar, and the note on the map where the filters leave nothing. */

import { el, setText } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { fill } from "../core/words.js";
import { meets } from "../model/geometry.js";
import { timeOf } from "../model/sentences.js";
import { chosenFilters, clearAll, howMany, sparing } from "./choices.js";

/** The row of chips under the bar, and the note on the map where the filters leave nothing. */
export class Chips {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-chips", parent, { role: "region" });
    atlas.shield(this.box);
    const head = el("span", "cam-tag-group", this.box);
    this.sum = el("span", "cam-tag-sum", head);
    this.clear = el("button", "cam-tag-clear", head, { type: "button" });
    this.clear.onclick = () => clearAll(atlas);
    this.note = new Note(parent, atlas);
    this.box.hidden = true;
    this.written = "";
    this.recount = sparing(atlas, () => this.count());
  }

  /** New words: every chip anew. */
  dress() {
    this.written = "";
    this.box.setAttribute("aria-label", this.atlas.text("filters_on"));
    this.clear.textContent = this.atlas.text("filters_clear");
  }

  update() {
    const groups = chosenFilters(this.atlas);
    const written = JSON.stringify(groups);
    if (written !== this.written) this.build(groups);
    this.written = written;
    this.on = groups.length > 0;
    this.recount();
  }

  /** @param {ChipGroup[]} groups */
  build(groups) {
    const { atlas, box } = this;
    const focused = [...box.querySelectorAll("button")].findIndex((one) => one === document.activeElement);
    box.replaceChildren(box.firstChild);
    box.hidden = !groups.length;
    atlas.frame.classList.toggle("cam-with-chips", groups.length > 0);
    for (const group of groups) this.addGroup(group);
    if (focused >= 0) this.keepFocus(focused);
  }

  /** @param {ChipGroup} group */
  addGroup({ name, chips }) {
    const { text } = this.atlas;
    const node = el("span", "cam-tag-group", this.box);
    if (name) el("span", "cam-tag-name", node, { text: text("filters_" + name) });
    for (const { label, colour, clear } of chips) {
      const button = el("button", "cam-tag", node, { type: "button", title: label, "aria-label": fill(text("filters_remove"), { name: label }) });
      if (colour) el("i", "cam-era-dot", button).style.background = colour;
      el("span", "cam-tag-label", button, { text: label });
      el("span", "cam-tag-x", button, { "aria-hidden": "true", text: "×" });
      button.onclick = clear;
      button.onkeydown = (event) => { if (event.key === "Delete" || event.key === "Backspace") clear(); };
    }
  }

  /** The chip with the focus is gone: its neighbour has it, or the button of all filters.
   * @param {number} index */
  keepFocus(index) {
    const left = this.box.querySelectorAll("button");
    const next = this.box.hidden ? this.atlas.legend.facets.more : left[Math.min(index, left.length - 1)];
    next.focus({ preventScroll: true });
  }

  count() {
    if (this.on) setText(this.sum, howMany(this.atlas, this.atlas.state.tally()));
    this.note.update(this.on);
  }

  /** What names on the map keep clear of.
   * @returns {HTMLElement[]} */
  boxes() {
    return [.../** @type {HTMLCollectionOf<HTMLElement>} */ (this.box.children), this.note.box];
  }
}

/** Says that the filters leave nothing on the map, or nothing in view, and offers the way out. */
class Note {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-nothing cam-panel", parent, { role: "status" });
    this.words = el("p", "", this.box);
    this.button = el("button", "cam-nothing-button", this.box, { type: "button" });
    this.box.hidden = true;
    atlas.shield(this.box);
    atlas.on("view", () => this.update(this.on));
    atlas.on("year", ({ settled }) => { if (settled) this.update(this.on); });
  }

  /** `on`: whether there is a filter. While the map plays, or without one, an empty map speaks for itself.
   * @param {boolean} [on] */
  update(on) {
    const { atlas } = this;
    this.on = on;
    const found = atlas.clock.playing ? null : this.find(on);
    const focused = this.box.contains(document.activeElement);
    this.box.hidden = !found;
    if (!found) {
      if (focused) atlas.map.getContainer().focus({ preventScroll: true });
      return;
    }
    const { name, number = 0, act } = found;
    setText(this.words, fill(atlas.tell(`filters_${name}`, { number }), { year: timeOf(atlas.state) }));
    setText(this.button, atlas.text(`filters_${name}_button`));
    this.button.onclick = act;
  }

  /** @param {boolean} [on] */
  find(on) {
    const { atlas } = this;
    const { state, model } = atlas;
    if (![...state.layers].some((id) => model.features.some((one) => one.layer.id === id))) return { name: "no_layer", act: () => this.usualLayers() };
    if (!on) return null;
    const left = model.features.filter((one) => one.shape && !one.layer.background && state.code(one) >= 0);
    if (!left.length) return { name: "nothing", act: () => clearAll(atlas) };
    return this.inView(left) ? null : { name: "elsewhere", number: left.length, act: () => this.goTo(left) };
  }

  usualLayers() {
    this.atlas.chooseFilter({ layers: this.atlas.model.layers.filter((one) => one.on).map((one) => one.id) });
  }

  /** @param {Placed[]} features */
  inView(features) {
    const { map } = this.atlas;
    const zoom = map.getZoom();
    const bounds = map.getBounds();
    /** @param {L.LatLng} latlng */
    const corner = (latlng) => L.CRS.EPSG3857.latLngToPoint(latlng, 0);
    const [low, high] = [corner(bounds.getNorthWest()), corner(bounds.getSouthEast())];
    return features.some(({ shape, layer }) => zoom >= layer.min_zoom && meets(shape.box, [low.x, low.y, high.x, high.y]));
  }

  /** Bring all of them into view, as near as they can be seen.
   * @param {Placed[]} features */
  goTo(features) {
    const { map } = this.atlas;
    /**
     * @param {number} x
     * @param {number} y */
    const corner = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
    const bounds = L.latLngBounds([]);
    for (const { shape } of features) bounds.extend(corner(shape.box[0], shape.box[1])).extend(corner(shape.box[2], shape.box[3]));
    const seen = Math.min(...features.map(({ layer }) => layer.min_zoom));
    const zoom = clamp(map.getBoundsZoom(bounds, false, L.point(80, 80)), seen, 9);
    map.setView(bounds.getCenter(), zoom, { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  }
}
