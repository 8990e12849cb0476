/* Lines that are drawn as they are built: from one end to the other, once. */

import { isStill } from "../core/motion.js";

const TIME = 1800; // milliseconds for a whole line

export class Growth {
  /**
   * @param {State} state
   * @param {Painter} painter */
  constructor(state, painter) {
    this.state = state;
    this.painter = painter;
    /** @type {number | null} */
    this.request = null;
  }

  /** Let lines grow after a while; where motion is unwelcome they are there at once.
   * @param {string[]} ids
   * @param {number} [wait] milliseconds */
  run(ids, wait = 0) {
    this.stop();
    if (!ids.length || isStill()) return;
    const from = performance.now() + wait;
    /** @param {number} now */
    const tick = (now) => {
      const past = Math.max(0, (now - from) / TIME);
      if (past >= 1) {
        this.stop();
        return;
      }
      const part = 1 - (1 - past) ** 2; // slower towards the end
      this.state.growing = new Map(ids.map((id) => [id, part]));
      this.painter.redraw();
      this.request = requestAnimationFrame(tick);
    };
    tick(performance.now());
  }

  stop() {
    if (this.request !== null) cancelAnimationFrame(this.request);
    this.request = null;
    if (!this.state.growing) return;
    this.state.growing = null;
    this.painter.redraw();
  }
}
