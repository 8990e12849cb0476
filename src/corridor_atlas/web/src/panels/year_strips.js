/* A strip of years for each way of travelling: in which of them there was a way. Each year is a button; the strips are one
 * stop of the focus, moved about in by arrows. */

import { el, listen } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { fill } from "../core/words.js";

const CELL = 9; // pixels of a year, at least
const LETTER = 6.6; // pixels of a letter of the kilometres, about
const MARGIN = 12;

/** @typedef {{ modes: string[], years: (Route | null)[] }} Row */

export class YearStrips {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {import("../network/sentences.js").Teller} teller */
  constructor(parent, atlas, teller) {
    this.atlas = atlas;
    this.teller = teller;
    this.box = el("div", "cam-strips", parent, { role: "group" });
    this.tag = el("span", "cam-strips-tag", this.box, { "aria-hidden": "true" });
    this.rows = el("div", "cam-strips-rows", this.box);
    this.axis = el("div", "cam-strips-axis", this.box, { "aria-hidden": "true" });
    this.fold = el("p", "cam-strips-fold", this.box);
    this.key = el("p", "cam-strips-key", this.box);
    /** @type {HTMLButtonElement[][]} */
    this.cells = [];
    this.here = 0; // the row in which the focus stands
    listen(atlas.undo, this.rows, "click", ({ target }) => {
      const cell = target.closest("[data-year]");
      if (cell) atlas.byHand(Number(cell.dataset.year), true);
    });
    listen(atlas.undo, this.rows, "keydown", (event) => this.go(event) && event.preventDefault());
  }

  /** Show other strips.
   * @param {import("../network/answers.js").Years} years */
  show({ rows, never, mixed }) {
    const { text } = this.atlas;
    this.box.setAttribute("aria-label", text("cargo_strips"));
    this.box.hidden = !rows.length;
    this.cells = [];
    this.here = 0;
    this.rows.replaceChildren(...rows.map((row, i) => this.strip(row, mixed && i === rows.length - 1)));
    const modes = never.map((mode) => text(`cargo_${mode}`)).join(text("list_comma"));
    this.fold.textContent = never.length ? fill(text("cargo_fold"), { modes }) : "";
    this.addKey();
    const [first, last] = this.atlas.model.years;
    const years = [0, 0.25, 0.5, 0.75, 1].map((part) => Math.round(first + part * (last - first)));
    this.axis.replaceChildren(...years.map((year) => el("span", "", null, { text: year, style: `left: ${this.middle(year)}%` })));
  }

  addKey() {
    const kinds = ["way", "doubt", "none"];
    this.key.replaceChildren(...kinds.map((kind) => {
      const one = el("span", "", null);
      el("i", `cam-cell cam-cell-${kind}`, one);
      one.append(this.atlas.text(`cargo_key_${kind}`));
      return one;
    }));
  }

  /**
   * @param {Row} row
   * @param {boolean} mixed */
  strip({ modes, years }, mixed) {
    const { text, model } = this.atlas;
    const [first] = model.years;
    const row = el("div", "cam-strip", null, { role: "group" });
    const label = text(mixed ? "cargo_mixed_row" : `cargo_${modes[0]}`);
    el("span", "cam-strip-label", row, { text: label, "aria-hidden": "true" });
    row.setAttribute("aria-label", label);
    const place = el("div", "cam-strip-years", row);
    place.style.setProperty("--years", String(years.length));
    this.cells.push(years.map((way, i) => {
      const kind = way ? (way.doubtful ? "doubt" : "way") : mixed ? "idle" : "none";
      const cell = el("button", `cam-cell cam-cell-${kind}`, place, { type: "button", "data-year": first + i, tabindex: -1 });
      cell.title = this.inWords(way, first + i, label);
      cell.setAttribute("aria-label", cell.title);
      return cell;
    }));
    for (const { from, to, km } of runsOf(years)) this.addLabel(place, from, to, km, years.length);
    return row;
  }

  /**
   * @param {Route | null} way
   * @param {number} year
   * @param {string} by */
  inWords(way, year, by) {
    const { text } = this.atlas;
    if (!way) return fill(text("cargo_cell_none"), { year, by });
    return fill(text(way.doubtful ? "cargo_cell_doubt" : "cargo_cell"), { year, by, km: this.teller.km(way.km) });
  }

  /** The kilometres of a run of years, where they have room.
   * @param {HTMLElement} place
   * @param {number} from
   * @param {number} to
   * @param {number} km
   * @param {number} all */
  addLabel(place, from, to, km, all) {
    const text = this.teller.km(km);
    if ((to - from + 1) * CELL < text.length * LETTER + MARGIN) return;
    const label = el("span", "cam-strip-km", place, { "aria-hidden": "true" });
    el("b", "", label, { text });
    label.style.left = `${(100 * from) / all}%`;
    label.style.width = `${(100 * (to - from + 1)) / all}%`;
  }

  /** Where the middle of a year stands, in per cent.
   * @param {number} year */
  middle(year) {
    const [first, last] = this.atlas.model.years;
    return (100 * (year - first + 0.5)) / (last - first + 1);
  }

  /** @param {State} state */
  update({ year, model }) {
    const at = year - model.years[0];
    this.tag.textContent = String(year);
    this.tag.style.setProperty("--at", String(this.middle(year) / 100));
    this.cells.forEach((row, i) => row.forEach((cell, j) => {
      if (j === at) cell.setAttribute("aria-current", "true");
      else cell.removeAttribute("aria-current");
      if (!this.box.contains(document.activeElement)) cell.tabIndex = i === this.here && j === at ? 0 : -1;
    }));
  }

  /** Move the focus among the years: whether the key does that.
   * @param {Key} event */
  go({ key, target }) {
    const row = this.cells.findIndex((cells) => cells.includes(/** @type {HTMLButtonElement} */ (target)));
    if (row < 0) return false;
    const at = this.cells[row].indexOf(/** @type {HTMLButtonElement} */ (target));
    const last = this.cells[row].length - 1;
    const [down, right] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -last], End: [0, last] }[key] || [];
    if (down === undefined) return false;
    this.here = clamp(row + down, 0, this.cells.length - 1);
    const next = this.cells[this.here][clamp(at + right, 0, last)];
    for (const cell of this.cells.flat()) cell.tabIndex = cell === next ? 0 : -1;
    next.focus();
    return true;
  }
}

/** Neighbouring years in which the best way is as long.
 * @param {(Route | null)[]} years */
export function runsOf(years) {
  /** @type {{ from: number, to: number, km: number }[]} */
  const found = [];
  years.forEach((way, i) => {
    const last = found[found.length - 1];
    if (!way) return;
    if (last && last.to === i - 1 && Math.round(last.km) === Math.round(way.km)) last.to = i;
    else found.push({ from: i, to: i, km: way.km });
  });
  return found;
}
