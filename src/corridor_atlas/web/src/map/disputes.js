/* Areas that more than one country claims: hatched in the tints of all of them. Which land it is follows from a box:
 * that of the country that holds it. */

import { meets, projectBox } from "../model/geometry.js";
import { pen } from "./canvas.js";
import { copies, surface } from "./paths.js";

const STRIPE = 4; // pixels across
const FROM = 5; // zoom from which an area is shown that is hardly seen itself
const SMALL = 16; // pixels: a smaller one has a disc around it
const DISC = 6.5; // radius in pixels

/** @param {any} base see `_basemap.payload`
 * @param {Record<string, string>} native see `decodePlaces`
 * @returns {Dispute[]} */
export function decodeDisputes(base, native) {
  return (base.disputes || []).map((/** @type {any} */ one) => ({
    names: one.n, views: one.v, native: native || {}, box: projectBox(one.b), claimants: one.by, tints: one.t,
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
      stripes(ctx, [west, north, east, south], tones, copy.view);
      ctx.restore();
      if (sizeOf(one.box, copy.view.scale) < SMALL) disc(ctx, [(west + east) / 2, (north + south) / 2], tones, colours);
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
  stripes(ctx, [x - DISC, y - DISC, x + DISC, y + DISC], tones, { x: -x, y: -y });
  ctx.restore();
  ctx.setLineDash([]);
  ctx.strokeStyle = colours.border;
  ctx.lineWidth = 1;
  ctx.stroke(round);
}

/** Fill a box with slanting stripes of several colours, which stay where they are while the map is moved.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Box} box
 * @param {string[]} tones
 * @param {{ x: number, y: number }} origin */
function stripes(ctx, [west, north, east, south], tones, { x, y }) {
  const period = STRIPE * Math.SQRT2;
  const first = Math.floor((west + north + x + y) / period);
  const last = Math.ceil((east + south + x + y) / period);
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
  ctx.lineWidth = STRIPE + 0.3; // so that nothing shines through between two
  tones.forEach((tone, i) => {
    ctx.strokeStyle = tone;
    ctx.beginPath();
    for (let n = first; n <= last; n++) {
      if (((n % tones.length) + tones.length) % tones.length !== i) continue;
      const sum = (n + 0.5) * period - x - y;
      ctx.moveTo(sum - north + STRIPE, north - STRIPE);
      ctx.lineTo(sum - south - STRIPE, south + STRIPE);
    }
    ctx.stroke();
  });
}

/** A small picture of how an area looks that these claim.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} tints
 * @param {Palette} colours */
export function paintClaimed(canvas, tints, colours) {
  const [width, height] = [26, 14];
  const { ctx } = pen(canvas, width, height);
  stripes(ctx, [0, 0, width, height], tints.map((tint) => colours[`tint_${tint}`]), { x: 0, y: 0 });
  ctx.strokeStyle = colours.coast;
  ctx.lineWidth = 1;
  ctx.strokeRect(0.5, 0.5, width - 1, height - 1);
}
