/* A word on what was just done: seen for a moment over the map, and said. */

import { el } from "../core/dom.js";

const SEEN = 4000; // milliseconds

export class Toast {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-toast cam-panel", parent, { "aria-hidden": "true" }); // the map's own voice says it
    this.box.hidden = true;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    atlas.undo.push(() => clearTimeout(this.timer));
  }

  /** @param {string} sentence */
  say(sentence) {
    this.box.textContent = sentence;
    this.box.hidden = false;
    this.atlas.voice.say(sentence);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.box.hidden = true), SEEN);
  }
}
