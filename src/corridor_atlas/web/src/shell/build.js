/* Builds the atlas: its frame, the layers of the map, the panels, and what it listens to. */

import { el, listen } from "../core/dom.js";
import { baseMap, decodeBase } from "../map/basemap.js";
import { makePanes } from "../map/canvas.js";
import { featureCanvas } from "../map/features.js";
import { Glow } from "../map/glow.js";
import { labelCanvas } from "../map/labels.js";
import { Block } from "../panels/block.js";
import { Chips } from "../panels/chips.js";
import { Hover } from "../panels/hover.js";
import { Ticker } from "../panels/ticker.js";
import { chooseEra } from "../time/bands.js";
import { OtherYear } from "../time/other.js";
import { Range } from "../time/range.js";
import { TimeBar } from "../time/timebar.js";
import { Asking } from "./asking.js";
import { Comparison } from "./comparison.js";
import { Corridors } from "./corridors.js";
import { Drawer } from "./drawer.js";
import { Figures } from "./figures.js";
import { Finder } from "./finder.js";
import { Menu } from "./menu.js";
import { Notices } from "./notices.js";
import { Opening } from "./opening.js";
import { bindPrint } from "./print.js";
import { Reaching } from "./reaching.js";
import { NARROW, panelBoxes, Sight } from "./sight.js";
import { addSkip, Voice } from "./steps.js";
import { cellsOf } from "./store.js";
import { Tools } from "./tools.js";
import { TopBar } from "./topbar.js";
import { Tour } from "./tour.js";

/** @param {Atlas} atlas */
export function buildFrame(atlas) {
  const container = atlas.map.getContainer();
  atlas.frame = el("div", "cam-frame", null, { "data-sheet": "peek" });
  container.parentNode.insertBefore(atlas.frame, container);
  // in the order in which the focus goes: search, tools; the title block; the map; the drawer; the time bar
  atlas.toMap = addSkip(atlas.frame, () => container);
  atlas.topbar = new TopBar(atlas.frame, atlas);
  atlas.stage = el("div", "cam-stage", atlas.frame);
  atlas.overlay = el("div", "cam-overlay cam-overlay-first", atlas.stage);
  // a page of our own has landmarks; another one has its own
  el(atlas.options.address ? "main" : "div", "cam-main", atlas.stage).append(container);
  container.classList.add("cam-map");
  atlas.corner = el("div", "cam-overlay", atlas.stage);
  atlas.toTime = addSkip(atlas.corner, () => atlas.timebar.handle.node);
  const stop = ["click", "dblclick", "mousedown", "touchstart", "pointerdown", "wheel", "contextmenu"];
  atlas.shield = (node) => listen(atlas.undo, node, stop.join(" "), (event) => event.stopPropagation(), { passive: true });
  makePanes(atlas.map);
  if (atlas.map.zoomControl) atlas.map.zoomControl.setPosition("bottomright");
  if (atlas.map.attributionControl) atlas.map.attributionControl.remove(); // it would take HTML
}

/**
 * @param {Atlas} atlas
 * @param {Payload} payload */
export function buildLayers(atlas, payload) {
  const palette = atlas.palettes.light;
  const base = atlas.ground = decodeBase(payload.base, payload.native, cellsOf(atlas.options));
  atlas.base = baseMap(base, palette).addTo(atlas.map);
  atlas.features = featureCanvas(atlas.state, palette).addTo(atlas.map);
  atlas.labels = labelCanvas(atlas.state, base, atlas.features, palette).addTo(atlas.map);
  if (atlas.options.tiles) {
    atlas.tiles = L.tileLayer(atlas.options.tiles.url, { className: "cam-tiles" }).addTo(atlas.map);
    atlas.tiles.once("tileload", () => atlas.labels.hidePlaces()); // the tiles bring their own names
  }
}

/**
 * @param {Atlas} atlas
 * @param {Payload} payload */
