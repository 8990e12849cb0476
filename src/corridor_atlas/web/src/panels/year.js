/* What happened in the year: happenings as cards in order of date, and what changed on the map. */

import { el } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { dateInWords } from "../model/dates.js";
import { changesIn, datesOf, fits } from "../model/happenings.js";
import { statusText } from "../model/sentences.js";
import { FACETS } from "../model/state.js";

const MOST = 60; // changes listed; a range of years may hold hundreds

class Year {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    this.head = el("p", "cam-year-head", body); // the year is said by the map's own voice
    this.cards = el("ol", "cam-cards", body);
    this.title = el("h3", "cam-sub", body);
    this.list = el("ul", "cam-changes", body);
    this.more = el("p", "cam-quiet", body);
    this.shown = ""; // what the lists were made for
  }

  /** @param {State} state */
  dress(state) {
    this.shown = "";
    this.update(state);
  }

  /** @param {State} state */
  update(state) {
    const since = state.since && state.since < state.year ? state.since : state.year;
    const key = [since, state.year, state.language, [...state.layers].join(), JSON.stringify(FACETS.map((one) => [...state.facets[one]]))].join("|");
    if (key === this.shown) return;
    this.shown = key;
    const { atlas } = this;
    const found = atlas.model.happenings
      .flatMap((one) => datesOf(one, since, state.year).map((when) => ({ ...when, one })))
      .filter(({ one }) => fits(one, state))
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    const changed = changesIn(atlas.model, state, since);
    this.head.textContent = atlas.tell(found.length ? "year_count" : "year_none", {
      number: found.length,
      year: since === state.year ? state.year : `${since}–${state.year}`,
    });
    this.cards.replaceChildren(...found.map((one) => this.card(one, state)));
    this.title.textContent = changed.length ? atlas.tell("year_changed", { number: changed.length }) : atlas.text("year_unchanged");
    this.list.replaceChildren(...changed.slice(0, MOST).map((one) => this.change(one, state)));
    this.more.textContent = changed.length > MOST ? atlas.tell("year_more", { number: changed.length - MOST }) : "";
  }

  /**
   * @param {ReturnType<typeof datesOf>[0] & { one: Happening }} card
   * @param {State} state */
  card({ one, date, status, ended }, state) {
    const { atlas } = this;
    const node = el("li", "cam-event");
    const kind = pick(one.what, state.language);
    const when = dateInWords(date, state.language, atlas.text);
    const said = [ended ? fill(atlas.text("year_until"), { date: when }) : when, kind];
    if (status !== "operating") said.push(atlas.text("status_" + status)); // plain is what took effect
    el("div", "cam-event-when", node, { text: said.join(" · ") });
    this.link(node, "cam-event-name", one.id, pick(one.n, state.language));
    if (one.note) el("p", "cam-quiet", node, { text: one.note });
    const places = (one.about || []).map((id) => ({ id, names: atlas.model.nameOf(id) })).filter(({ names }) => names);
    if (places.length) {
      const row = el("div", "cam-places", node);
      for (const { id, names } of places) this.link(row, "cam-chip", id, pick(names, state.language));
    }
    return node;
  }

  /**
   * @param {StatusChange} change
   * @param {State} state */
  change({ feature, code, year }, state) {
    const node = el("li", "", null);
    this.link(node, "cam-link", feature.id, pick(feature.names, state.language));
    el("span", "cam-quiet", node, { text: ` ${statusText(code, this.atlas.text)}${state.since ? `, ${year}` : ""}` });
    return node;
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} className
   * @param {string} id
   * @param {string} text */
  link(parent, className, id, text) {
    const node = el("button", className, parent, { type: "button", text });
    node.onclick = () => this.atlas.select(id, { pan: true });
    return node;
  }
}

/** @type {PanelEntry} */
export const yearPanel = {
  name: "happened",
  title: "year_title",
  icon: "M5 5.5h14V19H5zM5 10h14M9 3.5v4M15 3.5v4",
  make: (body, atlas) => new Year(body, atlas),
};
