/* Two notes over the page, opened from the menu: what the atlas is, and its keys. */

import { el } from "../core/dom.js";
import { fill, pick } from "../core/words.js";

/** The keys, by what they do. */
const KEYS = [
  ["keys_year", ["←", "→"]], ["keys_five", ["Page ↓", "Page ↑"]], ["keys_ends", ["Home", "End"]], ["keys_play", ["Space"]],
  ["keys_zoom", ["+", "−"]], ["keys_move", ["Shift ← → ↑ ↓"]], ["keys_next", ["N", "P"]], ["keys_read", ["Enter"]],
  ["keys_here", ["Shift F10"]],
  ["keys_search", ["/"]], ["keys_close", ["Esc"]],
];

/** @param {Atlas} atlas */
export function showKeys(atlas) {
  const body = open(atlas, atlas.text("menu_keys"));
  const list = el("dl", "cam-note-keys", body);
  for (const [what, keys] of KEYS) {
    const term = el("dt", "", list);
    for (const key of keys) el("kbd", "", term, { text: key });
    el("dd", "", list, { text: atlas.text(String(what)) });
  }
}

/** @param {Atlas} atlas */
export function showAbout(atlas) {
  const { text, model, payload, state } = atlas;
  const { about, data, stories, attribution } = payload;
  const body = open(atlas, pick(model.title, state.language));
  if (about.summary) el("p", "cam-note-lead", body, { text: pick(about.summary, state.language) });
  el("p", "", body, { text: fill(text("about_edition"), data) + " · " + fill(text("share_range"), { first: model.years[0], last: model.years[1] }) });
  el("p", "", body, { text: countsOf(atlas, stories.length).join(" · ") });
  if (about.licence) {
    const [title, address] = about.licence;
    const line = el("p", "", body, { text: text("about_licence") + ": " });
    el("a", "", line, { text: title, href: address, target: "_blank", rel: "noreferrer" });
  }
  el("h3", "", body, { text: text("about_base") });
  const list = el("ul", "", body);
  for (const one of attribution) el("li", "", list, { text: one });
}

/** How much there is, in words; of what there is nothing nothing is said.
 * @param {Pick<Atlas, "model" | "tell">} atlas
 * @param {number} tours */
export function countsOf(atlas, tours) {
  const { model } = atlas;
  const numbers = {
    about_features: model.features.length + model.unplaced.size, about_layers: model.layers.length,
    about_corridors: Object.keys(model.corridors).length, about_tours: tours,
  };
  return Object.entries(numbers).filter(([, number]) => number).map(([key, number]) => atlas.tell(key, { number }));
}

/** A note with a title; what is to stand in it goes into what this gives back.
 * @param {Atlas} atlas
 * @param {string} title */
function open(atlas, title) {
  const note = el("dialog", "cam-note", atlas.frame);
  const head = el("div", "cam-note-head", note);
  note.setAttribute("aria-label", title);
  el("h2", "", head, { text: title });
  const close = el("button", "cam-drawer-close", head, { type: "button", text: "×", "aria-label": atlas.text("close") });
  close.onclick = () => note.close();
  note.onclick = ({ target }) => target === note && note.close(); // beside it
  note.onkeydown = (event) => event.stopPropagation(); // the map has keys of its own
  note.onclose = () => note.remove(); // the browser gives the focus back
  const body = el("div", "cam-note-body", note);
  note.showModal();
  return body;
}
