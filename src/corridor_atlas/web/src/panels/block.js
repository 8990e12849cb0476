/* The title block of the map: what is seen, and under it the one list that is legend, layers and filter. On a narrow
 * screen it is the sheet at the foot, and holds the tools too. */

import { el } from "../core/dom.js";
import { Sheet } from "./sheet.js";
import { Legend } from "./legend.js";

export class Block {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("aside", "cam-block", parent);
    this.sheet = new Sheet(this.box, atlas);
    const head = el("div", "cam-headline", this.box);
    this.title = el("h1", "cam-headline-title", head);
    this.fresh = el("p", "cam-headline-fresh", head);
    this.tools = el("div", "cam-block-tools", this.box);
    this.legend = new Legend(this.box, atlas.model, atlas.text, { toggle: (id) => atlas.toggleLayer(id) });
  }

  /** @param {State} state */
  dress(state) {
    const { atlas } = this;
    this.box.setAttribute("aria-label", atlas.text("block"));
    this.sheet.dress();
    this.legend.dress(state, atlas.palettes[state.theme]);
  }

  /** @param {State} state */
  update(state) {
    this.legend.update(state, this.atlas.map.getZoom());
  }
}
