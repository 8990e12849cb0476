/* A guided tour on stage: it takes the whole window, and leads the map from step to step. */

import { addIcon, el, isCommand, isField, listen } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { fill, pick } from "../core/words.js";
import { Growth } from "../map/growth.js";
import { builtSince } from "../model/strips.js";
import { FACETS } from "../model/state.js";
import { StepCard } from "../panels/step.js";

const NEAREST = 11; // closest zoom at which a step that only names features shows them
const CLOSE = 9; // zoom at which something is shown that the text leads to
const ASTRAY = { pixels: 40, zoom: 0.4 }; // further than this from a step's view the reader has gone elsewhere
const LANDED = 1100; // milliseconds of a flight after which lines begin to grow
const HEAD = 64; // pixels for the name of the tour and the way out

/**
 * @param {Set<string>} one
 * @param {Set<string>} other */
const same = (one, other) => one.size === other.size && [...one].every((value) => other.has(value));

export class Tour {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.tours = new Map((atlas.payload.stories || []).map((tour) => [tour.id, tour]));
    /** @type {Story | null} the one on stage */
    this.tour = null;
    this.number = 0; // its step, from 1
    /** @type {string | null} what the step has chosen on the map */
    this.chosen = null;
    /** @type {boolean} whether it was taken from the list, which comes back at its end */
    this.listed = false;
    this.box = el("section", "cam-stage-story", parent);
    this.box.hidden = true;
    this.live = el("div", "cam-hidden", this.box, { "aria-live": "polite" });
    this.name = el("p", "cam-story-name", this.box);
    this.out = el("button", "cam-story-leave", this.box, { type: "button" });
    addIcon(this.out, "M6 6l12 12M18 6L6 18");
    this.outText = el("span", "", this.out);
    this.out.onclick = () => this.leave(true);
    this.card = new StepCard(this.box, atlas, {
      turn: (by) => this.turn(by), back: () => this.go(this.tour.id, this.number), visit: (id) => this.visit(id),
    });
    this.growth = new Growth(atlas.state, atlas.features);
    listen(atlas.undo, document, "keydown", (event) => this.key(event));
    for (const name of ["view", "select", "compare"]) atlas.on(name, () => this.update());
    atlas.on("shown", () => this.update());
    atlas.on("dressed", () => this.dress());
    const resized = () => { if (this.playing && !this.turning && this.inPlace) this.travel(true); };
    atlas.map.on("resize", resized);
    atlas.undo.push(() => atlas.map.off("resize", resized), () => this.growth.stop());
  }

  get playing() {
    return this.tour !== null;
  }

  /** What of it lies over the map. */
  get boxes() {
    return [this.name, this.out, this.card.box];
  }

  dress() {
    const { text } = this.atlas;
    this.outText.textContent = text("story_leave");
    this.out.title = text("story_leave");
    this.card.dress();
    if (this.playing) this.write();
  }

  /** The step that is on stage, in words. */
  write() {
    this.name.textContent = pick(this.tour.title, this.atlas.state.language);
    this.box.setAttribute("aria-label", this.name.textContent);
    this.card.write(this.tour, this.number);
  }

  /* ---- from step to step ---- */

  get step() {
    return this.tour.steps[this.number - 1];
  }

  /** Begin a tour that was taken from the list.
   * @param {string} id */
  enter(id) {
    this.go(id, 1);
    this.listed = true;
    this.card.title.focus({ preventScroll: true });
  }

  /** Open a tour at a step, or with null leave it; how the link and the host page call it. `staged`:
   * year, layers and comparison are as they shall be already, with what the reader changed in them.
   * @param {string | null} id
   * @param {number} number
   * @param {Quiet} [options] */
  openStory(id, number, { silent, staged } = {}) {
    if (!this.tours.has(id)) {
      if (this.playing) this.leave(false, silent);
      return;
    }
    const wanted = clamp(Math.round(number) || 1, 1, this.tours.get(id).steps.length);
    if (this.playing && this.tour.id === id && this.number === wanted) return;
    this.go(id, wanted, { silent, staged });
  }

  /**
   * @param {string} id
   * @param {number} number
   * @param {Quiet} [options] */
  go(id, number, { silent, staged } = {}) {
    const { atlas } = this;
    const focus = this.box.contains(document.activeElement);
    this.turning = true;
    if (!this.playing) this.begin(staged);
    this.tour = this.tours.get(id);
    this.number = number;
    this.show();
    this.write();
    this.card.body.scrollTop = 0;
    if (focus && document.activeElement === document.body) this.card.title.focus({ preventScroll: true });
    if (!staged) this.setStage();
    this.light(staged && atlas.state.selected);
    this.turning = false;
    this.travel();
    this.grow();
    this.live.textContent = fill(atlas.text("story_spoken"), { step: number, number: this.tour.steps.length, title: this.card.title.textContent });
    if (!silent) this.tell();
  }

  /** @param {number} by */
  turn(by) {
    const number = this.number + by;
    if (number >= 1 && number <= this.tour.steps.length) this.go(this.tour.id, number);
  }

  /** Give the map back; it stays where it is.
   * @param {boolean} [focus]
   * @param {boolean} [silent] */
  leave(focus, silent) {
    const { atlas, listed } = this;
    const { id } = this.tour;
    const middle = atlas.sight.middle();
    this.giveBack();
    this.show();
    atlas.sight.keep(middle);
    if (!silent) this.tell();
    this.listed = false;
    if (!focus) return;
    if (listed) {
      atlas.drawer.open("stories");
      atlas.drawer.panel("stories").focus(id);
    } else atlas.map.getContainer().focus({ preventScroll: true });
  }

  /** Leave for a panel that is opened, if it is one: both together have no room.
   * @param {string | null} panel */
  giveWay(panel) {
    if (panel && this.playing) this.leave(false);
  }

  /** Remember the filter of before; that of a `staged` opening is the step's, so the usual layers come after it.
   * @param {boolean} [staged] */
  begin(staged) {
    const { state, drawer, opening } = this.atlas;
    opening.end();
    const facets = Object.fromEntries(FACETS.map((facet) => [facet, [...state.facets[facet]]]));
    const { certainOnly, showGone, era } = state;
    this.before = { ...facets, layers: staged ? this.usualLayers() : [...state.layers], era: era && era.id, certainOnly, showGone };
    drawer.open(null);
  }

  /** Nothing dimmed or tinted for the step any more, and the filter that was on before the tour. */
  giveBack() {
    const { atlas, step } = this;
    const { state } = atlas;
    const layers = this.layersOf(step);
    this.growth.stop();
    this.tour = null;
    state.lit = null;
    if (state.selected === this.chosen) atlas.select(null, { silent: true });
    if (step.against && state.against === step.against) atlas.compare({ against: null });
    if (same(state.layers, layers) && !state.narrowed) atlas.chooseFilter(this.before);
    else atlas.repaint();
  }

  tell() {
    const { atlas } = this;
    atlas.state.story = this.playing ? this.tour.id : null;
    atlas.state.step = this.playing ? this.number : 1;
    atlas.emit("story", { value: this.playing ? { id: this.tour.id, step: this.number } : null });
  }

  /** Let the stage cover the window, or uncover it. */
  show() {
    const { frame, map } = this.atlas;
    if (this.box.hidden !== this.playing) return;
    this.box.hidden = !this.playing;
    frame.classList.toggle("cam-in-story", this.playing);
    if (!this.playing) frame.classList.remove("cam-story-own");
    // under a card that covers most of a phone the middle of the map may lie where the map ends else
    this.bounds = this.playing ? map.options.maxBounds : this.bounds;
    map.setMaxBounds(this.playing ? null : this.bounds);
    map.invalidateSize({ animate: false });
  }

  /* ---- the map ---- */

  /** Pixels that the tour takes away from the map (left, top, right, bottom): on the side of the card where more
   * stays free, beside it or above it.
   * @param {DOMRect} room */
  covered(room) {
    const { drawer, sight } = this.atlas;
    const card = this.card.box.getBoundingClientRect();
    const right = drawer.isOpen && !sight.narrow ? drawer.box.offsetWidth : 0;
    const left = card.right - room.left;
    const foot = room.bottom - card.top;
    const beside = (room.width - left - right) * (room.height - HEAD);
    const above = (room.width - right) * (room.height - foot - HEAD);
    return beside > above ? [left, HEAD, right, 0] : [0, HEAD, right, foot];
  }

  usualLayers() {
    return this.atlas.model.layers.filter((one) => one.on).map((one) => one.id);
  }

  /** @param {StoryStep} step */
  layersOf(step) {
    return new Set(step.layers || this.usualLayers());
  }

  /** Bring year, layers and comparison to the step: what it does not name is as on opening. */
  setStage() {
    const { atlas, step } = this;
    const { state } = atlas;
    const against = step.against || null;
    const layers = this.layersOf(step);
    atlas.pause();
    if (state.against !== against || (against && state.how !== step.how)) atlas.compare({ against, how: step.how });
    atlas.setSince(step.since || null);
    if (state.narrowed || state.showGone || !same(state.layers, layers)) {
      const nothing = Object.fromEntries(FACETS.map((facet) => [facet, /** @type {string[]} */ ([])]));
      atlas.chooseFilter({ ...nothing, layers: [...layers], era: null, certainOnly: false, showGone: false });
    }
    atlas.setYear(step.year);
  }

  /** Mark what the step is about. `keep`: the reader has chosen something that shall stay so.
   * @param {string | boolean | null} [keep] */
  light(keep) {
    const { atlas, step } = this;
    const { state } = atlas;
    state.lit = step.lit ? new Set(step.lit) : null;
    if (!keep && state.selected && state.selected !== this.chosen) atlas.select(null); // the reader's own: its article closes
    this.chosen = step.selected || null;
    if (!keep) atlas.select(this.chosen, { silent: true }); // its article is not opened: the step tells it
    atlas.repaint();
    this.update();
  }

  /** Draw the lines of the step as they are built: those that came since the step before. */
  grow() {
    const { step, number, tour, atlas } = this;
    if (step.against) return; // the two years are there together
    const before = number > 1 ? tour.steps[number - 2].year : step.year;
    const since = Math.min(before, step.year - 1);
    this.growth.run(builtSince(atlas.model, step.lit || [], since, step.year), atlas.sight.flying ? LANDED : 0);
  }

  /** Go to the view of the step, at once if asked.
   * @param {boolean} [atOnce] */
  travel(atOnce) {
    const { sight } = this.atlas;
    const { viewport, fit } = this.step;
    this.aim = viewport
      ? sight.aside([viewport.lat, viewport.lon], viewport.zoom - (sight.narrow ? 1 : 0)) // a phone shows half as much
      : sight.around(sight.boundsOf(fit), NEAREST);
    sight.fly(this.aim, atOnce);
    this.update();
  }

  /** Choose something that the text leads to, without leaving the step.
   * @param {string} id */
  visit(id) {
    const { atlas } = this;
    const { shape, layer } = atlas.find(id);
    atlas.select(id);
    if (!shape) return;
    if (!atlas.state.layers.has(layer.id)) atlas.toggleLayer(layer.id);
    atlas.sight.bring(shape, CLOSE);
  }

  /** Whether the reader has gone somewhere else since the step was shown. */
  get astray() {
    const { step, chosen } = this;
    const { state } = this.atlas;
    if (state.year !== step.year || state.since !== (step.since || null) || state.against !== (step.against || null)) return true;
    if (state.narrowed || (state.selected || null) !== chosen || !same(state.layers, this.layersOf(step))) return true;
    return !this.inPlace;
  }

  /** Whether the map shows what the step shows, or is on its way. */
  get inPlace() {
    const { aim } = this;
    const { map, sight } = this.atlas;
    if (!aim || sight.flying) return true;
    return Math.abs(map.getZoom() - aim.zoom) <= ASTRAY.zoom && sight.distanceTo(aim.centre) <= ASTRAY.pixels;
  }

  update() {
    if (!this.playing) return;
    this.card.back.hidden = !this.astray;
    this.atlas.frame.classList.toggle("cam-story-own", this.atlas.state.selected === this.chosen);
  }

  /* ---- keys ---- */

  /** Whether a key is meant for this map.
   * @param {KeyboardEvent} event */
  isMine({ target }) {
    const { frame, options } = this.atlas;
    const on = /** @type {HTMLElement} */ (target);
    return !isField(on) && (frame.contains(on) || (options.keys === "page" && on === document.body));
  }

  /** Escape closes what lies over the tour first. The keys belong to the whole window: the tour has it.
   * @param {KeyboardEvent} event */
  key(event) {
    const { drawer } = this.atlas;
    if (!this.playing || event.defaultPrevented || isCommand(event) || event.shiftKey || !this.isMine(event)) return;
    if (event.key === "PageDown") this.turn(1);
    else if (event.key === "PageUp") this.turn(-1);
    else if (event.key !== "Escape") return;
    else if (drawer.isOpen) drawer.leave();
    else this.leave(true);
    event.preventDefault();
  }
}
