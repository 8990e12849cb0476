/* A handle on the scale of years: it is dragged, or moved with the keys. */

import { el, listen, setAttribute } from "../core/dom.js";
import { STEPS } from "./steps.js";

export class Handle {
  /** `does` = {go(year, settled), keys?}: with `keys` it takes the keys of the year itself, else the map does.
   * @param {import("./timebar.js").TimeBar} bar
   * @param {string} name the class that it has besides its own
   * @param {{ go: (year: number, settled: boolean) => void, keys?: boolean }} does */
  constructor(bar, name, { go, keys = false }) {
    this.bar = bar;
    this.go = go;
    this.node = el("div", `cam-handle ${name}`, bar.inner, { role: "slider", tabindex: "0", "aria-orientation": "horizontal" });
    /** @type {number | null} the pointer that drags it */
    this.pointer = null;
    /** @param {(event: any) => void} handler @param {string} names */
    const on = (names, handler) => listen(bar.undo, this.node, names, handler);
    on("pointerdown", (event) => this.seize(event));
    on("pointermove", (event) => {
      if (event.pointerId === this.pointer) this.move(bar.yearAt(event), false);
    });
    on("pointerup pointercancel", (event) => {
      if (event.pointerId !== this.pointer) return;
      this.pointer = null;
      this.move(event.type === "pointerup" ? bar.yearAt(event) : this.year, true);
    });
    if (keys) on("keydown", (event) => this.key(event));
  }

  /** Begin a drag, unless another finger has it already.
   * @param {PointerEvent} event */
  seize(event) {
    event.stopPropagation();
    if (event.button || this.pointer !== null) return false;
    event.preventDefault();
    this.pointer = event.pointerId;
    this.node.setPointerCapture(event.pointerId);
    this.node.focus({ preventScroll: true });
    return true;
  }

  /**
   * @param {number} year
   * @param {boolean} settled */
  move(year, settled) {
    if (settled || year !== this.year) this.go(year, settled);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key } = event;
    const to = key === "Home" ? this.limits[0] : key === "End" ? this.limits[1] : key in STEPS ? this.year + STEPS[key] : null;
    if (to === null || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // the map's own keys move the year
    this.go(to, true);
  }

  /** Stand at a year, of those that it may be moved to.
   * @param {number} year
   * @param {[number, number]} limits */
  show(year, limits) {
    this.year = year;
    this.limits = limits;
    this.node.style.left = this.bar.left(year) + "%";
    for (const [name, value] of [["min", limits[0]], ["max", limits[1]], ["now", year]]) setAttribute(this.node, `aria-value${name}`, String(value));
  }
}
