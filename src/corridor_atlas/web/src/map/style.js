/* How a status looks. Colour belongs to the layer, pattern and strength to the status. */
(function (A) {
  "use strict";

  /* dash: in pixels for width 2, grows with the width; tint: strength of a solid line underneath */
  A.STATUS = [
    { id: "proposed", dash: [0.01, 6], cap: "round", alpha: 0.8, tint: 0, sign: "hollow" },
    { id: "planned", dash: [0.01, 4], cap: "round", alpha: 0.95, tint: 0, sign: "hollow" },
    { id: "under_construction", dash: [4.5, 4.5], cap: "butt", alpha: 1, tint: 0.28, sign: "half" },
    { id: "operating", dash: null, cap: "round", alpha: 1, tint: 0, sign: "solid" },
    { id: "suspended", dash: [12, 5], cap: "butt", alpha: 0.85, tint: 0, sign: "barred" },
    { id: "closed", dash: [2.5, 2.5], cap: "butt", alpha: 0.5, tint: 0, sign: "crossed" },
    { id: "cancelled", dash: [1.2, 5], cap: "butt", alpha: 0.5, tint: 0, sign: "crossed" },
  ];

  /** Everything that follows from the code of a span. */
  A.styleOf = function (code) {
    const status = A.STATUS[code & 7];
    const doubtful = (code & A.DOUBTFUL) !== 0;
    const gone = (code & A.GONE) !== 0;
    return {
      ...status,
      doubtful,
      gone,
      alpha: status.alpha * (doubtful ? 0.62 : 1) * (gone ? 0.5 : 1),
    };
  };

  const WIDTHS = [[3, 0.5], [5, 0.66], [7, 0.9], [9, 1.1], [12, 1.5], [15, 1.9]];
  const SIGNS = [[3, 0.4], [5, 0.5], [6, 0.62], [8, 0.9], [9, 1.1], [11, 1.3], [14, 1.5]];

  function between(table, zoom) {
    if (zoom <= table[0][0]) return table[0][1];
    for (let i = 1; i < table.length; i++) {
      const [z1, v1] = table[i];
      const [z0, v0] = table[i - 1];
      if (zoom <= z1) return v0 + ((v1 - v0) * (zoom - z0)) / (z1 - z0);
    }
    return table[table.length - 1][1];
  }

  /** Factor on a layer's line width at a zoom. */
  A.widthFactor = (zoom) => between(WIDTHS, zoom);

  /** Factor on a layer's sign size at a zoom. */
  A.signFactor = (zoom) => between(SIGNS, zoom);

  A.SCHEMATIC = 3;

  /** Strength of what steps back while a guided tour speaks of something else. */
  A.DIM = 0.22;

  /** `#rrggbb` with an opacity. */
  A.alpha = function (colour, opacity) {
    const value = parseInt(colour.slice(1), 16);
    return `rgba(${value >> 16}, ${(value >> 8) & 255}, ${value & 255}, ${opacity})`;
  };

  /** Part of a layer's colour in its names, the rest is ink: small letters need more contrast than signs. */
  const IN_NAMES = 0.6;

  /** The colour of letters that go with a colour. */
  A.inkOf = function (colour, { ink }) {
    const [one, other] = [colour, ink].map((hex) => parseInt(hex.slice(1), 16));
    const mixed = [16, 8, 0].map((shift) => Math.round(((one >> shift) & 255) * IN_NAMES + ((other >> shift) & 255) * (1 - IN_NAMES)));
    return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };

  A.layerColour = (layer, theme) => (theme === "dark" ? layer.color_dark : layer.color);

  A.SANS = '"Source Sans 3", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans", ' +
    '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Malgun Gothic", sans-serif';
  A.SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "Liberation Serif", ' +
    '"Noto Serif", "Noto Serif CJK SC", "Songti SC", SimSun, serif';
})(globalThis.CorridorAtlas);
