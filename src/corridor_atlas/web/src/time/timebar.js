/* The time bar along the foot of the map. */

import { el, listen } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { fill, pick } from "../core/words.js";
import { untilWords } from "../model/dates.js";
import { lanesOf } from "../model/eras.js";
import { SPEEDS } from "./clock.js";

/** @type {Record<string, string>} */
const ICONS = {
  first: "M6 5h2v14H6zM19 5v14L9 12z",
  back: "M16 5v14L6 12z",
  play: "M8 4.5v15L20 12z",
  pause: "M7 5h4v14H7zM14 5h4v14h-4z",
  forward: "M8 5v14l10-7z",
  last: "M16 5h2v14h-2zM5 5v14l10-7z",
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
 * of the round ones is minor and gives way where the bar is narrow.
 * @param {number} first
 * @param {number} last */
export function marksOf(first, last) {
  const span = last - first;
  const step = [1, 5, 10, 25, 50, 100].find((one) => span / one <= 9) || 250;
  const found = [{ year: first, minor: false }];
  for (let year = Math.ceil((first + 1) / step) * step; year < last; year += step) {
    const room = Math.min(year - first, last - year);
    if (room >= span / 12) found.push({ year, minor: year % (2 * step) !== 0 });
  }
  return [...found, { year: last, minor: false }];
}

export class TimeBar {
  /** `actions` = {go(year, settled), step(years), toggle(), speed(value), tell(key, values)}.
   * @param {HTMLElement} parent
   * @param {Model} model
   * @param {Say} text
   * @param {TimeActions} actions */
  constructor(parent, model, text, actions) {
    this.years = model.years;
    this.text = text;
    this.actions = actions;
    /** @type {Undo[]} */
    this.undo = [];
    this.box = el("div", "cam-bar", parent, { role: "group" });
    const head = el("div", "cam-bar-head", this.box);
    this.yearBox = el("input", "cam-year", head, { type: "text", inputmode: "numeric", maxlength: "4", autocomplete: "off", spellcheck: "false" });
    this.untilNote = el("div", "cam-until", head);
    this.until = model.until;
    this.eraName = el("div", "cam-era-name", head);
    /** @type {Record<string, { node: HTMLButtonElement, path: SVGPathElement }>} */
    this.buttons = {};
    const cluster = el("div", "cam-buttons", this.box);
    this.addButton(cluster, "first", () => actions.go(this.years[0], true));
    this.addButton(cluster, "back", () => actions.step(-1));
    this.addButton(cluster, "play", () => actions.toggle());
    this.addButton(cluster, "forward", () => actions.step(1));
    this.addButton(cluster, "last", () => actions.go(this.years[1], true));
    this.speed = el("select", "cam-speed", cluster);
    for (const value of SPEEDS) el("option", "", this.speed, { value: String(value) });
    this.speed.value = "1";
    this.speed.onchange = () => actions.speed(Number(this.speed.value));
    this.addTrack(model);
    this.bindYearBox();
    this.bindTrack();
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} name
   * @param {() => void} action */
  addButton(parent, name, action) {
    const node = el("button", "cam-button cam-button-" + name, parent, { type: "button" });
    this.buttons[name] = { node, path: icon(node) };
    this.buttons[name].path.setAttribute("d", ICONS[name]);
    node.onclick = action;
  }

  /** @param {Model} model */
  addTrack(model) {
    this.track = el("div", "cam-track", this.box, { role: "slider", tabindex: "0", "aria-orientation": "horizontal" });
    const inner = el("div", "cam-inner", this.track);
    const [first, last] = this.years;
    /** @param {number} year */
    const left = (year) => ((clamp(year, first, last) - first) / (last - first)) * 100;
    const lanes = el("div", "cam-eras", inner);
    const others = model.eras.filter((era) => era.side);
    const main = model.eras.filter((era) => !others.includes(era));
    this.sides = model.countries;
    if (others.length) this.addFold(lanesOf(others, last).length);
    this.bands = [...lanesOf(main, last), ...lanesOf(others, last)].flatMap((eras, lane) => {
      const row = el("div", "cam-lane" + (others.includes(eras[0]) ? " cam-lane-other" : lane ? " cam-lane-minor" : ""), lanes);
      return eras.map((era) => {
        const node = el("div", "cam-band", row);
        node.style.left = left(era.start) + "%";
        node.style.width = left(era.end || last) - left(era.start) + "%";
        node.classList.toggle("cam-band-late", era.start + (era.end || last) > first + last);
        return { era, node, label: el("span", "", node) };
      });
    });
    this.ticks = el("div", "cam-ticks", inner, { "aria-hidden": "true" });
    /** @type {HTMLElement[]} */
    this.bars = [];
    for (let year = first; year <= last; year++) {
      const bar = el("i", "", this.ticks);
      bar.style.left = left(year) + "%";
      this.bars.push(bar);
    }
    const rail = el("div", "cam-rail", inner);
    this.done = el("div", "cam-done", rail);
    const scale = el("div", "cam-scale", inner, { "aria-hidden": "true" });
    for (const { year, minor } of marksOf(first, last)) {
      const mark = el("span", minor ? "cam-minor" : "", scale, { text: String(year) });
      mark.style.left = left(year) + "%";
    }
    this.handle = el("div", "cam-handle", inner, { "aria-hidden": "true" });
    this.inner = inner;
    this.left = left;
  }

  /** The button that shows and hides the eras of other sides, in so many lanes.
   * @param {number} lanes */
  addFold(lanes) {
    this.box.style.setProperty("--cam-lanes", String(lanes));
    this.fold = el("button", "cam-fold-eras", this.box, { type: "button", "aria-expanded": "false" });
    this.fold.onclick = () => {
      const open = this.box.classList.toggle("cam-eras-open");
      this.fold.setAttribute("aria-expanded", String(open));
      this.foldList.hidden = !open;
    };
    this.foldList = el("ul", "cam-hidden", this.box); // to be read out: the bands stand inside a slider
    this.foldList.hidden = true;
  }

  /** The countries behind an era, as the beginning of its label; nothing for the main ones.
   * @param {Era} era
   * @param {string} language */
  whose(era, language) {
    if (!era.side) return "";
    const names = this.sides[language] || {};
    return era.side.split("+").map((code) => names[code] || code).join(" + ") + ": ";
  }

  bindYearBox() {
    const commit = () => {
      const year = parseInt(this.yearBox.value, 10);
      if (/^\d{4}$/.test(this.yearBox.value.trim())) this.actions.go(clamp(year, ...this.years), true);
      else this.yearBox.value = String(this.year);
    };
    listen(this.undo, this.yearBox, "change", commit);
    listen(this.undo, this.yearBox, "focus", () => this.yearBox.select());
    listen(this.undo, this.yearBox, "keydown", (event) => {
      if (event.key === "Enter") commit();
      else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        event.preventDefault();
        this.actions.step(event.key === "ArrowUp" ? 1 : -1);
      }
    });
  }

  bindTrack() {
    /** @param {PointerEvent} event */
    const yearAt = (event) => {
      const box = this.inner.getBoundingClientRect();
      const part = clamp((event.clientX - box.left) / box.width, 0, 1);
      return Math.round(this.years[0] + part * (this.years[1] - this.years[0]));
    };
    listen(this.undo, this.track, "pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      this.track.focus({ preventScroll: true });
      this.track.setPointerCapture(event.pointerId);
      this.dragging = true;
      this.actions.go(yearAt(event), false);
    });
    listen(this.undo, this.track, "pointermove", (event) => {
      if (this.dragging) this.actions.go(yearAt(event), false);
    });
    listen(this.undo, this.track, "pointerup pointercancel", (event) => {
      if (!this.dragging) return;
      this.dragging = false;
      this.actions.go(event.type === "pointerup" ? yearAt(event) : this.year, true);
    });
  }

  /** New language or theme.
   * @param {State} state */
  dress(state) {
    const { text } = this;
    this.box.setAttribute("aria-label", text("time"));
    this.yearBox.setAttribute("aria-label", text("year"));
    this.track.setAttribute("aria-label", text("year"));
    this.speed.setAttribute("aria-label", text("speed"));
    for (const option of this.speed.options) option.textContent = fill(text("per_second"), { number: option.value });
    for (const name of ["first", "back", "forward", "last"]) this.name(name, text(name));
    for (const { era, node, label } of this.bands) {
      const colour = state.theme === "dark" ? era.color_dark : era.color;
      node.style.setProperty("--cam-era", colour);
      const whose = this.whose(era, state.language);
      label.textContent = whose + pick(era.short, state.language);
      node.title = `${whose}${pick(era.title, state.language)}, ${era.start}–${era.end || ""}`;
    }
    const others = this.bands.filter(({ node }) => node.parentElement.classList.contains("cam-lane-other"));
    this.foldList?.replaceChildren(...others.map(({ node }) => el("li", "", null, { text: node.title })));
    for (const what of ["title", "aria-label"]) this.fold?.setAttribute(what, text("eras_others"));
    this.setPlaying(Boolean(this.playing));
  }

  /**
   * @param {string} button
   * @param {string} text */
  name(button, text) {
    this.buttons[button].node.setAttribute("aria-label", text);
    this.buttons[button].node.title = text;
  }

  /** @param {boolean} playing */
  setPlaying(playing) {
    this.playing = playing;
    this.buttons.play.path.setAttribute("d", playing ? ICONS.pause : ICONS.play);
    this.name("play", this.text(playing ? "pause" : "play"));
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
    const before = this.year;
    this.year = year;
    if (document.activeElement !== this.yearBox || before !== year) this.yearBox.value = String(year);
    const at = this.left(year) + "%";
    this.handle.style.left = at;
    this.done.style.width = at;
    this.bars.forEach((bar, i) => bar.classList.toggle("cam-now", i === year - this.years[0]));
    const era = this.bands.find(({ era: one }) => year >= one.start && year < (one.end || Infinity));
    this.untilNote.textContent = this.until && year === this.years[1] ? untilWords(this.until, state.language, this.text) : "";
    this.eraName.textContent = era ? pick(era.era.short, state.language) : "";
    this.eraName.style.setProperty("--cam-era", era ? (state.theme === "dark" ? era.era.color_dark : era.era.color) : "");
    const number = this.changes ? this.changes[year - this.years[0]] : 0;
    this.track.setAttribute("aria-valuemin", String(this.years[0]));
    this.track.setAttribute("aria-valuemax", String(this.years[1]));
    this.track.setAttribute("aria-valuenow", String(year));
    this.track.setAttribute("aria-valuetext", `${[year, this.untilNote.textContent, this.eraName.textContent].filter(Boolean).join(", ")}, ${this.actions.tell("changes", { number })}`);
  }

  destroy() {
    for (const undo of this.undo) undo();
    this.box.remove();
  }
}
