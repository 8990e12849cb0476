/* Filters: what can be chosen, and the panel with every value and how many features it would show. */

import { el, setText } from "../core/dom.js";
import { pick } from "../core/words.js";
import { paintSwatch } from "../map/swatch.js";
import { mainEras } from "../model/eras.js";
import { timeOf } from "../model/sentences.js";
import { FACETS, SAME_EVERYWHERE } from "../model/state.js";

const LATE = 8; // milliseconds; what takes longer twice running waits until the map stands still

/** The sections of the panel in their order. `few`: how many values stand there before "more".
 * @type {Section[]} */
const SECTIONS = [
  { name: "layers", few: 6, wide: true },
  { name: "statuses" },
  { name: "traffic", short: true },
  { name: "countries" },
  { name: "along", few: 5, wide: true },
  { name: "eras", wide: true },
  { name: "tiers", short: true },
  { name: "connectivity", short: true, hint: true },
  { name: "confidence", short: true, hint: true },
];

/** The values of the filters that have the same in every atlas, or an order of their own.
 * @type {Record<string, (model: Model) => string[]>} */
const FIXED = {
  statuses: () => SAME_EVERYWHERE.statuses,
  traffic: () => SAME_EVERYWHERE.traffic,
  tiers: () => SAME_EVERYWHERE.tiers,
  connectivity: () => SAME_EVERYWHERE.connectivity,
  confidence: () => SAME_EVERYWHERE.confidence,
  eras: (model) => mainEras(model).map((one) => one.id),
  layers: (model) => {
    const filled = new Set(model.features.filter((one) => one.shape).map((one) => one.layer));
    return model.layers.filter((one) => filled.has(one)).reverse().map((one) => one.id);
  },
};

const offered = new WeakMap();

/** The values of a filter in the order in which they are offered.
 * @param {string} name
 * @param {Model} model
 * @returns {string[]} */
function valuesOf(name, model) {
  if (!offered.has(model)) offered.set(model, Object.fromEntries(SECTIONS.map((one) => [one.name, inOrder(one.name, model)])));
  return offered.get(model)[name];
}

/** Countries and corridors stand by how much there is of each.
 * @param {string} name
 * @param {Model} model */
