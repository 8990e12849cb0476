/* Areas that more than one country claims: hatched in the tints of all of them. Which land it is follows from a box:
 * that of the country that holds it. */

import { meets, projectBox } from "../model/geometry.js";
import { pen } from "./canvas.js";
import { copies, surface } from "./paths.js";
import { placeName } from "./places.js";
import { liesIn } from "./topology.js";

const STRIPE = 4.5; // pixels across
const FROM = 5; // zoom from which an area is shown that is hardly seen itself
const SMALL = 16; // pixels: a smaller one has a disc around it
const DISC = 6.5; // radius in pixels

/** @param {any} base see `_basemap.payload`
 * @param {Record<string, string>} native see `decodePlaces`
 * @returns {Dispute[]} */
export function decodeDisputes(base, native) {
  return (base.disputes || []).map((/** @type {any} */ one) => ({
    names: one.n, views: one.v, native: native || {}, box: projectBox(one.b), claimants: one.by, tints: one.t, sign: Boolean(one.sign),
  }));
}

/** Those of which something is drawn in a part of the world.
 * @param {Dispute[]} disputes
 * @param {Box} world in world pixels of zoom 0
 * @param {number} zoom */
export const disputesIn = (disputes, world, zoom) => disputes.filter(({ box }) => meets(box, world) && (zoom >= FROM || sizeOf(box, 2 ** zoom) > SMALL));

/** @param {Box} box
 * @param {number} scale */
const sizeOf = ([west, north, east, south], scale) => Math.max(east - west, south - north) * scale;

/** An area as it is named, and the countries that claim it, in words; the one whose names are chosen stands first.
 * @param {Dispute} dispute
 * @param {State} state */
export function claimOn(dispute, { language, names, model }) {
  const words = model.countries[language] || {};
  const first = dispute.claimants.filter((code) => code === names);
  const others = dispute.claimants.filter((code) => code !== names);
  const who = new Intl.ListFormat(language).format([...first, ...others].map((code) => words[code] || code));
  return { name: placeName(dispute, language, names), who };
}

/** The area at a place of the map, in layer pixels; null where none is hatched.
 * @param {Ground} base
 * @param {Frame} frame
 * @param {number} px
 * @param {number} py */
export function disputeAt({ disputes, tiers }, frame, px, py) {
  for (const { view, world } of copies(frame)) {
    for (const one of disputesIn(disputes, world, frame.zoom)) {
      const [west, north, east, south] = one.box.map((value, i) => value * view.scale - (i % 2 ? view.y : view.x));
      if (hasDisc(one, view.scale)) {
        if (Math.hypot(px - (west + east) / 2, py - (north + south) / 2) <= DISC) return one;
      } else if (px >= west && px <= east && py >= north && py <= south) {
        const at = [(px + view.x) / view.scale, (py + view.y) / view.scale];
        if (Object.values(tiers).some((tier) => frame.zoom >= tier.from && isHeld(tier, one, frame.zoom, at))) return one;
      }
    }
  }
  return null;
}

/** Whether land of the country that holds an area lies at a place of the world.
 * @param {Tier} tier
 * @param {Dispute} dispute
 * @param {number} zoom
 * @param {number[]} at */
function isHeld({ cells }, { tints }, zoom, at) {
  return cells.some(({ drawn }) => drawn && drawn.land.areas.some((area, i) => drawn.tints[i] === tints[0] && liesIn(drawn.land, area, zoom, at)));
}

/** @param {Dispute} dispute
 * @param {number} scale */
const hasDisc = (dispute, scale) => dispute.sign || sizeOf(dispute.box, scale) < SMALL;

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Dispute[]} disputes
 * @param {(Land & { tint: number })[]} land
 * @param {Palette} colours */
export function paintDisputes(ctx, frame, disputes, land, colours) {
  for (const copy of copies(frame)) {
    for (const one of disputesIn(disputes, copy.world, frame.zoom)) {
      const [west, north, east, south] = onCanvas(one.box, copy);
      const held = land.filter(({ tint, area }) => tint === one.tints[0] && meets(area.box, one.box));
      const tones = one.tints.map((tint) => colours[`tint_${tint}`]);
      const area = new Path2D();
      area.rect(west, north, east - west, south - north);
      ctx.save();
      ctx.clip(area);
      ctx.clip(surface({ ...frame, world: copy.world, view: copy.view }, held), "nonzero");
      stripes(ctx, [west, north, east, south], tones, copy.view, colours.casing);
      ctx.restore();
      if (hasDisc(one, copy.view.scale)) disc(ctx, [(west + east) / 2, (north + south) / 2], tones, colours);
    }
  }
}

/** A box of the world in canvas pixels, as far as it is painted.
 * @param {Box} box
 * @param {Frame} frame */
function onCanvas(box, { view: { scale, x, y }, box: seen }) {
  return box.map((value, i) => {
    const at = value * scale - (i % 2 ? y : x);
    return i < 2 ? Math.max(at, seen[i]) : Math.min(at, seen[i]);
  });
}

/** A sign for an area that is too small to be seen.
 * @param {CanvasRenderingContext2D} ctx
 * @param {number[]} at
 * @param {string[]} tones
 * @param {Palette} colours */
function disc(ctx, [x, y], tones, colours) {
  const round = new Path2D();
  round.arc(x, y, DISC, 0, 2 * Math.PI);
  ctx.save();
  ctx.clip(round);
  stripes(ctx, [x - DISC, y - DISC, x + DISC, y + DISC], tones, { x: -x, y: -y }, colours.casing);
  ctx.restore();
  ctx.setLineDash([]);
  ctx.strokeStyle = colours.border;
  ctx.lineWidth = 1;
  ctx.stroke(round);
}

/** Fill a box with slanting stripes of several colours, parted by hair lines for those who hardly see colours. They
 * stay where they are while the map is moved.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Box} box
 * @param {string[]} tones
 * @param {{ x: number, y: number }} origin
 * @param {string} edge */
function stripes(ctx, [west, north, east, south], tones, { x, y }, edge) {
  const period = STRIPE * Math.SQRT2;
  const first = Math.floor((west + north + x + y) / period);
  const last = Math.ceil((east + south + x + y) / period);
  /** @param {(n: number) => boolean} which
   * @param {number} shift parts of a stripe */
  const lines = (which, shift) => {
    ctx.beginPath();
    for (let n = first; n <= last; n++) {
      if (!which(n)) continue;
      const sum = (n + shift) * period - x - y;
      ctx.moveTo(sum - north + STRIPE, north - STRIPE);
      ctx.lineTo(sum - south - STRIPE, south + STRIPE);
    }
    ctx.stroke();
  };
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
  ctx.lineWidth = STRIPE + 0.3; // so that nothing shines through between two
  tones.forEach((tone, i) => {
    ctx.strokeStyle = tone;
    lines((n) => ((n % tones.length) + tones.length) % tones.length === i, 0.5);
  });
  ctx.strokeStyle = edge;
  ctx.lineWidth = 0.6;
  lines(() => true, 0);
}

/** A small picture of how an area looks that these claim.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} tints
 * @param {Palette} colours */
export function paintClaimed(canvas, tints, colours) {
  const [width, height] = [26, 14];
  const { ctx } = pen(canvas, width, height);
  stripes(ctx, [0, 0, width, height], tints.map((tint) => colours[`tint_${tint}`]), { x: 0, y: 0 }, colours.casing);
  ctx.strokeStyle = colours.coast;
  ctx.lineWidth = 1;
  ctx.strokeRect(0.5, 0.5, width - 1, height - 1);
}
