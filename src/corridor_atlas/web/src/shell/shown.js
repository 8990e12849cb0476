/* What a panel shows of the network: how it opens and closes, how it is told, and how it is drawn on the map. Corridors,
 * reach, figures and ways are such; each says what it asks and what there is to draw in a year. */

import { bringLegs, clearLegs, drawLegs, yearsOf } from "./legs.js";

export class Shown {
  /**
   * @param {Atlas} atlas
   * @param {string} panel that shows it
   * @param {string} event by which those who listen are told */
  constructor(atlas, panel, event) {
    this.atlas = atlas;
    this.panel = panel;
    this.event = event;
    this.open = false; // whether the panel is
    this.told = "null"; // what those who listen know
    this.quiet = false; // whether they are not to be told
    this.drawn = ""; // what is drawn, and for which years
  }

  /* ---- what each of them says for itself ---- */

  /** What is asked, as those who listen are told of it.
   * @returns {any} */
  asked() {
    return null;
  }

  /** Take over what is asked; whether the map goes there. Null: nothing is.
   * @param {any} value
   * @returns {boolean} */
  takeOver(value) {
    throw new Error(`${this.panel} takes over no ${value}`);
  }

  /** What is drawn, but for the year, in a text that can be compared; empty for nothing.
   * @returns {string} */
  subject() {
    return "";
  }

  /** What there is to draw in a year.
   * @param {number} year
   * @returns {import("./legs.js").Drawing} */
  drawing(year) {
    throw new Error(`${this.panel} draws nothing in ${year}`);
  }

  /* ---- the same for all ---- */

  /** Bring it up in its panel, which opens if need be.
   * @param {boolean} pan whether the map goes there */
  raise(pan) {
    const { drawer } = this.atlas;
    if (drawer.reads) this.atlas.select(null);
    if (this.open) this.changed(pan);
    else drawer.open(this.panel, true);
  }

  /** The host page or the address says what is asked, or with null that nothing is, before it says which panel is
   * open. Nobody is told.
   * @param {any} value */
  follow(value) {
    const pan = this.takeOver(value);
    this.told = JSON.stringify(value && this.asked());
    if (this.open) this.changed(pan);
  }

  /** The panel opens. */
  opened() {
    this.lift();
    this.open = true;
    this.changed(!this.atlas.map.atlasHeld);
  }

  /** Of the lowest sheet nothing can be read. */
  lift() {
    const { sight, drawer } = this.atlas;
    if (sight.narrow && drawer.sheet.at === 0) drawer.sheet.set("half");
  }

  /** The panel closes: what it asked is no longer asked. */
  closed() {
    this.open = false;
    this.takeOver(null);
    this.changed(false);
  }

  /** @param {boolean} pan */
  changed(pan) {
    const { drawer, block, state } = this.atlas;
    this.draw(pan);
    drawer.update(state);
    block.update(state);
    this.atlas.emit("retitled", {});
    this.tell();
  }

  /** What is asked while the panel is open. */
  value() {
    return this.open ? this.asked() : null;
  }

  tell() {
    const value = this.value();
    const told = JSON.stringify(value);
    if (told === this.told) return;
    this.told = told;
    if (!this.quiet) this.atlas.emit(this.event, { value });
  }

  /** Draw it on each map for its year.
   * @param {boolean} [pan] */
  draw(pan) {
    const { atlas } = this;
    const subject = this.subject();
    const key = subject && `${subject} ${yearsOf(atlas)}`;
    if (key !== this.drawn) {
      const was = this.drawn;
      this.drawn = key;
      if (key) drawLegs(atlas, (year) => this.drawing(year));
      else if (was) clearLegs(atlas);
    }
    if (key && pan) bringLegs(atlas);
  }
}
