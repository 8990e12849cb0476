/* The atlas on a Leaflet map: its state, and every way to change it. */

import { Emitter } from "../core/emitter.js";
import { isStill, keepStill } from "../core/motion.js";
import { clamp } from "../core/numbers.js";
import { fill, tellIn } from "../core/words.js";
import { changesByYear } from "../model/changes.js";
import { headline } from "../model/headline.js";
import { decodeModel } from "../model/model.js";
import { describe } from "../model/sentences.js";
import { FACETS, State } from "../model/state.js";
import { Clock } from "../time/clock.js";
import { FOLLOWS, follow } from "./afterwards.js";
import { bindMap, buildControls, buildFrame, buildLayers } from "./build.js";
import { openFirst, placeOf } from "./early.js";
import { bindKeys, bindPointer } from "./input.js";
import { Steps } from "./steps.js";
import { articlesOf } from "./store.js";
import { dress, ThemeChoice } from "./theme.js";

/** The controller of a map: what a host page and the panels ask of it. */
export class Atlas extends Emitter {
  /** What the host page tells on top of the payload.
   * @type {Record<string, any>} */
  given = {};
  /* What build.js makes. */
  /** @type {HTMLElement} */
  frame;
  /** @type {HTMLElement} */
  stage;
  /** @type {HTMLElement} */
  overlay;
  /** @type {HTMLElement} */
  corner;
  /** @type {HTMLButtonElement} */
  toMap;
  /** @type {HTMLButtonElement} */
  toTime;
  /** @type {(node: HTMLElement) => void} */
  shield;
  /** @type {Ground} */
  ground;
  /** @type {Painter} */
  base;
  /** @type {Painter} */
  features;
  /** @type {Painter} */
  labels;
  /** @type {L.TileLayer | undefined} */
  tiles;
  /** @type {L.Control.Scale} */
  scale;
  /** @type {HTMLDetailsElement} */
  credit;
  /** @type {HTMLElement} */
  creditTitle;
  /** @type {string} */
  creditFirst;
  /** @type {import("../panels/block.js").Block} */
  block;
  /** @type {import("../panels/legend.js").Legend} */
  legend;
  /** @type {import("../panels/hover.js").Hover} */
  hover;
  /** @type {import("./topbar.js").TopBar} */
  topbar;
  /** @type {import("./asking.js").Asking} */
  asking;
  /** @type {import("./corridors.js").Corridors} */
  corridors;
  /** @type {import("./reaching.js").Reaching} */
  reaching;
  /** @type {import("./figures.js").Figures} */
  figures;
  /** @type {import("./drawer.js").Drawer} */
  drawer;
  /** @type {import("./tour.js").Tour} */
  tour;
  /** @type {import("./opening.js").Opening} */
  opening;
  /** @type {import("../model/articles.js").Articles} */
  article;
  /** @type {import("./notices.js").Notices} */
  notices;
  /** @type {import("./finder.js").Finder} */
  finder;
  /** @type {import("../panels/chips.js").Chips} */
  chips;
  /** @type {import("../time/timebar.js").TimeBar} */
  timebar;
  /** @type {import("./sight.js").Sight} */
  sight;
  /** @type {import("./steps.js").Voice} */
  voice;
  /** @type {import("./tools.js").Tools} */
  tools;
  /** @type {import("./comparison.js").Comparison} */
  comparison;
  /** @type {import("../time/range.js").Range} */
  range;
  /** @type {import("../time/other.js").OtherYear} */
  other;
  /** @type {import("../panels/ticker.js").Ticker} */
  ticker;
  /** @type {import("../map/glow.js").Glow} */
  glow;
  /** Whether the year has settled that is yet to be told of. */
  settled = false;
  /** @type {ThemeChoice | undefined} */
  theme;
  /** @type {string | undefined} what part of the world is painted early */
  painted;
  /** @type {Promise<void> | undefined} over when all is in place, where that is not so at once */
  ready;

  /**
   * @param {AtlasMap} map
   * @param {Payload} payload
   * @param {Options} options */
  constructor(map, payload, options) {
    super();
    this.map = map;
    if (isStill()) keepStill(map);
    this.options = options;
    /** @type {Undo[]} */
    this.undo = [];
    this.texts = payload.texts;
    this.palettes = payload.palette;
    this.model = decodeModel(payload);
    this.state = new State(this.model, options);
    this.payload = payload;
    this.article = articlesOf(options);
    /** @type {Say} */
    this.text = (key) => {
      const found = (this.texts[this.state.language] || {})[key] || (this.texts.en || {})[key] || key;
      return typeof found === "string" ? found : found.other;
    };
    buildFrame(this);
    map.atlasHeld = true; // nothing is painted until all is in place: one painting instead of five
    buildLayers(this, payload);
  }

