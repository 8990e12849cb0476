/* The list of guided tours; what a tour shows lies over the whole map, see shell/tour.js. */

import { el } from "../core/dom.js";
import { pick } from "../core/words.js";

class Tours {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    const list = el("ul", "cam-tours", body);
    this.cards = atlas.payload.stories.map((tour) => this.addCard(list, tour));
  }

  /**
   * @param {HTMLElement} list
   * @param {Story} tour */
  addCard(list, tour) {
    const node = el("button", "cam-tour", el("li", "", list), { type: "button" });
    node.onclick = () => this.atlas.tour.enter(tour.id);
    const years = tour.steps.map((step) => step.year);
    return {
      tour, node, title: el("span", "cam-tour-title", node), summary: el("span", "cam-tour-summary", node),
      steps: el("span", "cam-tour-steps", node), years: `${Math.min(...years)}–${Math.max(...years)}`,
    };
  }

  /** @param {State} state */
  dress(state) {
    for (const { tour, title, summary, steps, years } of this.cards) {
      title.textContent = pick(tour.title, state.language);
      summary.textContent = pick(tour.summary, state.language);
      steps.textContent = `${this.atlas.tell("story_steps", { number: tour.steps.length })} · ${years}`;
    }
  }

  /** Move the focus to the card of a tour.
   * @param {string} id */
  focus(id) {
    this.cards.find((one) => one.tour.id === id).node.focus({ preventScroll: true });
  }
}

/** @type {PanelEntry} */
export const storyPanel = {
  name: "stories", title: "story_title", icon: "M4 19c4-1 3-6 8-6s4-6 8-8M4 19h.01M20 5h.01M4 16v3h3M17 5h3v3",
  has: (atlas) => Boolean(atlas.payload.stories && atlas.payload.stories.length),
  make: (body, atlas) => new Tours(body, atlas),
};
