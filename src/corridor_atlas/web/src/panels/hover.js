/* What the map says about one feature: a line beside the pointer. */

import { el } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { fill, pick } from "../core/words.js";
import { tinted } from "../model/changes.js";
import { bothStates, stateText } from "../model/sentences.js";

export class Hover {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.box = el("div", "cam-hover cam-panel", parent, { "aria-hidden": "true" });
    this.name = el("div", "cam-hover-name", this.box);
    this.kind = el("div", "cam-hover-kind", this.box);
    this.status = el("div", "cam-hover-status", this.box);
    this.hide();
  }

  /**
   * @param {Feature} feature
   * @param {L.Point} point
   * @param {State} state
   * @param {Say} text
   * @param {number} [others] for which its sign stands as well */
  show(feature, point, state, text, others) {
    const name = pick(feature.names, state.language);
    const more = others ? `${name} ${fill(text("year_more"), { number: others })}` : name;
    this.say([more, pick(feature.layer.title, state.language), tinted(state) ? bothStates(feature, state, text) : stateText(feature, state, text)], point);
  }

  /** Say something beside a point: up to three lines, a name first.
   * @param {string[]} lines
   * @param {L.Point} point */
  say([name, kind = "", status = ""], point) {
    [this.name.textContent, this.kind.textContent, this.status.textContent] = [name, kind, status];
    this.box.hidden = false;
    const room = this.box.parentElement.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const x = point.x + 16 + width > room.width ? point.x - width - 12 : point.x + 16;
    const y = clamp(point.y + 14, 4, room.height - height - 4);
    this.box.style.transform = `translate(${Math.max(4, x)}px, ${y}px)`;
  }

  hide() {
    this.box.hidden = true;
  }
}