  /** Put everything around the map, and paint it; `mount` does. */
  complete() {
    const { map, options, payload, painted } = this;
    buildControls(this, payload);
    this.afterwards = follow(this);
    this.clock = new Clock(() => this.tick(), (playing) => this.playingChanged(playing));
    this.timebar.setChanges(changesByYear(this.state));
    bindPointer(this, this, this.undo);
    bindKeys(this);
    this.steps = new Steps(this);
    bindMap(this);
    this.theme = new ThemeChoice(this);
    this.refresh(true);
    map.invalidateSize({ animate: false }); // with its words what is around it has its size
    openFirst(this);
    this.takeStock();
    this.refresh(false);
    this.notices.tell(options.notices || []);
    if (options.against) this.compare(options, { silent: true });
    if (options.story) this.openStory(options.story.id, options.story.step, { silent: true, staged: options.story.staged });
    map.atlasHeld = this.opening.begin();
    if (painted !== placeOf(map)) this.base.redrawNow();
    this.features.redrawNow(); // the labels follow
  }

  /* ---- what is pointed at ---- */

  /** @param {Feature | null} feature */
  setHover(feature) {
    const id = feature ? feature.id : null;
    if (!feature) this.hover.hide();
    if (id === this.state.hovered) return;
    this.state.hovered = id;
    this.repaint();
    this.emit("hover", { id });
  }

  /* ---- the year ---- */

  /**
   * @param {number} year
   * @param {boolean} settled */
  byHand(year, settled) {
    this.clock.pause();
    const wanted = clamp(year, ...this.model.years);
    const changed = wanted !== this.state.year;
    this.show(wanted);
    if (changed || settled) this.tellYear(settled);
  }

  /** One step of the clock. During play nobody is told that the year has settled. */
  tick() {
    this.show(this.state.year + 1);
    this.emit("played", { year: this.state.year });
    this.tellYear(false);
    return this.state.year < this.model.years[1];
  }

  /** @param {boolean} playing */
  playingChanged(playing) {
    this.timebar.setPlaying(playing);
    if (!playing) this.tellYear(true);
  }

  /** What happens after a step is told after its year.
   * @param {string} name
   * @param {any} detail */
  emit(name, detail) {
    if (!["year", "played", "shown"].includes(name) && this.afterwards?.due.has("told")) this.afterwards.finish(["headline", "told"]);
    super.emit(name, detail);
  }

  /** Tell after the next frame that the year has changed; once it has settled it is said, too.
   * @param {boolean} settled */
  tellYear(settled) {
    this.settled ||= settled;
    this.afterwards.ask(["told"]);
  }

  /** In the frame of a new year only the map and the handle of its bar move; the rest follows it.
   * @param {number} year */
  show(year) {
    if (year === this.state.year) return;
    this.state.year = year;
    this.features.redrawMoving();
    this.timebar.setYear(year, this.state);
    this.range.update(this.state);
    this.other.update(this.state);
    if (this.features.routes) this.drawer.update(this.state); // it draws on the map
    this.afterwards.ask(FOLLOWS);
    this.emit("shown", { year });
  }

  /** A text of the interface with {number} in it, in the plural form that the number asks for.
   * @param {string} key
   * @param {Record<string, any>} values */
  tell(key, values) {
    return tellIn(this.texts, this.state.language, key, values);
  }

  /** What is seen, in one sentence, and what is new in the year. */
  headline() {
    const answered = this.asking.headline() || this.corridors.headline() || this.reaching.headline();
    return answered || headline(this.state, this.model, this.ground, this.state.room || this.sight.room(), (key, values) => this.tell(key, values));
  }

  /** Say what the year and the filters leave on the map; nothing while it plays. */
  say() {
    const { title, news } = this.block.said;
    this.voice.say([title, news].filter(Boolean).join(this.text("list_semicolon")));
  }

