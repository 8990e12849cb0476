/* The eras over the scale of years: each band is a button that goes to its era and shows nothing else. */

import { el, setAttribute } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { fill, pick } from "../core/words.js";
import { eraStep, lanesOf } from "../model/eras.js";

const ROOM = 9; // years that the name of an era of another side takes up on a scale of about 40

/** The band of an era, from where it begins to where the next one does.
 * @typedef {{ era: Era, node: HTMLButtonElement, label: HTMLElement }} Band */

export class Bands {
  /**
   * @param {HTMLElement} parent
   * @param {Model} model
   * @param {(year: number) => number} left where a year lies, in hundredths of the width
   * @param {(era: Era) => void} choose */
  constructor(parent, model, left, choose) {
    const last = model.years[1];
    this.last = last;
    this.box = el("div", "cam-eras", parent, { role: "group" });
    this.sides = model.countries;
    const others = model.eras.filter((era) => era.side);
    const main = lanesOf(model.eras.filter((era) => !era.side), last);
    const rest = lanesOf(others, last, { first: model.years[0], room: ROOM });
    this.lanes = rest.length;
    /** @type {Band[]} */
    this.all = [...main, ...rest].flatMap((eras, lane) => {
      const row = el("div", "cam-lane" + (lane >= main.length ? " cam-lane-other" : lane ? " cam-lane-minor" : ""), this.box);
      return eras.map((era) => {
        const node = el("button", "cam-band", row, { type: "button", "aria-pressed": "false" });
        const [from, to] = [era.start, era.end || last].map((year) => left(clamp(year, ...model.years)));
        node.style.left = from + "%";
        node.style.width = to - from + "%";
        node.classList.toggle("cam-band-late", from + to > 100);
        node.onclick = () => choose(era);
        return { era, node, label: el("span", "", node) };
      });
    });
  }

  /** The countries behind an era, as the beginning of its name; nothing for the main ones.
   * @param {Era} era
   * @param {string} language */
  whose(era, language) {
    if (!era.side) return "";
    const names = this.sides[language] || {};
    return era.side.split("+").map((code) => names[code] || code).join(" + ") + ": ";
  }

  /** New language or theme.
   * @param {State} state
   * @param {Say} text */
  dress(state, text) {
    const { language } = state;
    this.box.setAttribute("aria-label", text("filters_eras"));
    for (const { era, node, label } of this.all) {
      node.style.setProperty("--cam-era", colourOf(era, state));
      const whose = this.whose(era, language);
      writeShort(label, era, language, whose);
      const { start: first, end } = era;
      const years = (/** @type {Names} */ names) => fill(text(end ? "era_years" : "era_since"), { era: whose + pick(names, language), first, last: end });
      node.setAttribute("aria-label", years(era.short));
      node.title = years(era.title);
    }
  }

  /** @param {State} state */
  update({ era: chosen }) {
    this.box.classList.toggle("cam-era-chosen", Boolean(chosen));
    for (const { era, node } of this.all) setAttribute(node, "aria-pressed", String(Boolean(chosen) && chosen.id === era.id));
  }

  /** The first era that a year lies in: a main one, if there is any.
   * @param {number} year */
  at(year) {
    const found = this.all.find(({ era }) => year >= era.start && year < (era.end || Infinity));
    return found ? found.era : null;
  }
}

/** Write the short name of an era; where there is little room the style sheet shows the narrow one.
 * @param {HTMLElement} node
 * @param {Era | null} era
 * @param {string} language
 * @param {string} [before] */
export function writeShort(node, era, language, before = "") {
  node.replaceChildren();
  if (!era) return;
  const short = before + pick(era.short, language);
  el("span", era.narrow ? "cam-roomy" : "", node, { text: short });
  if (era.narrow) el("span", "cam-cramped", node, { text: before + pick(era.narrow, language), "aria-hidden": "true" });
}

/**
 * @param {Era} era
 * @param {State} state */
export const colourOf = (era, { theme }) => (theme === "dark" ? era.color_dark : era.color);

/** Go to an era with the year that a time bar moves, and show only what existed then; or show everything again.
 * @param {Atlas} atlas
 * @param {Era} era
 * @param {number} year
 * @param {(year: number, settled: boolean) => void} go */
export function chooseEra(atlas, era, year, go) {
  const to = eraStep(era, atlas.state.era, year, atlas.model.years);
  if (to.year !== year) go(to.year, true);
  atlas.chooseFilter({ era: to.era });
  atlas.say();
}
