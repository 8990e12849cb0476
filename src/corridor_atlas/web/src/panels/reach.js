/* "How far?": from where, how far, for what, compared with which year; what is within reach in the year, nearest first. */

import { el, setText } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { fill, pick } from "../core/words.js";
import { Distance } from "./distance.js";
import { AnySea, Loads } from "./loads.js";
import { NetworkPlaces } from "./network_places.js";
import { PlaceBox } from "./place_box.js";

const PICKS = "reach";
/** How a place that is within reach in one of two years only is marked. */
const CHANGES = /** @type {const} */ (["gained", "lost"]);

class Reach {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    this.net = atlas.asking.answers.net;
    this.shown = ""; // the question, year and language that are shown
    this.addQuestion(body);
    this.note = el("p", "cam-cargo-note", body, { role: "status" });
    this.answer = el("div", "cam-reach-answer", body);
    this.title = el("p", "cam-answer", this.answer);
    this.found = el("p", "cam-quiet", this.answer);
    this.compared = el("section", "cam-reach-compared", this.answer);
    this.listTitle = el("h3", "cam-sub", this.answer);
    this.list = el("ol", "cam-reach-list", this.answer);
    body.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || atlas.asking.picking !== PICKS) return;
      event.preventDefault();
      atlas.asking.pick(null);
    });
  }

  /** @param {HTMLElement} body */
  addQuestion(body) {
    const { atlas } = this;
    const { asking, reaching } = atlas;
    const ends = el("div", "cam-ends-fields cam-reach-from", body);
    /** @param {string | null} origin */
    const choose = (origin) => reaching.ask({ origin });
    this.place = new PlaceBox(ends, atlas, {
      ...new NetworkPlaces(atlas, this.net).uses(),
      choose,
      pin: () => asking.pick(asking.picking === PICKS ? null : PICKS, choose),
    });
    this.distance = new Distance(body, atlas);
    const row = el("div", "cam-cargo-chips", body);
    const before = el("label", "cam-reach-before", row);
    this.beforeLabel = el("span", "", before);
    this.before = el("input", "cam-reach-number", before, { type: "text", inputmode: "numeric", autocomplete: "off", maxlength: 4, placeholder: "–" });
    this.before.onchange = () => this.compare();
    this.before.onfocus = () => this.before.select();
    this.loads = new Loads(row, atlas, (load) => reaching.ask({ load }));
    this.sea = new AnySea(body, atlas, (anySea) => reaching.ask({ anySea }));
  }

  /** Take over the year that was typed, or with nothing none; what is no year is put back. */
  compare() {
    const { atlas } = this;
    const typed = this.before.value.normalize("NFKC").trim();
    if (!typed) atlas.reaching.ask({ before: null });
    else if (/^\d{4}$/.test(typed)) atlas.reaching.ask({ before: clamp(Number(typed), ...atlas.model.years) });
    this.writeBefore();
  }

  writeBefore() {
    this.before.value = String(this.atlas.state.reach.before || "");
  }

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    this.place.dress(text("cargo_origin"));
    this.distance.dress();
    this.beforeLabel.textContent = text("reach_before");
    this.loads.dress();
    this.sea.dress();
    this.shown = "";
    this.update(state);
  }

  /** @param {State} state */
  update(state) {
    const { asking, reaching, text } = this.atlas;
    const { origin } = state.reach;
    const isPicking = asking.picking === PICKS;
    this.place.update(origin ? pick(this.net.namesOf(origin), state.language) || origin : "", isPicking);
    this.distance.update(state);
    if (document.activeElement !== this.before) this.writeBefore();
    this.loads.update(state);
    this.sea.update(state, this.net.hasLanes);
    setText(this.note, isPicking ? text("cargo_picking") : reaching.answered ? "" : text("reach_hint"));
    this.answer.hidden = !reaching.answered;
    if (!reaching.answered) {
      this.shown = "";
      return;
    }
    reaching.draw();
    const key = JSON.stringify([reaching.value(), state.year, state.language]);
    if (key !== this.shown) this.show();
    this.shown = key;
  }

  show() {
    const { atlas } = this;
    const { reaching, state, text } = atlas;
    const reached = reaching.reached();
    setText(this.title, reaching.title());
    setText(this.found, reaching.inWords());
    this.compared.hidden = !state.reach.before;
    if (state.reach.before) this.showChanges(reached);
    this.listTitle.hidden = !reached.rows.length;
    this.listTitle.textContent = text(state.reach.borders === null ? "reach_by_km" : "reach_by_borders");
    const gained = new Set(state.reach.before ? reached.gained.map(({ id }) => id) : []);
    this.list.replaceChildren(...reached.rows.map((row) => this.row(row, gained.has(row.id) ? "gained" : "")));
  }

  /** What came within reach since the other year, and what is no longer.
   * @param {import("../shell/reaching.js").Reached} reached */
  showChanges(reached) {
    const { state, text } = this.atlas;
    const { year, reach } = state;
    this.compared.replaceChildren(el("h3", "cam-sub", null, { text: fill(text("reach_compared"), { year: reach.before }) }));
    for (const change of CHANGES) {
      const rows = reached[change];
      const words = rows.length ? this.atlas.tell(`reach_${change}`, { number: rows.length }) : text(`reach_${change}_none`);
      el("p", "cam-reach-change", this.compared, { text: words });
      if (rows.length) el("ol", "cam-reach-list", this.compared).append(...rows.map((row) => this.row(row, change)));
    }
    const key = el("p", "cam-reach-key", this.compared, { "aria-label": text("reach_on_map") });
    for (const [kind, at] of /** @type {[string, number | null][]} */ ([["way", null], ["gained", year], ["lost", reach.before]])) {
      const item = el("span", "", key);
      el("i", `cam-leg-${kind}`, item, { "aria-hidden": "true" });
      item.append(fill(text(`reach_colour_${kind}`), { year: at }));
    }
  }

  /** A place with how far it is: pointed at it is lit on the map, a click opens it.
   * @param {import("../shell/reaching.js").ReachRow} row
   * @param {string} change */
  row({ id, name, value }, change) {
    const { atlas } = this;
    const byKm = atlas.state.reach.borders === null;
    const node = el("li", "", null);
    if (change) el("i", `cam-leg-${change}`, node, { "aria-hidden": "true" });
    const button = el("button", "cam-link", node, { type: "button", text: name, "data-id": id });
    const far = byKm ? atlas.tell("cargo_km", { number: Math.round(value) }) : atlas.tell("reach_crossings", { number: Math.ceil(value) });
    el("span", "cam-reach-value", node, { text: far });
    button.onclick = () => atlas.select(id, { pan: true });
    button.onpointerenter = button.onfocus = () => atlas.light(id);
    button.onpointerleave = button.onblur = () => atlas.light(null);
    return node;
  }

  opened() {
    this.atlas.reaching.opened();
  }

  closed() {
    this.atlas.reaching.closed();
  }
}

/** @type {PanelEntry} */
export const reachPanel = {
  name: "reach",
  title: "reach_title",
  icon: "M12 10a2 2 0 1 0 0 4a2 2 0 0 0 0-4zM12 5a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM12 1v2M12 21v2M1 12h2M21 12h2",
  linked: true,
  make: (body, atlas) => new Reach(body, atlas),
  has: (atlas) => Boolean(atlas.payload.network),
};
