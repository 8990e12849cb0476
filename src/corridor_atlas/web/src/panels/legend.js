/* The one list that is legend, layers and filter: how many there are in view or everywhere, a row for each layer,
 * and under them all other filters. It folds to its head. */

import { el, setText } from "../core/dom.js";
import { layersOf, sparing } from "./choices.js";
import { Facets } from "./facets.js";
import { Rows } from "./rows.js";

/** What is counted, with the words for it.
 * @type {[Scope, string][]} */
const SCOPES = [["view", "block_here"], ["all", "block_all"]];

export class Legend {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("section", "cam-legend", parent);
    this.head = el("button", "cam-legend-head", this.box, { type: "button" });
    this.headText = el("span", "", this.head);
    this.sum = el("span", "cam-legend-sum", this.head);
    el("span", "cam-chevron", this.head, { "aria-hidden": "true" });
    this.head.onclick = () => this.open(!this.isOpen);
    this.body = el("div", "cam-legend-body", this.box);
    /** @type {Undo | undefined} called when it is opened or closed */
    this.onopen = undefined;
    this.scope = el("div", "cam-scope", this.body, { role: "group" });
    this.scopes = SCOPES.map(([scope, name]) => {
      const node = el("button", "cam-scope-choice", this.scope, { type: "button" });
      node.onclick = () => atlas.setScope(scope);
      return { node, scope, name };
    });
    this.layers = new Rows(this.body, atlas, layersOf(atlas.model));
    this.facets = new Facets(this.body, atlas);
    /** Where the page can read files: the door for those of the reader's own. */
    this.own = atlas.options.bring ? el("button", "cam-legend-own", this.body, { type: "button" }) : null;
    if (this.own) this.own.onclick = () => atlas.drawer.open("own", true);
    this.recount = sparing(atlas, () => this.facets.count(atlas.state.tally()));
    this.open(true);
  }

  /** @param {boolean} open */
  open(open) {
    this.isOpen = open;
    this.box.classList.toggle("cam-closed", !open);
    this.head.setAttribute("aria-expanded", String(open));
    if (this.onopen) this.onopen();
  }

  /** Close it while there is no room; with room again it is as it was.
   * @param {boolean} narrow */
  fold(narrow) {
    if (narrow) this.wide = this.isOpen;
    this.open(!narrow && this.wide !== false);
  }

  /** New theme or language: paint and write everything again.
   * @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    this.headText.textContent = text("filters_layers");
    this.scope.setAttribute("aria-label", text("block_counts"));
    for (const { node, name } of this.scopes) node.textContent = text(name);
    this.layers.dress(state);
    this.facets.dress(state);
    if (this.own) this.own.textContent = text("panel_own");
  }

  /** New year, filter or view.
   * @param {State} state */
  update(state) {
    const tally = state.tally();
    const before = state.against && state.how !== "changes" ? state.tally(state.against) : null;
    for (const { node, scope } of this.scopes) node.setAttribute("aria-pressed", String(scope === state.scope));
    setText(this.sum, this.atlas.tell(state.scope === "all" ? "block_sum_all" : "block_sum", { number: tally.shown }));
    this.layers.update(state, tally, before);
    this.facets.update(state, tally);
    this.recount();
  }
}
