/* What a time bar has besides its three buttons: how fast it plays, the ends of the scale, the eras of other sides. */

import { el, listen } from "../core/dom.js";
import { SPEEDS } from "./clock.js";

export class TimeMenu {
  /** `steps` = {first(), back(), forward(), last()}.
   * @param {import("./timebar.js").TimeBar} bar
   * @param {Record<string, () => void>} steps */
  constructor(bar, steps) {
    this.bar = bar;
    this.button = el("button", "cam-button cam-more-time", bar.end, { type: "button", "aria-expanded": "false" });
    this.box = el("div", "cam-time-menu cam-panel", bar.box, { role: "group" });
    this.box.hidden = true;
    this.title = el("p", "cam-time-title", this.box);
    const row = (this.row = el("div", "cam-speeds", this.box, { role: "group" }));
    /** @type {HTMLButtonElement[]} */
    this.speeds = SPEEDS.map((value) => {
      const node = el("button", "cam-speed", row, { type: "button", text: `${value}×` });
      node.onclick = () => {
        bar.actions.speed(value);
        this.mark(value);
        this.dress(bar.text);
      };
      return node;
    });
    this.rest = el("div", "cam-time-ends", this.box);
    /** @type {Record<string, HTMLButtonElement>} */
    this.ends = {};
    for (const [name, step] of Object.entries(steps)) {
      this.ends[name] = bar.addButton(this.rest, name);
      this.ends[name].onclick = step;
    }
    if (bar.bands.lanes) this.addFold();
    this.button.onclick = () => this.open(!this.isOpen);
    listen(bar.undo, document, "pointerdown", ({ target }) => {
      if (!this.box.contains(target) && !this.button.contains(target)) this.open(false);
    });
    this.mark(1);
  }

  /** The switch of the eras of other sides. */
  addFold() {
    const { bar } = this;
    this.fold = el("button", "cam-fold-eras", this.box, { type: "button", "aria-expanded": "false" });
    this.fold.onclick = () => {
      const open = bar.box.classList.toggle("cam-eras-open");
      this.fold.setAttribute("aria-expanded", String(open));
    };
  }

  get isOpen() {
    return !this.box.hidden;
  }

  /** @param {boolean} open */
  open(open) {
    if (open === this.isOpen) return;
    const held = this.box.contains(document.activeElement);
    this.box.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.speeds.find((one) => one.getAttribute("aria-pressed") === "true").focus({ preventScroll: true });
    else if (held) this.button.focus({ preventScroll: true });
  }

  /** Show how fast it plays.
   * @param {number} value years a second */
  mark(value) {
    this.button.textContent = `${value}×`;
    this.speeds.forEach((node, at) => node.setAttribute("aria-pressed", String(SPEEDS[at] === value)));
  }

  /** @param {Say} text */
  dress(text) {
    this.button.setAttribute("aria-label", `${this.button.textContent}, ${text("time_more")}`);
    this.button.title = text("time_more");
    this.title.textContent = text("speed");
    this.row.setAttribute("aria-label", text("speed"));
    this.box.setAttribute("aria-label", text("time_more"));
    for (const [name, node] of Object.entries(this.ends)) this.bar.name(node, text(name));
    if (this.fold) this.fold.textContent = text("eras_others");
  }
}
