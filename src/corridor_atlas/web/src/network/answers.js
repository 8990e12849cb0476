/* What the network answers to a question: the years of each mode, the ways of a year, and what stands in the way. */

import { placeOf } from "./course.js";
import { Net } from "./net.js";
import { Router } from "./router.js";

const OFFERED = 3; // ways that are looked for, whatever one travels by
const KEPT = 40; // questions whose answers are kept

/** The answers to one question.
 * @typedef {{ rows: { modes: string[], years: (Route | null)[] }[], never: string[], mixed: boolean, any: boolean }} Years
 * @typedef {{ ways: Route[], lacking: Lacking[] }} OfYear
 * @typedef {{ modes: string[], missing: MissingOne[], opened: Route | null }} Lacking */

export class Answers {
  /**
   * @param {NetworkTold} told
   * @param {Model} model */
  constructor(told, model) {
    this.net = new Net(told, model);
    this.router = new Router(this.net);
    /** @type {Map<string, Years>} */
    this.years = new Map();
    /** @type {Map<string, OfYear>} */
    this.ofYear = new Map();
  }

  /** Whether the network can answer: two places that differ, to both of which a line leads.
   * @param {Question} question */
  canAnswer({ origin, destination }) {
    const { net } = this;
    return Boolean(origin && destination && net.places.has(origin) && net.places.has(destination) && !net.isSame(origin, destination));
  }

  /** The modes of a question of which the atlas has a line.
   * @param {Question} question */
  modesOf({ modes }) {
    return this.net.modes.filter((mode) => modes.includes(mode));
  }

  /** Of each mode the best way in every year; in a row of its own, what only several modes together can do. Modes that
   * never have a way are named, and have no row.
   * @param {Question} question
   * @returns {Years} */
  through(question) {
    return kept(this.years, keyOf(question), () => {
      const modes = this.modesOf(question);
      const all = modes.map((mode) => ({ modes: [mode], years: this.series({ ...question, modes: [mode] }) }));
      const together = { ...question, modes };
      const years = modes.length < 2 ? [] : this.net.years.map((year, i) => (
        all.some((row) => row.years[i]) ? null : this.router.found(question.origin, question.destination, year, together)
      ));
      const mixed = years.some(Boolean);
      const rows = all.filter((row) => row.years.some(Boolean));
      const never = all.filter((row) => !row.years.some(Boolean)).flatMap((row) => row.modes);
      return { rows: mixed ? [...rows, { modes, years }] : rows, never, mixed, any: rows.length > 0 || mixed };
    });
  }

  /** @param {Question} question */
  series(question) {
    return this.router.series(question.origin, question.destination, question);
  }

  /** The ways of a year, best first, those of single modes that are not among them after; and of each mode that has a way
   * in other years what it lacks in this one, or of all together where there is no way in any.
   * @param {Question} question
   * @param {number} year
   * @returns {OfYear} */
  of(question, year) {
    return kept(this.ofYear, `${keyOf(question)}|${year}`, () => {
      const { origin, destination } = question;
      const modes = this.modesOf(question);
      const { rows, any } = this.through(question);
      const ways = this.router.ways(origin, destination, year, { ...question, modes }, OFFERED);
      const at = year - this.net.model.years[0];
      const single = rows.filter((row) => row.modes.length === 1);
      for (const { years } of single) if (years[at] && !ways.some((way) => isSame(way, years[at]))) ways.push(years[at]);
      const lacking = any ? single.filter(({ years }) => !years[at]).map((row) => row.modes) : [modes];
      return { ways, lacking: lacking.map((some) => this.lack(question, some, year)) };
    });
  }

  /** What is missing for a way by some modes, and the way that there would be.
   * @param {Question} question
   * @param {string[]} modes
   * @param {number} year
   * @returns {Lacking} */
  lack(question, modes, year) {
    const { origin, destination } = question;
    const asked = { ...question, modes };
    const missing = this.router.missing(origin, destination, year, asked);
    const opened = missing.length ? this.router.found(origin, destination, year, { ...asked, opened: missing.map((one) => one.id) }) : null;
    return { modes, missing, opened };
  }

  /** The place that is nearest to a point of the map, if it is near enough; both in world pixels.
   * @param {number} x
   * @param {number} y
   * @param {number} within */
  nearest(x, y, within) {
    let best = null;
    let least = within;
    for (const place of this.net.told.choices) {
      const here = placeOf(this.net, place);
      const away = here ? Math.hypot(here[0] - x, here[1] - y) : Infinity;
      if (away < least) [best, least] = [place, away];
    }
    return best;
  }
}

/** The modes that a way uses, in the order in which it uses them.
 * @param {Route} way */
export const modesIn = ({ legs }) => [...new Set(legs.map(({ leg }) => leg.mode))];

/** Neighbouring legs on the same line as one: the line, its first and last node, kilometres, and numbers of its legs.
 * @param {Route} way */
export function stretchesOf({ legs }) {
  /** @type {{ line: string, mode: string, start: number, end: number, km: number, parts: [number, number] }[]} */
  const found = [];
  legs.forEach(({ leg, start, end }, i) => {
    const last = found[found.length - 1];
    if (last && last.line === leg.line && last.end === start) {
      last.km += leg.km;
      last.end = end;
      last.parts[1] = i;
    } else found.push({ line: leg.line, mode: leg.mode, start, end, km: leg.km, parts: [i, i] });
  });
  return found;
}

/** Kilometres in each country; a leg in two countries counts half to each.
 * @param {Route} way */
export function kmByCountry({ legs }) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { leg } of legs) for (const code of leg.lands) found.set(code, (found.get(code) || 0) + leg.km / leg.lands.length);
  return found;
}

/**
 * @param {Route} a
 * @param {Route} b */
const isSame = (a, b) => a.lines.size === b.lines.size && [...a.lines].every((line) => b.lines.has(line));

/** @param {Question} question */
const keyOf = ({ origin, destination, modes, load, anySea }) => [origin, destination, modes, load, Boolean(anySea)].join("|");

/** What is kept under a key; made if need be, and the oldest goes.
 * @template T
 * @param {Map<string, T>} all
 * @param {string} key
 * @param {() => T} make */
function kept(all, key, make) {
  if (!all.has(key)) {
    if (all.size >= KEPT) all.delete(all.keys().next().value);
    all.set(key, make());
  }
  return all.get(key);
}
