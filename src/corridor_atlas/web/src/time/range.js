/* A range of years on the time bar: a switch, a second handle and a box for the first year. Without it the bar shows one year. */

import { addIcon, el, listen } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { eraAround } from "../model/eras.js";

/** @type {Record<string, number>} */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };

export class Range {
  /**
   * @param {import("./timebar.js").TimeBar} timebar
   * @param {Atlas} atlas */
  constructor(timebar, atlas) {
    this.bar = timebar;
    this.atlas = atlas;
    const head = timebar.yearBox.parentElement;
    this.box = el("input", "cam-since", null, { type: "text", inputmode: "numeric", maxlength: "4", autocomplete: "off", spellcheck: "false" });
    this.dash = el("span", "cam-since-dash", null, { text: "–", "aria-hidden": "true" });
    head.prepend(this.box, this.dash);
    this.toggle = el("button", "cam-button cam-range", timebar.speed.parentElement, { type: "button", "aria-pressed": "false" });
    addIcon(this.toggle, "M6 5v14M18 5v14M6 12h12M9 9l-3 3 3 3M15 9l3 3-3 3");
    this.toggle.onclick = () => this.set(atlas.state.since ? null : this.usual());
    this.band = el("div", "cam-range-band", timebar.inner);
    this.handle = el("div", "cam-handle cam-handle-since", timebar.inner, { role: "slider", tabindex: "0" });
    this.bind();
    this.update(atlas.state);
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

  bind() {
    const { undo } = this.bar;
    const commit = () => {
      if (/^\d{4}$/.test(this.box.value.trim())) this.set(parseInt(this.box.value, 10));
      this.update(this.atlas.state);
    };
    listen(undo, this.box, "change", commit);
    listen(undo, this.box, "keydown", (event) => event.key === "Enter" && commit());
    listen(undo, this.handle, "keydown", (event) => {
      const { state } = this.atlas;
      const to = event.key === "Home" ? this.bar.years[0] : event.key === "End" ? state.year : state.since + (KEYS[event.key] || 0);
      if (!(event.key in KEYS) && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      event.stopPropagation(); // the map's own arrows move the year
      this.set(to);
    });
    listen(undo, this.handle, "pointerdown", (event) => {
      event.stopPropagation(); // the track under it would take the year along
      event.preventDefault();
      this.handle.setPointerCapture(event.pointerId);
      this.handle.focus({ preventScroll: true });
      this.dragging = true;
    });
    listen(undo, this.handle, "pointermove", (event) => {
      if (!this.dragging) return;
      const room = this.bar.inner.getBoundingClientRect();
      const [first, last] = this.bar.years;
      const at = Math.round(first + clamp((event.clientX - room.left) / room.width, 0, 1) * (last - first));
      if (at !== this.atlas.state.since) this.set(at);
    });
    listen(undo, this.handle, "pointerup pointercancel", () => (this.dragging = false));
  }

  dress() {
    const { text } = this.atlas;
    for (const node of [this.handle, this.box]) node.setAttribute("aria-label", text("range_first"));
    this.name();
  }

  name() {
    const label = this.atlas.text(this.atlas.state.since ? "range_off" : "range_on");
    this.toggle.setAttribute("aria-label", label);
    this.toggle.title = label;
  }

  /** @param {State} state */
  update(state) {
    const on = Boolean(state.since);
    for (const node of [this.box, this.dash, this.handle, this.band]) node.hidden = !on;
    this.bar.box.classList.toggle("cam-in-range", on);
    this.toggle.setAttribute("aria-pressed", String(on));
    this.name();
    if (!on) return;
    const since = Math.min(state.since, state.year);
    if (document.activeElement !== this.box) this.box.value = String(since);
    const at = this.bar.left(since);
    this.handle.style.left = at + "%";
    this.band.style.left = at + "%";
    this.band.style.width = this.bar.left(state.year) - at + "%";
    this.handle.setAttribute("aria-valuemin", String(this.bar.years[0]));
    this.handle.setAttribute("aria-valuemax", String(state.year));
    this.handle.setAttribute("aria-valuenow", String(since));
  }
}
