/* The time bar along the foot of the map. */

import { el, listen, setAttribute, setText } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { pick } from "../core/words.js";
import { untilWords } from "../model/dates.js";
import { Bands, colourOf, writeShort } from "./bands.js";
import { Handle } from "./handle.js";
import { TimeMenu } from "./menu.js";
import { YearField } from "./year_field.js";

/** @type {Record<string, string>} */
const ICONS = {
  first: "M17 6l-6 6 6 6M7 6v12",
  back: "M14.5 6l-6 6 6 6",
  play: "M8 4.5v15L20 12z",
  pause: "M7 5h4v14H7zM14 5h4v14h-4z",
  forward: "M9.5 6l6 6-6 6",
  last: "M7 6l6 6-6 6M17 6v12",
};

/** @param {Element} parent */
function icon(parent) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.appendChild(path);
  parent.appendChild(svg);
  return path;
}

/** The years that are written under the bar: the first, the last, and round ones that leave them room; every second
 * of the round ones, and one near the last, is minor and gives way where the bar is narrow.
 * @param {number} first
 * @param {number} last */
export function marksOf(first, last) {
  const span = last - first;
  const step = [1, 5, 10, 25, 50, 100].find((one) => span / one <= 9) || 250;
  const found = [{ year: first, minor: false }];
  for (let year = Math.ceil((first + 1) / step) * step; year < last; year += step) {
    const room = Math.min(year - first, last - year);
    if (room >= span / 12) found.push({ year, minor: year % (2 * step) !== 0 || last - year < span / 5 });
  }
  return [...found, { year: last, minor: false }];
}

export class TimeBar {
  /** `actions` = {go(year, settled), step(years), toggle(), speed(value), era(era), tell(key, values)}.
   * @param {HTMLElement} parent
   * @param {Model} model
   * @param {Say} text
   * @param {TimeActions} actions */
  constructor(parent, model, text, actions) {
    this.years = model.years;
    this.until = model.until;
    this.text = text;
    this.actions = actions;
    /** @type {HTMLElement | null} the bar of the year that is shown */
    this.now = null;
    this.named = ""; // what the era under the year was written for
    /** @type {Undo[]} */
    this.undo = [];
    this.box = el("div", "cam-bar", parent, { role: "group" });
    this.addHead();
    const cluster = el("div", "cam-buttons", this.box);
    this.back = this.addButton(cluster, "back");
    this.back.onclick = () => actions.step(-1);
    this.play = this.addButton(cluster, "play");
    this.play.onclick = () => actions.toggle();
    this.forward = this.addButton(cluster, "forward");
    this.forward.onclick = () => actions.step(1);
    this.addTrack(model);
    this.end = el("div", "cam-end", this.box);
    this.menu = new TimeMenu(this, {
      first: () => actions.go(this.years[0], true),
      back: () => actions.step(-1),
      forward: () => actions.step(1),
      last: () => actions.go(this.years[1], true),
    });
    this.box.style.setProperty("--cam-lanes", String(this.bands.lanes));
  }

  /** The year, a field, with up to which month it goes and its era under it. */
  addHead() {
    const { actions } = this;
    const head = el("div", "cam-bar-head", this.box);
    this.yearBox = el("input", "cam-year", head);
    this.field = new YearField(this.yearBox, { years: this.years, text: this.text, go: (year) => actions.go(year, true) }, this.undo);
    this.untilNote = el("div", "cam-until", head);
    this.eraName = el("div", "cam-era-name", head);
    listen(this.undo, this.yearBox, "keydown", (event) => {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      actions.step(event.key === "ArrowUp" ? 1 : -1);
      this.yearBox.select();
    });
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} name */
  addButton(parent, name) {
    const node = el("button", `cam-button cam-button-${name}`, parent, { type: "button" });
    icon(node).setAttribute("d", ICONS[name]);
    return node;
  }

