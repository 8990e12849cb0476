/* Puts the atlas on a Leaflet map: `CorridorAtlas.mount(map, payload, options)`. */

import { addressed, keepAddress } from "../links/keep.js";
import { Atlas } from "./atlas.js";
import { store } from "./store.js";

/** Options: year, since, language, names, theme (light, dark, auto), layers, era, certainOnly, showGone,
 * the facets by name (`FACETS`), against and how (two years compared), story ({id, step}), selected,
 * articles ({id, src}: where all of them are, packed; see `store.js`), keys ("page" takes keys that no element has the
 * focus for), panels (names of those that the host page draws), address (keep the state in the part
 * of the page's address after the #), tiles ({url, attribution}; online,
 * off unless given).
 * @param {AtlasMap} map
 * @param {Payload} payload
 * @param {Options} options */
export function mount(map, payload, options) {
  const atlas = new Atlas(map, payload, options && options.address ? addressed(payload, options) : options || {});
  if (options && options.address) keepAddress(atlas, options);
  return atlas;
}

/** Mount with the payload that is stored under an id; how Folium's script calls it.
 * @param {AtlasMap} map
 * @param {string} id
 * @param {Options} options */
export function attach(map, id, options) {
  const stored = store[id];
  return mount(map, stored ? stored.payload : JSON.parse(document.getElementById(id).textContent), { ...options, ...(stored && stored.options) });
}

/** Build a rendered Folium map inside `host`. parts = {id, name, html, script, payload};
 * options as for `mount`, and view = {lat, lon, zoom}. Returns the controller.
 * @param {HTMLElement} host
 * @param {{ id: string, name: string, html: string, script: string, payload: Payload }} parts
 * @param {Options} options */
export function start(host, parts, options) {
  host.innerHTML = parts.html; // made by the program, holds nothing of the data
  store[parts.id] = { payload: parts.payload, options };
  const map = new Function(`${parts.script}\nreturn ${parts.name};`)();
  delete store[parts.id];
  return map.atlas;
}
