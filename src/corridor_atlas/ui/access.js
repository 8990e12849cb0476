// For those who go by keyboard: into a panel of the page and out of it, back to where they came from.
const PANELS = ".st-key-details, .st-key-wide";
const CLOSERS = "[class*='st-key-close_'] button";
const TRIES = 60; // looks, a tenth of a second apart, at what the next run of the script brings
let came = null; // what had the focus last, outside of the panels

const map = () => document.querySelector(".ca-host .cam-map:not(.cam-second)");

/** Call `look` until it says that it is done. */
function until(look, tries = TRIES) {
  if (!look() && tries > 0) setTimeout(() => until(look, tries - 1), 100);
}

/** Once the panel is gone, and the focus with it, it goes back. */
function goBack(panel) {
  const target = came;
  until(() => {
    if (panel.isConnected && panel.querySelector(CLOSERS)) return false;
    if (document.activeElement === document.body) (target?.isConnected ? target : map())?.focus({ preventScroll: true });
    return true;
  });
}

function onKey(event) {
  const panel = event.target.closest?.(PANELS);
  if (event.key !== "Escape" || event.defaultPrevented || !panel) return;
  if (event.target.getAttribute("aria-expanded") === "true") return; // it closes its own list first
  panel.querySelector(CLOSERS)?.click();
}

document.addEventListener("focusin", ({ target }) => {
  if (!target.closest?.(PANELS)) came = target;
});
document.addEventListener("click", ({ target }) => {
  if (target.closest?.(CLOSERS)) goBack(target.closest(PANELS));
});
document.addEventListener("keydown", onKey);
