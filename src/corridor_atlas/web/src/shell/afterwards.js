/* What a new year brings beside the map itself: it is done after the frame in which the year was drawn, a little of it
 * at a time, so that the year never waits for it. */

import { listen } from "../core/dom.js";

const SLICE = 6; // milliseconds of work at a time, so that a key pressed meanwhile is heard at once
const LATEST = 100; // milliseconds after which it is done, though one year follows the other

/** What follows a new year, what is most looked at first. */
export const FOLLOWS = ["names", "headline", "drawer", "legend", "key", "chips"];

/** Works by name, in the order in which they were first named. */
export class Afterwards {
  constructor() {
    /** @type {Map<string, () => void>} */
    this.works = new Map();
    /** @type {Set<string>} the names of those that are due */
    this.due = new Set();
    this.since = Infinity; // when the first of those became due
    this.turn = 0; // of those asked for so far: what was to begin before is passed over
  }

  /** @param {Record<string, () => void>} works */
  add(works) {
    for (const [name, work] of Object.entries(works)) this.works.set(name, work);
  }

  /** Do these works, or all, after the next frame; what is asked for again before is done once.
   * @param {string[]} [names] */
  ask(names = [...this.works.keys()]) {
    const now = performance.now();
    if (!this.due.size) this.since = now;
    for (const name of names) this.due.add(name);
    if (this.waits && now - this.since > LATEST) return;
    this.waits = true;
    const turn = ++this.turn;
    const begin = () => {
      if (turn === this.turn) this.slice(turn);
    };
    if (document.hidden) setTimeout(begin); // no frame comes
    else requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(begin))); // the second frame begins when the first is drawn
  }

  /** Do what is due for a little while, and go on after what else waits.
   * @param {number} turn */
  slice(turn) {
    const end = performance.now() + SLICE;
    for (const [name, work] of this.works) {
      if (!this.due.delete(name)) continue;
      work();
      if (performance.now() > end) break;
    }
    this.waits = this.due.size > 0;
    if (this.waits) setTimeout(() => turn === this.turn && this.slice(turn));
  }

  /** Do at once what is due of these works, or of all: somebody is about to read it.
   * @param {string[]} [names] */
  finish(names = [...this.works.keys()]) {
    for (const [name, work] of this.works) if (names.includes(name) && this.due.delete(name)) work();
  }

  /** Nothing is due any more: all of it was done, or never will be. */
  forget() {
    this.turn += 1;
    this.waits = false;
    this.due.clear();
  }
}

/** What an atlas does after a new year.
 * @param {Atlas} atlas */
export function follow(atlas) {
  const after = new Afterwards();
  const { state, block, drawer, chips, labels, comparison } = atlas;
  after.add({
    names: () => [labels, comparison.second?.names].forEach((one) => one?.redrawNow()),
    headline: () => block.tell(state),
    drawer: () => drawer.update(state),
    legend: () => block.legend.update(state),
    key: () => block.key.update(state),
    chips: () => chips.update(),
    told: () => {
      const { settled } = atlas;
      atlas.settled = false;
      atlas.emit("year", { year: state.year, settled });
      if (settled) atlas.say();
    },
  });
  atlas.features.isBusy = () => atlas.clock.playing;
  listen(atlas.undo, atlas.timebar.box, "focusin pointerenter", () => atlas.features.expectStep());
  atlas.undo.push(() => after.forget());
  return after;
}
