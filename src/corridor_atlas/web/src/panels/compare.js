/* The panel in which another year is chosen to compare with, and the way to show the two. */

import { addIcon, el } from "../core/dom.js";
import { fill } from "../core/words.js";
import { paintChange } from "../map/change_signs.js";
import { CHANGES, countChanges } from "../model/changes.js";
import { mainEras } from "../model/eras.js";

const WAYS = [["off", "M5 12h14"], ["changes", "M4 7h16M4 12h9M4 17h12"], ["beside", "M3 5h8v14H3zM13 5h8v14h-8z"], ["swipe", "M3 5h18v14H3zM12 2v20"]];

class Compare {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    this.ways = el("fieldset", "cam-ways", body);
    this.waysTitle = el("legend", "cam-field-title", this.ways);
    const group = "cam-way-" + L.Util.stamp(this); // several maps may stand on one page
    this.choices = new Map(WAYS.map(([how, icon]) => [how, this.addWay(how, icon, group)]));
    this.addYear(el("div", "cam-other-year", body));
    this.result = el("div", "cam-compared", body);
    this.resultTitle = el("h3", "cam-field-title", this.result);
    const list = el("ul", "cam-compared-list", this.result);
    this.rows = CHANGES.map((kind) => {
      const row = el("li", "", list);
      return { kind, swatch: el("canvas", "cam-swatch", row, { "aria-hidden": "true" }), label: el("span", "", row) };
    });
    const actions = el("div", "cam-actions", body);
    this.swap = this.addButton(actions, () => this.exchange());
    if ((atlas.options.panels || []).includes("changes")) this.list = this.addButton(actions, () => this.openList());
  }

  /**
   * @param {string} how
   * @param {string} icon
   * @param {string} group */
  addWay(how, icon, group) {
    const label = el("label", "cam-way", this.ways);
    const input = el("input", "", label, { type: "radio", name: group, value: how });
    addIcon(label, icon);
    const words = el("span", "", label);
    const title = el("b", "", words);
    const hint = el("small", "", words);
    input.onchange = () => this.choose(how);
    return { input, title, hint };
  }

  /**
   * @param {HTMLElement} parent
   * @param {() => void} action */
  addButton(parent, action) {
    const button = el("button", "cam-action", parent, { type: "button" });
    button.onclick = action;
    return button;
  }

  /** A slider with a box for the number, and the years in which eras begin.
   * @param {HTMLElement} box */
  addYear(box) {
    const { comparison, model } = this.atlas;
    const [first, last] = model.years;
    this.yearTitle = el("div", "cam-field-title", box);
    const row = el("div", "cam-year-row", box);
    this.number = el("input", "cam-other-number", row, { type: "text", inputmode: "numeric", maxlength: "4", autocomplete: "off" });
    this.range = el("input", "cam-other-range", row, { type: "range", min: String(first), max: String(last), step: "1" });
    this.range.oninput = () => comparison.go(Number(this.range.value), false);
    this.range.onchange = () => comparison.go(Number(this.range.value), true);
    this.number.onchange = () => {
      if (/^\d{4}$/.test(this.number.value.trim())) comparison.go(Number(this.number.value), true);
      this.update(this.atlas.state);
    };
    const own = mainEras(model).map((era) => era.start);
    this.marks = el("div", "cam-year-marks", box, { role: "group" });
    for (const year of new Set([first, ...own.filter((one) => one > first), last])) {
      el("button", "cam-year-mark", this.marks, { type: "button", text: String(year) }).onclick = () => comparison.go(year, true);
    }
    this.yearBox = box;
  }

  /** @param {string} how */
  choose(how) {
    const { atlas } = this;
    const against = atlas.state.against || atlas.comparison.suggestion();
    atlas.compare(how === "off" ? { against: null } : { against, how });
  }

  /** The two years change places. */
  exchange() {
    const { atlas } = this;
    const { against, year } = atlas.state;
    atlas.byHand(against, true);
    atlas.compare({ against: year });
  }

  openList() {
    const { atlas } = this;
    atlas.setPanel("changes");
    atlas.emit("panel", { value: "changes" });
  }

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    const palette = this.atlas.palettes[state.theme];
    this.waysTitle.textContent = text("compare_how");
    for (const [how, { title, hint }] of this.choices) {
      title.textContent = text("compare_" + how);
      hint.textContent = text(`compare_${how}_hint`);
    }
    this.yearTitle.textContent = text("compare_with");
    for (const node of [this.number, this.range, this.marks]) node.setAttribute("aria-label", text("compare_with"));
    this.swap.textContent = text("compare_swap");
    if (this.list) this.list.textContent = text("compare_list");
    for (const { kind, swatch } of this.rows) paintChange(swatch, kind, palette);
    this.update(state);
  }

  /** @param {State} state */
  update(state) {
    const { against, how, year } = state;
    const { text } = this.atlas;
    this.choices.get(against ? how : "off").input.checked = true;
    for (const node of [this.yearBox, this.result, this.swap, this.list]) if (node) node.hidden = !against;
    if (!against) return;
    if (document.activeElement !== this.number) this.number.value = String(against);
    this.range.value = String(against);
    for (const mark of this.marks.children) mark.setAttribute("aria-pressed", String(mark.textContent === String(against)));
    const [first, last] = [against, year].sort((a, b) => a - b);
    this.resultTitle.textContent = fill(text("compare_span"), { first, last });
    const counts = countChanges(state);
    for (const { kind, label } of this.rows) label.textContent = this.atlas.tell("compare_count_" + kind, { number: counts[kind] });
  }
}

/** @type {PanelEntry} */
export const comparePanel = { name: "compare", title: "compare_title", icon: "M12 3v18M9 6H4v12h5M15 6h5v12h-5", make: (body, atlas) => new Compare(body, atlas) };
