/* A field for a year: what is typed counts with Enter, or when the field is left; what cannot be shown gets an answer. */

import { el, listen } from "../core/dom.js";
import { fill } from "../core/words.js";
import { readYear } from "./years.js";

export class YearField {
  /** `of` = {years: the first and the last that may be asked for, text, go(year)}.
   * @param {HTMLInputElement} input
   * @param {{ years: [number, number], text: Say, go: (year: number) => void }} of
   * @param {Undo[]} undo */
  constructor(input, { years, text, go }, undo) {
    this.input = input;
    this.years = years;
    this.text = text;
    this.go = go;
    /** @type {number | null} */
    this.shown = null;
    for (const [name, value] of [["type", "text"], ["inputmode", "numeric"], ["autocomplete", "off"], ["spellcheck", "false"]]) input.setAttribute(name, value);
    this.note = el("div", "cam-year-note cam-panel", input.parentElement, { role: "status" });
    this.note.hidden = true;
    listen(undo, input, "change", () => this.commit());
    listen(undo, input, "input", () => this.answer(""));
    listen(undo, input, "focus", () => input.select());
    listen(undo, input, "click", () => setTimeout(() => this.isClean && input.select())); // the browser lets go of it after this
    listen(undo, input, "keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter") {
        this.commit();
        input.select();
      } else if (event.key === "Escape" && !this.isClean) {
        event.preventDefault();
        this.restore();
        input.select();
      }
    });
  }

  /** Whether it holds the year that is shown and nothing that was typed. */
  get isClean() {
    return this.input.value === this.written;
  }

  get written() {
    return this.shown === null ? "" : String(this.shown);
  }

  restore() {
    this.input.value = this.written;
  }

  commit() {
    const typed = this.input.value;
    const year = readYear(typed);
    const [first, last] = this.years;
    if (year !== null && year >= first && year <= last) {
      if (year !== this.shown) this.go(year);
    } else if (typed.trim()) this.answer(fill(this.text("time_beyond"), { first, last }));
    this.restore();
  }

  /** Say something beside the field, or with "" nothing.
   * @param {string} words */
  answer(words) {
    this.note.textContent = words;
    this.note.hidden = !words;
  }

  /** Show a year; what is being typed stays.
   * @param {number | null} year */
  show(year) {
    const clean = this.isClean;
    const moved = year !== this.shown;
    this.shown = year;
    if (moved) this.answer("");
    if (moved || clean || document.activeElement !== this.input) this.restore();
  }
}
