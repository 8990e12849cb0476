/* Figures of the sources that are computed again: which of them is open, and the ways that it is about on the map. */

import { toldApart } from "../network/reach.js";
import { figuresPanel } from "../panels/figures.js";
import { bringLegs, clearLegs, drawLegs } from "./legs.js";

const PANEL = "figures";

export class Figures {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.open = false; // whether the panel is
    this.told = "null"; // what those who listen know
    this.drawn = ""; // which figure is drawn
    /** All of them in the language of the page, as soon as they are there.
     * @type {FigureData[] | null} */
    this.all = null;
    this.language = "";
    this.lost = false; // whether they could not be loaded
    this.stays = false; // whether the map stays where the link has put it
  }

  /** Whether the atlas has any that can be shown. */
  get can() {
    return figuresPanel.has(this.atlas);
  }

  /** The figures that a feature or corridor is the subject of, each with its title.
   * @param {string} id */
  about(id) {
    return this.can ? this.atlas.payload.checks.filter(({ about }) => about.includes(id)) : [];
  }

  /** The figure that is shown, if one is and it is at hand. */
  get shown() {
    const { check } = this.atlas.state;
    return (this.open && this.all && this.all.find(({ id }) => id === check)) || null;
  }

  /** Show a figure, or with null all of them.
   * @param {string | null} id */
  show(id) {
    const { atlas } = this;
    const { drawer, state } = atlas;
    if (!this.can) return;
    if (drawer.reads) atlas.select(null);
    state.check = id;
    this.stays = false;
    if (!this.open) drawer.open(PANEL, true);
    this.changed(Boolean(id));
  }

  /** The host page or the address says what is shown, before it says which panel is open.
   * @param {string | null} id */
  follow(id) {
    const { state } = this.atlas;
    const moves = id !== state.check;
    state.check = id;
    this.told = JSON.stringify(id);
    if (this.open && moves) this.changed(true);
  }

  /** The panel opens: the figures are fetched. */
  opened() {
    const { sight, drawer } = this.atlas;
    if (sight.narrow && drawer.sheet.at === 0) drawer.sheet.set("half");
    this.open = true;
    this.stays = Boolean(this.atlas.map.atlasHeld && this.atlas.options.view);
    this.load();
    this.changed(!this.stays);
  }

  /** The panel closes: what it showed is no longer asked for. */
  closed() {
    this.open = false;
    this.atlas.state.check = null;
    this.changed(false);
  }

  /** Fetch what is not at hand in the language of the page. */
  load() {
    const { atlas } = this;
    const { language } = atlas.state;
    if (!this.open || language === this.language) return;
    this.language = language;
    this.all = null;
    const isStill = () => this.language === language && Boolean(atlas.map);
    atlas.article.figures(language).then(
      (all) => { if (isStill()) this.take(all); },
      () => { if (isStill()) this.take(null); },
    );
  }

  /** @param {FigureData[] | null} all */
  take(all) {
    this.lost = !all;
    this.all = all;
    if (this.lost) this.language = ""; // to be tried again
    this.changed(!this.stays);
  }

  /** @param {boolean} pan whether the map goes there */
  changed(pan) {
    const { drawer, block, state } = this.atlas;
    this.draw(pan);
    drawer.update(state);
    block.update(state);
    this.tell();
  }

  /** What those who listen are told: the figure that is open. */
  value() {
    return this.open ? this.atlas.state.check : null;
  }

  tell() {
    const value = this.value();
    const told = JSON.stringify(value);
    if (told === this.told) return;
    this.told = told;
    this.atlas.emit("check", { value });
  }

  /** Draw the ways that the figure is about, and what they are compared with.
   * @param {boolean} [pan] */
  draw(pan) {
    const { atlas, shown } = this;
    const key = shown ? shown.id : "";
    if (key !== this.drawn) {
      const was = Boolean(this.drawn);
      this.drawn = key;
      if (key) {
        const { legs } = atlas.asking.answers.net;
        const [ways, before] = [shown.ways, shown.before].map((numbers) => numbers.map((number) => legs[number]));
        const { about } = atlas.payload.checks.find(({ id }) => id === key);
        drawLegs(atlas, PANEL, before.length ? toldApart(before, ways) : { way: ways }, { lit: about });
      } else if (was) clearLegs(atlas);
    }
    if (key && pan) bringLegs(atlas);
  }
}
