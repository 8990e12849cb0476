/* The title of the page, in the tab of the browser: the headline of the view, and what the atlas is called. */

import { pick } from "../core/words.js";

const REST = 300; // milliseconds without a change after which the title is written
const TOLD = ["shown", "view", "layers", "filter", "since", "compare", "dressed"];

export class Tab {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.wanted = "";
    for (const name of TOLD) atlas.on(name, () => this.soon());
    // a host page writes a title of its own with every run of its script
    this.watcher = new MutationObserver(() => this.write());
    const title = document.querySelector("title");
    if (title) this.watcher.observe(title, { childList: true });
    atlas.undo.push(() => this.destroy());
    this.soon();
  }

  soon() {
    clearTimeout(this.wait);
    this.wait = setTimeout(() => (this.atlas.clock.playing ? this.soon() : this.update()), REST);
  }

  update() {
    const { atlas } = this;
    this.wanted = `${atlas.headline().title} · ${pick(atlas.model.title, atlas.state.language)}`;
    this.write();
  }

  write() {
    if (this.wanted && document.title !== this.wanted) document.title = this.wanted;
  }

  destroy() {
    clearTimeout(this.wait);
    this.watcher.disconnect();
  }
}
