// Another feature begins at its top: the panel stays in the page, only what is in it changes.
const shown = new WeakMap();
const GOING = "[data-stale='true'], [data-retained='true']"; // what Streamlit takes away when the run has ended
const TRIES = 100; // looks, a tenth of a second apart

/** The button that was pressed goes: whoever moves by keyboard goes on from the heading. */
function goOn(panel, id, tries = TRIES) {
  const { activeElement } = document;
  if (shown.get(panel) !== id) return; // another one meanwhile
  if (activeElement === document.body) panel.querySelector("h2")?.focus({ preventScroll: true });
  else if (tries > 0 && panel.contains(activeElement) && activeElement.closest(GOING)) {
    setTimeout(() => goOn(panel, id, tries - 1), 100);
  }
}

export default function ({ data, parentElement }) {
  const panel = parentElement.closest(".st-key-details");
  if (!panel) return;
  panel.dataset.feature = data.id; // access.js waits for it
  if (shown.get(panel) !== data.id) {
    const known = shown.has(panel);
    shown.set(panel, data.id);
    panel.scrollTop = 0;
    if (known) goOn(panel, data.id);
  }
}
