/* "Could cargo go?": what is asked of the network, what of the answer is drawn, and picking a place on the map. */

import { fill, pick, shortName } from "../core/words.js";
import { lineOf } from "../model/geometry.js";
import { statusText } from "../model/sentences.js";
import { codeOf } from "../model/spans.js";
import { Answers } from "../network/answers.js";
import { courseOf, placeOf } from "../network/course.js";
import { Teller } from "../network/sentences.js";

const PANEL = "cargo";
const REACH = 30; // pixels around the pointer in which a place is picked

export class Asking {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** @type {string | null} what the next click on the map gives: an end of a way, or the place of a reach */
    this.picking = null;
    /** @type {(id: string) => void} what is done with it */
    this.picked = () => {};
    this.told = JSON.stringify(this.value()); // what those who listen know
    this.quiet = false; // whether they are not to be told
    this.drawn = ""; // what is drawn: the ways of which question and year, and which of them
    /** @type {Answers | null} */
    this.made = null;
  }

  /** Answer what the page was opened with, unless something else lies in the drawer.
   * @param {boolean} taken */
  begin(taken) {
    const { state, drawer } = this.atlas;
    state.asking = state.asking && this.can && !taken;
    if (state.asking) drawer.open(PANEL);
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
    const open = drawer.current === PANEL;
    if (!silent && drawer.reads) this.atlas.select(null);
    if (state.asking && !open) drawer.open(PANEL, !silent);
    if (!state.asking && open && silent) drawer.put(null);
    this.changed(pan);
    this.tell();
    this.quiet = false;
  }

  /** The host page says what is asked, or that nothing is.
   * @param {Options | null} value */
  follow(value) {
    if (value || this.value()) this.ask(value || { origin: null, destination: null }, { silent: true, pan: Boolean(value) });
  }

  /** The panel opens: its question counts again. */
  open() {
    const { state, sight, drawer } = this.atlas;
    if (sight.narrow && drawer.sheet.at === 0) drawer.sheet.set("half");
    state.asking = Boolean(state.origin || state.destination);
    this.told = ""; // whoever opened it has closed something else, and with that perhaps what was asked
    this.changed(false);
    this.tell();
  }

  /** The panel closes: what it asked is no longer asked. */
  close() {
    this.pick(null);
    this.atlas.state.asking = false;
    this.changed(false);
    this.tell();
  }

  /** @param {boolean} pan */
  changed(pan) {
    const { drawer, block, state } = this.atlas;
    this.draw(pan);
    drawer.update(state);
    block.update(state);
  }

  /** What those who listen are told: a whole question, or that none is asked. */
  value() {
    const { asking, origin, destination, alternative } = this.atlas.state;
    return asking && origin && destination ? { ...this.question, modes: [...this.question.modes], alternative } : null;
  }

  tell() {
    const value = this.value();
    const told = JSON.stringify(value);
    if (told === this.told) return;
    this.told = told;
    if (!this.quiet) this.atlas.emit("ways", { value });
  }

  /** The ways of the year and which of them is shown: a year may have fewer than the one before. */
  ofYear() {
    const { year, alternative } = this.atlas.state;
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

  /** Draw the way that is shown, and what others lack; the rest of the map steps back.
   * @param {boolean} [pan] */
  draw(pan) {
    const { atlas } = this;
    const { state, features } = atlas;
    const key = this.answered ? JSON.stringify([this.question, state.year, state.alternative, state.language]) : "";
    if (key === this.drawn && !pan) return;
    const asked = Boolean(this.drawn);
    this.drawn = key;
    if (!key) {
      features.routes = null;
      if (asked) state.lit = null;
      atlas.frame.dataset.routes = "";
      if (asked) atlas.repaint();
      return;
    }
    const { ways, lacking, chosen } = this.ofYear();
    const way = ways[chosen];
    const lines = (way ? way.legs : []).map(({ leg }) => ({ kind: "way", shape: lineOf([courseOf(this.answers.net, leg)]) }));
    const ends = [state.origin, state.destination].map((place) => placeOf(this.answers.net, place)).filter(Boolean);
    const missing = lacking.flatMap((one) => this.missing(one));
    features.routes = { lines: [...missing, ...lines], ends };
    state.lit = this.spokenOf(way, lacking);
    atlas.frame.dataset.routes = way ? "way" : "none";
    atlas.repaint();
    if (pan) this.bring();
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
      return [{ kind: "missing", shape: lineOf(courses), name }];
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

  /** Bring all that is drawn into view. */
  bring() {
    const { routes } = this.atlas.features;
    const parts = [...routes.lines.flatMap((/** @type {{ shape: Shape }} */ { shape }) => shape.parts), routes.ends.flat()];
    this.atlas.sight.fill(lineOf(parts.filter((xy) => xy.length)));
  }

  /** Light a part of the way that is shown, or nothing.
   * @param {[number, number] | null} parts */
  light(parts) {
    const { atlas } = this;
    const { routes } = atlas.features;
    if (!routes) return;
    const rest = routes.lines.filter((/** @type {{ kind: string }} */ one) => one.kind !== "lit");
    const way = rest.filter((/** @type {{ kind: string }} */ one) => one.kind === "way");
    const lit = parts ? way.slice(parts[0], parts[1] + 1).map((/** @type {object} */ one) => ({ ...one, kind: "lit" })) : [];
    atlas.features.routes = { ...routes, lines: [...rest, ...lit] };
    atlas.frame.dataset.lit = parts ? parts.join("-") : "";
    atlas.repaint();
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
