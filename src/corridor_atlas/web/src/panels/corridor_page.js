/* One corridor: its strip of the year, its share through all years, its story and the works behind it. */

import { el, setText } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { Teller } from "../network/sentences.js";
import { addDiffer, contested } from "./article/differ.js";
import { Figures } from "./article/figures.js";
import { addTitle } from "./article/parts.js";
import { addSources } from "./article/sources.js";
import { Story } from "./article/story.js";
import { CorridorStripBox } from "./corridor_strip.js";
import { CorridorYears } from "./corridor_years.js";

export class CorridorPage {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.teller = new Teller(atlas, atlas.corridors.strips.net);
    this.box = el("div", "cam-corridor", parent);
    this.name = el("h3", "cam-article-name", this.box, { tabindex: "-1" });
    this.lead = el("p", "cam-corridor-lead", this.box, { role: "status" });
    this.strip = new CorridorStripBox(this.box, atlas, this.teller);
    this.years = new CorridorYears(this.box, atlas);
    this.gaps = el("section", "", this.box);
    this.story = el("div", "cam-article", this.box);
    /** @type {ArticlePart[]} */
    this.parts = [];
    this.shown = ""; // which corridor, in which language, for what
    this.read = ""; // the story of which corridor in which language stands there
  }

  /** @param {State} state */
  update(state) {
    const { corridors, model } = this.atlas;
    const { corridor: id, language, load, year } = state;
    const key = `${id} ${language} ${load}`;
    const strip = corridors.strips.strip(id, year, load);
    const has = strip.km > 0;
    if (key !== this.shown) {
      this.name.textContent = pick(model.corridors[id], language);
      this.years.show(id);
      this.showGaps(id);
      this.load(id, language);
      this.shown = key;
    }
    setText(this.lead, has ? corridors.inWords(strip) : this.atlas.text("corridor_nothing"));
    this.strip.box.hidden = this.years.box.hidden = !has;
    if (has) this.strip.show(strip, load);
    this.years.update(state);
    for (const one of this.parts) if (one.update) one.update(state);
  }

  /** Between which stops no line of the atlas leads.
   * @param {string} id */
  showGaps(id) {
    const { corridors, text } = this.atlas;
    const gaps = corridors.strips.gaps(id);
    this.gaps.replaceChildren();
    this.gaps.hidden = !gaps.length;
    addTitle(this.gaps, text("corridor_gaps"));
    const list = el("ul", "cam-corridor-gaps", this.gaps);
    for (const [start, end] of gaps) el("li", "", list, { text: fill(text("corridor_gap"), { start: this.teller.name(start), end: this.teller.name(end) }) });
  }

  /** The story, as soon as it is there.
   * @param {string} id
   * @param {string} language */
  load(id, language) {
    const { article } = this.atlas;
    const key = `${id} ${language}`;
    if (key === this.read) return;
    this.read = key;
    this.story.replaceChildren();
    this.parts = [];
    /** @param {ArticleData | null} data */
    const draw = (data) => {
      if (data && this.read === key && this.atlas.map) this.tell(data);
    };
    const held = article.held(id, language);
    if (held) draw(held);
    else article.get(id, language).then(draw, () => (this.story.textContent = this.atlas.text("article_lost")));
  }

  /** @param {ArticleData} data */
  tell(data) {
    const { atlas, story } = this;
    const { text } = atlas;
    /** @type {HTMLElement[]} */
    let entries = [];
    const cite = (/** @type {number} */ number) => {
      entries[number - 1].focus({ preventScroll: true });
      entries[number - 1].scrollIntoView({ block: "center" });
    };
    const tools = { data, atlas, cite };
    story.lang = data.language;
    /** @param {string} name */
    const part = (name) => {
      addTitle(story, text(`article_${name}`));
      return el("div", "cam-corridor-part", story);
    };
    this.parts = [new Story(part("story"), tools)];
    if (contested(data) || (data.differ && data.differ.text)) addDiffer(part("differ"), tools);
    if (data.series || data.facts) this.parts.push(new Figures(part("figures"), tools));
    if (data.works.length) entries = addSources(part("sources"), tools);
  }
}
