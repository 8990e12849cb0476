/* Corridor Atlas in the browser. The files of this folder are joined in the order of their
 * names into one classic script; each adds to the one global, `CorridorAtlas`. */
(function (root) {
  "use strict";
  const A = (root.CorridorAtlas = root.CorridorAtlas || {});

  /** Bits added to the status number of a span. */
  A.DOUBTFUL = 8;
  A.GONE = 16;

  /** A DOM element. Text of any origin goes in as `text`, never as HTML. */
  A.el = function (tag, className, parent, options) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    for (const [key, value] of Object.entries(options || {})) {
      if (key === "text") node.textContent = value;
      else node.setAttribute(key, value);
    }
    if (parent) parent.appendChild(node);
    return node;
  };

  /** The name in a language; English, then any other, when there is none. */
  A.pick = function (names, language) {
    if (!names) return "";
    return names[language] || names.en || Object.values(names)[0] || "";
  };

  /** Fill `{placeholders}` of a sentence. */
  A.fill = function (sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
  };

  A.clamp = (value, low, high) => Math.min(high, Math.max(low, value));

  /** Listeners by name of event, and a list of what to undo at the end. */
  A.Emitter = class {
    constructor() {
      this.handlers = {};
    }
    on(name, handler) {
      (this.handlers[name] = this.handlers[name] || []).push(handler);
      return () => this.off(name, handler);
    }
    off(name, handler) {
      this.handlers[name] = (this.handlers[name] || []).filter((one) => one !== handler);
    }
    emit(name, detail) {
      for (const handler of (this.handlers[name] || []).slice()) handler(detail);
    }
  };

  /** addEventListener that is remembered in `undo`, a list of functions. */
  A.listen = function (undo, target, names, handler, options) {
    for (const name of names.split(" ")) {
      target.addEventListener(name, handler, options);
      undo.push(() => target.removeEventListener(name, handler, options));
    }
  };

  /** Payloads handed over by a host page, by id; `data` falls back to a JSON block in the page. */
  A.store = {};
  A.data = function (id) {
    return A.store[id] || JSON.parse(document.getElementById(id).textContent);
  };
})(globalThis);
