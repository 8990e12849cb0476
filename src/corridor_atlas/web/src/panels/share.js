/* The panel with the link of the view, code to put the map into another page, and what the link holds, in words. */

import { el } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { FACETS } from "../model/state.js";

const LOOK = 300; // milliseconds between two looks at the address
const WAIT = 2000; // how long a link is waited for that has not reached the address yet
const TOLD = ["year", "since", "select", "layers", "filter", "compare", "story", "view"];

class Share {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    /** @type {ReturnType<Share["addBlock"]>[]} */
    this.blocks = [];
    this.changedAt = 0;
    body.classList.replace("cam-link", "cam-share"); // that name belongs to links in texts
    this.link = this.addBlock(body, "share_link", "share_copy", () => plain(location.href));
    this.note = el("p", "cam-share-note", this.link.block);
    this.note.hidden = location.protocol !== "file:";
    const holds = el("div", "cam-share-block", body);
    this.holdsTitle = el("h3", "cam-field-title", holds);
    this.holds = el("ul", "cam-share-list", holds);
    this.tour = this.addBlock(body, "share_tour", "share_copy", () => this.tourLink());
    this.embed = this.addBlock(body, "share_embed", "share_copy_embed", () => this.snippet());
    this.live = el("div", "cam-hidden", body, { "aria-live": "polite" });
    for (const name of TOLD) atlas.on(name, () => this.told());
    atlas.undo.push(() => this.closed());
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} title
   * @param {string} action
   * @param {() => string} content */
  addBlock(parent, title, action, content) {
    const block = el("div", "cam-share-block", parent);
    const heading = el("h3", "cam-field-title", block);
    const field = el("textarea", "cam-share-text", block, { readonly: "", rows: "3", spellcheck: "false" });
    const row = el("div", "cam-share-row", block);
    const button = el("button", "cam-action", row, { type: "button" });
    const done = el("span", "cam-share-done", row, { "aria-hidden": "true" });
    const one = { block, heading, field, button, done, title, action, content };
    field.onfocus = () => field.select();
    button.onclick = () => this.copy(one);
    this.blocks.push(one);
    return one;
  }

  /** Something changed that the address will hold in a moment. */
  told() {
    this.changedAt = performance.now();
    this.before = location.href;
  }

  /** Wait until the address has taken up the last change: in the app another program writes it. */
  async settled() {
    while (this.before === location.href && performance.now() - this.changedAt < WAIT) await new Promise((done) => setTimeout(done, 50));
  }

  /** @param {ReturnType<Share["addBlock"]>} one */
  async copy(one) {
    await this.settled();
    this.write();
    const copied = await copyFrom(one.field);
    const said = this.atlas.text(copied ? "share_copied" : "share_select");
    one.done.textContent = said;
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = said)); // the same word twice is spoken twice
    clearTimeout(this.fade);
    this.fade = setTimeout(() => (one.done.textContent = ""), 4000);
  }

  /** HTML that shows the map as it is now inside another page. */
  snippet() {
    const url = new URL(plain(location.href));
    if (!this.atlas.options.address) url.searchParams.set("embed", "true"); // the app leaves out its frame
    const source = url.protocol === "file:" ? url.pathname.split("/").pop() + url.hash : url.href;
    const { text, model, state } = this.atlas;
    const title = fill(text("share_frame"), { title: pick(model.title, state.language), year: state.year });
    return `<iframe src="${escaped(source)}" title="${escaped(title)}" width="100%" height="600" style="border:0" loading="lazy" allowfullscreen></iframe>`;
  }

  /** A link to the step of a guided tour that waits while this panel is open; nothing when there is none. */
  tourLink() {
    const { drawer, options } = this.atlas;
    const { tour, number } = drawer.panel("stories") || {};
    if (!tour) return "";
    const url = new URL(plain(location.href));
    const now = new URLSearchParams(options.address ? url.hash.slice(1) : url.search);
    const kept = ["lang", "names"].filter((name) => now.has(name)).map((name) => [name, now.get(name)]);
    url[options.address ? "hash" : "search"] = String(new URLSearchParams([["story", tour.id], ["step", String(number)], ...kept])); // a step brings its own view
    return url.href;
  }

  opened() {
    this.timer = setInterval(() => this.write(), LOOK);
  }

  closed() {
    clearInterval(this.timer);
    clearTimeout(this.fade);
  }

  write() {
    for (const { block, field, content } of this.blocks) {
      const text = content();
      block.hidden = !text;
      if (field.value !== text) field.value = text;
    }
    const said = inWords(this.atlas);
    if (said.join() === this.said) return;
    this.said = said.join();
    this.holds.replaceChildren(...said.map((one) => el("li", "", null, { text: one })));
  }

  dress() {
    const { text } = this.atlas;
    for (const { heading, field, button, title, action } of this.blocks) {
      heading.textContent = text(title);
      field.setAttribute("aria-label", text(title));
      button.textContent = text(action);
    }
    this.note.textContent = text("share_file");
    this.holdsTitle.textContent = text("share_holds");
    this.write();
  }

  update() {
    this.write();
  }
}

