/* The opening: what someone who comes without a link sees first, over the map, until the first touch. */

import { addIcon, el, isCommand, listen } from "../core/dom.js";
import { isStill } from "../core/motion.js";
import { fill, pick } from "../core/words.js";
import { addressOf } from "../links/address.js";
import { asksForView } from "../model/asked.js";
import { FACETS } from "../model/state.js";
import { storyPanel } from "../panels/tours.js";
import { Questions } from "../panels/questions.js";

const BEEN = "cam-been"; // kept by the browser of someone who has been here
const PACE = 340; // milliseconds for a year behind the opening
const ROOM = 240; // pixels that a place on the map needs beside the opening
/** Keys that do nothing by themselves, and the one that goes from control to control. */
const QUIET = /^(Tab|Shift|Control|Alt|AltGraph|Meta|OS|CapsLock|NumLock|ScrollLock|ContextMenu|Process|Unidentified|F\d+)$/;
let dialogs = 0;

/** Whether the reader has seen the opening before; nobody knows where the browser keeps nothing. */
function hasBeen() {
  try {
    return localStorage.getItem(BEEN) !== null;
  } catch {
    return false;
  }
}

/** Whether a map opens with it: for someone who comes for the first time, without a link.
 * @param {Payload} payload
 * @param {Options} options */
export const opens = ({ opening }, options) => Boolean(opening) && options.opening !== false && !asksForView([location.search, location.hash]) && !hasBeen();

function remember() {
  try {
    localStorage.setItem(BEEN, "1");
  } catch {
    // a page in a frame of another one may keep nothing
  }
}

