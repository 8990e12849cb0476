/* What the tests of the page share: the cases of spec/, and a page with nothing behind it. */

import { readFileSync } from "node:fs";
import { Net } from "../../src/corridor_atlas/web/src/network/net.js";
import { Router } from "../../src/corridor_atlas/web/src/network/router.js";

/** A file of spec/, written by tests/spec_cases.py. */
export const spec = (name) => JSON.parse(readFileSync(new URL(`../../spec/${name}.json`, import.meta.url), "utf8"));

/** What a case says, short enough for the message of a failed test. */
export const said = (one) => JSON.stringify(one).slice(0, 300);

export const rounded = (numbers) => numbers && Array.from(numbers, (one) => Math.round(one * 1e6) / 1e6 + 0);

/** A router that knows the spans of a network of spec/ways.json, and no names and shapes. */
export function routerOf({ years, spans, network }) {
  const features = Object.entries(spans).map(([id, s]) => [id, { id, spans: s || [], timeless: !s }]);
  return new Router(new Net(network, { years, byId: new Map(features), nameOf: () => undefined }));
}

/** An element that remembers what was done to it. HTML set as text of any origin is a fault, so it throws. */
class FakeElement {
  constructor(tag, textContent = "") {
    Object.assign(this, { tag, className: "", attributes: {}, children: [], textContent });
    Object.defineProperty(this, "style", { value: {}, enumerable: false });
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }
  appendChild(node) {
    this.children.push(node);
    return node;
  }
  append(...nodes) {
    for (const one of nodes) this.appendChild(typeof one === "string" ? new FakeElement("#text", one) : one);
  }
  replaceChildren(...nodes) {
    this.children = [];
    this.append(...nodes);
  }
  contains(node) {
    return this.all.includes(node);
  }
  addEventListener(name, handler) {
    this[`on${name}`] = handler;
  }
  focus() {
    fakeDocument.activeElement = this;
  }
  /** Its classes; what is switched comes and goes. */
  get classList() {
    const names = new Set(this.className.split(" ").filter(Boolean));
    const toggle = (name, on) => {
      if (on) names.add(name);
      else names.delete(name);
      this.className = [...names].join(" ");
    };
    return { toggle, contains: (name) => names.has(name) };
  }
  /** All elements in it, itself first. */
  get all() {
    return [this, ...this.children.flatMap((one) => one.all)];
  }
  /** What a reader sees of it: texts of what is not hidden, in order. */
  get seen() {
    return this.hidden ? "" : [this.textContent, ...this.children.map((one) => one.seen)].filter(Boolean).join(" ").replace(/[\s\u2060]+/g, " ").trim();
  }
  /** Elements in it that have this class. */
  having(name) {
    return this.all.filter((one) => one.className.split(" ").includes(name));
  }
  set innerHTML(text) {
    throw new Error(`set as HTML: ${text}`);
  }
}

export const fakeDocument = { createElement: (tag) => new FakeElement(tag), createElementNS: (_space, tag) => new FakeElement(tag) };
