/* What the map says about one feature: a line beside the pointer, and a small card for the chosen one. */
(function (A) {
  "use strict";

  /** "operating since 2013" in words. */
  A.stateText = function (feature, state, text) {
    const code = A.codeAt(feature.spans, state.year);
    if (feature.timeless || code < 0) return "";
    const status = text("status_" + A.STATUS[code & 7].id);
    const since = A.since(feature.spans, state.year);
    const when = since <= state.model.years[0] ? "since_or_before" : "since";
    return A.fill(text(code & A.DOUBTFUL ? "possibly_status" : "plain_status"), { status }) + text("list_comma") + A.fill(text(when), { year: since });
  };

  A.Hover = class {
    constructor(parent) {
      this.box = A.el("div", "cam-hover cam-panel", parent, { "aria-hidden": "true" });
      this.name = A.el("div", "cam-hover-name", this.box);
      this.kind = A.el("div", "cam-hover-kind", this.box);
      this.status = A.el("div", "cam-hover-status", this.box);
      this.hide();
    }

    show(feature, point, state, text) {
      this.name.textContent = A.pick(feature.names, state.language);
      this.kind.textContent = A.pick(feature.layer.title, state.language);
      this.status.textContent = A.tinted(state) ? A.bothStates(feature, state, text) : A.stateText(feature, state, text);
      this.box.hidden = false;
      const room = this.box.parentNode.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = this.box;
      const x = point.x + 16 + width > room.width ? point.x - width - 12 : point.x + 16;
      const y = A.clamp(point.y + 14, 4, room.height - height - 4);
      this.box.style.transform = `translate(${Math.max(4, x)}px, ${y}px)`;
    }

    hide() {
      this.box.hidden = true;
    }
  };

  A.Card = class {
    constructor(parent, text, close) {
      this.text = text;
      this.box = A.el("section", "cam-card cam-panel", parent);
      this.close = A.el("button", "cam-card-close", this.box, { type: "button", text: "×" });
      this.close.onclick = close;
      this.kind = A.el("div", "cam-hover-kind", this.box);
      this.name = A.el("h2", "cam-card-name", this.box, { tabindex: "-1" });
      this.others = A.el("div", "cam-card-others", this.box);
      this.list = A.el("ol", "cam-card-list", this.box);
      this.box.hidden = true;
    }

    show(feature, state) {
      this.box.hidden = !feature;
      if (!feature) return;
      const shown = A.pick(feature.names, state.language);
      this.close.setAttribute("aria-label", this.text("close"));
      this.kind.textContent = A.pick(feature.layer.title, state.language);
      this.name.textContent = shown;
      this.others.textContent = [...new Set(Object.values(feature.names))].filter((one) => one !== shown).join(" · ");
      this.list.replaceChildren();
      if (feature.timeless) return;
      for (const run of runs(feature.spans)) {
        const row = A.el("li", state.year >= run.start && state.year <= run.end ? "cam-current" : "", this.list);
        const [first, last] = state.model.years;
        const from = run.start === first ? `≤${first}` : run.start;
        const to = run.end === last ? "" : run.end;
        A.el("span", "cam-card-years", row, { text: from === to ? String(from) : `${from}–${to}` });
        A.el("span", "", row, { text: this.text("status_" + A.STATUS[run.status].id) });
      }
    }
  };

  /** Runs of the same status, doubt and the years after its end left aside. */
  function runs(spans) {
    const found = [];
    for (let i = 0; i < spans.length; i += 3) {
      if (spans[i + 2] & A.GONE) continue;
      const status = spans[i + 2] & 7;
      const before = found[found.length - 1];
      if (before && before.status === status && before.end === spans[i] - 1) before.end = spans[i + 1];
      else found.push({ start: spans[i], end: spans[i + 1], status });
    }
    return found;
  }
})(globalThis.CorridorAtlas);
