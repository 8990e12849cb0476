/* The state of the one-file page in the part of its address after the #, with the names that the app's link has. */

import { otherYear } from "../model/changes.js";
import { inLink, MAX_NOTES, read as readNote } from "../model/notes.js";
import { GONE } from "../model/spans.js";
import { FARTHEST, LOADS, MAX_ALTERNATIVES, MODES, NO_REACH, SAME_EVERYWHERE } from "../model/state.js";

const EDITION = /^[\p{L}\p{N}][\p{L}\p{N}_ .+-]{0,29}$/u; // what an edition may look like; Python has the same
const NONE = "none"; // written for what was emptied, where the page opens with something
const NEAREST = 12; // zoom at which the map ends: an older link to a greater one opens there
const HOW = ["changes", "beside", "swipe"];
const SCOPES = ["view", "all"];
/** Panels of ours that a link names, and those of a host page. */
const PANELS = ["corridors", "reach", "figures", "changes"];
const OUTSIDE = ["table", "own", "take"];
/** The facets by the names of their parameters.
 * @type {Record<string, Facet>} */
const PARAMETERS = { status: "statuses", traffic: "traffic", country: "countries", along: "along", tier: "tiers", kind: "connectivity", sure: "confidence" };

/** Every value that a parameter may have, from a payload or a model.
 * @param {Payload | (Model & Payload)} of */
export function knownValues({ edition, years, layers, eras, features, unplaced, corridors, checks, countries, stories, texts, native }) {
  return {
    edition, years, stories, languages: Object.keys(texts), names: ["both", ...Object.keys(native || {})],
    layers: layers.map((one) => one.id), eras: eras.map((one) => one.id), ids: new Map([...features, ...(unplaced || [])].map((one) => [one.id, one])),
    checks: (checks || []).map((one) => one.id),
    usual: new Set(layers.filter((one) => one.on).map((one) => one.id)),
    facets: { ...SAME_EVERYWHERE, countries: Object.keys((countries && countries.en) || {}), along: Object.keys(corridors || {}) },
  };
}

/** Options for `mount` from the text of an address.
 * @param {string} hash
 * @param {ReturnType<typeof knownValues>} may */
export function readAddress(hash, may) {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  /** @param {string} name */
  const last = (name) => query.getAll(name).pop(); // of what is there more than once the last counts, as in the app
  const found = /** @type {Record<string, any>} */ ({});
  const wrong = /** @type {[string, string][]} */ ([]);
  /**
   * @param {string} name
   * @param {string} option
   * @param {(text: string, name: string) => any} make */
  const take = (name, option, make) => {
    const text = last(name);
    const value = text ? make(text, name) : undefined;
    if (value !== undefined) found[option] = value;
    else if (text) wrong.push([name, text]);
  };
  /** @type {(list: string[]) => (text: string) => any} */
  const oneOf = (list) => (text) => (list.includes(text) ? text : undefined);
  /** @type {(make: (text: string) => any) => (text: string) => any} */
  const orNone = (make) => (text) => (text === NONE ? null : make(text));
  /** @param {string} text */
  const year = (text) => (/^\d{4}$/.test(text) && Number(text) >= may.years[0] && Number(text) <= may.years[1] ? Number(text) : undefined);
  /** Of a list what is known; what is not is told apart.
   * @type {(list: string[]) => (text: string, name: string) => any} */
  const some = (list) => (text, name) => {
    if (text === NONE) return [];
    const values = text.split(",").filter((one) => list.includes(one));
    if (values.length) wrong.push(...text.split(",").filter((one) => !list.includes(one)).map((one) => /** @type {[string, string]} */ ([name, one])));
    return values.length ? values : undefined;
  };
  /** @param {string} text */
  const id = (text) => (may.ids.has(text) ? text : undefined);
  /** @param {string} text */
  const flag = (text) => ({ 1: true, 0: false })[text];
  take("year", "year", (text) => (text === "latest" ? may.years[1] : year(text)));
  take("since", "since", orNone(year));
  take("vs", "against", orNone(year));
  take("layers", "layers", some(may.layers));
  take("era", "era", orNone(oneOf(may.eras)));
  for (const [name, option] of [["certain", "certainOnly"], ["gone", "showGone"]]) take(name, option, flag);
  /** @type {[string, string, string[]][]} */
  const named = [["how", "how", HOW], ["count", "scope", SCOPES], ["lang", "language", may.languages], ["names", "names", may.names]];
  for (const [name, option, list] of named) take(name, option, oneOf(list));
  for (const [name, facet] of Object.entries(PARAMETERS)) take(name, facet, some(may.facets[facet]));
  take("id", "selected", orNone(id));
  takeQuestion(take, orNone(id), some(MODES), { check: orNone(oneOf(may.checks)), corridor: orNone(oneOf(may.facets.along)) });
  takeNotes(query.getAll("note"), found, wrong);
  take("at", "view", view);
  const staged = ["year", "since", "vs", "layers", "at"].some((name) => query.has(name)); // else as the step has it
  take("story", "story", orNone((text) => story(text, last("step"), may.stories, staged)));
  take("edition", "edition", (text) => (text === may.edition || EDITION.test(text) ? text : undefined));
  return withNotices(complete(found, may, openedBy(found, last("panel")), takeReach(take, found, orNone(year))), wrong, may);
}

