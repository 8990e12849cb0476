/* Names on the map: placed by rank, never one over another, haloed, along the line for lines. */
(function (A) {
  "use strict";
  const CELL = 64;
  const SAME_SPOT = 9; // pixels within which two towns are one
  const MANY = 400; // above this number of lines in view only the chosen one is named

  /** Occupied boxes [x0, y0, x1, y1], in a grid so that asking stays cheap. An owner may write
   * over its own boxes. */
  class Occupied {
    constructor() {
      this.cells = new Map();
    }
    keys(box, visit) {
      for (let i = Math.floor(box[0] / CELL); i <= Math.floor(box[2] / CELL); i++) {
        for (let j = Math.floor(box[1] / CELL); j <= Math.floor(box[3] / CELL); j++) if (visit(i * 100003 + j)) return true;
      }
      return false;
    }
    add(box, owner) {
      this.keys(box, (key) => {
        const cell = this.cells.get(key);
        if (cell) cell.push([box, owner]);
        else this.cells.set(key, [[box, owner]]);
        return false;
      });
    }
    free(box, owner) {
      return !this.keys(box, (key) => (this.cells.get(key) || []).some(([one, whose]) => (!owner || whose !== owner) && A.meets(one, box)));
    }
  }

  const widths = new Map();

  function widthOf(ctx, text, style) {
    const key = `${style.font}|${style.spacing || 0}|${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      if (widths.size > 5000) widths.clear();
      setFont(ctx, style);
      width = ctx.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  }

  function setFont(ctx, style) {
    ctx.font = style.font;
    if ("letterSpacing" in ctx) ctx.letterSpacing = `${style.spacing || 0}px`;
  }

  /** A name without what stands in brackets: that belongs in the story, not on the map. */
  A.shortName = function (name) {
    return name.replace(/\s*[(（][^)）]*[)）]/g, "").trim() || name;
  };

  /** Break a long name into two lines near its middle. */
  function wrap(text, most) {
    if (text.length <= most) return [text];
    const spaces = [...text.matchAll(/[\s–—-]/g)].map((found) => found.index);
    if (!spaces.length) return /[\u3000-\u9fff\uac00-\ud7af]/.test(text) ? [text.slice(0, Math.ceil(text.length / 2)), text.slice(Math.ceil(text.length / 2))] : [text];
    const middle = text.length / 2;
    const at = spaces.reduce((a, b) => (Math.abs(a - middle) <= Math.abs(b - middle) ? a : b));
    return [text.slice(0, at + 1).trimEnd(), text.slice(at + 1)];
  }

  A.labelCanvas = function (state, base, features, palette) {
    const layer = new (A.canvasLayer().extend({
      paint(ctx, frame) {
        const occupied = new Occupied();
        frame.inner = inside(layer._map);
        for (const sign of features.signs || []) {
          if (sign.r >= 2) occupied.add([sign.x - sign.r, sign.y - sign.r, sign.x + sign.r, sign.y + sign.r], sign.feature);
        }
        for (const [x, y, r] of features.changeSigns || []) occupied.add([x - r, y - r, x + r, y + r]);
        for (const box of layer.panels ? layer.panels() : []) occupied.add(box);
        const job = { ctx, frame, occupied, colours: layer.palette, state };
        layer.placed = [];
        for (const item of candidates(job, base, features)) {
          if (item.once && layer.placed.includes(item.text)) continue;
          const done = item.along ? placeAlong(job, item) : placeAround(job, item);
          if (done) layer.placed.push(item.text);
        }
      },

      /** Leave the names of the base map to somebody else. */
      hidePlaces() {
        base = { places: [], rivers: [] };
        layer.redraw();
      },
    }))({ pane: "ca-labels", className: "ca-canvas", padding: 0.05 });
    layer.palette = palette;
    return layer;
  };

  /** What the reader sees, in layer pixels: a name is written whole or not at all. */
  function inside(map) {
    const low = map.containerPointToLayerPoint([3, 3]);
    const size = map.getSize();
    return [low.x, low.y, low.x + size.x - 6, low.y + size.y - 6];
  }

  const holds = (outer, box) => outer[0] <= box[0] && outer[1] <= box[1] && outer[2] >= box[2] && outer[3] >= box[3];

  /** Everything that wants a name, the most important first. */
  function candidates(job, base, features) {
    const { state, frame } = job;
    const found = features.seen ? fromFeatures(job, features) : [];
    // by the English name too: the base map has a town in fewer languages than the atlas
    const keys = (names) => [names.en, A.pick(names, state.language)].filter(Boolean).map((name) => folded(A.shortName(name)));
    const towns = found.filter((one) => one.town);
    const named = new Set(towns.flatMap((one) => keys(one.owner.names)));
    const isNamed = (place, { x, y, dot }) => dot && (keys(place.names).some((key) => named.has(key)) || towns.some((one) => Math.hypot(one.x - x, one.y - y) < SAME_SPOT));
    for (const river of base.rivers) {
      const item = A.riverLabel(river, frame, state.language, job.colours);
      if (item) found.push(item);
    }
    for (const place of base.places) {
      const item = A.placeLabel(place, frame, state, job.colours);
      if (item && !isNamed(place, item)) found.push(item);
    }
    return found.sort((a, b) => a.rank - b.rank);
  }

  /** A name without accents and signs: two sources may write the same town differently. */
  const folded = (text) => text.normalize("NFD").replace(/[\p{M}\p{P}\s]/gu, "").toLowerCase();

  const isTown = (feature) => feature.layer.symbol === "dot" && feature.timeless;

  function fromFeatures({ state, frame, colours }, features) {
    const found = [];
    const add = (feature, rest) => {
      const chosen = feature.id === state.selected;
      const lit = A.isLit(state, feature);
      if ((!chosen && !lit && frame.zoom < feature.layer.label_zoom) || (A.isDim(state, feature) && !isTown(feature))) return;
      const town = isTown(feature);
      const size = A.clamp(11 + (frame.zoom - feature.layer.label_zoom) * 0.5, 11, 13) + (town ? 0.5 : 0);
      const { change } = A.tinted(state) && A.entry(state, feature) || {};
      if (change === "same" && !town && !chosen) return; // what did not change is only the ground
      const colour = town ? colours.place : A.inkOf(A.colourOf({ feature, change }, colours, state.theme), colours);
      found.push({
        owner: feature, town, text: A.shortName(A.pick(feature.names, state.language)), rank: chosen ? -10 : lit ? -5 : town ? 3 : 20 - feature.layer.order / 100,
        style: { font: `${chosen ? 700 : town ? 600 : 500} ${size}px ${A.SANS}`, size, colour }, ...rest,
      });
    };
    for (const sign of features.signs) {
      const { feature, x, y, r, small } = sign;
      if (!small || feature.id === state.selected || isTown(feature)) add(feature, { x, y, r });
    }
    const lines = features.seen.line;
    for (const { feature } of lines.length > MANY ? lines.filter((one) => one.feature.id === state.selected) : lines) add(feature, { along: A.partsAt(feature.shape, frame.zoom) });
    for (const { feature } of features.seen.area) {
      const [x0, y0, x1, y1] = feature.shape.box;
      const { scale, x, y } = frame.view;
      add(feature, { x: ((x0 + x1) / 2) * scale - x, y: ((y0 + y1) / 2) * scale - y, r: 0, centred: true });
    }
    return found;
  }

  /* ---- a name at a place ---- */

  const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [0.8, -0.8], [0.8, 0.8], [-0.8, -0.8], [-0.8, 0.8]];
  const HERE = [[0, 0, 0]];
  /* Close to the place first; a little further off for towns, whose place a sign may cover. */
  const NEAR = SIDES.map(([x, y]) => [x, y, 0]);
  const FAR = [...NEAR, ...SIDES.map(([x, y]) => [x, y, 6])];

  function placeAround(job, item) {
    const { ctx, occupied, frame } = job;
    const { style } = item;
    const lines = item.lines || wrap(item.text, 24);
    const width = Math.max(...lines.map((one) => widthOf(ctx, one, style)));
    const height = style.size * 1.18 * lines.length;
    const free = occupied.free([item.x - 1, item.y - 1, item.x + 1, item.y + 1]);
    const spots = item.centred ? HERE : item.dot || item.town ? FAR : NEAR;
    for (const [sx, sy, gap] of spots) {
      const cx = item.x + sx * (item.r + 3 + gap + width / 2) * (sy && sx ? 0.95 : 1);
      const cy = item.y + sy * (item.r + 2 + gap + height / 2);
      const box = [cx - width / 2 - 2, cy - height / 2 - 1, cx + width / 2 + 2, cy + height / 2 + 1];
      if (!holds(frame.inner, box) || !occupied.free(box, item.owner)) continue;
      occupied.add(box);
      if (item.dot && free) dot(job, item);
      lines.forEach((text, i) => write(job, text, style, cx, cy + (i - (lines.length - 1) / 2) * style.size * 1.18, 0, sx));
      return true;
    }
    return false;
  }

  function dot({ ctx, colours }, item) {
    ctx.beginPath();
    if (item.dot === "square") ctx.rect(item.x - 2.3, item.y - 2.3, 4.6, 4.6);
    else ctx.arc(item.x, item.y, item.r - 0.6, 0, 7);
    ctx.fillStyle = colours.casing;
    ctx.fill();
    ctx.strokeStyle = colours.place;
    ctx.lineWidth = 1.1;
    ctx.stroke();
  }

  function write({ ctx, colours }, text, style, x, y, angle) {
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(angle);
    setFont(ctx, style);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.globalAlpha = style.alpha || 1;
    if (style.halo !== false) {
      ctx.strokeStyle = A.alpha(style.onWater ? colours.sea : colours.casing, 0.9);
      ctx.lineWidth = 3;
      ctx.strokeText(text, 0, 0);
    }
    ctx.fillStyle = style.colour;
    ctx.fillText(text, 0, 0);
    ctx.restore();
  }

  /* ---- a name along a line ---- */

  function placeAlong(job, item) {
    const { ctx, frame, occupied } = job;
    const width = widthOf(ctx, item.text, item.style);
    const spots = [];
    for (const xy of item.along) spots.push(...straightSpots(xy, frame, width + 12));
    // the straightest first, then the one nearest to the middle of the view
    const cx = (frame.inner[0] + frame.inner[2]) / 2;
    const cy = (frame.inner[1] + frame.inner[3]) / 2;
    spots.sort((a, b) => b.straight - a.straight || Math.hypot(a.x - cx, a.y - cy) - Math.hypot(b.x - cx, b.y - cy));
    for (const { x, y, angle } of spots.slice(0, 12)) {
      const lift = item.on ? 0 : item.style.size * 0.5 + 5;
      const px = x + Math.sin(angle) * lift;
      const py = y - Math.cos(angle) * lift;
      const boxes = boxesAlong(px, py, angle, width, item.style.size);
      if (!boxes.every((box) => occupied.free(box))) continue;
      for (const box of boxes) occupied.add(box);
      write(job, item.text, item.style, px, py, angle);
      return true;
    }
    return false;
  }

  function boxesAlong(x, y, angle, width, size) {
    const count = Math.max(2, Math.ceil(width / size));
    const boxes = [];
    for (let i = 0; i < count; i++) {
      const t = ((i + 0.5) / count - 0.5) * width;
      const cx = x + Math.cos(angle) * t;
      const cy = y + Math.sin(angle) * t;
      boxes.push([cx - size * 0.6, cy - size * 0.6, cx + size * 0.6, cy + size * 0.6]);
    }
    return boxes;
  }

  /** Stretches of a line, at least `need` pixels long and nearly straight, inside the view. */
  function straightSpots(xy, frame, need) {
    const { scale, x: left, y: top } = frame.view;
    const pad = 20;
    const [x0, y0, x1, y1] = [frame.inner[0] + pad, frame.inner[1] + pad, frame.inner[2] - pad, frame.inner[3] - pad];
    const points = [];
    const spots = [];
    const flush = () => {
      spots.push(...windows(points, need));
      points.length = 0;
    };
    for (let i = 0; i < xy.length; i += 2) {
      const x = xy[i] * scale - left;
      const y = xy[i + 1] * scale - top;
      if (points.length) {
        const before = points[points.length - 1];
        const cut = A.clip(before.rawX, before.rawY, x, y, [x0, y0, x1, y1]);
        if (!cut) flush();
        else if (cut[2] !== x || cut[3] !== y) {
          points.push({ x: cut[2], y: cut[3], rawX: x, rawY: y });
          flush();
        }
        if (cut && points.length === 1 && (cut[0] !== before.x || cut[1] !== before.y)) [before.x, before.y] = [cut[0], cut[1]];
      }
      points.push({ x, y, rawX: x, rawY: y });
    }
    flush();
    return spots.filter((one) => one.x > x0 && one.x < x1 && one.y > y0 && one.y < y1);
  }

  function windows(points, need) {
    const spots = [];
    let total = 0;
    const far = points.map((point, i) => (i ? (total += Math.hypot(point.x - points[i - 1].x, point.y - points[i - 1].y)) : 0));
    const at = (distance) => {
      let i = 1;
      while (i < far.length - 1 && far[i] < distance) i++;
      const t = (distance - far[i - 1]) / (far[i] - far[i - 1] || 1);
      return [points[i - 1].x + (points[i].x - points[i - 1].x) * t, points[i - 1].y + (points[i].y - points[i - 1].y) * t];
    };
    if (points.length < 2 || total < need) return spots;
    const steps = Math.min(40, Math.floor((total - need) / 30) + 1);
    for (let i = 0; i < steps; i++) {
      const start = steps === 1 ? (total - need) / 2 : (i * (total - need)) / (steps - 1);
      const [ax, ay] = at(start);
      const [bx, by] = at(start + need);
      const [mx, my] = at(start + need / 2);
      const chord = Math.hypot(bx - ax, by - ay);
      if (chord / need < 0.95) continue;
      let angle = Math.atan2(by - ay, bx - ax);
      if (Math.abs(angle) > Math.PI / 2) angle += angle > 0 ? -Math.PI : Math.PI;
      spots.push({ x: (ax + bx + 2 * mx) / 4, y: (ay + by + 2 * my) / 4, angle, straight: Math.round((chord / need) * 50) });
    }
    return spots;
  }
})(globalThis.CorridorAtlas);
