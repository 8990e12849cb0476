/* How far one gets: what is asked from a place, what of the network that reaches in the year, and how it is drawn. */

import { fill, pick, shortName } from "../core/words.js";
import { MODES, NO_REACH } from "../model/state.js";
import { placeOf } from "../network/course.js";
import { legsWithin, placesAmong, reachedFrom, toldApart } from "../network/reach.js";
import { bringLegs, clearLegs, drawLegs } from "./legs.js";

const PANEL = "reach";

/** A place within reach with its kilometres or crossings; and all that is found.
 * @typedef {{ id: string, name: string, value: number }} ReachRow
 * @typedef {{ rows: ReachRow[], gained: ReachRow[], lost: ReachRow[], legs: { way: Leg[], gained: Leg[], lost: Leg[] } }} Reached */

export class Reaching {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.open = false; // whether its panel is
    this.told = "null"; // what those who listen know
    this.drawn = ""; // which question is drawn, and for which year
    this.found = { key: "", reached: /** @type {Reached | null} */ (null) };
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
   * @param {Partial<import("../network/reach.js").ReachAsked> & { load?: string, anySea?: boolean }} change */
  ask({ load, anySea, ...change }) {
    const { state, drawer } = this.atlas;
    if (!this.can) return;
    if (load) state.load = load;
    if (anySea !== undefined) state.anySea = anySea;
    Object.assign(state.reach, change);
    if (drawer.reads) this.atlas.select(null);
    if (!this.open) drawer.open(PANEL, true);
    this.changed("origin" in change || "within" in change || "borders" in change);
  }

  /** The host page or the address says what is asked, or with null that nothing is, before it says which panel is open.
   * @param {(import("../network/reach.js").ReachAsked & { load: string, anySea: boolean }) | null} value */
  follow(value) {
    const { state } = this.atlas;
    const { load, anySea, ...reach } = value || { ...NO_REACH, load: "", anySea: false };
    if (load) Object.assign(state, { load, anySea });
    const moves = reach.origin !== state.reach.origin;
    state.reach = { ...reach };
    this.told = JSON.stringify(value && this.whole());
    if (this.open) this.changed(moves);
  }

  /** The panel opens. */
  opened() {
    const { sight, drawer } = this.atlas;
    if (sight.narrow && drawer.sheet.at === 0) drawer.sheet.set("half");
    this.open = true;
    this.changed(!this.atlas.map.atlasHeld);
  }

  /** The panel closes: what it asked is no longer asked. */
  closed() {
    const { asking, state } = this.atlas;
    asking.pick(null);
    this.open = false;
    state.reach = { ...NO_REACH };
    this.changed(false);
  }

  /** @param {boolean} pan whether the map goes there */
  changed(pan) {
    const { drawer, block, state } = this.atlas;
    this.draw(pan);
    drawer.update(state);
    block.update(state);
    this.tell();
  }

  whole() {
    const { reach, load, anySea } = this.atlas.state;
    return { ...reach, load, anySea };
  }

  /** What those who listen are told: the whole question while the panel is open. */
  value() {
    return this.open ? this.whole() : null;
  }

  tell() {
    const value = this.value();
    const told = JSON.stringify(value);
    if (told === this.told) return;
    this.told = told;
    this.atlas.emit("reach", { value });
  }

  /** What is within reach in the year of the map, and what of it in the other year alone or in this one alone.
   * @returns {Reached} */
  reached() {
    const { state } = this.atlas;
    const key = JSON.stringify([this.whole(), state.year, state.language]);
    if (this.found.key !== key) this.found = { key, reached: this.look() };
    return this.found.reached;
  }

  look() {
    const { state, asking } = this.atlas;
    const { router, net } = asking.answers;
    const { reach, load, anySea, year } = state;
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

  /** Draw what is within reach.
   * @param {boolean} [pan] */
  draw(pan) {
    const { atlas } = this;
    const { state, asking } = atlas;
    const key = this.answered ? JSON.stringify([this.whole(), state.year]) : "";
    if (key !== this.drawn) {
      const was = Boolean(this.drawn);
      this.drawn = key;
      if (key) {
        const { legs, rows, lost } = this.reached();
        const place = placeOf(asking.answers.net, state.reach.origin);
        drawLegs(atlas, PANEL, legs, { ends: place ? [place] : [], lit: [state.reach.origin, ...[...rows, ...lost].map(({ id }) => id)] });
      } else if (was) clearLegs(atlas);
    }
    if (key && pan) bringLegs(atlas);
  }
}
