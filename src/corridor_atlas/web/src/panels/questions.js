/* The cards of the opening: a question each, with a small map, and the link that answers it. */

import { el } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { encode, knownValues, readAddress } from "../links/address.js";
import { paintPicture } from "../map/picture.js";
import { countedFor } from "../model/asked.js";

export class Questions {
  /** `answer` is told of the card that is pressed; whether it has seen to it, so that the browser need not follow.
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {OpeningQuestion[]} questions
   * @param {(link: string, asked: Options) => boolean} answer */
  constructor(parent, atlas, questions, answer) {
    this.atlas = atlas;
    this.box = el("nav", "cam-questions", parent);
    const may = knownValues(atlas.payload);
    this.cards = questions.map((question) => {
      const asked = readAddress(question.link, may);
      const node = el("a", "cam-question", this.box);
      const canvas = el("canvas", "", node, { "aria-hidden": "true" });
      const words = el("div", "", node);
      node.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a page of its own, as with any link
        if (answer(question.link, asked)) event.preventDefault();
      };
      const counts = countedFor(atlas.model, atlas.payload.stories || [], asked);
      return { question, asked, counts, node, canvas, text: el("h2", "", words), note: el("p", "", words) };
    });
  }

  /** @param {State} state */
  dress({ language, names }) {
    const { text, options, payload } = this.atlas;
    this.box.setAttribute("aria-label", text("opening_questions"));
    for (const { question, counts, node, text: heading, note } of this.cards) {
      const told = Object.fromEntries(Object.entries(counts).map(([name, number]) => [name, name in YEARS ? number : number.toLocaleString(language)]));
      heading.textContent = fill(pick(question.text, language), told);
      note.textContent = fill(pick(question.note, language), told);
      const kept = { ...(language !== payload.language && { lang: language }), ...(names !== "both" && { names }) };
      const manner = Object.entries(kept).map(([name, value]) => `&${name}=${encode(value)}`).join("");
      node.href = (options.address ? "#" : "?") + question.link + manner;
    }
  }

  /** Paint the small maps at the size that they have on the page now. */
  paint() {
    const { model, ground, palettes, state } = this.atlas;
    const from = { model, ground, palette: palettes[state.theme], theme: state.theme };
    for (const { question: { picture }, asked, canvas } of this.cards) {
      const shown = { ...picture, year: asked.year || model.years[1], against: asked.against };
      if (asked.story) shown.year = Math.max(...this.yearsOf(asked.story.id));
      paintPicture(canvas, shown, from);
    }
  }

  /** @param {string} id */
  yearsOf(id) {
    return this.atlas.payload.stories.find((tour) => tour.id === id).steps.map((step) => step.year);
  }
}

/** Counts that are years: they have no separator of thousands. */
const YEARS = { first: true, last: true, begun: true };
