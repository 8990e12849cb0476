/* Two years compared: which ones, how they are shown, how much changed from the one to the other, and each change. */

import { addIcon, el, setText } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { countsOf, groupOf, KINDS, otherYear, yearsOf } from "../model/changes.js";
import { csvOf } from "../model/ledger.js";
import { List } from "./ledger.js";

/** @type {["changes", "beside", "swipe"]} */
const WAYS = ["changes", "beside", "swipe"];
const SWAP = "M7 4 3 8l4 4M3 8h14M17 12l4 4-4 4M21 16H7";

class Changes {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    this.addYears(el("div", "cam-two", body));
    this.ways = el("div", "cam-views", body, { role: "group" });
    this.choices = WAYS.map((how) => {
      const node = el("button", "cam-view", this.ways, { type: "button" });
      node.onclick = () => atlas.compare({ how });
      return { how, node };
    });
    const total = el("h3", "cam-total", body);
    this.total = el("span", "", total);
    this.happened = el("button", "cam-total-more", total, { type: "button" });
    this.happened.onclick = () => this.list.jump("happened");
    this.scope = el("p", "cam-quiet", body);
    this.addKinds(el("div", "cam-kinds", body, { role: "group" }));
    this.list = new List(body, atlas);
    const actions = el("div", "cam-actions", body);
    this.download = this.addAction(actions, () => this.save());
    this.stop = this.addAction(actions, () => atlas.comparison.end());
  }

  /** The earlier and the later year; either may be the one that the time bar moves.
   * @param {HTMLElement} box */
  addYears(box) {
    this.fields = [0, 1].map((place) => {
      if (place) this.to = el("span", "cam-two-to", box);
      const field = el("input", "cam-two-year", box, { type: "text", inputmode: "numeric", autocomplete: "off", spellcheck: "false" });
      field.onchange = () => this.goTo(place, field);
      field.onfocus = () => field.select();
      return field;
    });
    this.ends = el("span", "cam-two-ends", box);
    this.swap = el("button", "cam-swap", box, { type: "button" });
    addIcon(this.swap, SWAP);
    this.swap.onclick = () => this.exchange();
  }

  /** A button for each kind of change, with its number: it leads to its part of the list.
   * @param {HTMLElement} box */
  addKinds(box) {
    this.kindsBox = box;
    this.kinds = KINDS.filter((kind) => kind !== "happened").map((kind) => {
      const node = el("button", `cam-kind cam-is-${groupOf(kind)}`, box, { type: "button" });
      el("i", "", node);
      node.onclick = () => this.list.jump(kind);
      return { kind, node, label: el("span", "", node), number: el("b", "", node) };
    });
  }

  /**
   * @param {HTMLElement} parent
   * @param {() => void} action */
  addAction(parent, action) {
    const button = el("button", "cam-action", parent, { type: "button" });
    button.onclick = action;
    return button;
  }

  /** Take over what was typed; what is no year is put back.
   * @param {number} place 0 for the earlier year, 1 for the later
   * @param {HTMLInputElement} field */
  goTo(place, field) {
    const { atlas } = this;
    const { state, model } = atlas;
    const typed = field.value.normalize("NFKC").trim();
    const wanted = /^\d{4}$/.test(typed) ? clamp(Number(typed), ...model.years) : null;
    const isOther = (state.against <= state.year) === (place === 0);
    if (wanted !== null && isOther) atlas.compare({ against: wanted });
    else if (wanted !== null) atlas.byHand(wanted, true);
    this.writeYears(state);
    if (document.activeElement === field) field.select();
  }

  /** The year of the time bar and the other one change places. */
  exchange() {
    const { atlas } = this;
    const { against, year } = atlas.state;
    atlas.byHand(against, true);
    atlas.compare({ against: year });
  }

  /** Offer the list as a file. */
  save() {
    const { state } = this.atlas;
    const { list } = this;
    const words = { name: list.nameOf, sentence: list.sentenceOf, unseen: this.atlas.text("ledger_unsourced") };
    const file = new Blob([csvOf(list.sections, list.told, state, words)], { type: "text/csv" });
    const link = el("a", "", null, { href: URL.createObjectURL(file), download: `corridor-atlas_changes_${yearsOf(state).join("-")}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 0);
  }

  /** Whoever opens it compares; in which way is as it was the last time. */
  opened() {
    const { atlas } = this;
    if (!atlas.state.against) atlas.compare({ against: otherYear(atlas.state.year, atlas.model.years) });
  }

  closed() {
    this.atlas.light(null);
  }

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    ["ledger_first", "ledger_last"].forEach((name, place) => this.fields[place].setAttribute("aria-label", text(name)));
    this.to.textContent = text("changes_to");
    this.ends.textContent = text("changes_ends");
    this.swap.setAttribute("aria-label", text("compare_swap"));
    this.swap.title = text("compare_swap");
    this.ways.setAttribute("aria-label", text("compare_how"));
    for (const { how, node } of this.choices) node.textContent = text("compare_" + how);
    this.kindsBox.setAttribute("aria-label", text("changes_kinds"));
    for (const { kind, label } of this.kinds) label.textContent = text("ledger_kind_" + kind);
    this.download.textContent = text("ledger_download");
    this.stop.textContent = text("compare_stop");
    this.list.dress();
    this.update(state);
  }

  /** @param {State} state */
  writeYears(state) {
    yearsOf(state).forEach((year, place) => (this.fields[place].value = String(year)));
  }

  /** @param {State} state */
  update(state) {
    if (!state.against) return;
    const { tell, text } = this.atlas;
    if (!this.fields.some((one) => one === document.activeElement)) this.writeYears(state);
    for (const { how, node } of this.choices) node.setAttribute("aria-pressed", String(how === state.how));
    const { total, happened, kinds } = countsOf(state);
    setText(this.total, tell.call(this.atlas, "ledger_changes", { number: total }));
    setText(this.happened, tell.call(this.atlas, "changes_and", { number: happened }));
    this.happened.disabled = happened === 0;
    setText(this.scope, text("changes_scope_" + state.scope));
    for (const { kind, node, number } of this.kinds) {
      node.hidden = kinds[kind] === 0;
      setText(number, kinds[kind].toLocaleString(state.language));
    }
    this.list.update(state);
  }
}

/** @type {PanelEntry} */
export const changesPanel = { name: "changes", title: "panel_changes", icon: "M4 8h13l-4-4M20 16H7l4 4", linked: true, make: (body, atlas) => new Changes(body, atlas) };
