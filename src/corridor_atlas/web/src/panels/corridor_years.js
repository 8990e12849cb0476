/* How much of a corridor could be used, year by year: a column for each year, which leads there. */

import { el } from "../core/dom.js";
import { fill } from "../core/words.js";
import { reach, rove } from "./roving.js";

export class CorridorYears {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("section", "", parent);
    this.title = el("h3", "cam-article-title", this.box);
    this.row = el("div", "cam-years", this.box, { role: "group" });
    this.axis = el("p", "cam-ruler-axis", this.box);
    const [first] = atlas.model.years;
    this.nodes = atlas.corridors.strips.net.years.map((year) => el("button", "cam-year-column", this.row, { type: "button", "data-year": year }));
    this.bars = this.nodes.map((node) => el("i", "", node));
    this.row.onclick = ({ target }) => {
      const at = this.nodes.indexOf(/** @type {HTMLElement} */ (target).closest("button"));
      if (at >= 0) atlas.byHand(first + at, true);
    };
    this.row.onkeydown = (event) => {
      if (!rove(this.nodes, /** @type {Key} */ (event))) return;
      event.preventDefault();
      event.stopPropagation();
    };
  }

  /** Show a corridor.
   * @param {string} id */
  show(id) {
    const { text, model, corridors, state } = this.atlas;
    const [first, last] = model.years;
    this.title.textContent = text("corridor_years");
    this.row.setAttribute("aria-label", this.title.textContent);
    corridors.strips.series(id, state.load).forEach((share, i) => {
      this.nodes[i].title = fill(text("corridor_year"), { year: first + i, share: corridors.percent(share) });
      this.nodes[i].setAttribute("aria-label", this.nodes[i].title);
      this.bars[i].style.height = `${100 * (share || 0)}%`;
    });
    this.axis.replaceChildren(...[first, text("corridor_go"), last].map((one) => el("span", "", null, { text: one })));
  }

  /** @param {State} state */
  update({ year, model }) {
    const at = year - model.years[0];
    this.nodes.forEach((node, i) => (i === at ? node.setAttribute("aria-current", "true") : node.removeAttribute("aria-current")));
    if (!this.row.contains(document.activeElement)) reach(this.nodes, at);
  }
}
