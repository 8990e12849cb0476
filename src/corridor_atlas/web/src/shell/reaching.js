/* How far one gets: what is asked from a place, what of the network that reaches in the year, and how it is drawn. */

import { fill, pick, shortName } from "../core/words.js";
import { MODES, NO_REACH } from "../model/state.js";
import { placeOf } from "../network/course.js";
import { legsWithin, placesAmong, reachedFrom, toldApart } from "../network/reach.js";
import { linesOf } from "./legs.js";
import { Shown } from "./shown.js";

const KEPT = 2; // answers that are kept: two maps show two years

/** A place within reach with its kilometres or crossings; and all that is found.
 * @typedef {{ id: string, name: string, value: number }} ReachRow
 * @typedef {{ rows: ReachRow[], gained: ReachRow[], lost: ReachRow[], legs: { way: Leg[], gained: Leg[], lost: Leg[] } }} Reached
 * @typedef {import("../network/reach.js").ReachAsked & { load: string, anySea: boolean }} ReachQuestion */

export class Reaching extends Shown {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    super(atlas, "reach", "reach");
    /** @type {Map<string, Reached>} */
    this.found = new Map();
  }

  /** Whether the atlas has a network. */
  get can() {
    return this.atlas.asking.can;
  }

  /** Whether there is an answer to show. */
  get answered() {
    const { origin } = this.atlas.state.reach;
    return this.can && this.open && Boolean(origin) && this.atlas.asking.answers.net.places.has(origin);
  }

  /** Ask: what is not named stays. It opens the panel that answers.
   * @param {Partial<ReachQuestion>} change */
  ask({ load, anySea, ...change }) {
    const { state } = this.atlas;
    if (!this.can) return;
    if (load) state.load = load;
    if (anySea !== undefined) state.anySea = anySea;
    Object.assign(state.reach, change);
    this.raise("origin" in change || "within" in change || "borders" in change);
  }

  /** @param {ReachQuestion | null} value */
  takeOver(value) {
    const { state } = this.atlas;
    const { load, anySea, ...reach } = value || { ...NO_REACH, load: "", anySea: false };
    if (load) Object.assign(state, { load, anySea });
    const moves = reach.origin !== state.reach.origin;
    state.reach = { ...reach };
    return moves;
  }

  closed() {
    this.atlas.asking.pick(null);
    super.closed();
  }

  /** The whole question.
   * @returns {ReachQuestion} */
  asked() {
    const { reach, load, anySea } = this.atlas.state;
    return { ...reach, load, anySea };
  }

  /** What is within reach in a year, and what of it in the other year alone or in this one alone.
   * @param {number} [year] that of the map, if no other
   * @returns {Reached} */
  reached(year = this.atlas.state.year) {
    const { found } = this;
    const key = JSON.stringify([this.asked(), year, this.atlas.state.language]);
    const reached = found.get(key) || this.look(year);
    found.delete(key); // the last that was asked for stands last
    found.set(key, reached);
    for (const old of [...found.keys()].slice(0, -KEPT)) found.delete(old);
    return reached;
  }

  /**
   * @param {number} year
   * @returns {Reached} */
  look(year) {
    const { state, asking } = this.atlas;
    const { router, net } = asking.answers;
    const { reach, load, anySea } = state;
    const asked = { modes: MODES, load, anySea };
    const [now, then] = [year, reach.before || year].map((at) => {
      const nodes = reachedFrom(router, reach, at, asked);
      return { places: placesAmong(net, nodes), legs: legsWithin(router, nodes, at, asked) };
    });
    const collator = new Intl.Collator(state.language);
    /** Nearest first.
     * @param {Map<string, number>} places
     * @param {Map<string, number>} [but]
     * @returns {ReachRow[]} */
    const rows = (places, but) => [...places].filter(([id]) => id !== reach.origin && !(but && but.has(id)))
      .map(([id, value]) => ({ id, value, name: pick(net.namesOf(id), state.language) || id }))
      .sort((a, b) => Math.round(a.value * 10) - Math.round(b.value * 10) || collator.compare(a.name, b.name));
    return { rows: rows(now.places), gained: rows(now.places, then.places), lost: rows(then.places, now.places), legs: toldApart(then.legs, now.legs) };
  }

  /** "Within 500 km of Northport".
   * @param {boolean} [short] */
  title(short) {
    const { state, asking } = this.atlas;
    const { origin, within, borders } = state.reach;
    const name = pick(asking.answers.net.namesOf(origin), state.language) || origin;
    const values = { origin: short ? shortName(name) : name, number: borders ?? within };
    return this.atlas.tell(borders === null ? "reach_km" : "reach_borders", values);
  }

  /** How much is within reach, in a sentence. */
  inWords() {
    const { rows } = this.reached();
    const { year } = this.atlas.state;
    return rows.length ? this.atlas.tell("reach_found", { number: rows.length, year }) : fill(this.atlas.text("reach_nowhere"), { year });
  }

  /** What is within reach, while that is asked.
   * @returns {Headline | null} */
  headline() {
    if (!this.answered) return null;
    const title = fill(this.atlas.text("reach_headline"), { reach: this.title(true), year: this.atlas.state.year });
    return { title, news: this.inWords(), fresh: [], counts: [] };
  }

  subject() {
    return this.answered ? JSON.stringify(this.asked()) : "";
  }

  /** What is within reach.
   * @param {number} year
   * @returns {import("./legs.js").Drawing} */
  drawing(year) {
    const { net } = this.atlas.asking.answers;
    const { origin } = this.atlas.state.reach;
    const { legs, rows, lost } = this.reached(year);
    const place = placeOf(net, origin);
    return { name: this.panel, ends: place ? [place] : [], ...linesOf(net, legs, [origin, ...[...rows, ...lost].map(({ id }) => id)]) };
  }
}
