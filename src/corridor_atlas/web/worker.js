/* The service worker of a published folder: after the first visit the map opens without a network.
 * In front of this stands `const kept = { sum, files }`: the names of the files, and one sum of all of them.
 *
 * The page itself comes from the network while there is one, so a later publication is seen at once. What it names
 * has a sum of its content in its name and never changes: it comes from the cache. A cache is filled whole or not at
 * all, and goes when the next worker takes over, which is when no page that was opened with it is left. */

const PAGE = "index.html";
const here = new URL(self.registration.scope);
const BEGIN = `corridor-atlas ${here.pathname} `; // another folder of the same host has caches of its own
const NAME = BEGIN + kept.sum;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const name = url.origin === here.origin && url.pathname.startsWith(here.pathname) ? url.pathname.slice(here.pathname.length) : null;
  if (request.method !== "GET" || name === null) return;
  if (name === "" || name === PAGE) event.respondWith(newest(request));
  else if (kept.files.includes(name)) event.respondWith(held(request, name));
});

/** All files into a cache of their own; the page past what the browser remembers of an earlier publication. */
async function fill() {
  const cache = await caches.open(NAME);
  await cache.addAll(kept.files.map((name) => new Request(new URL(name, here), name === PAGE ? { cache: "no-cache" } : {})));
}

async function clean() {
  for (const name of await caches.keys()) if (name.startsWith(BEGIN) && name !== NAME) await caches.delete(name);
  await self.clients.claim();
}

async function newest(request) {
  try {
    const found = await fetch(request);
    if (found.status < 500) return found;
  } catch {
    // no network
  }
  return held(request, PAGE);
}

async function held(request, name) {
  const cache = await caches.open(NAME);
  return (await cache.match(new URL(name, here).href)) || fetch(request);
}
