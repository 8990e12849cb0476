/* What the reader does on a map with the pointer, and with the keys. */

import { isCommand, isField, listen } from "../core/dom.js";
import { isPressed, keyOf } from "../core/keys.js";
import { isStill } from "../core/motion.js";
import { claimOn, disputeAt } from "../map/disputes.js";
import { STEPS } from "../time/steps.js";

const REACH = { mouse: 7, finger: 16 }; // pixels around the pointer in which something is found
/** @type {Record<string, [number, number]>} */
const PAN = { ArrowLeft: [-90, 0], ArrowRight: [90, 0], ArrowUp: [0, -90], ArrowDown: [0, 90] }; // pixels

/** Hover and choice on a map, the first or the second: `on` = {map, features, hover, state} of it.
 * @param {Atlas} atlas
 * @param {{ map: AtlasMap, features: Painter, hover: import("../panels/hover.js").Hover, state: State }} on
 * @param {Undo[]} undo */
export function bindPointer(atlas, { map, features, hover, state }, undo) {
  const coarse = matchMedia("(pointer: coarse)");
  /** @param {any} event */
  const isFinger = ({ originalEvent }) => coarse.matches || Boolean(originalEvent && originalEvent.pointerType === "touch");
  /** @param {any} event */
  const under = (event) => features.at(event.layerPoint.x, event.layerPoint.y, isFinger(event) ? REACH.finger : REACH.mouse);
  /** @type {any} */
  let last = null; // where the pointer was last; looked at once a frame
  const point = () => {
    const event = last;
    last = null;
    if (!event || atlas.tools.measure.on) return;
    const found = under(event);
    atlas.setHover(found);
    map.getContainer().classList.toggle("cam-pointing", Boolean(found));
    if (found) hover.show(found, event.containerPoint, state, atlas.text, features.othersOf(found));
    else sayClaim(atlas, { hover, state, frame: features.frame }, event);
  };
  const leave = () => {
    last = null;
    hover.hide();
    map.getContainer().classList.remove("cam-pointing");
    atlas.setHover(null);
  };
  const handlers = {
    mousemove(/** @type {L.LeafletMouseEvent} */ event) {
      if (!last) requestAnimationFrame(point);
      last = event;
    },
    mouseout: leave, movestart: leave, zoomstart: leave,
    click(/** @type {L.LeafletMouseEvent} */ event) {
      if (atlas.tools.measure.take(event, isFinger(event))) return;
      const found = under(event);
      if (!atlas.asking.take(found, event.layerPoint, features.frame)) choose(atlas, map, features, found, event.latlng);
    },
  };
  map.on(handlers);
  undo.push(() => {
    last = null;
    map.off(handlers);
  });
}

/** Say whose claim an area in dispute is, if one lies under the pointer.
 * @param {Atlas} atlas
 * @param {{ hover: import("../panels/hover.js").Hover, state: State, frame: Frame }} on
 * @param {any} event */
function sayClaim(atlas, { hover, state, frame }, { layerPoint, containerPoint }) {
  const claimed = frame && disputeAt(atlas.ground, frame, layerPoint.x, layerPoint.y);
  if (claimed) hover.say([atlas.tell("key_disputed", claimOn(claimed, state))], containerPoint);
  else hover.hide();
}

/** Choose what was clicked, or nothing. A sign that stands for several opens: the map comes closer until they part.
 * @param {Atlas} atlas
 * @param {AtlasMap} map
 * @param {Painter} features
 * @param {Feature | null} found
 * @param {L.LatLng} at */
function choose(atlas, map, features, found, at) {
  const zoom = found && features.opensAt(found, map.getMaxZoom());
  if (zoom) map.setZoomAround(at, zoom, { animate: !isStill() });
  else atlas.select(found ? found.id : null);
}

/** Close what lies innermost: the menu of a time bar, the list of hits, what is read or the panel in the drawer, else
 * take back the choice. Gives back whether there was anything.
 * @param {Atlas} atlas */
export function closeInnermost(atlas) {
  const { timebar, comparison, finder, asking, drawer, state } = atlas;
  const bars = [timebar, comparison.second && comparison.second.bar];
  const menu = bars.filter(Boolean).map((bar) => bar.menu).find((one) => one.isOpen);
  if (menu) menu.open(false);
  else if (!finder.panel.hidden) finder.close();
  else if (asking.picking) asking.pick(null);
  else if (drawer.isOpen) drawer.leave();
  else if (state.selected) atlas.select(null);
  else return false;
  return true;
}

/** The keys of the map and of its year; "page" takes those too that no element has the focus for.
 * @param {Atlas} atlas */
export function bindKeys(atlas) {
  const { map, frame, model, options, undo } = atlas;
  map.keyboard.disable(); // its arrows would move the map where ours move the year
  for (const [name, value] of [["tabindex", "0"], ["role", "application"]]) map.getContainer().setAttribute(name, value);
  listen(undo, document, "keydown", (event) => {
    const { target } = event;
    const loose = options.keys === "page" && target === document.body;
    if ((!frame.contains(target) && !loose) || event.defaultPrevented || isCommand(event)) return;
    if (target.closest("dialog")) return;
    const key = keyOf(event);
    if (key === "Escape" ? closeInnermost(atlas) : !isField(target) && act(key, event.shiftKey, target)) event.preventDefault();
  });

  /** The keys of the year: whether this was one.
   * @param {string} key
   * @param {HTMLElement} target */
  function moveYear(key, target) {
    const [first, last] = model.years;
    if (key in STEPS) atlas.byHand(atlas.state.year + STEPS[key], true);
    else if (key === "Home" || key === "End") atlas.byHand(key === "Home" ? first : last, true);
    else if (key === " " && !isPressed(target)) atlas.clock.playing ? atlas.pause() : atlas.play();
    else return false;
    return true;
  }

  /**
   * @param {string} key
   * @param {boolean} shift
   * @param {HTMLElement} target */
  function act(key, shift, target) {
    if (shift && key in PAN) map.panBy(PAN[key], { animate: !isStill() });
    else if (moveYear(key, target)) return true;
    else if (key === "+" || key === "=") map.zoomIn();
    else if (key === "-") map.zoomOut();
    else return false;
    return true;
  }
}
