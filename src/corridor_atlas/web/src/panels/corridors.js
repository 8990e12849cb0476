/* Corridors: all of them, or one. */

import { el } from "../core/dom.js";
import { LOADS } from "../model/state.js";
import { CorridorList } from "./corridor_list.js";
import { CorridorPage } from "./corridor_page.js";

class CorridorPanel {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    const head = el("div", "cam-corridor-head", body);
    this.back = el("button", "cam-corridor-back", head, { type: "button" });
    this.back.onclick = () => {
      const { corridor } = atlas.state;
      atlas.corridors.show(null);
      this.list.focus(corridor);
    };
    this.loads = el("div", "cam-loads", head, { role: "group" });
    this.buttons = LOADS.map((load) => {
      const button = el("button", "", this.loads, { type: "button" });
      button.onclick = () => atlas.corridors.setLoad(load);
      return { load, button };
    });
    this.list = new CorridorList(body, atlas);
    this.page = new CorridorPage(body, atlas);
    /** @type {string | null} */
    this.shown = null;
  }

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    this.back.textContent = text("corridors_all");
    this.loads.setAttribute("aria-label", text("cargo_load"));
    for (const { load, button } of this.buttons) button.textContent = text(`cargo_load_${load}`);
    this.list.dress(state);
    this.update(state);
  }

  /** @param {State} state */
  update(state) {
    const { corridor, load } = state;
    this.back.hidden = !corridor;
    for (const { load: one, button } of this.buttons) button.setAttribute("aria-pressed", String(one === load));
    this.list.box.hidden = Boolean(corridor);
    this.page.box.hidden = !corridor;
    if (corridor) {
      this.atlas.corridors.draw();
      this.page.update(state);
    } else this.list.update(state);
    if (corridor && corridor !== this.shown) this.enter();
    this.shown = corridor;
  }

  /** Another corridor begins at its head; the focus comes along from what is gone. */
  enter() {
    const { body } = this.atlas.drawer;
    body.scrollTop = 0;
    if (body.contains(document.activeElement)) this.page.name.focus({ preventScroll: true });
  }

  opened() {
    this.atlas.corridors.open();
  }

  closed() {
    this.atlas.light(null);
    this.atlas.corridors.close();
  }
}

/** @type {PanelEntry} */
export const corridorPanel = {
  name: "corridors",
  title: "panel_corridors",
  icon: "M3 17h5l3-10h4l2 6h4M3 21h18",
  linked: true,
  make: (body, atlas) => new CorridorPanel(body, atlas),
  has: (atlas) => Boolean(atlas.payload.network), // without a corridor it still leads to what else the network answers
};
