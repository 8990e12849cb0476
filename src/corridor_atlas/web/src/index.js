/* Corridor Atlas in the browser: what the one global `CorridorAtlas` offers. The page of the atlas, the app
 * and Folium's script call `attach`, `mount`, `prepare` and `start`; a page with the data apart puts them into `store`.
 * The rest is for whoever wants to ask the same model.
 *
 * A folder imports from itself and from those before it: core (elements, words), model (what there is, what is
 * shown, search; no pixels), network (ways), map (canvases and signs), time (clock and bar), links (the address), panels, and
 * shell, which puts it all together. `make web` joins the modules into dist/atlas.js. */

export { mount, attach, prepare, start, unpacked } from "./shell/mount.js";
export { store } from "./shell/store.js";
export { STATUSES } from "./model/spans.js";
export { FACETS, State } from "./model/state.js";
export { entryOf, countChanges } from "./model/changes.js";
export { headline, inView } from "./model/headline.js";
export { bothStates } from "./model/sentences.js";
export { inLink } from "./model/notes.js";
export { Entries } from "./links/entries.js";
export { Search } from "./model/search.js";
