// For those who go by keyboard: Escape in a panel that the page draws closes it, as in one that the map draws.
const PANELS = ".st-key-details, .st-key-wide";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !event.target.closest?.(PANELS)) return;
  if (event.target.getAttribute("aria-expanded") !== "true") shown?.controller?.drawer.leave(); // else it closes its own list
});
