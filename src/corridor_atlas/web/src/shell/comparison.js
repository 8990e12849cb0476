/* What two compared years put on the screen. */

import { el } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { fill } from "../core/words.js";
import { tinted } from "../model/changes.js";
import { FOLLOWS } from "./afterwards.js";
import { Second } from "./second.js";

/** What two compared years put on the screen, and the way back: `fit` makes it match the state. */
export class Comparison {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** @type {Second | null} */
    this.second = null;
    this.compares = Boolean(atlas.state.against);
    /** @type {Scope | null} what was counted before two years were compared */
    this.before = null;
    this.sign = el("div", "cam-versus cam-panel", atlas.overlay, { role: "region" });
    this.years = el("b", "", this.sign);
    this.what = el("span", "", this.sign);
    this.list = el("button", "cam-versus-list", this.sign, { type: "button" });
    this.list.onclick = () => this.read();
    this.off = el("button", "cam-versus-close", this.sign, { type: "button", text: "×" });
    this.off.onclick = () => this.end();
    this.sign.hidden = true;
    atlas.shield(this.sign);
    atlas.on("shown", () => this.update());
  }

  /** Open the list of what changed; a sheet as high as it goes, for two maps leave it little room. */
  read() {
    const { drawer } = this.atlas;
    drawer.open("changes", true);
    if (this.atlas.sight.narrow) drawer.sheet.set("full");
  }

  /** Stop comparing, and with it reading what changed. */
  end() {
    const { entries } = this.atlas.drawer;
    this.atlas.compare({ against: null });
    entries.get("changes").tool.node.focus({ preventScroll: true }); // the button that was pressed is gone
  }

  /** Bring the other year to `year`; while it moves (not `settled`) nobody outside is told.
   * @param {number} year
   * @param {boolean} settled */
  go(year, settled) {
    const { atlas } = this;
    const { state } = atlas;
    const wanted = clamp(Math.round(year), ...atlas.model.years);
    if (settled) {
      atlas.compare({ against: wanted });
      return;
    }
    if (wanted === state.against) return;
    state.against = wanted;
    const { features } = this.second || atlas;
    features.redrawMoving();
    if (features.routes) atlas.drawer.update(state); // it draws on the map
    atlas.afterwards.ask(FOLLOWS);
    this.update();
  }

  /** Make the screen match the state: build the second map, move it, or take it away. */
  fit() {
    const { atlas } = this;
    const { against, how } = atlas.state;
    const wanted = against && how !== "changes" ? how : null;
    const middle = atlas.sight.middle();
    if (this.second && this.second.how !== wanted) this.takeAway();
    if (wanted && !this.second) this.second = new Second(atlas, wanted);
    atlas.sight.keep(middle); // beside a drawer two maps lie otherwise than one
    if (!against && atlas.drawer.current === "changes") atlas.drawer.open(null);
    this.update();
  }

  /** Count everything that changed, unless the reader then chooses what is in view; afterwards as before. */
  setScope() {
    const { atlas } = this;
    const before = this.compares ? null : atlas.state.scope;
    this.compares = Boolean(atlas.state.against);
    atlas.setScope(this.compares ? "all" : this.before || "view");
    this.before = before;
  }

  takeAway() {
    this.second.destroy();
    this.second = null;
    this.atlas.map.invalidateSize({ animate: false });
  }

  update() {
    const { state } = this.atlas;
    const { against, year } = state;
    this.atlas.other.update(state);
    this.sign.hidden = !against;
    if (!against) return;
    this.years.textContent = tinted(state) ? [against, year].sort().join(" → ") : ""; // two maps bear their years themselves
    if (this.second) this.second.update();
  }

  /** The two years and the way they are shown, to be read out. */
  inWords() {
    const { text, state } = this.atlas;
    const [first, last] = [state.against, state.year].sort((a, b) => a - b);
    return `${text("compare_" + state.how)}. ${fill(text("compare_span"), { first, last })}`;
  }

  repaint() {
    if (this.second) this.second.repaint();
  }

  /** New language or theme. */
  dress() {
    const { text, state } = this.atlas;
    this.what.textContent = text("compare_" + state.how);
    this.sign.setAttribute("aria-label", text("compare_how"));
    this.list.textContent = text("compare_list");
    this.off.setAttribute("aria-label", text("compare_stop"));
    this.off.title = text("compare_stop");
    if (this.second) this.second.dress();
    this.update();
  }

  destroy() {
    if (this.second) this.second.destroy();
    this.second = null;
  }
}
