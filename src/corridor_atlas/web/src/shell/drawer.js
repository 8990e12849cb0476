/* The one drawer beside the map. Whatever is read lies in it, one thing at a time, whichever side draws it: a panel
 * of ours stands in its body; one of the host page is laid over the body, whose place the page's style sheet is told. */

import { el } from "../core/dom.js";
import { Article } from "../panels/article.js";
import { PANELS } from "../panels/index.js";
import { Sheet } from "../panels/sheet.js";

/** Panels that a host page draws itself, by the name that the link has for them.
 * @type {Record<string, { title: string, icon: string, wide?: boolean, over?: boolean }>} `over`: it lies over the page, not in the drawer */
const OUTSIDE = {
  table: { title: "panel_table", icon: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14", wide: true },
  own: { title: "panel_own", icon: "" },
  take: { title: "panel_take", icon: "M12 4v11m-4-4 4 4 4-4M5 20h14", over: true },
};
const LOW = 290; // pixels of height under which the lowest sheet has no room for a line
/** The tools in the order of their buttons. */
const TOOLS = ["cargo", "corridors", "changes", "stories", "table", "take"];

/** @typedef {{ entry: PanelEntry, body: HTMLElement, tool: ReturnType<import("./topbar.js").TopBar["addTool"]> | null, panel: any }} Held */

export class Drawer {
  /**
   * @param {HTMLElement} parent
   * @param {Atlas} atlas */
  constructor(parent, atlas) {
    this.atlas = atlas;
    this.box = el("section", "cam-drawer", parent);
    this.sheet = new Sheet(this.box, atlas);
    const head = el("div", "cam-drawer-head", this.box);
    this.title = el("h2", "cam-drawer-title", head, { tabindex: "-1" });
    this.close = el("button", "cam-drawer-close", head, { type: "button", text: "×" });
    this.close.onclick = () => this.leave();
    this.body = el("div", "cam-drawer-body", this.box);
    const read = el("div", "cam-drawer-body cam-reading", this.box);
    const foot = el("div", "cam-drawer-foot", this.box);
    const readHead = el("div", "cam-reading-head");
    head.insertBefore(readHead, this.close);
    /** What is read of the chosen thing lies over the panel. */
    this.article = new Article({ head: readHead, body: read, foot }, atlas);
    /** @type {string | null} the open panel of ours */
    this.current = null;
    /** @type {HTMLElement | undefined} what had the focus when the panel was opened */
    this.opener = undefined;
    /** @type {string | null} the open panel of the host page */
    this.shownOutside = null;
    /** Whether what is chosen waits under a panel that was opened after it. */
    this.below = false;
    this.box.hidden = true;
    /** @type {Map<string, Held>} */
    this.entries = new Map();
    /** @type {Map<string, Held["tool"]>} */
    this.outside = new Map();
    this.addTools();
    const watcher = new ResizeObserver(() => this.tellPlace());
    for (const one of [atlas.frame, atlas.block.box, this.box, this.body]) watcher.observe(one);
    atlas.undo.push(() => watcher.disconnect());
  }

  addTools() {
    const { options } = this.atlas;
    const drawn = options.panels || [];
    for (const name of TOOLS) {
      const entry = PANELS.find((one) => one.name === name);
      if (drawn.includes(name)) this.outside.set(name, this.atlas.topbar.addTool({ name, ...OUTSIDE[name] }, () => this.toggle(name)));
      else if (entry && (!entry.has || entry.has(this.atlas))) this.add(entry, true);
    }
    for (const name of drawn) if (!this.outside.has(name)) this.outside.set(name, null); // the menu leads to it
    for (const entry of PANELS) if (!TOOLS.includes(entry.name) && !this.outside.has(entry.name)) this.add(entry, false);
  }

  /**
   * @param {PanelEntry} entry
   * @param {boolean} isTool whether it has a button in the bar */
  add(entry, isTool) {
    const body = el("div", "cam-drawer-panel cam-" + entry.name, this.body);
    body.hidden = true;
    const tool = isTool ? this.atlas.topbar.addTool(entry, () => this.toggle(entry.name)) : null;
    this.entries.set(entry.name, { entry, body, tool, panel: null });
  }

  /** Whether something lies beside the map. */
  get isOpen() {
    return Boolean(this.current || this.besideOutside || this.reads);
  }

  /** The open panel of the host page, if it lies beside the map. */
  get besideOutside() {
    return this.shownOutside && !OUTSIDE[this.shownOutside].over ? this.shownOutside : null;
  }

  /** Whether what is chosen is read; what the step of a tour has chosen the tour itself tells of. */
  get reads() {
    const { state, tour } = this.atlas;
    return Boolean(state.selected && !this.below && !(tour && tour.playing && tour.chosen === state.selected));
  }

  /** Close what lies on top: what is read of the chosen thing, else the panel. */
  leave() {
    if (!this.reads) {
      this.open(null, true);
      return;
    }
    const held = this.box.contains(document.activeElement);
    this.atlas.select(null);
    if (!held) return;
    if (!this.isOpen) this.atlas.map.getContainer().focus({ preventScroll: true });
    else if (!document.activeElement.checkVisibility()) this.title.focus({ preventScroll: true });
  }

  /** Put the focus on what is read. */
  read() {
    if (this.reads) this.article.name.focus({ preventScroll: true });
  }

  /** @param {string} name */
  toggle(name) {
    const isShown = !this.reads && (name === this.current || name === this.shownOutside);
    this.open(isShown ? null : name, true);
  }

  /** What is chosen is read, whatever panel is open. */
  raise() {
    this.below = false;
    this.fit();
  }

  /** Open a panel by name, ours or one of the host page, or none. `focus` moves the focus into it, and back to
   * what opened it.
   * @param {string | null} name
   * @param {boolean} [focus] */
  open(name, focus) {
    this.atlas.tour.giveWay(name);
    this.below = Boolean(name);
    if (name && focus) this.opener = /** @type {HTMLElement} */ (document.activeElement);
    const { linked } = this;
    const back = this.button || this.opener;
    const outside = this.outside.has(name);
    if (outside || this.shownOutside) this.setOutside(outside ? name : null);
    if (!outside) this.put(name, focus);
    if (this.linked !== linked) this.tellLinked();
    if (focus && !name && back) back.focus();
  }

  tellLinked() {
    this.atlas.emit("panel", { value: this.linked });
    if (this.shownOutside) this.atlas.tellSeen();
  }

  /** The button of the open panel, if it has one. */
  get button() {
    const { tool = null } = this.entries.get(this.current) || {};
    return (tool || this.outside.get(this.shownOutside))?.node;
  }

  /** The open panel if a link names it: what the host page shows, or one of ours.
   * @returns {string | null} */
  get linked() {
    const { entry = null } = this.entries.get(this.current) || {};
    return this.shownOutside || (entry && entry.linked ? this.current : null);
  }

  /** Open the panel that a link names, or none of those; nobody is told.
   * @param {string | null} name */
  setLinked(name) {
    const { entry = null } = this.entries.get(name) || {};
    if (!entry && !this.outside.has(name)) name = null; // the atlas has nothing for it
    if (name === this.linked) return;
    if (this.linked === this.current || entry) this.put(entry ? name : null);
    this.setOutside(entry ? null : name);
  }

  /** Put a panel of ours into the body, or none.
   * @param {string | null} name
   * @param {boolean} [focus] */
  put(name, focus) {
    if (name === this.current) {
      this.fit();
      return;
    }
    const last = this.entries.get(this.current);
    const next = this.entries.get(name);
    if (last) {
      last.body.hidden = true;
      if (last.panel.closed) last.panel.closed();
    }
    this.current = next ? name : null;
    this.fit();
    if (next && this.atlas.stage.clientHeight < LOW && this.sheet.at === 0) this.sheet.set("half");
    if (next) this.show(next, focus);
  }

  /** Show the box, or take it away, and move what was in the middle of the map into the middle of what stays free. */
  fit() {
    const { atlas } = this;
    const { frame, sight } = atlas;
    const middle = sight && !atlas.map.atlasHeld ? sight.middle() : null;
    const before = `${frame.className} ${this.box.hidden}`;
    this.box.hidden = !this.isOpen;
    frame.classList.toggle("cam-with-drawer", this.isOpen);
    frame.dataset.panel = this.current || this.besideOutside || "";
    frame.classList.toggle("cam-wide", this.isWide);
    this.press();
    this.readChosen();
    this.head();
    this.tellPlace();
    if (middle && before !== `${frame.className} ${this.box.hidden}`) sight.keep(middle);
    if (sight) atlas.block.fit();
    atlas.takeStock();
    atlas.labels.redraw();
  }

  /** Whether what is open takes more than the usual width. */
  get isWide() {
    return Boolean(!this.reads && this.besideOutside && OUTSIDE[this.besideOutside].wide);
  }

  /** Show at the buttons of the tools which of them is open. */
  press() {
    for (const [name, { tool }] of this.entries) if (tool) tool.node.setAttribute("aria-pressed", String(name === this.current));
    for (const [name, tool] of this.outside) if (tool) tool.node.setAttribute("aria-pressed", String(name === this.shownOutside));
  }

  /** Show the article of what is chosen over the panel, or the panel. */
  readChosen() {
    const { article, reads } = this;
    this.body.hidden = reads;
    article.body.hidden = !reads;
    article.foot.classList.toggle("cam-away", !reads);
    this.title.hidden = reads;
    article.head.hidden = !reads;
    const chosen = reads ? this.atlas.state.selected : null;
    if (chosen && chosen !== article.id && this.sheet.at === 0) this.sheet.set("half"); // of the lowest sheet nothing can be read
    article.show(chosen);
  }

  /** Tell the style sheets how high the sheet of a narrow screen is, and that of the host page where the body lies. */
  tellPlace() {
    const { frame, block } = this.atlas;
    frame.style.setProperty("--cam-sheet-now", `${(this.box.hidden ? block.box : this.box).offsetHeight}px`);
    if (!this.atlas.options.panels) return;
    document.documentElement.toggleAttribute("data-ca-reads", this.reads);
    if (this.box.hidden || this.reads) return;
    const { box, body } = this;
    const from = this.atlas.stage.getBoundingClientRect();
    const { top, height } = body.getBoundingClientRect(); // to the fraction; sideways the box may still be sliding in
    const place = { left: from.left + box.offsetLeft, top, width: box.offsetWidth, height };
    for (const [name, value] of Object.entries(place)) document.documentElement.style.setProperty(`--ca-body-${name}`, `${value}px`);
  }

  /** Write what is open into the head. */
  head() {
    const { text } = this.atlas;
    const title = this.current ? this.entries.get(this.current).entry.title : this.besideOutside && OUTSIDE[this.besideOutside].title;
    this.title.textContent = title ? text(title) : "";
    this.box.setAttribute("aria-label", this.reads && this.article.data ? this.article.data.name : this.title.textContent);
  }

  /**
   * @param {Held} one
   * @param {boolean} [focus] */
  show(one, focus) {
    const { state } = this.atlas;
    this.make(one);
    one.body.hidden = false;
    if (one.panel.update) one.panel.update(state);
    if (one.panel.opened) one.panel.opened();
    if (focus) this.title.focus({ preventScroll: true });
  }

  /** @param {Held} one */
  make(one) {
    if (one.panel) return;
    one.panel = one.entry.make(one.body, this.atlas);
    if (one.panel.dress) one.panel.dress(this.atlas.state);
  }

  /** A panel by name, made if need be.
   * @param {string} name
   * @returns {any} */
  panel(name) {
    const one = this.entries.get(name);
    if (one) this.make(one);
    return one ? one.panel : null;
  }

  /** What the host page shows is open, or nothing of it.
   * @param {string | null} name */
  setOutside(name) {
    if (name && this.current && !OUTSIDE[name].over) this.put(null);
    this.shownOutside = name;
    this.fit();
  }

  /** @param {State} state */
  dress(state) {
    this.close.setAttribute("aria-label", this.atlas.text("close"));
    this.sheet.dress();
    this.article.dress(state);
    for (const { panel } of this.entries.values()) if (panel && panel.dress) panel.dress(state);
    this.head();
  }

  /** @param {State} state */
  update(state) {
    if (this.reads) this.article.update(state);
    const open = this.entries.get(this.current);
    if (open && open.panel && open.panel.update) open.panel.update(state); // while it is put in there may be none yet
  }
}
