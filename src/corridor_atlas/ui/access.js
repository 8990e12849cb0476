// For those who go by keyboard: Escape in a panel that the page draws closes it, as in one that the map draws.
const PANEL = ".st-key-wide, .st-key-own";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !event.target.closest?.(PANEL)) return;
  if (event.target.getAttribute("aria-expanded") !== "true") shown?.controller?.drawer.leave(); // else it closes its own list
});
