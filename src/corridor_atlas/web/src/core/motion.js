/* Whether motion is welcome. */

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Take Leaflet's own motion away; once a map stands there is no option for it.
 * @param {AtlasMap} map */
export const keepStill = (map) => {
  map.options.inertia = map._zoomAnimated = false;
};
