/* "Could cargo go?": what is asked of the network, what of the answer is drawn, and picking a place on the map. */

import { fill, pick, shortName } from "../core/words.js";
import { lineOf } from "../model/geometry.js";
import { statusText } from "../model/sentences.js";
import { codeOf } from "../model/spans.js";
import { Answers } from "../network/answers.js";
import { courseOf, placeOf } from "../network/course.js";
import { Teller } from "../network/sentences.js";
import { lightLegs } from "./legs.js";
import { Shown } from "./shown.js";

const REACH = 30; // pixels around the pointer in which a place is picked

export class Asking extends Shown {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    super(atlas, "cargo", "ways");
    /** @type {string | null} what the next click on the map gives: an end of a way, or the place of a reach */
    this.picking = null;
    /** @type {(id: string) => void} what is done with it */
    this.picked = () => {};
    this.told = JSON.stringify(this.value());
    /** @type {Answers | null} */
    this.made = null;
  }

  /** Answer what the page was opened with, unless something else lies in the drawer.
   * @param {boolean} taken */
  begin(taken) {
    const { state, drawer } = this.atlas;
    state.asking = state.asking && this.can && !taken;
    if (state.asking) drawer.open(this.panel);
  }

  /** Whether the atlas has a network. */
  get can() {
    return Boolean(this.atlas.payload.network);
  }

  /** Made when something is asked first. */
  get answers() {
    const { payload, model } = this.atlas;
    if (!this.made) this.made = new Answers(payload.network, model);
    return this.made;
  }

  /** @returns {Question} */
  get question() {
    const { origin, destination, modes, load, anySea } = this.atlas.state;
    return { origin, destination, modes, load, anySea };
  }

  /** Whether there is an answer to show. */
  get answered() {
    return this.can && this.atlas.state.asking && this.answers.canAnswer(this.question);
  }

  /** Ask: what is not named stays. Another question shows its best way. `quiet`: nobody is told, and nothing moves
   * unless `pan` says so.
   * @param {Options} change
   * @param {Quiet} [quiet] */
  ask(change, { silent, pan = !silent } = {}) {
    const { state, drawer } = this.atlas;
    if (!this.can) return;
    const before = JSON.stringify([this.question, state.alternative, state.asking]);
    state.setQuestion(change);
    if (before === JSON.stringify([this.question, state.alternative, state.asking])) return;
    this.quiet = Boolean(silent);
    const open = drawer.current === this.panel;
    if (!silent && drawer.reads) this.atlas.select(null);
    if (state.asking && !open) drawer.open(this.panel, !silent);
    if (!state.asking && open && silent) drawer.put(null);
    this.changed(pan);
    this.quiet = false;
  }

  /** The host page says what is asked, or that nothing is.
   * @param {Options | null} value */
  follow(value) {
    if (value || this.value()) this.ask(value || { origin: null, destination: null }, { silent: true, pan: Boolean(value) });
  }

  /** The panel opens: its question counts again. */
  opened() {
    const { state } = this.atlas;
    this.lift();
    this.open = true;
    state.asking = Boolean(state.origin || state.destination);
    this.told = ""; // whoever opened it has closed something else, and with that perhaps what was asked
    this.changed(false);
  }

  /** The panel closes: what it asked is no longer asked. */
  closed() {
    this.pick(null);
    this.open = false;
    this.atlas.state.asking = false;
    this.changed(false);
  }

  /** A whole question, or null while an end of it is missing. */
  asked() {
    const { origin, destination, alternative } = this.atlas.state;
    return origin && destination ? { ...this.question, modes: [...this.question.modes], alternative } : null;
  }

  /** The question may wait under what is read: it counts as long as it is asked. */
  value() {
    return this.atlas.state.asking ? this.asked() : null;
  }

  /** The ways of a year and which of them is shown: a year may have fewer than the one before.
   * @param {number} [year] that of the map, if no other */
  ofYear(year = this.atlas.state.year) {
    const { alternative } = this.atlas.state;
    const { ways, lacking } = this.answers.of(this.question, year);
    return { ways, lacking, chosen: Math.min(alternative, ways.length) - 1 };
  }

  /** The question and its answer in words, while there is one.
   * @returns {Headline | null} */
  headline() {
    if (!this.answered) return null;
    const { answers, question, atlas } = this;
    const { year, load } = atlas.state;
    const teller = new Teller(atlas, answers.net);
    const [start, end] = [question.origin, question.destination].map((id) => shortName(teller.name(id)));
    const { yes, no } = teller.answer(answers.through(question), answers.of(question, year), year, answers.modesOf(question), load);
    return { title: fill(atlas.text("cargo_headline"), { start, end, year }), news: yes + no, fresh: [], counts: [] };
  }

  subject() {
    const { alternative, language } = this.atlas.state;
    return this.answered ? JSON.stringify([this.question, alternative, language]) : "";
  }

  /** The way that is shown, and what others lack.
   * @param {number} year
   * @returns {import("./legs.js").Drawing} */
  drawing(year) {
    const { state } = this.atlas;
    const { net } = this.answers;
    const { ways, lacking, chosen } = this.ofYear(year);
    const way = ways[chosen];
    const lines = (way ? way.legs : []).map(({ leg }) => ({ kind: /** @type {const} */ ("way"), shape: lineOf([courseOf(net, leg)]) }));
    const ends = [state.origin, state.destination].map((place) => placeOf(net, place)).filter(Boolean);
    const missing = lacking.flatMap((one) => this.missing(one));
    return { name: way ? "way" : "none", lines: [...missing, ...lines], ends, lit: this.spokenOf(way, lacking) };
  }

  /** What would have to open, as lines; a crossing or port has no course.
   * @param {import("../network/answers.js").Lacking} lacking */
  missing({ missing, opened }) {
    const { net } = this.answers;
    const { text, state } = this.atlas;
    return missing.flatMap((one) => {
      const legs = opened ? opened.legs.filter(({ leg }) => leg.line === one.id) : [];
      const all = legs.length ? legs.map(({ leg }) => leg) : net.legs.filter((leg) => leg.line === one.id);
      const courses = all.map((leg) => courseOf(net, leg)).filter((xy) => xy.length);
      if (!courses.length) return [];
      const status = one.status ? statusText(codeOf(one.status, one.only), text) : text("cargo_not_there");
      const name = fill(text("cargo_missing"), { name: pick(net.namesOf(one.id), state.language), status });
      return [{ kind: /** @type {const} */ ("missing"), shape: lineOf(courses), name }];
    });
  }

  /** Ids of all that the answer speaks of.
   * @param {Route | undefined} way
   * @param {import("../network/answers.js").Lacking[]} lacking */
  spokenOf(way, lacking) {
    const { state } = this.atlas;
    const ids = [state.origin, state.destination, ...lacking.flatMap(({ missing }) => missing.map((one) => one.id))];
    for (const { leg } of way ? way.legs : []) ids.push(leg.line, ...leg.gates);
    return new Set(ids);
  }

  /** Light a part of the way that is shown, or nothing.
   * @param {[number, number] | null} parts */
  light(parts) {
    const { routes } = this.atlas.features;
    if (!routes) return;
    const way = routes.lines.filter((/** @type {{ kind: string }} */ one) => one.kind === "way");
    const lit = parts ? way.slice(parts[0], parts[1] + 1) : [];
    lightLegs(this.atlas, lit.map((/** @type {{ shape: Shape }} */ { shape }) => shape), parts ? parts.join("-") : "");
  }

  /** Let the next click on the map give a place, or with null no longer.
   * @param {string | null} what
   * @param {(id: string) => void} [choose] */
  pick(what, choose = () => {}) {
    const { map, drawer, sight } = this.atlas;
    if (what === this.picking) return;
    if (sight.narrow) drawer.sheet.set(what ? "peek" : "half");
    this.picking = what;
    this.picked = choose;
    map.getContainer().classList.toggle("cam-picking", Boolean(what));
    drawer.update(this.atlas.state);
  }

  /** Take a click on the map for a place, while one is to be picked. `found` lies under the pointer, x and y are
   * where that is, in layer pixels, and `frame` what is drawn there.
   * @param {Feature | null} found
   * @param {{ x: number, y: number }} at
   * @param {Frame} frame */
  take(found, { x, y }, { view }) {
    const { picking, atlas, answers } = this;
    if (!picking) return false;
    const { scale, x: left, y: top } = view;
    const here = found && answers.net.places.has(found.id) ? found.id : answers.nearest((x + left) / scale, (y + top) / scale, REACH / scale);
    if (!here) {
      atlas.voice.say(atlas.text("cargo_pick_none"));
      return true;
    }
    const { picked } = this;
    this.pick(null);
    picked(here);
    return true;
  }
}
