/* "Could cargo go?": from where, to where, by what; the answer in a sentence, in strips of years, and as cards. */

import { addIcon, el, setText } from "../core/dom.js";
import { fill } from "../core/words.js";
import { MODES } from "../model/state.js";
import { COSTS } from "../network/router.js";
import { Teller } from "../network/sentences.js";
import { AnySea, Loads } from "./loads.js";
import { NetworkPlaces } from "./network_places.js";
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
    this.places = new NetworkPlaces(atlas, this.net);
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
      ...this.places.uses(),
      choose: (id) => atlas.ask({ [name]: id }),
      pin: () => atlas.asking.pick(atlas.asking.picking === name ? null : name, (id) => atlas.ask({ [name]: id })),
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
    this.loads = new Loads(row, atlas, (load) => atlas.ask({ load }));
    this.sea = new AnySea(body, atlas, (anySea) => atlas.ask({ anySea }));
  }

  /** Take a mode off or put it on again; the last one stays.
   * @param {string} mode */
  toggle(mode) {
    const { modes } = this.atlas.state;
    const known = this.net.modes;
    const on = modes.includes(mode) ? modes.filter((one) => one !== mode) : [...modes, mode];
    if (known.some((one) => on.includes(one))) this.atlas.ask({ modes: MODES.filter((one) => on.includes(one)) });
  }

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    ENDS.forEach((name, i) => this.boxes[i].dress(text(`cargo_${name}`)));
    this.swap.title = text("cargo_swap");
    this.swap.setAttribute("aria-label", this.swap.title);
    this.modes.setAttribute("aria-label", text("cargo_modes"));
    for (const { mode, chip } of this.chips) chip.textContent = text(`cargo_${mode}`);
    this.loads.dress();
    this.sea.dress();
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
    this.loads.update(state);
    this.sea.update(state, this.net.hasLanes && state.modes.includes("sea"));
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
    this.atlas.asking.opened();
  }

  closed() {
    this.atlas.asking.closed();
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
