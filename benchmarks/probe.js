// Put into every page that is measured. A moment counts as painted when the animation frame after
// the one that drew it begins: until then its drawing, on this thread, was not finished.
(() => {
  if (window !== window.top) return; // the peers call from inside their frame: parent.bench.shown(year)
  const bench = (window.bench = { wanted: null, begun: null, paints: [], presses: [] });

  const frameAfter = (then) => requestAnimationFrame(() => then(performance.now()));

  /** Wait for a year. The clock starts with the key press that asks for it. */
  bench.expect = (year) => {
    Object.assign(bench, { wanted: year, begun: null, paints: [] });
    bench.done = new Promise((resolve) => (bench.resolve = resolve));
  };
  addEventListener("keydown", (event) => (bench.begun ??= event.timeStamp), true);

  function painted(year, at) {
    if (year !== bench.wanted || bench.begun === null) return;
    bench.wanted = null;
    bench.resolve(at - bench.begun);
  }

  /** A peer, or the bare page, has put a year into the page: this frame draws it, the next one follows. */
  bench.shown = (year) => frameAfter(() => frameAfter((at) => painted(year, at)));

  /** Our map is painted in this animation frame. */
  function paints() {
    const bar = document.querySelector(".cam-frame [role=slider]");
    const paint = { year: Number(bar?.getAttribute("aria-valuenow")), end: null };
    bench.paints.push(paint);
    frameAfter((at) => {
      paint.end = at;
      painted(paint.year, at);
    });
  }

  /** The canvas of our map is cleared at the start of each painting, or gives way to one that was painted before,
   * inside an animation frame. */
  const clearRect = CanvasRenderingContext2D.prototype.clearRect;
  const swaps = new MutationObserver(paints);
  let pane = null;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    const parent = this.canvas.parentElement;
    if (parent?.classList.contains("leaflet-ca-features-pane")) {
      if (pane !== parent) swaps.observe((pane = parent), { childList: true });
      paints();
    }
    return clearRect.apply(this, box);
  };

  /** When a text first stood in the page, and whenever it named a year. */
  bench.watch = () => {
    new MutationObserver(() => {
      const text = document.querySelector("[data-testid=stText]")?.textContent;
      if (!text || text === bench.text) return;
      bench.text = text;
      frameAfter(() => frameAfter((at) => (bench.opened ??= at)));
      bench.shown(Number(text.replace("year ", "")));
    }).observe(document, { subtree: true, childList: true, characterData: true });
  };

  /** The browser's own word: from the key press to the next picture on the screen, in steps of 8 ms. */
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === "keydown") bench.presses.push(duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
})();
