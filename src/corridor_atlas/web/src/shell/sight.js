/* What the panels leave free of the map, and how to bring something there. */

import { isStill } from "../core/motion.js";
import { clamp } from "../core/numbers.js";

/** Pixels of width up to which the drawer lies at the foot. */
export const NARROW = 640;
const BLOCK = 0.55; // of the title block counts beside a drawer: it covers only a part of the height
const HALF = 0.54; // of the height that the sheet takes at half, as in shell.css
const SLIDE = 0.26; // seconds
const MARGIN = 28; // pixels kept free around what is to be seen
const FLIGHT = 1.4; // seconds
const NEAR = 1.5; // pixels that the map may have moved and still show the same place
const FULL = 11; // zoom up to which a way fills the map
const NEAREST = 9; // zoom at which a line or an area is looked at, if it fits

/**
 * @param {number} x
 * @param {number} y */
const corner = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);

/** Around boxes in world pixels, [west, north, east, south].
 * @param {Box[]} boxes */
const boundsOf = (boxes) => L.latLngBounds(boxes.flatMap(([west, north, east, south]) => [corner(west, north), corner(east, south)]));

export class Sight {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.flying = false;
    /** @type {Place | null} what is told of in place of what is seen */
    this.withheld = null;
    /** @type {({ centre: L.LatLng, place: Place } | null)[]} what was told of last, and with which centre of the map;
     * then the same of where a panel that comes or goes has sent the map */
    this.told = [null, null];
    const { map } = atlas;
    const whole = map.setZoom;
    // buttons and keys zoom around the middle of what is free: that of the map may lie under the drawer
    map.setZoom = (zoom, options) => map.setZoomAround(this.middle(), clamp(zoom, map.getMinZoom(), map.getMaxZoom()), options);
    atlas.undo.push(() => (map.setZoom = whole));
  }

  get narrow() {
    return this.atlas.frame.clientWidth <= NARROW; // of the frame: of two maps beside each other each is narrow
  }

  /** Pixels that the panels take away from the map, or from the one beside it: left, top, right, bottom.
   * @param {AtlasMap} [map] */
  covered(map = this.atlas.map) {
    const { drawer, block, topbar, frame, stage, tour, opening } = this.atlas;
    const room = map.getContainer().getBoundingClientRect();
    if (tour.playing) return tour.covered(room);
    if (opening.isOpen) return opening.covered(room);
    const box = drawer.box.hidden ? block.box : drawer.box;
    if (this.narrow) return [0, Math.max(0, topbar.box.getBoundingClientRect().bottom - room.top), 0, Math.max(0, room.bottom - box.getBoundingClientRect().top)];
    if (drawer.box.hidden) return [0, 0, 0, 0]; // what is seen now, not what will be: the drawer asks on its way
    const whole = stage.getBoundingClientRect(); // of two maps beside each other this one is only a part
    const left = frame.classList.contains("cam-wide") ? 0 : Math.max(0, block.box.offsetWidth + whole.left - room.left) * BLOCK;
    return [left, 0, Math.max(0, room.right - whole.right + drawer.box.offsetWidth), 0];
  }

  /** What the reader sees of the map, in world pixels: all but what lies under the drawer, or on a narrow screen under
   * the bar and the sheet. What the title block covers counts as seen; and at its full height the sheet
   * takes no more than at half: whoever reads the list there goes on counting the same. */
  room() {
    const { map } = this.atlas;
    const size = map.getSize();
    const [, top, right, bottom] = this.covered();
    const foot = this.narrow ? Math.min(bottom, size.y * HALF) : bottom;
    /**
     * @param {number} x
     * @param {number} y */
    const place = (x, y) => L.CRS.EPSG3857.latLngToPoint(map.containerPointToLatLng([x, y]), 0);
    const [low, high] = [place(0, top), place(size.x - right, size.y - foot)];
    return [low.x, low.y, high.x, high.y];
  }

  /** The same in degrees: west, south, east, north. */
  bounds() {
    const [west, north, east, south] = this.room();
    const [first, last] = [corner(west, south), corner(east, north)];
    return [first.lng, first.lat, last.lng, last.lat].map((degrees) => +degrees.toFixed(5));
  }

  /** Whole pixels from the middle of the map to the middle of what is free: there and back is the same way. */
  offset() {
    const [left, top, right, bottom] = this.covered();
    return L.point((left - right) / 2, (top - bottom) / 2).round();
  }

  /** What lies in the middle of what is free. */
  middle() {
    const { map } = this.atlas;
    const zoom = map.getZoom();
    return map.unproject(map.project(map.getCenter(), zoom).add(this.offset()), zoom);
  }

  /** Tell this in place of what is seen, or with null tell that again: the reader's own location is nobody's business.
   * @param {Place | null} place */
  withhold(place) {
    this.withheld = place;
  }

  /** Degrees of the middle, and the zoom: what a link holds. As long as the map stays where it is, so does that,
   * though a sheet may become higher by itself: with a longer headline, or another font that has come. */
  view() {
    if (this.withheld) return this.withheld;
    const { map } = this.atlas;
    const centre = map.getCenter();
    const known = this.told.find((one) => one && one.place.zoom === map.getZoom() && this.distanceTo(one.centre) < NEAR);
    if (known) return known.place;
    const { lat, lng: lon } = this.middle();
    const place = { lat, lon, zoom: map.getZoom() };
    this.told[0] = { centre, place };
    return place;
  }

  /** Show a place in the middle of what is free.
   * @param {Place} place */
  look({ lat, lon, zoom }) {
    const { map } = this.atlas;
    map.setView(this.aside([lat, lon], zoom).centre, zoom, { animate: false });
    this.told = [map.getZoom() === zoom ? { centre: map.getCenter(), place: { lat, lon, zoom } } : null, null];
  }

  /** Bring what was in the middle back into it, after a panel came or went. A pixel is what Leaflet rounds away.
   * @param {L.LatLng} middle */
  keep(middle) {
    const { map } = this.atlas;
    const zoom = map.getZoom();
    const by = map.project(middle, zoom).subtract(map.project(this.middle(), zoom)).round();
    if (Math.max(Math.abs(by.x), Math.abs(by.y)) <= 1) return;
    const place = this.view();
    this.told[1] = { centre: map.unproject(map.project(map.getCenter(), zoom).add(by), zoom), place };
    map.panBy(by, { animate: !isStill() && !map.atlasHeld, duration: SLIDE });
  }

  /** Around all of these features; what is seen now when none has a place.
   * @param {string[]} ids */
  boundsOf(ids) {
    const { model, map } = this.atlas;
    const shapes = ids.map((id) => model.byId.get(id)).filter((one) => one && one.shape);
    if (!shapes.length) return map.getBounds();
    return boundsOf(shapes.map(({ shape }) => shape.box));
  }

  /** Whether all of it is seen, with no panel over it.
   * @param {L.LatLngBounds} bounds */
  isFree(bounds) {
    const { map } = this.atlas;
    const [left, top, right, bottom] = this.covered();
    const size = map.getSize();
    const free = L.bounds([left, top], [size.x - right, size.y - bottom]);
    return [bounds.getNorthWest(), bounds.getSouthEast()].every((one) => free.contains(map.latLngToContainerPoint(one)));
  }

  /** Centre and zoom that put a place into the middle of what is free.
   * @param {L.LatLngExpression} place
   * @param {number} zoom */
  aside(place, zoom) {
    const { map } = this.atlas;
    return { centre: map.unproject(map.project(place, zoom).subtract(this.offset()), zoom), zoom };
  }

  /** Centre and zoom at which bounds lie in what is free, no closer than `nearest`.
   * @param {L.LatLngBounds} bounds
   * @param {number} nearest */
  around(bounds, nearest) {
    const { map } = this.atlas;
    const [left, top, right, bottom] = this.covered();
    const room = L.point(left + right + 2 * MARGIN, top + bottom + 2 * MARGIN);
    const zoom = Math.min(nearest, map.getBoundsZoom(bounds, false, room));
    const [one, other] = [bounds.getNorthWest(), bounds.getSouthEast()].map((place) => map.project(place, zoom));
    return this.aside(map.unproject(one.add(other).divideBy(2), zoom), zoom);
  }

  /** Fly there; at once if asked, where motion is unwelcome, and while the map is being built.
   * @param {Aim} aim
   * @param {boolean} [atOnce] */
  fly({ centre, zoom }, atOnce) {
    const { map } = this.atlas;
    map.stop();
    this.flying = !atOnce && !isStill() && !map.atlasHeld;
    if (this.flying) {
      map.once("moveend", () => (this.flying = false));
      map.flyTo(centre, zoom, { duration: FLIGHT });
    } else map.setView(centre, zoom, { animate: false });
  }

  /** Show the whole of a shape, clear of the panels and from no farther than zoom `least` where it has
   * room; nothing moves when it is seen already.
   * @param {Shape} shape
   * @param {number} [least] */
  bring({ type, box }, least = type === "point" ? 0 : NEAREST) {
    const { map } = this.atlas;
    const bounds = boundsOf([box]);
    if (!this.isFree(bounds)) this.fly(this.around(bounds, Math.max(least, map.getZoom())));
  }

  /** Show a shape as large as it fits into what is free; nothing moves where it is seen whole and not much smaller.
   * @param {Shape} shape */
  fill({ box }) {
    if (box[0] > box[2]) return;
    const bounds = boundsOf([box]);
    const aim = this.around(bounds, FULL);
    if (!this.isFree(bounds) || aim.zoom > this.atlas.map.getZoom() + 1) this.fly(aim);
  }

  /** Pixels, at the present zoom, between the middle of the map and where `centre` would put it.
   * @param {L.LatLng} centre */
  distanceTo(centre) {
    const { map } = this.atlas;
    const zoom = map.getZoom();
    return map.project(map.getCenter(), zoom).distanceTo(map.project(centre, zoom));
  }
}

/** Where our panels lie, in layer pixels of this map or of the one beside it: names keep clear of them.
 * @param {Atlas} atlas
 * @param {AtlasMap} [map] */
export function panelBoxes(atlas, map = atlas.map) {
  const room = map.getContainer().getBoundingClientRect();
  /** @type {NodeListOf<HTMLElement>} */
  const controls = map.getContainer().querySelectorAll(".leaflet-control, .cam-side-year");
  const { block, credit, drawer, topbar, chips, comparison, tour, opening, tools } = atlas;
  const panels = [
    ...[block.box, block.key.box, credit, topbar.box, drawer.box, comparison.sign],
    ...chips.boxes(), ...tour.boxes, ...opening.boxes, ...tools.pins.boxes(), ...controls,
  ];
  return panels.filter((node) => node.offsetWidth).map((node) => {
    const box = node.getBoundingClientRect();
    const low = map.containerPointToLayerPoint([box.left - room.left, box.top - room.top]);
    return [low.x - 4, low.y - 4, low.x + box.width + 4, low.y + box.height + 4];
  });
}
