// Back and Forward. Streamlit makes an entry of the browser's history of every address that Python writes, and knows
// nothing of going back: here it is decided which of them are steps of the reader, and going back is told to Python.
const push = history.pushState.bind(history);
const replace = history.replaceState.bind(history);
let made = null;
let left = ""; // what the address said last

/** The steps of the reader; only once the program of the map is there. */
function entries() {
  made ??= new window.CorridorAtlas.Entries().watch(window, []);
  return made;
}

/** Whether the reader has done anything on this page yet. */
const hasActed = () => Boolean(navigator.userActivation?.hasBeenActive);

history.pushState = (state, title, url) => {
  const address = new URL(url ?? location.href, location.href);
  const ours = address.pathname === location.pathname;
  if (!ours) return push(state, title, url);
  if (!window.CorridorAtlas) return replace(state, title, url); // the page is still being opened
  if (shown?.unheard.address) return undefined; // Python has not heard yet that the reader went elsewhere
  const how = entries().next(location.search, address.search, { time: performance.now(), acted: hasActed() });
  left = address.search;
  if (how === "push") return push(state, title, url);
  return how ? replace(state, title, url) : undefined;
};
// Streamlit has heard of a return before us, and with what its run of then says it would write over the address
history.replaceState = (...asked) => (shown?.unheard.address ? undefined : replace(...asked));

/** The reader went back or forward, or has written something after the # of the address. Streamlit is not to hear of
 * it: it would run the script with the address of before, and that would write its own over it. */
function onReturn(event) {
  if (!shown?.controller || (location.search === left && location.hash.length < 2)) return;
  event.stopImmediatePropagation();
  entries().arrive();
  takeAddress(shown);
}
for (const name of ["popstate", "hashchange"]) addEventListener(name, onReturn, true);

/** Note what the address says now: to come back to it is no return. */
function noteAddress() {
  left = location.search;
}

/** What the address asks for: after ? and after # the same, what stands after # counts. */
function asked() {
  const found = new URLSearchParams(location.search);
  const after = new URLSearchParams(location.hash.slice(1));
  for (const name of new Set(after.keys())) found.delete(name);
  for (const [name, value] of after) found.append(name, value);
  return found;
}

/** Bring map and page to what the address asks for: what was done before and is still unheard is of the entry that
 * was left, but for what no address says; and whatever Python then says is taken over. */
function takeAddress(one) {
  const query = asked();
  if (location.hash.length > 1) putAddress(query, "");
  noteAddress();
  const { seen, notes } = one.unheard;
  const long = notes?.value.length && !window.CorridorAtlas.inLink(notes.value).length;
  one.unheard = { ...(seen && { seen }), ...(long && { notes }) };
  one.told = {};
  one.view = null; // wherever the map goes now, Python hears of it
  one.controller.sight.look(placeIn(query.get("at")) ?? one.data.home);
  tell(one, "address", query.toString());
}

/** Python has heard that the reader went elsewhere: of what it has written into the address meanwhile nothing was
 * taken, and it takes its own for what stands there. */
function endReturn(data) {
  settleAddress(data, (query) => history.pushState(history.state, "", addressWith(query)));
}

/** Zoom, latitude and longitude in a link; null for what makes no sense. */
function placeIn(text) {
  const [zoom, lat, lon] = (text ?? "").split("/").map(Number);
  return zoom >= 0 && zoom <= 18 && Math.abs(lat) <= 85 && Math.abs(lon) <= 360 ? { zoom, lat, lon } : null;
}
