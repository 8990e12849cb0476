/* The title of the page, in the tab of the browser: the headline of the view, and what the atlas is called. */

import { pick } from "../core/words.js";

const REST = 300; // milliseconds without a change after which the title is written
const TOLD = ["shown", "view", "retitled", "layers", "filter", "since", "compare", "dressed"];

/** Keep the title of the page to what the map shows.
 * @param {Atlas} atlas */
export function keepTab(atlas) {
  let wanted = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let wait;
  const title = document.querySelector("title");
  const write = () => {
    // the text as it stands: `document.title` gives it without the spaces at its ends, and would be written for ever
    if (wanted && title && title.textContent !== wanted) title.textContent = wanted;
  };
  const soon = () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      if (atlas.clock.playing) return soon();
      wanted = `${atlas.block.said.title} · ${pick(atlas.model.title, atlas.state.language)}`;
      return write();
    }, REST);
  };
  for (const name of TOLD) atlas.on(name, soon);
  // a host page writes a title of its own with every run of its script
  const watcher = new MutationObserver(write);
  if (title) watcher.observe(title, { childList: true });
  atlas.undo.push(() => clearTimeout(wait), () => watcher.disconnect());
  soon();
}
