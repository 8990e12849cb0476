/* The canvas of the atlas: every feature of the year, and what lies under the pointer. */
(function (A) {
  "use strict";
  const MANY = 500; // above this number of signs nobody could read them apart; they stay where they are
  /* Corner points of lines that are drawn in full dress: while the year moves, and when it stands still. */
  const BUDGET = { moving: 12000, still: 60000 };
  const SETTLED = 180; // milliseconds without a new year

  /** Whether a guided tour speaks of it now, and whether it steps back because the tour speaks of others. */
  A.isLit = (state, feature) => Boolean(state.lit) && state.lit.has(feature.id);
  A.isDim = (state, feature) => Boolean(state.lit) && !state.lit.has(feature.id) && !feature.layer.background && feature.id !== state.selected;

  A.featureCanvas = function (state, palette) {
    const layer = new (A.canvasLayer().extend({
      /** Paint soon, as something in motion: only what is in view, and no slower than a frame. */
      redrawMoving() {
        layer.moving = true;
        clearTimeout(layer.wait);
        layer.wait = setTimeout(() => {
          layer.moving = false;
          layer.redraw();
        }, SETTLED);
        layer.redraw();
      },

      onRemove(map) {
        clearTimeout(layer.wait);
        L.Renderer.prototype.onRemove.call(this, map);
      },

      paint(ctx, frame) {
        if (layer.moving) frame.world = visible(layer._map, frame);
        frame.margin = [frame.box[0] - 30, frame.box[1] - 30, frame.box[2] + 30, frame.box[3] + 30];
        const seen = collect(state, frame);
        for (const way of layer.ways || []) {
          const colour = { way: "accent", gained: "gained", lost: "lost", lit: "halo" }[way.kind];
          A.drawHalo(ctx, frame, { feature: way }, layer.palette[colour], 8);
        }
        frame.crowded = cornersOf(seen.line, frame.zoom) > (layer.moving ? BUDGET.moving : BUDGET.still);
        const marks = [[state.hovered, layer.palette.hover, 7], [state.selected, layer.palette.halo, 9]];
        for (const type of ["area", "line"]) {
          for (const [id, colour, extra] of marks) {
            const entry = seen[type].find((one) => one.feature.id === id);
            if (entry) A.drawHalo(ctx, frame, entry, colour, extra, layer.palette.ink);
          }
          const draw = type === "area" ? A.drawAreas : A.drawLines;
          for (const entries of byLayer(seen[type])) draw(ctx, frame, entries, layer.palette, state.theme);
        }
        layer.seen = seen;
        layer.signs = placeSigns(seen.point, frame, state);
        drawSigns(ctx, frame, layer.signs, layer.palette, state, marks);
        layer.changeSigns = A.tinted(state) ? A.drawChangeSigns(ctx, frame, seen, layer.signs, layer.palette) : [];
        layer.frame = frame;
        if (layer.onpaint) layer.onpaint();
      },

      /** The topmost feature within `reach` pixels of a point (layer pixels), or null. */
      at(x, y, reach) {
        const { seen, signs, frame } = layer;
        if (!seen) return null;
        let best = null;
        let least = Infinity;
        for (let i = signs.length - 1; i >= 0; i--) {
          const distance = Math.hypot(signs[i].x - x, signs[i].y - y) - signs[i].r;
          if (distance <= reach * 0.6 && distance < least) [best, least] = [signs[i].feature, distance];
        }
        return best || lineAt(seen.line, frame, x, y, reach) || areaAt(seen.area, frame, x, y);
      },
    }))({ pane: "ca-features", className: "ca-canvas" });
    layer.palette = palette;
    return layer;
  };

  /** What the reader sees, in world pixels of zoom 0. */
  function visible(map, { view }) {
    const low = map.containerPointToLayerPoint([-20, -20]);
    const size = map.getSize();
    const { scale, x, y } = view;
    return [(low.x + x) / scale, (low.y + y) / scale, (low.x + x + size.x + 40) / scale, (low.y + y + size.y + 40) / scale];
  }

  function cornersOf(entries, zoom) {
    let sum = 0;
    for (const { feature } of entries) for (const xy of A.partsAt(feature.shape, zoom)) sum += xy.length / 2;
    return sum;
  }

  function collect(state, frame) {
    const seen = { area: [], line: [], point: [] };
    for (const feature of state.model.features) {
      const { shape } = feature;
      if (!shape || !A.meets(shape.box, frame.world)) continue;
      if (frame.zoom < feature.layer.min_zoom && feature.id !== state.selected && !A.isLit(state, feature)) continue;
      const entry = A.entry(state, feature);
      if (!entry) continue;
      entry.dim = A.isDim(state, feature);
      seen[shape.type].push(entry);
    }
    if (A.tinted(state)) for (const entries of Object.values(seen)) A.changedLast(entries);
    if (state.lit) for (const entries of Object.values(seen)) entries.sort((a, b) => b.dim - a.dim);
    return seen;
  }

  function byLayer(entries) {
    const found = [];
    for (const entry of entries) {
      const list = found[found.length - 1];
      if (list && list[0].feature.layer === entry.feature.layer) list.push(entry);
      else found.push([entry]);
    }
    return found;
  }

  function lineAt(entries, frame, x, y, reach) {
    const { view } = frame;
    const pad = reach / view.scale;
    const wx = (x + view.x) / view.scale;
    const wy = (y + view.y) / view.scale;
    let best = null;
    let least = reach;
    for (let i = entries.length - 1; i >= 0; i--) {
      const { feature } = entries[i];
      const { box } = feature.shape;
      if (wx < box[0] - pad || wx > box[2] + pad || wy < box[1] - pad || wy > box[3] + pad) continue;
      for (const xy of A.partsAt(feature.shape, frame.zoom)) {
        const distance = A.distanceToLine(x, y, xy, view, 0.5);
        if (distance < least) [best, least] = [feature, distance];
      }
    }
    return best;
  }

  function areaAt(entries, frame, x, y) {
    for (let i = entries.length - 1; i >= 0; i--) {
      const { feature } = entries[i];
      if (A.inArea(x, y, feature.shape.parts, frame.view)) return feature;
    }
    return null;
  }

  /* ---- signs ---- */

  /** Where each sign goes. Signs that would lie on each other move aside (a hair line leads back
   * to the place) or, at small scales, shrink to a dot. The selected comes first, then layers
   * from the top. The result is in drawing order. */
  function placeSigns(entries, frame, state) {
    const factor = A.signFactor(frame.zoom);
    const { scale, x: left, y: top } = frame.view;
    const signs = entries.map(({ feature, code, change, dim }) => {
      const [wx, wy] = feature.shape.parts[0];
      const x = wx * scale - left;
      const y = wy * scale - top;
      return { feature, code, change, dim, x, y, px: x, py: y, r: feature.layer.radius * factor, small: false };
    });
    if (signs.length > MANY) return signs;
    const placed = [];
    for (const sign of signs.slice().reverse().sort((a, b) => (b.feature.id === state.selected) - (a.feature.id === state.selected))) {
      if (sign.feature.layer.symbol !== "none" && sign.r >= 4 && !free(sign, sign.px, sign.py, placed)) {
        if ((frame.zoom < 8 && !A.isLit(state, sign.feature)) || !moveAside(sign, placed)) {
          sign.small = true;
          sign.r = 2.4;
        }
      }
      if (!sign.small) placed.push(sign);
    }
    return signs.sort((a, b) => b.small - a.small);
  }

  function free(sign, x, y, placed) {
    return placed.every((one) => Math.hypot(one.x - x, one.y - y) >= (one.r + sign.r) * 0.92 + 1);
  }

  function moveAside(sign, placed) {
    for (const reach of [2.1, 3.2]) {
      for (let i = 0; i < 8; i++) {
        const angle = -Math.PI / 4 + (i * Math.PI) / 4;
        const x = sign.px + Math.cos(angle) * sign.r * reach;
        const y = sign.py + Math.sin(angle) * sign.r * reach;
        if (!free(sign, x, y, placed)) continue;
        sign.x = x;
        sign.y = y;
        return true;
      }
    }
    return false;
  }

  function drawSigns(ctx, frame, signs, palette, state, marks) {
    for (const sign of signs) {
      if (sign.x === sign.px && sign.y === sign.py) continue;
      const colour = A.colourOf(sign, palette, state.theme);
      ctx.globalAlpha = sign.dim ? A.DIM : 0.8;
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(sign.px, sign.py);
      ctx.lineTo(sign.x, sign.y);
      ctx.stroke();
      ctx.fillStyle = colour;
      ctx.beginPath();
      ctx.arc(sign.px, sign.py, 1.6, 0, 7);
      ctx.fill();
    }
    for (const [id, colour, extra] of marks) {
      const sign = signs.find((one) => one.feature.id === id);
      if (!sign) continue;
      ctx.globalAlpha = 0.75;
      ctx.fillStyle = colour;
      ctx.beginPath();
      ctx.arc(sign.x, sign.y, sign.r * 1.15 + extra * 0.5, 0, 7);
      ctx.fill();
      ctx.strokeStyle = palette.ink;
      ctx.lineWidth = 1;
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    for (const sign of signs) {
      const { feature, code, x, y, r, small } = sign;
      if (feature.layer.symbol === "none") continue;
      const { image, size } = A.sign({
        symbol: small ? "dot" : feature.layer.symbol, colour: A.colourOf(sign, palette, state.theme), casing: palette.casing,
        code, schematic: feature.schematic, radius: Math.round(r * 4) / 4, ratio: frame.ratio,
      });
      ctx.globalAlpha = sign.dim ? A.DIM : 1;
      ctx.drawImage(image, Math.round(x * frame.ratio) / frame.ratio - size / 2, Math.round(y * frame.ratio) / frame.ratio - size / 2, size, size);
    }
    ctx.globalAlpha = 1;
  }
})(globalThis.CorridorAtlas);
