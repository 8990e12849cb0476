/* All corridors: each as a strip of the year, with its share of the year and a small curve through all years. */

import { el, setText } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { runsOf } from "../network/strips.js";
import { fillRuler } from "./ruler.js";

const REST = 400; // milliseconds without another year after which the rows are put in order

/** Panels that are opened from the end of the list, each with the word that says what they are for. */
const MORE = [["reach", "corridors_reach"], ["figures", "corridors_figures"]];

/** @typedef {{ id: string, node: HTMLElement, button: HTMLButtonElement, name: HTMLElement, share: HTMLElement, ruler: HTMLElement,
 *   curve: HTMLElement, area: HTMLElement, now: number, shown: string }} CorridorRow */

export class CorridorList {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-corridor-list", parent);
    this.hint = el("p", "cam-corridor-hint", this.box);
    this.list = el("ul", "cam-corridor-rows", this.box);
    this.rows = atlas.corridors.strips.ids.map((id) => this.row(id));
    this.order = ""; // for which load and language the rows stand in order
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.wait = undefined;
    atlas.undo.push(() => clearTimeout(this.wait));
    this.title = el("h3", "cam-sub", this.box);
    const list = el("ul", "cam-corridor-more", this.box);
    this.more = MORE.filter(([name]) => atlas.drawer.entries.has(name)).map(([name, word]) => {
      const button = el("button", "cam-corridor-entry", el("li", "", list), { type: "button" });
      button.onclick = () => atlas.drawer.open(name, true);
      return { entry: atlas.drawer.entries.get(name).entry, word, title: el("b", "", button), said: el("span", "", button) };
    });
    this.hint.hidden = !this.rows.length;
    this.title.hidden = list.hidden = !this.more.length;
  }

  /** @param {string} id
   * @returns {CorridorRow} */
  row(id) {
    const node = el("li", "", this.list);
    const button = el("button", "cam-corridor-row", node, { type: "button", "data-corridor": id });
    button.onclick = () => this.atlas.corridors.show(id);
    const name = el("span", "cam-corridor-name", button);
    const share = el("span", "cam-corridor-share", button);
    const ruler = el("span", "cam-ruler cam-ruler-low", button, { "aria-hidden": "true" });
    const curve = el("span", "cam-curve", button, { "aria-hidden": "true" });
    return { id, node, button, name, share, ruler, curve, area: el("i", "", curve), now: 0, shown: "" };
  }

  /** Put the focus on the row of a corridor.
   * @param {string} id */
  focus(id) {
    const row = this.rows.find((one) => one.id === id);
    if (row) row.button.focus();
  }

  /** @param {State} state */
  dress({ language }) {
    const { text, model } = this.atlas;
    const [first, last] = model.years;
    this.hint.textContent = fill(text("corridors_hint"), { first, last });
    this.title.textContent = text("corridors_more");
    for (const { entry, word, title, said } of this.more) {
      title.textContent = text(entry.title);
      said.textContent = text(word);
    }
    for (const one of this.rows) {
      one.name.textContent = pick(model.corridors[one.id], language);
      one.curve.title = fill(text("corridor_curve"), { first, last });
    }
    this.order = "";
  }

  /** @param {State} state */
  update({ year, load, language, model }) {
    const { corridors } = this.atlas;
    const [first, last] = model.years;
    this.list.style.setProperty("--at", `${(100 * (year - first + 0.5)) / (last - first + 1)}%`);
    for (const one of this.rows) {
      const strip = corridors.strips.strip(one.id, year, load);
      const runs = runsOf(strip);
      const shown = JSON.stringify(runs);
      one.now = strip.share;
      setText(one.share, corridors.percent(strip.share));
      if (shown !== one.shown) fillRuler(one.ruler, runs, strip.km);
      one.shown = shown;
    }
    this.keepOrder(`${load} ${language}`);
  }

  /** The most open first: at once where something else is shown, and of another year when that has come to rest, for
   * no row is to run away from under the pointer.
   * @param {string} order */
  keepOrder(order) {
    clearTimeout(this.wait);
    if (order !== this.order) {
      this.order = order;
      for (const one of this.rows) one.area.style.clipPath = areaOf(this.atlas.corridors.strips.series(one.id, this.atlas.state.load));
      this.sort();
    } else this.wait = setTimeout(() => this.sort(), REST);
  }

  sort() {
    const { compare } = new Intl.Collator(this.atlas.state.language);
    const before = this.rows.slice();
    this.rows.sort((a, b) => b.now - a.now || compare(a.name.textContent, b.name.textContent));
    if (this.rows.every((one, i) => one === before[i])) return;
    const held = /** @type {HTMLElement | null} */ (document.activeElement);
    this.list.append(...this.rows.map(({ node }) => node));
    if (held && this.list.contains(held)) held.focus({ preventScroll: true });
  }
}

/** The area under steps, one for each year, as a shape of CSS.
 * @param {(number | null)[]} shares */
export function areaOf(shares) {
  const width = 100 / shares.length;
  const corners = shares.flatMap((share, i) => [i * width, (i + 1) * width].map((x) => [x, 100 - 100 * (share || 0)]));
  const all = [[0, 100], ...corners, [100, 100]];
  return `polygon(${all.map(([x, y]) => `${+x.toFixed(2)}% ${+y.toFixed(1)}%`).join(", ")})`;
}
