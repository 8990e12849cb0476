/* Writes the state into the address of the page, and follows the reader who changes it there. */

import { listen } from "../core/dom.js";
import { linkable } from "../model/notes.js";
import { FACETS, State } from "../model/state.js";
import { addressOf, encode, followsFrom, knownValues, readAddress, sameView } from "./address.js";
import { Entries } from "./entries.js";

const PAUSE = 400; // milliseconds of rest before the address is written

/** The parameters of the page's address: after ? and after # they mean the same, what stands after # counts. */
function parametersHere() {
  const found = new URLSearchParams(location.search);
  const after = new URLSearchParams(location.hash.replace(/^#/, ""));
  for (const name of new Set(after.keys())) found.delete(name);
  for (const [name, value] of after) found.append(name, value);
  return found.toString();
}

/** The options with what the address says. A value that makes no sense is passed over, with a notice.
 * @param {Payload} payload
 * @param {Options} options */
export function addressed(payload, options) {
  return { ...options, ...readAddress(parametersHere(), knownValues(payload)) };
}

/** Write the state into the address after a pause, and follow the reader who changes it there.
 * `options` are those that the page was made with: what is as they say is left out.
 * @param {Atlas} atlas
 * @param {Options} options */
export function keepAddress(atlas, options) {
  const { map, state, model, payload } = atlas;
  const may = knownValues(payload);
  const first = new State(model, options);
  const { center, zoom } = map.options;
  const firstView = options.view || { lat: L.latLng(center).lat, lon: L.latLng(center).lng, zoom };
  const usual = addressOf(first, firstView, options.story);
  let [told, here] = [atlas.options.story || null, parametersHere()];
  const entries = new Entries().watch(window, atlas.undo);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let wait;

  const write = () => {
    const view = atlas.sight.view();
    const now = addressOf(state, view, told, atlas.drawer.linked);
    if (sameView(firstView, view)) now.at = usual.at;
    if (!state.against) now.how = usual.how;
    if (state.scope === (state.against ? "all" : first.scope)) now.count = usual.count;
    const text = differing(now, { ...usual, ...followsFrom(told ? null : state.selected, may) });
    const how = entries.next(here, text, { time: performance.now(), acted: Boolean(navigator.userActivation?.hasBeenActive) });
    if (how) writeHash(text, how);
    here = text;
  };
  const soon = () => {
    clearTimeout(wait);
    wait = setTimeout(() => (atlas.clock.playing || atlas.opening.running ? soon() : write()), PAUSE);
  };
  const follow = () => {
    if (parametersHere() === here) return;
    here = parametersHere();
    entries.arrive();
    const asked = readAddress(here, may);
    atlas.notices.tell(asked.notices || []);
    told = /** @type {Told | null} */ (("story" in asked ? asked.story : options.story) || null);
    apply(atlas, asked, options, { first, view: firstView });
  };
  atlas.on("story", ({ value }) => (told = value));
  for (const name of ["year", "since", "select", "layers", "filter", "scope", "compare", "panel", "ways", "reach", "check", "corridor", "story", "view", "notes", "dressed"]) atlas.on(name, soon);
  listen(atlas.undo, window, "popstate hashchange", follow);
  atlas.undo.push(() => clearTimeout(wait));
}

/** The text of an address that says what is not as usual.
 * @param {Said} now
 * @param {Said} usual */
const differing = (now, usual) => Object.keys(now).filter((name) => String(now[name]) !== String(usual[name]))
  .flatMap((name) => [now[name]].flat().map((value) => `${name}=${encode(value)}`)).join("&");

/** What the page was opened with after the ? is then said after the # alone.
 * @param {string} text
 * @param {"push" | "replace"} how */
function writeHash(text, how) {
  try {
    history[`${how}State`](history.state, "", location.pathname + (text ? "#" + text : ""));
  } catch {
    // a page inside another one may have no address of its own
  }
}

/** Bring the map to what an address asks for; what it does not name is as the page was made, or as `usual` has it.
 * @param {Atlas} atlas
 * @param {Options} asked
 * @param {Options} options
 * @param {{ first: State, view: Place }} usual */
function apply(atlas, asked, options, usual) {
  const { first } = usual;
  /**
   * @param {keyof Options} name
   * @param {any} [otherwise] */
  const value = (name, otherwise = null) => (name in asked ? asked[name] : options[name]) || otherwise;
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, asked[facet] || [...first.facets[facet]]]));
  const quiet = { silent: true };
  atlas.setLanguage(value("language", first.language));
  atlas.setNames(value("names"));
  if (linkable(atlas.state.notes)) atlas.tools.pins.set(asked.notes || first.notes); // else no address says them: they stay
  atlas.setFilter({
    ...facets, layers: asked.layers || [...first.layers], era: value("era"),
    certainOnly: Boolean(value("certainOnly")), showGone: Boolean(value("showGone")),
  });
  atlas.setScope(value("scope", first.scope), quiet);
  atlas.setSince(value("since"), quiet);
  atlas.setYear(asked.year || first.year, quiet);
  atlas.compare({ against: value("against"), how: value("how", first.how) }, quiet);
  atlas.reaching.follow(asked.reach ? { ...asked.reach, load: value("load", first.load), anySea: Boolean(value("anySea")) } : null);
  atlas.figures.follow(value("check"));
  atlas.corridors.follow(value("panel") === "corridors" ? { id: value("corridor"), load: value("load", first.load) } : null);
  atlas.setPanel(value("panel"));
  atlas.select(value("selected"), quiet);
  atlas.sight.look(asked.view || usual.view);
  atlas.ask({
    origin: value("origin"), destination: value("destination"), alternative: value("alternative", 1), load: value("load", first.load),
    modes: value("modes", first.modes), anySea: Boolean(value("anySea")),
  }, quiet);
  const story = value("story");
  atlas.openStory(story && story.id, story && story.step, quiet);
}
