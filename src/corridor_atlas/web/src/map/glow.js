/* While it plays: what opens glows and grows along its line, what closes flashes and fades. It is drawn on a canvas of
 * its own over the features, so that a year costs no more than before. */

import { isStill } from "../core/motion.js";
import { entryOf } from "../model/changes.js";
import { meets, partsAt, trace, traceInside } from "../model/geometry.js";
import { canvasLayer } from "./canvas.js";
import { lineWidth } from "./lines.js";
import { drawSign } from "./signs.js";
import { layerColour } from "./style.js";

const LIFE = 2400; // milliseconds for which it glows
const GROWTH = 850; // milliseconds in which a line grows, at one year a second
const POP = 480; // milliseconds in which a sign springs up
const PACE = { moving: 30, fading: 80 }; // milliseconds between two paintings: what only fades needs few
const MOST = 60; // features of a year: of more nobody would see a single one
const FLASH = 0.07; // part of its life in which a flash is at its height
/** @type {Record<string, "opens" | "closes">} */
const WAYS = { opened: "opens", resumed: "opens", closed: "closes", suspended: "closes" };

/** @typedef {{ feature: Placed, opens: boolean, wasThere: boolean, start: number, growth: number }} Spark */

/** Fast at first, then slower.
 * @param {number} t */
const eased = (t) => 1 - (1 - Math.min(1, t)) ** 3;

/** The first part of lines, so long as `share` of all of them together.
 * @param {Flat[]} parts
 * @param {number} share from 0 to 1
 * @returns {Flat[]} */
export function firstPart(parts, share) {
  if (share >= 1) return parts;
  let left = share * parts.reduce((sum, xy) => sum + lengthOf(xy), 0);
  const found = [];
  for (const xy of parts) {
    const kept = [xy[0], xy[1]];
    for (let i = 2; i < xy.length && left > 0; i += 2) {
      const [ax, ay] = [xy[i - 2], xy[i - 1]];
      const length = Math.hypot(xy[i] - ax, xy[i + 1] - ay);
      const t = length > left ? left / length : 1;
      kept.push(ax + t * (xy[i] - ax), ay + t * (xy[i + 1] - ay));
      left -= length;
    }
    found.push(kept);
    if (left <= 0) break;
  }
  return found;
}

/** @param {Flat} xy */
function lengthOf(xy) {
  let sum = 0;
  for (let i = 2; i < xy.length; i += 2) sum += Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
  return sum;
}

export class Glow {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** @type {Spark[]} */
    this.sparks = [];
    this.last = -Infinity; // when it was painted last
    this.layer = new (canvasLayer().extend({
      options: { padding: 0 },
      /**
       * @param {CanvasRenderingContext2D} ctx
       * @param {Frame} frame */
      paint: (ctx, frame) => this.paint(ctx, frame),
    }))({ pane: "ca-glow", className: "ca-canvas" }).addTo(atlas.map);
    this.layer._container.hidden = true;
    atlas.on("played", ({ year }) => this.begin(year));
    atlas.on("shown", () => !atlas.clock.playing && this.end());
    atlas.undo.push(() => cancelAnimationFrame(this.request));
  }

  /** Whether what is compared or a range of years has colours and meanings of its own.
   * @param {State} state */
  isQuiet({ against, since }) {
    return isStill() || Boolean(against) || Boolean(since);
  }

  /** What turns in a year begins to glow or flashes.
   * @param {number} year */
  begin(year) {
    const { state, ticker, features, clock, map } = this.atlas;
    if (this.isQuiet(state)) return;
    const start = performance.now();
    const zoom = map.getZoom();
    /** @param {{ feature: Feature, kind: string }} turn */
    const spark = ({ feature, kind }) => {
      const entry = WAYS[kind] && feature.layer.min_zoom <= zoom ? entryOf(state, feature) : null;
      const seen = entry && meets(entry.feature.shape.box, features.frame.world);
      return seen ? [{ feature: entry.feature, opens: WAYS[kind] === "opens", wasThere: state.codeOf(feature, year - 1) >= 0, start, growth: GROWTH / Math.max(1, clock.speed) }] : [];
    };
    this.sparks.push(...(ticker.turns.get(year) || []).flatMap(spark).slice(0, MOST));
    if (!this.sparks.length) return;
    features.growing = this.growing(start);
    this.layer._container.hidden = false;
    cancelAnimationFrame(this.request);
    this.request = requestAnimationFrame(() => this.tick());
  }

  /** The ids of the lines that still grow: the canvas of the features leaves them to this one.
   * @param {number} now */
  growing(now) {
    return new Set(this.sparks.filter(({ feature, opens, start, growth }) => opens && feature.shape.type === "line" && now - start < growth).map(({ feature }) => feature.id));
  }

  tick() {
    const { features } = this.atlas;
    const now = performance.now();
    if (this.sparks.length) this.request = requestAnimationFrame(() => this.tick());
    const moving = this.sparks.some(({ start }) => now - start < GROWTH);
    if (this.sparks.length && now - this.last < (moving ? PACE.moving : PACE.fading)) return;
    this.last = now;
    this.sparks = this.sparks.filter(({ start }) => now - start < LIFE);
    const growing = this.growing(now);
    if (features.growing && growing.size < features.growing.size) features.redraw();
    features.growing = growing;
    if (!this.atlas.map._animatingZoom) this.layer.redrawNow();
    this.layer._container.hidden = !this.sparks.length;
    if (!this.sparks.length) cancelAnimationFrame(this.request);
  }

  /** The reader has gone elsewhere: nothing glows any more. */
  end() {
    if (!this.sparks.length) return;
    this.sparks = [];
    cancelAnimationFrame(this.request);
    this.tick();
  }

  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {Frame} frame */
  paint(ctx, frame) {
    const { state, palettes, features } = this.atlas;
    const palette = palettes[state.theme];
    const now = performance.now();
    frame.margin = [frame.box[0] - 30, frame.box[1] - 30, frame.box[2] + 30, frame.box[3] + 30];
    ctx.lineJoin = ctx.lineCap = "round";
    for (const spark of this.sparks) {
      const age = now - spark.start;
      const t = age / LIFE;
      const light = spark.opens ? 1 - t : t < FLASH ? t / FLASH : (1 - t) ** 2;
      ctx.strokeStyle = ctx.fillStyle = spark.opens ? palette.halo : palette.change_closed;
      const { type } = spark.feature.shape;
      if (type === "line") paintLine(ctx, frame, spark, light, age, palette, state.theme);
      else if (type === "area") paintArea(ctx, frame, spark, light);
      else {
        const sign = features.signs.find((/** @type {Sign} */ one) => one.feature.id === spark.feature.id);
        if (sign) paintPoint(ctx, frame, sign, spark, light, age, palette, state.theme);
      }
    }
    ctx.globalAlpha = 1;
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Spark} spark
 * @param {number} light
 * @param {number} age
 * @param {Palette} palette
 * @param {Theme} theme */
