/* On a narrow screen what stands beside the map elsewhere lies at its foot, a sheet of three heights. */

import { el, listen } from "../core/dom.js";

/** The heights from the lowest, by the names that the style sheet has for them. */
export const HEIGHTS = ["peek", "half", "full"];
const FAR = 40; // pixels of a drag that lead to the next height

/** The grip at the head of a sheet: a press goes on to the next height, a drag to the one it leads to. All sheets
 * have the same height. */
export class Sheet {
  /**
   * @param {HTMLElement} box
   * @param {Atlas} atlas */
  constructor(box, atlas) {
    this.atlas = atlas;
    this.grip = el("button", "cam-grip", null, { type: "button" });
    box.prepend(this.grip);
    const { grip } = this;
    /** @type {number | null} */
    let from = null;
    let moved = false;
    listen(atlas.undo, grip, "pointerdown", (event) => {
      from = event.clientY;
      moved = false;
      grip.setPointerCapture(event.pointerId);
    });
    listen(atlas.undo, grip, "pointermove", ({ clientY }) => {
      if (from === null || Math.abs(clientY - from) < FAR) return;
      this.go(clientY < from ? 1 : -1);
      from = clientY;
      moved = true;
    });
    listen(atlas.undo, grip, "pointerup pointercancel", () => (from = null));
    grip.onclick = () => {
      if (!moved) this.set(HEIGHTS[(this.at + 1) % HEIGHTS.length]);
      moved = false;
    };
  }

  /** The present height, counted from the lowest. */
  get at() {
    return HEIGHTS.indexOf(this.atlas.frame.dataset.sheet);
  }

  /** @param {number} by */
  go(by) {
    this.set(HEIGHTS[Math.min(HEIGHTS.length - 1, Math.max(0, this.at + by))]);
  }

  /** @param {string} height */
  set(height) {
    const { frame, sight, drawer } = this.atlas;
    if (frame.dataset.sheet === height) return;
    const middle = sight ? sight.middle() : null;
    frame.dataset.sheet = height;
    drawer.tellPlace();
    this.dress();
    if (middle && height !== "full") sight.keep(middle); // at full the map is hidden: it stays where it was
  }

  dress() {
    const { text, frame } = this.atlas;
    this.grip.setAttribute("aria-label", text("sheet_height"));
    this.grip.title = text(`sheet_${frame.dataset.sheet}`);
  }
}
