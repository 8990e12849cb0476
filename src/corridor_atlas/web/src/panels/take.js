/* What a reader takes away from a page that stands alone: the link of the view and what it holds in words, code to
 * put the map into another page, a citation, a reference, and a table of what is shown. */

import { toClipboard } from "../core/clipboard.js";
import { el } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { lasting } from "../links/address.js";
import { shownRows, table } from "../model/csv.js";
import { linkable } from "../model/notes.js";
import { FACETS } from "../model/state.js";

const LOOK = 300; // milliseconds between two looks at the address
const WAIT = 2000; // how long a link is waited for that has not reached the address yet
const TOLD = ["year", "since", "select", "layers", "filter", "compare", "story", "view", "notes"];
/** Forms of a reference, with what they are called. */
const FORMS = { bibtex: "BibTeX", ris: "RIS", csl: "CSL-JSON" };

class Take {
  /**
   * @param {HTMLElement} body
   * @param {Atlas} atlas */
  constructor(body, atlas) {
    this.atlas = atlas;
    /** @type {ReturnType<Take["addBlock"]>[]} */
    this.blocks = [];
    this.changedAt = 0;
    const own = hasLink(location.protocol);
    this.note = el("p", "cam-take-note", null);
    this.note.hidden = own && location.protocol !== "file:";
    if (own) this.addLinks(body);
    else body.append(this.note);
    this.citation = this.addBlock(body, "share_citation", "share_copy_text", () => this.cited("text"));
    this.reference = this.addBlock(body, "share_reference", "share_copy_text", () => this.cited(this.form.value));
    this.form = el("select", "cam-take-form", null);
    for (const [value, text] of Object.entries(FORMS)) el("option", "", this.form, { value, text });
    this.form.onchange = () => this.write();
    this.reference.heading.after(this.form);
    if (own) this.addTable(body); // a frame that may only run scripts can give no file
    this.live = el("div", "cam-hidden", body, { "aria-live": "polite" });
    for (const name of TOLD) atlas.on(name, () => this.told());
    atlas.undo.push(() => this.closed());
  }

  /** @param {HTMLElement} body */
  addLinks(body) {
    this.link = this.addBlock(body, "share_link", "share_copy", () => linkHere(this.atlas));
    this.link.block.append(this.note);
    const holds = el("div", "cam-take-block", body);
    this.left = el("p", "cam-take-note", holds);
    this.holdsTitle = el("h3", "cam-field-title", holds);
    this.holds = el("ul", "cam-take-list", holds);
    this.addBlock(body, "share_tour", "share_copy", () => this.tourLink());
    const frame = this.addBlock(body, "share_embed", "share_copy_embed", () => this.snippet());
    this.messages = el("p", "cam-take-note", frame.block);
  }

  /** @param {HTMLElement} body */
  addTable(body) {
    const block = el("div", "cam-take-block", body);
    this.tableTitle = el("h3", "cam-field-title", block);
    const row = el("div", "cam-take-row", block);
    this.tableButton = el("button", "cam-action", row, { type: "button" });
    this.tableButton.onclick = () => this.giveTable();
  }

