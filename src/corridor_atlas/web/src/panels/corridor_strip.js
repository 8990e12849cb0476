/* The strip of one corridor in a year: segments to point at and to click, places on it, and what the patterns mean. */

import { el, listen } from "../core/dom.js";
import { fill } from "../core/words.js";
import { statusText } from "../model/sentences.js";
import { codeOf } from "../model/spans.js";
import { isShut, lookOf } from "../network/strips.js";
import { reach, rove } from "./roving.js";
import { classOf, place } from "./ruler.js";

export class CorridorStripBox {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {import("../network/sentences.js").Teller} teller */
  constructor(parent, atlas, teller) {
    this.atlas = atlas;
    this.teller = teller;
    this.box = el("div", "cam-corridor-strip", parent);
    this.ruler = el("div", "cam-ruler", this.box, { role: "group" });
    this.posts = el("div", "cam-posts", this.ruler);
    this.segments = el("div", "cam-ruler-lane", this.ruler);
    this.axis = el("p", "cam-ruler-axis", this.box);
    this.said = el("p", "cam-corridor-hint cam-ruler-said", this.box, { "aria-hidden": "true" });
    this.key = el("p", "cam-ruler-key", this.box);
    this.id = this.marked = this.keyed = ""; // what is shown: the corridor, its places, the key
    /** @type {HTMLButtonElement[]} */
    this.nodes = [];
    /** @type {(CorridorSegment & { words: string })[]} */
    this.told = [];
    this.listen();
  }

  listen() {
    const { atlas, ruler } = this;
    /** @param {Event} event */
    const numberOf = ({ target }) => this.nodes.indexOf(/** @type {HTMLElement} */ (target).closest("button"));
    listen(atlas.undo, ruler, "pointerover focusin", (event) => this.point(numberOf(event)));
    listen(atlas.undo, ruler, "pointerleave focusout", () => this.point(-1));
    listen(atlas.undo, ruler, "keydown", (event) => {
      if (!rove(this.nodes, event) && !rove([...this.posts.querySelectorAll("button")], event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    listen(atlas.undo, ruler, "click", ({ target }) => {
      const { feature } = target.closest("button")?.dataset || {};
      if (feature) atlas.select(feature, { pan: true });
    });
    atlas.on("hover", ({ id }) => {
      this.told.forEach((one, i) => this.nodes[i].classList.toggle("cam-lit", Boolean(id) && (one.leg.line === id || one.valves.includes(id))));
    });
  }

  /** Say what a segment is and light it on the map; -1 for none.
   * @param {number} at */
  point(at) {
    this.atlas.corridors.light(at < 0 ? null : at);
    this.said.textContent = at < 0 ? this.atlas.text("corridor_hint") : this.told[at].words;
  }

  /** Show a strip; of the same corridor the buttons stay, so that the focus does.
   * @param {CorridorStrip} strip
   * @param {string} load */
  show(strip, load) {
    const { text } = this.atlas;
    this.ruler.setAttribute("aria-label", text("corridor_label"));
    this.told = strip.segments.map((one) => ({ ...one, words: this.words(one) }));
    if (this.id !== strip.id) this.build(strip);
    this.id = strip.id;
    this.told.forEach((one, i) => {
      const node = this.nodes[i];
      node.firstElementChild.className = classOf(lookOf(one));
      node.title = one.words;
      node.setAttribute("aria-label", one.words);
    });
    const marks = this.atlas.corridors.strips.marks(strip, load);
    const key = JSON.stringify([strip.id, this.atlas.state.language, marks]);
    if (key !== this.marked) this.mark(marks, strip.km);
    this.marked = key;
    this.axis.replaceChildren(...["0", this.teller.km(strip.km)].map((one) => el("span", "", null, { text: one })));
    this.writeKey(marks);
    if (!this.ruler.matches(":hover")) this.said.textContent = text("corridor_hint");
  }

  /** @param {CorridorStrip} strip */
  build({ segments, km }) {
    this.nodes = segments.map(({ leg, from, to }) => place(el("button", "cam-ruler-part", null, { type: "button", "data-feature": leg.line }), from, to, km));
    for (const node of this.nodes) el("i", "", node);
    this.segments.replaceChildren(...this.nodes);
    reach(this.nodes, 0);
  }

  /** Line, from where to where, kilometres and status.
   * @param {CorridorSegment} segment */
  words(segment) {
    const { leg, start, end, from, to, status, only } = segment;
    const { net } = this.teller;
    const { text } = this.atlas;
    return fill(text(isShut(segment) && !only ? "corridor_segment_shut" : "corridor_segment"), {
      line: this.teller.name(leg.line), start: this.teller.name(net.nodes[start]), end: this.teller.name(net.nodes[end]),
      km: this.teller.km(to - from), status: status ? statusText(codeOf(status, only), text) : text("cargo_not_there"),
    });
  }

  /** @param {CorridorMark[]} marks
   * @param {number} km */
  mark(marks, km) {
    const { text, state } = this.atlas;
    const nodes = marks.map(({ id, node, km: at, sign, open }) => {
      const known = [id, node].find((one) => this.atlas.find(one));
      const post = el("button", `cam-post cam-post-${sign}${open ? "" : " cam-post-shut"}`, null, { type: "button", ...(known && { "data-feature": known }) });
      post.style.left = `${(100 * at) / km}%`;
      post.title = fill(text("corridor_mark"), { name: this.teller.name(id), sign: text(open ? `corridor_${sign}` : "corridor_crossing_shut") });
      post.setAttribute("aria-label", post.title);
      post.lang = state.language;
      return post;
    });
    this.posts.replaceChildren(...nodes);
    reach(nodes, 0);
  }

  /** What the patterns and signs that occur mean.
   * @param {CorridorMark[]} marks */
  writeKey(marks) {
    const { text } = this.atlas;
    const { told } = this;
    /** @type {[string, string][]} */
    const samples = [
      ...told.filter((one) => one.status).map(({ status }) => /** @type {[string, string]} */ ([classOf(status), text(`status_${status}`)])),
      ...told.filter((one) => !one.status).map(() => /** @type {[string, string]} */ ([classOf("none"), text("cargo_not_there")])),
      ...told.filter((one) => one.only && one.usable).map(({ only }) => /** @type {[string, string]} */ ([classOf("operating only"), text(`filters_traffic_${only}`)])),
      ...told.filter(isShut).map(() => /** @type {[string, string]} */ ([classOf("operating shut"), text("corridor_shut")])),
      ...marks.map(({ sign, open }) => /** @type {[string, string]} */ (
        [`cam-post cam-post-${sign}${open ? "" : " cam-post-shut"}`, text(open ? `corridor_${sign}` : "corridor_crossing_shut")])),
    ];
    const key = JSON.stringify([...new Map(samples)]);
    if (key === this.keyed) return;
    this.keyed = key;
    this.key.replaceChildren(...[...new Map(samples)].map(([looks, words]) => {
      const one = el("span", "", null);
      el("i", looks, one, { "aria-hidden": "true" });
      one.append(words);
      return one;
    }));
  }
}