/** What was found, without its edition but with what is to be said.
 * @param {Record<string, any>} found
 * @param {[string, string][]} wrong parameters that make no sense, with their values
 * @param {ReturnType<typeof knownValues>} may */
function withNotices({ edition, ...found }, wrong, may) {
  const isOther = may.edition && edition && edition !== may.edition;
  const notices = isOther ? [...wrong, { edition }] : wrong;
  return notices.length ? { ...found, notices } : found;
}

/** Add what follows from what an address says: what is chosen is shown as it lives, whoever reads of changes
 * compares, and of two years everything that changed is counted.
 * @param {Record<string, any>} found
 * @param {ReturnType<typeof knownValues>} may
 * @param {string | undefined} panel that it opens
 * @param {ReturnType<typeof takeReach>} reach */
function complete(found, may, panel, reach) {
  if (PANELS.includes(panel)) found.panel = panel; // the others are of the app
  if (found.selected && !found.story) Object.assign(found, { ...asItLives(may.ids.get(found.selected), may), ...found });
  if (panel === "reach") askReach(found, reach);
  if (panel === "changes" && !found.against) found.against = otherYear(found.year || may.years[1], may.years);
  if (found.against && !found.scope) found.scope = "all";
  return found;
}

/** The panel that an address opens: the one that it names, else the one that answers what it asks.
 * @param {Record<string, any>} found
 * @param {string | undefined} named */
function openedBy({ origin, destination, corridor, check }, named) {
  if (named !== "corridors" && [...PANELS, ...OUTSIDE].includes(named)) return named;
  if (origin) return destination ? named : "reach";
  return corridor ? "corridors" : check ? "figures" : named;
}

/** How far something may be to be within reach, as far as the address says; it is asked from the place that a way would
 * begin at.
 * @param {(name: string, option: string, make: (text: string, name: string) => any) => void} take
 * @param {Record<string, any>} found
 * @param {(text: string) => number | null | undefined} year */
function takeReach(take, found, year) {
  /** @type {(bounds: number[]) => (text: string) => number | undefined} */
  const number = ([least, most]) => (text) => (/^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined);
  take("km", "within", number(FARTHEST.km));
  take("borders", "borders", number(FARTHEST.borders));
  take("before", "before", year);
  const { within, borders, before } = { ...NO_REACH, ...found };
  for (const name of ["within", "borders", "before"]) delete found[name];
  return { within, borders, before };
}

/** An address that asks for a reach asks for no way.
 * @param {Record<string, any>} found
 * @param {{ within: number, borders: number | null, before: number | null }} reach */
