/* How a map begins: painted as soon as its data are there, in an empty frame, where nothing else says what it shows;
 * then, with all in place, what the page was opened with. */

import { el } from "../core/dom.js";
import { bringLegs } from "./legs.js";
import { opens } from "./opening.js";
import { themeOf } from "./theme.js";

const PATIENCE = 200; // milliseconds to wait for the picture where nothing is painted, as in a tab behind others

/** What sends the map elsewhere, or covers it: where it lies is known only when all is in place.
 * @type {(keyof Options)[]} */
const SENDS = ["selected", "panel", "story", "against", "origin", "destination", "corridor", "reach", "check"];

/** Whether nothing but the options says what the map shows.
 * @param {Atlas} atlas */
export const isPlain = ({ options, payload }) => !SENDS.some((name) => options[name]) && !opens(payload, options);

/** Paint the map of an atlas around which nothing stands yet, the names in the frame after; over when both were shown.
 * @param {Atlas} atlas */
export async function paintEarly(atlas) {
  const { map, options, frame } = atlas;
  atlas.setTheme(themeOf(options));
  atlas.topbar.dress(atlas.state);
  const bar = el("div", "cam-bar", frame); // so that nothing moves when the rest comes
  map.invalidateSize({ animate: false });
  if (options.view) map.setView([options.view.lat, options.view.lon], options.view.zoom, { animate: false });
  for (const layers of [[atlas.base, atlas.features], [atlas.labels]]) {
    map.atlasHeld = false;
    for (const layer of layers) layer.redrawNow();
    map.atlasHeld = true;
    atlas.painted ||= placeOf(map);
    await shown();
  }
  bar.remove();
}

/** Open what the page was opened with, and go to where it is.
 * @param {Atlas} atlas */
export function openFirst(atlas) {
  const { view, panel, selected, story } = atlas.options;
  const chosen = atlas.model.byId.get(selected);
  atlas.setPanel(panel); // before the view: what the drawer covers is not free
  atlas.asking.begin(Boolean(panel));
  atlas.corridors.begin();
  atlas.drawer.fit(); // what is chosen may be read in it
  if (view) atlas.sight.look(view);
  else if (atlas.features.routes) bringLegs(atlas);
  else if (chosen && chosen.shape && !story) atlas.sight.bring(chosen.shape);
}

/** Where a map lies, and how large it is.
 * @param {AtlasMap} map */
export const placeOf = (map) => String([map.getPixelBounds().min, map.getSize(), map.getZoom()]);

/** Over when a frame has been shown. */
export const shown = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, PATIENCE);
});
