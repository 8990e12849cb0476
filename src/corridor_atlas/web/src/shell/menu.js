/* The menu at the end of the bar along the top: what is wanted now and then. */

import { addIcon, el, isCommand, listen } from "../core/dom.js";
import { showAbout, showKeys } from "./notes.js";
import { THEMES } from "./theme.js";

const ICON = "M4 7h16M4 12h16M4 17h16";
/** By how many places a key moves.
 * @type {Record<string, number>} */
const MOVES = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** @typedef {{ name: string, title: string, chosen: string, choices: [string, string][], choose: (value: string) => void }} Group */
/** @typedef {{ name: string, title: string, act: () => void }} Item */

/** What is chosen in the menu: language, theme, whose names; a group that leaves no choice is not there.
 * @param {Pick<Atlas, "text" | "state" | "payload" | "model" | "theme" | "setLanguage" | "setNames" | "emit">} atlas
 * @returns {Group[]} */
export function groupsOf(atlas) {
  const { text, state, payload, model, theme } = atlas;
  const countries = model.countries[state.language] || model.countries.en || {};
  /** @type {Group[]} */
  const groups = [{
    name: "language", title: text("menu_language"), chosen: state.language, choices: payload.spoken,
    choose: (code) => {
      atlas.setLanguage(code);
      atlas.emit("language", { value: code });
    },
  }];
  if (theme.isFree) {
    groups.push({
      name: "theme", title: text("menu_theme"), chosen: theme.choice, choices: THEMES.map((one) => [one, text(`menu_theme_${one}`)]),
      choose: (choice) => theme.choose(choice),
    });
  }
  const sides = Object.keys(payload.native || {});
  groups.push({
    name: "names", title: text("menu_names"), chosen: state.names,
    choices: [["both", text("menu_names_all")], ...sides.map((side) => /** @type {[string, string]} */ ([side, countries[side] || side]))],
    choose: (side) => {
      atlas.setNames(side);
      atlas.emit("names", { value: side });
    },
  });
  return groups.filter(({ choices }) => choices.length > 1);
}

/** What the menu does.
 * @param {Atlas} atlas
 * @returns {Item[]} */
export function itemsOf(atlas) {
  const { text, options } = atlas;
  const items = [
    { name: "own", title: text("panel_own"), act: () => atlas.drawer.open("own", true) },
    { name: "measure", title: text("control_measure"), act: () => atlas.tools.measure.start() },
    { name: "here", title: text("menu_here"), act: () => atlas.tools.here.openInTheMiddle() },
    { name: "keys", title: text("menu_keys"), act: () => showKeys(atlas) },
    { name: "full", title: text("menu_full"), act: toggleFull },
    { name: "about", title: text("menu_about"), act: () => showAbout(atlas) },
    { name: "controls", title: text("menu_controls"), act: options.controls },
  ];
  return items.filter(({ name, act }) => act && (name !== "full" || document.fullscreenEnabled));
}

/** The place that a key leads to among so many, or -1 for a key that leads nowhere.
 * @param {number} at
 * @param {number} count
 * @param {string} key */
export function placeAfter(at, count, key) {
  if (key === "Home" || key === "End") return key === "Home" ? 0 : count - 1;
  return key in MOVES ? (at + MOVES[key] + count) % count : -1;
}

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {}); // the reader's browser may not allow it
}

export class Menu {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.button = el("button", "cam-menu-button", parent, { type: "button", "aria-haspopup": "menu", "aria-expanded": "false" });
    addIcon(this.button, ICON);
    this.box = el("div", "cam-menu", parent, { role: "menu", popover: "manual" });
    /** @type {HTMLButtonElement[]} */
    this.rows = [];
    this.filling = false;
    this.button.onclick = () => (this.isOpen ? this.close() : this.open());
    listen(atlas.undo, this.box, "keydown", (event) => this.key(event));
    listen(atlas.undo, this.box, "focusout", ({ relatedTarget }) => {
      if (!this.filling && relatedTarget !== this.button && !this.box.contains(relatedTarget)) this.close(false);
    });
    atlas.on("dressed", () => this.dress());
    listen(atlas.undo, globalThis, "resize", () => this.close(false));
  }

  get isOpen() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  open() {
    this.fill();
    this.button.setAttribute("aria-expanded", "true");
    this.box.showPopover();
    this.lay();
    this.rows[0].focus({ preventScroll: true });
  }

  /** Below the button, its right edge under that of the button. */
  lay() {
    const { right, bottom } = this.button.getBoundingClientRect();
    this.box.style.setProperty("--cam-menu-right", `${Math.max(8, innerWidth - right)}px`);
    this.box.style.setProperty("--cam-menu-top", `${bottom + 6}px`);
  }

  /** @param {boolean} [back] whether the focus goes back to the button */
  close(back = true) {
    if (!this.isOpen) return;
    this.button.setAttribute("aria-expanded", "false");
    if (back) this.button.focus();
    this.box.hidePopover();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (isCommand(event)) return;
    const { key } = event;
    const to = placeAfter(this.rows.indexOf(/** @type {any} */ (document.activeElement)), this.rows.length, key);
    event.stopPropagation(); // the map moves the year with the same keys
    if (key === "Tab" || key === "Escape") this.close();
    else if (to >= 0) this.rows[to].focus();
    else return;
    if (key !== "Tab") event.preventDefault();
  }

  /** Write all that is in it. */
  fill() {
    const { box, atlas } = this;
    box.replaceChildren();
    this.rows = [];
    for (const { name, title, chosen, choices, choose } of groupsOf(atlas)) {
      el("div", "cam-menu-title", box, { text: title, "aria-hidden": "true" });
      const group = el("div", `cam-menu-group cam-menu-${name}`, box, { role: "group", "aria-label": title });
      for (const [value, label] of choices) {
        const row = this.add(group, "menuitemradio", label, () => {
          choose(value);
          this.refill();
        });
        row.setAttribute("aria-checked", String(value === chosen));
        if (name === "language") row.lang = value;
        row.dataset.value = value;
      }
    }
    const items = el("div", "cam-menu-items", box, { role: "group" });
    for (const { name, title, act } of itemsOf(atlas)) {
      this.add(items, "menuitem", title, () => {
        this.close();
        act();
      }).dataset.value = name;
    }
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} role
   * @param {string} label
   * @param {() => void} act */
  add(parent, role, label, act) {
    const row = el("button", "cam-menu-row", parent, { type: "button", role, tabindex: "-1", text: label });
    row.onclick = act;
    this.rows.push(row);
    return row;
  }

  /** New language or theme: words, and the language that page and frame say they are in. */
  dress() {
    const { frame, options, state, text } = this.atlas;
    frame.lang = state.language;
    if (options.keys === "page") document.documentElement.lang = state.language; // the page is the map's
    const label = text("menu");
    this.button.setAttribute("aria-label", label);
    this.button.title = label;
    this.box.setAttribute("aria-label", label);
    this.refill();
  }

  /** Write again what is open; the focus stays where it was. */
  refill() {
    if (!this.isOpen) return;
    const at = this.rows.indexOf(/** @type {any} */ (document.activeElement));
    this.filling = true;
    this.fill();
    this.filling = false;
    this.rows[Math.max(0, at)].focus({ preventScroll: true });
  }
}
