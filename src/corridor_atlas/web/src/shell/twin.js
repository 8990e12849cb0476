/* Two maps that move as one. */

/** The same state seen in its other year: filter, selection, theme and language stay shared.
 * @param {State} state */
export function inOtherYear(state) {
  return Object.create(state, {
    year: { get: () => state.against },
    against: { value: null },
  });
}

/** Leaflet moves the map anew even where it seems to stand there already; its types do not know the option.
 * @type {any} */
const RESET = { animate: false, reset: true };

/** Let one map lead another: it follows each step of a drag or pinch, and zooms along.
 * @param {import("./second.js").Second} second
 * @param {AtlasMap} leader
 * @param {AtlasMap} follower */
export function lead(second, leader, follower) {
  /**
   * @param {string} name
   * @param {(event: any) => void} action */
  const on = (name, action) => {
    /** @param {any} event */
    const handler = (event) => {
      if (second.following || follower._animatingZoom) return;
      second.following = true;
      action(event);
      second.following = false;
    };
    leader.on(name, handler);
    second.undo.push(() => leader.off(name, handler));
  };
  on("dragstart", () => follower.stop());
  on("move", () => {
    if (leader.getZoom() !== follower.getZoom()) {
      follower._move(leader.getCenter(), leader.getZoom(), { pinch: true });
      return;
    }
    const offset = between(leader, follower);
    if (!offset.x && !offset.y) return;
    follower._rawPanBy(offset); // no painting until the map rests, as on the leading map
    follower.fire("move");
  });
  on("zoomanim", ({ center, zoom, noUpdate }) => noUpdate || follower.setView(center, zoom, { animate: true }));
  // without motion the steps of a zoom are not those of an animation: parts of a pixel would be left
  on("zoomend", () => leader._zoomAnimated || follower.setView(leader.getCenter(), leader.getZoom(), RESET));
  on("moveend", () => align(leader, follower));
}

/** Whole pixels from the middle of one map to that of another of the same zoom.
 * @param {AtlasMap} leader
 * @param {AtlasMap} follower */
function between(leader, follower) {
  return follower.project(leader.getCenter()).subtract(follower.project(follower.getCenter())).round();
}

/** Bring a map to the pixel to where the other is, and paint it.
 * @param {AtlasMap} leader
 * @param {AtlasMap} follower */
export function align(leader, follower) {
  const zoom = leader.getZoom();
  if (zoom === follower.getZoom()) follower.panBy(between(leader, follower), { animate: false });
  else follower.setView(leader.getCenter(), zoom, { animate: false });
}
