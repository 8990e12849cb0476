/* Files that are dropped anywhere on the page: a quiet word over the map while they hang over it, and the page that
 * can read them gets them. One that cannot says what can. */

import { el, listen } from "../core/dom.js";

/** Whether something that is dragged is files.
 * @param {DragEvent} event */
const isFiles = ({ dataTransfer }) => Boolean(dataTransfer && [...dataTransfer.types].includes("Files"));

/** Whether what lies there takes files itself. (Such a field may keep all files from the rest of the page, so that an
 * event that was taken already says nothing.)
 * @param {Event} event */
function isField({ target }) {
  for (let node = target instanceof Element ? target : null; node; node = node.parentElement) {
    for (const child of node.children) if (child instanceof HTMLInputElement && child.type === "file") return true;
  }
  return false;
}

export class Drop {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("div", "cam-drop", parent, { "aria-hidden": "true" });
    this.words = el("p", "", this.box);
    this.show(false);
    const { undo } = atlas;
    listen(undo, document, "dragenter dragover", (event) => this.over(event));
    listen(undo, document, "dragleave", ({ relatedTarget }) => relatedTarget || this.show(false));
    listen(undo, document, "dragend", () => this.show(false));
    listen(undo, document, "drop", (event) => this.drop(event));
  }

  /** @param {boolean} shown */
  show(shown) {
    this.box.hidden = !shown;
    if (shown) this.words.textContent = this.atlas.text(this.atlas.options.bring ? "own_drop" : "own_published");
  }

  /** @param {DragEvent} event */
  over(event) {
    if (!isFiles(event)) return;
    this.show(!isField(event));
    event.preventDefault(); // else the browser leaves the page for the file
  }

  /** @param {DragEvent} event */
  drop(event) {
    this.show(false);
    if (!isFiles(event) || isField(event)) return;
    event.preventDefault();
    const { drawer, options } = this.atlas;
    if (options.bring) options.bring([...event.dataTransfer.files]);
    else drawer.open("own", true);
  }
}
