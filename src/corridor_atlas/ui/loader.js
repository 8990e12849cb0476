// Puts the Folium map into the page once and keeps it: later calls only pass on what changed.
// The big parts (Leaflet, the map's own script, styles, all features) come with the first call
// alone; `have` tells Python that they have arrived.
const mounted = new WeakMap();

function isDark(element) {
  const paper = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const hex = /^#([0-9a-f]{6})/i.exec(paper);
  if (!hex) return matchMedia("(prefers-color-scheme: dark)").matches;
  const value = parseInt(hex[1], 16);
  return 0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255) < 128;
}

function run(code) {
  const script = document.createElement("script");
  script.textContent = code;
  document.head.append(script);
  script.remove();
}

function build(one, parts, data, parentElement) {
  if (!window.CorridorAtlas) {
    const style = document.createElement("style");
    style.textContent = parts.css;
    document.head.append(style);
    parts.libraries.forEach(run);
  }
  one.controller?.destroy();
  const host = parentElement.querySelector(".ca-host");
  one.controller = window.CorridorAtlas.start(host, parts, {
    year: data.year,
    selected: data.selected,
    ...filterOf(data),
    view: data.viewport,
    theme: isDark(parentElement) ? "dark" : "light",
    keys: "page",
  });
  one.rev = data.rev;
  one.view = data.viewport;
  one.told = { year: data.year, selected: data.selected, filter: JSON.stringify(filterOf(data)) };
}

function filterOf(data) {
  return { layers: data.layers, era: data.era, certainOnly: data.certain_only, showGone: data.show_gone };
}

function listen(one) {
  // each part has its number: a part that Python has heard must not come back with a later one
  const tell = (name, value) => {
    one.number += 1;
    one.unheard[name] = [one.number, value];
    one.send("report", { ...one.unheard });
  };
  one.controller.on("year", ({ year, settled }) => settled && tell("year", year));
  one.controller.on("select", ({ id }) => tell("selected", id));
  one.controller.on("layers", ({ ids }) => tell("layers", ids));
  one.controller.on("view", (view) => {
    if (!same(view, one.view)) tell("viewport", (one.view = view));
  });
}

/** Whether two viewports are the same to the eye: Leaflet rounds the middle to whole pixels. */
function same(a, b) {
  const pixels = (256 * 2 ** b.zoom) / 360;
  return a.zoom === b.zoom && Math.abs(a.lat - b.lat) * pixels < 3 && Math.abs(a.lon - b.lon) * pixels < 3;
}

/** Pass on what Python says differently from before. The rest belongs to the map: a run of the
 * script for some other reason must not pull the year back while the map plays. */
function apply(one, data) {
  const { year, selected } = data;
  const filter = JSON.stringify(filterOf(data));
  const way = JSON.stringify(data.way);
  const before = one.told;
  if (filter !== before.filter) one.controller.setFilter(filterOf(data));
  if (year !== before.year) one.controller.setYear(year, { silent: true });
  if (selected !== before.selected) one.controller.select(selected, { silent: true, pan: true });
  if (way !== before.way) one.controller.setWay(data.way, { pan: Boolean(data.way) });
  one.told = { year, selected, filter, way };
}

export default function ({ data, parentElement, setStateValue }) {
  let one = mounted.get(parentElement);
  if (!one) {
    one = { number: data.heard, unheard: {}, told: {} };
    mounted.set(parentElement, one);
  }
  one.send = setStateValue;
  if (one.rev !== data.rev) {
    if (!data.parts) {
      if (data.have !== null) setStateValue("have", null);
      return;
    }
    build(one, data.parts, data, parentElement);
    listen(one);
  }
  if (data.have !== data.rev) setStateValue("have", data.rev);
  one.controller.setTheme(isDark(parentElement) ? "dark" : "light");
  // what Python says is out of date while it has not heard the last word of the map
  for (const [name, [number]] of Object.entries(one.unheard)) {
    if (number <= data.heard) delete one.unheard[name];
  }
  if (data.heard >= one.number) apply(one, data);
}
