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

/** Copy the address beside the button, or select it where the browser does not allow that; say which. */
async function copy(button) {
  const address = button.parentElement.querySelector("code");
  const said = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(address.textContent);
    said.textContent = button.dataset.copied;
  } catch {
    getSelection().selectAllChildren(address); // no permission, or not a secure page
    said.textContent = button.dataset.select;
  }
}

export default function ({ data, parentElement }) {
  const panel = parentElement.closest(".st-key-details");
  if (!panel) return;
  if (!shown.has(panel)) {
    panel.addEventListener("click", ({ target }) => {
      const button = target.closest(".ca-link button");
      if (button) copy(button);
      const ask = target.closest("[data-ask]");
      if (ask) document.dispatchEvent(new CustomEvent("ca-ask", { detail: { [ask.dataset.ask]: ask.dataset.place } }));
    });
  }
  panel.dataset.feature = data.id; // access.js waits for it
  if (shown.get(panel) !== data.id) {
    const known = shown.has(panel);
    shown.set(panel, data.id);
    panel.scrollTop = 0;
    if (known) goOn(panel, data.id);
  }
}
