/* The search box: a combobox with its list of hits (the pattern of the W3C), and going to what is chosen. */

import { addIcon, el, isCommand, isField, listen } from "../core/dom.js";
import { keyOf } from "../core/keys.js";
import { fill, pick } from "../core/words.js";
import { paintSwatch } from "../map/swatch.js";
import { Search } from "../model/search.js";
import { firstYear, lastYear } from "../model/spans.js";
import { FACETS } from "../model/state.js";
import { marked, markRow } from "../panels/hits.js";

const SHOWN = 30; // hits in the list
const CLOSE = 8; // zoom at least, when going to a place
const GLASS = "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20";
let boxes = 0;

export class Finder {
  /** `parent` the place in the bar; `atlas` the controller.
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    /** @type {Hit[]} */
    this.hits = [];
    this.active = -1;
    /** @type {Record<string, string>} */
    this.swatches = {};
    this.id = `cam-finder-${(boxes += 1)}`;
    this.box = el("div", "cam-finder", parent, { role: "search" });
    addIcon(this.box, GLASS);
    this.input = el("input", "cam-finder-input", this.box, {
      type: "text", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.id, "aria-keyshortcuts": "/",
    });
    this.clearer = el("button", "cam-finder-clear", this.box, { type: "button", text: "×" });
    this.panel = el("div", "cam-finder-panel cam-panel", parent);
    this.message = el("div", "cam-finder-message", this.panel);
    this.list = el("ul", "cam-finder-list", this.panel, { role: "listbox", id: this.id });
    this.hint = el("div", "cam-finder-hint", this.panel, { "aria-hidden": "true" });
    this.status = el("div", "cam-hidden", parent, { role: "status" });
    this.panel.hidden = this.clearer.hidden = true;
    this.bind(parent);
  }

  /** @param {HTMLElement} parent */
  bind(parent) {
    const { input, atlas } = this;
    /**
     * @param {EventTarget} target
     * @param {string} names
     * @param {(event: any) => any} handler */
    const on = (target, names, handler) => listen(atlas.undo, target, names, handler);
    on(input, "focus", () => {
      this.search();
      if (!this.chosen) this.look();
      input.select();
    });
    on(input, "input", () => { this.chosen = null; this.look(); });
    on(input, "click", () => this.panel.hidden && this.look());
    on(input, "keydown", (event) => !event.isComposing && this.key(event) && event.preventDefault());
    on(this.clearer, "click", () => { this.clear(); input.focus(); });
    on(parent, "focusout", ({ relatedTarget }) => !parent.contains(relatedTarget) && this.close());
    on(this.panel, "mousedown", (event) => event.preventDefault()); // the focus stays in the box
    on(this.list, "click", ({ target }) => {
      const row = target.closest("li");
      if (row) this.choose(this.hits[Number(row.dataset.at)], Boolean(target.closest(".cam-finder-years")));
    });
    on(document, "keydown", (event) => this.shortcut(event));
  }

  /** "/" from anywhere but a field.
   * @param {Key} event */
  shortcut(event) {
    const { target } = event;
    if (keyOf(event) !== "/" || event.defaultPrevented || isCommand(event)) return;
    if (isField(target)) return;
    if (this.atlas.options.keys !== "page" && !this.atlas.frame.contains(target)) return;
    event.preventDefault();
    this.input.focus();
  }

  /** @param {KeyboardEvent} event */
  key({ key, shiftKey }) {
    const open = !this.panel.hidden;
    if (key === "ArrowDown" || key === "ArrowUp") this.step(key === "ArrowDown", open);
    else if (key === "Enter" && open && this.hits[this.active]) this.choose(this.hits[this.active], shiftKey);
    else if (key === "Escape" && open) this.close();
    else if (key === "Escape" && this.input.value) this.clear();
    else if (key === "Escape") this.atlas.map.getContainer().focus();
    else return key === "Enter";
    return true;
  }

  /** Mark the next hit of the list or the one before; a closed list is opened.
   * @param {boolean} down
   * @param {boolean} open */
  step(down, open) {
    const { length } = this.hits;
    if (!open) this.look();
    else if (length) this.mark(down ? (this.active + 1) % length : (Math.max(this.active, 0) + length - 1) % length);
  }

  search() {
    const { features, unplaced } = this.atlas.model;
    if (!this.index) this.index = new Search([...features, ...unplaced.values()]);
    return this.index;
  }

  /** Look for what stands in the box and list it. */
  look() {
    const query = this.input.value.trim();
    this.clearer.hidden = !this.input.value;
    if (!query) {
      this.close();
      this.status.textContent = "";
      return;
    }
    const { hits, near } = this.search().find(query, this.atlas.state.language);
    this.hits = hits.slice(0, SHOWN);
    this.list.replaceChildren(...this.hits.map((hit, at) => this.row(hit, at)));
    this.list.hidden = !hits.length;
    this.say(query, hits.length, near);
    this.panel.hidden = false;
    this.panel.scrollTop = 0;
    this.input.setAttribute("aria-expanded", String(hits.length > 0));
    this.mark(near || !hits.length ? -1 : 0);
  }

  /**
   * @param {string} query
   * @param {number} number
   * @param {boolean} near */
  say(query, number, near) {
    const { atlas } = this;
    const none = () => fill(atlas.text(number ? "search_near" : "search_none"), { query });
    const many = number > SHOWN ? "search_many" : "search_found";
    const told = near ? none() : atlas.tell(many, { number, shown: SHOWN });
    this.message.textContent = near || number > SHOWN ? told : "";
    this.message.hidden = !this.message.textContent;
    this.hint.hidden = !number;
    this.status.textContent = told;
  }

  /**
   * @param {Hit} hit
   * @param {number} at */
  row({ feature, form, needles }, at) {
    const { state, text } = this.atlas;
    const { layer } = feature;
    const row = el("li", "cam-finder-row", null, { role: "option", id: `${this.id}-${at}`, "data-at": at, "aria-selected": "false" });
    if (feature.shape) el("img", "cam-swatch", row, { alt: "", width: 30, height: 20, src: this.swatch(layer) });
    else el("span", "", row);
    const middle = el("span", "cam-finder-words", row);
    const name = pick(feature.names, state.language);
    marked(el("span", "cam-finder-name", middle, { lang: feature.names[state.language] ? state.language : "en" }), name, needles);
    if (form.text !== name && !form.id) marked(el("span", "cam-finder-form", middle, { lang: form.language || "und" }), form.text, needles);
    const kind = [pick(layer.title, state.language), !feature.shape && text("search_unplaced")].filter(Boolean).join(text("list_comma"));
    el("span", "cam-finder-kind", middle, { text: kind });
    this.addYears(row, feature);
    return row;
  }

  /** How a layer looks, as the address of a picture: painted once, a canvas in each row is slow.
   * @param {Layer} layer */
  swatch(layer) {
    const { theme } = this.atlas.state;
    const key = `${theme} ${layer.id}`;
    if (!this.swatches[key]) {
      const canvas = document.createElement("canvas");
      paintSwatch(canvas, layer, 3, false, this.atlas.palettes[theme], theme);
      this.swatches[key] = canvas.toDataURL();
    }
    return this.swatches[key];
  }

  /** Its years; where it is not there now, the year that it leads to. A click there goes to its first year.
   * @param {HTMLElement} row
   * @param {Feature} feature */
  addYears(row, feature) {
    const { state, text } = this.atlas;
    const first = feature.ownYear || firstYear(feature);
    if (first === null) return;
    const [start, end] = state.model.years;
    const last = lastYear(feature);
    const from = first === start ? `≤${first}` : String(first);
    const here = relaxed(state).codeInTime(feature) >= 0;
    const shown = el("span", "cam-finder-years", row, { title: fill(text("search_first_year"), { year: first }) });
    shown.classList.toggle("cam-away", !here);
    if (!here) {
      el("span", "cam-hidden", shown, { text: fill(text("search_goes"), { year: first }) });
      el("span", "", shown, { text: `→ ${first}`, "aria-hidden": "true" });
    } else el("span", "", shown, { text: last === first ? from : `${from}–${last === end ? "" : last}` });
  }

  /** @param {number} at */
  mark(at) {
    this.active = at;
    markRow(this, at);
  }

  close() {
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  clear() {
    this.input.value = "";
    this.chosen = null;
    this.look();
  }

  /** Go to a hit: its year, its layer, its place. `atFirst`: to its first year even if it is there now.
   * @param {{ feature: Feature }} hit
   * @param {boolean} [atFirst] */
  choose({ feature }, atFirst) {
    const { atlas } = this;
    const { state } = atlas;
    this.chosen = feature;
    this.close();
    this.input.value = pick(feature.names, state.language);
    this.status.textContent = this.input.value;
    const first = firstYear(feature);
    if (first !== null && (atFirst || relaxed(state).codeInTime(feature) < 0)) atlas.byHand(first, true);
    if (feature.shape) this.reveal(feature);
    atlas.select(feature.id);
    if (matchMedia("(pointer: coarse)").matches) this.input.blur(); // the keyboard of the screen goes away
  }

  /** Take away whatever keeps a feature off the map, and bring it into view.
   * @param {Placed} feature */
  reveal(feature) {
    const { atlas } = this;
    const { state, map } = atlas;
    const { layer, shape } = feature;
    const code = relaxed(state).codeInTime(feature);
    /** @type {Options} */
    const change = {};
    if (!state.layers.has(layer.id)) change.layers = [...state.layers, layer.id];
    for (const facet of FACETS) if (!state.fits(feature, code, facet)) change[facet] = [];
    if (relaxed(state, { certainOnly: state.certainOnly }).codeInTime(feature) < 0) change.certainOnly = false;
    if (relaxed(state, { era: state.era }).codeInTime(feature) < 0) change.era = null;
    if (Object.keys(change).length) atlas.chooseFilter(change);
    const [west, north, east, south] = shape.box;
    const middle = L.CRS.EPSG3857.pointToLatLng(L.point((west + east) / 2, (north + south) / 2), 0);
    const nearest = Math.max(layer.min_zoom, shape.type === "point" ? CLOSE : 0);
    if (map.getZoom() < nearest) map.setView(middle, nearest, { animate: false });
    else atlas.sight.bring(shape);
  }

  /** Language or theme changed. */
  dress() {
    const { text, state } = this.atlas;
    this.input.placeholder = text("search_placeholder");
    this.input.setAttribute("aria-label", text("search_label"));
    this.list.setAttribute("aria-label", text("search_results"));
    this.clearer.setAttribute("aria-label", text("search_clear"));
    this.clearer.title = text("search_clear");
    this.hint.textContent = text("search_keys");
    if (this.chosen) this.input.value = pick(this.chosen.names, state.language);
    if (!this.panel.hidden) this.look();
  }
}

/** The state with nothing filtered but what is named.
 * @param {State} state
 * @param {Partial<State>} [kept] */
function relaxed(state, kept) {
  return Object.assign(Object.create(Object.getPrototypeOf(state)), state, { era: null, certainOnly: false }, kept);
}
