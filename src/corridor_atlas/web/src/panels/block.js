/* The title block of the map: what is seen, and under it the one list that is legend, layers and filter. On a narrow
 * screen it is the sheet at the foot, and holds the tools and the key of statuses too. */

import { el, setText } from "../core/dom.js";
import { fill } from "../core/words.js";
import { timeOf } from "../model/sentences.js";
import { Key } from "./key.js";
import { Sheet } from "./sheet.js";
import { Legend } from "./legend.js";

const TIGHT = 1600; // pixels of width below which the list folds while something lies in the drawer

export class Block {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("aside", "cam-block", parent);
    this.sheet = new Sheet(this.box, atlas);
    const head = el("div", "cam-headline", this.box);
    this.title = el("h1", "cam-headline-title", head);
    this.fresh = el("p", "cam-headline-fresh", head);
    this.happened = el("button", "cam-headline-link", head, { type: "button" });
    this.happened.onclick = () => atlas.drawer.open("happened", true);
    this.tools = el("div", "cam-block-tools", this.box);
    this.keyPlace = el("div", "cam-block-key", this.box);
    this.legend = new Legend(this.box, atlas);
    this.key = new Key(parent, atlas);
    this.isTight = false;
    this.told = ""; // what the headline was made for
  }

  /** Say what is seen: a title, and what is new in the year, where each piece of news leads to its feature.
   * @param {Pick<Headline, "title" | "news" | "fresh">} headline */
  setHeadline({ title, news, fresh }) {
    const told = title + news;
    if (told === this.told) return;
    this.told = told;
    this.title.textContent = title;
    this.fresh.replaceChildren();
    let rest = news;
    for (const one of fresh) {
      const at = rest.indexOf(one.text);
      this.fresh.append(rest.slice(0, at), this.link(one));
      rest = rest.slice(at + one.text.length);
    }
    this.fresh.append(rest);
  }

  /** @param {{ text: string, id: string }} one */
  link({ text, id }) {
    const node = el("a", "cam-headline-link", null, { href: `#id=${encodeURIComponent(id)}`, text });
    node.onclick = (event) => {
      event.preventDefault(); // the address is written from what is chosen
      this.atlas.select(id, { pan: true });
    };
    return node;
  }

  /** On a narrow screen the key stands in the sheet.
   * @param {boolean} narrow */
  setNarrow(narrow) {
    this.key.move(narrow ? this.keyPlace : null);
  }

  /** Something was opened beside the map or closed: with little room the list folds to its head. */
  fit() {
    const { drawer, frame } = this.atlas;
    const tight = drawer.isOpen && frame.clientWidth < TIGHT;
    if (tight !== this.isTight) this.legend.fold(tight);
    this.isTight = tight;
    this.key.fit();
  }

  /** @param {State} state */
  dress(state) {
    this.box.setAttribute("aria-label", this.atlas.text("block"));
    this.sheet.dress();
    this.legend.dress(state);
    this.key.dress(state);
  }

  /** @param {State} state */
  update(state) {
    this.legend.update(state);
    this.key.update(state);
    this.tell(state);
  }

  /** Say what is seen, and keep what was said.
   * @param {State} state */
  tell(state) {
    this.said = this.atlas.headline();
    this.setHeadline(this.said);
    setText(this.happened, fill(this.atlas.text("block_happened"), { year: timeOf(state) }));
  }
}