function askReach(found, reach) {
  found.reach = { origin: found.origin || null, ...reach };
  delete found.origin;
  delete found.destination;
}

/** Year and layers at which to look at a feature of the payload, where the opening would not show it.
 * @param {Record<string, any>} feature
 * @param {ReturnType<typeof knownValues>} may
 * @returns {{ year?: number, layers?: string[] }} */
function asItLives({ s: spans, t: timeless, y: own, l: at }, { years, layers, usual }) {
  /** @type {{ year?: number, layers?: string[] }} */
  const found = {};
  if (own || !spans) return own ? { year: own } : found; // what has no place is in no layer, too
  if (!usual.has(layers[at])) found.layers = layers.filter((id) => usual.has(id) || id === layers[at]);
  /** @type {number[]} */
  const ends = [];
  for (let i = 0; i < spans.length; i += 3) if (!(spans[i + 2] & GONE)) ends.push(spans[i + 1]);
  const year = Math.max(...ends);
  if (!timeless && ends.length && year < years[1]) found.year = year;
  return found;
}

/** What the address need not say of a state, because it follows from what is chosen in it: {name: text}.
 * @param {string | null} id
 * @param {ReturnType<typeof knownValues>} may
 * @returns {Record<string, string>} */
export function followsFrom(id, may) {
  const chosen = id && may.ids.get(id);
  const { year, layers } = chosen ? asItLives(chosen, may) : {};
  return { ...(year && { year: String(year) }), ...(layers && { layers: layers.join() }) };
}

/** The reader's own notes, of which an address may have many.
 * @param {string[]} texts
 * @param {Record<string, any>} found
 * @param {[string, string][]} wrong */
function takeNotes(texts, found, wrong) {
  if (!texts.some(Boolean)) return;
  found.notes = [];
  for (const text of texts.filter((one) => one && one !== NONE)) {
    const note = found.notes.length < MAX_NOTES ? readNote(text) : undefined;
    if (note) found.notes.push(note);
    else wrong.push(["note", text]);
  }
}

/** What the address asks of the network.
 * @param {(name: string, option: string, make: (text: string, name: string) => any) => void} take
 * @param {(text: string) => string | null | undefined} place
 * @param {(text: string, name: string) => string[] | undefined} some
 * @param {Record<"check" | "corridor", (text: string) => string | null | undefined>} shown */
function takeQuestion(take, place, some, shown) {
  take("check", "check", shown.check);
  take("from", "origin", place);
  take("to", "destination", place);
  take("alt", "alternative", (text) => (/^[1-9]$/.test(text) && Number(text) <= MAX_ALTERNATIVES ? Number(text) : undefined));
  take("modes", "modes", (text, name) => {
    const chosen = some(text, name) || [];
    return chosen.length ? MODES.filter((one) => chosen.includes(one)) : undefined;
  });
  take("sea", "anySea", (text) => ({ any: true, dated: false })[text]);
  take("for", "load", (text) => (LOADS.includes(text) ? text : undefined));
  take("corridor", "corridor", shown.corridor);
}

/** Zoom/latitude/longitude.
 * @param {string} text */
function view(text) {
  const parts = text.split("/");
  const [zoom, lat, lon] = parts.map((part) => (part.trim() ? Number(part) : NaN));
  const good = parts.length === 3 && zoom >= 0 && zoom <= 18 && Math.abs(lat) <= 85 && Math.abs(lon) <= 360;
  return good ? { zoom: Math.min(zoom, NEAREST), lat, lon } : undefined;
}

/**
 * @param {string} id
 * @param {string | undefined} step
 * @param {Story[]} stories
 * @param {boolean} staged */
function story(id, step, stories, staged) {
  if (!(stories || []).some((one) => one.id === id)) return undefined;
  return { id, step: /^[1-9]\d?$/.test(step || "") ? Number(step) : 1, staged };
}

