/* A field for a place of the network: a combobox with its list of hits (the pattern of the W3C), and a pin to pick it on
 * the map. */

import { addIcon, el, listen } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { marked, markRow } from "./hits.js";

const SHOWN = 12; // hits in the list
const PIN = "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.400z";
let boxes = 0;

/** @typedef {{ feature: Feature, needles: string[], other: string }} Row */

export class PlaceBox {
  /** `find` looks for places by name, `all` lists them for an empty field; `choose` and `pin` say what the reader does.
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {{ find: (query: string) => Hit[], all: () => Feature[], choose: (id: string | null) => void, pin: () => void }} uses */
  constructor(parent, atlas, uses) {
    this.atlas = atlas;
    this.uses = uses;
    this.id = `cam-place-${(boxes += 1)}`;
    /** @type {Row[]} */
    this.rows = [];
    this.active = -1;
    this.shown = ""; // the name of the place that is chosen
    this.box = el("div", "cam-place", parent);
    this.label = el("label", "cam-place-label", this.box, { for: this.id });
    this.input = el("input", "cam-place-input", this.box, {
      id: this.id, type: "text", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${this.id}-list`,
    });
    this.pin = el("button", "cam-place-pin", this.box, { type: "button", "aria-pressed": "false" });
    addIcon(this.pin, PIN);
    this.list = el("ul", "cam-place-list cam-panel", this.box, { role: "listbox", id: `${this.id}-list` });
    this.list.hidden = true;
    this.bind();
  }

  bind() {
    const { input, atlas, list } = this;
    /**
     * @param {EventTarget} target
     * @param {string} names
     * @param {(event: any) => any} handler */
    const on = (target, names, handler) => listen(atlas.undo, target, names, handler);
    on(input, "focus", () => input.select());
    on(input, "click", () => list.hidden && this.look());
    on(input, "input", () => this.look());
    on(input, "blur", () => this.leave());
    on(input, "keydown", (event) => !event.isComposing && this.key(event.key) && event.preventDefault());
    on(list, "mousedown", (event) => event.preventDefault()); // the focus stays in the field
    on(list, "click", ({ target }) => {
      const row = target.closest("[role=option]");
      if (row) this.take(this.rows[Number(row.dataset.at)]);
    });
    this.pin.onclick = () => this.uses.pin();
  }

  /** @param {string} key */
  key(key) {
    const open = !this.list.hidden;
    const { length } = this.rows;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (!open) this.look();
      else if (length) this.mark(key === "ArrowDown" ? (this.active + 1) % length : (Math.max(this.active, 0) + length - 1) % length);
    } else if (key === "Enter") {
      if (open && this.rows[this.active]) this.take(this.rows[this.active]);
      else if (!this.input.value.trim()) this.uses.choose(null);
    } else if (key === "Escape" && open) this.leave();
    else return false;
    return true;
  }

  /** List what fits what is typed; all places where nothing is, or only the name of the chosen one. */
  look() {
    const { input, atlas } = this;
    const query = input.value.trim();
    if (query && query !== this.shown) {
      this.rows = this.uses.find(query).slice(0, SHOWN).map(({ feature, needles, form }) => ({ feature, needles, other: form.id ? "" : form.text }));
    } else this.rows = this.uses.all().map((feature) => ({ feature, needles: /** @type {string[]} */ ([]), other: "" }));
    this.list.replaceChildren(...this.rows.map((row, at) => this.row(row, at)));
    if (!this.rows.length) el("li", "cam-place-none", this.list, { text: fill(atlas.text("cargo_place_none"), { query }) });
    this.list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    this.mark(query && query !== this.shown && this.rows.length ? 0 : -1);
  }

  /**
   * @param {Row} row
   * @param {number} at */
  row({ feature, needles, other }, at) {
    const { language } = this.atlas.state;
    const row = el("li", "cam-place-row", null, { role: "option", id: `${this.id}-${at}`, "data-at": at, "aria-selected": "false" });
    const name = pick(feature.names, language);
    marked(el("span", "cam-place-name", row), name, needles);
    if (other && other !== name) marked(el("span", "cam-place-other", row), other, needles);
    el("span", "cam-place-kind", row, { text: pick(feature.layer.title, language) });
    return row;
  }

  /** @param {number} at */
  mark(at) {
    this.active = at;
    markRow(this, at);
  }

  /** @param {Row} row */
  take({ feature }) {
    this.close();
    this.uses.choose(feature.id);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Close the list, and show again what is chosen; a field that was emptied chooses nothing. */
  leave() {
    const emptied = Boolean(this.shown) && !this.input.value.trim();
    this.close();
    if (emptied) this.uses.choose(null);
    else this.input.value = this.shown;
  }

  /** @param {string} label */
  dress(label) {
    const { text } = this.atlas;
    this.label.textContent = label;
    this.list.setAttribute("aria-label", label);
    this.input.placeholder = text("cargo_place");
    this.pin.title = fill(text("cargo_pick"), { end: label });
    this.pin.setAttribute("aria-label", this.pin.title);
  }

  /** Show what is chosen, and whether it is being picked on the map.
   * @param {string} name
   * @param {boolean} picking */
  update(name, picking) {
    this.pin.setAttribute("aria-pressed", String(picking));
    if (this.shown === name && document.activeElement === this.input) return;
    this.shown = name;
    this.input.value = name;
  }
}
