/* The filters under the layers: countries as chips, the rest folded under "More filters". A chip narrows to what it
 * names, a second press frees it. */

import { el, setText } from "../core/dom.js";
import { choose, flip, isOn, labelOf, layersOf, valuesOf } from "./choices.js";
import { Rows } from "./rows.js";

/** The sections in their order. `few`: how many values stand there before "more".
 * @type {Section[]} */
const SECTIONS = [
  { name: "countries", few: 8 },
  { name: "along", few: 5, wide: true },
  { name: "statuses" },
  { name: "traffic" },
  { name: "tiers" },
  { name: "connectivity", hint: true },
  { name: "confidence", hint: true },
  { name: "eras", wide: true },
];

export class Facets {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    const [countries, ...others] = SECTIONS.filter(({ name }) => valuesOf(name, atlas.model).length > 0);
    this.sections = [this.addSection(parent, countries)];
    this.more = el("button", "cam-more", parent, { type: "button" });
    this.moreText = el("span", "", this.more);
    el("span", "cam-chevron", this.more, { "aria-hidden": "true" });
    this.more.onclick = () => this.unfold(Boolean(this.rest.hidden));
    this.rest = el("div", "cam-rest", parent);
    this.hint = el("p", "cam-filters-hint", this.rest);
    this.sections.push(...others.map((section) => this.addSection(this.rest, section)));
    this.switches = [this.addSwitch("certain", "certainOnly", "doubtful"), this.addSwitch("gone", "showGone", "gone")];
    this.groundTitle = el("h2", "cam-filters-title", this.rest);
    this.ground = new Rows(this.rest, atlas, layersOf(atlas.model, true), false);
    this.unfold(false);
  }

  /** @param {boolean} open */
  unfold(open) {
    this.rest.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
    this.more.classList.toggle("cam-closed", !open);
  }

  /**
   * @param {HTMLElement} parent
   * @param {Section} section
   * @returns {SectionBox} */
  addSection(parent, section) {
    const { name, few, wide } = section;
    const box = el("div", `cam-filters-section cam-filters-${name}`, parent, { role: "group" });
    const title = el("h2", "cam-filters-title", box);
    const list = el("div", "cam-choices" + (wide ? " cam-choices-wide" : ""), box);
    const choices = valuesOf(name, this.atlas.model).map((value) => this.addChoice(list, name, value));
    /** @type {SectionBox} */
    const one = { ...section, box, title, list, choices, open: !few || choices.length <= few + 1 };
    if (one.open) return one;
    one.more = el("button", "cam-filters-more", box, { type: "button" });
    one.more.onclick = () => {
      one.open = !one.open;
      this.fold(one);
    };
    return one;
  }

  /**
   * @param {HTMLElement} list
   * @param {string} name
   * @param {string} value */
  addChoice(list, name, value) {
    const node = el("button", "cam-choice", list, { type: "button" });
    const label = el("span", "cam-choice-label", node);
    const count = el("span", "cam-count", node);
    node.onclick = () => flip(name, value, this.atlas);
    return { node, label, count, value };
  }

  /**
   * @param {string} name
   * @param {"certainOnly" | "showGone"} option
   * @param {"doubtful" | "gone"} tallied */
  addSwitch(name, option, tallied) {
    const node = el("button", "cam-switch", this.rest, { type: "button", role: "switch" });
    const words = el("span", "", node);
    const label = el("span", "cam-switch-label", words);
    const hint = el("span", "cam-switch-hint", words);
    el("span", "cam-switch-track", node, { "aria-hidden": "true" });
    node.onclick = () => choose(this.atlas, { [option]: !this.atlas.state[option] });
    return { node, name, option, tallied, label, hint };
  }

  /** @param {State} state */
  dress(state) {
    const { atlas } = this;
    const { text } = atlas;
    this.number = new Intl.NumberFormat(state.language);
    this.moreText.textContent = text("block_more");
    this.hint.textContent = text("block_more_hint");
    for (const { name, box, title, choices, hint } of this.sections) {
      title.textContent = text(name === "countries" ? "block_countries" : "filters_" + name);
      box.setAttribute("aria-label", title.textContent);
      if (hint) el("span", "cam-filters-hint", title, { text: text(`filters_${name}_hint`) });
      for (const choice of choices) {
        choice.number = null; // to be written in the new language
        choice.label.textContent = labelOf(name, choice.value, atlas);
      }
    }
    for (const { name, label } of this.switches) label.textContent = text("filters_" + name);
    for (const section of this.sections) this.fold(section);
    this.groundTitle.textContent = text("block_ground");
    this.groundTitle.hidden = !this.ground.rows.length;
    this.ground.dress(state);
    this.ground.list.setAttribute("aria-label", text("block_ground"));
  }

  /** Show the first few values of a long list, and those that are chosen.
   * @param {SectionBox} section */
  fold(section) {
    const { name, few, more, open, choices } = section;
    if (!more) return;
    const { atlas } = this;
    let hidden = 0;
    choices.forEach(({ node, value }, i) => {
      node.hidden = !open && i >= few && !isOn(name, value, atlas.state);
      hidden += Number(node.hidden);
    });
    more.hidden = !open && !hidden;
    more.setAttribute("aria-expanded", String(open));
    setText(more, open ? atlas.text("filters_fewer") : atlas.tell("filters_more", { number: hidden }));
  }

  /** What is on; the numbers come with `count`.
   * @param {State} state
   * @param {Tally} tally */
  update(state, tally) {
    for (const section of this.sections) {
      for (const { node, value } of section.choices) {
        const on = String(isOn(section.name, value, state));
        if (node.getAttribute("aria-pressed") !== on) node.setAttribute("aria-pressed", on);
      }
      if (!section.open) this.fold(section);
    }
    for (const { node, option } of this.switches) node.setAttribute("aria-checked", String(state[option]));
    this.ground.update(state, tally, null);
  }

  /** Every number anew; only what differs is written.
   * @param {Tally} tally */
  count(tally) {
    const { atlas } = this;
    for (const { name, choices } of this.sections) {
      for (const choice of choices) {
        const number = tally[/** @type {Facet} */ (name)].get(choice.value) || 0;
        if (choice.number === number) continue;
        choice.number = number;
        choice.node.classList.toggle("cam-none", number === 0);
        choice.count.textContent = this.number.format(number);
      }
    }
    for (const { name, hint, tallied } of this.switches) {
      const number = tally[tallied];
      setText(hint, atlas.tell(`filters_${name}_${number ? "hint" : "none"}`, { number }));
    }
  }
}
