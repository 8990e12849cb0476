/* What can be done at a place of the map: a small menu at a right click, a long press, or the key for menus. */

import { toClipboard } from "../core/clipboard.js";
import { el, isCommand, listen } from "../core/dom.js";
import { decimal, minutes } from "../model/coordinates.js";
import { placeAfter } from "./menu.js";

const MARGIN = 8; // pixels between the menu and the edge of the window

export class HereMenu {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-menu cam-here", parent, { role: "menu", popover: "manual" });
    /** @type {HTMLButtonElement[]} */
    this.rows = [];
    listen(atlas.undo, this.box, "keydown", (event) => this.key(event));
    listen(atlas.undo, this.box, "contextmenu", (event) => event.preventDefault());
    listen(atlas.undo, this.box, "focusout", ({ relatedTarget }) => !this.box.contains(relatedTarget) && this.close(false));
    listen(atlas.undo, globalThis, "resize", () => this.close(false));
    const ask = (/** @type {L.LeafletMouseEvent} */ event) => this.ask(event);
    const close = () => this.close(false);
    atlas.map.on("contextmenu", ask).on("movestart", close);
    atlas.undo.push(() => atlas.map.off("contextmenu", ask).off("movestart", close));
    this.isOpen = false;
  }

  /** A right click or long press asks about its place, a key about the middle of what is seen.
   * @param {L.LeafletMouseEvent} event */
  ask({ latlng, originalEvent }) {
    originalEvent.preventDefault();
    const { button, pointerType } = /** @type {PointerEvent} */ (originalEvent);
    if (button !== 2 && !pointerType && originalEvent.isTrusted) this.openInTheMiddle();
    else this.open({ lat: latlng.lat, lon: latlng.lng }, [originalEvent.clientX, originalEvent.clientY]);
  }

  openInTheMiddle() {
    const { map, sight } = this.atlas;
    const middle = sight.middle();
    const { left, top } = map.getContainer().getBoundingClientRect();
    const { x, y } = map.latLngToContainerPoint(middle);
    this.open({ lat: middle.lat, lon: middle.lng }, [left + x, top + y]);
  }

  /**
   * @param {Point} point
   * @param {[number, number]} at pixels of the window */
  open(point, at) {
    const { text } = this.atlas;
    this.atlas.setHover(null);
    this.box.setAttribute("aria-label", text("here_title"));
    this.box.replaceChildren();
    this.rows = [];
    for (const written of [decimal(point), minutes(point, text)]) this.addCopied(written);
    const items = el("div", "cam-menu-items", this.box, { role: "group" });
    this.add(items, text("here_measure"), () => this.atlas.tools.measure.start(point));
    this.add(items, text("here_note"), () => this.atlas.tools.pins.draft(point));
    this.isOpen = true;
    this.box.showPopover();
    this.lay(at);
    this.rows[0].focus({ preventScroll: true });
  }

  /** At the place, and whole within the window.
   * @param {[number, number]} at */
  lay([x, y]) {
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const left = x + width + MARGIN > innerWidth ? x - width : x;
    const top = y + height + MARGIN > innerHeight ? y - height : y;
    this.box.style.left = `${Math.max(MARGIN, left)}px`;
    this.box.style.top = `${Math.max(MARGIN, top)}px`;
  }

  /** A row of coordinates that are copied.
   * @param {string} written */
  addCopied(written) {
    const { text, tools } = this.atlas;
    const row = this.add(this.box, written, async () => {
      const done = await toClipboard(written);
      tools.toast.say(text(done ? "here_copied" : "here_not_copied").replace("{text}", () => written));
    });
    row.classList.add("cam-here-row");
    row.setAttribute("aria-label", `${text("here_copy")}: ${written}`);
    el("span", "cam-here-copy", row, { text: text("here_copy") });
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} label
   * @param {() => void} act */
  add(parent, label, act) {
    const row = el("button", "cam-menu-row", parent, { type: "button", role: "menuitem", tabindex: "-1", text: label });
    row.onclick = () => {
      this.close();
      act();
    };
    this.rows.push(row);
    return row;
  }

  /** @param {boolean} [back] whether the focus goes back to the map */
  close(back = true) {
    if (!this.isOpen) return;
    this.isOpen = false;
    if (back) this.atlas.map.getContainer().focus({ preventScroll: true });
    this.box.hidePopover();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (isCommand(event)) return;
    const to = placeAfter(this.rows.indexOf(/** @type {any} */ (document.activeElement)), this.rows.length, event.key);
    event.stopPropagation(); // the map moves the year with the same keys
    if (event.key === "Tab" || event.key === "Escape") this.close();
    else if (to >= 0) this.rows[to].focus();
    else return;
    if (event.key !== "Tab") event.preventDefault();
  }
}
