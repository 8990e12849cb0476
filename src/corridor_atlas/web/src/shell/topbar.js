/* The bar along the top: whose atlas it is, the search, and a button for each tool. */

import { addIcon, el } from "../core/dom.js";
import { pick } from "../core/words.js";

const MARK = [
  ["M3 20C8 20 9 13 13 13s6-8 10-8", "ink"],
  ["M4 6c5 0 6 7 9 7s5 7 10 7", "accent"],
];

/** The mark of the program: two lines that meet.
 * @param {Element} parent */
function addMark(parent) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [["viewBox", "0 0 26 26"], ["aria-hidden", "true"], ["class", "cam-mark"]]) svg.setAttribute(name, value);
  for (const [d, colour] of MARK) {
    const line = document.createElementNS(svg.namespaceURI, "path");
    line.setAttribute("d", d);
    line.setAttribute("class", `cam-mark-${colour}`);
    svg.append(line);
  }
  const node = document.createElementNS(svg.namespaceURI, "circle");
  for (const [name, value] of [["cx", "13"], ["cy", "13"], ["r", "3.2"]]) node.setAttribute(name, value);
  svg.append(node);
  parent.append(svg);
}

export class TopBar {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("header", "cam-top", parent);
    const brand = el("p", "cam-brand", this.box);
    addMark(brand);
    this.title = el("span", "", brand);
    this.place = el("div", "cam-finder-place", this.box);
    this.bar = el("div", "cam-tools", this.box, { role: "toolbar" });
    /** @type {{ node: HTMLButtonElement, label: HTMLElement, title: string }[]} */
    this.tools = [];
  }

  /** A button with an icon and a word; it is underlined while what it opens is open.
   * @param {{ name: string, icon: string, title: string }} tool
   * @param {() => void} action */
  addTool({ name, icon, title }, action) {
    const node = el("button", `cam-tool cam-tool-${name}`, this.bar, { type: "button", "aria-pressed": "false" });
    addIcon(node, icon);
    const label = el("span", "", node);
    node.onclick = action;
    const tool = { node, label, title };
    this.tools.push(tool);
    return tool;
  }

  /** Let the tools stand in the bar, or on a narrow screen in what lies at its foot.
   * @param {HTMLElement | null} foot */
  moveTools(foot) {
    (foot || this.box).append(this.bar);
  }

  /** @param {State} state */
  dress(state) {
    const { text, model } = this.atlas;
    this.title.textContent = pick(model.title, state.language);
    this.bar.setAttribute("aria-label", text("tools"));
    for (const { node, label, title } of this.tools) {
      label.textContent = text(title);
      node.title = label.textContent;
    }
  }
}
