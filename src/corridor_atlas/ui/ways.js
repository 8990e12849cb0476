// Joins the panel of ways and corridors with the map: what is pointed at in the one is lit in the other, and
// a click in the panel tells Python what was chosen. The map listens for "ca-light" and says "ca-hovered".
const listening = new WeakMap();
const CHOICES = { feature: "picked", year: "year", corridor: "corridor" };

function light(target) {
  const one = target?.closest?.("[data-light]");
  const [first, last] = (one?.dataset.parts || "").split("-").map(Number);
  const parts = one?.dataset.parts ? [first, last] : null;
  document.dispatchEvent(new CustomEvent("ca-light", { detail: { id: one?.dataset.light ?? null, parts } }));
}

export default function ({ parentElement, setTriggerValue }) {
  const panel = parentElement.closest(".st-key-details");
  if (!panel) return undefined; // closed before it was ready
  listening.get(parentElement)?.abort();
  const control = new AbortController();
  listening.set(parentElement, control);
  const on = (target, name, action) => target.addEventListener(name, action, { signal: control.signal });
  for (const name of ["pointerover", "focusin"]) on(panel, name, (event) => light(event.target));
  for (const name of ["pointerleave", "focusout"]) on(panel, name, () => light(null));
  on(panel, "click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab is the browser's business
    for (const [what, name] of Object.entries(CHOICES)) {
      const link = event.target.closest(`a[data-${what}]`);
      if (!link) continue;
      event.preventDefault(); // the link would load the page anew
      setTriggerValue(name, link.dataset[what]);
      return;
    }
  });
  on(document, "ca-hovered", ({ detail }) => {
    for (const one of panel.querySelectorAll("[data-light]")) one.classList.toggle("ca-lit", one.dataset.light === detail.id);
  });
  return () => {
    control.abort(); // the panel may live on with something else in it
    light(null);
  };
}
