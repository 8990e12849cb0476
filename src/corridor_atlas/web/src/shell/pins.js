/* The reader's own notes: a numbered pin each, moved by dragging or with keys. The notes themselves are in the state. */

import { fill } from "../core/words.js";
import { decimal } from "../model/coordinates.js";
import { cleaned, linkable, made, MAX_NOTES } from "../model/notes.js";
import { PinCard } from "../panels/pin_card.js";
import { PinMarks } from "./pin_marks.js";

export class Pins {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    /** @type {Point | null} where a note is being written that is not there yet */
    this.drafted = null;
    this.card = new PinCard(parent, atlas, this);
    /** Those of each map; the first of them was touched last: there its card opens. */
    this.marks = [new PinMarks(atlas.map, atlas, this)];
    atlas.on("dressed", () => this.draw());
    atlas.on("compared", () => this.fit());
  }

  /** Stand on the second map too, while there is one. */
  fit() {
    const { map, comparison: { second } } = this.atlas;
    this.marks = this.marks.filter((one) => one.map === map || (second && one.map === second.map));
    if (second && this.marks.length < 2) this.marks.push(new PinMarks(second.map, this.atlas, this));
    this.draw();
  }

  /** Open the card of a note beside its pin on one of the maps.
   * @param {number} at
   * @param {PinMarks} on */
  open(at, on) {
    this.marks.sort((one, other) => Number(other === on) - Number(one === on));
    this.card.open(at);
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
    this.atlas.repaint(); // names keep clear of pins
  }

  /** What they cover: heads and texts. */
  boxes() {
    return this.marks.flatMap((one) => one.boxes());
  }

  draw() {
    const all = this.drafted ? [...this.notes, { ...this.drafted, text: "" }] : this.notes;
    for (const one of this.marks) one.draw(all);
  }

  /** The marker of a note, for its card.
   * @param {number} at */
  nodeOf(at) {
    return this.marks[0].markers[at]?.getElement();
  }
}
