/* What a page that shows the atlas in a frame may ask of it, and what it is told. docs/embedding.md has the grammar. */

import { pick } from "../core/words.js";
import { readAddress } from "../links/address.js";
import { FACETS } from "../model/state.js";
import { linkHere, partOf } from "../panels/take.js";
import { groupsOf } from "./menu.js";

const TYPE = "corridor-atlas";
const VERSION = 1;
const LOOK = 150; // milliseconds between two looks: what is the same in both has come to rest
const MOST = 80; // letters of a value that are quoted
/** What `set` takes: the parameters of a link that say when, where and which. */
const SETTABLE = [
  "year", "since", "vs", "how", "layers", "era", "certain", "gone", "count", "at", "lang", "names",
  "status", "traffic", "country", "along", "tier", "kind", "sure",
];

/** @typedef {ReturnType<typeof import("../links/address.js").knownValues>} Known */
/** What is asked: `set` changes what it names and leaves the rest, `select` chooses a feature as the search does,
 * `go` is a whole link, `hello` asks how things stand.
 * @typedef {{ action: "hello" | "play" | "stop" } | { action: "set", options: Options }
 *   | { action: "select", id: string | null } | { action: "go", query: string }} Order */
/** What is told without being asked, once it has come to rest.
 * @typedef {{ year: number, selected: { id: string, name: string } | null, link: string }} Stand */

/** What a message asks for; what is wrong with it, in words; or null for one that is not for the atlas.
 * @param {any} data whatever somebody has sent
 * @param {Known} may
 * @returns {Order | { wrong: string } | null} */
export function understood(data, may) {
  if (!data || typeof data !== "object" || data.type !== TYPE) return null;
  const { version, action } = data;
  if (version !== VERSION) return { wrong: `version ${quoted(version)} is not known: expected ${VERSION}` };
  const reader = typeof action === "string" && Object.hasOwn(READERS, action) && READERS[action];
  if (!reader) return { wrong: `action ${quoted(action)} is not known: expected one of ${Object.keys(READERS).join(", ")}` };
  const more = Object.keys(data).find((one) => !["type", "version", "action", reader.field].includes(one));
  if (more !== undefined) return { wrong: `${action} takes no ${quoted(more)}` };
  return reader.read(data[reader.field], may);
}

/** How the one field of each action is read.
 * @type {Record<string, { field?: string, read: (value: any, may: Known) => Order | { wrong: string } }>} */
const READERS = {
  hello: { read: () => ({ action: "hello" }) },
  play: { read: () => ({ action: "play" }) },
  stop: { read: () => ({ action: "stop" }) },
  set: { field: "values", read: readSet },
  select: {
    field: "id",
    read: (id, may) => (id === null || (typeof id === "string" && may.ids.has(id)) ? { action: "select", id } : { wrong: `there is no feature ${quoted(id)}` }),
  },
  go: { field: "link", read: readGo },
};

/** @type {typeof READERS[string]["read"]} */
function readSet(values, may) {
  if (!values || typeof values !== "object" || Array.isArray(values) || !Object.keys(values).length) return { wrong: `set: found values ${quoted(values)}, expected parameters with their values` };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (!SETTABLE.includes(name)) return { wrong: `set: ${quoted(name)} is no parameter of it: expected some of ${SETTABLE.join(", ")}` };
    const text = written(value);
    if (!text) return { wrong: `set: found ${name} ${quoted(value)}, expected a text, a number, true or false, a list of texts, or null` };
    query.set(name, text);
  }
  const { notices, ...options } = readAddress(String(query), may);
  return notices ? { wrong: `set: ${passed(notices)}` } : { action: "set", options };
}

