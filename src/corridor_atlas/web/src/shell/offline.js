/* A published folder works without a network after the first visit: its service worker keeps the files. */

/** Have a worker keep the page, once the page itself has all that it needs. From a disk, or in a frame without an
 * origin, there is none, and the page is as it was.
 * @param {string} address of the worker's script */
export function keepOffline(address) {
  if (!("serviceWorker" in navigator) || !/^https?:$/.test(location.protocol)) return;
  const start = () => navigator.serviceWorker.register(address).catch(() => {}); // not allowed here: no harm done
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}
