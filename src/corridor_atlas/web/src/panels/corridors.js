/* Corridors: all of them, or one. */

import { el } from "../core/dom.js";
import { CorridorList } from "./corridor_list.js";
import { CorridorPage } from "./corridor_page.js";
import { Loads } from "./loads.js";

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
    this.loads = new Loads(head, atlas, (load) => atlas.corridors.setLoad(load));
    this.list = new CorridorList(body, atlas);
    this.page = new CorridorPage(body, atlas);
    /** @type {string | null} */
    this.shown = null;
  }

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    this.back.textContent = text("corridors_all");
    this.loads.dress();
    this.list.dress(state);
    this.update(state);
  }

  /** @param {State} state */
  update(state) {
    const { corridor } = state;
    this.back.hidden = !corridor;
    this.loads.update(state);
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
    this.atlas.corridors.opened();
  }

  closed() {
    this.atlas.light(null);
    this.atlas.corridors.closed();
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