/** @type {typeof READERS[string]["read"]} */
function readGo(link, may) {
  const query = typeof link === "string" ? link.replace(/^[^?#]*[?#]/, "").replace("#", "&") : "";
  if (!query.includes("=")) return { wrong: `go: found link ${quoted(link)}, expected one with parameters such as ?year=latest` };
  const wrong = (readAddress(query, may).notices || []).filter((/** @type {Notice} */ one) => Array.isArray(one)); // another edition is no fault
  return wrong.length ? { wrong: `go: ${passed(wrong)}` } : { action: "go", query };
}

/** A value as a link has it; nothing for what none can have.
 * @param {any} value
 * @returns {string} */
function written(value) {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.length ? (value.every((one) => typeof one === "string" && one) ? value.join() : "") : "none";
  return typeof value === "string" || Number.isFinite(value) ? String(value) : "";
}

/** @param {[string, string][]} notices */
const passed = (notices) => notices.map(([name, value]) => `this atlas knows no ${name} ${quoted(value)}`).join("; ");

/** @param {any} value */
function quoted(value) {
  const text = typeof value === "string" ? `“${value}”` : value && typeof value === "object" ? "(an object)" : String(value);
  return text.length > MOST ? text.slice(0, MOST) + "…" : text;
}

/** The origin that a link or whoever made the page states, as browsers write it; null where none is, false for nonsense.
 * @param {string | null | undefined} text
 * @returns {string | null | false} */
export function statedOrigin(text) {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.origin;
}

/** Listens to the page around, and answers it. Only that page is heard, with the stated origin or the one with which
 * it spoke first. That an atlas stands here is told to whoever has put it here; all else to that origin alone, and
 * nothing that does not stand in a link. */
export class Embed {
  /**
   * @param {Atlas} atlas
   * @param {Known} may
   * @param {Window} parent the window around */
  constructor(atlas, may, parent) {
    this.atlas = atlas;
    this.may = may;
    this.parent = parent;
    const stated = new URLSearchParams(location.search).get("parent") || atlas.options.parent;
    this.origin = statedOrigin(stated);
    if (this.origin === false) atlas.notices.tell([...atlas.notices.list, ["parent", String(stated)]]);
    /** @type {Stand | null} */
    this.told = null;
    this.seen = "";
    this.parent.postMessage({ type: TYPE, version: VERSION, event: "ready" }, this.origin || "*");
    if (this.origin) this.watch();
  }

  /** @param {Pick<MessageEvent, "data" | "origin" | "source">} message */
  hear({ data, origin, source }) {
    // a page without an origin of its own cannot be told from any other
    if (source !== this.parent || this.origin === false || !/^https?:/.test(origin) || (this.origin && origin !== this.origin)) return;
    const order = understood(data, this.may);
    if (!order) return;
    this.origin = origin;
    if (!this.timer) this.watch();
    const wrong = "wrong" in order ? order.wrong : this.tried(order);
    if (wrong) this.tell({ event: "error", wrong });
  }

  /** What went wrong while an order was followed, if anything did.
   * @param {Order} order
   * @returns {string | null} */
  tried(order) {
    try {
      this.follow(order);
      return null;
    } catch (error) {
      return `${order.action} could not be followed: ${quoted(String(error))}`;
    }
  }

  /** @param {Order} order */
  follow(order) {
    const { atlas } = this;
    if (order.action === "hello") return this.tell({ event: "state", years: atlas.model.years, edition: atlas.payload.edition || null, ...this.stand() });
    atlas.opening.end();
    if (order.action === "set") return bring(atlas, order.options);
    if (order.action === "go") return go(atlas, order.query);
    if (order.action === "select") return order.id ? atlas.finder.choose({ feature: atlas.find(order.id) }) : atlas.select(null);
    return order.action === "play" ? atlas.play() : atlas.pause();
  }

  /** @returns {Stand} */
  stand() {
    const { state } = this.atlas;
    const chosen = this.atlas.find(state.selected);
    const said = new URL(linkHere(this.atlas))[partOf(this.atlas.options)].slice(1).split("&");
    const link = said.filter((one) => !one.startsWith("note=")).join("&"); // the reader's own notes are nobody else's
    return { year: state.year, selected: chosen && { id: chosen.id, name: pick(chosen.names, state.language) }, link: `?${link}` };
  }

  /** Tell from now on of what has changed and come to rest; what stands now is taken as known. */
  watch() {
    this.told = this.stand();
    this.timer = setInterval(() => this.look(), LOOK);
    this.atlas.undo.push(() => clearInterval(this.timer));
  }

  look() {
    const now = this.stand();
    const rests = this.seen === (this.seen = JSON.stringify(now));
    if (!rests || this.atlas.clock.playing) return;
    for (const name of /** @type {(keyof Stand)[]} */ (["year", "selected", "link"])) {
      if (JSON.stringify(now[name]) !== JSON.stringify(this.told[name])) this.tell({ event: name, [name]: now[name] });
    }
    this.told = now;
  }

  /** @param {Record<string, any>} what */
  tell(what) {
    this.parent.postMessage({ type: TYPE, version: VERSION, ...what }, String(this.origin));
  }
}

/** Change what is named, as the reader does: those who listen are told.
 * @param {Atlas} atlas
 * @param {Options} options */
function bring(atlas, options) {
  const { year, since, against, how, scope, view, language, names } = options;
  const filter = Object.fromEntries(Object.entries(options).filter(([name]) => ["layers", "era", "certainOnly", "showGone", ...FACETS].includes(name)));
  for (const [name, value] of [["language", language], ["names", names]]) {
    if (value) groupsOf(atlas).find((one) => one.name === name)?.choose(value);
  }
  if (Object.keys(filter).length) atlas.chooseFilter(filter);
  if (since !== undefined) atlas.setSince(since);
  if (year) atlas.setYear(year);
  if (against !== undefined || how) atlas.compare({ against, how });
  if (scope) atlas.setScope(scope);
  if (view) atlas.sight.look(view);
}

/** Follow a whole link as if the reader had put it into the address. A host page keeps what it knows itself as
 * a part of another page by.
 * @param {Atlas} atlas
 * @param {string} query */
function go(atlas, query) {
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("embed"));
  const text = partOf(atlas.options) === "hash" ? `#${query}` : `?${[query, new URLSearchParams(kept)].filter(String).join("&")}`;
  history.replaceState(history.state, "", location.pathname + text);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}

/** Speak with the page around, if there is one.
 * @param {Atlas} atlas
 * @param {Known} may */
export function keepParent(atlas, may) {
  if (window.parent === window) return;
  const embed = new Embed(atlas, may, window.parent);
  /** @param {MessageEvent} message */
  const hear = (message) => embed.hear(message);
  addEventListener("message", hear);
  atlas.undo.push(() => removeEventListener("message", hear));
}
