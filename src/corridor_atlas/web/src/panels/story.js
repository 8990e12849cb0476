/* Guided tours: the list of them, and the player that takes the map from step to step. */

import { el, isCommand, listen } from "../core/dom.js";
import { isStill } from "../core/motion.js";
import { clamp } from "../core/numbers.js";
import { fill, pick } from "../core/words.js";
import { FACETS } from "../model/state.js";

const NEAREST = 10; // closest zoom at which a step that only names features shows them
const CLOSE = 9; // zoom at which something is shown that the text leads to
const ASTRAY = { pixels: 40, zoom: 0.4 }; // further than this from a step's view the reader has gone elsewhere

/**
 * @param {Set<string>} one
 * @param {Set<string>} other */
const same = (one, other) => one.size === other.size && [...one].every((value) => other.has(value));
/**
 * @param {Atlas} atlas
 * @param {string} id */
const find = ({ model }, id) => model.byId.get(id) || model.unplaced.get(id);

class Player {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    this.body = body;
    const tours = atlas.payload.stories;
    this.tours = new Map(tours.map((tour) => [tour.id, tour]));
    this.tour = null; // the one on stage, or put aside while the drawer shows something else
    this.number = 0; // its step, from 1
    this.playing = false;
    this.chosen = null; // what the step has chosen on the map
    this.live = el("div", "cam-hidden", body, { "aria-live": "polite" });
    this.list = el("ul", "cam-tours", body);
    this.cards = tours.map((tour) => this.addTour(tour));
    this.buildStage(el("div", "cam-stage-story", body));
    listen(atlas.undo, body, "keydown", (event) => this.key(event));
    for (const name of ["view", "select", "compare"]) atlas.on(name, () => this.update());
    const resized = () => { if (this.playing && this.inPlace) this.travel(true); };
    atlas.map.on("resize", resized);
    atlas.undo.push(() => atlas.map.off("resize", resized));
    this.show();
  }

  /** @param {Story} tour */
  addTour(tour) {
    const node = el("button", "cam-tour", el("li", "", this.list), { type: "button" });
    node.onclick = () => this.go(tour.id, 1);
    const years = tour.steps.map((step) => step.year);
    return {
      tour, node, title: el("span", "cam-tour-title", node), summary: el("span", "cam-tour-summary", node),
      steps: el("span", "cam-tour-steps", node), years: `${Math.min(...years)}–${Math.max(...years)}`,
    };
  }

  /** @param {HTMLElement} stage */
  buildStage(stage) {
    this.stage = stage;
    const head = el("div", "cam-story-head", stage);
    this.all = this.addButton(head, "cam-story-all", () => this.leave(true));
    this.back = this.addButton(head, "cam-story-back", () => this.go(this.tour.id, this.number));
    this.name = el("p", "cam-story-name", stage);
    this.title = el("h3", "cam-story-title", stage, { tabindex: "-1" });
    this.text = el("p", "cam-story-text", stage);
    this.sourcesTitle = el("h4", "cam-story-sources-title", stage);
    this.sources = el("ol", "cam-story-sources", stage);
    const foot = el("div", "cam-story-foot", stage, { role: "group" });
    this.previous = this.addButton(foot, "cam-story-turn", () => this.turn(-1));
    this.count = el("span", "cam-story-count", foot);
    this.next = this.addButton(foot, "cam-story-turn cam-story-next", () => this.turn(1));
    this.foot = foot;
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} className
   * @param {() => void} action */
  addButton(parent, className, action) {
    const node = el("button", className, parent, { type: "button" });
    node.onclick = action;
    return node;
  }

  /* ---- words ---- */

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    for (const { tour, title, summary, steps, years } of this.cards) {
      title.textContent = pick(tour.title, state.language);
      summary.textContent = pick(tour.summary, state.language);
      steps.textContent = `${this.atlas.tell("story_steps", { number: tour.steps.length })} · ${years}`;
    }
    this.all.textContent = text("story_all");
    this.back.textContent = text("story_back");
    this.previous.textContent = text("story_previous");
    this.next.textContent = text("story_next");
    this.sourcesTitle.textContent = text("story_sources");
    this.foot.setAttribute("aria-label", text("story_title"));
    this.foot.title = text("story_keys");
    this.write();
  }

  /** The step that is on stage, in words. */
  write() {
    if (!this.tour) return;
    const { language } = this.atlas.state;
    const { title, text } = this.step;
    this.stage.lang = language in text ? language : "en";
    this.name.textContent = pick(this.tour.title, language);
    this.title.textContent = pick(title, language);
    const values = { step: this.number, number: this.tour.steps.length };
    this.count.textContent = fill(this.atlas.text("story_of"), values);
    this.previous.setAttribute("aria-disabled", String(this.number === 1));
    this.next.setAttribute("aria-disabled", String(this.number === this.tour.steps.length));
    this.text.replaceChildren();
    this.sources.replaceChildren();
    this.numbers = new Map();
    for (const run of pick(text, language)) this.writeRun(run);
  }

  /** @param {any} run */
  writeRun(run) {
    if (typeof run === "string") this.text.append(run);
    else if (Array.isArray(run)) this.writeLink(run[0], run[1]);
    else this.writeSource(run.s);
  }

  /**
   * @param {string} id
   * @param {string} words */
  writeLink(id, words) {
    if (!find(this.atlas, id)) {
      this.text.append(words);
      return;
    }
    const { address } = this.atlas.options;
    const node = el("a", "cam-story-link", this.text, { href: (address ? "#id=" : "?id=") + id, text: words });
    node.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a page of its own, as with any link
      event.preventDefault();
      this.visit(id);
    };
  }

  /** A raised number that leads to the entry in the list below.
   * @param {string} key */
  writeSource(key) {
    if (!this.numbers.has(key)) {
      const entry = el("li", "", this.sources, { tabindex: "-1" });
      const [words, url] = this.work(key);
      if (url) el("a", "", entry, { href: url, target: "_blank", rel: "noopener noreferrer", text: words });
      else entry.textContent = words;
      this.numbers.set(key, { number: this.numbers.size + 1, entry });
    }
    const { number, entry } = this.numbers.get(key);
    const label = fill(this.atlas.text("story_source"), { number });
    this.text.append("\u2060"); // the mark stays with its sentence
    const node = el("a", "cam-story-mark", el("sup", "", this.text), { href: "#", text: String(number), "aria-label": label, title: this.work(key)[0] });
    node.onclick = (event) => {
      event.preventDefault();
      entry.focus({ preventScroll: true });
      entry.scrollIntoView({ block: "nearest", behavior: isStill() ? "auto" : "smooth" });
    };
  }

  /** A work in words, and its address.
   * @param {string} key */
  work(key) {
    return this.tour.sources[key] || [key, ""];
  }

  /* ---- from step to step ---- */

  get step() {
    return this.tour.steps[this.number - 1];
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
    const focus = this.body.contains(document.activeElement);
    if (!this.playing) this.begin(staged);
    this.tour = this.tours.get(id);
    this.number = number;
    atlas.drawer.open("stories");
    this.show();
    this.write();
    this.body.parentElement.scrollTop = 0;
    if (focus && !this.stage.contains(document.activeElement)) this.title.focus({ preventScroll: true });
    if (!staged) this.setStage();
    this.light(staged && atlas.state.selected);
    this.travel();
    this.live.textContent = fill(atlas.text("story_spoken"), { step: number, number: this.tour.steps.length, title: this.title.textContent });
    if (!silent) this.tell();
  }

  /** @param {number} by */
  turn(by) {
    const number = this.number + by;
    if (number >= 1 && number <= this.tour.steps.length) this.go(this.tour.id, number);
  }

  /** Back to the list of tours; the map stays where it is.
   * @param {boolean} [focus]
   * @param {boolean} [silent] */
  leave(focus, silent) {
    const { id } = this.tour;
    this.putAside();
    this.tour = null;
    this.show();
    if (focus) this.cards.find((one) => one.tour.id === id).node.focus({ preventScroll: true });
    if (!silent) this.tell();
  }

  /** Remember the filter of before; that of a `staged` opening is the step's, so the usual layers come after it.
   * @param {boolean} [staged] */
  begin(staged) {
    const { state } = this.atlas;
    const facets = Object.fromEntries(FACETS.map((facet) => [facet, [...state.facets[facet]]]));
    const { certainOnly, showGone, era } = state;
    this.before = { ...facets, layers: staged ? this.usualLayers() : [...state.layers], era: era && era.id, certainOnly, showGone };
    this.playing = true;
  }

  /** Give the map back: nothing dimmed or tinted for the step, and the filter that was on before the tour. */
  putAside() {
    const { atlas, step } = this;
    const { state } = atlas;
    this.playing = false;
    state.lit = null;
    if (state.selected === this.chosen) atlas.select(null, { silent: true });
    if (step.against && state.against === step.against) atlas.compare({ against: null });
    if (same(state.layers, this.layersOf(step)) && !state.narrowed) atlas.chooseFilter(this.before);
    else atlas.repaint();
  }

  tell() {
    const { atlas } = this;
    atlas.state.story = this.playing ? this.tour.id : null;
    atlas.state.step = this.playing ? this.number : 1;
    atlas.emit("story", { value: this.playing ? { id: this.tour.id, step: this.number } : null });
  }

  show() {
    this.list.hidden = Boolean(this.tour);
    this.stage.hidden = !this.tour;
    const { classList } = this.atlas.frame;
    classList.toggle("cam-in-story", this.playing);
    if (!this.playing) classList.remove("cam-story-own");
  }

  /** The drawer shows something else, or nothing: the tour waits. */
  closed() {
    if (!this.playing) return;
    this.putAside();
    this.show();
    this.tell();
  }

  opened() {
    if (!this.tour || this.playing) return;
    this.begin();
    this.show();
    this.light(this.atlas.state.selected);
    this.tell();
  }

  /* ---- the map ---- */

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
    if (!keep && state.selected && state.selected !== this.chosen) atlas.select(null); // the reader's own: its story closes
    this.chosen = step.selected || null;
    if (!keep) atlas.select(this.chosen, { silent: true }); // its story is not opened: the step tells it
    atlas.repaint();
    this.update();
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
    const { shape, layer } = find(atlas, id);
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
    this.back.hidden = !this.astray;
    this.atlas.frame.classList.toggle("cam-story-own", this.atlas.state.selected === this.chosen);
  }

  /* ---- keys ---- */

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.tour || isCommand(event) || event.shiftKey) return;
    if (event.key === "PageDown") this.turn(1);
    else if (event.key === "PageUp") this.turn(-1);
    else if (event.key === "Escape") this.leave(true);
    else return;
    event.preventDefault();
  }
}

/** @type {PanelEntry} */
export const storyPanel = {
  name: "stories", title: "story_title", icon: "M4 19c4-1 3-6 8-6s4-6 8-8M4 19h.01M20 5h.01M4 16v3h3M17 5h3v3",
  has: (atlas) => Boolean(atlas.payload.stories && atlas.payload.stories.length),
  make: (body, atlas) => new Player(body, atlas),
};
