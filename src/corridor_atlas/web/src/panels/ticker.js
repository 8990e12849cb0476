/* While it plays: what happened, in words, over the foot of the map. */

import { el } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { dateInWords } from "../model/dates.js";
import { meets } from "../model/geometry.js";
import { datesOf, fits } from "../model/happenings.js";
import { dateOf, TURNS, turnsByYear } from "../model/turns.js";

const MOST = 3; // lines at a time
const PAUSE = 1000; // milliseconds for which lines stand at least, as long as the voice of the map pauses
const STAY = 3200; // milliseconds after which they go, if nothing follows
const HAPPENING = TURNS.indexOf("begun") - 0.5; // an event tells more than that something is built or planned

/** @typedef {{ year: number, date: string, rank: number[], feature?: Feature, kind?: string, one?: Happening, ended?: boolean }} News */

/** What the years after `since` up to `year` brought to what can be seen: the most telling of it, in order of time.
 * @param {{ state: State, turns: Map<number, Turn[]>, inView: (feature: Feature) => boolean }} of
 * @param {number} since
 * @param {number} year
 * @returns {News[]} */
export function newsOf({ state, turns, inView }, since, year) {
  /** @type {News[]} */
  const found = [];
  for (let at = since + 1; at <= year; at++) {
    for (const turn of turns.get(at) || []) {
      const { feature, kind } = turn;
      if (state.code(feature, at) < 0 || !inView(feature)) continue;
      found.push({ year: at, date: dateOf(turn, at), feature, kind, rank: [TURNS.indexOf(kind), -feature.layer.order] });
    }
  }
  for (const one of state.model.happenings) {
    if (!fits(one, state)) continue;
    for (const { date, status, ended } of datesOf(one, since + 1, year)) {
      if (status === "operating") found.push({ year, date, one, ended, rank: [HAPPENING, 0] });
    }
  }
  found.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
  return found.slice(0, MOST).sort((a, b) => a.year - b.year || (a.date < b.date ? -1 : 1));
}

export class Ticker {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-ticker", parent, { role: "status" });
    this.last = -Infinity; // when lines were put up
    /** @type {number | null} the year before the first that has not been told */
    this.since = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    atlas.on("played", ({ year }) => this.heed(year));
    atlas.on("shown", () => !atlas.clock.playing && this.clear());
    atlas.undo.push(() => clearTimeout(this.timer));
  }

  /** What each year brings, worked out when it is first played.
   * @returns {Map<number, Turn[]>} */
  get turns() {
    return this.known || (this.known = turnsByYear(this.atlas.model));
  }

  /** A year was played: tell of it, or if the last lines are too fresh, soon, with those in between.
   * @param {number} year */
  heed(year) {
    if (this.since === null || this.since >= year) this.since = year - 1;
    clearTimeout(this.timer);
    const wait = this.last + PAUSE - performance.now();
    if (wait <= 0) this.tell();
    else this.timer = setTimeout(() => this.tell(), wait);
  }

  tell() {
    const { atlas } = this;
    const { state } = atlas;
    const { min, max } = atlas.map.getPixelBounds();
    const seen = [min.x, min.y, max.x, max.y].map((one) => one / 2 ** atlas.map.getZoom());
    const news = newsOf({ state, turns: this.turns, inView: ({ shape }) => meets(shape.box, seen) }, this.since, state.year);
    this.since = state.year;
    if (news.length) {
      this.box.replaceChildren(...news.map((one) => this.line(one)));
      this.last = performance.now();
    }
    this.timer = setTimeout(() => this.clear(), this.last + STAY - performance.now());
  }

  /** @param {News} news */
  line({ date, feature, kind, one, ended }) {
    const { text, state } = this.atlas;
    const node = el("p");
    el("b", "", node, { text: dateInWords(date, state.language, text) });
    const manner = kind === "opened" || kind === "closed" ? `_${feature.layer.manner}` : "";
    const key = one ? `fresh_${ended ? "closed" : "opened"}_event` : `fresh_${kind}${manner}`;
    node.append(` ${fill(text(key), { name: pick(one ? one.n : feature.names, state.language) })}`);
    return node;
  }

  clear() {
    clearTimeout(this.timer);
    this.since = null;
    this.box.replaceChildren();
  }
}
