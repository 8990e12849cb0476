/* The card in which a note of the reader's own is written. */

import { el, isCommand, listen, setText } from "../core/dom.js";
import { fill } from "../core/words.js";
import { decimal } from "../model/coordinates.js";
import { linkable, MAX_LETTERS } from "../model/notes.js";

const GAP = 12; // pixels between the pin and its card, and around the card
const NARROW = 640;

export class PinCard {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {import("../shell/pins.js").Pins} pins */
  constructor(parent, atlas, pins) {
    this.atlas = atlas;
    this.pins = pins;
    /** @type {number | null} the note that is open, from 0 */
    this.at = null;
    this.box = el("div", "cam-pin-card", parent, { popover: "manual", role: "dialog" });
    const form = el("form", "", this.box);
    this.title = el("h2", "", form);
    this.place = el("p", "cam-pin-place", form);
    this.field = el("textarea", "cam-pin-field", form, { rows: "3", maxlength: String(MAX_LETTERS) });
    this.count = el("p", "cam-pin-count", form);
    this.long = el("p", "cam-pin-long", form);
    const row = el("div", "cam-measure-row", form);
    this.done = el("button", "cam-action cam-action-main", row, { type: "submit" });
    this.cancel = el("button", "cam-action", row, { type: "button" });
    this.remove = el("button", "cam-action", row, { type: "button" });
    form.onsubmit = (event) => {
      event.preventDefault();
      this.close();
    };
    this.cancel.onclick = () => this.close(false);
    this.remove.onclick = () => this.delete();
    this.field.oninput = () => this.update();
    listen(atlas.undo, this.box, "keydown", (event) => this.key(event));
    atlas.shield(this.box);
  }

  /** @param {number} at */
  open(at) {
    if (this.at !== null) this.close();
    const { atlas, pins } = this;
    const draft = pins.isDraft(at);
    const note = draft ? { ...pins.drafted, text: "" } : pins.notes[at];
    const title = fill(atlas.text("notes_title"), { number: at + 1 });
    this.at = at;
    setText(this.title, title);
    setText(this.place, decimal(note));
    this.box.setAttribute("aria-label", title);
    this.field.setAttribute("aria-label", atlas.text("notes_text"));
    this.field.placeholder = atlas.text("notes_text");
    this.field.value = note.text;
    for (const [button, key] of /** @type {[HTMLElement, string][]} */ ([[this.done, "done"], [this.cancel, "cancel"], [this.remove, "delete"]])) setText(button, atlas.text(`notes_${key}`));
    this.remove.hidden = draft;
    this.update();
    this.box.showPopover();
    this.lay(pins.nodeOf(at).getBoundingClientRect());
    this.field.focus({ preventScroll: true });
  }

  /** Beside the pin and whole within the window; on a narrow one along its upper edge, clear of the keyboard.
   * @param {DOMRect} pin */
  lay(pin) {
    const { style, offsetWidth: width, offsetHeight: height } = this.box;
    const narrow = innerWidth <= NARROW;
    const left = pin.right + GAP + width > innerWidth ? pin.left - GAP - width : pin.right + GAP;
    const top = Math.min(pin.top, innerHeight - height - GAP);
    style.left = `${narrow ? (innerWidth - width) / 2 : Math.max(GAP, left)}px`;
    style.top = `${narrow ? GAP / 2 : Math.max(GAP, top)}px`;
  }

  update() {
    const { field, atlas, pins } = this;
    setText(this.count, `${[...field.value].length} / ${MAX_LETTERS}`);
    const place = pins.notes[this.at] || pins.drafted;
    const now = [...pins.notes];
    now[this.at] = { ...place, text: field.value };
    this.long.hidden = linkable(now);
    setText(this.long, atlas.text("notes_long"));
  }

  /** Close it and keep what was written, or with `kept` off leave the note as it was.
   * @param {boolean} [kept] */
  close(kept = true) {
    if (this.at === null) return;
    const [at, held] = [this.at, this.box.contains(document.activeElement)];
    this.at = null;
    this.box.hidePopover();
    this.pins.written(at, kept ? this.field.value : null);
    if (held) (this.pins.nodeOf(at) || this.atlas.map.getContainer()).focus({ preventScroll: true });
  }

  delete() {
    const { at } = this;
    this.at = null;
    this.box.hidePopover();
    this.pins.remove(at);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation(); // the map has keys of its own
    if (event.isComposing || isCommand(event)) return;
    if (event.key === "Escape") this.close(false);
    else if (event.key === "Enter" && !event.shiftKey && event.target === this.field) this.close();
    else return;
    event.preventDefault();
  }
}
