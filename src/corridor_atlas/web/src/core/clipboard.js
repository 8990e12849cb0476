/* Texts for the clipboard. */

import { el } from "./dom.js";

/** Copy a text; says whether that worked.
 * @param {string} text */
export async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byCommand(text); // no permission, or not a secure page
  }
}

/** The way of old browsers, which works where the other is not allowed; the focus stays where it was.
 * @param {string} text */
function byCommand(text) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const field = el("textarea", "cam-hidden", (before && before.parentElement) || document.body, { readonly: "", "aria-hidden": "true" });
  field.value = text;
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    // it stays false
  }
  field.remove();
  if (before) before.focus({ preventScroll: true });
  return done;
}
