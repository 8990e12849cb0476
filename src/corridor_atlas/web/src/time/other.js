/* The other of two compared years, as a second handle on the time bar. Two maps side by side have a bar each. */

import { Handle } from "./handle.js";

export class OtherYear {
  /**
   * @param {import("./timebar.js").TimeBar} timebar
   * @param {Atlas} atlas */
  constructor(timebar, atlas) {
    this.bar = timebar;
    this.atlas = atlas;
    this.handle = new Handle(timebar, "cam-handle-other", { go: (year, settled) => atlas.comparison.go(year, settled), keys: true });
  }

  dress() {
    this.handle.node.setAttribute("aria-label", this.atlas.text("compare_with"));
  }

  /** @param {State} state */
  update({ against, how, year }) {
    const on = Boolean(against) && how !== "beside";
    this.handle.node.hidden = !on;
    if (!on) return;
    this.handle.show(against, this.bar.years);
    this.bar.setDone(year, against);
  }
}
