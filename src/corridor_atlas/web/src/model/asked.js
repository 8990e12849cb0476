/* What a link asks for: whether it asks for anything, and what can be counted of it. */

import { countsOf } from "./changes.js";
import { State } from "./state.js";

/** Parameters that say how to read the atlas, and not what of it. */
const MANNER = ["lang", "names", "theme"];

/** Whether one of these parts of an address, such as `?year=2003`, asks for a view.
 * @param {string[]} texts */
export const asksForView = (texts) => texts.some((text) => [...new URLSearchParams(text.replace(/^[?#]/, "")).keys()].some((name) => !MANNER.includes(name)));

/** What a text about a link may leave to be counted, see `data/opening.py`.
 * @param {Model} model
 * @param {Story[]} stories
 * @param {Options} asked the link, read
 * @returns {Record<string, number>} */
export function countedFor(model, stories, asked) {
  const [first, last] = model.years;
  /** @type {Record<string, number>} */
  const found = { first, last };
  const chosen = model.byId.get(asked.selected);
  if (chosen && chosen.spans.length) found.begun = chosen.spans[0];
  const tour = asked.story && stories.find((one) => one.id === asked.story.id);
  if (tour) found.steps = tour.steps.length;
  if (asked.against) {
    const { total, groups } = countsOf(new State(model, asked), "all");
    Object.assign(found, { opened: groups.opened, closed: groups.closed, changes: total });
  }
  return found;
}
