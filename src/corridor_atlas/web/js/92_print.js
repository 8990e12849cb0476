/* On paper: the map with its legend and the year, light, in the shape of the page; afterwards all as before. */
(function (A) {
  "use strict";
  const SHEET = [1040, 690]; // pixels: A4 lying on its side, less the margins of atlas.css

  A.bindPrint = function (atlas) {
    const { frame, map } = atlas;
    let before = null;
    const fit = (size) => {
      [frame.style.width, frame.style.height] = size;
      map.invalidateSize({ animate: false });
      for (const layer of [atlas.base, atlas.features]) layer.redrawNow(); // the labels follow the features
    };
    A.listen(atlas.undo, globalThis, "beforeprint", () => {
      if (before) return;
      before = { theme: atlas.state.theme, open: atlas.legend.isOpen, centre: map.getCenter(), size: [frame.style.width, frame.style.height] };
      atlas.pause();
      atlas.setTheme("light");
      atlas.legend.open(true);
      frame.classList.add("cam-print");
      fit(SHEET.map((one) => `${one}px`));
    });
    A.listen(atlas.undo, globalThis, "afterprint", () => {
      if (!before) return;
      const { theme, open, centre, size } = before;
      before = null;
      frame.classList.remove("cam-print");
      atlas.setTheme(theme);
      atlas.legend.open(open);
      fit(size);
      map.setView(centre, map.getZoom(), { animate: false });
    });
  };
})(globalThis.CorridorAtlas);
