/* Corridors: which of them is open, for what load, and how it is drawn on the map. */

import { fill, pick, shortName } from "../core/words.js";
import { lineOf } from "../model/geometry.js";
import { courseOf, placeOf } from "../network/course.js";
import { percentOf, Strips } from "../network/strips.js";

export const PANEL = "corridors";

export class Corridors {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.isOpen = false; // whether the panel of corridors is
    this.told = "null"; // what those who listen know
    this.drawn = ""; // which corridor is drawn, in which year, for what
    /** @type {Map<string, Shape[]>} the courses of the legs of each corridor, as they are drawn first */
    this.courses = new Map();
    /** @type {Strips | null} */
    this.made = null;
  }

  /** Made when corridors are looked at first. */
  get strips() {
    if (!this.made) this.made = new Strips(this.atlas.asking.answers.net);
    return this.made;
  }

  /** The corridor that is shown, if one is. */
  get shown() {
    return this.isOpen ? this.atlas.state.corridor : null;
  }

  /** Forget a corridor that a link names beside another panel. */
  begin() {
    if (!this.isOpen) this.atlas.state.corridor = null;
  }

  /** Show a corridor, or with null all of them.
   * @param {string | null} id */
  show(id) {
    const { atlas } = this;
    const { drawer, state } = atlas;
    if (drawer.reads) atlas.select(null);
    state.corridor = id;
    if (this.isOpen) this.changed(Boolean(id));
    else drawer.open(PANEL, true);
    atlas.say();
  }

  /** Ask for cargo or for people.
   * @param {string} load */
  setLoad(load) {
    this.atlas.state.load = load;
    this.changed(false);
  }

  /** The host page or the address says what is shown, or with null that nothing is; before it says which panel is open.
   * Nobody is told.
   * @param {{ id: string | null, load: string } | null} value */
  follow(value) {
    const { state } = this.atlas;
    const id = value && value.id;
    const before = state.corridor;
    state.corridor = id;
    if (value) state.load = value.load;
    this.told = JSON.stringify(value && { id, load: value.load });
    if (this.isOpen) this.changed(Boolean(id) && id !== before);
  }

  /** The panel opens. */
  open() {
    this.isOpen = true;
    this.changed(Boolean(this.atlas.state.corridor));
  }

  /** The panel closes: what it showed is no longer asked for. */
  close() {
    this.isOpen = false;
    this.atlas.state.corridor = null;
    this.changed(false);
  }

  /** @param {boolean} pan whether the map goes there */
  changed(pan) {
    const { drawer, block, state } = this.atlas;
    this.draw();
    if (pan) this.bring();
    drawer.update(state);
    block.update(state);
    this.atlas.emit("retitled", {});
    this.tell();
  }

  /** What those who listen are told: the corridor, if one is open, and for what. */
  value() {
    const { state } = this.atlas;
    return this.isOpen ? { id: state.corridor, load: state.load } : null;
  }

  tell() {
    const value = this.value();
    const told = JSON.stringify(value);
    if (told === this.told) return;
    this.told = told;
    this.atlas.emit("corridor", { value });
  }

  /** The strip of the corridor that is shown, in the year of the map. */
  now() {
    const { year, load } = this.atlas.state;
    return this.shown ? this.strips.strip(this.shown, year, load) : null;
  }

  /** The corridor and how much of it can be used, while one is shown.
   * @returns {Headline | null} */
  headline() {
    const strip = this.now();
    if (!strip || !strip.km) return null;
    const { model, state, text } = this.atlas;
    const name = shortName(pick(model.corridors[strip.id], state.language));
    return { title: fill(text("corridor_headline"), { name, year: strip.year }), news: this.inWords(strip), fresh: [], counts: [] };
  }

  /** How much of a strip can be used, in a sentence.
   * @param {CorridorStrip} strip */
  inWords({ share, km, year }) {
    return this.atlas.tell(`corridor_share_${this.atlas.state.load}`, { share: this.percent(share), number: Math.round(km), year });
  }

  /** @param {number | null} share */
  percent(share) {
    const value = percentOf(share);
    return value === null ? "–" : fill(this.atlas.text("percent"), { value });
  }

  /** Draw the corridor that is shown: what can be used of it, and what cannot; the rest of the map steps back. */
  draw() {
    const { atlas, shown } = this;
    const { state, features } = atlas;
    const key = shown ? `${shown} ${state.year} ${state.load}` : "";
    if (key === this.drawn) return;
    this.drawn = key;
    if (!shown) {
      features.routes = null;
      state.lit = null;
      atlas.frame.dataset.routes = "";
      atlas.repaint();
      return;
    }
    const { net } = this.strips;
    const chain = this.strips.chain(shown);
    const courses = this.coursesOf(shown);
    const lines = this.now().segments.map(({ usable }, i) => ({ kind: usable ? "way" : "missing", shape: courses[i] }));
    const ends = chain.length ? [chain[0].start, chain[chain.length - 1].end].map((node) => placeOf(net, net.nodes[node])).filter(Boolean) : [];
    features.routes = { lines: lines.filter(({ shape }) => shape), ends };
    state.lit = new Set(chain.flatMap(({ leg }) => [leg.line, ...leg.gates]));
    atlas.frame.dataset.routes = "corridor";
    atlas.repaint();
  }

  /** The courses of the legs of a corridor, null for one that has none.
   * @param {string} id */
  coursesOf(id) {
    const { net } = this.strips;
    if (!this.courses.has(id)) {
      const courses = this.strips.chain(id).map(({ leg }) => courseOf(net, leg));
      this.courses.set(id, courses.map((xy) => (xy.length ? lineOf([xy]) : null)));
    }
    return this.courses.get(id);
  }

  /** Bring the whole corridor into view. */
  bring() {
    if (!this.shown) return;
    const parts = this.coursesOf(this.shown).flatMap((shape) => (shape ? shape.parts : []));
    if (parts.length) this.atlas.sight.fill(lineOf(parts));
  }

  /** Light a segment of the corridor that is shown, or nothing.
   * @param {number | null} at its number */
  light(at) {
    const { atlas, shown } = this;
    const { features, frame } = atlas;
    if (!shown || !features.routes) return;
    const shape = at === null ? null : this.coursesOf(shown)[at];
    const rest = features.routes.lines.filter((/** @type {{ kind: string }} */ one) => one.kind !== "lit");
    features.routes = { ...features.routes, lines: shape ? [...rest, { kind: "lit", shape }] : rest };
    frame.dataset.lit = shape ? String(at) : "";
    atlas.repaint();
  }
}
