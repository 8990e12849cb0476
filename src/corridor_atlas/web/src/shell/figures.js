/* Figures of the sources that are computed again: which of them is open, and the ways that it is about on the map. */

import { toldApart } from "../network/reach.js";
import { figuresPanel } from "../panels/figures.js";
import { linesOf } from "./legs.js";
import { Shown } from "./shown.js";

export class Figures extends Shown {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    super(atlas, "figures", "check");
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

  /** Open a figure, or with null all of them.
   * @param {string | null} id */
  show(id) {
    if (!this.can) return;
    this.atlas.state.check = id;
    this.stays = false;
    this.raise(Boolean(id));
  }

  asked() {
    return this.atlas.state.check;
  }

  /** @param {string | null} id */
  takeOver(id) {
    const { state } = this.atlas;
    const moves = id !== state.check;
    state.check = id;
    return moves;
  }

  /** The panel opens: the figures are fetched. */
  opened() {
    const { map, options } = this.atlas;
    this.stays = Boolean(map.atlasHeld && options.view);
    super.opened();
    this.load();
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
      (all) => { if (isStill()) this.arrive(all); },
      () => { if (isStill()) this.arrive(null); },
    );
  }

  /** @param {FigureData[] | null} all */
  arrive(all) {
    this.lost = !all;
    this.all = all;
    if (this.lost) this.language = ""; // to be tried again
    this.changed(!this.stays);
  }

  subject() {
    return this.shown ? this.shown.id : "";
  }

  /** The ways that the figure is about, and what they are compared with: the same in every year.
   * @returns {import("./legs.js").Drawing} */
  drawing() {
    const { payload, asking } = this.atlas;
    const { net } = asking.answers;
    const { id, ...found } = this.shown;
    const [ways, before] = [found.ways, found.before].map((numbers) => numbers.map((number) => net.legs[number]));
    const { about } = payload.checks.find((one) => one.id === id);
    return { name: this.panel, ends: [], ...linesOf(net, before.length ? toldApart(before, ways) : { way: ways }, about) };
  }
}