export function buildControls(atlas, payload) {
  const { map } = atlas;
  atlas.scale = L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
  const owed = [...payload.attribution, atlas.options.tiles && atlas.options.tiles.attribution].filter(Boolean);
  atlas.credit = el("details", "cam-attribution", atlas.corner);
  atlas.creditTitle = el("summary", "", atlas.credit);
  atlas.creditFirst = (owed[0] || "").split(",")[0];
  el("span", "", atlas.credit, { text: owed.join(" · ") });
  atlas.block = new Block(atlas.overlay, atlas);
  atlas.legend = atlas.block.legend;
  atlas.hover = new Hover(atlas.map.getContainer());
  atlas.asking = new Asking(atlas);
  atlas.corridors = new Corridors(atlas);
  atlas.reaching = new Reaching(atlas);
  atlas.figures = new Figures(atlas);
  atlas.tour = new Tour(atlas.corner, atlas);
  atlas.drawer = new Drawer(atlas.corner, atlas);
  atlas.finder = new Finder(atlas.topbar.place, atlas);
  atlas.chips = new Chips(atlas.overlay, atlas);
  atlas.notices = new Notices(atlas.corner, atlas);
  new Menu(atlas.topbar.end, atlas);
  atlas.sight = new Sight(atlas);
  atlas.opening = new Opening(atlas.stage, atlas);
  atlas.voice = new Voice(atlas.frame);
  atlas.undo.push(() => atlas.voice.silence());
  atlas.comparison = new Comparison(atlas);
  new Tools(atlas);
  buildTime(atlas);
  atlas.features.onpaint = () => atlas.labels.redrawNow();
  for (const node of [atlas.block.box, atlas.credit, atlas.topbar.box, atlas.drawer.box, ...atlas.tour.boxes]) atlas.shield(node);
  atlas.labels.panels = () => panelBoxes(atlas);
  atlas.legend.onopen = () => atlas.labels.redraw();
  const narrow = atlas.frame.clientWidth <= NARROW;
  atlas.topbar.moveTools(narrow ? atlas.block.tools : null);
  atlas.block.setNarrow(narrow);
  if (atlas.options.legend === "closed") atlas.legend.open(false);
  map.invalidateSize({ animate: false });
}

/** The time bar, and what tells of the years as they are played.
 * @param {Atlas} atlas */
function buildTime(atlas) {
  atlas.timebar = new TimeBar(atlas.frame, atlas.model, atlas.text, {
    go: (year, settled) => atlas.byHand(year, settled),
    step: (years) => atlas.byHand(atlas.state.year + years, true),
    toggle: () => (atlas.clock.playing ? atlas.pause() : atlas.play()),
    speed: (value) => (atlas.clock.speed = value),
    era: (era) => chooseEra(atlas, era, atlas.state.year, (year, settled) => atlas.byHand(year, settled)),
    tell: (key, values) => atlas.tell(key, values),
  });
  if (atlas.options.address) atlas.timebar.box.setAttribute("role", "contentinfo"); // the foot of a page of our own
  atlas.range = new Range(atlas.timebar, atlas);
  atlas.other = new OtherYear(atlas.timebar, atlas);
  atlas.ticker = new Ticker(atlas.corner, atlas);
  atlas.glow = new Glow(atlas);
}

/** @param {Atlas} atlas */
export function bindMap(atlas) {
  bindPrint(atlas);
  const { map } = atlas;
  /**
   * @param {string} names
   * @param {(event: any) => void} handler */
  const on = (names, handler) => {
    map.on(names, handler);
    atlas.undo.push(() => map.off(names, handler));
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let wait;
  on("moveend", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      atlas.emit("view", atlas.sight.view());
    }, 250);
    atlas.takeStock();
  });
  atlas.undo.push(() => clearTimeout(wait));
  let narrow = atlas.frame.clientWidth <= NARROW;
  const watcher = new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    atlas.frame.classList.toggle("cam-low", atlas.stage.clientHeight < 290);
    atlas.block.fit();
    if (narrow === (narrow = atlas.frame.clientWidth <= NARROW)) return;
    atlas.topbar.moveTools(narrow ? atlas.block.tools : null);
    atlas.block.setNarrow(narrow);
  });
  watcher.observe(atlas.frame);
  atlas.undo.push(() => watcher.disconnect());
}
