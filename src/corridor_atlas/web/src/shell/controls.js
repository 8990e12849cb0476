/* The controls beside the zoom: back to where the atlas opens, my location, measure. */

import { addIcon, el } from "../core/dom.js";

const ICONS = {
  home: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v4M12 18v4M2 12h4M18 12h4",
  locate: "M12 3a6 6 0 0 0-6 6c0 4.5 6 12 6 12s6-7.5 6-12a6 6 0 0 0-6-6ZM12 7.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z",
  measure: "M3 17 17 3l4 4L7 21ZM7 13l2 2M10 10l2 2M13 7l2 2",
};

export class Controls {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** @type {[HTMLButtonElement, string][]} */
    this.buttons = [];
    const Bar = L.Control.extend({ onAdd: () => this.build() });
    new Bar({ position: "bottomright" }).addTo(atlas.map);
    atlas.on("dressed", () => this.dress());
  }

  build() {
    const { atlas } = this;
    const bar = el("div", "leaflet-bar leaflet-control cam-controls");
    this.add(bar, "home", () => this.goHome());
    if (atlas.tools.location.can) this.locate = this.add(bar, "locate", () => atlas.tools.location.toggle());
    this.measure = this.add(bar, "measure", () => atlas.tools.measure.toggle());
    atlas.shield(bar);
    return bar;
  }

  /**
   * @param {HTMLElement} bar
   * @param {keyof typeof ICONS} name
   * @param {() => void} act */
  add(bar, name, act) {
    const button = el("button", `cam-control cam-control-${name}`, bar, { type: "button" });
    addIcon(button, ICONS[name]);
    button.onclick = act;
    this.buttons.push([button, `control_${name}`]);
    return button;
  }

  goHome() {
    const { map, payload, sight } = this.atlas;
    const [lat, lon, zoom] = payload.home;
    const nearest = Math.min(Math.max(zoom, map.getMinZoom()), map.getMaxZoom());
    sight.fly(sight.aside([lat, lon], nearest));
  }

  /** Which of them is at work. */
  update() {
    const { location, measure } = this.atlas.tools;
    this.measure.setAttribute("aria-pressed", String(measure.on));
    if (!this.locate) return;
    this.locate.setAttribute("aria-pressed", String(location.shown));
    this.locate.setAttribute("aria-busy", String(location.asking));
  }

  dress() {
    for (const [button, key] of this.buttons) {
      button.title = this.atlas.text(key);
      button.setAttribute("aria-label", this.atlas.text(key));
    }
    this.update();
  }
}
