/* The card of a step of a tour: the year, what is told, strips of what it is about, sources, and the way on. */

import { el } from "../core/dom.js";
import { isStill } from "../core/motion.js";
import { fill, pick } from "../core/words.js";
import { stripsOf } from "../model/strips.js";
import { writeStrips } from "./strips.js";

/** @typedef {{ turn(by: number): void, back(): void, visit(id: string): void }} StepActions */

export class StepCard {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas
   * @param {StepActions} actions */
  constructor(parent, atlas, actions) {
    this.atlas = atlas;
    this.actions = actions;
    this.box = el("article", "cam-step", parent);
    this.body = el("div", "cam-step-body", this.box, { tabindex: "-1" });
    const head = el("div", "cam-story-head", this.body);
    this.year = el("p", "cam-story-year", head);
    this.back = this.addButton(head, "cam-story-back", () => actions.back());
    this.title = el("h1", "cam-story-title", this.body, { tabindex: "-1" });
    this.text = el("p", "cam-story-text", this.body);
    this.strips = el("div", "cam-step-strips", this.body);
    this.fold = el("details", "cam-story-fold", this.body);
    this.sourcesTitle = el("summary", "cam-story-sources-title", this.fold);
    this.sources = el("ol", "cam-story-sources", this.fold);
    this.foot = el("div", "cam-story-foot", this.box, { role: "group" });
    this.previous = this.addButton(this.foot, "cam-story-turn cam-story-previous", () => actions.turn(-1));
    const place = el("div", "cam-story-place", this.foot);
    this.dots = el("div", "cam-story-dots", place, { "aria-hidden": "true" });
    this.count = el("span", "cam-story-count", place);
    this.next = this.addButton(this.foot, "cam-story-turn cam-story-next", () => actions.turn(1));
  }

  /**
   * @param {HTMLElement} parent
   * @param {string} className
   * @param {() => void} action */
  addButton(parent, className, action) {
    const node = el("button", className, parent, { type: "button" });
    node.onclick = action;
    return node;
  }

  /** New language: the words that are the same for every step. */
  dress() {
    const { text } = this.atlas;
    this.back.textContent = text("story_back");
    this.previous.textContent = text("story_previous");
    this.next.textContent = text("story_next");
    this.foot.setAttribute("aria-label", text("story_title"));
    this.foot.title = text("story_keys");
  }

  /** A step in words.
   * @param {Story} tour
   * @param {number} number from 1 */
  write(tour, number) {
    const { atlas } = this;
    const { language } = atlas.state;
    const step = tour.steps[number - 1];
    this.tour = tour;
    this.box.lang = language in step.text ? language : "en";
    const before = step.against || step.since;
    this.year.textContent = before ? `${before}–${step.year}` : String(step.year);
    this.title.textContent = pick(step.title, language);
    this.count.textContent = fill(atlas.text("story_of"), { step: number, number: tour.steps.length });
    this.dots.replaceChildren(...Array.from(tour.steps, (one) => el("i", one === step ? "cam-now" : tour.steps.indexOf(one) < number ? "cam-past" : "")));
    this.previous.setAttribute("aria-disabled", String(number === 1));
    this.next.setAttribute("aria-disabled", String(number === tour.steps.length));
    this.text.replaceChildren();
    this.sources.replaceChildren();
    /** @type {Map<string, { number: number, entry: HTMLElement }>} */
    this.numbers = new Map();
    /** @type {any} */
    const runs = pick(step.text, language);
    for (let i = 0; i < runs.length; i++) this.writeRun(runs[i], i > 0 && Boolean(runs[i - 1].s));
    writeStrips(this.strips, stripsOf(atlas.model, step.lit || []), atlas, step.year);
    this.fold.hidden = this.numbers.size === 0;
    this.sourcesTitle.textContent = atlas.tell("story_sources", { number: this.numbers.size });
  }

  /**
   * @param {any} run
   * @param {boolean} next whether it follows the mark of another source */
  writeRun(run, next) {
    if (typeof run === "string") this.text.append(run);
    else if (Array.isArray(run)) this.writeLink(run[0], run[1]);
    else this.writeSource(run.s, next);
  }

  /**
   * @param {string} id
   * @param {string} words */
  writeLink(id, words) {
    if (!this.atlas.find(id)) {
      this.text.append(words);
      return;
    }
    const { address } = this.atlas.options;
    const node = el("a", "cam-story-link", this.text, { href: (address ? "#id=" : "?id=") + id, text: words });
    node.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a page of its own, as with any link
      event.preventDefault();
      this.actions.visit(id);
    };
  }

  /** A raised number that leads to the entry in the list below.
   * @param {string} key
   * @param {boolean} next */
  writeSource(key, next) {
    if (!this.numbers.has(key)) {
      const entry = el("li", "", this.sources, { tabindex: "-1" });
      const [words, url] = this.work(key);
      if (url) el("a", "", entry, { href: url, target: "_blank", rel: "noopener noreferrer", text: words });
      else entry.textContent = words;
      this.numbers.set(key, { number: this.numbers.size + 1, entry });
    }
    const { number, entry } = this.numbers.get(key);
    const label = fill(this.atlas.text("story_source"), { number });
    this.text.append("\u2060"); // the mark stays with its sentence
    const raised = el("sup", "", this.text, { text: next ? "," : "" });
    const node = el("a", "cam-story-mark", raised, { href: "#", text: String(number), "aria-label": label, title: this.work(key)[0] });
    node.onclick = (event) => {
      event.preventDefault();
      this.fold.open = true;
      entry.focus({ preventScroll: true });
      entry.scrollIntoView({ block: "nearest", behavior: isStill() ? "auto" : "smooth" });
    };
  }

  /** A work in words, and its address.
   * @param {string} key */
  work(key) {
    return this.tour.sources[key] || [key, ""];
  }
}