  /** @param {boolean} all */
  refresh(all) {
    if (all) {
      this.topbar.dress(this.state);
      this.drawer.dress(this.state);
      this.notices.dress();
      this.chips.dress();
      this.finder.dress();
      this.block.dress(this.state);
      this.timebar.dress(this.state);
      this.range.dress();
      this.other.dress();
      this.comparison.dress();
      this.emit("dressed", {});
      const { names, language } = this.state;
      const whose = names === "both" ? "" : fill(this.text("names_of"), { country: (this.model.countries[language] || {})[names] || names });
      this.creditTitle.textContent = [whose, this.creditFirst, this.text("credits")].filter(Boolean).join(" · ");
      this.map.getContainer().setAttribute("aria-label", this.text("map_help"));
      this.steps.dress();
    }
    this.timebar.setYear(this.state.year, this.state);
    this.range.update(this.state);
    this.other.update(this.state);
    this.block.update(this.state);
    this.drawer.update(this.state);
    this.chips.update();
    this.repaint();
  }

  /** Paint again what is drawn of the features, on both maps when there are two. */
  repaint() {
    this.features.redraw();
    this.comparison.repaint();
  }

  /** @param {string} id */
  toggleLayer(id) {
    const { layers } = this.state;
    if (!layers.delete(id)) layers.add(id);
    this.filterChanged();
    this.say();
    this.emit("layers", { ids: [...layers] });
  }

  /** Count what is in view, or everything.
   * @param {Scope} scope
   * @param {Quiet} [options] */
  setScope(scope, { silent } = {}) {
    if (scope === this.state.scope) return;
    this.state.scope = scope;
    this.refresh(false);
    if (silent) return;
    this.say();
    this.emit("scope", { value: scope });
    this.tellSeen();
  }

  /** Take stock of what is in view: the map was moved, or something lies over another part of it. */
  takeStock() {
    if (!this.sight) return;
    this.state.look(this.sight.room(), this.map.getZoom());
    if (this.map.atlasHeld) return;
    this.block.update(this.state);
    this.drawer.update(this.state);
    this.chips.update();
    if (this.drawer.shownOutside === "table") this.tellSeen();
  }

  /** Tell the host page what is in view, as its table may follow that. */
  tellSeen() {
    if (this.state.scope === "view" && !this.sight.withheld) this.emit("seen", { value: this.sight.bounds() });
  }

  filterChanged() {
    this.timebar.setChanges(changesByYear(this.state));
    this.refresh(false);
  }

  /* ---- the controller ---- */

  getYear() {
    return this.state.year;
  }

  /** Go to a year; with `silent` nobody is told.
   * @param {number} year
   * @param {Quiet} [options] */
  setYear(year, { silent } = {}) {
    if (this.clock.playing && year !== this.state.year) this.clock.pause();
    const wanted = clamp(Math.round(year), ...this.model.years);
    const changed = wanted !== this.state.year;
    this.show(wanted);
    if (changed && !silent) this.tellYear(true);
  }

  /** Change the filter; what is not named stays. `era`: an id, [first, last] years, or null; facets
   * by name with a list of values, an empty one for all.
   * @param {Options} filter */
  setFilter({ layers, era, certainOnly, showGone, ...facets }) {
    const { state } = this;
    state.setFacets(facets);
    if (layers) state.layers = new Set(layers);
    if (era !== undefined) state.setEra(era);
    if (certainOnly !== undefined) state.certainOnly = Boolean(certainOnly);
    if (showGone !== undefined) state.showGone = Boolean(showGone);
    this.filterChanged();
  }

  /** Change the filter as the reader does: those who listen are told.
   * @param {Options} changed */
  chooseFilter(changed) {
    this.setFilter(changed);
    const { layers, filter } = this.held();
    if (changed.layers) this.emit("layers", { ids: layers });
    this.emit("filter", { value: filter });
  }

  /** All that a link to the map holds, each part as those who listen are told of it. */
  held() {
    const { state, drawer, tour } = this;
    const { year, since, selected, against, how, era, certainOnly, showGone, language, names } = state;
    const facets = Object.fromEntries(FACETS.map((facet) => [facet, [...state.facets[facet]]]));
    return {
      year, since, selected, language, names, layers: [...state.layers], compare: { against, how }, panel: drawer.linked,
      filter: { ...facets, era: (era && era.id) || null, certainOnly, showGone },
      story: tour.playing ? { id: tour.tour.id, step: tour.number } : null,
      notes: state.notes, scope: state.scope, viewport: this.sight.view(), ways: this.asking.value(),
      corridor: this.corridors.value(), reach: this.reaching.value(), check: this.figures.value(),
    };
  }

  /** Show all years from `since` to the year, or with null the year alone.
   * @param {number | null} [since]
   * @param {Quiet} [options] */
  setSince(since, { silent } = {}) {
    const wanted = since ? clamp(Math.round(since), ...this.model.years) : null;
    if (wanted === this.state.since) return;
    this.state.since = wanted;
    this.filterChanged();
    if (!silent) this.emit("since", { value: wanted });
  }

