/* Data of the reader's own on a page that cannot read files: what can. In the app the page draws this panel. */

import { el } from "../core/dom.js";

class OwnData {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    this.words = el("p", "cam-take-note", body);
  }

  dress() {
    this.words.textContent = this.atlas.text("own_published");
  }
}

/** @type {PanelEntry} */
export const ownPanel = { name: "own", title: "panel_own", make: (body, atlas) => new OwnData(body, atlas), icon: "" };
