/* The bar at the top of the map: the search box, a button for each panel, and the drawer that holds the open one. */

import { addIcon, el, listen } from "../core/dom.js";
import { PANELS } from "../panels/index.js";

/** Panels that a host page draws itself: only their buttons stand here.
 * @type {Record<string, { title: string, icon: string }>} */
const OUTSIDE = {
  changes: { title: "panel_changes", icon: "M4 8h13l-4-4M20 16H7l4 4" },
  table: { title: "panel_table", icon: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14" },
};

export class Drawer {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.top = el("div", "cam-top", parent);
    this.place = el("div", "cam-finder-place", this.top);
    this.bar = el("div", "cam-tools", this.top, { role: "toolbar" });
    this.box = el("section", "cam-drawer cam-panel", parent);
    const head = el("div", "cam-drawer-head", this.box);
    this.title = el("h2", "cam-drawer-title", head, { tabindex: "-1" });
    this.close = el("button", "cam-card-close", head, { type: "button", text: "×" });
    this.close.onclick = () => this.open(null, true);
    this.body = el("div", "cam-drawer-body", this.box);
    /** @type {string | null} the open panel */
    this.current = null;
    this.box.hidden = true;
    const watcher = new ResizeObserver(() => atlas.frame.style.setProperty("--cam-top-height", `${this.top.offsetHeight}px`));
    watcher.observe(this.top); // the bar may take two lines; the drawer hangs under it
    atlas.undo.push(() => watcher.disconnect());
    this.entries = new Map();
    for (const entry of PANELS) if (!entry.has || entry.has(atlas)) this.add(entry);
    this.outside = new Map((atlas.options.panels || []).map((name) => [name, this.addButton(OUTSIDE[name], () => this.askOutside(name))]));
    listen(atlas.undo, this.box, "keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      this.open(null, true);
    });
  }

  /** @param {PanelEntry} entry */
  add(entry) {
    const body = el("div", "cam-drawer-panel cam-" + entry.name, this.body);
    body.hidden = true;
    const button = this.addButton(entry, () => this.open(this.current === entry.name ? null : entry.name, true));
    this.entries.set(entry.name, { entry, body, button, panel: null });
  }

  /**
   * @param {Pick<PanelEntry, "icon" | "title">} entry
   * @param {() => void} action */
  addButton({ icon, title }, action) {
    const node = el("button", "cam-tool", this.bar, { type: "button", "aria-pressed": "false" });
    const svg = addIcon(node, icon);
    const label = el("span", "", node);
    node.onclick = action;
    return { node, svg, label, title };
  }

  /** Open a panel by name, or none. `focus` moves the focus into it, and back to its button.
   * @param {string | null} name
   * @param {boolean} [focus] */
  open(name, focus) {
    if (name === this.current) return;
    const last = this.entries.get(this.current);
    const next = this.entries.get(name);
    if (last) {
      last.body.hidden = true;
      last.button.node.setAttribute("aria-pressed", "false");
      if (last.panel.closed) last.panel.closed();
      if (focus && !next) last.button.node.focus();
    }
    this.current = next ? name : null;
    this.box.hidden = !next;
    this.atlas.frame.classList.toggle("cam-with-drawer", Boolean(next));
    if (next) this.show(next, focus);
    this.atlas.labels.redraw();
  }

  /**
   * @param {{ entry: PanelEntry, body: HTMLElement, button: ReturnType<Drawer["addButton"]>, panel: Panel | null }} one
   * @param {boolean} [focus] */
  show(one, focus) {
    const { state } = this.atlas;
    if (!one.panel) {
      one.panel = one.entry.make(one.body, this.atlas);
      if (one.panel.dress) one.panel.dress(state);
    }
    one.body.hidden = false;
    one.button.node.setAttribute("aria-pressed", "true");
    this.title.textContent = this.atlas.text(one.entry.title);
    this.box.setAttribute("aria-label", this.title.textContent);
    if (one.panel.update) one.panel.update(state);
    if (one.panel.opened) one.panel.opened();
    if (focus) this.title.focus({ preventScroll: true });
  }

  /** A panel by name, made if need be.
   * @param {string} name */
  panel(name) {
    const one = this.entries.get(name);
    if (one && !one.panel) {
      one.panel = one.entry.make(one.body, this.atlas);
      if (one.panel.dress) one.panel.dress(this.atlas.state);
    }
    return one ? one.panel : null;
  }

  /** @param {string} name */
  askOutside(name) {
    const value = this.shownOutside === name ? null : name;
    this.setOutside(value);
    this.atlas.emit("panel", { value });
  }

  /** @param {string | null} name */
  setOutside(name) {
    this.shownOutside = name;
    for (const [one, { node }] of this.outside) node.setAttribute("aria-pressed", String(one === name));
  }

  /** @param {State} state */
  dress(state) {
    const { text } = this.atlas;
    this.bar.setAttribute("aria-label", text("tools"));
    this.close.setAttribute("aria-label", text("close"));
    for (const { node, label, title } of [...[...this.entries.values()].map((one) => one.button), ...this.outside.values()]) {
      label.textContent = text(title);
      node.title = label.textContent;
    }
    for (const { panel } of this.entries.values()) if (panel && panel.dress) panel.dress(state);
    const open = this.entries.get(this.current);
    if (open) this.title.textContent = text(open.entry.title);
  }

  /** @param {State} state */
  update(state) {
    const open = this.entries.get(this.current);
    if (open && open.panel.update) open.panel.update(state);
  }
}
