/* The pins of the reader's notes on one map: a button each, moved by dragging or with keys. */

import { el } from "../core/dom.js";
import { isStill } from "../core/motion.js";
import { fill } from "../core/words.js";

const PANE = "ca-pins";
const STEP = 10; // pixels by which a key moves a pin
const FINE = 1; // the same with Shift
const BESIDE = 22; // pixels from the place to the text
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class PinMarks {
  /**
   * @param {AtlasMap} map
   * @param {Atlas} atlas
   * @param {import("./pins.js").Pins} pins */
  constructor(map, atlas, pins) {
    this.map = map;
    this.atlas = atlas;
    this.pins = pins;
    /** @type {L.Marker[]} */
    this.markers = [];
    const pane = map.getPane(PANE) || map.createPane(PANE);
    pane.style.zIndex = "460";
    const on = { moveend: () => this.turn(), click: () => pins.card.close() };
    map.on(on);
    if (map === atlas.map) atlas.undo.push(() => map.off(on));
  }

  /** What they cover: heads and texts. */
  boxes() {
    return this.markers.map((one) => one.getElement()).filter(Boolean).flatMap((node) => [node, /** @type {HTMLElement} */ (node.lastChild)]);
  }

  /** Show these notes.
   * @param {Note[]} notes */
  draw(notes) {
    for (const marker of this.markers.splice(notes.length)) marker.remove();
    notes.forEach((note, at) => {
      if (!this.markers[at]) this.markers.push(this.add(at));
      this.show(this.markers[at], note, at);
    });
    this.turn();
  }

  /** A text without room at the right of its pin stands at the left. */
  turn() {
    if (!this.markers.length) return; // to ask for the room would have the browser lay out the page
    const { map, atlas } = this;
    const edge = map.getSize().x - atlas.sight.covered(map)[2];
    for (const marker of this.markers) {
      const node = marker.getElement();
      const text = /** @type {HTMLElement} */ (node.lastChild);
      const { x } = map.latLngToContainerPoint(marker.getLatLng());
      node.classList.toggle("cam-pin-left", x + BESIDE + text.offsetWidth > edge && x - BESIDE > text.offsetWidth);
    }
  }

  /** @param {number} at */
  add(at) {
    const { map, pins } = this;
    const icon = L.divIcon({ className: "cam-pin", html: el("span", "cam-pin-head", null, { text: String(at + 1) }), iconSize: null });
    const marker = L.marker([0, 0], { icon, pane: PANE, draggable: true, autoPan: !isStill() }).addTo(map);
    const node = marker.getElement();
    el("span", "cam-pin-text", node);
    marker.on("click", () => pins.open(at, this));
    marker.on("dragend", () => pins.move(at, marker.getLatLng()));
    node.addEventListener("keydown", (event) => this.key(event, at));
    return marker;
  }

  /**
   * @param {L.Marker} marker
   * @param {Note} note
   * @param {number} at */
  show(marker, note, at) {
    const { text } = this.atlas;
    marker.setLatLng([note.lat, note.lon]);
    const node = marker.getElement();
    node.querySelector(".cam-pin-text").textContent = note.text;
    node.setAttribute("aria-label", fill(text("notes_pin"), { number: at + 1, text: note.text }));
    node.setAttribute("aria-description", text("notes_keys"));
  }

  /** @param {KeyboardEvent} event
   * @param {number} at */
  key(event, at) {
    const { key, shiftKey } = event;
    const { map, pins } = this;
    if (key === "Enter" || key === " ") pins.open(at, this);
    else if (key === "Delete" || key === "Backspace") pins.remove(at);
    else if (key in WAYS) {
      const by = shiftKey ? FINE : STEP;
      const from = map.latLngToContainerPoint(this.markers[at].getLatLng());
      pins.move(at, map.containerPointToLatLng(from.add(L.point(WAYS[key][0] * by, WAYS[key][1] * by))));
    } else return;
    event.preventDefault();
    event.stopPropagation(); // the map moves the year with the same keys
  }
}
