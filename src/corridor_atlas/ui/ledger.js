// Tells Python which name of the list was clicked, and finds the way back to it when its story is closed.
// Jumps to a kind of change.
let last = null;
const TRIES = 30;
const listening = new WeakMap();

export default function ({ parentElement, setTriggerValue }) {
  const panel = parentElement.closest(".st-key-details");
  if (!panel) return undefined; // closed before it was ready
  const known = listening.has(parentElement);
  listening.get(parentElement)?.abort();
  const control = new AbortController();
  listening.set(parentElement, control);
  const pick = (event) => {
    const jump = event.target.closest("[data-jump]");
    if (jump) {
      event.preventDefault();
      panel.querySelector(`[data-kind="${jump.dataset.jump}"]`).scrollIntoView();
      return;
    }
    const link = event.target.closest("a[data-feature]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab is the browser's business
    event.preventDefault(); // the link would load the page anew
    last = link.dataset.feature;
    setTriggerValue("picked", last);
  };
  panel.addEventListener("click", pick, { signal: control.signal });
  let tries = 0;
  const back = () => {
    const link = last && panel.querySelector(`[data-feature="${CSS.escape(last)}"]`);
    if (link) {
      link.scrollIntoView({ block: "center" });
      link.focus({ preventScroll: true });
      last = null;
    } else if (last && (tries += 1) < TRIES) requestAnimationFrame(back);
  };
  if (!known) back();
  return () => control.abort(); // the panel may live on with something else in it
}