  /** @param {Model} model */
  addTrack(model) {
    const { actions } = this;
    const [first, last] = this.years;
    this.track = el("div", "cam-track", this.box);
    this.inner = el("div", "cam-inner", this.track);
    this.bands = new Bands(this.inner, model, (year) => this.left(year), (era) => actions.era(era));
    this.ticks = el("div", "cam-ticks", this.inner, { "aria-hidden": "true" });
    /** @type {HTMLElement[]} */
    this.bars = [];
    for (let year = first; year <= last; year++) {
      const bar = el("i", "", this.ticks);
      bar.style.left = this.left(year) + "%";
      this.bars.push(bar);
    }
    const rail = el("div", "cam-rail", this.inner);
    this.done = el("div", "cam-done", rail);
    const scale = el("div", "cam-scale", this.inner, { "aria-hidden": "true" });
    for (const { year, minor } of marksOf(first, last)) {
      const mark = el("span", minor ? "cam-minor" : "", scale, { text: String(year) });
      mark.style.left = this.left(year) + "%";
    }
    this.handle = new Handle(this, "cam-handle-year", { go: (year, settled) => actions.go(year, settled) });
    listen(this.undo, this.track, "pointerdown", (event) => {
      if (this.bands.box.contains(event.target)) return;
      if (this.handle.seize(event)) this.handle.move(this.yearAt(event), false);
    });
  }

  /** Where a year lies on the scale, in hundredths of its width.
   * @param {number} year */
  left(year) {
    const [first, last] = this.years;
    return ((clamp(year, first, last) - first) / (last - first)) * 100;
  }

  /** The year under a pointer.
   * @param {PointerEvent} event */
  yearAt(event) {
    const [first, last] = this.years;
    const { left, width } = this.inner.getBoundingClientRect();
    return Math.round(first + clamp((event.clientX - left) / width, 0, 1) * (last - first));
  }

  /** Draw the stretch between two years, or up to one.
   * @param {number} year
   * @param {number | null} [from] */
  setDone(year, from) {
    const ends = [from ? this.left(from) : 0, this.left(year)].sort((a, b) => a - b);
    this.done.style.left = ends[0] + "%";
    this.done.style.width = ends[1] - ends[0] + "%";
  }

  /** New language or theme.
   * @param {State} state */
  dress(state) {
    const { text } = this;
    this.box.setAttribute("aria-label", text("time"));
    this.nameYear(text("year"));
    for (const name of /** @type {("back" | "forward")[]} */ (["back", "forward"])) this.name(this[name], text(name));
    this.bands.dress(state, text);
    this.menu.dress(text);
    this.setPlaying(Boolean(this.playing));
  }

  /** What its year is called, in the field and at the handle.
   * @param {string} name */
  nameYear(name) {
    for (const node of [this.yearBox, this.handle.node]) node.setAttribute("aria-label", name);
  }

  /**
   * @param {HTMLElement} node
   * @param {string} text */
  name(node, text) {
    node.setAttribute("aria-label", text);
    node.title = text;
  }

  /** @param {boolean} playing */
  setPlaying(playing) {
    this.playing = playing;
    this.play.querySelector("path").setAttribute("d", playing ? ICONS.pause : ICONS.play);
    this.name(this.play, this.text(playing ? "pause" : "play"));
    this.box.classList.toggle("cam-playing", playing);
  }

  /** Bars where something changes; the highest year fills the height.
   * @param {number[]} changes */
  setChanges(changes) {
    this.changes = changes;
    const most = Math.max(1, ...changes);
    changes.forEach((number, i) => {
      this.bars[i].style.height = number ? 12 + 88 * Math.sqrt(number / most) + "%" : "0";
    });
  }

  /**
   * @param {number} year
   * @param {State} state */
  setYear(year, state) {
    this.year = year;
    this.field.show(year);
    this.handle.show(year, this.years);
    this.setDone(year);
    const bar = this.bars[year - this.years[0]];
    if (this.now !== bar) {
      this.now?.classList.remove("cam-now");
      bar.classList.add("cam-now");
      this.now = bar;
    }
    this.bands.update(state);
    const era = this.bands.at(year);
    setText(this.untilNote, this.until && year === this.years[1] ? untilWords(this.until, state.language, this.text) : "");
    this.nameEra(era, state);
    const number = this.changes ? this.changes[year - this.years[0]] : 0;
    const said = [year, this.untilNote.textContent, era ? pick(era.short, state.language) : "", this.actions.tell("changes", { number })];
    setAttribute(this.handle.node, "aria-valuetext", said.filter(Boolean).join(", "));
  }

  /** Write the era under the year, if another stands there.
   * @param {Era | null} era
   * @param {State} state */
  nameEra(era, state) {
    const colour = era ? colourOf(era, state) : "";
    const named = `${era && era.id} ${state.language} ${colour}`;
    if (named === this.named) return;
    this.named = named;
    writeShort(this.eraName, era, state.language);
    this.eraName.style.setProperty("--cam-era", colour);
  }

  destroy() {
    for (const undo of this.undo) undo();
    this.box.remove();
  }
}
