/* A range of years on the time bar: a switch, a second handle and a field for the first year. Without it the bar shows
 * one year. */

import { addIcon, el } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { eraAround } from "../model/eras.js";
import { Handle } from "./handle.js";
import { YearField } from "./year_field.js";

export class Range {
  /**
   * @param {import("./timebar.js").TimeBar} timebar
   * @param {Atlas} atlas */
  constructor(timebar, atlas) {
    this.bar = timebar;
    this.atlas = atlas;
    /** @type {boolean | null} */
    this.on = null; // as it was shown last
    const head = timebar.yearBox.parentElement;
    const start = el("span", "cam-since-box");
    head.prepend(start);
    this.box = el("input", "cam-since", start);
    this.dash = el("span", "cam-since-dash", start, { text: "–", "aria-hidden": "true" });
    this.field = new YearField(this.box, { years: timebar.years, text: atlas.text, go: (year) => this.set(year) }, timebar.undo);
    /* On a narrow bar there is room for the switch in the menu alone. */
    this.toggles = [timebar.end, timebar.menu.rest].map((place) => this.addToggle(place));
    this.handle = new Handle(timebar, "cam-handle-since", { go: (year) => this.set(year), keys: true });
  }

  /** @param {HTMLElement} place */
  addToggle(place) {
    const toggle = el("button", "cam-button cam-range", null, { type: "button", "aria-pressed": "false" });
    place.prepend(toggle);
    addIcon(toggle, "M4 5v14M20 5v14M4 12h16M8 8.5L4.5 12 8 15.5M16 8.5l3.5 3.5-3.5 3.5");
    toggle.onclick = () => this.set(this.atlas.state.since ? null : this.usual());
    return toggle;
  }

  /** Where a range begins when it is switched on: with the era of the year, else with the atlas. */
  usual() {
    const { year, model } = this.atlas.state;
    const era = eraAround(model, year);
    return era ? Math.max(era.start, model.years[0]) : model.years[0];
  }

  /** @param {number | null} since */
  set(since) {
    this.atlas.setSince(since === null ? null : clamp(since, this.bar.years[0], this.atlas.state.year));
    this.atlas.say();
  }

  dress() {
    const { text } = this.atlas;
    for (const node of [this.handle.node, this.box]) node.setAttribute("aria-label", text("range_first"));
    this.name();
  }

  name() {
    const on = Boolean(this.atlas.state.since);
    for (const toggle of this.toggles) {
      toggle.setAttribute("aria-pressed", String(on));
      this.bar.name(toggle, this.atlas.text(on ? "range_off" : "range_on"));
    }
  }

  /** @param {State} state */
  update(state) {
    const on = Boolean(state.since);
    for (const node of [this.box.parentElement, this.handle.node]) node.hidden = !on;
    this.bar.box.classList.toggle("cam-in-range", on);
    if (on !== this.on) this.name();
    this.on = on;
    if (!on) return;
    const since = Math.min(state.since, state.year);
    this.field.show(since);
    this.handle.show(since, [this.bar.years[0], state.year]);
    this.bar.setDone(state.year, since);
  }
}