  /** Compare with another year: {against: year or null, how: changes, beside or swipe}; what is not named stays.
   * @param {Options} asked
   * @param {Quiet} [options] */
  compare({ against, how }, { silent } = {}) {
    const { state } = this;
    if (against !== undefined) state.against = against ? clamp(Math.round(against), ...this.model.years) : null;
    state.how = how || state.how;
    this.comparison.fit();
    if (!silent && this.comparison.compares !== Boolean(state.against)) this.comparison.setScope();
    this.comparison.compares = Boolean(state.against);
    this.refresh(true);
    this.emit("compared", {});
    if (!silent && state.against) this.voice.say(this.comparison.inWords());
    if (!silent) this.emit("compare", { value: { against: state.against, how: state.how } });
  }

  /** Whose names stand first for what has several in use: "both" or a country's code.
   * @param {string} [names] */
  setNames(names) {
    this.state.names = names || "both";
    this.refresh(true);
  }

  /** Open the panel that a link names, one of ours or of the host page, or none of those.
   * @param {string | null} [name] */
  setPanel(name) {
    this.drawer.setLinked(name || null);
  }

  /** Take what the host page tells on top of the payload; panels show it from now on. `ledger`: the changes between
   * two years in sentences; `article`: what is read about the chosen thing; `figures`: those computed again.
   * @param {string} name
   * @param {any} value */
  give(name, value) {
    if (name === "article") this.article.give(value);
    else if (name === "figures") this.article.giveFigures(value);
    else this.given[name] = value;
    this.drawer.update(this.state);
  }

  /** Open a guided tour at a step (from 1), or with null leave it; `staged` as the player has it.
   * @param {string | null} [id]
   * @param {number | null} [step]
   * @param {Quiet} [options] */
  openStory(id, step, { silent, staged } = {}) {
    this.tour.openStory(id || null, step || 1, { silent, staged });
  }

  /** A feature by id, whether it has a place or not; null when there is none.
   * @param {string | null} [id] */
  find(id) {
    return this.model.byId.get(id) || this.model.unplaced.get(id) || null;
  }

  /** Choose a feature by id, or none. `pan` brings it into view.
   * @param {string | null} id
   * @param {Quiet} [options] */
  select(id, { silent, pan } = {}) {
    const feature = this.find(id);
    const chosen = feature ? feature.id : null;
    const isSame = chosen === this.state.selected;
    this.state.selected = chosen;
    this.drawer.raise();
    if (isSame) return;
    if (pan && feature && feature.shape) this.sight.bring(feature.shape);
    this.repaint();
    if (silent) return;
    if (feature) this.voice.say(describe(feature, this.state, this.text));
    this.emit("select", { id: chosen });
  }

  /** Ask whether cargo, or people, could go: {origin, destination, modes, load, anySea, alternative}, each as ids and words
   * of the link; what is not named stays. It opens the panel that answers.
   * @param {Options} question
   * @param {Quiet} [options] */
  ask(question, options) {
    this.asking.ask(question, options);
  }

  /** Light what is pointed at beside the map, a feature by id, or nothing.
   * @param {string | null} id */
  light(id) {
    this.state.hovered = this.model.byId.has(id) ? id : null;
    this.frame.dataset.lit = this.state.hovered || "";
    this.repaint();
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    if (theme === this.state.theme && this.frame.dataset.theme) return;
    this.state.theme = theme;
    this.frame.dataset.theme = theme;
    const palette = this.palettes[theme];
    dress(this.frame, palette);
    for (const layer of [this.base, this.features, this.labels]) layer.palette = palette;
    if (!this.theme) return; // nothing is dressed yet
    this.base.redraw();
    this.refresh(true);
  }

  /** @param {string} code */
  setLanguage(code) {
    if (code === this.state.language) return;
    this.state.language = code;
    this.refresh(true);
  }

  play() {
    if (this.state.year >= this.model.years[1]) this.show(this.model.years[0]);
    this.clock.play();
  }

  pause() {
    this.clock.pause();
  }

  /** Take everything away again, the map included; no listener stays behind. */
  destroy() {
    this.clock.playing = false;
    this.comparison.destroy();
    for (const undo of this.undo) undo();
    this.timebar.destroy();
    this.handlers = {};
    const { map } = this;
    this.map = null;
    map.remove();
    this.frame.remove();
  }
}