function inOrder(name, model) {
  if (FIXED[name]) return FIXED[name](model);
  const found = new Map(Object.keys(name === "along" ? model.corridors : {}).map((id) => [id, 0]));
  for (const one of model.features) {
    if (one.layer.background) continue;
    for (const value of one[/** @type {"countries" | "along"} */ (name)]) found.set(value, (found.get(value) || 0) + 1);
  }
  return [...found].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {Named} of */
function labelOf(name, value, { model, state, text }) {
  const { language } = state;
  if (name === "layers") return pick(model.layers.find((one) => one.id === value).title, language);
  if (name === "countries") return (model.countries[language] || model.countries.en || {})[value] || value;
  if (name === "along") return pick(model.corridors[value], language) || value;
  if (name === "eras") return pick(eraOf(value, model).short, language);
  return text(name === "statuses" ? "status_" + value : `filters_${name}_${value}`);
}

/**
 * @param {string} id
 * @param {Model} model */
const eraOf = (id, model) => model.eras.find((one) => one.id === id);
/** @param {Era} era */
const yearsOf = (era) => `${era.start}–${era.end || ""}`;

/**
 * @param {string} name
 * @param {string} value
 * @param {State} state */
function isOn(name, value, state) {
  if (name === "layers") return state.layers.has(value);
  return name === "eras" ? Boolean(state.era) && state.era.id === value : state.facets[/** @type {Facet} */ (name)].has(value);
}

/** Choose a value, or take it back.
 * @param {string} name
 * @param {string} value
 * @param {Atlas} atlas */
function flip(name, value, atlas) {
  const { state } = atlas;
  const on = isOn(name, value, state);
  if (name === "layers") atlas.toggleLayer(value);
  else if (name === "eras") choose(atlas, { era: on ? null : value });
  else {
    const before = [...state.facets[/** @type {Facet} */ (name)]];
    choose(atlas, { [name]: on ? before.filter((one) => one !== value) : [...before, value] });
  }
}

/** Change the filter and have it said how much is left.
 * @param {Atlas} atlas
 * @param {Options} changed */
function choose(atlas, changed) {
  atlas.chooseFilter(changed);
  atlas.say();
}

/** Take back every filter; layers stay as they are.
 * @param {Atlas} atlas */
export function clearAll(atlas) {
  const nothing = Object.fromEntries(FACETS.map((facet) => [facet, /** @type {string[]} */ ([])]));
  atlas.setSince(null);
  choose(atlas, { ...nothing, era: null, certainOnly: false, showGone: false });
}

/** The filters that are on, by group: [{name, chips: [{value, label, colour?, clear()}]}].
 * @param {Named & Atlas} atlas */
export function chosenFilters(atlas) {
  const { state, model, text } = atlas;
  const groups = [];
  if (state.since) groups.push({ name: "range", chips: [{ value: "since", label: timeOf(state), clear: () => atlas.setSince(null) }] });
  for (const { name } of SECTIONS.filter((one) => FACETS.some((facet) => facet === one.name))) {
    const values = valuesOf(name, model).filter((value) => isOn(name, value, state));
    if (values.length) groups.push({ name, chips: values.map((value) => ({ value, label: labelOf(name, value, atlas), clear: () => flip(name, value, atlas) })) });
  }
  if (state.era) {
    const { era } = state;
    const label = era.short ? pick(era.short, state.language) : `${era.start}–${era.end - 1}`;
    const colour = state.theme === "dark" ? era.color_dark : era.color;
    groups.push({ name: "eras", chips: [{ value: "era", label, colour, clear: () => choose(atlas, { era: null }) }] });
  }
  for (const [name, option] of /** @type {["certain" | "gone", "certainOnly" | "showGone"][]} */ ([["certain", "certainOnly"], ["gone", "showGone"]])) {
    if (state[option]) groups.push({ name: "", chips: [{ value: option, label: text("filters_" + name), clear: () => choose(atlas, { [option]: false }) }] });
  }
  return groups;
}

/** `work` as a function that leaves it out while the map plays, if it is slow, and makes up for it afterwards.
 * @param {Atlas} atlas
 * @param {() => void} work */
export function sparing(atlas, work) {
  let slow = 0;
  let owed = false;
  const run = () => {
    const start = performance.now();
    owed = false;
    work();
    slow = performance.now() - start > LATE ? slow + 1 : 0;
  };
  atlas.on("year", ({ settled }) => { if (settled && owed) run(); });
  return () => {
    if (atlas.clock.playing && slow > 1) owed = true;
    else run();
  };
}

/** "38 of 214 shown", or how many there are when nothing is narrowed.
 * @param {Atlas} atlas
 * @param {{ shown: number, all: number }} tally */
export function howMany(atlas, { shown, all }) {
  const { state } = atlas;
  return atlas.tell(state.narrowed ? "filters_shown_of" : "filters_shown", { number: shown, all: all.toLocaleString(state.language) });
}


/* ---- the panel ---- */

class Panel {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    const head = el("div", "cam-filters-head", body);
    this.sum = el("p", "cam-filters-sum", head);
    this.clear = el("button", "cam-filters-clear", head, { type: "button" });
    this.clear.onclick = () => {
      clearAll(atlas);
      atlas.drawer.title.focus({ preventScroll: true }); // the button is gone
    };
    this.sections = SECTIONS.map((section) => this.addSection(body, section));
    this.switches = [this.addSwitch(body, "certain", "certainOnly", "doubtful"), this.addSwitch(body, "gone", "showGone", "gone")];
    this.recount = sparing(atlas, () => this.count());
  }

  /**
   * @param {HTMLElement} body
   * @param {Section} section */
  addSection(body, section) {
    const { name, few, wide, short } = section;
    const box = el("div", "cam-filters-section cam-filters-" + name, body, { role: "group" });
    const title = el("h3", "cam-filters-title", box);
    const list = el("div", "cam-choices" + (wide ? " cam-choices-wide" : short ? " cam-choices-short" : ""), box);
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
    const node = el("button", "cam-choice" + (name === "layers" ? " cam-choice-layer" : ""), list, { type: "button" });
    const mark = name === "layers" ? el("canvas", "cam-swatch", node, { "aria-hidden": "true" }) : name === "eras" ? el("i", "cam-era-dot", node) : null;
    const label = el("span", "cam-choice-label", node);
    if (name === "eras") el("span", "cam-choice-years", node, { text: yearsOf(eraOf(value, this.atlas.model)) });
    const count = el("span", "cam-count", node);
    node.onclick = () => flip(name, value, this.atlas);
    return { node, mark, label, count, value };
  }

  /**
   * @param {HTMLElement} body
   * @param {string} name
   * @param {"certainOnly" | "showGone"} option
   * @param {"doubtful" | "gone"} tallied */
  addSwitch(body, name, option, tallied) {
    const node = el("button", "cam-switch", body, { type: "button", role: "switch" });
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
    this.clear.textContent = text("filters_clear");
    for (const { name, box, title, choices, hint } of this.sections) {
      title.textContent = text("filters_" + name);
      box.setAttribute("aria-label", title.textContent);
      if (hint) el("span", "cam-filters-hint", title, { text: text(`filters_${name}_hint`) });
      for (const choice of choices) {
        const { mark, label, value } = choice;
        choice.number = null; // to be written in the new language
        label.textContent = labelOf(name, value, atlas);
        if (name === "layers") paintSwatch(mark, atlas.model.layers.find((one) => one.id === value), 3, false, atlas.palettes[state.theme], state.theme);
        else if (mark) mark.style.background = eraOf(value, atlas.model)[state.theme === "dark" ? "color_dark" : "color"];
      }
    }
    for (const { name, label } of this.switches) label.textContent = text("filters_" + name);
    for (const section of this.sections) this.fold(section);
  }

  /** Show the first few values of a long list, and those that are chosen.
   * @param {SectionBox} section */
  fold(section) {
    const { name, few, more, open, choices } = section;
    if (!more) return;
    const { atlas } = this;
    let hidden = 0;
    choices.forEach(({ node, value }, i) => {
      node.hidden = !open && i >= few && (name === "layers" || !isOn(name, value, atlas.state));
      hidden += Number(node.hidden);
    });
    more.hidden = !open && !hidden;
    more.setAttribute("aria-expanded", String(open));
    setText(more, open ? atlas.text("filters_fewer") : atlas.tell("filters_more", { number: hidden }));
  }

  /** @param {State} state */
  update(state) {
    for (const section of this.sections) {
      for (const { node, value } of section.choices) {
        const on = String(isOn(section.name, value, state));
        if (node.getAttribute("aria-pressed") !== on) node.setAttribute("aria-pressed", on);
      }
      if (!section.open) this.fold(section);
    }
    for (const { node, option } of this.switches) node.setAttribute("aria-checked", String(state[option]));
    this.recount();
  }

  /** Every number anew; only what differs is written. */
  count() {
    const { atlas } = this;
    const { state } = atlas;
    const tally = state.tally();
    setText(this.sum, howMany(atlas, tally));
    this.clear.hidden = !state.narrowed && !state.showGone && !state.since;
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

/** @type {PanelEntry} */
export const filtersPanel = { name: "filters", title: "filters_title", icon: "M3 5h18l-7 8.5V20l-4-2.5v-4z", make: (body, atlas) => new Panel(body, atlas) };