  /** Give the features that are shown as a file for spreadsheets. */
  giveTable() {
    const { state, payload } = this.atlas;
    const { columns, rows } = shownRows(state, payload.spoken.map(([code]) => code));
    const address = URL.createObjectURL(new Blob([table(columns, rows)], { type: "text/csv" }));
    el("a", "", null, { href: address, download: `corridor-atlas_${state.year}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), LOOK);
  }

  /** The citation of the view in one of the forms that the page was given, with its link if others can follow it.
   * @param {string} form */
  cited(form) {
    const { payload, state } = this.atlas;
    const link = publicLink(new URL(linkHere(this.atlas)), payload.about.address);
    return citedAs(payload.cite, form, { link, year: state.year });
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} title
   * @param {string} action
   * @param {() => string} content */
  addBlock(parent, title, action, content) {
    const block = el("div", "cam-take-block", parent);
    const heading = el("h3", "cam-field-title", block);
    const field = el("textarea", "cam-take-text", block, { readonly: "", rows: "3", spellcheck: "false" });
    const row = el("div", "cam-take-row", block);
    const button = el("button", "cam-action", row, { type: "button" });
    const done = el("span", "cam-take-done", row, { "aria-hidden": "true" });
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

  /** @param {ReturnType<Take["addBlock"]>} one */
  async copy(one) {
    this.atlas.afterwards.finish(); // the year may have moved just now
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
    const { options, state: { year } } = this.atlas;
    const url = new URL(lasting(plain(location.href), { part: partOf(options), year })); // whatever edition it is of by then
    if (!options.address) url.searchParams.set("embed", "true"); // the app leaves out its frame
    const source = url.protocol === "file:" ? url.pathname.split("/").pop() + url.hash : url.href;
    const { text, model, state } = this.atlas;
    const title = fill(text("share_frame"), { title: pick(model.title, state.language), year: state.year });
    return `<iframe src="${escaped(source)}" title="${escaped(title)}" width="100%" height="600" style="border:0" loading="lazy" allowfullscreen></iframe>`;
  }

  /** A link to the step of a guided tour that waits while this panel is open; nothing when there is none. */
  tourLink() {
    const { options, tour: { tour, number } } = this.atlas;
    if (!tour) return "";
    const url = new URL(plain(location.href));
    const now = new URLSearchParams(options.address ? url.hash.slice(1) : url.search);
    const kept = ["lang", "names"].filter((name) => now.has(name)).map((name) => [name, now.get(name)]);
    url[options.address ? "hash" : "search"] = String(new URLSearchParams([["story", tour.id], ["step", String(number)], ...kept])); // a step brings its own view
    return linkHere(this.atlas, url.href);
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
    if (this.left) this.left.hidden = linkable(this.atlas.state.notes);
    const said = inWords(this.atlas);
    if (said.join() === this.said) return;
    this.said = said.join();
    if (this.holds) this.holds.replaceChildren(...said.map((one) => el("li", "", null, { text: one })));
  }

  dress() {
    const { text } = this.atlas;
    for (const { heading, field, button, title, action } of this.blocks) {
      heading.textContent = text(title);
      field.setAttribute("aria-label", text(title));
      button.textContent = text(action);
    }
    this.note.textContent = text(this.link ? "share_file" : "share_no_link");
    if (this.link) {
      this.holdsTitle.textContent = text("share_holds");
      this.left.textContent = text("notes_long");
      this.messages.textContent = text("share_messages");
    }
    this.form.setAttribute("aria-label", text("share_reference"));
    if (this.tableButton) {
      this.tableTitle.textContent = text("share_table");
      this.tableButton.textContent = text("share_download_table");
    }
    this.write();
  }

  update() {
    this.write();
  }
}

/** Whether a page that was read in this way has a link of its own, and can give files.
 * @param {string} protocol */
export const hasLink = (protocol) => /^(https?|file):$/.test(protocol);

/** The link of a view that others can follow: that of the page, or for a file the same part of where the atlas is
 * published; nothing when neither is known.
 * @param {URL} here
 * @param {string | null} [published] */
export function publicLink(here, published) {
  if (/^https?:$/.test(here.protocol)) return here.href;
  return published ? published + here.hash.replace("#", "?") : "";
}

/** A citation with the link and the year filled in.
 * @param {Payload["cite"]} cite
 * @param {string} form
 * @param {{ link: string, year: number }} view */
export function citedAs(cite, form, { link, year }) {
  const safe = link.replace(/["\\{}]/g, encodeURIComponent); // in none of the forms these may stand in a link
  return (link ? cite.linked : cite.plain)[form].replaceAll(cite.year, String(year)).replaceAll(cite.link, safe).trim();
}

/** The address without what only a page inside another one needs.
 * @param {string} href */
export function plain(href) {
  const url = new URL(href);
  url.searchParams.delete("embed");
  url.searchParams.delete("embed_options");
  url.searchParams.delete("parent");
  return url.href;
}

/** The part of the page's address that holds the view.
 * @param {Options} options
 * @returns {"hash" | "search"} */
export const partOf = (options) => (options.address ? "hash" : "search");

/** The link of the view, to be given out.
 * @param {Atlas} atlas
 * @param {string} [href] */
export function linkHere({ options, state, payload }, href = location.href) {
  return lasting(plain(href), { part: partOf(options), year: state.year, edition: payload.edition });
}

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

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
  return [...found, ...notesInWords(atlas), text("share_place")];
}

/** That the link holds notes of the reader's own, if it does.
 * @param {Atlas} atlas */
function notesInWords(atlas) {
  const { notes } = atlas.state;
  return notes.length && linkable(notes) ? [atlas.tell("share_notes", { number: notes.length })] : [];
}

/** @type {PanelEntry} */
export const takePanel = {
  name: "take", title: "panel_take", make: (body, atlas) => new Take(body, atlas), icon: "M12 4v11m-4-4 4 4 4-4M5 20h14",
};
