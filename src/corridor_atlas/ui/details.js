// Another feature begins at its top: the panel stays in the page, only what is in it changes.
const shown = new WeakMap();

export default function ({ data, parentElement }) {
  const panel = parentElement.closest(".st-key-details");
  if (!panel) return;
  panel.dataset.feature = data.id; // access.js waits for it
  if (shown.get(panel) !== data.id) {
    panel.scrollTop = 0;
    // the button that was pressed may be gone: whoever moves by keyboard goes on from the heading
    if (shown.has(panel) && document.activeElement === document.body) {
      panel.querySelector("h2")?.focus({ preventScroll: true });
    }
  }
  shown.set(panel, data.id);
}
