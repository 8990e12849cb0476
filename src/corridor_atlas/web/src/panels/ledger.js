/* The list of what changed between two years: a sentence each with its sources, and a name that opens its article.
 * Sentences come from Python; without them stand the name and the two statuses. */

import { el, isCommand, listen } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { changesOf, yearsOf } from "../model/changes.js";
import { dateInWords } from "../model/dates.js";
import { datesOf } from "../model/happenings.js";
import { isOf, numbersOf, sectionsOf } from "../model/ledger.js";
import { bothStates, statusText } from "../model/sentences.js";

export class List {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-ledger", parent);
    /** @type {LedgerSection[]} */
    this.sections = [];
    /** @type {Ledger | null} */
    this.told = null;
    this.shown = ""; // what the list was made for
    /** @type {string | null} the name that was opened last, to which closing its article leads back */
    this.opened = null;
    /** @type {(feature: Feature) => string} */
    this.nameOf = (feature) => pick(feature.names, atlas.state.language);
    /** @type {(change: Changed) => string} */
    this.sentenceOf = (change) => {
      const { before, after } = this.partsOf(change);
      return before + this.nameOf(change.feature) + after;
    };
    this.box.onclick = (event) => this.pick(event);
    listen(atlas.undo, this.box, "mouseover focusin", ({ target }) => this.point(target));
    listen(atlas.undo, this.box, "mouseleave focusout", () => atlas.light(null));
    atlas.undo.push(atlas.on("select", ({ id }) => id || this.comeBack()));
  }

  /** @param {HTMLElement} target */
  point(target) {
    /** @type {HTMLElement | null} */
    const row = target.closest("[data-id]");
    this.atlas.light(row ? row.dataset.id : null);
  }

  /** Open the article of a name; a new tab is the browser's business.
   * @param {MouseEvent} event */
  pick(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest("a.cam-entry-name");
    if (!link || isCommand(event) || event.shiftKey) return;
    event.preventDefault();
    this.opened = /** @type {HTMLElement} */ (link.closest("[data-id]")).dataset.id;
    this.atlas.select(this.opened, { pan: true });
  }

  /** The article that was opened from here is closed: go on where it was. */
  comeBack() {
    const row = this.opened && this.box.querySelector(`[data-id="${CSS.escape(this.opened)}"]`);
    this.opened = null;
    if (!row || this.atlas.drawer.current !== "changes") return;
    row.scrollIntoView({ block: "nearest" });
    row.querySelector("a").focus({ preventScroll: true });
  }

  /** Go to a kind of change.
   * @param {string} kind */
  jump(kind) {
    /** @type {HTMLElement | null} */
    const heading = this.box.querySelector(`[data-kind="${kind}"] h4`);
    if (!heading) return;
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  /** New language. */
  dress() {
    this.shown = "";
  }

  /** @param {State} state */
  update(state) {
    const told = /** @type {Ledger | undefined} */ (this.atlas.given.ledger);
    const ledger = isOf(told, state) ? told : null;
    const found = changesOf(state);
    const key = [Boolean(ledger), ...yearsOf(state), state.language, ...found.map((one) => one.feature.id)].join();
    if (key === this.shown) return;
    this.shown = key;
    this.told = ledger;
    this.sections = sectionsOf(found, ledger, state);
    this.numbers = numbersOf(this.sections, ledger);
    this.box.replaceChildren(...this.sections.map((section) => this.section(section)), ...this.sources());
    if (!found.length) el("p", "cam-quiet", this.box, { text: this.atlas.text("ledger_nothing") });
  }

  /** @param {LedgerSection} section */
  section({ kind, group, number, parts }) {
    const { atlas } = this;
    const { language } = atlas.state;
    const node = el("section", `cam-is-${group}`, null, { "data-kind": kind });
    const heading = el("h4", "cam-ledger-kind", node, { text: atlas.text("ledger_kind_" + kind) + " ", tabindex: "-1" });
    el("span", "cam-count", heading, { text: number.toLocaleString(language) });
    for (const { layer, rows } of parts) {
      if (layer) el("h5", "cam-ledger-layer", node, { text: pick(layer.title, language) });
      const list = el("ul", "", node);
      for (const one of rows) this.row(list, one);
    }
    return node;
  }

  /**
   * @param {HTMLElement} list
   * @param {Changed} change */
  row(list, change) {
    const { feature } = change;
    const { before, after } = this.partsOf(change);
    const row = el("li", "cam-entry", list, { "data-id": feature.id });
    const text = el("span", "", row);
    text.append(before);
    el("a", "cam-entry-name", text, { href: this.hrefOf(feature.id), text: this.nameOf(feature) });
    text.append(after);
    const entry = this.told && this.told.entries[feature.id];
    if (!entry) return;
    el("sup", "", text, { text: this.cited(entry) });
    for (const note of entry.notes) el("small", "", row, { text: note });
    for (const [says, key] of entry.disputes) {
      el("small", "", row, { text: fill(this.atlas.text("ledger_otherwise"), { number: this.numbers.get(key) || key, says }) });
    }
  }

  /** What stands before and after the name.
   * @param {Changed} change */
  partsOf(change) {
    const entry = this.told && this.told.entries[change.feature.id];
    return entry || { before: "", after: `: ${this.inShort(change)}` };
  }

  /** What is known here of a change: of a happening its date, else the status in both years, or that in between.
   * @param {Changed} change */
  inShort({ feature, kind }) {
    const { state, text, model } = this.atlas;
    const [first, last] = yearsOf(state);
    if (kind === "happened") {
      const happening = model.happenings.find((one) => one.id === feature.id);
      const dates = happening ? datesOf(happening, first + 1, last) : [];
      return dates.map(({ date }) => dateInWords(date, state.language, text)).join(text("list_comma"));
    }
    if (kind !== "passed") return bothStates(feature, state, text).replace("\n", text("list_semicolon"));
    const at = feature.steps.findIndex((year, i) => i % 2 === 0 && year > first && feature.steps[i + 1] >= 0);
    return fill(text("compare_at"), { year: feature.steps[at], status: statusText(feature.steps[at + 1], text) });
  }

  /** The sources in short: their numbers, and whether something rests on none.
   * @param {LedgerEntry} entry */
  cited({ sources, unseen }) {
    const { text } = this.atlas;
    const numbers = sources.map((key) => this.numbers.get(key)).filter(Boolean).join(", ");
    if (!numbers) return text(unseen ? "ledger_unsourced" : "ledger_no_source");
    return unseen ? fill(text("ledger_partly_sourced"), { numbers }) : numbers;
  }

  /** The works that are cited, by their numbers. */
  sources() {
    if (!this.numbers.size) return [];
    const node = el("section", "cam-ledger-sources", null);
    el("h4", "cam-ledger-kind", node, { text: this.atlas.text("ledger_sources") });
    const list = el("ol", "", node);
    for (const key of this.numbers.keys()) {
      const [words, url] = this.told.works[key];
      const item = el("li", "", list);
      if (/^https?:/.test(url || "")) el("a", "", item, { href: url, target: "_blank", rel: "noopener noreferrer", text: words });
      else item.textContent = words;
    }
    return [node];
  }

  /** The address of this comparison with a feature opened: for a new tab.
   * @param {string} id */
  hrefOf(id) {
    const { state, options } = this.atlas;
    const url = new URL(location.href);
    const query = options.address ? new URLSearchParams(url.hash.slice(1)) : url.searchParams;
    for (const [name, value] of Object.entries({ year: state.year, vs: state.against, id })) query.set(name, String(value));
    query.delete("panel");
    if (options.address) url.hash = String(query);
    return url.href;
  }
}
