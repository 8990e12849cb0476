/* The reader's own notes: a numbered pin each, moved by dragging or with keys. The notes themselves are in the state. */

import { el } from "../core/dom.js";
import { isStill } from "../core/motion.js";
import { fill } from "../core/words.js";
import { decimal } from "../model/coordinates.js";
import { cleaned, linkable, made, MAX_NOTES } from "../model/notes.js";
import { PinCard } from "../panels/pin_card.js";

const PANE = "ca-pins";
const STEP = 10; // pixels by which a key moves a pin
const BESIDE = 22; // pixels from the place to the text
const FINE = 1; // the same with Shift
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Pins {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    /** @type {L.Marker[]} */
    this.markers = [];
    /** @type {Point | null} where a note is being written that is not there yet */
    this.drafted = null;
    const pane = atlas.map.getPane(PANE) || atlas.map.createPane(PANE);
    pane.style.zIndex = "460";
    this.card = new PinCard(parent, atlas, this);
    atlas.on("dressed", () => this.draw());
    const turn = () => this.turn();
    atlas.map.on("moveend", turn);
    atlas.undo.push(() => atlas.map.off("moveend", turn));
  }

  get notes() {
    return this.atlas.state.notes;
  }

  /** Begin a note at a place; it is there when it has a text.
   * @param {Point} point */
  draft(point) {
    const { atlas } = this;
    this.card.close();
    if (this.notes.length >= MAX_NOTES) {
      atlas.tools.toast.say(atlas.tell("notes_most", { number: MAX_NOTES }));
      return;
    }
    this.drafted = point;
    this.draw();
    this.card.open(this.notes.length);
  }

  /** Whether the note of this number, from 0, is not there yet.
   * @param {number} at */
  isDraft(at) {
    return at >= this.notes.length;
  }

  /** The card of a note was closed: with a text the note is there, or has another; a new one without any is not.
   * @param {number} at
   * @param {string | null} text null where nothing is to change */
  written(at, text) {
    const place = this.notes[at] || this.drafted;
    const note = text === null ? undefined : made(place.lon, place.lat, cleaned(text));
    this.drafted = null;
    if (note && JSON.stringify(note) !== JSON.stringify(this.notes[at])) this.change(this.notes.toSpliced(at, 1, note));
    else this.draw();
  }

  /** @param {number} at */
  remove(at) {
    const { text, map, tools } = this.atlas;
    this.drafted = null;
    this.change(this.notes.toSpliced(at, 1));
    map.getContainer().focus({ preventScroll: true });
    tools.toast.say(fill(text("notes_deleted"), { number: at + 1 }));
  }

  /** Move a note; it stays where it was while it is on the way to nowhere.
   * @param {number} at
   * @param {L.LatLng} to */
  move(at, { lat, lng: lon }) {
    const { text, voice } = this.atlas;
    if (this.isDraft(at)) this.drafted = { lat, lon };
    const note = this.notes[at] && made(lon, lat, this.notes[at].text);
    if (note) this.change(this.notes.toSpliced(at, 1, note));
    voice.say(fill(text("notes_moved"), { number: at + 1, place: decimal({ lat, lon }) }));
  }

  /** The reader changed them: those who listen are told.
   * @param {Note[]} notes */
  change(notes) {
    const { atlas } = this;
    const fitted = linkable(this.notes);
    this.set(notes);
    atlas.emit("notes", { value: notes });
    if (fitted && !linkable(notes)) atlas.tools.toast.say(atlas.text("notes_long"));
  }

  /** Show these.
   * @param {Note[]} notes */
  set(notes) {
    this.atlas.state.notes = notes;
    this.draw();
    this.atlas.labels.redraw(); // names keep clear of pins
  }

  /** What they cover: heads and texts. */
  boxes() {
    return this.markers.map((one) => one.getElement()).filter(Boolean).flatMap((node) => [node, /** @type {HTMLElement} */ (node.lastChild)]);
  }

  /* ---- on the map ---- */

  draw() {
    const all = this.drafted ? [...this.notes, { ...this.drafted, text: "" }] : this.notes;
    for (const marker of this.markers.splice(all.length)) marker.remove();
    all.forEach((note, at) => {
      if (!this.markers[at]) this.markers.push(this.add(at));
      this.show(this.markers[at], note, at);
    });
    this.turn();
  }

  /** A text without room at the right of its pin stands at the left. */
  turn() {
    const { map, sight } = this.atlas;
    const edge = map.getSize().x - sight.covered()[2];
    for (const marker of this.markers) {
      const node = marker.getElement();
      const text = /** @type {HTMLElement} */ (node.lastChild);
      const { x } = map.latLngToContainerPoint(marker.getLatLng());
      node.classList.toggle("cam-pin-left", x + BESIDE + text.offsetWidth > edge && x - BESIDE > text.offsetWidth);
    }
  }

  /** @param {number} at */
  add(at) {
    const { map } = this.atlas;
    const icon = L.divIcon({ className: "cam-pin", html: el("span", "cam-pin-head", null, { text: String(at + 1) }), iconSize: null });
    const marker = L.marker([0, 0], { icon, pane: PANE, draggable: true, autoPan: !isStill() }).addTo(map);
    const node = marker.getElement();
    el("span", "cam-pin-text", node);
    marker.on("click", () => this.card.open(at));
    marker.on("dragend", () => this.move(at, marker.getLatLng()));
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
    const { map } = this.atlas;
    if (key === "Enter" || key === " ") this.card.open(at);
    else if (key === "Delete" || key === "Backspace") this.remove(at);
    else if (key in WAYS) {
      const by = shiftKey ? FINE : STEP;
      const from = map.latLngToContainerPoint(this.markers[at].getLatLng());
      this.move(at, map.containerPointToLatLng(from.add(L.point(WAYS[key][0] * by, WAYS[key][1] * by))));
    } else return;
    event.preventDefault();
    event.stopPropagation(); // the map moves the year with the same keys
  }

  /** The marker of a note, for its card.
   * @param {number} at */
  nodeOf(at) {
    return this.markers[at]?.getElement();
  }
}
