/* What the map says about one feature: a line beside the pointer, and a small card for the chosen one. */

import { el } from "../core/dom.js";
import { clamp } from "../core/numbers.js";
import { pick } from "../core/words.js";
import { tinted } from "../model/changes.js";
import { bothStates, stateText, statusText } from "../model/sentences.js";
import { runs } from "../model/spans.js";

export class Hover {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.box = el("div", "cam-hover cam-panel", parent, { "aria-hidden": "true" });
    this.name = el("div", "cam-hover-name", this.box);
    this.kind = el("div", "cam-hover-kind", this.box);
    this.status = el("div", "cam-hover-status", this.box);
    this.hide();
  }

  /**
   * @param {Feature} feature
   * @param {L.Point} point
   * @param {State} state
   * @param {Say} text */
  show(feature, point, state, text) {
    this.name.textContent = pick(feature.names, state.language);
    this.kind.textContent = pick(feature.layer.title, state.language);
    this.status.textContent = tinted(state) ? bothStates(feature, state, text) : stateText(feature, state, text);
    this.box.hidden = false;
    const room = this.box.parentElement.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const x = point.x + 16 + width > room.width ? point.x - width - 12 : point.x + 16;
    const y = clamp(point.y + 14, 4, room.height - height - 4);
    this.box.style.transform = `translate(${Math.max(4, x)}px, ${y}px)`;
  }

  hide() {
    this.box.hidden = true;
  }
}

export class Card {
  /**
   * @param {HTMLElement} parent
   * @param {Say} text
   * @param {() => void} close */
  constructor(parent, text, close) {
    this.text = text;
    this.box = el("section", "cam-card cam-panel", parent);
    this.close = el("button", "cam-card-close", this.box, { type: "button", text: "×" });
    this.close.onclick = close;
    this.kind = el("div", "cam-hover-kind", this.box);
    this.name = el("h2", "cam-card-name", this.box, { tabindex: "-1" });
    this.others = el("div", "cam-card-others", this.box);
    this.list = el("ol", "cam-card-list", this.box);
    this.box.hidden = true;
  }

  /**
   * @param {Feature | null} feature
   * @param {State} state */
  show(feature, state) {
    this.box.hidden = !feature;
    if (!feature) return;
    const shown = pick(feature.names, state.language);
    this.close.setAttribute("aria-label", this.text("close"));
    this.kind.textContent = pick(feature.layer.title, state.language);
    this.name.textContent = shown;
    this.others.textContent = [...new Set(Object.values(feature.names))].filter((one) => one !== shown).join(" · ");
    this.list.replaceChildren();
    if (feature.timeless) return;
    for (const run of runs(feature.spans)) {
      const row = el("li", state.year >= run.start && state.year <= run.end ? "cam-current" : "", this.list);
      const [first, last] = state.model.years;
      const from = run.start === first ? `≤${first}` : run.start;
      const to = run.end === last ? "" : run.end;
      el("span", "cam-card-years", row, { text: from === to ? String(from) : `${from}–${to}` });
      el("span", "", row, { text: statusText(run.code, this.text) });
    }
  }
}
