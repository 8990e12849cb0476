/* What could not be read from the link: a note over the map that stays until it is closed. */

import { el } from "../core/dom.js";
import { fill } from "../core/words.js";

const MOST = 80; // letters of a value that are quoted

export class Notices {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    /** @type {([string, string] | string)[]} */
    this.list = [];
    this.box = el("div", "cam-notices cam-panel", parent, { role: "alert" });
    this.words = el("ul", "", this.box);
    this.close = el("button", "cam-drawer-close", this.box, { type: "button", text: "×" });
    this.close.onclick = () => {
      this.tell([]);
      atlas.map.getContainer().focus({ preventScroll: true });
    };
    this.box.hidden = true;
    atlas.shield(this.box);
  }

  /** Say these instead of those before: sentences, or parameters with the values that were passed over.
   * @param {([string, string] | string)[]} list */
  tell(list) {
    this.list = list;
    this.dress();
  }

  dress() {
    const { text } = this.atlas;
    this.close.setAttribute("aria-label", text("close"));
    this.box.hidden = !this.list.length;
    this.words.replaceChildren(...this.list.map((one) => el("li", "", null, { text: typeof one === "string" ? one : this.sentence(one) })));
  }

  /** @param {[string, string]} one */
  sentence([name, value]) {
    return fill(this.atlas.text("link_passed"), { name, value: value.length > MOST ? value.slice(0, MOST) + "…" : value });
  }
}
