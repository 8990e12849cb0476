/* Corridors: which of them is open, for what load, and how it is drawn on the map. */

import { fill, pick, shortName } from "../core/words.js";
import { lineOf } from "../model/geometry.js";
import { courseOf, placeOf } from "../network/course.js";
import { percentOf, Strips } from "../network/strips.js";
import { lightLegs } from "./legs.js";
import { Shown } from "./shown.js";

export class Corridors extends Shown {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    super(atlas, "corridors", "corridor");
    /** @type {Map<string, (Shape | null)[]>} the courses of the legs of each corridor, as they are drawn first */
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
    return this.open ? this.atlas.state.corridor : null;
  }

  /** Forget a corridor that a link names beside another panel. */
  begin() {
    if (!this.open) this.atlas.state.corridor = null;
  }

  /** Open a corridor, or with null all of them.
   * @param {string | null} id */
  show(id) {
    this.atlas.state.corridor = id;
    this.raise(Boolean(id));
    this.atlas.say();
  }

  /** Ask for cargo or for people.
   * @param {string} load */
  setLoad(load) {
    this.atlas.state.load = load;
    this.changed(false);
  }

  /** The corridor, if one is open, and for what. */
  asked() {
    const { corridor, load } = this.atlas.state;
    return { id: corridor, load };
  }

  /** @param {{ id: string | null, load: string } | null} value */
  takeOver(value) {
    const { state } = this.atlas;
    const before = state.corridor;
    state.corridor = value && value.id;
    if (value) state.load = value.load;
    return Boolean(state.corridor) && state.corridor !== before;
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

  subject() {
    return this.shown ? `${this.shown} ${this.atlas.state.load}` : "";
  }

  /** What can be used of the corridor that is shown, and what cannot.
   * @param {number} year
   * @returns {import("./legs.js").Drawing} */
  drawing(year) {
    const { shown, strips } = this;
    const { net } = strips;
    const chain = strips.chain(shown);
    const courses = this.coursesOf(shown);
    const { segments } = strips.strip(shown, year, this.atlas.state.load);
    const lines = segments.map(({ usable }, i) => ({ kind: /** @type {"way" | "missing"} */ (usable ? "way" : "missing"), shape: courses[i] }));
    const ends = chain.length ? [chain[0].start, chain[chain.length - 1].end].map((node) => placeOf(net, net.nodes[node])).filter(Boolean) : [];
    return { name: "corridor", lines: lines.filter(({ shape }) => shape), ends, lit: new Set(chain.flatMap(({ leg }) => [leg.line, ...leg.gates])) };
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

  /** Light a segment of the corridor that is shown, or nothing.
   * @param {number | null} at its number */
  light(at) {
    if (!this.drawn) return;
    const shape = at === null ? null : this.coursesOf(this.shown)[at];
    lightLegs(this.atlas, shape ? [shape] : [], shape ? String(at) : "");
  }
}
