/* Puts the atlas on a Leaflet map: `CorridorAtlas.mount(map, payload, options)`. */

import { gunzipSync, strFromU8 } from "../../vendor/fflate/fflate.js";
import { el } from "../core/dom.js";
import { knownValues } from "../links/address.js";
import { addressed, keepAddress } from "../links/keep.js";
import { keepNotes, keptNotes } from "../links/kept_notes.js";
import { Atlas } from "./atlas.js";
import { isPlain, paintEarly } from "./early.js";
import { keepParent } from "./embed.js";
import { keepOffline } from "./offline.js";
import { preview } from "./preview.js";
import { store } from "./store.js";
import { keepTab } from "./tab.js";

/** Options: year, since, language, names, theme (light, dark, auto), layers, era, certainOnly, showGone, scope,
 * the facets by name (`FACETS`), against and how (two years compared), story ({id, step}), selected,
 * origin, destination, modes, load, anySea and alternative (a way that is asked for),
 * articles ({id, src}: where all of them are, packed; see `store.js`), keys ("page" takes keys that no element has the
 * focus for, and keeps the title of the page), panels (names of those that the host page draws), bring (takes files that are dropped), address (keep the state in the part
 * of the page's address after the #), worker (the script that keeps a published folder for when there is no network), parent (the origin of the page around, which alone is heard then), tiles ({url, attribution}; online,
 * off unless given), early (the map may be painted before all else is in place: the promise `ready` of the controller tells when that is).
 * @param {AtlasMap} map
 * @param {Payload} payload
 * @param {Options} options */
export function mount(map, payload, options) {
  const opened = options && options.address ? addressed(payload, options) : options || {};
  const isPage = Boolean(options) && options.keys === "page";
  const kept = isPage && !(opened.notes || []).length ? { notes: keptNotes() } : {};
  const atlas = new Atlas(map, payload, { ...opened, ...kept });
  const finish = () => {
    atlas.complete();
    if (options && options.address) keepAddress(atlas, options);
    if (!isPage) return;
    keepNotes(atlas);
    keepTab(atlas);
    keepParent(atlas, knownValues(payload));
    if (options.worker) keepOffline(options.worker);
  };
  if (options && options.early && isPlain(atlas)) atlas.ready = paintEarly(atlas).then(finish);
  else finish();
  return atlas;
}

/** Give a map an empty element. A page that a browser has saved as it stood holds the map with all that was built
 * around it, and builds it anew when it is opened.
 * @param {string} id of the element */
export function prepare(id) {
  const held = document.getElementById(id);
  const frame = held && held.closest(".cam-frame");
  if (frame) frame.replaceWith(el("div", "folium-map", null, { id }));
}

/** The payload that a page holds: JSON as gzip in the letters of base64. Unpacked at once: the map is there when the
 * page's script has run.
 * @param {string} text
 * @returns {Payload} */
export function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return JSON.parse(strFromU8(gunzipSync(bytes)));
}

/** Mount with the payload that is stored under an id; how Folium's script calls it. Where it is still on its way,
 * the map has the controller when it has come.
 * @param {AtlasMap} map
 * @param {string} id
 * @param {Options} options
 * @returns {Atlas | null} */
export function attach(map, id, options) {
  const stored = store[id];
  if (!stored && options.data) {
    preview(map, id, options, ({ payload }) => (map.atlas = mount(map, payload, options)));
    return null;
  }
  return mount(map, stored ? stored.payload : unpacked(document.getElementById(id).textContent), { ...options, ...(stored && stored.options) });
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
