/* The measure tool: a line laid over the map point by point, by pointer, finger or keys; its length, and the area of a
 * ring, on the ellipsoid. While it is on, a click on the map selects nothing. */

import { toClipboard } from "../core/clipboard.js";
import { el, isCommand, isField, listen, setText } from "../core/dom.js";
import { isPressed, keyOf } from "../core/keys.js";
import { isStill } from "../core/motion.js";
import { fill } from "../core/words.js";
import { DrawnTape } from "../map/drawn.js";
import { areaOf, decimal, lengthOf } from "../model/coordinates.js";
import { Tape } from "../model/tape.js";

const REACH = { mouse: 10, finger: 22 }; // pixels around the first point in which a click closes the ring
const SAME = 3; // pixels between the two clicks of a double click
const AIM = 40; // pixels by which a key moves the map under the cross
const FINE = 4; // the same with Shift
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Measure {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.on = false;
    this.tape = new Tape();
    /** @type {Point | null} where the pointer or the cross would lay the next point */
    this.aim = null;
    /** @type {DrawnTape | null} */
    this.drawn = null;
    this.cross = el("div", "cam-cross", parent, { "aria-hidden": "true" });
    this.cross.hidden = true;
    this.build(parent);
    listen(atlas.undo, document, "keydown", (event) => this.on && this.key(event), { capture: true });
    atlas.on("dressed", () => this.dress());
  }

  /** @param {HTMLElement} parent */
  build(parent) {
    this.box = el("section", "cam-measure cam-panel", parent);
    const head = el("div", "cam-measure-head", this.box);
    this.title = el("h2", "", head);
    this.closer = el("button", "cam-drawer-close", head, { type: "button", text: "×" });
    this.closer.onclick = () => this.stop();
    this.value = el("p", "cam-measure-value", this.box);
    this.more = el("p", "cam-measure-more", this.box);
    this.hint = el("p", "cam-measure-hint", this.box);
    const row = el("div", "cam-measure-row", this.box);
    const acts = { add: () => this.addAtCross(), back: () => this.back(), close: () => this.closeRing(), copy: () => this.copy() };
    /** @type {Record<string, HTMLButtonElement>} */
    this.buttons = {};
    for (const [name, act] of Object.entries(acts)) {
      this.buttons[name] = el("button", `cam-action cam-measure-${name}`, row, { type: "button" });
      this.buttons[name].onclick = act;
    }
    this.box.hidden = true;
    this.atlas.shield(this.box);
  }

  toggle() {
    if (this.on) this.stop();
    else this.start();
  }

  /** Begin to measure, with a first point if one is given.
   * @param {Point} [first] */
  start(first) {
    const { map, text, voice, asking, tools } = this.atlas;
    asking.pick(null);
    if (!this.drawn) this.drawn = new DrawnTape(map, tools.drawn);
    this.on = true;
    this.tape.clear();
    if (first) this.tape.add(first);
    map.doubleClickZoom.disable();
    map.on("mousemove", this.follow, this).on("dblclick", this.end, this).on("move", this.moved, this);
    map.getContainer().classList.add("cam-measuring");
    map.getContainer().focus({ preventScroll: true });
    this.showCross(matchMedia("(pointer: coarse)").matches);
    this.box.hidden = false;
    this.update();
    tools.controls.update();
    voice.say(text("measure_help"));
  }

  stop() {
    if (!this.on) return;
    const { map, tools } = this.atlas;
    this.on = false;
    this.aim = null;
    map.doubleClickZoom.enable();
    map.off("mousemove", this.follow, this).off("dblclick", this.end, this).off("move", this.moved, this);
    map.getContainer().classList.remove("cam-measuring");
    this.drawn.remove();
    this.drawn = null;
    this.cross.hidden = this.box.hidden = true;
    tools.controls.update();
    map.getContainer().focus({ preventScroll: true });
  }

  /** Take a click on the map, while measuring.
   * @param {L.LeafletMouseEvent} event
   * @param {boolean} finger */
  take({ latlng: { lat, lng: lon }, containerPoint }, finger) {
    if (!this.on || this.atlas.asking.picking) return false;
    this.showCross(finger);
    this.add({ lat, lon }, containerPoint, finger ? REACH.finger : REACH.mouse);
    return true;
  }

  /** Lay the tape on to a place, or close it where that is its beginning. The second click of a double one is none.
   * @param {Point} point
   * @param {L.Point} at pixels of the map
   * @param {number} reach */
  add(point, at, reach) {
    const { points, canClose, ended } = this.tape;
    const far = (/** @type {Point} */ { lat, lon }) => this.atlas.map.latLngToContainerPoint([lat, lon]).distanceTo(at);
    if (canClose && far(points[0]) < reach) this.tape.close();
    else if (!ended && points.length && far(points.at(-1)) < SAME) return;
    else this.tape.add(point);
    this.update();
    this.say();
  }

  /** Lay it on to what lies under the cross. */
  addAtCross() {
    const { map, sight } = this.atlas;
    const middle = sight.middle();
    this.showCross(true);
    this.add({ lat: middle.lat, lon: middle.lng }, map.latLngToContainerPoint(middle), REACH.mouse);
  }

  back() {
    this.tape.back();
    this.update();
    this.say();
  }

  closeRing() {
    this.tape.close();
    this.update();
    this.say();
  }

  end() {
    this.tape.end();
    this.update();
    this.say();
  }

  /** @param {L.LeafletMouseEvent} event */
  follow({ latlng: { lat, lng: lon }, originalEvent }) {
    if (originalEvent && /** @type {PointerEvent} */ (originalEvent).pointerType === "touch") return;
    this.showCross(false);
    this.aim = { lat, lon };
    this.update();
  }

  /** The map moved under the cross. */
  moved() {
    if (this.cross.hidden) return;
    this.showCross(true);
    this.update();
  }

  /** Aim with a cross in the middle of what is free, or with the pointer.
   * @param {boolean} shown */
  showCross(shown) {
    const { map, sight, stage } = this.atlas;
    this.cross.hidden = !shown;
    if (!shown) return;
    const middle = sight.middle();
    const [room, whole] = [map.getContainer(), stage].map((node) => node.getBoundingClientRect());
    const { x, y } = map.latLngToContainerPoint(middle);
    this.cross.style.left = `${room.left - whole.left + x}px`;
    this.cross.style.top = `${room.top - whole.top + y}px`;
    this.aim = { lat: middle.lat, lon: middle.lng };
  }

  /** The keys of the tool: whoever types into a field, or presses a button, means that.
   * @param {KeyboardEvent & { target: HTMLElement }} event */
  key(event) {
    const { target } = event;
    const { map, frame } = this.atlas;
    const inside = target === document.body || map.getContainer().contains(target) || this.box.contains(target);
    if (isCommand(event) || isField(target) || !(inside || (keyOf(event) === "Escape" && frame.contains(target)))) return;
    if (!this.act(keyOf(event), event.shiftKey, isPressed(target))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {string} key
   * @param {boolean} fine
   * @param {boolean} pressed whether a button has the focus
   * @returns {boolean} */
  act(key, fine, pressed) {
    if (key in WAYS) this.move(WAYS[key], fine);
    else if (key === "Escape") this.stop();
    else if (key === "Backspace") this.back();
    else if (pressed) return false;
    else if (key === " ") this.addAtCross();
    else if (key === "Enter") this.end();
    else return false;
    return true;
  }

  /** Move the map under the cross.
   * @param {[number, number]} way
   * @param {boolean} fine */
  move([x, y], fine) {
    const by = fine ? FINE : AIM;
    this.showCross(true);
    this.atlas.map.panBy([x * by, y * by], { animate: !fine && !isStill(), duration: 0.12 });
  }

  /* ---- in words ---- */

  /** @param {number} metres */
  length(metres) {
    return lengthOf(metres, this.atlas.text, this.atlas.state.language);
  }

  /** @param {number} metres square metres */
  area(metres) {
    return areaOf(metres, this.atlas.text, this.atlas.state.language);
  }

  /** What is said and shown: a large number, and what belongs to it.
   * @param {Point | null} aim */
  inWords(aim) {
    const { atlas, tape } = this;
    const { length, last, area } = tape.measure(aim);
    const points = atlas.tell("measure_points", { number: tape.points.length });
    if (area !== null) return { value: this.area(area), more: [fill(atlas.text("measure_around"), { length: this.length(length) }), points] };
    const leg = fill(atlas.text("measure_leg"), { length: this.length(last) });
    return { value: this.length(length), more: tape.points.length + Number(Boolean(aim)) > 2 ? [leg, points] : [points] };
  }

  say() {
    const { value, more } = this.inWords(null);
    this.atlas.voice.say([value, ...more].join(this.atlas.text("list_comma")));
  }

  /** The result, with the places that were measured between. */
  result() {
    const { atlas, tape } = this;
    const { value, more } = this.inWords(null);
    const places = tape.points.map(decimal).join("; ");
    const key = tape.closed ? "measure_result_area" : "measure_result";
    return fill(atlas.text(key), { value, more: more[0], places });
  }

  async copy() {
    const { text, tools } = this.atlas;
    const result = this.result();
    const done = await toClipboard(result);
    tools.toast.say(done ? text("share_copied") : fill(text("here_not_copied"), { text: result }));
  }

  update() {
    const { tape, buttons, atlas, cross } = this;
    const aim = tape.ended ? null : this.aim;
    this.drawn.draw(tape, aim);
    const { value, more } = this.inWords(tape.points.length ? aim : null);
    setText(this.value, tape.points.length ? value : atlas.text("measure_begin"));
    setText(this.more, tape.points.length ? more.join(" · ") : "");
    setText(this.hint, atlas.text(this.hintKey()));
    buttons.add.hidden = cross.hidden;
    buttons.back.hidden = !tape.points.length;
    buttons.close.hidden = !tape.canClose;
    buttons.copy.hidden = tape.points.length < 2;
  }

  hintKey() {
    const { ended, points } = this.tape;
    if (ended) return "measure_again";
    if (!this.cross.hidden) return matchMedia("(pointer: coarse)").matches ? "measure_by_finger" : "measure_by_keys";
    return points.length < 3 ? "measure_by_pointer" : "measure_ring";
  }

  /** New language or theme. */
  dress() {
    const { text } = this.atlas;
    setText(this.title, text("control_measure"));
    this.box.setAttribute("aria-label", text("control_measure"));
    this.closer.setAttribute("aria-label", text("close"));
    for (const [name, button] of Object.entries(this.buttons)) setText(button, text(`measure_${name}`));
    if (this.on) this.update();
  }
}
