/* For those who do not see the map, or have no pointer: what is read out, and a way through what is in view. */

import { el, isCommand, listen } from "../core/dom.js";
import { keyOf } from "../core/keys.js";
import { fill, pick } from "../core/words.js";
import { clip, meets, partsAt } from "../model/geometry.js";
import { describe } from "../model/sentences.js";

const PAUSE = 1000; // milliseconds between two sentences: what comes faster nobody can listen to

/** One live region for the whole map. Of several sentences of one act, or within a pause, only the last is said. */
export class Voice {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.box = el("div", "cam-hidden cam-voice", parent, { "aria-live": "polite" });
    this.last = -Infinity;
    this.timer = null;
  }

  /** @param {string} sentence */
  say(sentence) {
    this.next = sentence;
    if (this.timer) return;
    this.timer = setTimeout(() => this.speak(), Math.max(0, this.last + PAUSE - performance.now()));
  }

  speak() {
    this.timer = null;
    this.last = performance.now();
    const again = this.box.textContent === this.next;
    this.box.textContent = again ? this.next + "\u00a0" : this.next; // the same sentence twice is spoken twice
  }

  silence() {
    clearTimeout(this.timer);
  }
}

/** A button that leads past what follows; seen only while it has the focus.
 * @param {HTMLElement} parent
 * @param {() => HTMLElement} target */
export function addSkip(parent, target) {
  const button = el("button", "cam-skip", parent, { type: "button" });
  button.onclick = () => target().focus({ preventScroll: true });
  return button;
}

/** With the focus on the map, "n" and "p" point at the next feature in view and the one before, Enter opens it.
 * They stand in the order of the legend, in a layer by their names. */
export class Steps {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.current = null;
    listen(atlas.undo, atlas.map.getContainer(), "keydown", (event) => this.key(event));
    listen(atlas.undo, atlas.map.getContainer(), "blur", () => this.leave());
  }

  /** New language: the words of what is there for the keyboard and the ear alone. */
  dress() {
    const { map, text, toMap, toTime } = this.atlas;
    const container = map.getContainer();
    container.setAttribute("aria-roledescription", text("access_map"));
    toMap.textContent = text("access_to_map");
    toTime.textContent = text("access_to_time");
    for (const way of ["in", "out"]) {
      const button = container.querySelector(".leaflet-control-zoom-" + way);
      for (const what of button ? ["title", "aria-label"] : []) button.setAttribute(what, text("access_zoom_" + way));
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { target, currentTarget } = event;
    const key = keyOf(event);
    if (target !== currentTarget || isCommand(event)) return;
    if (key === "n" || key === "p") this.go(key === "n" ? 1 : -1);
    else if (key === "Enter" && (this.current || this.atlas.state.selected)) this.open();
    else if (key === "Escape" && this.current) this.leave();
    else return;
    event.preventDefault();
  }

  /** @param {number} by */
  go(by) {
    const { atlas } = this;
    const { state, text, map } = atlas;
    const list = this.inView();
    if (!list.length) {
      atlas.voice.say(text("access_none"));
      return;
    }
    const from = list.findIndex(({ feature }) => feature.id === (this.current || state.selected));
    const at = from < 0 ? (by > 0 ? 0 : list.length - 1) : (from + by + list.length) % list.length;
    const { feature, place } = list[at];
    atlas.setHover(feature);
    atlas.hover.show(feature, map.layerPointToContainerPoint(L.point(place[0], place[1])), state, text);
    this.current = feature.id;
    const what = describe(feature, state, text);
    atlas.voice.say(fill(text("access_step"), { what, number: at + 1, all: list.length }));
  }

  leave() {
    if (!this.current) return;
    this.current = null;
    this.atlas.setHover(null);
  }

  open() {
    const { atlas } = this;
    const id = this.current || atlas.state.selected;
    this.leave();
    atlas.select(id, { pan: true });
    atlas.drawer.read();
  }

  /** What can be pointed at: [{feature, place}], the place in layer pixels. */
  inView() {
    const { features, map, state } = this.atlas;
    const { seen, signs, frame } = features;
    const low = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    const box = [low.x, low.y, low.x + size.x, low.y + size.y];
    const upright = /** @type {Sign[]} */ (signs).filter(({ x, y, feature }) => meets([x, y, x, y], box) && feature.layer.symbol !== "none");
    const points = upright.map(({ feature, x, y }) => ({ feature, place: [x, y] }));
    const { line, area } = /** @type {Seen} */ (seen);
    const lines = line.map(({ feature }) => ({ feature, place: onLine(feature.shape, frame, box) }));
    const areas = area.map(({ feature }) => ({ feature, place: inArea(feature.shape, frame, box) }));
    /** @param {{ feature: Feature }} one */
    const name = ({ feature }) => pick(feature.names, state.language);
    return [...points, ...lines, ...areas]
      .filter(({ feature, place }) => place && !feature.layer.background)
      .sort((a, b) => b.feature.layer.order - a.feature.layer.order || name(a).localeCompare(name(b), state.language));
  }
}

/** The middle of the longest straight piece of a line that lies in the box, or null.
 * @param {Shape} shape
 * @param {Frame} frame
 * @param {Box} box */
function onLine(shape, { view, zoom }, box) {
  let best = null;
  let most = -1;
  for (const xy of partsAt(shape, zoom)) {
    for (let i = 2; i < xy.length; i += 2) {
      const [ax, ay, bx, by] = [i - 2, i - 1, i, i + 1].map((k) => xy[k] * view.scale - (k % 2 ? view.y : view.x));
      const cut = clip(ax, ay, bx, by, box);
      const length = cut ? Math.hypot(cut[2] - cut[0], cut[3] - cut[1]) : -1;
      if (length > most) [most, best] = [length, [(cut[0] + cut[2]) / 2, (cut[1] + cut[3]) / 2]];
    }
  }
  return best;
}

/** The middle of what the box shows of an area, or null.
 * @param {Shape} shape
 * @param {Frame} frame
 * @param {Box} box */
function inArea({ box: [west, north, east, south] }, { view }, box) {
  const seen = [west * view.scale - view.x, north * view.scale - view.y, east * view.scale - view.x, south * view.scale - view.y];
  if (!meets(seen, box)) return null;
  return [0, 1].map((i) => (Math.max(seen[i], box[i]) + Math.min(seen[i + 2], box[i + 2])) / 2);
}
