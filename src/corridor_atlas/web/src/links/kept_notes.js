/* Notes that are too long for the link: they outlive loading the page anew, in this tab and until it is closed. */

import { linkable, MAX_NOTES, read, written } from "../model/notes.js";

/** @param {(storage: Storage, key: string) => any} act */
function withStorage(act) {
  try {
    return act(sessionStorage, `corridor-atlas-notes ${location.pathname}`);
  } catch {
    return null; // a page inside another one may have none
  }
}

/** Whether the reader loaded the page anew, or went back to it: a link that was followed says itself what it shows.
 * @param {Performance} page */
const isAnew = (page) => page.getEntriesByType("navigation").some((one) => ["reload", "back_forward"].includes(/** @type {PerformanceNavigationTiming} */ (one).type));

/** The notes that were on the map before the page was loaded anew, where no link could say them.
 * @param {Performance} [page]
 * @returns {Note[]} */
export function keptNotes(page = performance) {
  const texts = isAnew(page) ? withStorage((storage, key) => JSON.parse(storage.getItem(key))) : null;
  if (!Array.isArray(texts)) return [];
  return texts.slice(0, MAX_NOTES).map((text) => read(String(text))).filter(Boolean);
}

/** Keep them as they change.
 * @param {Pick<Atlas, "on">} atlas */
export function keepNotes(atlas) {
  atlas.on("notes", ({ value }) => {
    withStorage((storage, key) => (linkable(value) ? storage.removeItem(key) : storage.setItem(key, JSON.stringify(value.map(written)))));
  });
}
