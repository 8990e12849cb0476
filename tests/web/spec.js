/* What the tests of the page share: the cases of spec/, and a page with nothing behind it. */

import { readFileSync } from "node:fs";

/** A file of spec/, written by tests/spec_cases.py. */
export const spec = (name) => JSON.parse(readFileSync(new URL(`../../spec/${name}.json`, import.meta.url), "utf8"));

/** What a case says, short enough for the message of a failed test. */
export const said = (one) => JSON.stringify(one).slice(0, 300);

export const rounded = (numbers) => numbers && Array.from(numbers, (one) => Math.round(one * 1e6) / 1e6 + 0);

/** An element that remembers what was done to it. HTML set as text of any origin is a fault, so it throws. */
class FakeElement {
  constructor(tag) {
    Object.assign(this, { tag, className: "", attributes: {}, children: [], textContent: "" });
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }
  appendChild(node) {
    this.children.push(node);
    return node;
  }
  set innerHTML(text) {
    throw new Error(`set as HTML: ${text}`);
  }
}

export const fakeDocument = { createElement: (tag) => new FakeElement(tag), createElementNS: (_space, tag) => new FakeElement(tag) };
