/* Which changes of the address are steps that the reader may want to go back to. */

import { listen } from "../core/dom.js";

const SOON = 2000; // milliseconds in which a change goes on with the one before
/** Events by which a reader does something. */
const DEEDS = "pointerdown keydown wheel click input";

/** What a parameter belongs to; each other one is a matter of its own.
 * @type {Record<string, string>} */
const MATTERS = { year: "time", since: "time", at: "place", step: "story" };

/** What is opened from a list: however quickly, each is a step of its own. */
const OPENED = new Set(["corridor", "check"]);

/** What two addresses differ in.
 * @param {string} before the parameters of the one, without ? or #
 * @param {string} now those of the other */
function differing(before, now) {
  const [one, other] = [before, now].map((text) => new URLSearchParams(text));
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Set([...names].filter((name) => one.getAll(name).join("\n") !== other.getAll(name).join("\n")).map((name) => MATTERS[name] || name));
}

/** Says of each change whether it makes an entry of its own in the history of the browser. Not before the reader has
 * done something; not where the map only moves to what was chosen; and a run of years or moves is one step. */
export class Entries {
  constructor() {
    this.last = -Infinity;
    this.matters = new Set();
    this.arriving = false;
  }

  /** "push", "replace", or null where nothing changes.
   * @param {string} before
   * @param {string} now
   * @param {{ time: number, acted: boolean }} at milliseconds, and whether the reader has done anything yet */
  next(before, now, { time, acted }) {
    const matters = differing(before, now);
    if (!matters.size) return null;
    const soon = time - this.last < SOON;
    const goesOn = soon && [...matters].every((one) => one === "place" || (this.matters.has(one) && !OPENED.has(one)));
    if (this.arriving) return "replace";
    this.last = time;
    this.matters = goesOn ? new Set([...this.matters, ...matters]) : matters;
    return acted && !goesOn ? "push" : "replace";
  }

  /** The reader went to an entry that is there. What the page writes before they do something belongs to that entry (a
   * panel that closes moves the map by a pixel): a step of its own would cut off the way forward. */
  arrive() {
    this.arriving = true;
  }

  /** Heed what the reader does: after that, what follows is a step anew.
   * @param {Window} page
   * @param {(() => void)[]} undo */
  watch(page, undo) {
    /** @param {Event} event */
    const heed = ({ isTrusted }) => {
      if (!isTrusted || !this.arriving) return;
      this.arriving = false;
      this.last = -Infinity;
    };
    listen(undo, page, DEEDS, /** @type {EventListener} */ (heed), { capture: true, passive: true });
    return this;
  }
}
