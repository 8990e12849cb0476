/* For what one asks the network, cargo or people, and whether also by ships of no dated service. */

import { el } from "../core/dom.js";
import { LOADS } from "../model/state.js";

export class Loads {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {(load: string) => void} choose */
  constructor(parent, atlas, choose) {
    this.atlas = atlas;
    this.box = el("div", "cam-loads", parent, { role: "group" });
    this.buttons = LOADS.map((load) => {
      const button = el("button", "", this.box, { type: "button" });
      button.onclick = () => choose(load);
      return { load, button };
    });
  }

  dress() {
    const { text } = this.atlas;
    this.box.setAttribute("aria-label", text("cargo_load"));
    for (const { load, button } of this.buttons) button.textContent = text(`cargo_load_${load}`);
  }

  /** @param {State} state */
  update(state) {
    for (const { load, button } of this.buttons) button.setAttribute("aria-pressed", String(state.load === load));
  }
}

export class AnySea {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {(anySea: boolean) => void} choose */
  constructor(parent, atlas, choose) {
    this.atlas = atlas;
    this.box = el("label", "cam-cargo-sea", parent);
    this.field = el("input", "", this.box, { type: "checkbox" });
    this.label = el("span", "", this.box);
    this.field.onchange = () => choose(this.field.checked);
  }

  dress() {
    this.label.textContent = this.atlas.text("cargo_any_sea");
  }

  /**
   * @param {State} state
   * @param {boolean} matters whether there is anything to choose */
  update(state, matters) {
    this.box.hidden = !matters;
    this.field.checked = state.anySea;
  }
}