/** The address without the mark of an embedded page.
 * @param {string} href */
export function plain(href) {
  const url = new URL(href);
  url.searchParams.delete("embed");
  url.searchParams.delete("embed_options");
  return url.href;
}

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** Whether a text could be copied.
 * @param {string} text */
export async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or not a secure page
  }
}

/** Copy what stands in a field, or select it where the browser does not allow that; says which.
 * @param {HTMLTextAreaElement} field */
export async function copyFrom(field) {
  const copied = await toClipboard(field.value);
  if (copied) return true;
  field.focus();
  field.select();
  return false;
}

/** The chosen values of each facet that has any, by their names.
 * @param {Atlas} atlas */
function chosenNames({ text, model, state }) {
  const { language } = state;
  /** @type {Record<string, (value: string) => string>} */
  const name = {
    statuses: (value) => text("status_" + value),
    traffic: (value) => text("filters_traffic_" + value),
    countries: (value) => (model.countries[language] || model.countries.en || {})[value] || value,
    along: (value) => pick(model.corridors[value], language) || value,
  };
  return FACETS.map((facet) => [...state.facets[facet]].map(name[facet] || ((value) => text("share_" + value)))).filter((names) => names.length);
}

/** What the link brings back, a sentence each.
 * @param {Atlas} atlas */
function inWords(atlas) {
  const { text, model, state } = atlas;
  const { language } = state;
  /**
   * @param {string} key
   * @param {Record<string, any>} [values] */
  const say = (key, values) => fill(text(key), values || {});
  const { year, since, against, how } = state;
  const found = [since && since < year ? say("share_range", { first: since, last: year }) : say("share_year", { year })];
  if (against) found.push(say("share_against", { year: against, how: text("compare_" + how) }));
  const on = model.layers.filter((one) => state.layers.has(one.id)).map((one) => pick(one.title, language));
  found.push(on.length ? say("share_layers", { names: on.reverse().join(text("list_comma")) }) : text("share_no_layers"));
  if (state.era && state.era.title) found.push(say("share_era", { era: pick(state.era.title, language) }));
  for (const names of chosenNames(atlas)) found.push(say("share_chosen", { names: names.join(text("list_comma")) }));
  if (state.certainOnly) found.push(text("share_certain"));
  if (state.showGone) found.push(text("share_gone"));
  const chosen = model.byId.get(state.selected);
  if (chosen) found.push(say("share_selected", { name: pick(chosen.names, language) }));
  return [...found, text("share_place")];
}

/** @type {PanelEntry} */
export const sharePanel = {
  name: "link", title: "share_title", make: (body, atlas) => new Share(body, atlas),
  icon: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5",
};
