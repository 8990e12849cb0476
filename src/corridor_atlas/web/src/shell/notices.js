/* What could not be read from the link, or that it is of another edition: a note over the map that stays until it is
 * closed. */

import { el } from "../core/dom.js";
import { fill } from "../core/words.js";

const MOST = 80; // letters of a value that are quoted

export class Notices {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    /** @type {Notice[]} */
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

  /** Say these instead of those before: sentences, parameters with the values that were passed over, or the edition
   * that a link was made with.
   * @param {Notice[]} list */
  tell(list) {
    this.list = list;
    this.dress();
  }

  dress() {
    const { text } = this.atlas;
    this.close.setAttribute("aria-label", text("close"));
    this.box.hidden = !this.list.length;
    this.words.replaceChildren(...this.list.map((one) => el("li", "", null, { text: this.sentence(one) })));
  }

  /** @param {Notice} one */
  sentence(one) {
    const { text, payload } = this.atlas;
    if (typeof one === "string") return one;
    if ("edition" in one) return fill(text("link_edition"), { made: one.edition, here: payload.edition });
    const [name, value] = one;
    return fill(text("link_passed"), { name, value: value.length > MOST ? value.slice(0, MOST) + "…" : value });
  }
}
