/* How far: so many kilometres, or so many border crossings; as a field, and as a handle to drag. */

import { el } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { FARTHEST } from "../model/state.js";

const STEP = { km: 50, borders: 1 };
const USUAL = 1; // border crossings that are asked for first
/** @typedef {"km" | "borders"} Unit */

export class Distance {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-reach-far", parent, { role: "group" });
    this.units = el("div", "cam-loads", this.box, { role: "group" });
    this.buttons = (/** @type {Unit[]} */ (["km", "borders"])).map((unit) => {
      const button = el("button", "", this.units, { type: "button" });
      button.onclick = () => this.choose(unit);
      return { unit, button };
    });
    this.field = el("input", "cam-reach-number", this.box, { type: "text", inputmode: "numeric", autocomplete: "off", maxlength: 5 });
    this.field.onchange = () => this.typed();
    this.field.onfocus = () => this.field.select();
    this.handle = el("input", "cam-reach-handle", this.box, { type: "range" });
    this.handle.oninput = () => this.set(Number(this.handle.value));
  }

  /** @returns {Unit} */
  get unit() {
    return this.atlas.state.reach.borders === null ? "km" : "borders";
  }

  /** @param {Unit} unit */
  choose(unit) {
    if (unit !== this.unit) this.atlas.reaching.ask({ borders: unit === "km" ? null : USUAL });
  }

  /** Take over what was typed; what is no number is put back. */
  typed() {
    const said = this.field.value.normalize("NFKC").replace(/[\s,.]/g, "");
    if (/^\d+$/.test(said)) this.set(Number(said));
    this.write();
  }

  /** @param {number} number */
  set(number) {
    const wanted = clamp(number, .../** @type {[number, number]} */ (FARTHEST[this.unit]));
    this.atlas.reaching.ask(this.unit === "km" ? { within: wanted } : { borders: wanted });
  }

  write() {
    const { within, borders } = this.atlas.state.reach;
    this.field.value = String(borders ?? within);
  }

  dress() {
    const { text } = this.atlas;
    this.box.setAttribute("aria-label", text("reach_far"));
    this.units.setAttribute("aria-label", text("reach_measure"));
    for (const { unit, button } of this.buttons) button.textContent = text(`reach_in_${unit}`);
  }

  /** @param {State} state */
  update({ reach }) {
    const { text } = this.atlas;
    const { unit, field, handle } = this;
    for (const one of this.buttons) one.button.setAttribute("aria-pressed", String(one.unit === unit));
    for (const node of [field, handle]) node.setAttribute("aria-label", text(`reach_most_${unit}`));
    const [least, most] = FARTHEST[unit];
    for (const [name, value] of Object.entries({ min: least, max: most, step: STEP[unit] })) handle.setAttribute(name, String(value));
    handle.value = String(reach.borders ?? reach.within);
    if (document.activeElement !== field) this.write();
  }
}