/** What the address would say of a state: {name: text}, with all texts of what it may say often.
 * @param {State} state
 * @param {Place} place
 * @param {Told | null | undefined} told
 * @param {string | null} [panel] that is open
 * @returns {Said} */
export function addressOf(state, { lat, lon, zoom }, told, panel) {
  /** @param {Iterable<string>} values */
  const list = (values) => [...values].join(",") || NONE;
  const layers = state.model.layers.slice().filter((one) => state.layers.has(one.id));
  return {
    year: String(state.year), era: (state.era && state.era.id) || NONE, layers: list(layers.map((one) => one.id)),
    id: state.selected || NONE, certain: state.certainOnly ? "1" : "0", gone: state.showGone ? "1" : "0", count: state.scope,
    at: `${+zoom.toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`,
    since: String(state.since || NONE), vs: String(state.against || NONE), how: state.how,
    story: told ? told.id : NONE, step: String(told ? told.step : 1), note: notesOf(state), lang: state.language, names: state.names,
    ...questionOf(state, panel), ...askedIn(state, panel),
    ...Object.fromEntries(Object.entries(PARAMETERS).map(([name, facet]) => [name, list(state.facets[facet])])),
  };
}

/** The reader's own notes, where they are not too long.
 * @param {State} state */
function notesOf({ notes }) {
  const held = inLink(notes);
  return held.length ? held : NONE;
}

/** What is asked of the network, while it is: a panel that was closed asks for nothing, and a way has two ends.
 * @param {State} state
 * @param {string | null} [panel]
 * @returns {Record<string, string>} */
function questionOf({ asking, origin, destination, alternative, modes, anySea, load }, panel) {
  const asks = asking && Boolean(destination);
  const way = asks ? { from: origin || NONE, to: destination, alt: String(alternative), modes: modes.join() } : { from: NONE, to: NONE, alt: "1", modes: MODES.join() };
  const sails = asks || panel === "reach";
  return { ...way, sea: sails && anySea ? "any" : "dated", for: sails || panel === "corridors" ? load : LOADS[0] };
}

/** What the open panel of ours asks or shows; where that says which one it is, it is not named.
 * @param {State} state
 * @param {string | null} [panel]
 * @returns {Record<string, string>} */
function askedIn({ reach, corridor, check }, panel) {
  const [name, asked] = new Map([["reach", ["from", reach.origin]], ["corridors", ["corridor", corridor]], ["figures", ["check", check]]]).get(panel) || [];
  const { within, borders, before } = panel === "reach" ? reach : NO_REACH;
  return {
    km: String(within), borders: String(borders ?? NONE), before: String(before || NONE), corridor: NONE, check: NONE, panel: panel || NONE,
    ...(asked && { [name]: asked, panel: NONE }),
  };
}

/** A link that lasts, from the address of the page, which need not say what is as usual: with its year, for a later
 * edition opens on a later one, and with the edition that it is made with.
 * @param {string} href
 * @param {{ part: "hash" | "search", year: number, edition?: string | null }} view the part of the address that holds it
 * @returns {string} */
export function lasting(href, { part, year, edition }) {
  const url = new URL(href);
  const said = url[part].slice(1).split("&").filter((one) => one && !one.startsWith("edition="));
  if (!said.some((one) => /^(year|story)=/.test(one))) said.unshift(`year=${year}`); // a step of a tour has its own
  if (edition) said.push(`edition=${encode(edition)}`);
  url[part] = said.join("&");
  return url.href;
}

/** @param {string} text */
export const encode = (text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/%2F/g, "/");

/** Whether two views are the same to the eye: Leaflet rounds the middle to whole pixels.
 * @param {Place} a
 * @param {Place} b */
export function sameView(a, b) {
  const pixels = (256 * 2 ** b.zoom) / 360;
  return a.zoom === b.zoom && Math.abs(a.lat - b.lat) * pixels < 3 && Math.abs(a.lon - b.lon) * pixels < 3;
}