function paintLine(ctx, frame, { feature, opens, wasThere, growth }, light, age, palette, theme) {
  const parts = partsAt(feature.shape, frame.zoom);
  const width = lineWidth({ feature }, frame.zoom);
  const whole = pathOf(parts, frame);
  const path = opens && age < growth ? pathOf(firstPart(parts, eased(age / growth)), frame) : whole;
  for (const [more, strength] of [[14, 0.28], [6, 0.5]]) {
    ctx.globalAlpha = strength * light;
    ctx.lineWidth = width + more;
    ctx.stroke(path);
  }
  if (!opens || age >= growth) return;
  const colour = layerColour(feature.layer, theme);
  for (const [line, stroke, wide, alpha] of /** @type {[Path2D, string, number, number][]} */ ([
    ...(wasThere ? [[whole, colour, width, 0.3]] : []), [path, palette.casing, width + 2.2, 0.9], [path, colour, width, 1],
  ])) {
    ctx.strokeStyle = stroke;
    ctx.globalAlpha = alpha;
    ctx.lineWidth = wide;
    ctx.stroke(line);
  }
}

/**
 * @param {Flat[]} parts
 * @param {Frame} frame */
function pathOf(parts, frame) {
  const path = new Path2D();
  for (const xy of parts) traceInside(path, xy, frame.view, frame.margin);
  return path;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Spark} spark
 * @param {number} light */
function paintArea(ctx, frame, { feature }, light) {
  const path = new Path2D();
  for (const xy of partsAt(feature.shape, frame.zoom)) trace(path, xy, frame.view, true);
  ctx.globalAlpha = 0.4 * light;
  ctx.fill(path, "evenodd");
  ctx.globalAlpha = 0.8 * light;
  ctx.lineWidth = 4;
  ctx.stroke(path);
}

/** A ring that widens, light around the sign, and while it is new the sign itself, springing up.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Sign} sign
 * @param {Spark} spark
 * @param {number} light
 * @param {number} age
 * @param {Palette} palette
 * @param {Theme} theme */
function paintPoint(ctx, frame, sign, { opens }, light, age, palette, theme) {
  const r = Math.max(sign.r, 4);
  ctx.globalAlpha = 0.5 * light;
  ctx.beginPath();
  ctx.arc(sign.x, sign.y, r * 1.9, 0, 7);
  ctx.fill();
  ctx.globalAlpha = 0.9 * light;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.arc(sign.x, sign.y, r * (1.4 + 2.2 * eased(age / LIFE)), 0, 7);
  ctx.stroke();
  ctx.globalAlpha = 1;
  drawSign(ctx, frame, sign, palette, theme, opens && age < POP ? 1 + 0.7 * Math.sin((Math.PI * age) / POP) : 1);
}