export class Opening {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    const { opening } = atlas.payload;
    this.isOpen = opens(atlas.payload, atlas.options);
    this.running = false; // whether the years run through behind it
    this.box = el("section", "cam-opening", null, { role: "dialog" });
    if (!this.isOpen) return;
    parent.append(this.box);
    this.told = opening;
    this.build();
    const { frame, undo, map } = atlas;
    atlas.on("dressed", () => this.dress());
    listen(undo, document, "keydown", (event) => this.key(event), { capture: true });
    listen(undo, frame, "click", ({ target }) => target.closest("a, button") || this.end(true));
    listen(undo, frame, "wheel", () => this.box.scrollHeight > this.box.clientHeight || this.end(true), { passive: true });
    const paint = () => this.paint();
    map.on("resize", paint);
    undo.push(() => map.off("resize", paint), () => this.stop());
  }

  build() {
    const { atlas, told } = this;
    const id = `cam-opening-${(dialogs += 1)}`;
    this.box.setAttribute("aria-labelledby", id);
    this.head = el("div", "cam-opening-head", this.box);
    this.eyebrow = el("p", "cam-opening-eyebrow", this.head);
    this.title = el("h1", "cam-opening-title", this.head, { id, tabindex: "-1" });
    this.sentence = el("p", "cam-opening-sentence", this.head);
    const acts = el("div", "cam-opening-acts", this.head);
    this.enter = el("button", "cam-opening-act cam-opening-main", acts, { type: "button" });
    this.enter.onclick = () => this.end(true);
    const touring = el("button", "cam-opening-act", acts, { type: "button" });
    addIcon(touring, storyPanel.icon);
    this.touring = el("span", "", touring);
    touring.hidden = !storyPanel.has(atlas);
    touring.onclick = () => {
      this.end();
      atlas.drawer.open(storyPanel.name, true);
    };
    this.questions = new Questions(this.box, atlas, told.questions, (link, asked) => this.answer(link, asked));
    this.languages = el("nav", "cam-opening-languages", this.box);
    this.choices = atlas.payload.spoken.map(([code, name]) => {
      const node = el("button", "", this.languages, { type: "button", lang: code, text: name });
      node.onclick = () => {
        atlas.setLanguage(code);
        atlas.emit("language", { value: code });
      };
      return { code, node };
    });
  }

  dress() {
    if (!this.isOpen) return;
    const { text, model, state } = this.atlas;
    const [first, last] = model.years;
    this.box.lang = state.language;
    this.eyebrow.textContent = fill(pick(this.told.eyebrow, state.language), { first, last });
    this.title.textContent = pick(model.title, state.language);
    this.sentence.textContent = fill(pick(this.told.sentence, state.language), { first, last });
    this.enter.textContent = text("opening_enter");
    this.touring.textContent = text("opening_tour");
    this.languages.setAttribute("aria-label", text("opening_languages"));
    for (const { code, node } of this.choices) node.setAttribute("aria-pressed", String(code === state.language));
    this.questions.dress(state);
    this.paint();
  }

  paint() {
    if (this.isOpen && !this.atlas.map.atlasHeld) this.questions.paint();
  }

  /* ---- coming and going ---- */

  /** Lie over the map, if there is reason to; called once, while nothing is painted yet. Gives back whether
   * the painting has to wait any longer: never. */
  begin() {
    if (!this.isOpen) return false;
    const { atlas } = this;
    const view = atlas.sight.narrow ? null : atlas.map.getCenter();
    this.cover(true);
    if (view) atlas.map.setView(atlas.sight.aside(view, atlas.map.getZoom()).centre, atlas.map.getZoom(), { animate: false });
    requestAnimationFrame(() => this.paint());
    if (document.activeElement === document.body) this.title.focus({ preventScroll: true });
    this.run();
    return false;
  }

  /** Go for good: the map is as it was asked for. `focus`: the map takes it.
   * @param {boolean} [focus] */
  end(focus) {
    if (!this.isOpen) return;
    const { map, sight } = this.atlas;
    remember();
    const middle = sight.narrow ? null : sight.middle();
    this.isOpen = false;
    this.stop();
    this.cover(false);
    if (middle) sight.keep(middle);
    if (focus) map.getContainer().focus({ preventScroll: true });
  }

  /** What lies under it is drawn, but takes no part.
   * @param {boolean} covered */
  cover(covered) {
    const { frame, stage, topbar, timebar, map } = this.atlas;
    this.box.hidden = !covered;
    frame.classList.toggle("cam-in-opening", covered);
    for (const one of [topbar.box, timebar.box, .../** @type {any} */ (stage.children)]) if (one !== this.box) one.inert = covered;
    map.invalidateSize({ animate: false });
  }

  /** Let the years run through once, up to the one that is shown, where motion is welcome. */
  run() {
    const { atlas } = this;
    const { year: last } = atlas.state;
    if (isStill()) return;
    this.running = true;
    this.last = last;
    atlas.show(atlas.model.years[0]);
    const step = () => {
      if (atlas.state.year + 1 >= last) this.stop();
      else atlas.show(atlas.state.year + 1);
      if (this.running) this.timer = setTimeout(step, PACE);
    };
    this.timer = setTimeout(step, 2 * PACE);
  }

  stop() {
    if (!this.running) return;
    this.running = false;
    clearTimeout(this.timer);
    if (this.atlas.map) this.atlas.show(this.last);
  }

  /** Pixels that it takes away from the map (left, top, right, bottom).
   * @param {DOMRect} room */
  covered(room) {
    if (this.atlas.sight.narrow) return [0, 0, 0, 0];
    const left = this.head.getBoundingClientRect().right - room.left;
    const foot = room.bottom - this.questions.box.getBoundingClientRect().top;
    return room.width - left > ROOM && room.height - foot > ROOM ? [left, 0, 0, foot] : [0, 0, 0, 0];
  }

  /** What of it lies over the map. */
  get boxes() {
    return this.isOpen ? [this.head, this.questions.box, this.languages] : [];
  }

  /* ---- what it leads to ---- */

  /** Go where a question leads; whether the map can do so by itself, without the page being opened anew.
   * @param {string} link
   * @param {Options} asked */
  answer(link, asked) {
    const { atlas } = this;
    const may = addressOf(atlas.state, atlas.sight.view(), null);
    const here = [...new URLSearchParams(link).keys()].every((name) => name in may);
    this.end(here);
    if (here) follow(atlas, asked);
    return here;
  }

  /** Any key ends it, but those that go through its controls.
   * @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!this.isOpen || isCommand(event) || QUIET.test(event.key)) return;
    if (!this.atlas.frame.contains(target) && target !== document.body) return;
    const pressed = event.key === "Enter" || event.key === " ";
    if (pressed && target.closest("a, button")) return;
    this.end(true);
    if (!pressed && event.key !== "Escape") return; // the key does what it does on the map
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Bring the map to what a link asks for, as the reader does: those who listen are told.
 * @param {Atlas} atlas
 * @param {Options} asked */
function follow(atlas, asked) {
  const filter = Object.fromEntries(["layers", "era", "certainOnly", "showGone", ...FACETS].filter((name) => name in asked).map((name) => [name, asked[/** @type {keyof Options} */ (name)]]));
  if (Object.keys(filter).length) atlas.chooseFilter(filter);
  if (asked.since) atlas.setSince(asked.since);
  if (asked.year) atlas.setYear(asked.year);
  if (asked.against) atlas.compare({ against: asked.against, how: asked.how });
  if (asked.view) atlas.sight.look(asked.view);
  if (asked.selected) atlas.select(asked.selected, { pan: !asked.view });
  if (asked.story) atlas.openStory(asked.story.id, asked.story.step, { staged: asked.story.staged });
}
