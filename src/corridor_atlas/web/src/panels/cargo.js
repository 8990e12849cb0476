/* "Could cargo go?": from where, to where, by what; the answer in a sentence, in strips of years, and as cards. */

import { addIcon, el, setText } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { Search } from "../model/search.js";
import { LOADS, MODES } from "../model/state.js";
import { COSTS } from "../network/router.js";
import { Teller } from "../network/sentences.js";
import { PlaceBox } from "./place_box.js";
import { WayCards } from "./way_cards.js";
import { YearStrips } from "./year_strips.js";

const SWAP = "M8 4v15l-4-4M16 20V5l4 4";
/** Ends of a way, each with the word for its field. */
const ENDS = /** @type {const} */ (["origin", "destination"]);

class Cargo {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    const { answers } = atlas.asking;
    this.net = answers.net;
    this.teller = new Teller(atlas, this.net);
    /** @type {Search | null} */
    this.index = null;
    this.shown = ""; // the question and the language of the strips that are shown
    this.cardsShown = "";
    this.addEnds(body);
    this.addChips(body);
    this.note = el("p", "cam-cargo-note", body, { role: "status" });
    this.answer = el("p", "cam-answer", body);
    this.yes = el("span", "", this.answer);
    this.no = el("em", "", this.answer);
    this.why = el("div", "cam-cargo-why", body);
    this.strips = new YearStrips(body, atlas, this.teller);
    this.cards = new WayCards(body, atlas, this.teller);
    this.method = el("details", "cam-cargo-method", body);
    this.methodTitle = el("summary", "", this.method);
    this.methodText = el("p", "cam-quiet", this.method);
    body.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !atlas.asking.picking) return;
      event.preventDefault();
      atlas.asking.pick(null);
    });
  }

  /** @param {HTMLElement} body */
  addEnds(body) {
    const { atlas } = this;
    const ends = el("div", "cam-ends", body);
    const fields = el("div", "cam-ends-fields", ends);
    this.boxes = ENDS.map((name) => new PlaceBox(fields, atlas, {
      find: (query) => this.search().find(query, atlas.state.language).hits,
      all: () => this.towns(),
      choose: (id) => atlas.ask({ [name]: id }),
      pin: () => atlas.asking.pick(atlas.asking.picking === name ? null : name),
    }));
    this.swap = el("button", "cam-ends-swap", ends, { type: "button" });
    addIcon(this.swap, SWAP);
    this.swap.onclick = () => atlas.ask({ origin: atlas.state.destination, destination: atlas.state.origin });
  }

  /** @param {HTMLElement} body */
  addChips(body) {
    const { atlas, net } = this;
    const row = el("div", "cam-cargo-chips", body);
    this.modes = el("div", "cam-modes", row, { role: "group" });
    this.chips = net.modes.map((mode) => {
      const chip = el("button", "cam-mode", this.modes, { type: "button" });
      chip.onclick = () => this.toggle(mode);
      return { mode, chip };
    });
    this.loads = el("div", "cam-loads", row, { role: "group" });
    this.loadButtons = LOADS.map((load) => {
      const button = el("button", "", this.loads, { type: "button" });
      button.onclick = () => atlas.ask({ load });
      return { load, button };
    });
    const sea = el("label", "cam-cargo-sea", body);
    this.sea = el("input", "", sea, { type: "checkbox" });
    this.seaLabel = el("span", "", sea);
    this.seaBox = sea;
    this.sea.onchange = () => atlas.ask({ anySea: this.sea.checked });
  }

  /** Take a mode off or put it on again; the last one stays.
   * @param {string} mode */
  toggle(mode) {
    const { modes } = this.atlas.state;
    const known = this.net.modes;
    const on = modes.includes(mode) ? modes.filter((one) => one !== mode) : [...modes, mode];
    if (known.some((one) => on.includes(one))) this.atlas.ask({ modes: MODES.filter((one) => on.includes(one)) });
  }

  /** The places of the network as features: most are drawn or known anyway. */
  places() {
    const { model } = this.atlas;
    return this.net.told.choices.map((id) => model.byId.get(id) || this.unknown(id));
  }

  /** A place that no layer draws.
   * @param {string} id
   * @returns {any} */
  unknown(id) {
    return { id, names: this.net.namesOf(id) || {}, aliases: [], layer: { id: "", title: {}, order: 0, on: true } };
  }

  search() {
    this.index = this.index || new Search(this.places());
    return this.index;
  }

  /** Towns and ports by name. */
  towns() {
    const { language } = this.atlas.state;
    const { compare } = new Intl.Collator(language);
    const { numberOf } = this.net;
    return this.places().filter(({ id }) => !numberOf.has(id)).sort((a, b) => compare(pick(a.names, language), pick(b.names, language)));
  }

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    ENDS.forEach((name, i) => this.boxes[i].dress(text(`cargo_${name}`)));
    this.swap.title = text("cargo_swap");
    this.swap.setAttribute("aria-label", this.swap.title);
    this.modes.setAttribute("aria-label", text("cargo_modes"));
    for (const { mode, chip } of this.chips) chip.textContent = text(`cargo_${mode}`);
    this.loads.setAttribute("aria-label", text("cargo_load"));
    for (const { load, button } of this.loadButtons) button.textContent = text(`cargo_load_${load}`);
    this.seaLabel.textContent = text("cargo_any_sea");
    this.methodTitle.textContent = text("cargo_method");
    this.shown = "";
    this.update(state);
  }

  /** @param {State} state */
  update(state) {
    const { atlas } = this;
    const { picking, answered } = atlas.asking;
    ENDS.forEach((name, i) => this.boxes[i].update(state[name] ? this.teller.name(state[name]) : "", picking === name));
    for (const { mode, chip } of this.chips) chip.setAttribute("aria-pressed", String(state.modes.includes(mode)));
    for (const { load, button } of this.loadButtons) button.setAttribute("aria-pressed", String(state.load === load));
    this.seaBox.hidden = !this.net.hasLanes || !state.modes.includes("sea");
    this.sea.checked = state.anySea;
    this.swap.disabled = !state.origin && !state.destination;
    setText(this.note, this.noteFor(state));
    for (const node of [this.answer, this.why, this.strips.box, this.strips.fold, this.cards.title, this.cards.list, this.method]) node.hidden = !answered;
    if (answered) this.show(state);
    else this.shown = this.cardsShown = "";
  }

  /** @param {State} state */
  noteFor({ origin, destination }) {
    const { asking, text } = this.atlas;
    if (asking.picking) return text("cargo_picking");
    if (asking.answered) return "";
    return text(origin && destination ? "cargo_same" : "cargo_hint");
  }

  /** @param {State} state */
  show(state) {
    const { asking } = this.atlas;
    const { question, answers } = asking;
    const key = JSON.stringify([question, state.language]);
    const years = answers.through(question);
    if (key !== this.shown) {
      this.shown = key;
      this.strips.show(years);
      this.dressMethod(state);
    }
    this.strips.update(state);
    asking.draw();
    const cards = JSON.stringify([key, state.year, state.alternative]);
    if (cards === this.cardsShown) return;
    this.cardsShown = cards;
    const ofYear = asking.ofYear();
    const said = this.teller.answer(years, ofYear, state.year, answers.modesOf(question), state.load);
    this.yes.textContent = said.yes;
    this.no.textContent = said.no;
    this.no.classList.toggle("cam-answer-plain", said.no === this.atlas.text("cargo_stop"));
    const lacking = ofYear.lacking.map((one) => this.teller.lacks(one, !years.any));
    this.why.replaceChildren(...lacking.map((text) => el("p", "", null, { text })));
    this.cards.show(ofYear, state.year);
  }

  /** @param {State} state */
  dressMethod(state) {
    const { text } = this.atlas;
    const sea = state.anySea ? fill(text("cargo_method_any"), { number: COSTS.voyage }) : text("cargo_method_dated");
    this.methodText.textContent = `${fill(text("cargo_method_text"), { ...COSTS, gauge: COSTS.gaugeBreak })} ${sea}`;
  }

  opened() {
    this.atlas.asking.open();
  }

  closed() {
    this.atlas.asking.close();
  }
}

/** @type {PanelEntry} */
export const cargoPanel = {
  name: "cargo",
  title: "cargo_title",
  icon: "M2 6h12v10H2zM14 9.500h4l3 3.500v3h-7M6.500 15a2 2 0 1 0 0 4a2 2 0 0 0 0-4zM17 15a2 2 0 1 0 0 4a2 2 0 0 0 0-4z",
  make: (body, atlas) => new Cargo(body, atlas),
  has: (atlas) => Boolean(atlas.payload.network),
};
